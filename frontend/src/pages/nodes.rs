//! The nodes, and which snippets each has.

use gateway::api::nodes::{NodeRow, NodeSnippet, Reach};
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{Latest, ask, entries, follow, part, shown};
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
        reach @ (Reach::Directory | Reach::Local | Reach::Ssh) => {
            view! { <span class="tag">{say(words::reach(reach))}</span> }.into_any()
        }
    };
    let error = node.error.map(|error| {
        view! { <p class="notice error"><strong>{say(words::ERROR)}": "</strong>{say(error)}</p> }
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

fn snippet(node: &str, snippet: NodeSnippet) -> impl IntoView + use<> {
    let (word, suffix) =
        if snippet.enabled { (words::ENABLED, ".toml") } else { (words::DISABLED, ".toml.disabled") };
    let file = format!("{}{suffix}", snippet.name);
    let is_open = RwSignal::new(false);
    let (node, name, shown_file) = (node.to_owned(), snippet.name, file.clone());
    view! {
        <details class="folded" on:toggle=move |_| is_open.set(true)>
            <summary><code>{file}</code> " " <span class="tag">{say(word)}</span></summary>
            {move || is_open.get().then(|| view! {
                <Content node=node.clone() name=name.clone() file=shown_file.clone()/>
            })}
        </details>
    }
}

/// The text of a snippet, asked for when it is unfolded.
#[component]
fn Content(node: String, name: String, file: String) -> impl IntoView {
    let api = use_api();
    let asked = node.clone();
    let snippets = ask(move || {
        let node = asked.clone();
        async move { api.list_snippets(&node).await }
    });
    let id = format!("snippet-{node}-{name}");
    let label = say(words::on_which_node(&file, &node));
    shown(snippets, move |snippets| {
        let found = snippets.into_iter().find(|snippet| snippet.name == name);
        let text = found.map(|snippet| snippet.text).unwrap_or_default();
        view! { <Preview id=id.clone() label file=file.clone() text/> }
    })
}
