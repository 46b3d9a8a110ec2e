//! The agents for iSCSI.

use super::Version::{Newest, V4_12};
use super::{Declaration, Parameter};

/// Makes a target.
pub(super) const TARGET: Declaration = Declaration {
    name: "iSCSITarget",
    since: V4_12,
    parameters: &[
        // Detected by what is installed on the node.
        Parameter::text("implementation"),
        Parameter::text("iqn").required().unique(),
        Parameter::whole("tid").unique(),
        Parameter::text("portals").or("0.0.0.0:3260"),
        Parameter::text("iser_portals"),
        Parameter::text("allowed_initiators"),
        Parameter::text("incoming_username").unique(),
        Parameter::text("incoming_password"),
        Parameter::text("additional_parameters"),
    ],
};

/// Adds a LUN to a target.
pub(super) const LOGICAL_UNIT: Declaration = Declaration {
    name: "iSCSILogicalUnit",
    since: V4_12,
    parameters: &[
        // Detected by what is installed on the node.
        Parameter::text("implementation"),
        Parameter::text("target_iqn").required(),
        Parameter::whole("lun").required(),
        Parameter::text("path").required(),
        // These two derive from the instance's name.
        Parameter::text("scsi_id").unique(),
        Parameter::text("scsi_sn").unique(),
        Parameter::whole("emulate_tpu"),
        Parameter::whole("emulate_3pc"),
        Parameter::whole("emulate_caw"),
        Parameter::text("vendor_id"),
        Parameter::text("product_id"),
        Parameter::text("tgt_bstype"),
        Parameter::text("tgt_bsoflags"),
        Parameter::text("tgt_bsopts"),
        Parameter::text("tgt_device_type"),
        Parameter::text("additional_parameters"),
        Parameter::text("allowed_initiators"),
        Parameter::whole("lio_iblock").or("0"),
        Parameter::text("liot_bstype").or("block"),
        Parameter::whole("write_cache").or("0").from(Newest),
        Parameter::whole("block_size").from(Newest),
        Parameter::text("scst_bstype").or("vdisk_blockio").from(Newest),
    ],
};
