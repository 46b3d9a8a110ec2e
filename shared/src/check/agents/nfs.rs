//! NFS: the agents `nfsserver` and `exportfs`.

mod clients;
pub(super) mod export;
mod fsid;
mod options;
pub(super) mod server;

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;

pub(super) fn look_at_server(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    server::look_at(agent, findings);
}
pub(super) fn look_at_export(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    export::look_at(agent, findings);
}
