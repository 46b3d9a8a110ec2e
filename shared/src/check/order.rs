//! Order and completeness: what a gateway needs before what.
//!
//! Only what is certain is said: an entry that we do not know may do anything, a mount unit may mount anything.

mod addresses;
mod exports;
mod list;
mod mounts;
mod ports;
mod services;

use super::findings::Findings;
use super::started::Started;
use list::List;

/// Looks at the order of the agents of each resource.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    for started in all {
        let list = List::new(started);
        ports::look_at(&list, findings);
        addresses::look_at(&list, findings);
        mounts::look_at(&list, findings);
        services::look_at(&list, findings);
        exports::look_at(&list, findings);
    }
}
