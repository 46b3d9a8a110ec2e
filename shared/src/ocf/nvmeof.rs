//! The agents for NVMe-oF.

use super::Version::V4_12;
use super::{Declaration, Parameter};

/// Makes a subsystem.
pub(super) const SUBSYSTEM: Declaration = Declaration {
    name: "nvmet-subsystem",
    since: V4_12,
    parameters: &[
        Parameter::text("nqn").required().unique(),
        Parameter::text("allowed_initiators"),
        Parameter::text("serial"),
    ],
};

/// Adds a namespace to a subsystem.
pub(super) const NAMESPACE: Declaration = Declaration {
    name: "nvmet-namespace",
    since: V4_12,
    parameters: &[
        Parameter::text("nqn").required().unique(),
        Parameter::whole("namespace_id").or("1").unique(),
        Parameter::text("backing_path").required(),
        Parameter::text("uuid").required().unique(),
        Parameter::text("nguid").unique(),
    ],
};

/// Makes a port and offers subsystems there.
pub(super) const PORT: Declaration = Declaration {
    name: "nvmet-port",
    since: V4_12,
    parameters: &[
        Parameter::whole("port_id").or("0").unique(),
        Parameter::text("type").or("tcp"),
        Parameter::text("addr_fam").or("ipv4"),
        Parameter::whole("svcid").or("4420"),
        Parameter::text("addr").required(),
        Parameter::text("nqns").required(),
    ],
};
