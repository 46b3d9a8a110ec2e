//! Order and completeness: what a gateway needs before what.

use super::findings::Findings;
use super::started::Started;

/// Looks at the order of the agents of each resource.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    let _ = (all, findings);
}
