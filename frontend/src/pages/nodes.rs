//! The nodes: how each is reached, which snippets it has, whether it is ready, and whether gateways may run there.

mod checking;
mod maintenance;
mod snippets;

use gateway::api::nodes::{NodeRow, Reach};
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::latest::{Latest, follow, part, shown};
use crate::session::use_api;
use crate::shell::heading;
use crate::status::Simulated;
use crate::words;
use checking::Checking;
use maintenance::MaintenanceOf;
use snippets::Snippets;

/// What the settings file says of a node, at least.
const NODE_SETTINGS: &str =
    "# sds-gateway.toml\n[[node]]\nname = \"node-a\"\naddress = \"node-a.example.com\"";

/// Every node.
#[component]
pub(crate) fn NodesPage() -> impl IntoView {
    let api = use_api();
    let nodes = follow(move || api.list_nodes());
    view! {
        {heading(words::NODES)}
        {shown(part(nodes, Vec::is_empty), move |is_empty| {
            if is_empty {
                view! {
                    <section class="empty">
                        <h2>{say(words::NO_NODES)}</h2>
                        <p>{explain(words::NO_NODES_HOW)}</p>
                        <pre class="command" tabindex="0"><code>{NODE_SETTINGS}</code></pre>
                    </section>
                }
                .into_any()
            } else {
                list(nodes).into_any()
            }
        })}
    }
}

/// A node keeps its place on the page while it is the same: what was found on it is not asked for again.
fn list(nodes: Memo<Latest<Vec<NodeRow>>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        let identity = |node: &NodeRow| (node.name.clone(), node.reach);
        nodes.with(|nodes| nodes.value.iter().flatten().map(identity).collect::<Vec<_>>())
    });
    let row = move |(name, reach): (String, Reach)| {
        let found = name.clone();
        let row = Memo::new(move |_| {
            nodes.with(|nodes| nodes.value.iter().flatten().find(|node| node.name == found).cloned())
        });
        node(&name, reach, row)
    };
    view! {
        <ul class="nodes">
            <For each=move || names.get() key=|(name, reach)| (name.clone(), words::reach(*reach).en) children=row/>
        </ul>
    }
}

fn node(name: &str, reach: Reach, row: Memo<Option<NodeRow>>) -> impl IntoView + use<> {
    let label = match reach {
        Reach::Simulated => view! { <Simulated/> }.into_any(),
        Reach::Directory | Reach::Local | Reach::Ssh => {
            view! { <span class="tag">{say(words::reach(reach))}</span> }.into_any()
        }
    };
    let part = move |part: fn(&NodeRow) -> Option<String>| {
        Memo::new(move |_| row.with(|row| row.as_ref().and_then(part)))
    };
    let address = part(|row| row.address.clone());
    let directory = part(|row| Some(row.directory.clone()));
    let error = Memo::new(move |_| row.with(|row| row.as_ref()?.error.clone()));
    let snippets =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.snippets.clone()).unwrap_or_default()));
    let is_kept_free = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.maintenance)));
    let runs_services = reach != Reach::Directory;
    let (title, titled_by) = (format!("node-title-{name}"), format!("node-title-{name}"));
    view! {
        <li class="node" id=format!("node-{name}") aria-labelledby=titled_by>
            <h2 id=title>
                {name.to_owned()} " " {label}
                {move || is_kept_free.get().then(|| view! { " " <span class="tag">{say(words::MAINTENANCE)}</span> })}
            </h2>
            {move || address.get().map(|address| view! {
                <p class="muted">{say(words::ADDRESS)} " " <code>{address}</code></p>
            })}
            <p class="muted">{say(words::DIRECTORY)} " " <code>{directory}</code></p>
            {move || error.get().map(|error| view! {
                <p class="notice error"><strong>{say(words::ERROR)}": "</strong>{explain(error)}</p>
            })}
            <Snippets node=name.to_owned() snippets is_answering=Signal::derive(move || error.with(Option::is_none))/>
            {move || is_kept_free.get().then(|| view! { <p>{say(words::MAINTENANCE_IS_ON)}</p> })}
            <div class="actions">
                {runs_services.then(|| view! { <MaintenanceOf node=name.to_owned() is_kept_free/> })}
                <Checking node=name.to_owned() reach/>
            </div>
        </li>
    }
}
