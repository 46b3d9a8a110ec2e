//! The agents of NVMe-oF: subsystems, their namespaces, and the ports that offer them.

use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};

/// Looks at a subsystem.
pub(super) fn look_at_subsystem(_: &StartedAgent<'_>, _: &Started<'_>, _: &mut Findings<'_>) {}

/// Looks at a namespace.
pub(super) fn look_at_namespace(_: &StartedAgent<'_>, _: &Started<'_>, _: &mut Findings<'_>) {}

/// Looks at a port.
pub(super) fn look_at_port(_: &StartedAgent<'_>, _: &Started<'_>, _: &mut Findings<'_>) {}
