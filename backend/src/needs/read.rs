//! Reads needs from start entries, each parameter with the value that its agent gets.

use std::net::IpAddr;
use std::str::FromStr;

use gateway::agent::{AgentEntry, StartEntry};
use gateway::ocf::{declaration, is_true};
use gateway::snippet::read::Resource;
use gateway::unit::agent_unit_name;
use gateway::unit::specifier::{Piece, expand};
use serde_json::Value;

use super::{Address, Block, Export, Lun, Mount, Namespace, Needs, NfsServer, NvmePort, Subsystem, Target};

/// What a resource needs.
pub(super) fn needs(resource: &Resource) -> Needs {
    let setting = |key: &str| resource.settings.get(key);
    let preferred = setting("preferred-nodes").and_then(Value::as_array);
    let preferred = preferred.into_iter().flatten().filter_map(Value::as_str);
    let runner = setting("runner").and_then(Value::as_str);
    let mut needs = Needs {
        resource: resource.name.clone(),
        preferred_nodes: preferred.map(str::to_owned).collect(),
        freezes: setting("on-quorum-loss").and_then(Value::as_str) == Some("freeze"),
        runs_commands: runner == Some("shell"),
        ..Needs::default()
    };
    if needs.runs_commands {
        return needs;
    }
    for text in &resource.start {
        match StartEntry::read(text) {
            Ok(StartEntry::Agent(agent)) => {
                needs.agents.insert(format!("{}/{}", agent.vendor, agent.name));
                if agent.vendor == "heartbeat" {
                    Entry::new(&agent, &resource.name).add_to(&mut needs);
                }
            }
            Ok(StartEntry::Unit(unit)) => needs.units.push(unit),
            // The daemon starts nothing of such a resource; the snippet's check says so.
            Err(_) => {}
        }
    }
    needs
}

/// An agent with the unit in which systemd reads its parameters.
struct Entry<'a> {
    agent: &'a AgentEntry,
    unit: String,
}

impl<'a> Entry<'a> {
    fn new(agent: &'a AgentEntry, resource: &str) -> Self {
        Self { agent, unit: agent_unit_name(&agent.instance, resource) }
    }

    /// The value that the agent gets; `None` where it gets none, and where only the node knows it.
    fn get(&self, name: &str) -> Option<String> {
        let pieces = expand(self.agent.parameters.get(name)?, &self.unit).ok()?;
        let mut value = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => value.push_str(&text),
                Piece::OfNode { .. } => return None,
            }
        }
        (!value.is_empty()).then_some(value)
    }

    /// The same, or what the agent takes without it.
    fn or_default(&self, name: &str) -> Option<String> {
        let default = || declaration("heartbeat", &self.agent.name)?.parameter(name)?.default;
        self.get(name).or_else(|| default().map(str::to_owned))
    }

    fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    fn words(&self, name: &str) -> Vec<String> {
        self.get(name).iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect()
    }

    fn add_to(&self, needs: &mut Needs) {
        match &*self.agent.name {
            "Filesystem" => needs.mounts.extend(self.mount()),
            "IPaddr2" => needs.addresses.extend(self.address()),
            // The entry that opens the port names the same one.
            "portblock" if self.get("action").as_deref() == Some("block") => {
                needs.blocks.extend(self.block());
            }
            "iSCSITarget" => needs.targets.extend(self.target()),
            "iSCSILogicalUnit" => needs.luns.extend(self.lun()),
            "nfsserver" => {
                let is_v4_only = self.get("nfsv4_only").is_some_and(|value| is_true(&value));
                needs.nfs = Some(NfsServer { is_v4_only });
            }
            "exportfs" => needs.exports.extend(self.export()),
            "nvmet-subsystem" => needs.subsystems.extend(self.subsystem()),
            "nvmet-namespace" => needs.namespaces.extend(self.namespace()),
            "nvmet-port" => needs.ports.extend(self.port()),
            _ => {}
        }
    }

    fn mount(&self) -> Option<Mount> {
        let directory = self.get("directory")?;
        let trimmed = directory.trim_end_matches('/');
        let directory = if trimmed.is_empty() { "/".to_owned() } else { trimmed.to_owned() };
        Some(Mount { device: self.get("device")?, directory, fstype: self.get("fstype").unwrap_or_default() })
    }

    fn address(&self) -> Option<Address> {
        let ip: IpAddr = self.parsed("ip")?;
        let most = if ip.is_ipv4() { 32 } else { 128 };
        let prefix = self.parsed("cidr_netmask").filter(|prefix| *prefix <= most);
        Some(Address { ip, prefix, nic: self.get("nic") })
    }

    fn block(&self) -> Option<Block> {
        Some(Block { ip: self.parsed("ip"), port: self.parsed("portno")? })
    }

    fn target(&self) -> Option<Target> {
        let portals = self.words("portals").iter().filter_map(|portal| read_portal(portal)).collect();
        Some(Target { iqn: self.get("iqn")?, implementation: self.parsed("implementation"), portals })
    }

    fn lun(&self) -> Option<Lun> {
        Some(Lun {
            iqn: self.get("target_iqn")?,
            number: self.parsed("lun")?,
            implementation: self.parsed("implementation"),
            device: self.get("path")?,
            scsi_sn: self.get("scsi_sn"),
            product_id: self.get("product_id"),
        })
    }

    fn export(&self) -> Option<Export> {
        let among_options = || {
            let options = self.get("options")?;
            options.split(',').find_map(|option| option.strip_prefix("fsid=")).map(str::to_owned)
        };
        Some(Export {
            directory: self.get("directory")?,
            clients: self.get("clientspec")?,
            fsid: self.get("fsid").or_else(among_options),
        })
    }

    fn subsystem(&self) -> Option<Subsystem> {
        let hosts = self.words("allowed_initiators");
        Some(Subsystem { nqn: self.get("nqn")?, serial: self.get("serial"), hosts })
    }

    fn namespace(&self) -> Option<Namespace> {
        Some(Namespace {
            nqn: self.get("nqn")?,
            number: self.or_default("namespace_id")?.parse().ok()?,
            device: self.get("backing_path")?,
            uuid: self.get("uuid"),
            nguid: self.get("nguid"),
        })
    }

    fn port(&self) -> Option<NvmePort> {
        Some(NvmePort {
            number: self.or_default("port_id")?.parse().ok()?,
            nqns: self.words("nqns"),
            ip: self.parsed("addr"),
            service: self.or_default("svcid").and_then(|service| service.parse().ok()),
            transport: self.or_default("type").unwrap_or_default(),
        })
    }
}

/// Reads `IP:port`, in which IPv6 has brackets; without a port it is that of iSCSI (RFC 7143, 13.1).
fn read_portal(portal: &str) -> Option<(IpAddr, u16)> {
    if let Ok(ip) = portal.trim_matches(['[', ']']).parse() {
        return Some((ip, 3260));
    }
    let (ip, port) = portal.rsplit_once(':')?;
    Some((ip.trim_matches(['[', ']']).parse().ok()?, port.parse().ok()?))
}
