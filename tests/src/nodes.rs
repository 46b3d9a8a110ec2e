//! Nodes that go wrong on purpose.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use gateway::api::nodes::Reach;
use sds_gateway::node::directory::DirectoryNode;
use sds_gateway::node::error::NodeError;
use sds_gateway::node::{Node, ServiceStatus, SnippetName, Survey};

/// What a [`Faulty`] node refuses to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Be ready.
    Preflight,
    /// Take a file.
    Put,
    /// Let the daemon read a file.
    Enable,
}

/// A directory node that refuses one thing.
pub struct Faulty {
    inner: DirectoryNode,
    fault: Fault,
    is_mended: AtomicBool,
}

impl Faulty {
    /// A node over a directory.
    pub fn new(inner: DirectoryNode, fault: Fault) -> Self {
        Self { inner, fault, is_mended: AtomicBool::new(false) }
    }

    /// Lets it do everything from now on.
    pub fn mend(&self) {
        self.is_mended.store(true, Ordering::SeqCst);
    }

    fn refuse(&self, fault: Fault) -> Result<(), NodeError> {
        let refuses = fault == self.fault && !self.is_mended.load(Ordering::SeqCst);
        if refuses { Err(NodeError::CutShort) } else { Ok(()) }
    }
}

#[async_trait]
impl Node for Faulty {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn reach(&self) -> Reach {
        Reach::Directory
    }

    fn directory(&self) -> String {
        self.inner.directory()
    }

    fn runs_services(&self) -> bool {
        false
    }

    async fn preflight(&self) -> Result<(), NodeError> {
        self.refuse(Fault::Preflight)?;
        self.inner.preflight().await
    }

    async fn survey(&self) -> Result<Survey, NodeError> {
        self.inner.survey().await
    }

    async fn put_disabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.refuse(Fault::Put)?;
        self.inner.put_disabled(name, text, instead_of).await
    }

    async fn put_enabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.refuse(Fault::Put)?;
        self.inner.put_enabled(name, text, instead_of).await
    }

    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.inner.discard_disabled(name).await
    }

    async fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError> {
        self.refuse(Fault::Enable)?;
        self.inner.enable(name, text).await
    }

    async fn disable_now(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        self.inner.disable_now(name, resource).await
    }

    async fn keep_aside(&self, file: &str) -> Result<(), NodeError> {
        self.inner.keep_aside(file).await
    }

    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.inner.remove(name).await
    }

    async fn status(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        self.inner.status(name, resource).await
    }
}
