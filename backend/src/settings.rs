//! What an administrator sets: command line before environment before file before default.

pub mod node;
pub mod oidc;
pub mod web;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use serde::Deserialize;

use crate::seal::file::KeyFile;
use node::NodeSettings;
use oidc::OidcSettings;
use web::WebSettings;

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
    /// The key file.
    pub key_file: Option<PathBuf>,
    /// The directory in which systemd shows a service its credentials (systemd.exec(5)).
    pub credentials: Option<PathBuf>,
}

/// The settings that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The data directory.
    pub data: PathBuf,
    /// Where the keys are that seal what is kept.
    pub key_file: KeyFile,
    /// The nodes that the server is started with.
    pub nodes: Vec<NodeSettings>,
    /// How many programs run on nodes at once.
    pub nodes_at_once: usize,
    /// Another file than the `ssh_config` of the server's user.
    pub ssh_config: Option<PathBuf>,
    /// How many approvals a deployment needs.
    pub approvals: u32,
    /// How the server meets the network.
    pub web: WebSettings,
    /// Another server that people sign in with.
    pub oidc: Option<OidcSettings>,
}

/// Forty nodes at once are no burden for a small machine; each is a process of `ssh`.
const NODES_AT_ONCE: usize = 64;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    #[serde(rename = "key_file")]
    keys: Option<PathBuf>,
    nodes_at_once: Option<NonZeroUsize>,
    ssh_config: Option<PathBuf>,
    #[serde(default)]
    node: Vec<node::Written>,
    #[serde(default)]
    trusted_proxies: Vec<IpNet>,
    public_url: Option<web::PublicUrl>,
    tls: Option<web::TlsSettings>,
    oidc: Option<oidc::Written>,
    #[serde(default)]
    limits: web::WrittenLimits,
    #[serde(default)]
    approvals: WrittenApprovals,
}

/// More than nine agree on nothing.
#[derive(Default, Deserialize)]
#[serde(try_from = "i64")]
struct WrittenApprovals(u32);

impl TryFrom<i64> for WrittenApprovals {
    type Error = &'static str;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        let number = u32::try_from(number).ok().filter(|number| *number <= 9);
        number.map(Self).ok_or("expected a number of approvals from 0 to 9")
    }
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
    /// The other server cannot be used to sign in; every problem in a line of its own.
    #[error("cannot use `[oidc]`:\n{}", .0.join("\n"))]
    Oidc(Vec<String>),
    /// The nodes are not what can be used; every problem in a line of its own.
    #[error("cannot use the nodes:\n{}", .0.join("\n"))]
    Nodes(Vec<String>),
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
        let mut problems = Vec::new();
        let mut nodes = Vec::new();
        let mut names = BTreeSet::new();
        for written in file.node {
            let Some(node) = written.read(&mut problems) else { continue };
            if names.insert(node.name.to_string()) {
                nodes.push(node);
            } else {
                problems.push(format!("node `{}`: two nodes have that name", node.name));
            }
        }
        if !problems.is_empty() {
            return Err(SettingsError::Nodes(problems));
        }
        let oidc = file.oidc.map(oidc::Written::read).transpose().map_err(SettingsError::Oidc)?;
        let data = given.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("sds-gateway-data"));
        let key_file = given.key_file.clone().or(file.keys);
        let credentials = given.credentials.as_deref();
        Ok(Self {
            listen: given.listen.or(file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            key_file: KeyFile::find(&data, key_file.as_deref(), credentials),
            data,
            nodes,
            nodes_at_once: file.nodes_at_once.map_or(NODES_AT_ONCE, NonZeroUsize::get),
            ssh_config: file.ssh_config,
            oidc,
            approvals: file.approvals.0,
            web: WebSettings::of_file(file.public_url, file.tls, file.trusted_proxies, &file.limits),
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
