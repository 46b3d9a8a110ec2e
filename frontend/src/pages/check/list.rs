//! The files on the page, and those that were found and are not read.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::desk::Desk;
use super::files::PassedOver;
use super::tally::Tally;
use crate::language::{explain, say, tell};
use crate::words;

/// More of the files that are not read are only counted.
const MOST_LISTED: usize = 50;

/// The files to choose from, where there are several.
#[component]
pub(super) fn FileList(desk: Desk) -> impl IntoView {
    let names = Memo::new(move |_| desk.files.with(|files| files.keys().cloned().collect::<Vec<_>>()));
    let tallies = Memo::new(move |_| {
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        desk.checked.with(|checked| {
            for problem in &checked.report.problems {
                if let Some(file) = &problem.file {
                    tallies.entry(file.clone()).or_default().add(problem.severity);
                }
            }
        });
        tallies
    });
    let file = move |name: String| {
        let (of_tally, of_chosen) = (name.clone(), name.clone());
        let tally =
            Memo::new(move |_| tallies.with(|tallies| tallies.get(&of_tally).copied().unwrap_or_default()));
        let is_chosen = Memo::new(move |_| desk.chosen.with(|chosen| *chosen == of_chosen));
        let shown = name.clone();
        view! {
            <li>
                <button type="button" class="quiet check-file"
                    aria-current=move || is_chosen.get().then_some("true")
                    on:click=move |_| desk.choose(&name)>
                    <code>{shown}</code>
                    <span class=move || format!("tally {}", tally_class(tally.get()))>
                        {tell(move || words::tally(tally.get()))}
                    </span>
                </button>
            </li>
        }
    };
    let remove_all = move |_| {
        desk.passed_over.set(Vec::new());
        desk.change(words::ALL_REMOVED, |state| state.files.clear());
    };
    view! {
        <Show when=move || names.with(|names| names.len() > 1)>
            <section class="check-files" aria-labelledby="check-files-title">
                <div class="page-head">
                    <h2 id="check-files-title">{tell(move || words::file_count(names.with(Vec::len)))}</h2>
                    <button type="button" class="small" on:click=remove_all>{say(words::REMOVE_ALL)}</button>
                </div>
                <ul><For each=move || names.get() key=Clone::clone children=file/></ul>
            </section>
        </Show>
    }
}

/// Colour and symbol of a count.
fn tally_class(tally: Tally) -> &'static str {
    match tally {
        Tally { errors: 1.., .. } => "faults",
        Tally { warnings: 1.., .. } => "doubts",
        Tally { notes: 1.., .. } => "notes",
        Tally { .. } => "fine",
    }
}

/// Files that the daemon would not read, each with the reason.
#[component]
pub(super) fn PassedOverList(desk: Desk) -> impl IntoView {
    let passed_over = Memo::new(move |_| desk.passed_over.get());
    move || {
        let passed_over = passed_over.get();
        if passed_over.is_empty() {
            return ().into_any();
        }
        let (refused, others): (Vec<_>, Vec<_>) =
            passed_over.into_iter().partition(|(_, why)| *why == PassedOver::NotUtf8);
        let item = |(name, why): (String, PassedOver)| {
            view! { <li><code>{name}</code> " " <span class="muted">{explain(words::passed_over(why))}</span></li> }
        };
        let count = others.len();
        let further = count.saturating_sub(MOST_LISTED);
        let items = others.into_iter().take(MOST_LISTED).map(item).collect_view();
        let refused = (!refused.is_empty()).then(|| {
            let items = refused.into_iter().map(item).collect_view();
            view! {
                <div class="notice error" id="check-refused">
                    <p>
                        <span aria-hidden="true">"✕ "</span>
                        <strong>{say(words::ERROR)}": "</strong>
                        {explain(words::REFUSED_FILES)}
                    </p>
                    <ul>{items}</ul>
                </div>
            }
        });
        let others = (count > 0).then(|| {
            view! {
                <details class="folded" id="check-passed-over">
                    <summary>{say(words::passed_over_count(count))}</summary>
                    <ul class="plain-list">
                        {items}
                        {(further > 0).then(|| view! { <li class="muted">{say(words::further(further))}</li> })}
                    </ul>
                </details>
            }
        });
        view! { {refused}{others} }.into_any()
    }
}
