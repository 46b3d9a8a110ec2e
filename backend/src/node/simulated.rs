//! A node of a simulated cluster: real files in a real directory, and a daemon that starts nothing.

pub mod cluster;
mod control;
mod daemon;
mod service;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use gateway::api::SnippetFile;
use gateway::api::nodes::Reach;
use gateway::api::running::{DrbdStatus, RunState};
use tokio::time::{Instant, sleep};

use super::directory::DirectoryNode;
use super::error::NodeError;
use super::{Admission, ENABLED, Eviction, Node, ServiceStatus, SnippetName, Survey};
use cluster::Cluster;

/// One of the machines of a [`Cluster`].
///
/// Its daemon reads the files when it is told to, as drbd-reactor does: a change that nobody announces is not seen.
pub struct SimulatedNode {
    files: DirectoryNode,
    cluster: Arc<Cluster>,
}

impl SimulatedNode {
    /// A node whose daemon has just been started, with the files of `directory`.
    pub async fn boot(name: &str, directory: PathBuf, cluster: Arc<Cluster>) -> Result<Self, NodeError> {
        let node = Self { files: DirectoryNode::new(name, directory), cluster };
        let files = node.read().await?;
        node.cluster.boot(name, &files.unwrap_or_default());
        Ok(node)
    }

    /// Tells the daemon to read the files again. As with the real one, nobody learns whether it did.
    pub async fn reload(&self) -> Result<(), NodeError> {
        if let Some(files) = self.read().await? {
            self.cluster.reload(self.name(), &files);
        }
        Ok(())
    }

    /// How a gateway is doing here. One that may not start is in maintenance.
    fn service(&self, resource: &str) -> ServiceStatus {
        let mut status = self.cluster.status(self.name(), resource);
        if status.state == RunState::Inactive && self.cluster.is_masked(self.name(), resource) {
            status.state = RunState::Maintenance;
        }
        status
    }

    /// The files that the daemon reads, sorted by name; `None` where one is no text, which it refuses with all others.
    async fn read(&self) -> Result<Option<Vec<SnippetFile>>, NodeError> {
        let survey = self.files.survey().await?;
        if survey.obstacle().is_some() {
            return Ok(None);
        }
        let enabled = survey.snippets.into_iter().filter(|snippet| snippet.enabled);
        let mut files: Vec<SnippetFile> = enabled
            .map(|snippet| SnippetFile { file: format!("{}{ENABLED}", snippet.name), text: snippet.text })
            .collect();
        files.sort_by(|one, other| one.file.cmp(&other.file));
        Ok(Some(files))
    }
}

#[async_trait]
impl Node for SimulatedNode {
    fn name(&self) -> &str {
        self.files.name()
    }

    fn reach(&self) -> Reach {
        Reach::Simulated
    }

    fn directory(&self) -> String {
        self.files.directory()
    }

    fn runs_services(&self) -> bool {
        true
    }

    async fn preflight(&self) -> Result<(), NodeError> {
        self.files.preflight().await
    }

    async fn survey(&self) -> Result<Survey, NodeError> {
        let services = self.cluster.resources_of(self.name()).into_iter();
        let services: BTreeMap<String, ServiceStatus> =
            services.map(|resource| (resource.clone(), self.service(&resource))).collect();
        let drbd = services.iter().map(|(resource, service)| (resource.clone(), drbd(service))).collect();
        Ok(Survey { services, drbd, ..self.files.survey().await? })
    }

    async fn put_disabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.files.put_disabled(name, text, instead_of).await
    }

    async fn put_enabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.files.put_enabled(name, text, instead_of).await?;
        self.reload().await
    }

    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.files.discard_disabled(name).await
    }

    async fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError> {
        self.files.enable(name, text).await?;
        self.reload().await
    }

    async fn keep_aside(&self, file: &str) -> Result<(), NodeError> {
        self.files.keep_aside(file).await
    }

    async fn disable_now(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        // As `drbd-reactorctl disable --now`: rename, reload, then stop the target.
        self.files.disable_now(name, resource).await?;
        self.reload().await?;
        self.cluster.stop(self.name(), resource);
        Ok(self.service(resource))
    }

    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.files.remove(name).await?;
        self.reload().await
    }

    async fn status(&self, _name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        Ok(self.service(resource))
    }

    async fn evict(&self, name: &SnippetName, resource: &str, eviction: Eviction) -> Result<(), NodeError> {
        // As `drbd-reactorctl evict`: mask, stop, wait for a peer, unmask and start; the last fails where a peer runs it.
        let deadline = Instant::now() + eviction.delay;
        self.cluster.mask(self.name(), resource);
        self.cluster.stop(self.name(), resource);
        let is_taken = || self.cluster.primary(resource).is_some_and(|primary| primary != self.name());
        while !is_taken() && Instant::now() < deadline {
            sleep(GLANCE).await;
        }
        match eviction.admission {
            Admission::Refused => Ok(()),
            Admission::Admitted => self.admit(name, resource, Admission::Admitted).await,
        }
    }

    async fn admit(
        &self,
        _name: &SnippetName,
        resource: &str,
        admission: Admission,
    ) -> Result<(), NodeError> {
        match admission {
            Admission::Refused => self.cluster.mask(self.name(), resource),
            Admission::Admitted => {
                self.cluster.unmask(self.name(), resource);
                let _is_started = self.cluster.start(self.name(), resource);
            }
        }
        Ok(())
    }

    async fn journal(&self, _unit: &str, _lines: u16) -> Result<String, NodeError> {
        Ok(String::new())
    }
}

/// How often a simulated eviction looks whether a peer has taken over.
const GLANCE: Duration = Duration::from_millis(20);

/// What DRBD would say: a simulated resource is always well.
fn drbd(service: &ServiceStatus) -> DrbdStatus {
    let is_primary =
        matches!(service.state, RunState::Active | RunState::Activating | RunState::Deactivating);
    let role = if is_primary { "Primary" } else { "Secondary" };
    DrbdStatus { role: role.to_owned(), volumes: Vec::new(), connections: Vec::new() }
}
