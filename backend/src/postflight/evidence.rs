//! What was found on the node where a gateway runs.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::facts::network::{self, Listening};
use crate::facts::read::{read_mounts, read_unit, unescape};
use crate::facts::{Mounted, Unit, drbd};
use crate::probe::{Answer, Record};

/// What was found on the node where a gateway runs. What could not be found out is `None` or missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Whether the script came to its end.
    pub is_whole: bool,
    /// The resource's role there, in DRBD's words.
    pub role: Option<String>,
    /// The gateway's target unit.
    pub target: Option<Unit>,
    /// Where names of devices lead.
    pub devices: BTreeMap<String, String>,
    /// The addresses of the node.
    pub addresses: Option<BTreeSet<IpAddr>>,
    /// What listens on TCP.
    pub listening: Option<Vec<Listening>>,
    /// Rules of the firewall that keep clients away.
    pub firewall: Vec<String>,
    /// What is mounted.
    pub mounts: Option<Vec<Mounted>>,
    /// Directories that the kernel's NFS server exports, with clients and options.
    pub exported: Vec<Exported>,
    /// How many threads the kernel's NFS server has.
    pub nfs_threads: Option<u32>,
    /// iSCSI targets, by name.
    pub targets: BTreeMap<String, TargetFound>,
    /// LUNs, by target and number.
    pub luns: BTreeMap<(String, u32), LunFound>,
    /// NVMe subsystems, by name.
    pub subsystems: BTreeMap<String, SubsystemFound>,
    /// NVMe namespaces, by subsystem and number.
    pub namespaces: BTreeMap<(String, u32), NamespaceFound>,
    /// NVMe ports, by number.
    pub ports: BTreeMap<u16, PortFound>,
}

/// A directory that is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The directory.
    pub directory: String,
    /// Who may mount it, in the words of exportfs.
    pub clients: String,
    /// The file system's identifier.
    pub fsid: Option<String>,
}

/// An iSCSI target that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetFound {
    /// Whether it takes logins.
    pub is_enabled: bool,
    /// Where it waits for initiators, as `IP:port`; empty with tgt, whose daemon waits for all targets.
    pub portals: BTreeSet<String>,
}

/// A LUN that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LunFound {
    /// The device.
    pub device: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Its product identifier.
    pub product: Option<String>,
}

/// An NVMe subsystem that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubsystemFound {
    /// Its serial number.
    pub serial: Option<String>,
    /// Whether every host may use it.
    pub is_open: Option<bool>,
    /// The hosts that may.
    pub hosts: BTreeSet<String>,
}

/// An NVMe namespace that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamespaceFound {
    /// Whether hosts see it.
    pub is_enabled: bool,
    /// The device.
    pub device: Option<String>,
    /// Its UUID.
    pub uuid: Option<String>,
    /// Its NGUID.
    pub nguid: Option<String>,
}

/// An NVMe port that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortFound {
    /// Its address.
    pub address: String,
    /// Its service.
    pub service: String,
    /// Its transport.
    pub transport: String,
    /// The subsystems that it offers.
    pub nqns: BTreeSet<String>,
}

impl Evidence {
    /// Reads what the script has written, whatever that is.
    pub fn parse(bytes: &[u8]) -> Self {
        let answer = Answer::new(bytes);
        let mut evidence = Self::default();
        for record in answer.records().filter(Record::is_success) {
            evidence.take(record);
        }
        evidence.is_whole = answer.is_whole();
        evidence
    }

