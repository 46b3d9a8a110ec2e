//! Every unit of a gateway on every node, and what DRBD says there.

use gateway::api::running::{GatewayStatus, NodeStatus, RunState};
use gateway::text::Text;
use leptos::prelude::*;

use super::drbd::Drbd;
use super::journal::{Journal, Place};
use crate::language::{explain, say};
use crate::latest::{Latest, part, shown};
use crate::status::{Running, Simulated};
use crate::words;

/// A table of units and nodes. Only what changes is drawn anew: whoever is on a button stays there.
#[component]
pub(super) fn Units(status: Memo<Latest<GatewayStatus>>) -> impl IntoView {
    let place = RwSignal::new(None);
    let silent =
        Memo::new(move |_| status.with(|status| status.value.as_ref().map(silent).unwrap_or_default()));
    let errors = move || {
        let errors = silent.get().into_iter().map(|(node, error)| {
            view! { <p class="notice error"><strong>{node} ": "</strong>{explain(error)}</p> }
        });
        errors.collect_view()
    };
    view! {
        {errors}
        {shown(part(status, heads), move |heads| table(heads, status, place))}
        <Journal place/>
    }
}

/// The head of a column.
#[derive(Clone, PartialEq)]
struct Head {
    node: String,
    simulated: bool,
}

fn heads(status: &GatewayStatus) -> Vec<Head> {
    let mut nodes: Vec<&NodeStatus> = status.nodes.iter().collect();
    // Where nothing runs there is nothing to see, so those nodes come last.
    nodes.sort_by_key(|node| is_files_only(node));
    nodes.into_iter().map(|node| Head { node: node.node.clone(), simulated: node.simulated }).collect()
}

fn silent(status: &GatewayStatus) -> Vec<(String, Text)> {
    status.nodes.iter().filter_map(|node| Some((node.node.clone(), node.error.clone()?))).collect()
}

/// Nodes agree on the units where they have the same snippet; where they do not, each unit is shown once.
fn units(status: &GatewayStatus) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for unit in status.nodes.iter().flat_map(|node| &node.units) {
        if !units.contains(&unit.unit) {
            units.push(unit.unit.clone());
        }
    }
    units
}

fn table(
    heads: Vec<Head>,
    status: Memo<Latest<GatewayStatus>>,
    place: RwSignal<Option<Place>>,
) -> impl IntoView {
    let views: Vec<Memo<Option<NodeStatus>>> = heads.iter().map(|head| view_of(&head.node, status)).collect();
    let units =
        Memo::new(move |_| status.with(|status| status.value.as_ref().map(units).unwrap_or_default()));
    let has_drbd = Memo::new({
        let views = views.clone();
        move |_| {
            views.iter().any(|view| view.with(|view| view.as_ref().is_some_and(|view| view.drbd.is_some())))
        }
    });
    let whole = views.iter().map(|view| view! { <td><Whole view=*view/></td> }).collect_view();
    let of_drbd = views.clone();
    let drbd = move || {
        let cells = of_drbd.iter().map(|view| {
            let view = *view;
            let drbd = Memo::new(move |_| view.with(|view| view.as_ref()?.drbd.clone()));
            view! { <td class="drbd">{move || drbd.get().map(|status| view! { <Drbd status/> })}</td> }
        });
        has_drbd.get().then(|| view! { <tr><th scope="row">"DRBD"</th>{cells.collect_view()}</tr> })
    };
    let row = move |unit: String| {
        let cells = views.iter().map(|view| view! { <td><Cell unit=unit.clone() view=*view place/></td> });
        let cells = cells.collect_view();
        view! { <tr><th scope="row"><code>{unit}</code></th>{cells}</tr> }
    };
    view! {
        <div class="scrolls" tabindex="0" role="region" aria-label=say(words::UNITS)>
            <table class="units">
                <thead><tr><th scope="col">{say(words::UNIT)}</th>{heads.into_iter().map(head).collect_view()}</tr></thead>
                <tbody>
                    <tr><th scope="row">{say(words::WHOLE_GATEWAY)}</th>{whole}</tr>
                    {drbd}
                    <For each=move || units.get() key=Clone::clone children=row/>
                </tbody>
            </table>
        </div>
        <Show when=move || units.with(Vec::is_empty) && status.with(are_known)><p class="muted">{say(words::NO_UNITS)}</p></Show>
    }
}

/// Whether every node answered.
fn are_known(status: &Latest<GatewayStatus>) -> bool {
    status.value.as_ref().is_some_and(|status| status.nodes.iter().all(|node| node.error.is_none()))
}

/// What the newest answer says of a node.
fn view_of(node: &str, status: Memo<Latest<GatewayStatus>>) -> Memo<Option<NodeStatus>> {
    let node = node.to_owned();
    Memo::new(move |_| {
        status.with(|status| status.value.as_ref()?.nodes.iter().find(|each| each.node == node).cloned())
    })
}

fn head(head: Head) -> impl IntoView {
    view! {
        <th scope="col">
            {head.node}
            {head.simulated.then(|| view! { " " <Simulated/> })}
        </th>
    }
}

/// The gateway as a whole on a node.
#[component]
fn Whole(view: Memo<Option<NodeStatus>>) -> impl IntoView {
    move || {
        let node = view.get()?;
        let state = if is_files_only(&node) {
            view! { <span class="tag">{say(words::FILES_ONLY)}</span> }.into_any()
        } else {
            view! { <Running state=node.state/> }.into_any()
        };
        // Of a node that does not answer, nobody knows what it has.
        let snippet = node.error.is_none().then(|| words::snippet_state(node.snippet));
        Some(view! {
            {state}
            {snippet.map(|snippet| view! { <span class="muted">" " {say(snippet)}</span> })}
            {node.drift.map(|drift| view! { <span class="drifted">" " {say(words::drift(drift))}</span> })}
        })
    }
}

/// A unit on a node; its state leads to its journal.
#[component]
fn Cell(unit: String, view: Memo<Option<NodeStatus>>, place: RwSignal<Option<Place>>) -> impl IntoView {
    let state = Memo::new({
        let unit = unit.clone();
        move |_| view.with(|view| state_of(view.as_ref()?, &unit))
    });
    let is_there = Memo::new(move |_| state.with(Option::is_some));
    move || {
        let (node, unit) =
            (view.with_untracked(|view| view.as_ref().map(|view| view.node.clone()))?, unit.clone());
        let what = words::journal_title(&unit, &node);
        let open = move |_| place.set(Some(Place { node: node.clone(), unit: unit.clone() }));
        is_there.get().then(|| {
            view! {
                <button type="button" class="as-link" on:click=open>
                    {move || state.get().map(|state| view! { <Running state/> })}
                    <span class="visually-hidden">". " {say(what.clone())}</span>
                </button>
            }
        })
    }
}

/// How a unit is doing on a node; unknown on one that does not answer, and nothing where the unit is not.
fn state_of(node: &NodeStatus, unit: &str) -> Option<RunState> {
    if node.error.is_some() {
        return Some(RunState::Unknown);
    }
    node.units.iter().find(|each| each.unit == unit).map(|unit| unit.state)
}

/// Whether a node has files, and no daemon that runs services.
fn is_files_only(node: &NodeStatus) -> bool {
    node.state == RunState::NotDeployed
}
