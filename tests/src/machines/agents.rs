//! What the agents of a gateway make where it runs: addresses, mounts, listeners, and the files of the kernel.
//!
//! There is no kernel target here. Its files are plain files below the node's own `/sys`, but what a network shows is real.

mod block;
mod devices;
mod exports;
mod iscsi;
mod listener;
mod nvmeof;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use gateway::agent::{AgentEntry, StartEntry};
use gateway::api::running::RunState;
use gateway::unit::unit_name;

use super::node::{Isolation, Node};
use super::stage::Stage;
use devices::Devices;
use listener::Listener;

pub(super) use block::rules;
pub(super) use exports::table;

/// What all agents have made.
#[derive(Default)]
pub(super) struct Agents {
    made: Vec<Made>,
    liars: BTreeSet<String>,
    devices: Devices,
}

/// What one agent has made.
pub(super) struct Made {
    node: String,
    resource: String,
    entry: String,
    agent: AgentEntry,
    /// Whether the agent said that it had, and had not.
    is_lie: bool,
    /// What listens because of it, as long as this is kept.
    listener: Option<Listener>,
}

impl Agents {
    /// Lets an agent return 0 and do nothing, or the contrary, the next time that it is started.
    pub(super) fn set_liar(&mut self, agent: &str, lies: bool) {
        if lies {
            self.liars.insert(agent.to_owned());
        } else {
            self.liars.remove(agent);
        }
    }

    /// Makes what should be there by now, and takes away what should not.
    pub(super) fn settle(&mut self, stage: &Stage) {
        self.devices.settle(stage);
        let mut wanted = Vec::new();
        for resource in stage.cluster.resources() {
            wanted.extend(self.wanted(stage, &resource));
        }
        while let Some(gone) = self.made.iter().rposition(|made| !wanted.contains(&made.key())) {
            let made = self.made.remove(gone);
            unmake(stage.node(&made.node), made);
        }
        for (node, resource, entry) in wanted {
            let key = (node.clone(), resource.clone(), entry.clone());
            if self.made.iter().any(|made| made.key() == key) {
                continue;
            }
            let Ok(StartEntry::Agent(mut agent)) = StartEntry::read(&entry) else { continue };
            for value in agent.parameters.values_mut() {
                // As systemd does when it starts the unit.
                *value = value.replace("%%", "%");
            }
            let is_lie = self.liars.contains(&agent.name);
            let mut made = Made { node, resource, entry, agent, is_lie, listener: None };
            if !is_lie {
                // An agent whose work fails where nobody looks is what its models are, too.
                let _ = self.make(stage, &mut made);
            }
            self.made.push(made);
        }
        for node in stage.nodes() {
            exports::write(node, &self.made);
        }
    }

    /// The entries of a resource that are started, with the node where they are.
    fn wanted(&self, stage: &Stage, resource: &str) -> Vec<(String, String, String)> {
        let Some(running) = stage.cluster.running(resource) else { return Vec::new() };
        let status = stage.cluster.status(&running.node, resource);
        let is_there = |entry: &String| {
            let name = StartEntry::read(entry).ok().map(|entry| unit_name(&entry, resource));
            let unit = status.units.iter().find(|unit| Some(&unit.unit) == name.as_ref());
            // What has lost its file is as its target.
            match unit.map_or(status.state, |unit| unit.state) {
                RunState::Active | RunState::Reloading | RunState::Frozen => true,
                // It stays until the end of the stop.
                RunState::Deactivating => {
                    self.made.iter().any(|made| made.resource == resource && made.entry == *entry)
                }
                RunState::Activating
                | RunState::Inactive
                | RunState::Stopped
                | RunState::Failed
                | RunState::Maintenance
                | RunState::NotDeployed
                | RunState::Unknown => false,
            }
        };
        let entries = running.entries.into_iter().filter(is_there);
        entries.map(|entry| (running.node.clone(), resource.to_owned(), entry)).collect()
    }

