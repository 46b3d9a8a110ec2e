//! What an administrator does to a simulated cluster, beside its files: masks, starts, and what goes wrong.

use tokio::time::Instant;

use super::cluster::Cluster;
use super::daemon::Daemon;
use super::service::Service;

impl Cluster {
    /// Keeps a resource from starting on a node, as `systemctl mask` does with its target. What runs goes on.
    pub fn mask(&self, node: &str, resource: &str) {
        self.settled().masked.insert((node.to_owned(), resource.to_owned()));
    }

    /// Takes the mask away. Nothing starts by that alone.
    pub fn unmask(&self, node: &str, resource: &str) {
        self.settled().masked.remove(&(node.to_owned(), resource.to_owned()));
    }

    /// Whether the target of a resource is masked on a node.
    pub fn is_masked(&self, node: &str, resource: &str) -> bool {
        self.settled().masked.contains(&(node.to_owned(), resource.to_owned()))
    }

    /// Starts the target of a resource on a node; fails where it is masked, broken or the resource is primary elsewhere.
    #[must_use]
    pub fn start(&self, node: &str, resource: &str) -> bool {
        let mut state = self.settled();
        let now = Instant::now();
        if let Some(service) = state.services.get(resource) {
            return service.is_on(node);
        }
        let can_start = state.daemons.get(node).is_some_and(|daemon| daemon.can_start(resource));
        if !can_start || state.is_kept_from(node, resource) {
            return false;
        }
        let start = state.daemons[node].start_list(resource).to_vec();
        state.waiting.remove(resource);
        state.services.insert(resource.to_owned(), Service::new(node.to_owned(), &start, now));
        true
    }

    /// Lets every start of a resource fail on a node, until [`Cluster::mend`]. What runs goes on.
    pub fn break_starts(&self, node: &str, resource: &str) {
        self.settled().broken.insert((node.to_owned(), resource.to_owned()));
    }

    /// Lets a resource start on a node again.
    pub fn mend(&self, node: &str, resource: &str) {
        let mut state = self.settled();
        let now = Instant::now();
        state.broken.remove(&(node.to_owned(), resource.to_owned()));
        if !state.services.contains_key(resource) {
            state.waiting.entry(resource.to_owned()).or_insert(now);
        }
        state.settle(now, self.pace);
    }

    /// Lets what runs of a resource stand still, as `on-quorum-loss = "freeze"` does, or go on.
    pub fn set_frozen(&self, resource: &str, is_frozen: bool) {
        if let Some(service) = self.settled().services.get_mut(resource) {
            service.set_frozen(is_frozen);
        }
    }

    /// Whether what runs of a resource on a node stands still.
    pub fn is_frozen(&self, node: &str, resource: &str) -> bool {
        let state = self.settled();
        state.services.get(resource).is_some_and(|service| service.is_on(node) && service.is_frozen())
    }

    /// The node on which a resource is primary.
    pub fn primary(&self, resource: &str) -> Option<String> {
        self.settled().services.get(resource).map(|service| service.node().to_owned())
    }

    /// Every resource that a daemon looks after or that runs, sorted.
    pub fn resources(&self) -> Vec<String> {
        let state = self.settled();
        let loaded = state.daemons.values().flat_map(Daemon::resources).map(str::to_owned);
        let mut resources: Vec<String> = loaded.chain(state.services.keys().cloned()).collect();
        resources.sort();
        resources.dedup();
        resources
    }
}
