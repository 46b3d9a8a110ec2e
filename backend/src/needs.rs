//! What the gateway of a resource needs of a node, and what it promises to clients: read from the snippet that the
//! daemon gets, so that it holds for gateways that nobody made here as well.
//!
//! Preflight asks whether a node has it, postflight whether it was really made.

mod read;

use std::collections::BTreeSet;
use std::net::IpAddr;

use gateway::gateway::iscsi::Implementation;
use gateway::snippet::read::{Resource, resources};

/// What the gateway of one resource needs. Lists are in the order of the start list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Name of the DRBD resource.
    pub resource: String,
    /// The nodes on which it would rather run, as `uname -n` prints them there.
    pub preferred_nodes: Vec<String>,
    /// Whether it freezes when quorum is lost, for which DRBD has to suspend I/O instead of failing it.
    pub freezes: bool,
    /// Whether the entries are commands of a shell, of which nothing is known.
    pub runs_commands: bool,
    /// The agents, as `VENDOR/AGENT`.
    pub agents: BTreeSet<String>,
    /// Units of systemd that are started as they are.
    pub units: Vec<String>,
    /// File systems.
    pub mounts: Vec<Mount>,
    /// Service IPs.
    pub addresses: Vec<Address>,
    /// Ports that are closed until all is ready.
    pub blocks: Vec<Block>,
    /// iSCSI targets.
    pub targets: Vec<Target>,
    /// LUNs.
    pub luns: Vec<Lun>,
    /// The kernel's NFS server.
    pub nfs: Option<NfsServer>,
    /// Directories for clients of NFS.
    pub exports: Vec<Export>,
    /// NVMe subsystems.
    pub subsystems: Vec<Subsystem>,
    /// NVMe namespaces.
    pub namespaces: Vec<Namespace>,
    /// NVMe ports.
    pub ports: Vec<NvmePort>,
}

/// A file system to be mounted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// What is mounted: a device, or whatever the file system takes for one.
    pub device: String,
    /// Where.
    pub directory: String,
    /// The type of the file system.
    pub fstype: String,
}

/// A service IP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub ip: IpAddr,
    /// Length of its network's prefix in bits; without it the agent takes that of the route.
    pub prefix: Option<u8>,
    /// The interface; without it the agent takes that of the route.
    pub nic: Option<String>,
}

impl Address {
    /// The address as the agent looks for its route.
    pub fn with_prefix(&self) -> String {
        match self.prefix {
            Some(prefix) => format!("{}/{prefix}", self.ip),
            None => self.ip.to_string(),
        }
    }
}

/// A port that is closed until all is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The address at which it is closed.
    pub ip: Option<IpAddr>,
    /// The port.
    pub port: u16,
}

/// An iSCSI target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub iqn: String,
    /// Who serves it; without it the agent takes what is installed.
    pub implementation: Option<Implementation>,
    /// Where initiators find it.
    pub portals: Vec<(IpAddr, u16)>,
}

/// A LUN of an iSCSI target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lun {
    /// Name of its target.
    pub iqn: String,
    /// Its number.
    pub number: u32,
    /// Who serves it, as for the target.
    pub implementation: Option<Implementation>,
    /// The device.
    pub device: String,
    /// Its serial number.
    pub scsi_sn: Option<String>,
    /// Its product identifier.
    pub product_id: Option<String>,
}

/// The kernel's NFS server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NfsServer {
    /// Whether there is no NFSv3, which needs rpcbind.
    pub is_v4_only: bool,
}

/// A directory for clients of NFS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The directory.
    pub directory: String,
    /// Who may mount it.
    pub clients: String,
    /// The file system's identifier, in the words of the snippet.
    pub fsid: Option<String>,
}

/// An NVMe subsystem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subsystem {
    /// Its name.
    pub nqn: String,
    /// Its serial number.
    pub serial: Option<String>,
    /// The hosts that may use it; empty for every host.
    pub hosts: Vec<String>,
}

/// An NVMe namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespace {
    /// Name of its subsystem.
    pub nqn: String,
    /// Its number.
    pub number: u32,
    /// The device.
    pub device: String,
    /// Its UUID.
    pub uuid: Option<String>,
    /// Its NGUID.
    pub nguid: Option<String>,
}

/// An NVMe port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NvmePort {
    /// Its number on the node.
    pub number: u16,
    /// The subsystems that it offers.
    pub nqns: Vec<String>,
    /// The address; `None` for fibre channel.
    pub ip: Option<IpAddr>,
    /// The service: a port of TCP, or of RDMA in the same numbers.
    pub service: Option<u16>,
    /// `tcp`, `rdma` or `fc`.
    pub transport: String,
}

/// Something that listens on a TCP port once the gateway runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listener {
    /// The address; `None` where it listens on all.
    pub ip: Option<IpAddr>,
    /// The port.
    pub port: u16,
}

/// The port of NFS (RFC 7530, 2.1).
pub const NFS: u16 = 2049;

impl Needs {
    /// What each resource of a snippet needs.
    ///
    /// # Errors
    ///
    /// What TOML or the shape of the snippet has against it.
    pub fn of_snippet(text: &str) -> Result<Vec<Self>, toml::de::Error> {
        Ok(resources(text)?.iter().map(Self::of).collect())
    }

    /// What a resource needs. What its agents would not understand is not looked for.
    pub fn of(resource: &Resource) -> Self {
        read::needs(resource)
    }

    /// Whether an agent of resource-agents is used.
    pub fn uses(&self, agent: &str) -> bool {
        self.agents.iter().any(|used| used.strip_prefix("heartbeat/") == Some(agent))
    }

    /// The paths below `/dev` that have to be devices.
    pub fn devices(&self) -> BTreeSet<&str> {
        let mounted = self.mounts.iter().map(|mount| &*mount.device);
        let luns = self.luns.iter().map(|lun| &*lun.device);
        let namespaces = self.namespaces.iter().map(|namespace| &*namespace.device);
        mounted.chain(luns).chain(namespaces).filter(|device| device.starts_with("/dev/")).collect()
    }

    /// What listens on a TCP port once the gateway runs, sorted.
    pub fn listeners(&self) -> BTreeSet<Listener> {
        let mut listeners = BTreeSet::new();
        for target in &self.targets {
            listeners.extend(target.portals.iter().map(|(ip, port)| Listener { ip: Some(*ip), port: *port }));
        }
        if self.nfs.is_some() {
            listeners.insert(Listener { ip: None, port: NFS });
        }
        for port in self.ports.iter().filter(|port| port.transport == "tcp") {
            listeners.extend(port.service.map(|service| Listener { ip: port.ip, port: service }));
        }
        listeners
    }

    /// Who serves the targets and LUNs, as far as it is said.
    pub fn implementations(&self) -> Vec<Implementation> {
        let mut named = Vec::new();
        let targets = self.targets.iter().filter_map(|target| target.implementation);
        for implementation in targets.chain(self.luns.iter().filter_map(|lun| lun.implementation)) {
            if !named.contains(&implementation) {
                named.push(implementation);
            }
        }
        named
    }
}
