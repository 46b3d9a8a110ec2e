//! The port to a node: the snippets that it has, and how the gateways on it are doing.

pub mod error;
pub mod limits;
pub mod machine;

pub mod directory;
pub mod reactor;
pub mod simulated;

pub mod local;
pub mod ssh;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use gateway::api::nodes::{NodeCheck, Reach};
use gateway::api::running::{DrbdStatus, RunState, UnitStatus};
use gateway::plan::FoundSnippet;
use gateway::text::Text;

use crate::facts::Addresses;
use crate::needs::Needs;
use error::NodeError;

/// Suffix of a file that the daemon reads.
pub const ENABLED: &str = ".toml";
/// Suffix of a file that `drbd-reactorctl` knows and the daemon does not read.
pub const DISABLED: &str = ".toml.disabled";
/// Suffix of a file that is being written. Neither of the two looks at it.
pub const UNFINISHED: &str = ".sds-unfinished";
/// Suffix of a copy of what somebody else has written. Neither of the two looks at it.
pub const ASIDE: &str = ".sds-aside";

/// A machine that runs drbd-reactor, or what stands for one.
///
/// Every call may be made again after it failed or was cut short: done twice, the result is the same as done once.
/// File operations on one snippet never overlap. A daemon that reads the directory at any moment finds whole files only.
#[async_trait]
pub trait Node: Send + Sync {
    /// Its name.
    fn name(&self) -> &str;

    /// How it is reached.
    fn reach(&self) -> Reach;

    /// Where it is reached over SSH.
    fn address(&self) -> Option<String> {
        None
    }

    /// The snippets directory.
    fn directory(&self) -> String;

    /// Whether a daemon runs services there.
    fn runs_services(&self) -> bool;

    /// Forgets that the node did not answer, so that the next call tries it at once: somebody waits for it.
    fn wake(&self) {}

    /// Finds out whether files can be put there, and leaves nothing behind.
    async fn preflight(&self) -> Result<(), NodeError>;

    /// Everything that is there now.
    async fn survey(&self) -> Result<Survey, NodeError>;

    /// What is there of one snippet, and how its gateway is doing: a part of a survey, which costs less.
    async fn look(&self, name: &SnippetName, resource: &str) -> Result<Look, NodeError> {
        let survey = self.survey().await?;
        let service = survey.service(resource);
        let snippet = survey.snippets.into_iter().find(|snippet| snippet.name == name.as_str());
        Ok(Look { snippet, service })
    }

    /// Puts a snippet there that the daemon does not read yet, reads it back and compares.
    ///
    /// It takes the place of one of the texts `instead_of`, or of nothing. Another text was written by somebody else
    /// meanwhile, and is left there: [`NodeError::Meddled`].
    async fn put_disabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError>;

    /// Puts a snippet into the place of the enabled one, in one move, reads it back and compares; as
    /// [`Node::put_disabled`] otherwise.
    ///
    /// Only for a text that means the same to the daemon: any other change needs the daemon to stop the gateway first.
    async fn put_enabled(&self, name: &SnippetName, text: &str, instead_of: &[&str])
    -> Result<(), NodeError>;

    /// Takes away what was put there beside an enabled snippet and never enabled itself. Fine if there is nothing.
    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError>;

    /// Lets the daemon read a snippet that was put there, if it still is `text`.
    async fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError>;

