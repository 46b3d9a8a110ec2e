//! Placeholder.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;

pub(super) fn look_at_subsystem(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
pub(super) fn look_at_namespace(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
pub(super) fn look_at_port(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
