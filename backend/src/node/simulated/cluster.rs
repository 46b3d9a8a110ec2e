//! Simulated machines that share DRBD: each resource is primary on one of them at most.
//!
//! Nothing happens by itself here. What time has brought about is worked out when somebody looks, so that a cluster
//! needs no task of its own and behaves the same under a clock that a test moves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gateway::api::SnippetFile;
use gateway::api::running::RunState;
use tokio::time::Instant;

use super::daemon::{Daemon, Effect};
use super::service::Service;
use crate::node::ServiceStatus;

/// How long things take on the machines of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// From a resource that may be promoted to the promotion.
    pub promotion: Duration,
    /// Each unit to start.
    pub start: Duration,
    /// All units to stop.
    pub stop: Duration,
}

impl Pace {
    /// Slow enough to be watched.
    pub const WATCHABLE: Self = Self {
        promotion: Duration::from_millis(150),
        start: Duration::from_millis(60),
        stop: Duration::from_millis(300),
    };

    /// Everything is done when it is asked for.
    pub const INSTANT: Self = Self { promotion: Duration::ZERO, start: Duration::ZERO, stop: Duration::ZERO };
}

/// Simulated machines with a daemon each.
pub struct Cluster {
    pub(super) pace: Pace,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) daemons: BTreeMap<String, Daemon>,
    /// What runs, by resource.
    pub(super) services: BTreeMap<String, Service>,
    /// Since when a resource waits for a node that promotes it.
    pub(super) waiting: BTreeMap<String, Instant>,
    /// The nodes on which the target of a resource is masked.
    pub(super) masked: BTreeSet<(String, String)>,
    /// The nodes on which a resource cannot start.
    pub(super) broken: BTreeSet<(String, String)>,
}

/// What runs of a resource, whatever the daemons believe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The node on which the resource is primary.
    pub node: String,
    /// The start entries with the values that the agents were started with.
    pub entries: Vec<String>,
}

impl Cluster {
    /// A cluster without machines.
    pub fn new(pace: Pace) -> Self {
        Self { pace, state: Mutex::default() }
    }

    /// Starts the daemon of a node. Files that it refuses leave it down: no high availability there.
    pub fn boot(&self, node: &str, files: &[SnippetFile]) {
        let mut state = self.settled();
        let mut daemon = Daemon::default();
        let effects = daemon.boot(files);
        state.daemons.insert(node.to_owned(), daemon);
        self.apply(&mut state, node, effects);
    }

    /// Lets the daemon of a node read its files again.
    pub fn reload(&self, node: &str, files: &[SnippetFile]) {
        let mut state = self.settled();
        let effects = state.daemons.get_mut(node).map(|daemon| daemon.reload(files));
        self.apply(&mut state, node, effects.unwrap_or_default());
    }

    /// Ends the daemon of a node.
    pub fn exit(&self, node: &str) {
        let mut state = self.settled();
        let effects = state.daemons.get_mut(node).map(Daemon::exit);
        self.apply(&mut state, node, effects.unwrap_or_default());
    }

    fn apply(&self, state: &mut State, node: &str, effects: Vec<(String, Effect)>) {
        let now = Instant::now();
        let Some(daemon) = state.daemons.get(node) else { return };
        let affected: Vec<String> = effects.iter().map(|(resource, _)| resource.clone()).collect();
        for (resource, effect) in effects {
            let running = state.services.get_mut(&resource).filter(|service| service.is_on(node));
            match (effect, running) {
                (Effect::Loaded, Some(service)) => service.add_entries(daemon.start_list(&resource)),
                (Effect::Restarted, Some(service)) => service.restart(daemon.start_list(&resource), now),
                (Effect::Loaded | Effect::Restarted, None) => {
                    state.waiting.entry(resource).or_insert(now);
                }
                (Effect::Stopped, Some(service)) => service.stop(now),
                (Effect::Stopped | Effect::LeftRunning, _) => {}
            }
        }
        for resource in affected {
            state.move_to_preferred(&resource, now);
        }
        state.settle(now, self.pace);
    }

    /// Stops the target of a resource on a node.
    pub fn stop(&self, node: &str, resource: &str) {
        let mut state = self.settled();
        let now = Instant::now();
        if let Some(service) = state.services.get_mut(resource).filter(|service| service.is_on(node)) {
            service.stop(now);
        }
        state.settle(now, self.pace);
    }

