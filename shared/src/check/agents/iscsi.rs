//! The agents of iSCSI: targets and their LUNs.

use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};

/// Looks at a target.
pub(super) fn look_at_target(
    _target: &StartedAgent<'_>,
    _started: &Started<'_>,
    _findings: &mut Findings<'_>,
) {
}

/// Looks at a LUN.
pub(super) fn look_at_logical_unit(
    _lun: &StartedAgent<'_>,
    _started: &Started<'_>,
    _findings: &mut Findings<'_>,
) {
}

/// Looks at the CHAP users of all targets of a node.
pub(super) fn look_at_users(_all: &[Started<'_>], _findings: &mut Findings<'_>) {}
