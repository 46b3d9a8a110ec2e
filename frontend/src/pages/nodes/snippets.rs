//! The snippets of a node: whose each is, and its text.

use gateway::api::SnippetFile;
use gateway::api::nodes::NodeSnippet;
use gateway::check::check;
use gateway::snippet::versions::Versions;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::brought::{Waiting, use_brought};
use crate::form::problems::ProblemLine;
use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::preview::Preview;
use crate::session::use_api;
use crate::words;

/// The list, one line per snippet.
#[component]
pub(super) fn Snippets(
    node: String,
    snippets: Memo<Vec<NodeSnippet>>,
    /// Whether anybody knows what the node has.
    #[prop(into)]
    is_answering: Signal<bool>,
) -> impl IntoView {
    let key = |snippet: &NodeSnippet| (snippet.name.clone(), snippet.enabled, snippet.gateway.clone());
    let row = move |each: NodeSnippet| snippet(&node, each);
    view! {
        <Show when=move || is_answering.get() && snippets.with(Vec::is_empty)>
            <p class="muted">{say(words::NO_SNIPPETS)}</p>
        </Show>
        <For each=move || snippets.get() key children=row/>
    }
}

fn snippet(node: &str, snippet: NodeSnippet) -> impl IntoView + use<> {
    let (word, suffix) =
        if snippet.enabled { (words::ENABLED, ".toml") } else { (words::DISABLED, ".toml.disabled") };
    let file = format!("{}{suffix}", snippet.name);
    let is_open = RwSignal::new(false);
    let is_ours = snippet.gateway.is_some();
    let whose = match snippet.gateway {
        Some(resource) => {
            let address = format!("/gateways/{resource}");
            view! { <Link href=address>{say(words::of_gateway(&resource))}</Link> }.into_any()
        }
        None => view! { <span class="muted">{say(words::NOT_OURS)}</span> }.into_any(),
    };
    let (node, name, shown_file) = (node.to_owned(), snippet.name, file.clone());
    view! {
        <div class="node-snippet">
            <p>{whose}</p>
            <details class="folded" on:toggle=move |_| is_open.set(true)>
                <summary><code>{file}</code> " " <span class="tag">{say(word)}</span></summary>
                {move || is_open.get().then(|| view! {
                    <Content node=node.clone() name=name.clone() file=shown_file.clone() is_ours/>
                })}
            </details>
        </div>
    }
}

/// The text of a snippet, asked for when it is unfolded; of one that is not ours, what is wrong with it, too.
#[component]
fn Content(node: String, name: String, file: String, is_ours: bool) -> impl IntoView {
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
        let checked =
            (!is_ours).then(|| view! { <Foreign node=node.clone() name=name.clone() text=text.clone()/> });
        view! {
            {checked}
            <Preview id=id.clone() label file=file.clone() text/>
        }
    })
}

/// What is wrong with a snippet that is not ours, and the way to mend or adopt it.
#[component]
fn Foreign(node: String, name: String, text: String) -> impl IntoView {
    let brought = use_brought();
    let navigate = use_navigate();
    let file = SnippetFile { file: format!("{name}.toml"), text };
    let report = check(std::slice::from_ref(&file), Versions::default());
    // The server shows no secret: the node has it.
    let problems = report.problems.into_iter().filter(|problem| problem.code != "secret-masked");
    let problems = problems.map(|problem| {
        let line = problem.line.map(|line| view! { <span class="muted">{say(words::line(line))}</span> });
        view! { <li>{line} <ProblemLine problem/></li> }
    });
    let problems: Vec<_> = problems.collect();
    let open = move |_| {
        let SnippetFile { file, text } = file.clone();
        brought.hand_over(Waiting { file, text, node: node.clone() });
        navigate("/check", NavigateOptions::default());
    };
    view! {
        {if problems.is_empty() {
            view! { <p class="muted">{say(words::NO_PROBLEMS)}</p> }.into_any()
        } else {
            view! { <ul class="findings">{problems}</ul> }.into_any()
        }}
        <div class="actions"><button type="button" on:click=open>{say(words::OPEN_IN_CHECK)}</button></div>
    }
}
