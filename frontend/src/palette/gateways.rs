//! The gateways as entries of the palette, with what may be done to each.

use gateway::api::GatewayRow;
use gateway::api::people::Role;
use gateway::api::running::RunState;
use gateway::names::Choice;
use gateway::text::Text;

use super::entry::{Deed, Entry, Sort};
use crate::places::OpenTo;
use crate::session::Who;
use crate::words;

/// The pages of all gateways.
pub(super) fn pages(rows: &[GatewayRow]) -> Vec<Entry> {
    rows.iter().map(page).collect()
}

fn page(row: &GatewayRow) -> Entry {
    let kind = row.kind.map(gateway::gateway::Kind::label).unwrap_or_default();
    let addresses = row.service_ips.join(" ");
    let note = [kind, &addresses].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let word = row.kind.map(Choice::word).unwrap_or_default();
    let also = format!("{kind} {word} {addresses} {}", row.name);
    let name = Text::of(row.resource.clone(), row.resource.clone());
    let path = format!("/gateways/{}", row.resource);
    Entry::new(path.clone(), Sort::Gateway, name, Deed::Go(path)).noting(note, &also)
}

/// What may be done to each gateway as it is now. Each leads to the page where it is confirmed.
pub(super) fn actions(rows: &[GatewayRow], who: &Who) -> Vec<Entry> {
    let may_operate = OpenTo::Role(Role::Operator).includes(who);
    let mut entries = Vec::new();
    for row in rows {
        let address = format!("/gateways/{}", row.resource);
        let mut offer = |title: fn(&str) -> Text, verb: &str, deed: Deed| {
            let title = title(&row.resource);
            entries.push(Entry::new(format!("{verb} {}", row.resource), Sort::Action, title, deed));
        };
        if row.revision > 1 {
            let newest = row.revision;
            let path = format!("{address}/compare?from={}&to={newest}", newest - 1);
            offer(words::compare_newest_of, "compare", Deed::Go(path));
        }
        if !may_operate {
            offer(words::see_plan_of, "deploy", Deed::Go(format!("{address}/deploy")));
            continue;
        }
        offer(words::deploy_title, "deploy", Deed::Go(format!("{address}/deploy")));
        if let Some(kind) = row.kind.filter(|_| !row.removed) {
            offer(words::edit_of, "edit", Deed::Go(format!("{address}/edit")));
            let path = format!("/new/{}?from={}", kind.word(), row.resource);
            offer(words::duplicate_named, "duplicate", Deed::Go(path));
        }
        if row.status.state == RunState::Stopped {
            offer(words::start_of, "start", Deed::Go(address.clone()));
        }
        if row.status.primary_on.is_some() {
            offer(words::stop_of, "stop", Deed::Ask(address.clone(), "stop-title-open"));
            offer(words::move_of, "move", Deed::Ask(address, "move-title-open"));
        }
    }
    entries
}
