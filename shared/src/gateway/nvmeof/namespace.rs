//! A namespace: one volume that hosts see as a disk.

use serde::Serialize;

use crate::draft::{Draft, Record};
use crate::field::{Field, Input};
use crate::gateway::derived;
use crate::gateway::parts::{DEVICE, VOLUME};
use crate::names::drbd::ResourceName;
use crate::names::number::{NamespaceId, VolumeNumber};
use crate::names::nvme::{NamespaceUuid, Nguid, Nqn};
use crate::names::path::Device;
use crate::problem::Problem;
use crate::text::Text;

/// A volume that hosts see as a namespace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Namespace {
    /// Number of the volume.
    pub volume: VolumeNumber,
    /// Its device; the stable name of the volume if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Number of the namespace; the volume's if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace_id: Option<NamespaceId>,
    /// UUID of the namespace; derived if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<NamespaceUuid>,
    /// NGUID of the namespace; the UUID if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nguid: Option<Nguid>,
}

impl Record for Namespace {
    const FIELDS: &'static [Field] = &[
        VOLUME,
        DEVICE,
        Field::new(
            "namespace_id",
            Input::Number("1"),
            Text::new("Namespace number", "命名空间编号"),
            Text::new("Number by which hosts see it (NSID).", "主机看到的编号（NSID）。"),
        )
        .by("nvmet-namespace `namespace_id`")
        .see("namespace-id")
        .derived_from("volume", "卷号")
        .identifying(),
        Field::new(
            "uuid",
            Input::Text("11111111-2222-3333-4444-555555555555"),
            Text::new("UUID", "UUID"),
            Text::new(
                "Stays the same on every node; otherwise hosts see another disk after a failover.",
                "在每个节点上保持一致；否则故障转移后主机会看到另一块磁盘。",
            ),
        )
        .by("nvmet-namespace `uuid`")
        .see("uuid")
        .derived_from("NQN, resource and volume", "NQN、资源和卷号"),
        Field::new(
            "nguid",
            Input::Text("11111111-2222-3333-4444-555555555555"),
            Text::new("NGUID", "NGUID"),
            Text::new(
                "Globally unique identifier; the UUID unless chosen.",
                "全局唯一标识；默认与 UUID 相同。",
            ),
        )
        .by("nvmet-namespace `nguid`")
        .see("nguid")
        .derived_from("UUID", "UUID"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        let volume: VolumeNumber = draft.required("volume");
        let mut namespace_id = draft.optional("namespace_id");
        if volume.get() == 0 && namespace_id.is_none() {
            if draft.is_left_out("namespace_id") {
                draft.report(Problem::error("namespace-id", draft.pointer("namespace_id"), NAMESPACE_0));
            }
            namespace_id = Some(draft.stand_in());
        }
        Self {
            volume,
            device: draft.optional("device"),
            namespace_id,
            uuid: draft.optional("uuid"),
            nguid: draft.optional("nguid"),
        }
    }
}

const NAMESPACE_0: Text = Text::new(
    "volume 0 needs a namespace number of its own: namespaces count from 1",
    "卷 0 需要单独的命名空间编号：命名空间从 1 开始",
);

impl Namespace {
    pub(super) fn device(&self, resource: &ResourceName) -> Device {
        self.device.clone().unwrap_or_else(|| derived::device(resource, self.volume))
    }

    pub(super) fn number(&self) -> NamespaceId {
        let derived =
            || NamespaceId::new(self.volume.get().into()).expect("volume 0 was refused without a number");
        self.namespace_id.unwrap_or_else(derived)
    }

    pub(super) fn uuid(&self, nqn: &Nqn, resource: &ResourceName) -> NamespaceUuid {
        let derived =
            || derived::volume_uuid(nqn.as_str(), resource, self.volume).to_string().parse().expect("a UUID");
        self.uuid.clone().unwrap_or_else(derived)
    }

    /// The NGUID; its UUID unless chosen.
    pub(super) fn nguid(&self, uuid: &NamespaceUuid) -> Nguid {
        let derived = || uuid.as_str().parse().expect("a UUID has 16 bytes");
        self.nguid.clone().unwrap_or_else(derived)
    }
}