    /// Keeps the daemon from reading a snippet, and begins to stop what runs of its resource, even if an earlier file
    /// left it behind. Fine if there is neither.
    ///
    /// Gives how it is doing right after.
    async fn disable_now(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError>;

    /// Keeps a copy of a file of the directory under a name that nobody reads. Fine if there is none.
    async fn keep_aside(&self, file: &str) -> Result<(), NodeError>;

    /// Removes a snippet, enabled or not. Fine if there is none.
    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError>;

    /// How the gateway of a resource is doing there, asked for this one alone.
    async fn status(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError>;

    /// Sends a gateway that runs there to a peer, and returns when one has taken over or `delay` is over.
    async fn evict(
        &self,
        _name: &SnippetName,
        _resource: &str,
        _eviction: Eviction,
    ) -> Result<(), NodeError> {
        Err(NodeError::NoDaemon)
    }

    /// Lets the node run a resource, or keeps it from starting it until it is let again or boots.
    async fn admit(
        &self,
        _name: &SnippetName,
        _resource: &str,
        _admission: Admission,
    ) -> Result<(), NodeError> {
        Err(NodeError::NoDaemon)
    }

    /// What would keep the node from running gateways, or the gateway with these needs. Nothing where nothing runs.
    async fn checks(&self, _needs: Option<(&Needs, Addresses)>) -> Result<Vec<NodeCheck>, NodeError> {
        Ok(Vec::new())
    }

    /// Installs the pair of units that reloads the daemon when a file of the snippets directory changes.
    async fn install_reload_units(&self) -> Result<(), NodeError> {
        Err(NodeError::NoDaemon)
    }

    /// What was not made as a snippet wants it, looked at where its gateway is active: agents return 0 and do nothing.
    async fn faults(&self, _text: &str) -> Result<Vec<Text>, NodeError> {
        Ok(Vec::new())
    }

    /// The last lines that a unit has written into the journal, oldest first.
    async fn journal(&self, _unit: &str, _lines: u16) -> Result<String, NodeError> {
        Err(NodeError::NoDaemon)
    }
}

/// Everything that is on a node at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The names of all files of the directory, sorted: only they tell of leftovers and of snippets that are there twice.
    pub files: Vec<String>,
    /// Every snippet, sorted by name. Where a name is both enabled and disabled, the enabled one counts.
    pub snippets: Vec<FoundSnippet>,
    /// Files that the daemon reads and that are not UTF-8, so that it refuses all files of the directory.
    pub not_text: Vec<String>,
    /// How gateways are doing, by resource. One that is not named here does not run, and no snippet is about it.
    pub services: BTreeMap<String, ServiceStatus>,
    /// What DRBD says, by resource. Empty where nothing runs services, or where DRBD does not answer.
    pub drbd: BTreeMap<String, DrbdStatus>,
}

impl Survey {
    /// Why nothing can be deployed beside what is there, whatever its text.
    pub fn obstacle(&self) -> Option<NodeError> {
        self.not_text.first().map(|file| NodeError::NotText(file.clone()))
    }

    /// How the gateway of a resource is doing.
    pub fn service(&self, resource: &str) -> ServiceStatus {
        let not_there = ServiceStatus { state: RunState::Inactive, units: Vec::new() };
        self.services.get(resource).cloned().unwrap_or(not_there)
    }
}

/// What is there of one snippet at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The snippet; the enabled one where it is both enabled and disabled.
    pub snippet: Option<FoundSnippet>,
    /// How its gateway is doing.
    pub service: ServiceStatus,
}

/// How a gateway is sent away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eviction {
    /// How long a peer may take to take over.
    pub delay: Duration,
    /// Whether the node may take it back afterwards.
    pub admission: Admission,
}

/// Whether a node may run a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It may.
    Admitted,
    /// It may not: its target is masked.
    Refused,
}

/// How the gateway of a resource is doing on one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStatus {
    /// How its target is doing.
    pub state: RunState,
    /// The promote unit, then one unit per start entry. Empty where nothing runs services.
    pub units: Vec<UnitStatus>,
}

/// Name of a snippet without suffix: one step of a path, and no other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SnippetName(String);

impl SnippetName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SnippetName {
    type Err = NodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // 255 bytes is what file systems take, with room for suffixes.
        // A dash in front would look like an option to programs.
        let fits = (1..=200).contains(&text.len()) && !text.starts_with(['.', '-']);
        let is_one_step = !text.contains(['/', '\0', '\n']);
        if fits && is_one_step { Ok(Self(text.to_owned())) } else { Err(NodeError::Name(text.to_owned())) }
    }
}

impl fmt::Display for SnippetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
