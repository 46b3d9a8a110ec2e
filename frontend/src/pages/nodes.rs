//! The nodes, and which snippets each has.

use gateway::api::nodes::{NodeRow, Reach};
use gateway::plan::FoundSnippet;
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{Latest, entries, follow, part, shown};
use crate::preview::Preview;
use crate::session::use_api;
use crate::shell::heading;
use crate::status::Simulated;
use crate::words;

/// Every node.
#[component]
pub(crate) fn NodesPage() -> impl IntoView {
    let api = use_api();
    let nodes = follow(move || api.list_nodes());
    view! {
        {heading(words::NODES)}
        {shown(part(nodes, Vec::is_empty), move |is_empty| {
            if is_empty {
                view! { <p>{say(words::NO_NODES)}</p> }.into_any()
            } else {
                list(nodes).into_any()
            }
        })}
    }
}

fn list(nodes: Memo<Latest<Vec<NodeRow>>>) -> impl IntoView {
    view! {
        <ul class="nodes">
            <For each=entries(nodes) key=|(key, _)| key.clone() let((_, each))>{node(each)}</For>
        </ul>
    }
}

fn node(node: NodeRow) -> impl IntoView {
    let reach = match node.reach {
        Reach::Simulated => view! { <Simulated/> }.into_any(),
        Reach::Directory => {
            view! { <span class="tag">{say(words::reach(Reach::Directory))}</span> }.into_any()
        }
    };
    let error = node.error.map(|error| {
        view! { <p class="notice error"><strong>{say(words::ERROR)}": "</strong>{error}</p> }
    });
    let snippets = if node.snippets.is_empty() {
        view! { <p class="muted">{say(words::NO_SNIPPETS)}</p> }.into_any()
    } else {
        node.snippets.into_iter().map(|each| snippet(&node.name, each)).collect_view().into_any()
    };
    view! {
        <li class="node" id=format!("node-{}", node.name)>
            <h2>{node.name.clone()} " " {reach}</h2>
            <p class="muted">{say(words::DIRECTORY)} " " <code>{node.directory}</code></p>
            {error}
            {snippets}
        </li>
    }
}

fn snippet(node: &str, snippet: FoundSnippet) -> impl IntoView + use<> {
    let (word, suffix) =
        if snippet.enabled { (words::ENABLED, ".toml") } else { (words::DISABLED, ".toml.disabled") };
    let file = format!("{}{suffix}", snippet.name);
    let is_open = RwSignal::new(false);
    let id = format!("snippet-{node}-{}", snippet.name);
    let label = say(words::on_which_node(&file, node));
    let (name, text) = (file.clone(), snippet.text);
    view! {
        <details class="folded" on:toggle=move |_| is_open.set(true)>
            <summary><code>{file}</code> " " <span class="tag">{say(word)}</span></summary>
            {move || is_open.get().then(|| view! { <Preview id=id.clone() label file=name.clone() text=text.clone()/> })}
        </details>
    }
}
