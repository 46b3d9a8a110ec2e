//! Every unit of a gateway on every node.

use gateway::api::running::{GatewayStatus, NodeStatus};
use leptos::prelude::*;

use crate::language::say;
use crate::status::{Running, Simulated};
use crate::words;

/// A table of units and nodes.
#[component]
pub(super) fn Units(mut status: GatewayStatus) -> impl IntoView {
    // Where nothing runs there is nothing to see, so those nodes come last.
    status.nodes.sort_by_key(|node| !has_services(node));
    // Nodes agree on the units where they have the same snippet; where they do not, each unit is shown once.
    let mut units: Vec<String> = Vec::new();
    for unit in status.nodes.iter().flat_map(|node| &node.units) {
        if !units.contains(&unit.unit) {
            units.push(unit.unit.clone());
        }
    }
    let heads = status.nodes.iter().map(head).collect_view();
    let errors = status.nodes.iter().filter_map(|node| {
        let error = node.error.clone()?;
        Some(view! { <p class="notice error"><strong>{node.node.clone()} ": "</strong>{say(error)}</p> })
    });
    let errors = errors.collect_view();
    let whole = status.nodes.iter().map(|node| {
        let snippet = words::snippet_state(node.snippet);
        let state = if has_services(node) {
            view! { <Running state=node.state/> }.into_any()
        } else {
            view! { <span class="tag">{say(words::FILES_ONLY)}</span> }.into_any()
        };
        view! { <td>{state} <span class="muted">" "{say(snippet)}</span></td> }
    });
    let whole = whole.collect_view();
    let rows = units.iter().map(|unit| {
        let cells = status.nodes.iter().map(|node| {
            let found = node.units.iter().find(|each| each.unit == *unit);
            view! { <td>{found.map(|unit| view! { <Running state=unit.state/> })}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row"><code>{unit.clone()}</code></th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        {errors}
        <div class="scrolls" tabindex="0" role="region" aria-label=say(words::UNITS)>
            <table class="units">
                <thead><tr><th scope="col">{say(words::UNIT)}</th>{heads}</tr></thead>
                <tbody>
                    <tr><th scope="row">{say(words::WHOLE_GATEWAY)}</th>{whole}</tr>
                    {rows}
                </tbody>
            </table>
        </div>
        {units.is_empty().then(|| view! { <p class="muted">{say(words::NO_UNITS)}</p> })}
    }
}

fn head(node: &NodeStatus) -> impl IntoView + use<> {
    view! {
        <th scope="col">
            {node.node.clone()}
            {node.simulated.then(|| view! { " " <Simulated/> })}
        </th>
    }
}

/// Whether a daemon runs services there: a directory has files and no units.
fn has_services(node: &NodeStatus) -> bool {
    node.simulated || !node.units.is_empty()
}
