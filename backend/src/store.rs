//! The port to what is kept: revisions, deployments, nodes, accounts and the audit log.

pub mod archive;
pub mod people;
pub mod reviews;
pub mod sqlite;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use async_trait::async_trait;
use gateway::api::audit::Action;
use gateway::api::nodes::AddedNode;
use serde::Deserialize;
use serde_json::Value;

use crate::audit::Note;
use crate::deploy::record::{Deployed, Goal, Record};
use crate::error::without_values;
use crate::seal::SealError;
use crate::seal::file::KeyError;
use crate::seal::keyed::Keyed;
use archive::Archives;
use people::People;
use reviews::Reviews;

/// A revision of a gateway as it is kept. The newest one of a resource is the gateway.
#[derive(Clone, PartialEq)]
pub struct Saved {
    /// The DRBD resource.
    pub resource: String,
    /// Its number, from 1.
    pub revision: u32,
    /// Who saved it.
    pub author: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
    /// What its author says about it.
    pub message: String,
    /// Whether it says that the gateway is to be removed from the nodes.
    pub removed: bool,
    /// Name of its snippet without suffix.
    pub snippet: String,
    /// The gateway's JSON.
    pub gateway: Value,
    /// The text of the snippet.
    pub text: String,
}

/// Without the gateway and its text: they hold secrets, and whatever has a `Debug` may get into a log.
impl Debug for Saved {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Saved")
            .field("resource", &self.resource)
            .field("revision", &self.revision)
            .field("author", &self.author)
            .field("saved_at", &self.saved_at)
            .field("removed", &self.removed)
            .field("snippet", &self.snippet)
            .finish_non_exhaustive()
    }
}

/// Keeps everything that must survive a restart. What a call has answered is on the disk.
///
/// What somebody changes comes with a note for the audit log; both are kept, or neither.
#[async_trait]
pub trait Store: DeploymentLog + People + Reviews + AuditLog + Archives + Send + Sync {
    /// Whether the store answers.
    async fn ping(&self) -> Result<(), StoreError>;

    /// Hashes that only this installation makes, for texts that hold a secret. They are the same for ever.
    fn keyed(&self) -> Arc<Keyed>;

    /// The newest revision of every resource, sorted by resource.
    async fn gateways(&self) -> Result<Vec<Saved>, StoreError>;

    /// Every revision of a resource, newest first.
    async fn revisions(&self, resource: &str) -> Result<Vec<Saved>, StoreError>;

    /// Adds a revision. It fails with [`StoreError::Taken`] when the resource has one of that number: of two who
    /// build on the same revision, one wins.
    async fn append(&self, saved: &Saved, note: &Note) -> Result<(), StoreError>;

    /// The nodes that are kept from running gateways.
    async fn maintenance(&self) -> Result<BTreeSet<String>, StoreError>;

    /// Notes whether a node is kept from running gateways. Doing it twice is the same as once.
    async fn set_maintenance(&self, node: &str, on: bool, note: &Note) -> Result<(), StoreError>;

    /// Every added node, sorted by name.
    async fn nodes(&self) -> Result<Vec<AddedNode>, StoreError>;

    /// Adds a node. It fails with [`StoreError::Taken`] when another one has the name or the folder.
    async fn add_node(&self, node: &AddedNode, note: &Note) -> Result<(), StoreError>;

    /// Gives the node of that name another folder. It fails with [`StoreError::Taken`] when another node has it.
    async fn change_node(&self, node: &AddedNode, note: &Note) -> Result<(), StoreError>;

    /// Forgets a node. Forgetting it twice is the same as once.
    async fn forget_node(&self, name: &str, note: &Note) -> Result<(), StoreError>;
}

/// Keeps deployments: how far each is, and what nodes are to have since.
#[async_trait]
pub trait DeploymentLog: Send + Sync {
    /// Adds a deployment. It fails with [`StoreError::Taken`] while another one of the same resource runs.
    async fn begin_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError>;

    /// Keeps how far a deployment is. Doing it twice is the same as once.
    async fn keep_deployment(&self, record: &Record) -> Result<(), StoreError>;

    /// Keeps how a deployment ended.
    async fn end_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError>;

    /// A deployment.
    async fn deployment(&self, id: &str) -> Result<Option<Record>, StoreError>;

    /// Every deployment of a resource, newest first.
    async fn deployments(&self, resource: &str) -> Result<Vec<Record>, StoreError>;

    /// Every deployment that has not ended.
    async fn running_deployments(&self) -> Result<Vec<Record>, StoreError>;

    /// Notes what each node is to have of a resource's gateway after a deployment. Doing it twice is the same as once.
    async fn note_deployed(&self, resource: &str, goals: &BTreeMap<String, Goal>) -> Result<(), StoreError>;

    /// What each node is to have, by resource.
    async fn deployed(&self) -> Result<BTreeMap<String, Deployed>, StoreError>;

    /// What each node is to have of one gateway.
    async fn deployed_of(&self, resource: &str) -> Result<Deployed, StoreError>;
}

/// Keeps what was done, for ever and unchanged.
#[async_trait]
pub trait AuditLog: Send + Sync {
    /// Notes something that changes nothing else in the store.
    async fn note(&self, note: &Note) -> Result<(), StoreError>;

    /// Entries that fit, newest first: at most `limit`, with numbers below `before`.
    async fn audit(&self, fits: &AuditFilter, before: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;

    /// Entries with numbers above `after`, oldest first: at most `limit`.
    async fn audit_after(&self, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;
}

/// Which entries of the audit log are wanted. What is left out fits everything.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AuditFilter {
    /// Who.
    pub account: Option<String>,
    /// What.
    pub action: Option<Action>,
    /// To what.
    pub subject: Option<String>,
    /// Not before (RFC 3339, UTC, or its beginning).
    pub since: Option<String>,
    /// Before (RFC 3339, UTC, or its beginning).
    pub until: Option<String>,
}

/// An entry as it is kept: its bytes are what was hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number.
    pub number: u64,
    /// The entry as JSON.
    pub entry: String,
    /// Hash of the entry before.
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

/// What may go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else was first.
    #[error("somebody else was first")]
    Taken,
    /// The data directory cannot be used.
    #[error("cannot use the data directory `{path}`")]
    Directory {
        /// The directory.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Somebody else has the data open.
    #[error("another sds-gateway has the data directory open; stop the server first, then try again")]
    InUse,
    /// The keys are being replaced.
    #[error(
        "the keys are being replaced by `sds-gateway rotate-key`; wait until it has ended, then try again"
    )]
    KeysRotate,
    /// The keys cannot be used.
    #[error("cannot use the keys that seal the database")]
    Keys(#[from] KeyError),
    /// A sealed value cannot be opened.
    #[error("cannot read what is sealed")]
    Sealed(#[from] SealError),
    /// The database does not do what was asked.
    #[error("cannot {attempt}")]
    Database {
        /// What was attempted.
        attempt: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// Says that what is kept cannot be understood, and why, without its values: they may be secrets.
    pub(crate) fn unreadable(attempt: &'static str, source: &serde_json::Error) -> Self {
        Self::Database { attempt, source: without_values(&source.to_string()).into() }
    }
}
