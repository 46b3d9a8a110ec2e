//! Help: chapters, and what every problem is about, by topic; with a search over all of it.
//!
//! All of it is in the bundle, so it needs no server and nobody to be signed in.

mod chapter;
pub(crate) mod entry;
mod search;

use gateway::help::chapters::{CHAPTERS, Chapter};
use gateway::help::{Page, TOPICS, Topic};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use crate::language::{explain, say, tell, use_language};
use crate::link::Link;
use crate::shell::heading;
use crate::words;
use search::Index;

/// The list of all pages.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    // The address keeps what was searched for, so that the way back from a page leads to the same list.
    let silently = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (asked, ask) = query_signal_with_options::<String>("q", silently);
    let wanted = RwSignal::new(asked.get_untracked().unwrap_or_default());
    let language = use_language();
    let index = StoredValue::new(Index::new(language.get_untracked()));
    let found = Memo::new(move |_| {
        let language = language.get();
        if !index.with_value(|index| index.is_in(language)) {
            index.set_value(Index::new(language));
        }
        index.with_value(|index| index.find(&wanted.get()))
    });
    let search = move |event| {
        let text = event_target_value(&event);
        ask.set(Some(text.clone()).filter(|text| !text.is_empty()));
        wanted.set(text);
    };
    let count = tell(move || words::pages_found(found.with(Vec::len)));
    view! {
        {heading(words::HELP)}
        <p class="prose">{say(words::HELP_WHAT)}</p>
        <search class="help-search">
            <label for="help-search">{say(words::SEARCH_HELP)}</label>
            <input type="search" id="help-search" autocomplete="off" spellcheck="false" prop:value=wanted on:input=search/>
            <p class="muted" role="status">{count}</p>
        </search>
        {chapters(found)}
        <div class="topics">{TOPICS.map(|topic| listed(topic, found)).into_iter().collect_view()}</div>
    }
}

/// The chapters that were found.
fn chapters(found: Memo<Vec<&'static str>>) -> impl IntoView {
    let is_found = move |chapter: &Chapter| found.with(|found| found.contains(&chapter.name));
    let items = CHAPTERS.iter().map(|each| {
        view! {
            <li hidden=move || !is_found(each)>
                <Link href=chapter::address(each)>{say(each.title.clone())}</Link>
                <p class="muted">{say(each.about.clone())}</p>
            </li>
        }
    });
    view! {
        <section class="topic contents" aria-labelledby="contents" hidden=move || !CHAPTERS.iter().any(is_found)>
            <h2 id="contents">{say(words::CHAPTERS)}</h2>
            <ol>{items.collect_view()}</ol>
        </section>
        <h2 hidden=move || found.with(|found| found.iter().all(|name| gateway::help::chapters::find(name).is_some()))>
            {say(words::BY_PROBLEM)}
        </h2>
    }
}

/// A topic with those of its pages that were found.
fn listed(topic: &'static Topic, found: Memo<Vec<&'static str>>) -> impl IntoView {
    let is_found = move |page: &Page| found.with(|found| found.contains(&page.code));
    let is_empty = move || !topic.pages.iter().any(is_found);
    let items = topic.pages.iter().map(|page| {
        view! {
            <li hidden=move || !is_found(page)>
                <Link href=address(page)>{explain(page.title.clone())}</Link>
                <code class="muted">{page.code}</code>
            </li>
        }
    });
    let id = format!("topic-{}", topic.name);
    view! {
        <section class="topic" aria-labelledby=id hidden=is_empty>
            <h3 id=id.clone()>{say(topic.title.clone())}</h3>
            <ul class="plain-list">{items.collect_view()}</ul>
        </section>
    }
}

fn address(page: &Page) -> String {
    format!("/help/{}", page.code)
}
