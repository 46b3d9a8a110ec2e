//! Addresses and ports: the agents `IPaddr2` and `portblock`.

pub(super) mod address;
pub(super) mod portblock;

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;

pub(super) fn look_at_portblock(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    portblock::look_at(agent, findings);
}
pub(super) fn look_at_address(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    address::look_at(agent, findings);
}
mod word;
