//! What is to be known of a node before something is deployed to it: asked by one constant script, read without ever
//! failing. What could not be found out is `None`; what is not there is said to be not there.

pub mod drbd;
pub mod network;
pub(crate) mod read;
pub mod version;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::time::Duration;

use gateway::names::drbd::ResourceName;
use gateway::unit::target_name;

use crate::needs::Needs;
use crate::probe::Ask;
use drbd::Drbd;
use network::{Listening, Route};
use version::Version;

/// The script that gathers facts.
pub const SCRIPT: &str = concat!(include_str!("probe/frame.sh"), include_str!("facts/facts.sh"));

/// What is to be found out beyond a node's own state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// Ask the network whether another machine has a service IP already: only while the gateway runs nowhere, because
    /// the node that runs it would answer.
    AskTheNetwork,
    /// Leave the network alone.
    LeaveAlone,
}

/// What to ask of a node itself.
pub fn ask() -> Ask {
    Ask::new(SCRIPT)
}

/// What to ask of a node that is to run a gateway.
pub fn ask_for(needs: &Needs, addresses: Addresses) -> Ask {
    let mut ask = ask();
    // Only what is a resource's name goes to `drbdadm`, which would take `all` for every resource.
    let is_resource = needs.resource.parse::<ResourceName>().is_ok();
    if is_resource {
        ask.add(&["resource", &needs.resource]);
    }
    let own = format!("{}/", needs.resource);
    for device in needs.devices() {
        ask.add(&["device", device]);
        let volume = drbd::volume_of(device).filter(|volume| is_resource && volume.starts_with(&own));
        if let Some(volume) = volume {
            ask.add(&["volume", volume]);
        }
    }
    for agent in &needs.agents {
        ask.add(&["agent", agent]);
    }
    ask.add(&["unit", &target_name(&needs.resource)]);
    for unit in &needs.units {
        ask.add(&["unit", unit]);
    }
    for mount in &needs.mounts {
        ask.add(&["module", &mount.fstype]);
    }
    for address in &needs.addresses {
        let (ip, network) = (address.ip.to_string(), address.with_prefix());
        let family = if address.ip.is_ipv4() { "inet" } else { "inet6" };
        ask.add(&["address", family, &ip, &network]);
        if addresses == Addresses::AskTheNetwork && address.ip.is_ipv4() {
            ask.add(&["duplicate", &ip, &network, address.nic.as_deref().unwrap_or_default()]);
        }
    }
    ask
}

/// What is known of a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Whether the script came to its end.
    pub is_whole: bool,
    /// What `uname -n` prints.
    pub name: Option<String>,
    /// The node's clock when it had been asked all, since 1970.
    pub clock: Option<Duration>,
    /// The programs that were looked for, and whether they are there.
    pub tools: BTreeMap<String, bool>,
    /// Versions that could be found out.
    pub versions: Versions,
    /// What `arping` can do.
    pub arping: Arping,
    /// Kernel modules, by the name that `/sys/module` has.
    pub modules: BTreeMap<String, Module>,
    /// Units of systemd.
    pub units: BTreeMap<String, Unit>,
    /// The text of units with their drop-ins, of those that are there.
    pub unit_texts: BTreeMap<String, String>,
    /// The agents that were looked for, as `VENDOR/AGENT`.
    pub agents: BTreeMap<String, AgentFile>,
    /// The addresses of the node, with the interface of each.
    pub addresses: Option<Vec<(String, IpAddr)>>,
    /// The interfaces, and whether each is up.
    pub links: Option<BTreeMap<String, bool>>,
    /// The routes by which an agent finds an interface for a service IP.
    pub routes: BTreeMap<IpAddr, Vec<Route>>,
    /// Whether another machine answers for a service IP.
    pub duplicates: BTreeMap<IpAddr, Duplicate>,
    /// What listens on TCP.
    pub listening: Option<Vec<Listening>>,
    /// Rules of the firewall that keep clients away, in the words of its program.
    pub firewall: Vec<String>,
    /// What is mounted.
    pub mounts: Option<Vec<Mounted>>,
    /// The file systems that the kernel has without loading a module.
    pub filesystems: Option<BTreeSet<String>>,
    /// Device and directory of each line of `/etc/fstab`.
    pub fstab: Vec<(String, String)>,
    /// Directory of each line of `/etc/exports` and the files beside it.
    pub exports: Vec<String>,
    /// Names of iSCSI targets that are there.
    pub iqns: BTreeSet<String>,
    /// Names of NVMe subsystems that are there.
    pub nqns: BTreeSet<String>,
    /// Numbers of NVMe ports that are there.
    pub ports: BTreeSet<u16>,
    /// What DRBD has of the resource.
    pub drbd: Drbd,
    /// What is at the path of each device.
    pub devices: BTreeMap<String, Device>,
}

