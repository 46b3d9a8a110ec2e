//! A chapter of Help.

mod blocks;
mod code;
mod parameters;

use gateway::help::TOPICS;
use gateway::help::chapters::{CHAPTERS, Chapter};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::language::{explain, say};
use crate::link::Link;
use crate::shell::heading;
use crate::words;

/// The chapter, the chapter after it, and the problems that belong to it.
pub(super) fn chapter(chapter: &'static Chapter) -> impl IntoView {
    go_to_section();
    let place = CHAPTERS.iter().position(|each| each.name == chapter.name).unwrap_or_default();
    let next = CHAPTERS.get(place + 1).map(|next| {
        view! {
            <p class="help-next">
                <Link href=address(next)>{say(words::NEXT_CHAPTER)} ": " {say(next.title.clone())}</Link>
            </p>
        }
    });
    view! {
        <div class="help-chapter">
            <nav class="help-chapters" aria-labelledby="chapters-title">
                <h2 id="chapters-title">{say(words::CHAPTERS)}</h2>
                <ol>{CHAPTERS.iter().map(|each| listed(each, chapter)).collect_view()}</ol>
                <p><Link href="/help" exact=true>{say(words::ALL_HELP)}</Link></p>
            </nav>
            <article class="help-text">
                {heading(chapter.title.clone())}
                <p class="muted">{say(chapter.about.clone())}</p>
                {blocks::blocks(chapter.blocks())}
                {problems(chapter)}
                {next}
            </article>
        </div>
    }
}

/// Leads to the heading that the address names, once it is there.
fn go_to_section() {
    let hash = use_location().hash;
    Effect::new(move |_| {
        let id = hash.get().trim_start_matches('#').to_owned();
        request_animation_frame(move || {
            let heading = document().get_element_by_id(&id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if let Some(heading) = heading {
                // A heading with a tabindex takes the focus, and the page scrolls there.
                let _ = heading.focus();
            }
        });
    });
}

fn listed(each: &'static Chapter, shown: &Chapter) -> impl IntoView + use<> {
    let current = (each.name == shown.name).then_some("page");
    view! { <li><Link href=address(each) attr:aria-current=current>{say(each.title.clone())}</Link></li> }
}

/// The pages of the topics that go into detail, folded: there may be forty.
fn problems(chapter: &Chapter) -> impl IntoView + use<> {
    let topics = TOPICS.iter().filter(|topic| chapter.topics.contains(&topic.name));
    let folded = topics.map(|topic| {
        let pages = topic.pages.iter().map(|page| {
            view! { <li><Link href=super::address(page)>{explain(page.title.clone())}</Link></li> }
        });
        view! {
            <details class="folded">
                <summary>{say(words::problems_of(&topic.title, topic.pages.len()))}</summary>
                <ul>{pages.collect_view()}</ul>
            </details>
        }
    });
    let folded = folded.collect_view();
    (!chapter.topics.is_empty()).then(|| view! { <h2>{say(words::IN_DETAIL)}</h2> {folded} })
}

/// Where a chapter is.
pub(super) fn address(chapter: &Chapter) -> String {
    format!("/help/{}", chapter.name)
}