    fn make(&self, stage: &Stage, made: &mut Made) -> io::Result<()> {
        let node = stage.node(&made.node);
        let agent = &made.agent;
        match agent.name.as_str() {
            "IPaddr2" => address(node, agent, "replace"),
            "Filesystem" => mount(stage, node, agent)?,
            "iSCSITarget" => {
                iscsi::make_target(node, agent)?;
                made.listener = Listener::start(node, &iscsi::portals(agent));
            }
            "iSCSILogicalUnit" => iscsi::make_lun(node, &made.resource, agent)?,
            "nvmet-subsystem" => nvmeof::make_subsystem(node, agent)?,
            "nvmet-namespace" => nvmeof::make_namespace(node, agent)?,
            "nvmet-port" => {
                let others = self.made.iter().filter(|other| other.node == made.node && !other.is_lie);
                let addresses = nvmeof::make_port(node, agent, others)?;
                made.listener = Listener::start(node, &addresses);
            }
            "nfsserver" => {
                fs::create_dir_all(node.root().join("proc/fs/nfsd"))?;
                fs::write(node.root().join("proc/fs/nfsd/threads"), "8\n")?;
                made.listener = Listener::start(node, &["[::]:2049".to_owned()]);
            }
            // Blocked ports and exports are worked out when somebody asks for them.
            _ => {}
        }
        Ok(())
    }

    /// Everything that is on a node, lies left out.
    pub(super) fn on<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a AgentEntry> {
        self.made.iter().filter(move |made| made.node == node && !made.is_lie).map(|made| &made.agent)
    }
}

/// Takes away what an agent has made.
fn unmake(node: &Node, made: Made) {
    drop(made.listener);
    if made.is_lie {
        return;
    }
    let agent = &made.agent;
    match agent.name.as_str() {
        "IPaddr2" => address(node, agent, "del"),
        "Filesystem" => drop(node.inside(&["umount", "-l", value(agent, "directory")])),
        "iSCSITarget" => iscsi::remove_target(node, agent),
        "iSCSILogicalUnit" => iscsi::remove_lun(node, &made.resource, agent),
        "nvmet-subsystem" => nvmeof::remove_subsystem(node, agent),
        "nvmet-namespace" => nvmeof::remove_namespace(node, agent),
        "nvmet-port" => nvmeof::remove_port(node, agent),
        "nfsserver" => drop(fs::remove_dir_all(node.root().join("proc/fs/nfsd"))),
        _ => {}
    }
}

impl Made {
    fn key(&self) -> (String, String, String) {
        (self.node.clone(), self.resource.clone(), self.entry.clone())
    }
}

/// A parameter, or nothing.
fn value<'a>(agent: &'a AgentEntry, key: &str) -> &'a str {
    agent.parameters.get(key).map(String::as_str).unwrap_or_default()
}

/// A path of the node from outside.
fn outside(node: &Node, path: &str) -> PathBuf {
    node.root().join(path.trim_start_matches('/'))
}

/// Writes files into a directory of the kernel, which is made.
fn write_all(directory: &Path, files: &[(&str, &str)]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    for (name, content) in files {
        fs::write(directory.join(name), format!("{content}\n"))?;
    }
    Ok(())
}

/// Makes a link that is not there yet.
fn link(target: &str, link: &Path) -> io::Result<()> {
    if let Some(directory) = link.parent() {
        fs::create_dir_all(directory)?;
    }
    if link.is_symlink() { Ok(()) } else { symlink(target, link) }
}

/// Gives a service IP to the interface of services, or takes it away.
fn address(node: &Node, agent: &AgentEntry, verb: &str) {
    if node.isolation != Isolation::Network {
        return;
    }
    let ip = value(agent, "ip");
    let is_v6 = ip.contains(':');
    let prefix = match (value(agent, "cidr_netmask"), is_v6) {
        ("", false) => "24",
        ("", true) => "64",
        (prefix, _) => prefix,
    };
    let nic = Some(value(agent, "nic")).filter(|nic| !nic.is_empty()).unwrap_or(super::network::SERVICES);
    let with_prefix = format!("{ip}/{prefix}");
    let mut argv = vec!["ip", "addr", verb, &with_prefix, "dev", nic];
    // Nobody else has it, and whoever listens on it wants it now.
    if is_v6 && verb != "del" {
        argv.push("nodad");
    }
    let _ = node.inside(&argv);
}

/// Mounts something that has the name of the device: there is no disk here, and no file system on it.
fn mount(stage: &Stage, node: &Node, agent: &AgentEntry) -> io::Result<()> {
    let directory = value(agent, "directory");
    fs::create_dir_all(outside(node, directory))?;
    // The kernel shows the device and not a link to it.
    let device = stage.drbd().device(value(agent, "device"));
    node.inside(&["mount", "-t", "tmpfs", "-o", "size=1m", &device, directory]);
    Ok(())
}
