//! The NFS gateway: file systems that the kernel's NFS server exports.

pub mod volume;

use serde::Serialize;
use serde_json::{Value, json};

use super::parts::{Numbering, filesystem};
use super::{Gateway, RESOURCE, Section, UsedVolume};
use crate::agent::Agent;
use crate::draft::{Draft, Record, report_twice};
use crate::field::place::Place;
use crate::field::{Absent, Field, Input};
use crate::names::Switch;
use crate::names::drbd::ResourceName;
use crate::names::nfs::ServerScope;
use crate::names::number::Port;
use crate::names::path::MountPath;
use crate::problem::Problem;
use crate::text::Text;
use volume::NfsVolume;

/// What only an NFS gateway has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nfs {
    /// File systems with their exports; one at least.
    pub volumes: Vec<NfsVolume>,
    /// Whether only NFSv4 is served, which needs no rpcbind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nfsv4_only: Option<Switch>,
    /// What NFSv4.1 clients take for one server; the first service IP if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_scope: Option<ServerScope>,
}

impl Record for Nfs {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "volumes",
            Input::Rows(NfsVolume::FIELDS, Text::new("Volume", "卷")),
            Text::new("Volumes", "卷"),
            Text::new("File systems that clients mount.", "客户端挂载的文件系统。"),
        )
        .by("Filesystem; exportfs"),
        Field::new(
            "nfsv4_only",
            Input::Choice(|| vec!["true", "false"]),
            Text::new("NFSv4 only", "仅 NFSv4"),
            Text::new("Without NFSv3 the nodes need no rpcbind.", "不提供 NFSv3 时，节点无需 rpcbind。"),
        )
        .by("nfsserver `nfsv4_only`")
        .or(Absent::LeftOut),
        Field::new(
            "server_scope",
            Input::Text("192.168.1.200"),
            Text::new("Server scope", "服务器范围"),
            Text::new(
                "What NFSv4.1 clients take for one server across a failover.",
                "NFSv4.1 客户端在故障转移前后视为同一服务器的标识。",
            ),
        )
        .by("nfsserver `nfs_server_scope`; RFC 8881, 2.10.4")
        .see("server-scope")
        .derived_from("the first service IP", "首个服务 IP"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        draft.needs_one("volumes", Text::new("needs one volume at least", "至少需要一个卷"));
        Self {
            volumes: draft.rows("volumes"),
            nfsv4_only: draft.optional("nfsv4_only"),
            server_scope: draft.optional("server_scope"),
        }
    }
}

impl Nfs {
    /// The NFS port: nfsserver has no parameter for another.
    fn port() -> Port {
        Port::new(2049).expect("a port")
    }

    fn server_scope(&self, gateway: &Gateway) -> ServerScope {
        let derived =
            || gateway.service_ips[0].ip.address().to_string().parse().expect("an address is a scope");
        self.server_scope.clone().unwrap_or_else(derived)
    }

    /// The directory that has all mount points below it, or the mount point if there is one only.
    pub(super) fn common_directory(&self, resource: &ResourceName) -> String {
        let directories: Vec<MountPath> =
            self.volumes.iter().map(|volume| volume.directory(resource)).collect();
        let mut common = directories[0].as_str();
        while let Some((parent, _)) = common.rsplit_once('/') {
            if directories.iter().all(|directory| directory.is_within(common)) {
                break;
            }
            common = parent;
        }
        if common.is_empty() { "/".into() } else { common.into() }
    }

    /// What decides where the volumes are mounted.
    pub(super) fn directory_places(&self) -> Vec<Place> {
        let keys = ["volume", "directory"];
        let of_volume = |index: usize| keys.map(|key| Place::in_row("volumes", index, key));
        let mut places: Vec<Place> = (0..self.volumes.len()).flat_map(of_volume).collect();
        places.extend(self.volumes.iter().any(|volume| volume.directory.is_none()).then_some(RESOURCE));
        places
    }

    pub(super) fn volumes(&self, resource: &ResourceName) -> Vec<UsedVolume> {
        let used = |(index, volume): (usize, &NfsVolume)| UsedVolume {
            at: format!("/volumes/{index}"),
            volume: volume.volume,
            device: volume.device(resource),
        };
        self.volumes.iter().enumerate().map(used).collect()
    }

    pub(super) fn report(&self, gateway: &Gateway, problems: &mut Vec<Problem>) {
        let resource = &gateway.resource;
        let fsids = self.volumes.iter().enumerate();
        let fsids = fsids.map(|(index, volume)| (format!("/volumes/{index}/fsid"), volume.fsid(resource)));
        report_twice(problems, "fsid-twice", fsids);
        self.report_mount_points(gateway, problems);
        for (index, volume) in self.volumes.iter().enumerate() {
            if volume.fsid(resource).is_root() {
                problems.push(Problem::warning("fsid-root", format!("/volumes/{index}/fsid"), FSID_ROOT));
            }
            let at = format!("/volumes/{index}/exports");
            let clients = volume.exports().iter().enumerate();
            let clients =
                clients.map(|(n, export)| (format!("{at}/{n}/clients"), export.clients().for_agent()));
            report_twice(problems, "export-twice", clients);
            for (n, export) in volume.exports().iter().enumerate() {
                if export.options().gives_root() {
                    let at = if volume.exports.is_empty() { at.clone() } else { format!("{at}/{n}/options") };
                    problems.push(Problem::warning("export-root", at, EXPORT_ROOT));
                }
            }
        }
    }

