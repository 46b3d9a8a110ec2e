//! Placeholder.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;

pub(super) fn look_at_portblock(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
pub(super) fn look_at_address(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
