//! What the scripted programs of one node know, beside the files there.

use std::collections::BTreeMap;

/// A unit that is neither the daemon nor of a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Such as `loaded`, `not-found`.
    pub load: String,
    /// Such as `active`, `inactive`, `failed`.
    pub active: String,
    /// Such as `enabled`, `disabled`.
    pub file: String,
}

impl Unit {
    /// A unit that is installed.
    pub fn new(active: &str, file: &str) -> Self {
        Self { load: "loaded".to_owned(), active: active.to_owned(), file: file.to_owned() }
    }
}

/// What the scripted `sudo` says to whoever is not root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sudo {
    /// Everything is allowed, and nobody asks for a password.
    Allows,
    /// A password is wanted.
    WantsPassword,
    /// The user may do nothing.
    Refuses,
}

/// What the scripted programs of a node know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeState {
    /// The version of drbd-reactor.
    pub reactor: String,
    /// The version of DRBD's kernel module.
    pub drbd: String,
    /// The version of drbd-utils.
    pub drbd_utils: String,
    /// The versions of the packages that are installed, by name.
    pub packages: BTreeMap<String, String>,
    /// Units that are neither the daemon nor of a gateway, by name.
    pub units: BTreeMap<String, Unit>,
    /// What `sudo` says.
    pub sudo: Sudo,
    /// The journal: unit and message, oldest first.
    pub journal: Vec<(String, String)>,
    /// The files that the daemon read last, for the unit that watches its directory.
    pub(super) seen: Vec<(String, Vec<u8>)>,
}

impl Default for NodeState {
    fn default() -> Self {
        let packages = [
            ("resource-agents", "1:4.16.0-3"),
            ("drbd-reactor", "1.11.0-1"),
            ("drbd-utils", "9.31.0-1"),
            ("iptables", "1.8.11-2"),
            ("targetcli-fb", "1:2.1.53-1.2"),
            ("nfs-kernel-server", "1:2.8.3-1"),
        ];
        let units = [
            ("nfs-server.service", Unit::new("inactive", "disabled")),
            ("rpcbind.service", Unit::new("active", "enabled")),
            ("rpcbind.socket", Unit::new("active", "enabled")),
        ];
        Self {
            reactor: "1.11.0".to_owned(),
            drbd: "9.2.12".to_owned(),
            drbd_utils: "9.31.0".to_owned(),
            packages: packages.map(|(name, version)| (name.to_owned(), version.to_owned())).into(),
            units: units.map(|(name, unit)| (name.to_owned(), unit)).into(),
            sudo: Sudo::Allows,
            journal: Vec::new(),
            seen: Vec::new(),
        }
    }
}

impl NodeState {
    /// The version of drbd-reactor in numbers.
    pub fn reactor_version(&self) -> (u32, u32, u32) {
        let mut parts = self.reactor.split('.').map(|part| part.parse().unwrap_or_default());
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next())
    }
}
