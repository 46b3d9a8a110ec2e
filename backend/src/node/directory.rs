//! A node that is a directory of this machine: real files, and no daemon that reads them.

mod files;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use gateway::api::nodes::Reach;
use gateway::api::running::RunState;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::error::NodeError;
use super::{DISABLED, ENABLED, Node, ServiceStatus, SnippetName, Survey};
use files::Files;

/// A directory that gets files as a node's snippets directory does.
pub struct DirectoryNode {
    name: String,
    files: Files,
    /// Held while files are worked on: two deployments may meet on a node.
    working: Arc<Mutex<()>>,
}

impl DirectoryNode {
    /// A node of this name; the directory must be there when it is used.
    pub fn new(name: impl Into<String>, directory: impl Into<PathBuf>) -> Self {
        Self { name: name.into(), files: Files::new(directory.into()), working: Arc::default() }
    }

    async fn put(
        &self,
        name: &SnippetName,
        suffix: &'static str,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        let (name, text) = (name.clone(), text.to_owned());
        let instead_of: Vec<String> = instead_of.iter().map(|text| (*text).to_owned()).collect();
        self.work(move |files| files.put(&name, suffix, &text, &instead_of)).await
    }

    /// Does something with the files, one after the other, where blocking is allowed.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Files) -> Result<T, NodeError> + Send + 'static,
    ) -> Result<T, NodeError> {
        let files = self.files.clone();
        // The guard goes along: a caller that gives up does not let the next one in while files are half done.
        let guard = Arc::clone(&self.working).lock_owned().await;
        let task = spawn_blocking(move || {
            let _guard = guard;
            work(&files)
        });
        task.await.map_err(|_| NodeError::CutShort)?
    }
}

#[async_trait]
impl Node for DirectoryNode {
    fn name(&self) -> &str {
        &self.name
    }

    fn reach(&self) -> Reach {
        Reach::Directory
    }

    fn directory(&self) -> String {
        self.files.directory().display().to_string()
    }

    fn runs_services(&self) -> bool {
        false
    }

    async fn preflight(&self) -> Result<(), NodeError> {
        self.work(Files::probe).await
    }

    async fn survey(&self) -> Result<Survey, NodeError> {
        self.work(Files::survey).await
    }

    async fn put_disabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.put(name, DISABLED, text, instead_of).await
    }

    async fn put_enabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.put(name, ENABLED, text, instead_of).await
    }

    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError> {
        let name = name.clone();
        self.work(move |files| files.discard_disabled(&name)).await
    }

    async fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError> {
        let (name, text) = (name.clone(), text.to_owned());
        self.work(move |files| files.enable(&name, &text)).await
    }

    async fn disable_now(&self, name: &SnippetName, _resource: &str) -> Result<ServiceStatus, NodeError> {
        let name = name.clone();
        self.work(move |files| files.disable(&name)).await?;
        Ok(NOT_DEPLOYED)
    }

    async fn keep_aside(&self, file: &str) -> Result<(), NodeError> {
        let file = file.to_owned();
        self.work(move |files| files.keep_aside(&file)).await
    }

    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError> {
        let name = name.clone();
        self.work(move |files| files.remove(&name)).await
    }

    async fn status(&self, _name: &SnippetName, _resource: &str) -> Result<ServiceStatus, NodeError> {
        Ok(NOT_DEPLOYED)
    }
}

/// What can be said of a gateway where nothing runs services.
const NOT_DEPLOYED: ServiceStatus = ServiceStatus { state: RunState::NotDeployed, units: Vec::new() };
