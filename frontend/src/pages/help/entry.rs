//! What Help says of one code; and the chapters, which have addresses of the same form.

use gateway::help::{self, Page, Topic, chapters};
use leptos::prelude::*;

use super::address;
use super::chapter::{self, chapter};
use crate::language::{explain, say};
use crate::link::Link;
use crate::shell::{Heading, heading};
use crate::words;

/// What is said of a code, and where its topic goes on.
#[component]
pub(crate) fn HelpEntry(code: String) -> impl IntoView {
    match (help::find(&code), chapters::find(&code)) {
        (Some((topic, page)), _) => entry(topic, page).into_any(),
        (None, Some(found)) => chapter(found).into_any(),
        (None, None) => unknown(&code).into_any(),
    }
}

fn entry(topic: &'static Topic, page: &'static Page) -> impl IntoView {
    view! {
        <p><Link href="/help">{say(words::ALL_HELP)}</Link></p>
        <Heading title=say(words::without_marks(&page.title))/>
        <p class="muted">{say(words::CODE)}": "<code>{page.code}</code></p>
        <section class="prose">
            <h2>{say(words::WHY)}</h2>
            <p>{explain(page.why.clone())}</p>
        </section>
        <section class="prose">
            <h2>{say(words::REMEDY)}</h2>
            <p>{explain(page.remedy.clone())}</p>
        </section>
        {chapters::of_topic(topic.name).map(|of| view! {
            <p>{say(words::CHAPTER)} ": " <Link href=chapter::address(of)>{say(of.title.clone())}</Link></p>
        })}
        {neighbours(topic, page)}
    }
}

/// The pages of the same topic.
fn neighbours(topic: &'static Topic, shown: &'static Page) -> impl IntoView {
    let items = topic.pages.iter().map(|page| {
        let link = if page.code == shown.code {
            view! { <span aria-current="true">{explain(page.title.clone())}</span> }.into_any()
        } else {
            view! { <Link href=address(page)>{explain(page.title.clone())}</Link> }.into_any()
        };
        view! { <li>{link}<code class="muted">{page.code}</code></li> }
    });
    view! {
        <nav class="topic" aria-labelledby="topic">
            <h2 id="topic">{say(topic.title.clone())}</h2>
            <ul class="plain-list">{items.collect_view()}</ul>
        </nav>
    }
}

fn unknown(code: &str) -> impl IntoView {
    view! {
        {heading(words::NO_HELP)}
        <p>{explain(words::no_such_code(code))}</p>
        <p><Link href="/help">{say(words::ALL_HELP)}</Link></p>
    }
}