/// Versions on a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of drbd-reactor.
    pub reactor: Option<Version>,
    /// Of drbd-utils.
    pub drbd_utils: Option<Version>,
    /// Of DRBD's kernel module: the one that is loaded, or else the one that would be.
    pub drbd_module: Option<Version>,
    /// Whether DRBD's kernel module is loaded.
    pub is_drbd_loaded: bool,
    /// Of resource-agents.
    pub resource_agents: Option<Version>,
    /// Of iptables.
    pub iptables: Option<Version>,
}

/// What `arping` can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arping {
    /// It is not there.
    #[default]
    Missing,
    /// The one of iputils, which finds duplicate addresses with `-D`.
    Iputils,
    /// Another one, whose `-D` is something else.
    Other,
}

/// A kernel module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// It is loaded or part of the kernel.
    Loaded,
    /// It can be loaded.
    Available,
    /// It is not there.
    Missing,
    /// Nobody on the node can tell.
    Unknown,
}

/// How a unit of systemd is doing, in the words of `systemctl show`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// `loaded`, `not-found`, `masked` or an error.
    pub load: String,
    /// `active`, `inactive`, `failed` or on its way.
    pub active: String,
    /// The same in more words.
    pub sub: String,
    /// Whether it starts with the node: `enabled`, `disabled`, `static` and more.
    pub file: String,
}

impl Unit {
    /// Whether it is running.
    pub fn is_active(&self) -> bool {
        matches!(&*self.active, "active" | "reloading" | "activating")
    }

    /// Whether systemd knows it.
    pub fn is_there(&self) -> bool {
        !matches!(&*self.load, "not-found" | "")
    }

    /// Whether it starts with the node.
    pub fn is_enabled(&self) -> bool {
        self.file.starts_with("enabled")
    }
}

/// The file of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgentFile {
    /// It can be run.
    Executable,
    /// It is there and cannot be run.
    NotExecutable,
    /// It is not there.
    Missing,
}

/// Whether another machine answers for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// None does.
    Free,
    /// One does.
    Taken,
    /// It could not be asked.
    Unknown,
}

/// Something mounted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mounted {
    /// What.
    pub device: String,
    /// Where.
    pub directory: String,
    /// The type of the file system.
    pub fstype: String,
    /// Whether nothing can be written there.
    pub is_read_only: bool,
}

/// What is at the path of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A block device.
    Block,
    /// Something else.
    Other,
    /// Nothing.
    Missing,
}

impl Facts {
    /// Reads what the script has written, whatever that is.
    pub fn parse(bytes: &[u8]) -> Self {
        read::facts(bytes)
    }

    /// Whether a program is there.
    pub fn has_tool(&self, name: &str) -> bool {
        self.tools.get(name).copied().unwrap_or_default()
    }

    /// A unit, where systemd answered and knows it.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.get(name).filter(|unit| unit.is_there())
    }

    /// Whether a gateway runs on this node, so that what it needs is taken by itself.
    pub fn runs(&self, resource: &str) -> bool {
        // A unit of a template is found wherever the template is, whether or not there is such a gateway.
        match self.units.get(&target_name(resource)) {
            Some(target) => target.is_active() || target.active == "deactivating",
            None => self.drbd.is_primary,
        }
    }

    /// How a kernel module is doing.
    pub fn module(&self, name: &str) -> Module {
        self.modules.get(name).copied().unwrap_or(Module::Unknown)
    }
}