    fn take(&mut self, record: Record<'_>) {
        let Record { which, text, .. } = record;
        let value = || Some(text.trim().to_owned());
        match record.what {
            "role" => self.role = drbd::role(text, which),
            "unit" => self.target = Some(read_unit(text)),
            "device" => {
                self.devices.insert(which.to_owned(), text.to_owned());
            }
            "addresses" => {
                self.addresses = Some(network::addresses(text).into_iter().map(|(_, ip)| ip).collect());
            }
            "listeners" => self.listening = Some(network::listening(text)),
            "firewall" => self.firewall.extend(text.lines().map(str::to_owned)),
            "mounts" => self.mounts = Some(read_mounts(text)),
            "exported" => self.exported.extend(text.lines().filter_map(exported)),
            "nfs-threads" => self.nfs_threads = text.trim().parse().ok(),
            "tgt" => self.take_tgt(text),
            "iqn-enable" => self.target(which).is_enabled = text.trim() == "1",
            "portal" => {
                self.target(which).portals.insert(text.to_owned());
            }
            "lun-device" => self.change_lun(which, |lun| lun.device = value()),
            // The kernel puts a title before the number.
            "lun-serial" => {
                let number = text.rsplit_once(": ").map_or(text, |(_, number)| number);
                self.change_lun(which, |lun| lun.serial = Some(number.trim().to_owned()));
            }
            "lun-product" => self.change_lun(which, |lun| lun.product = value()),
            "nqn-serial" => self.subsystem(which).serial = value(),
            "nqn-any" => self.subsystem(which).is_open = Some(text.trim() == "1"),
            "nqn-host" => {
                self.subsystem(which).hosts.insert(text.to_owned());
            }
            "ns-enable" => self.change_namespace(which, |found| found.is_enabled = text.trim() == "1"),
            "ns-device" => self.change_namespace(which, |found| found.device = value()),
            "ns-uuid" => self.change_namespace(which, |found| found.uuid = value()),
            "ns-nguid" => self.change_namespace(which, |found| found.nguid = value()),
            "port-address" => self.change_port(which, |port| text.trim().clone_into(&mut port.address)),
            "port-service" => self.change_port(which, |port| text.trim().clone_into(&mut port.service)),
            "port-transport" => self.change_port(which, |port| text.trim().clone_into(&mut port.transport)),
            "port-nqn" => self.change_port(which, |port| {
                port.nqns.insert(text.to_owned());
            }),
            _ => {}
        }
    }

    fn target(&mut self, iqn: &str) -> &mut TargetFound {
        self.targets.entry(iqn.to_owned()).or_default()
    }

    fn subsystem(&mut self, nqn: &str) -> &mut SubsystemFound {
        self.subsystems.entry(nqn.to_owned()).or_default()
    }

    fn change_lun(&mut self, which: &str, change: impl FnOnce(&mut LunFound)) {
        if let Some(key) = numbered(which) {
            change(self.luns.entry(key).or_default());
        }
    }

    fn change_namespace(&mut self, which: &str, change: impl FnOnce(&mut NamespaceFound)) {
        if let Some(key) = numbered(which) {
            change(self.namespaces.entry(key).or_default());
        }
    }

    fn change_port(&mut self, which: &str, change: impl FnOnce(&mut PortFound)) {
        if let Ok(number) = which.parse() {
            change(self.ports.entry(number).or_default());
        }
    }

    /// Reads `tgtadm --mode target --op show`: targets, and below each its LUNs.
    fn take_tgt(&mut self, text: &str) {
        let (mut iqn, mut lun) = (None, None);
        for line in text.lines() {
            let Some((key, value)) = line.split_once(": ") else { continue };
            match key.trim() {
                key if key.starts_with("Target ") => {
                    self.target(value).is_enabled = false;
                    iqn = Some(value.to_owned());
                    lun = None;
                }
                "State" => {
                    if let Some(iqn) = &iqn {
                        self.target(iqn).is_enabled = value == "ready";
                    }
                }
                "LUN" => {
                    lun = iqn.clone().zip(value.trim().parse().ok());
                }
                "SCSI SN" => self.change_tgt_lun(lun.as_ref(), |lun| lun.serial = Some(value.to_owned())),
                "Backing store path" => {
                    self.change_tgt_lun(lun.as_ref(), |lun| lun.device = Some(value.to_owned()));
                }
                _ => {}
            }
        }
    }

    fn change_tgt_lun(&mut self, key: Option<&(String, u32)>, change: impl FnOnce(&mut LunFound)) {
        if let Some(key) = key {
            change(self.luns.entry(key.clone()).or_default());
        }
    }
}

fn numbered(which: &str) -> Option<(String, u32)> {
    let (name, number) = which.rsplit_once(' ')?;
    Some((name.to_owned(), number.parse().ok()?))
}

/// Reads a line of `/var/lib/nfs/etab`: directory, a tab, clients and options in brackets.
fn exported(line: &str) -> Option<Exported> {
    let (directory, rest) = line.split_once('\t')?;
    let (clients, options) = rest.split_once('(')?;
    let mut options = options.trim_end_matches(')').split(',');
    let fsid = options.find_map(|option| option.strip_prefix("fsid=")).map(str::to_owned);
    Some(Exported { directory: unescape(directory), clients: clients.to_owned(), fsid })
}
