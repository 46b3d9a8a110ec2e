//! The port to a node: the snippets that it has, and how the gateways on it are doing.

pub mod machine;

pub mod directory;
pub mod simulated;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use async_trait::async_trait;
use gateway::api::nodes::Reach;
use gateway::api::{RunState, UnitStatus};
use gateway::plan::FoundSnippet;

/// Suffix of a file that the daemon reads.
pub const ENABLED: &str = ".toml";
/// Suffix of a file that `drbd-reactorctl` knows and the daemon does not read.
pub const DISABLED: &str = ".toml.disabled";
/// Suffix of a file that is being written. Neither of the two looks at it.
pub const UNFINISHED: &str = ".sds-unfinished";

/// A machine that runs drbd-reactor, or what stands for one.
///
/// Every call may be made again after it failed or was cut short: done twice, the result is the same as done once.
/// File operations of one node never overlap. A daemon that reads the directory at any moment finds whole files only.
#[async_trait]
pub trait Node: Send + Sync {
    /// Its name.
    fn name(&self) -> &str;

    /// How it is reached.
    fn reach(&self) -> Reach;

    /// The snippets directory.
    fn directory(&self) -> String;

    /// Whether a daemon runs services there.
    fn runs_services(&self) -> bool;

    /// Finds out whether files can be put there, and leaves nothing behind.
    async fn preflight(&self) -> Result<(), NodeError>;

    /// Every snippet there, sorted by name. Where a name is both enabled and disabled, the enabled one counts.
    async fn snippets(&self) -> Result<Vec<FoundSnippet>, NodeError>;

    /// The names of all files of the directory, sorted: only they tell of leftovers and of snippets that are there twice.
    async fn file_names(&self) -> Result<Vec<String>, NodeError>;

    /// Puts a snippet there that the daemon does not read yet, reads it back and compares.
    async fn put_disabled(&self, name: &SnippetName, text: &str) -> Result<(), NodeError>;

    /// Puts a snippet into the place of the enabled one, in one move, reads it back and compares.
    ///
    /// Only for a text that means the same to the daemon: any other change needs the daemon to stop the gateway first.
    async fn put_enabled(&self, name: &SnippetName, text: &str) -> Result<(), NodeError>;

    /// Takes away what was put there beside an enabled snippet and never enabled itself. Fine if there is nothing.
    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError>;

    /// Lets the daemon read a snippet that was put there.
    async fn enable(&self, name: &SnippetName) -> Result<(), NodeError>;

    /// Keeps the daemon from reading a snippet, and begins to stop what runs of its resource, even if an earlier file
    /// left it behind. Fine if there is neither.
    async fn disable_now(&self, name: &SnippetName, resource: &str) -> Result<(), NodeError>;

    /// Removes a snippet, enabled or not. Fine if there is none.
    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError>;

    /// How the gateway of a resource is doing there.
    async fn status(&self, resource: &str) -> Result<ServiceStatus, NodeError>;
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
        let fits = (1..=200).contains(&text.len()) && !text.starts_with('.');
        let is_one_step = !text.contains(['/', '\0', '\n']);
        if fits && is_one_step { Ok(Self(text.to_owned())) } else { Err(NodeError::Name(text.to_owned())) }
    }
}

impl fmt::Display for SnippetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a node did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// The file system of the node refused.
    #[error("cannot {attempt} `{path}`")]
    File {
        /// What was attempted.
        attempt: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A file is not what was written.
    #[error("`{0}` is not what was written to it")]
    Changed(PathBuf),
    /// A snippet that is to be enabled is not there.
    #[error("there is no snippet `{0}` to enable")]
    Missing(SnippetName),
    /// A link that leads out of the snippets directory is neither read nor written.
    #[error("`{0}` is a link that leads out of the snippets directory")]
    LeadsOut(PathBuf),
    /// A snippet that the daemon reads is not text.
    #[error("`{0}` is not UTF-8, so that the daemon refuses all files of its directory")]
    NotText(PathBuf),
    /// Not a snippet's name.
    #[error("expected the name of a snippet such as `sds-iscsi-r0`, without `/`, but found `{0}`")]
    Name(String),
    /// The task that did the work ended too early.
    #[error("the work on the files was cut short")]
    CutShort,
}
