//! The agent that mounts file systems.

use super::Version::{V4_12, V4_16};
use super::{Declaration, Parameter};

/// Mounts a file system.
pub(super) const FILESYSTEM: Declaration = Declaration {
    name: "Filesystem",
    since: V4_12,
    parameters: &[
        Parameter::text("device").required(),
        Parameter::text("directory").required(),
        Parameter::text("fstype").required(),
        Parameter::text("options"),
        Parameter::text("statusfile_prefix").or(".Filesystem_status/"),
        Parameter::text("run_fsck").or("auto"),
        // On RHEL before 9 it is `yes`; from 9 on, `force_unmount` is `safe`.
        Parameter::boolean("fast_stop").or("no"),
        Parameter::boolean("force_clones").or("false"),
        // `safe` is a value too, so that 4.12 had the wrong type.
        Parameter::text("force_unmount")
            .or("true")
            .before(V4_16, &Parameter::boolean("force_unmount").or("true")),
        Parameter::text("term_signals").or("TERM").from(V4_16),
        Parameter::text("kill_signals").or("KILL").from(V4_16),
        Parameter::text("signal_delay").or("1").from(V4_16),
    ],
};
