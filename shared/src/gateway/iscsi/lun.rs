//! A LUN: one volume that initiators see as a disk.

use serde::Serialize;

use crate::draft::{Draft, Record};
use crate::field::{Field, Input};
use crate::gateway::derived;
use crate::gateway::parts::{DEVICE, VOLUME};
use crate::names::drbd::ResourceName;
use crate::names::iscsi::{Iqn, ProductId, ScsiSerial};
use crate::names::number::{LunNumber, VolumeNumber};
use crate::names::path::Device;
use crate::text::Text;

/// A volume that initiators see as a disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lun {
    /// Number of the volume.
    pub volume: VolumeNumber,
    /// Its device; the stable name of the volume if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Number of the LUN; the volume's if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lun: Option<LunNumber>,
    /// SCSI product id; derived if not given. VMware looks at its first 8 bytes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// SCSI serial number; derived if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scsi_sn: Option<ScsiSerial>,
}

impl Record for Lun {
    const FIELDS: &'static [Field] = &[
        VOLUME,
        DEVICE,
        Field::new(
            "lun",
            Input::Number("1"),
            Text::new("LUN number", "LUN 编号"),
            Text::new("Number by which initiators see it.", "发起端看到的编号。"),
        )
        .by("iSCSILogicalUnit `lun`")
        .see("lun-number")
        .derived_from("volume", "卷号")
        .identifying(),
        Field::new(
            "product_id",
            Input::Text("a1b2c3d4"),
            Text::new("Product id", "产品 ID"),
            Text::new(
                "VMware tells disks apart by its first 8 bytes, so these must differ.",
                "VMware 依据前 8 个字节区分磁盘，因此必须不同。",
            ),
        )
        .by("iSCSILogicalUnit `product_id`")
        .see("product-id")
        .derived_from("IQN, resource and volume", "IQN、资源和卷号"),
        Field::new(
            "scsi_sn",
            Input::Text("a1b2c3d4"),
            Text::new("Serial number", "序列号"),
            Text::new(
                "Initiators take two LUNs with the same number for one disk on two paths.",
                "发起端会把序列号相同的两个 LUN 当作同一磁盘的两条路径。",
            ),
        )
        .by("iSCSILogicalUnit `scsi_sn`")
        .see("scsi-sn")
        .derived_from("IQN, resource and volume", "IQN、资源和卷号"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self {
            volume: draft.required("volume"),
            device: draft.optional("device"),
            lun: draft.optional("lun"),
            product_id: draft.optional("product_id"),
            scsi_sn: draft.optional("scsi_sn"),
        }
    }
}

/// The keys of its fields, all of which have their part in its start entry.
pub(super) const KEYS: [&str; 5] = ["volume", "device", "lun", "product_id", "scsi_sn"];

impl Lun {
    /// Whether something of it derives from the name of the resource.
    pub(super) fn follows_resource(&self) -> bool {
        self.device.is_none() || self.product_id.is_none() || self.scsi_sn.is_none()
    }

    pub(super) fn device(&self, resource: &ResourceName) -> Device {
        self.device.clone().unwrap_or_else(|| derived::device(resource, self.volume))
    }

    pub(super) fn number(&self) -> LunNumber {
        self.lun.unwrap_or(LunNumber::new(self.volume.get()).expect("volumes and LUNs have the same range"))
    }

    pub(super) fn product_id(&self, iqn: &Iqn, resource: &ResourceName) -> ProductId {
        self.identity(iqn, resource).0
    }

    pub(super) fn scsi_sn(&self, iqn: &Iqn, resource: &ResourceName) -> ScsiSerial {
        self.identity(iqn, resource).1
    }

    /// What is given, or else eight digits: as many as VMware looks at.
    pub(super) fn identity(&self, iqn: &Iqn, resource: &ResourceName) -> (ProductId, ScsiSerial) {
        if let (Some(product_id), Some(scsi_sn)) = (&self.product_id, &self.scsi_sn) {
            return (product_id.clone(), scsi_sn.clone());
        }
        let derived = derived::hex_digits(derived::volume_uuid(iqn.as_str(), resource, self.volume), 8);
        let product_id = self.product_id.clone().unwrap_or_else(|| derived.parse().expect("hex digits"));
        let scsi_sn = self.scsi_sn.clone().unwrap_or_else(|| derived.parse().expect("hex digits"));
        (product_id, scsi_sn)
    }

    pub(super) fn filled_in(&self, iqn: &Iqn, resource: &ResourceName) -> Self {
        let (product_id, scsi_sn) = self.identity(iqn, resource);
        Self {
            volume: self.volume,
            device: Some(self.device(resource)),
            lun: Some(self.number()),
            product_id: Some(product_id),
            scsi_sn: Some(scsi_sn),
        }
    }
}
