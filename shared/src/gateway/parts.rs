//! What all kinds share: service IPs, the cluster private volume, file systems, and the block of ports while nothing
//! is ready.

use serde::Serialize;

use super::{Gateway, RESOURCE, Section, derived};
use crate::agent::Agent;
use crate::draft::{Draft, Record};
use crate::field::place::Place;
use crate::field::{Absent, Field, Input};
use crate::names::address::{Nic, ServiceIp};
use crate::names::drbd::ResourceName;
use crate::names::number::{Port, VolumeNumber};
use crate::names::path::{Device, FsType, MountOptions, MountPath};
use crate::text::Text;

/// A service IP, and where it comes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAddress {
    /// The address with the prefix of its network.
    pub ip: ServiceIp,
    /// The interface, where routes do not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nic: Option<Nic>,
}

impl Record for ServiceAddress {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "ip",
            Input::Text("192.168.1.100/24"),
            Text::new("Address with prefix", "带前缀的地址"),
            Text::new(
                "IPv4 or IPv6 address of the gateway with the prefix of its network.",
                "网关的 IPv4 或 IPv6 地址及其网络前缀。",
            ),
        )
        .by("IPaddr2 `ip`, `cidr_netmask`")
        .see("service-ip"),
        Field::new(
            "nic",
            Input::Text("eth0"),
            Text::new("Interface", "网卡"),
            Text::new(
                "Needed where no route to the network exists on a node. It must be there on every node.",
                "当节点上没有到该网络的路由时需要填写，且每个节点都必须有该网卡。",
            ),
        )
        .by("IPaddr2 `nic`")
        .see("nic")
        .or(Absent::LeftOut),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self { ip: draft.required("ip"), nic: draft.optional("nic") }
    }
}

/// The volume that is mounted for the service's own state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivateVolume {
    /// Number of the volume; 0 if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<VolumeNumber>,
    /// Its device; the stable name of the volume if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Where it is mounted; `/var/lib/sds/<resource>-cluster-private` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<MountPath>,
    /// Its file system; ext4 if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fstype: Option<FsType>,
}

impl Record for PrivateVolume {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "volume",
            Input::Number("0"),
            Text::new("Volume", "卷"),
            Text::new("Number of the DRBD volume.", "DRBD 卷号。"),
        )
        .by("drbd.conf(5), `volume`")
        .see("volume-twice")
        .or(Absent::Default("0")),
        DEVICE,
        Field::new(
            "directory",
            Input::Text("/var/lib/sds/r0-cluster-private"),
            Text::new("Mounted at", "挂载点"),
            Text::new("The agent creates the directory.", "代理会创建该目录。"),
        )
        .by("Filesystem `directory`")
        .see("mount-point-twice")
        .derived_from("resource", "资源"),
        FSTYPE,
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self {
            volume: draft.optional("volume"),
            device: draft.optional("device"),
            directory: draft.optional("directory"),
            fstype: draft.optional("fstype"),
        }
    }
}

impl PrivateVolume {
    /// Number of the volume.
    pub fn volume(&self) -> VolumeNumber {
        self.volume.unwrap_or(VolumeNumber::new(0).expect("0 is a volume"))
    }

    /// Its device.
    pub fn device(&self, resource: &ResourceName) -> Device {
        self.device.clone().unwrap_or_else(|| derived::device(resource, self.volume()))
    }

    /// Where it is mounted.
    pub fn directory(&self, resource: &ResourceName) -> MountPath {
        let derived =
            || format!("/var/lib/sds/{resource}-cluster-private").parse().expect("a resource name in a path");
        self.directory.clone().unwrap_or_else(derived)
    }

    /// Its file system.
    pub fn fstype(&self) -> FsType {
        self.fstype.clone().unwrap_or_else(default_fstype)
    }

    pub(super) fn filled_in(&self, resource: &ResourceName) -> Self {
        Self {
            volume: Some(self.volume()),
            device: Some(self.device(resource)),
            directory: Some(self.directory(resource)),
            fstype: Some(self.fstype()),
        }
    }

    /// The part of the start list that mounts it.
    pub(super) fn section(&self, resource: &ResourceName) -> Section {
        let comment = format!("Cluster Private Volume (Volume {})", self.volume());
        let (device, directory) = (self.device(resource), self.directory(resource));
        let mount = filesystem("fs_cluster_private", &device, &directory, &self.fstype(), None)
            .from_fields(["volume", "device", "fstype"].map(|key| Place::in_group("private_volume", key)))
            .from_fields(self.directory_places())
            .from_fields(self.device.is_none().then_some(RESOURCE));
        Section::new(comment, vec![mount]).told_by(Place::in_group("private_volume", "volume"))
    }

