//! The snippet, line by line: each can be asked what it does, and has what was said about it.

use gateway::explain::{Explanation, explain as explain_lines};
use leptos::prelude::*;

use super::comments::{CommentBox, CommentList, Talk};
use crate::explained::Explained;
use crate::language::say;
use crate::preview::marked;
use crate::words;

/// The lines of a snippet.
#[component]
pub(super) fn Lines(file: String, text: String, talk: Option<Talk>) -> impl IntoView {
    let explanations = explain_lines(&text);
    let rows = text.lines().enumerate().map(|(index, line)| {
        let number = index + 1;
        let about = u32::try_from(number).unwrap_or(u32::MAX);
        let of_line = |it: &&Explanation| it.line <= about && about <= it.end_line;
        let explanations = explanations.iter().filter(of_line).cloned().collect();
        view! { <Line number text=line.to_owned() explanations talk=talk.clone()/> }
    });
    view! {
        <p class="muted screen-only">{say(words::LINES_HOW)}</p>
        <ol class="review-lines coloured" id="review-lines" aria-label=file>{rows.collect_view()}</ol>
    }
}

#[component]
fn Line(number: usize, text: String, explanations: Vec<Explanation>, talk: Option<Talk>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let about = u32::try_from(number).ok();
    let said = talk.clone().map(|talk| {
        let comments = talk.at(about);
        view! { <CommentList talk comments/> }
    });
    let opened = move || {
        is_open.get().then(|| {
            let explained = explanations.iter().cloned();
            let explained = explained.map(|explanation| view! { <Explained explanation/> }).collect_view();
            let typing = talk.clone().map(|talk| {
                view! { <CommentBox talk line=about label=words::comment_on_line(number)/> }
            });
            view! { <div class="at-line explained">{explained}{typing}</div> }
        })
    };
    view! {
        <li id=format!("line-{number}")>
            <button type="button" class="review-line" aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                <span class="visually-hidden">{say(words::line_number(number))}": "</span>
                <span class="number" aria-hidden="true">{number}</span>
                <code>{marked(&text)}</code>
            </button>
            {opened}
            {said}
        </li>
    }
}
