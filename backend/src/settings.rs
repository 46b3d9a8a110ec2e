//! What an administrator sets: command line before environment before file before default.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use gateway::names::drbd::NodeName;
use serde::Deserialize;

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "sds-gateway.toml";

/// What was given on the command line or in the environment; clap knows which of the two counts.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The settings file.
    pub config: Option<PathBuf>,
    /// Where the server listens.
    pub listen: Option<SocketAddr>,
    /// The data directory.
    pub data: Option<PathBuf>,
}

/// The settings that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The data directory.
    pub data: PathBuf,
    /// The nodes that are directories.
    pub nodes: Vec<NodeSettings>,
}

/// A node that is a directory of this machine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeSettings {
    /// Its name.
    pub name: String,
    /// The directory that gets the snippets.
    pub directory: PathBuf,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    #[serde(default)]
    node: Vec<NodeSettings>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file says something that is not understood.
    #[error("cannot use `{path}`")]
    Parse {
        /// The file.
        path: PathBuf,
        /// What, with its line and column.
        #[source]
        source: toml::de::Error,
    },
    /// A node's name is not one.
    #[error("cannot use the node `{name}`")]
    NodeName {
        /// What stands for the name.
        name: String,
        /// What was expected.
        #[source]
        source: gateway::problem::Expected,
    },
    /// Two nodes have one name.
    #[error("two nodes are called `{0}`")]
    NodeTwice(String),
}

impl Settings {
    /// Reads the file, and lets what was given count before it.
    pub fn read(given: &Given) -> Result<Self, SettingsError> {
        let file = match &given.config {
            Some(path) => File::read(path)?,
            None => match File::read(Path::new(DEFAULT_FILE)) {
                Err(SettingsError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                    File::default()
                }
                file => file?,
            },
        };
        let mut names = BTreeSet::new();
        for node in &file.node {
            check_name(&node.name)?;
            if !names.insert(&node.name) {
                return Err(SettingsError::NodeTwice(node.name.clone()));
            }
        }
        let data = given.data.clone().or(file.data);
        Ok(Self {
            listen: given.listen.or(file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            data: data.unwrap_or_else(|| PathBuf::from("sds-gateway-data")),
            nodes: file.node,
        })
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| SettingsError::Read { path: path.to_owned(), source })?;
        toml::from_str(&text).map_err(|source| SettingsError::Parse { path: path.to_owned(), source })
    }
}

fn check_name(name: &str) -> Result<(), SettingsError> {
    let parsed: Result<NodeName, _> = name.parse();
    parsed.map(drop).map_err(|source| SettingsError::NodeName { name: name.to_owned(), source })
}
