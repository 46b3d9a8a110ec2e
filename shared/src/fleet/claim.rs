//! What a start entry takes for itself, so that no other gateway can have it.

use super::rule::Rule;
use super::spelling;
use crate::problem::Severity;
use crate::text::Text;

/// A thing that only one gateway can have, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    rule: Rule,
    value: String,
}

impl Claim {
    /// Which rule says that only one can have it.
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Code of the problem that two gateways have it.
    pub const fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// What it is, as the one who reads it in the end would say it; empty for the NFS server of a node.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// How bad it is that two gateways have it: a warning where both work as long as no node runs both.
    pub fn severity(&self) -> Severity {
        match self.rule {
            // The minor number of `/dev/drbd7` counts over all resources of a node, so two nodes may differ.
            Rule::Device if !is_same_everywhere(&self.value) => Severity::Warning,
            Rule::MountPoint | Rule::Fsid | Rule::NfsServer | Rule::Serial => Severity::Warning,
            // Numbers of targets and ports count on a node too, but each gateway is free to take one of its own.
            Rule::TargetId
            | Rule::PortId
            | Rule::Device
            | Rule::ServiceIp
            | Rule::Iqn
            | Rule::ScsiSn
            | Rule::Naa
            | Rule::ScsiId
            | Rule::ProductId
            | Rule::Nqn
            | Rule::Uuid
            | Rule::Nguid => Severity::Error,
        }
    }

    /// Says that the gateway of the resource `other` has it too.
    pub fn message(&self, other: &str) -> Text {
        let value = &self.value;
        match (self.rule, self.severity()) {
            (Rule::NfsServer, _) => Text::of(
                format!(
                    "`{other}` is an NFS gateway too, and the kernel's NFS server runs once per node: they must never meet"
                ),
                format!("`{other}` 也是 NFS 网关，而内核 NFS 服务器在每个节点上只能运行一个：两者不能相遇"),
            ),
            (Rule::Naa, _) => Text::of(
                format!(
                    "LIO makes the same identifier `{value}` of this serial number and of one of the gateway `{other}`, \
                     because only hexadecimal digits count; initiators take the two disks for one; expected other digits"
                ),
                format!(
                    "LIO 只取序列号中的十六进制数字，因此与网关 `{other}` 得到相同的标识 `{value}`；发起端会把两块磁盘当作一块；\
                     应使用不同的数字"
                ),
            ),
            (Rule::Serial, _) => Text::of(
                format!(
                    "`{value}` is the serial number of the gateway `{other}` too: a host of both finds one disk under the name \
                     of two; expected one of its own"
                ),
                format!(
                    "`{value}` 也是网关 `{other}` 的序列号：同时使用两者的主机会把两块磁盘当作同名的一块；应使用不同的值"
                ),
            ),
            (_, Severity::Warning) => Text::of(
                format!("`{value}` belongs to the gateway `{other}` too: they must never meet on a node"),
                format!("`{value}` 也属于网关 `{other}`：两者不能在同一节点上相遇"),
            ),
            (_, Severity::Error | Severity::Info) => Text::of(
                format!("`{value}` belongs to the gateway `{other}` already; expected one of its own"),
                format!("`{value}` 已属于网关 `{other}`；应使用不同的值"),
            ),
        }
    }

    /// Says that a start entry of the same resource, which the user is shown as `first`, has it already.
    pub fn message_within(&self, first: &str) -> Text {
        let value = &self.value;
        match self.rule {
            Rule::NfsServer => Text::of(
                format!("{first} starts the kernel's NFS server already, which runs once per node"),
                format!("{first} 已启动内核 NFS 服务器，而它在每个节点上只能运行一个"),
            ),
            Rule::Naa => Text::of(
                format!(
                    "LIO makes the same identifier `{value}` of this serial number and of that at {first}, because only \
                     hexadecimal digits count; initiators take the two disks for one; expected other digits"
                ),
                format!(
                    "LIO 只取序列号中的十六进制数字，因此与 {first} 得到相同的标识 `{value}`；发起端会把两块磁盘当作一块；\
                     应使用不同的数字"
                ),
            ),
            Rule::ServiceIp
            | Rule::Device
            | Rule::MountPoint
            | Rule::Iqn
            | Rule::TargetId
            | Rule::ScsiSn
            | Rule::ScsiId
            | Rule::ProductId
            | Rule::Fsid
            | Rule::Nqn
            | Rule::Serial
            | Rule::Uuid
            | Rule::Nguid
            | Rule::PortId => Text::of(
                format!("`{value}` is used already at {first}; each must be its own"),
                format!("`{value}` 已在 {first} 使用；每个都必须不同"),
            ),
        }
    }
}

/// Names of devices that mean the same on every node: the resource's, or what the device says of itself.
const NAMES_OF_THE_DEVICE: &[&str] =
    &["/dev/drbd/by-res/", "/dev/disk/by-id/", "/dev/disk/by-uuid/", "/dev/disk/by-partuuid/"];

fn is_same_everywhere(device: &str) -> bool {
    NAMES_OF_THE_DEVICE.iter().any(|directory| device.starts_with(directory))
}

/// A claim of a start entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What is claimed.
    pub claim: Claim,
    /// The parameter that says it; none where the entry itself does.
    pub parameter: Option<&'static str>,
    /// What the entry says it of, where several entries of one resource may: an export's directory, a disk's device.
    pub of: Option<String>,
}