    /// What decides where it is mounted.
    pub(super) fn directory_places(&self) -> impl Iterator<Item = Place> + use<> {
        let derived = self.directory.is_none().then_some(RESOURCE);
        [Place::in_group("private_volume", "directory")].into_iter().chain(derived)
    }
}

/// Device of a volume, as a field.
pub(super) const DEVICE: Field = Field::new(
    "device",
    Input::Text("/dev/drbd1"),
    Text::new("Device", "设备"),
    Text::new(
        "Path of the volume on every node. Without it the stable name `/dev/drbd/by-res/<resource>/<volume>` is used.",
        "卷在每个节点上的路径。留空则使用稳定名称 `/dev/drbd/by-res/<资源>/<卷>`。",
    ),
).by("drbd.conf(5), `device`").see("device-twice").derived_from("resource and volume", "资源和卷号");

/// File system of a volume, as a field.
pub(super) const FSTYPE: Field = Field::new(
    "fstype",
    Input::Text("ext4"),
    Text::new("File system", "文件系统"),
    Text::new("Type of the file system on the volume.", "卷上文件系统的类型。"),
)
.by("Filesystem `fstype`")
.or(Absent::Default("ext4"));

/// Number of a volume that clients use, as a field.
pub(super) const VOLUME: Field = Field::new(
    "volume",
    Input::Number("1"),
    Text::new("Volume", "卷"),
    Text::new("Number of the volume of the DRBD resource.", "DRBD 资源的卷号。"),
)
.by("drbd.conf(5), `volume`")
.see("volume-twice")
.identifying();

pub(super) fn default_fstype() -> FsType {
    "ext4".parse().expect("a file system")
}

/// The agent that mounts a file system. `fsck` is left to the administrator: on a failover it would cost minutes.
pub(super) fn filesystem(
    instance: &str,
    device: &Device,
    directory: &MountPath,
    fstype: &FsType,
    options: Option<&MountOptions>,
) -> Agent {
    Agent::heartbeat("Filesystem", instance)
        .with("device", device)
        .with("directory", directory)
        .with("fstype", fstype)
        .with_some("options", options)
        .with("run_fsck", "no")
}

/// How instances are numbered where a gateway may have several service IPs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// From 0, also a single one.
    Always,
    /// From 0, but a single one has no number.
    IfSeveral,
}

impl Gateway {
    /// The agents that keep clients away until all is ready, one per service IP.
    pub(super) fn block(&self, instance: &str, numbering: Numbering, port: Port) -> Vec<Agent> {
        self.per_ip(instance, numbering, |instance, address| portblock(instance, address, port, "block"))
    }

    /// The agents that let clients in, and revive the connections they had on the other node.
    pub(super) fn unblock(&self, instance: &str, numbering: Numbering, port: Port) -> Vec<Agent> {
        let tickle_dir = self.private_volume.directory(&self.resource);
        self.per_ip(instance, numbering, |instance, address| {
            portblock(instance, address, port, "unblock")
                .with("tickle_dir", &tickle_dir)
                .from_fields(self.private_volume.directory_places())
        })
    }

    /// The agents that bring the service IPs up.
    pub(super) fn bring_up(&self, numbering: Numbering) -> Vec<Agent> {
        let mut agents = self.per_ip("service_ip", numbering, |instance, address| {
            Agent::heartbeat("IPaddr2", instance)
                .with("ip", address.ip.address())
                .with("cidr_netmask", address.ip.prefix())
                .with_some("nic", address.nic.as_ref())
        });
        for (index, agent) in agents.iter_mut().enumerate() {
            agent.from.push(Place::in_row("service_ips", index, "nic"));
        }
        agents
    }

    /// One agent per service IP.
    pub(super) fn per_ip(
        &self,
        instance: &str,
        numbering: Numbering,
        make: impl Fn(String, &ServiceAddress) -> Agent,
    ) -> Vec<Agent> {
        let is_numbered = numbering == Numbering::Always || self.service_ips.len() > 1;
        let mut agents = Vec::new();
        for (index, address) in self.service_ips.iter().enumerate() {
            let instance = if is_numbered { format!("{instance}{index}") } else { instance.to_owned() };
            let place = Place::in_row("service_ips", index, "ip");
            agents.push(make(instance, address).from_fields([place]));
        }
        agents
    }
}

fn portblock(instance: String, address: &ServiceAddress, port: Port, action: &str) -> Agent {
    Agent::heartbeat("portblock", instance)
        .with("ip", address.ip.address())
        .with("portno", port)
        .with("action", action)
        .with("protocol", "tcp")
}
