//! Placeholder.

use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};

pub(super) fn look_at_target(_agent: &StartedAgent<'_>, _findings: &mut Findings<'_>) {}
pub(super) fn look_at_logical_unit(
    _agent: &StartedAgent<'_>,
    _started: &Started<'_>,
    _findings: &mut Findings<'_>,
) {
}
