//! Order and completeness: what a gateway needs before what.
//!
//! Only what is certain is said: an entry that we do not know may do anything, a mount unit may mount anything.

mod addresses;
mod complete;
mod exports;
mod list;
mod mounts;
mod ports;
mod services;

use super::findings::{Finding, Findings};
use super::started::Started;
use crate::problem::Problem;
use crate::text::Text;
use list::List;

/// Looks at the order of the agents of each resource.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    for started in all {
        if started.is_long() {
            let problem = Problem::info("long-list", &*started.at, LONG_LIST);
            findings.push(Finding::new(started.resource.offset, problem));
            continue;
        }
        let list = List::new(started);
        ports::look_at(&list, findings);
        addresses::look_at(&list, findings);
        mounts::look_at(&list, findings);
        services::look_at(&list, findings);
        exports::look_at(&list, findings);
        complete::look_at(&list, findings);
    }
}

const LONG_LIST: Text = Text::new(
    "more than 2048 agents in one list: each is read, but they are not compared with each other",
    "一个列表中的代理超过 2048 个：会逐个读取，但不相互比较",
);
