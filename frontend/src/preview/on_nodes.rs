//! A snippet against what each node has under the same name.

use gateway::api::nodes::NodeRow;
use leptos::prelude::*;

use super::compared::Compared;
use crate::language::say;
use crate::latest::{ask, shown};
use crate::session::use_api;
use crate::words;

/// Each node with the difference.
#[component]
pub(super) fn OnNodes(file: Signal<String>, text: Signal<String>) -> impl IntoView {
    let api = use_api();
    let nodes = ask(move || async move { api.list_nodes().await });
    view! {
        <p class="muted">{say(words::AS_NODES_HOW)}</p>
        {shown(nodes, move |nodes| {
            if nodes.is_empty() {
                return view! { <p class="muted">{say(words::NO_NODES_YET)}</p> }.into_any();
            }
            let each = nodes.into_iter().map(|node| view! { <OnNode node file text/> }).collect_view();
            view! { <ul class="plain-list on-nodes">{each}</ul> }.into_any()
        })}
    }
}

#[component]
fn OnNode(node: NodeRow, file: Signal<String>, text: Signal<String>) -> impl IntoView {
    let api = use_api();
    let name = node.name;
    let asked = name.clone();
    let snippets = ask(move || {
        let node = asked.clone();
        async move { api.list_snippets(&node).await }
    });
    let label = say(words::compared_with(&name));
    view! {
        <li class="on-node-snippet">
            <h3>{name}</h3>
            {shown(snippets, move |snippets| {
                let wanted = file.get();
                let there = snippets.into_iter().find(|it| wanted.strip_suffix(".toml") == Some(&*it.name));
                match there {
                    Some(found) => {
                        let before = Signal::stored(found.text);
                        let disabled = (!found.enabled).then(|| view! { <span class="tag">{say(words::DISABLED)}</span> });
                        view! { {disabled} <Compared before after=text label/> }.into_any()
                    }
                    None => view! { <p class="muted">{say(words::NOT_THERE)}</p> }.into_any(),
                }
            })}
        </li>
    }
}
