//! Every revision of a gateway.

use gateway::api::Revision;
use gateway::text::Text;
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::session::use_api;
use crate::status::Time;
use crate::words;

/// The list of revisions, the newest first.
#[component]
pub(super) fn Revisions(resource: String) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let revisions = ask(move || {
        let resource = asked.clone();
        async move { api.list_revisions(&resource).await }
    });
    view! {
        <section aria-labelledby="revisions-title">
            <h2 id="revisions-title">{say(words::REVISIONS)}</h2>
            {shown(revisions, move |revisions| list(&resource, revisions))}
        </section>
    }
}

fn list(resource: &str, mut revisions: Vec<Revision>) -> impl IntoView + use<> {
    revisions.sort_by_key(|revision| std::cmp::Reverse(revision.revision));
    let numbers: Vec<u32> = revisions.iter().map(|revision| revision.revision).collect();
    let newest = numbers.first().copied();
    let rows = revisions.into_iter().map(|revision| {
        let address = format!("/gateways/{resource}/revisions/{}", revision.revision);
        let is_newest = newest == Some(revision.revision);
        view! {
            <li>
                <Link href=address attr:aria-label=say(words::view_revision(revision.revision))>
                    <span class="revision">{revision.revision}</span>
                </Link>
                <span>{revision.author}</span>
                <span class="muted"><Time at=revision.saved_at/></span>
                {is_newest.then(|| view! { <span class="tag">{say(words::NEWEST)}</span> })}
                {revision.removed.then(|| view! { <span class="tag">{say(words::REMOVED)}</span> })}
                {(!revision.message.is_empty()).then(|| view! { <p class="said-of-it">{revision.message}</p> })}
            </li>
        }
    });
    let rows = rows.collect_view();
    let is_comparable = numbers.len() > 1;
    view! {
        {is_comparable.then(|| view! { <Comparing resource=resource.to_owned() numbers/> })}
        <ol class="plain-list revisions">{rows}</ol>
    }
}

/// Any two revisions, to be compared.
#[component]
fn Comparing(resource: String, numbers: Vec<u32>) -> impl IntoView {
    let newest = numbers.first().copied().unwrap_or(1);
    let (from, to) = (RwSignal::new(numbers.get(1).copied().unwrap_or(newest)), RwSignal::new(newest));
    let select = |id: &'static str, label: Text, chosen: RwSignal<u32>| {
        let options = numbers.iter().copied().map(|number| {
            view! { <option value=number.to_string() selected=move || chosen.get() == number>{number}</option> }
        });
        let options = options.collect_view();
        view! {
            <label for=id>{say(label)}</label>
            <select id=id on:change:target=move |event| {
                chosen.set(event.target().value().parse().unwrap_or(newest));
            }>{options}</select>
        }
    };
    let from_select = select("compare-from", words::COMPARE_FROM, from);
    let to_select = select("compare-to", words::COMPARE_TO, to);
    let address = move || format!("/gateways/{resource}/compare?from={}&to={}", from.get(), to.get());
    view! {
        <div class="comparing screen-only" role="group" aria-label=say(words::COMPARE)>
            {from_select}
            {to_select}
            <Link href=address attr:class="button">{say(words::COMPARE)}</Link>
        </div>
    }
}