    /// A mount point below another one hides files or fails to start, depending on the order.
    fn report_mount_points(&self, gateway: &Gateway, problems: &mut Vec<Problem>) {
        let resource = &gateway.resource;
        let mut mounts =
            vec![("/private_volume/directory".to_owned(), gateway.private_volume.directory(resource))];
        for (index, volume) in self.volumes.iter().enumerate() {
            mounts.push((format!("/volumes/{index}/directory"), volume.directory(resource)));
        }
        for (index, (at, directory)) in mounts.iter().enumerate() {
            if let Some((other, _)) = mounts[..index].iter().find(|(_, other)| overlap(directory, other)) {
                let message = Text::of(
                    format!(
                        "`{directory}` is the mount point at {other}, or one lies below the other; each needs a directory of its own"
                    ),
                    format!("`{directory}` 与 {other} 的挂载点相同或互相包含；每个卷需要独立的目录"),
                );
                problems.push(Problem::error("mount-point-twice", at.clone(), message));
            }
        }
    }

    pub(super) fn filled_in(&self, gateway: &Gateway) -> Self {
        let volume = |volume: &NfsVolume| volume.filled_in(&gateway.resource);
        Self {
            volumes: self.volumes.iter().map(volume).collect(),
            nfsv4_only: self.nfsv4_only,
            server_scope: Some(self.server_scope(gateway)),
        }
    }

    pub(super) fn sections(&self, gateway: &Gateway) -> Vec<Section> {
        let resource = &gateway.resource;
        let mount = |(index, volume): (usize, &NfsVolume)| {
            let keys = ["volume", "device", "directory", "fstype", "mount_options"];
            let is_derived = volume.device.is_none() || volume.directory.is_none();
            let instance = format!("fs_{}", volume.volume);
            let directory = volume.directory(resource);
            let options = volume.mount_options.as_ref();
            filesystem(&instance, &volume.device(resource), &directory, &volume.fstype(), options)
                .from_fields(keys.map(|key| Place::in_row("volumes", index, key)))
                .from_fields(is_derived.then_some(RESOURCE))
        };
        vec![
            Section::new(
                "Block NFS port on all nodes",
                gateway.block("portblock", Numbering::IfSeveral, Self::port()),
            ),
            gateway.private_volume.section(resource),
            Section::new(
                "Mount filesystems for actual data volumes",
                self.volumes.iter().enumerate().map(mount).collect(),
            ),
            Section::new("Bring up service IP", gateway.bring_up(Numbering::IfSeveral)),
            Section::new("Start NFS server", vec![self.server(gateway)]),
            Section::new("Export filesystems", self.exports(resource)),
            Section::new(
                "Unblock NFS port",
                gateway.unblock("portunblock", Numbering::IfSeveral, Self::port()),
            ),
        ]
    }

    fn server(&self, gateway: &Gateway) -> Agent {
        let ips: Vec<String> = gateway.ips().map(|ip| ip.address().to_string()).collect();
        let infodir = format!("{}/nfs", gateway.private_volume.directory(&gateway.resource));
        Agent::heartbeat("nfsserver", "nfsserver")
            .with("nfs_ip", ips.join(","))
            .with("nfs_shared_infodir", infodir)
            .with("nfs_server_scope", self.server_scope(gateway))
            .with_some("nfsv4_only", self.nfsv4_only)
            .from_fields(gateway.ip_places())
            .from_fields([Place::of("server_scope"), Place::of("nfsv4_only")])
            .from_fields(gateway.private_volume.directory_places())
    }

    fn exports(&self, resource: &ResourceName) -> Vec<Agent> {
        let mut agents = Vec::new();
        for (row, volume) in self.volumes.iter().enumerate() {
            let of_volume = |key| Place::in_row("volumes", row, key);
            let is_derived = volume.directory.is_none() || volume.fsid.is_none();
            for (index, export) in volume.exports().iter().enumerate() {
                let agent = Agent::heartbeat("exportfs", format!("export_{}_{index}", volume.volume))
                    .with("directory", volume.directory(resource))
                    .with("fsid", volume.fsid(resource))
                    .with("clientspec", export.clients().for_agent())
                    .with("options", export.options())
                    .from_fields(["volume", "directory", "fsid"].map(of_volume))
                    .from_fields(is_derived.then_some(RESOURCE));
                // Of the export that stands for none, there is only the list.
                let places = if volume.exports.is_empty() {
                    vec![of_volume("exports")]
                } else {
                    vec![
                        of_volume("").inner("exports", index, "clients"),
                        of_volume("").inner("exports", index, "options"),
                    ]
                };
                agents.push(agent.from_fields(places));
            }
        }
        agents
    }
}

fn overlap(one: &MountPath, other: &MountPath) -> bool {
    one.is_within(other.as_str()) || other.is_within(one.as_str())
}

const FSID_ROOT: Text = Text::new(
    "this id makes the export the root of NFSv4: clients find all other exports below it",
    "该 ID 会使此导出成为 NFSv4 的根：客户端会在其下看到所有其他导出",
);
const EXPORT_ROOT: Text = Text::new(
    "these options make a client root on the export; `rw,sync,root_squash` does not",
    "这些选项使客户端在导出目录上拥有 root 权限；`rw,sync,root_squash` 则不会",
);

/// The project's first document's NFS gateway.
pub(super) fn example() -> Value {
    json!({
        "kind": "nfs",
        "resource": "nfs-data",
        "service_ips": [{"ip": "192.168.1.200/24"}],
        "private_volume": {"device": "/dev/drbd0"},
        "volumes": [
            {
                "volume": 1,
                "device": "/dev/drbd1",
                "directory": "/srv/gateway-exports/nfs-data/data",
                "fsid": "12345678-1234-1234-1234-123456789abc"
            },
            {
                "volume": 2,
                "device": "/dev/drbd2",
                "directory": "/srv/gateway-exports/nfs-data/backup",
                "fsid": "87654321-4321-4321-4321-cba987654321"
            }
        ]
    })
}
