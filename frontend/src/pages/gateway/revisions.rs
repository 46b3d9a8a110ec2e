//! Every revision of a gateway, any two of which can be compared.

use gateway::api::Revision;
use gateway::text::Text;
use leptos::prelude::*;

use crate::language::{say, tell, use_language};
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::locale::{Ago, Now, exact};
use crate::session::use_api;
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

/// The two revisions to be compared.
#[derive(Clone, Copy)]
struct Between {
    from: RwSignal<u32>,
    to: RwSignal<u32>,
}

fn list(resource: &str, mut revisions: Vec<Revision>) -> impl IntoView + use<> {
    revisions.sort_by_key(|revision| std::cmp::Reverse(revision.revision));
    let newest = revisions.first().map_or(1, |revision| revision.revision);
    let before = revisions.get(1).map_or(newest, |revision| revision.revision);
    let between = Between { from: RwSignal::new(before), to: RwSignal::new(newest) };
    let is_comparable = revisions.len() > 1;
    let now = Now::start();
    let of_resource = resource.to_owned();
    let rows = revisions.into_iter().map(move |revision| {
        let is_newest = newest == revision.revision;
        row(&of_resource, revision, is_newest, is_comparable.then_some(between), now)
    });
    let rows = rows.collect_view();
    let choosing = is_comparable.then(|| {
        view! {
            <th scope="col" class="pick">{say(words::COMPARE_FROM)}</th>
            <th scope="col" class="pick">{say(words::COMPARE_TO)}</th>
        }
    });
    view! {
        <table class="cards revisions" aria-labelledby="revisions-title">
            <thead><tr>
                {choosing}
                <th scope="col">{say(words::REVISION)}</th>
                <th scope="col">{say(words::SAVED_BY)}</th>
                <th scope="col">{say(words::SAVED_AT)}</th>
                <th scope="col">{say(words::MESSAGE)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {is_comparable.then(|| view! { <Comparing resource=resource.to_owned() between/> })}
    }
}

fn row(
    resource: &str,
    revision: Revision,
    is_newest: bool,
    between: Option<Between>,
    now: Now,
) -> impl IntoView + use<> {
    let Revision { revision: number, author, saved_at, message, removed, .. } = revision;
    let address = format!("/gateways/{resource}/revisions/{number}");
    let language = use_language();
    let (exactly, is_silent) = (saved_at.clone(), message.is_empty());
    let choosing = between.map(|Between { from, to }| {
        view! {
            {choice("compare-from", words::COMPARE_FROM, words::from_revision(number), from, number)}
            {choice("compare-to", words::COMPARE_TO, words::to_revision(number), to, number)}
        }
    });
    view! {
        <tr>
            {choosing}
            <th scope="row">
                <Link href=address attr:aria-label=say(words::view_revision(number))>
                    <span class="revision">{number}</span>
                </Link>
                {is_newest.then(|| view! { " " <span class="tag">{say(words::NEWEST)}</span> })}
                {removed.then(|| view! { " " <span class="tag">{say(words::REMOVED)}</span> })}
            </th>
            <td><span class="cell-name">{say(words::SAVED_BY)}</span> <span>{author}</span></td>
            <td>
                <span class="cell-name">{say(words::SAVED_AT)}</span>
                <span>
                    <Ago at=saved_at now/>
                    <span class="exact muted">{move || exact(language.get(), &exactly)}</span>
                </span>
            </td>
            <td class:silent=is_silent>
                <span class="cell-name">{say(words::MESSAGE)}</span>
                <span class="said-of-it">{message}</span>
            </td>
        </tr>
    }
}

/// A revision in one of the two columns.
fn choice(
    group: &'static str,
    column: Text,
    name: Text,
    chosen: RwSignal<u32>,
    number: u32,
) -> impl IntoView {
    view! {
        <td class="pick">
            <span class="cell-name" aria-hidden="true">{say(column)}</span>
            <span><input type="radio" name=group value=number.to_string() aria-label=say(name)
                prop:checked=move || chosen.get() == number on:change=move |_| chosen.set(number)/></span>
        </td>
    }
}

/// The way to the comparison of what is chosen.
#[component]
fn Comparing(resource: String, between: Between) -> impl IntoView {
    let Between { from, to } = between;
    let is_same = Memo::new(move |_| from.get() == to.get());
    let address = StoredValue::new(resource);
    let address = move || {
        address.with_value(|resource| {
            format!("/gateways/{resource}/compare?from={}&to={}", from.get(), to.get())
        })
    };
    view! {
        <div class="comparing screen-only" role="group" aria-label=say(words::COMPARE)>
            <Show when=move || !is_same.get()>
                <Link href=address attr:class="button">{say(words::COMPARE)}</Link>
            </Show>
            <span class="muted" role="status">{tell(move || {
                if is_same.get() { words::COMPARE_TWO } else { words::compare_what(from.get(), to.get()) }
            })}</span>
        </div>
    }
}
