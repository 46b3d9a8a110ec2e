//! How something is doing, in a word and a symbol; colour only repeats them.

use gateway::api::running::{GatewayStatus, NodeStatus, RunState, SnippetState};
use gateway::text::Text;
use leptos::prelude::*;

use crate::language::say;
use crate::words;

/// A state: its class, its symbol, its word.
#[component]
pub(crate) fn State(of: (&'static str, &'static str, Text)) -> impl IntoView {
    let (class, symbol, word) = of;
    view! {
        <span class=format!("state {class}")>
            <span class="symbol" aria-hidden="true">{symbol}</span>
            {say(word)}
        </span>
    }
}

/// How a unit or a gateway is doing.
#[component]
pub(crate) fn Running(state: RunState) -> impl IntoView {
    view! { <State of=words::run_state(state)/> }
}

/// How a gateway is doing, and where.
#[component]
pub(crate) fn Status(status: GatewayStatus) -> impl IntoView {
    let node = status.primary_on.map(|node| {
        view! { " " <span class="on-node">{say(words::on_node(&node))}</span> }
    });
    view! {
        <span class="status">
            <Running state=status.state/>
            {node}
            {status.simulated.then(|| view! { " " <Simulated/> })}
        </span>
    }
}

/// Whether the gateway runs, or some daemon would run it.
pub(crate) fn can_stop(status: &GatewayStatus) -> bool {
    let would_run =
        |node: &NodeStatus| node.snippet == SnippetState::Enabled && node.state != RunState::NotDeployed;
    status.primary_on.is_some() || status.nodes.iter().any(would_run)
}

/// The label of what is only simulated.
#[component]
pub(crate) fn Simulated() -> impl IntoView {
    view! { <span class="tag simulated">{say(words::SIMULATED)}</span> }
}

/// A time (RFC 3339, UTC) to the minute; the exact one is the element's.
#[component]
pub(crate) fn Time(at: String) -> impl IntoView {
    let short = at.get(..16).map_or_else(|| at.clone(), |start| format!("{} UTC", start.replace('T', " ")));
    view! { <time datetime=at>{short}</time> }
}