    /// How the gateway of a resource is doing on a node.
    pub fn status(&self, node: &str, resource: &str) -> ServiceStatus {
        let state = self.settled();
        let units = state.daemons.get(node).map(|daemon| daemon.units(resource)).unwrap_or_default();
        match state.services.get(resource).filter(|service| service.is_on(node)) {
            Some(service) => service.status(units, Instant::now(), self.pace),
            None => super::service::stopped(units, state.state_without_service(node, resource)),
        }
    }

    /// The resources that the daemon of a node looks after, and those that run there.
    pub(super) fn resources_of(&self, node: &str) -> BTreeSet<String> {
        let state = self.settled();
        let known = state.daemons.get(node).into_iter().flat_map(Daemon::resources).map(str::to_owned);
        let running = state.services.iter().filter(|(_, service)| service.is_on(node));
        known.chain(running.map(|(resource, _)| resource.clone())).collect()
    }

    /// What really runs of a resource, with the values that it was started with.
    pub fn running(&self, resource: &str) -> Option<Running> {
        let state = self.settled();
        state.services.get(resource).map(Service::running)
    }

    /// Whether the daemon of a node has exited and looks after nothing any more.
    pub fn has_exited(&self, node: &str) -> bool {
        self.settled().daemons.get(node).is_none_or(Daemon::has_exited)
    }

    /// Everything that has happened until now.
    pub(super) fn settled(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.settle(Instant::now(), self.pace);
        state
    }
}

impl State {
    /// Works out everything that has happened until `now`.
    pub(super) fn settle(&mut self, now: Instant, pace: Pace) {
        let mut ended = Vec::new();
        self.services.retain(|resource, service| {
            let end = service.end(pace).filter(|end| *end <= now);
            ended.extend(end.map(|end| (resource.clone(), end)));
            end.is_none()
        });
        for (resource, end) in ended {
            // Where another node still has the snippet, it takes over.
            self.waiting.insert(resource, end);
        }
        let due: Vec<(String, Instant)> = self
            .waiting
            .iter()
            .filter(|(_, since)| **since + pace.promotion <= now)
            .map(|(resource, since)| (resource.clone(), *since + pace.promotion))
            .collect();
        for (resource, at) in due {
            self.waiting.remove(&resource);
            if self.services.contains_key(&resource) {
                continue;
            }
            if let Some(node) = self.elect(&resource) {
                let start = self.daemons[&node].start_list(&resource);
                self.services.insert(resource, Service::new(node, start, at));
            }
        }
    }

    /// The node that promotes a resource: the first preferred one, else the first by name.
    fn elect(&self, resource: &str) -> Option<String> {
        let able: Vec<&String> = self
            .daemons
            .iter()
            .filter(|(node, daemon)| daemon.can_start(resource) && !self.is_kept_from(node, resource))
            .map(|(name, _)| name)
            .collect();
        let first = able.first()?;
        let preferred = self.daemons[*first].preferred_nodes(resource);
        let best = preferred.iter().find_map(|name| able.iter().find(|able| *able == &name));
        Some((*best.unwrap_or(first)).clone())
    }

    /// Stops a resource where a preferred node could run it, unless the preference counts at the start only.
    fn move_to_preferred(&mut self, resource: &str, now: Instant) {
        let Some(best) = self.elect(resource) else { return };
        let daemon = &self.daemons[&best];
        let is_preferred =
            daemon.preferred_nodes(resource).contains(&best) && daemon.moves_to_preferred(resource);
        if let Some(service) = self.services.get_mut(resource).filter(|service| !service.is_on(&best))
            && is_preferred
        {
            service.stop(now);
        }
    }

    /// Whether a node does not start a resource, whatever its daemon says.
    pub(super) fn is_kept_from(&self, node: &str, resource: &str) -> bool {
        let place = (node.to_owned(), resource.to_owned());
        self.masked.contains(&place) || self.broken.contains(&place)
    }

    /// How a resource is doing on a node that does not run it: stopped, or unable to start.
    fn state_without_service(&self, node: &str, resource: &str) -> RunState {
        let is_broken = self.broken.contains(&(node.to_owned(), resource.to_owned()));
        let broken = is_broken || self.daemons.get(node).is_some_and(|daemon| daemon.is_broken(resource));
        if broken { RunState::Failed } else { RunState::Inactive }
    }
}