/// What a start entry of the agent `ocf:heartbeat:AGENT` takes for itself.
///
/// `parameter` gives a parameter's value as the agent gets it, so after systemd has read `%`. An empty one claims
/// nothing: it is wrong in other ways.
pub fn claims<'a>(agent: &str, parameter: &dyn Fn(&str) -> Option<&'a str>) -> Vec<Claimed> {
    let entry = Entry { parameter };
    match agent {
        "IPaddr2" => entry.says(Rule::ServiceIp, "ip", spelling::address).into_iter().collect(),
        "Filesystem" => {
            let device = entry.says(Rule::Device, "device", spelling::block_device);
            device.into_iter().chain(entry.says(Rule::MountPoint, "directory", spelling::path)).collect()
        }
        "iSCSITarget" => {
            // iSCSI names have no case (RFC 7143, 4.2.7).
            let iqn = entry.says(Rule::Iqn, "iqn", |text| Some(text.to_ascii_lowercase()));
            iqn.into_iter().chain(entry.target_id()).collect()
        }
        "iSCSILogicalUnit" => entry.logical_unit(),
        "nfsserver" => vec![Claimed::new(Rule::NfsServer, String::new(), None)],
        "exportfs" => entry.fsid().into_iter().collect(),
        // NVMe names are compared byte by byte (NVMe base specification 2.3, 4.7).
        "nvmet-subsystem" => {
            let nqn = entry.says(Rule::Nqn, "nqn", |text| Some(text.to_owned()));
            nqn.into_iter().chain(entry.says(Rule::Serial, "serial", |text| Some(text.to_owned()))).collect()
        }
        "nvmet-namespace" => entry.namespace(),
        "nvmet-port" => vec![entry.port_id()],
        _ => Vec::new(),
    }
}

impl Claimed {
    fn new(rule: Rule, value: String, parameter: Option<&'static str>) -> Self {
        Self { claim: Claim { rule, value }, parameter, of: None }
    }
}

/// A start entry, as far as its claims need it.
struct Entry<'a, 'b> {
    parameter: &'b dyn Fn(&str) -> Option<&'a str>,
}

impl<'a> Entry<'a, '_> {
    fn get(&self, parameter: &str) -> Option<&'a str> {
        (self.parameter)(parameter).filter(|value| !value.is_empty())
    }

    /// What a parameter claims, in the one spelling of its rule.
    fn says(
        &self,
        rule: Rule,
        parameter: &'static str,
        spell: impl Fn(&str) -> Option<String>,
    ) -> Option<Claimed> {
        Some(Claimed::new(rule, spell(self.get(parameter)?)?, Some(parameter)))
    }

    /// The same disk may be offered by two targets of a resource, with one identity on all paths.
    fn disk(&self, path: &str, identity: impl IntoIterator<Item = Option<Claimed>>) -> Vec<Claimed> {
        let of = self.get(path).and_then(spelling::path);
        identity.into_iter().flatten().map(|claimed| Claimed { of: of.clone(), ..claimed }).collect()
    }

    fn logical_unit(&self) -> Vec<Claimed> {
        // tgt keeps 36 bytes, and says nothing of the rest.
        let room = if self.get("implementation") == Some("tgt") { 36 } else { usize::MAX };
        let serial = |text: &str| Some(spelling::first_bytes(text, room).to_ascii_lowercase());
        let is_lio = matches!(self.get("implementation"), Some("lio" | "lio-t"));
        let mut claims: Vec<Claimed> = self.says(Rule::Device, "path", spelling::path).into_iter().collect();
        claims.extend(self.disk(
            "path",
            [
                self.says(Rule::ScsiSn, "scsi_sn", serial),
                self.says(Rule::Naa, "scsi_sn", |text| is_lio.then(|| spelling::naa(text))),
                self.says(Rule::ScsiId, "scsi_id", serial),
                self.says(Rule::ProductId, "product_id", |text| Some(spelling::first_bytes(text, 8))),
            ],
        ));
        claims
    }

    fn namespace(&self) -> Vec<Claimed> {
        let mut claims: Vec<Claimed> =
            self.says(Rule::Device, "backing_path", spelling::path).into_iter().collect();
        claims.extend(self.disk(
            "backing_path",
            [
                self.says(Rule::Uuid, "uuid", spelling::sixteen_bytes),
                self.says(Rule::Nguid, "nguid", spelling::sixteen_bytes),
            ],
        ));
        claims
    }

    /// LIO does not look at the number.
    fn target_id(&self) -> Option<Claimed> {
        if matches!(self.get("implementation"), Some("lio" | "lio-t")) {
            return None;
        }
        self.says(Rule::TargetId, "tid", |text| Some(spelling::number(text)?.to_string()))
    }

    /// The agent takes an `fsid` among the options where the parameter is missing. All exports of a directory have the
    /// same one, or clients find another file system behind their handles.
    fn fsid(&self) -> Option<Claimed> {
        let among_options =
            || self.get("options")?.split(',').find_map(|option| option.strip_prefix("fsid="));
        let (parameter, value) = match self.get("fsid") {
            Some(value) => ("fsid", value),
            None => ("options", among_options()?),
        };
        let claimed = Claimed::new(Rule::Fsid, spelling::fsid(value), Some(parameter));
        Some(Claimed { of: self.get("directory").and_then(spelling::path), ..claimed })
    }

    fn port_id(&self) -> Claimed {
        match self.get("port_id") {
            None => Claimed::new(Rule::PortId, "0".into(), None),
            Some(text) => {
                let value =
                    spelling::number(text).map_or_else(|| text.to_owned(), |number| number.to_string());
                Claimed::new(Rule::PortId, value, Some("port_id"))
            }
        }
    }
}
