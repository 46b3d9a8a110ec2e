//! A volume with a file system, and who may mount it.

use serde::Serialize;

use crate::draft::{Draft, Record};
use crate::field::{Absent, Field, Input};
use crate::gateway::derived;
use crate::gateway::parts::{DEVICE, FSTYPE, VOLUME, default_fstype};
use crate::names::drbd::ResourceName;
use crate::names::nfs::{ClientSpec, ExportOptions, Fsid};
use crate::names::number::VolumeNumber;
use crate::names::path::{Device, FsType, MountOptions, MountPath};
use crate::text::Text;

/// A volume with a file system that clients mount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NfsVolume {
    /// Number of the volume.
    pub volume: VolumeNumber,
    /// Its device; the stable name of the volume if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Where it is mounted and exported; `/srv/gateway-exports/<resource>/<volume>` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<MountPath>,
    /// Its file system; ext4 if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fstype: Option<FsType>,
    /// Options of the mount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mount_options: Option<MountOptions>,
    /// Identifier of the file system in file handles; derived if not given. One for all exports of a directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fsid: Option<Fsid>,
    /// Who may mount it, and how; everyone with the default options if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exports: Vec<Export>,
}

/// Clients that may mount a volume, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// One address, network, host or netgroup; everyone if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clients: Option<ClientSpec>,
    /// Options of exports(5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<ExportOptions>,
}

const EVERYONE: &str = "0.0.0.0/0.0.0.0";
const DEFAULT_OPTIONS: &str = "rw,all_squash,anonuid=0,anongid=0";

impl Record for NfsVolume {
    const FIELDS: &'static [Field] = &[
        VOLUME,
        DEVICE,
        Field::new(
            "directory",
            Input::Text("/srv/gateway-exports/nfs-data/data"),
            Text::new("Mounted and exported at", "挂载并导出于"),
            Text::new("The agent creates the directory on the node.", "代理会在节点上创建该目录。"),
        )
        .by("Filesystem, exportfs `directory`")
        .see("mount-point-twice")
        .derived_from("resource and volume", "资源和卷号"),
        FSTYPE,
        Field::new(
            "mount_options",
            Input::Text("noatime"),
            Text::new("Mount options", "挂载选项"),
            Text::new("Options of mount(8), with commas.", "mount(8) 的选项，用逗号分隔。"),
        )
        .by("Filesystem `options`; mount(8)")
        .or(Absent::LeftOut),
        Field::new(
            "fsid",
            Input::Text("12345678-1234-1234-1234-123456789abc"),
            Text::new("File system id", "文件系统 ID（fsid）"),
            Text::new(
                "Stays the same on every node, so that clients' file handles survive a failover.",
                "在每个节点上保持一致，客户端的文件句柄才能在故障转移后继续有效。",
            ),
        )
        .by("exportfs `fsid`; exports(5)")
        .see("fsid")
        .derived_from("resource and volume", "资源和卷号"),
        Field::new(
            "exports",
            Input::Rows(Export::FIELDS, Text::new("Export", "导出")),
            Text::new("Exports", "导出"),
            Text::new(
                "Who may mount the volume, and how. Without one, everyone may, with the default options.",
                "谁可以挂载该卷以及方式。若不填写，则所有人都可用默认选项挂载。",
            ),
        )
        .by("exportfs")
        .see("export-root")
        .derived_from("everyone, default options", "所有人，默认选项"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self {
            volume: draft.required("volume"),
            device: draft.optional("device"),
            directory: draft.optional("directory"),
            fstype: draft.optional("fstype"),
            mount_options: draft.optional("mount_options"),
            fsid: draft.optional("fsid"),
            exports: draft.rows("exports"),
        }
    }
}

impl Record for Export {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "clients",
            Input::Text("192.168.1.0/24"),
            Text::new("Clients", "客户端"),
            Text::new(
                "One network, address, host, `*.domain`, `@netgroup` or `*`. IPv6 in brackets: `[fd00::]/64`.",
                "一个网络、地址、主机、`*.域名`、`@netgroup` 或 `*`。IPv6 用方括号：`[fd00::]/64`。",
            ),
        ).by("exportfs `clientspec`; exports(5)").see("client-spec")
        .or(Absent::Default(EVERYONE))
        .identifying(),
        Field::new(
            "options",
            Input::Text("rw,sync,root_squash"),
            Text::new("Export options", "导出选项"),
            Text::new("Options of exports(5), with commas.", "exports(5) 的选项，用逗号分隔。"),
        ).by("exportfs `options`; exports(5)").see("export-options")
        .or(Absent::Default(DEFAULT_OPTIONS)),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self { clients: draft.optional("clients"), options: draft.optional("options") }
    }
}

impl Export {
    const DEFAULT: Self = Self { clients: None, options: None };

    pub(super) fn clients(&self) -> ClientSpec {
        self.clients.clone().unwrap_or_else(|| EVERYONE.parse().expect("a client"))
    }

    pub(super) fn options(&self) -> ExportOptions {
        self.options.clone().unwrap_or_else(|| DEFAULT_OPTIONS.parse().expect("export options"))
    }

    fn filled_in(&self) -> Self {
        Self { clients: Some(self.clients()), options: Some(self.options()) }
    }
}

impl NfsVolume {
    pub(super) fn device(&self, resource: &ResourceName) -> Device {
        self.device.clone().unwrap_or_else(|| derived::device(resource, self.volume))
    }

    /// Where it is mounted and exported.
    pub fn directory(&self, resource: &ResourceName) -> MountPath {
        let derived = || {
            format!("/srv/gateway-exports/{resource}/{}", self.volume).parse().expect("a resource in a path")
        };
        self.directory.clone().unwrap_or_else(derived)
    }

    pub(super) fn fstype(&self) -> FsType {
        self.fstype.clone().unwrap_or_else(default_fstype)
    }

    pub(super) fn fsid(&self, resource: &ResourceName) -> Fsid {
        let derived =
            || derived::volume_uuid("nfs", resource, self.volume).to_string().parse().expect("a UUID");
        self.fsid.clone().unwrap_or_else(derived)
    }

    pub(super) fn exports(&self) -> &[Export] {
        if self.exports.is_empty() { &[Export::DEFAULT] } else { &self.exports }
    }

    pub(super) fn filled_in(&self, resource: &ResourceName) -> Self {
        Self {
            volume: self.volume,
            device: Some(self.device(resource)),
            directory: Some(self.directory(resource)),
            fstype: Some(self.fstype()),
            mount_options: self.mount_options.clone(),
            fsid: Some(self.fsid(resource)),
            exports: self.exports().iter().map(Export::filled_in).collect(),
        }
    }
}
