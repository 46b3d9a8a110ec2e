//! Somebody else saved meanwhile: what they changed, what you changed, what both did, and the ways out.

use gateway::changes::{FieldChange, changes};
use gateway::gateway::Gateway;
use gateway::snippet::write::write;
use gateway::text::Text;
use leptos::prelude::*;

use super::kept::Kept;
use crate::api::Tagged;
use crate::form::Form;
use crate::form::start::fields;
use crate::language::{explain, say, tell};
use crate::merge::{Choices, Conflict, Side, merge};
use crate::preview::Preview;
use crate::words;

/// The two states and what they would be together; whose work counts is the user's choice.
#[component]
pub(super) fn ConflictView(
    form: Form,
    kept: Kept,
    newest: Tagged,
    on_overwrite: Callback<()>,
    on_settled: Callback<()>,
) -> impl IntoView {
    let Tagged { saved, tag } = newest;
    let theirs = saved.gateway.clone();
    let base = kept.base.get_untracked();
    let their_changes = changes(&base, &theirs);
    let known = StoredValue::new((base, theirs));
    let choices: RwSignal<Choices> = RwSignal::new(Choices::new());
    let merged = Memo::new(move |_| {
        let fields: Vec<_> = fields(form.kind).collect();
        known.with_value(|(base, theirs)| {
            form.draft.with(|mine| choices.with(|choices| merge(&fields, base, mine, theirs, choices)))
        })
    });
    let my_changes =
        Memo::new(move |_| known.with_value(|(base, _)| form.draft.with(|mine| changes(base, mine))));
    let both = Memo::new(move |_| merged.with(|merged| merged.conflicts.clone()));
    // The newest is what the draft changes from now on.
    let build_on_newest = {
        let tag = tag.clone();
        move || {
            let theirs = known.with_value(|(_, theirs)| theirs.clone());
            form.saved.set(theirs.clone());
            kept.base.set(theirs);
            kept.tag.set(tag.clone());
        }
    };
    let (settle, give_up) = (build_on_newest.clone(), build_on_newest);
    let take_merged = move |_| {
        let merged = merged.get_untracked().draft;
        settle();
        form.change("", |draft| *draft = merged);
        on_settled.run(());
    };
    let overwrite = move |_| {
        kept.tag.set(tag.clone());
        on_overwrite.run(());
    };
    let discard = move |_| {
        give_up();
        form.replace(form.saved.get_untracked());
        kept.forget();
        on_settled.run(());
    };
    let choosing = move || {
        let conflicts = both.get();
        if conflicts.is_empty() {
            return view! { <p>{say(words::NOTHING_IN_BOTH)}</p> }.into_any();
        }
        let conflicts =
            conflicts.into_iter().map(|conflict| view! { <Choosing conflict choices/> }).collect_view();
        view! { <p><strong>{say(words::IN_BOTH)}</strong></p> {conflicts} }.into_any()
    };
    view! {
        <div class="notice error conflict" role="alert" id="conflict">
            <p><strong>{say(words::CONFLICT)}</strong></p>
            <p>{say(words::conflict(&saved.author, saved.revision))}</p>
            {choosing}
            <div class="sides">
                <Changes title=words::THEY_CHANGED changes=Signal::stored(their_changes)/>
                <Changes title=words::YOU_CHANGED changes=my_changes/>
            </div>
            <MergedSnippet draft=Signal::derive(move || merged.with(|merged| merged.draft.clone()))/>
            <details class="folded">
                <summary>{say(words::THEIRS)}</summary>
                <Preview id="newest-snippet" label=say(words::THEIRS) file=saved.file text=saved.text/>
            </details>
            <div class="actions">
                <button type="button" class="primary" on:click=take_merged>{say(words::MERGE)}</button>
                <button type="button" on:click=overwrite>{say(words::OVERWRITE)}</button>
                <button type="button" on:click=discard>{say(words::DISCARD_MINE)}</button>
            </div>
        </div>
    }
}

/// What both sides changed at one place: mine or theirs.
#[component]
fn Choosing(conflict: Conflict, choices: RwSignal<Choices>) -> impl IntoView {
    let Conflict { key, label, mine, theirs } = conflict;
    let name = format!("choice-{}", key.replace('/', "-"));
    let key = StoredValue::new(key);
    let radio = |side: Side, word: Text, value: Option<String>| {
        let is_chosen = move || {
            let chosen = choices.with(|choices| key.with_value(|key| choices.get(key).copied()));
            chosen.unwrap_or(Side::Mine) == side
        };
        let choose = move |_| {
            choices.update(|choices| {
                choices.insert(key.get_value(), side);
            });
        };
        let value = match value {
            Some(value) => view! { <code>{value}</code> }.into_any(),
            None => view! { <span class="muted">{say(words::LEFT_OUT)}</span> }.into_any(),
        };
        view! {
            <label class="check">
                <input type="radio" name=name.clone() prop:checked=is_chosen on:change=choose/>
                <span>{say(word)} ": " {value}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choosing">
            <legend>{say(label)}</legend>
            {radio(Side::Mine, words::MINE, mine)}
            {radio(Side::Theirs, words::THEIRS_SIDE, theirs)}
        </fieldset>
    }
}

/// What one side changed.
#[component]
fn Changes(title: Text, #[prop(into)] changes: Signal<Vec<FieldChange>>) -> impl IntoView {
    let items = move || {
        let items = changes.get().into_iter().map(|change| {
            let shown = |value: Option<String>| match value {
                Some(value) => view! { <code>{value}</code> }.into_any(),
                None => view! { <span class="muted">{say(words::LEFT_OUT)}</span> }.into_any(),
            };
            view! {
                <li>{say(change.label)} ": " {shown(change.before)} " → " {shown(change.after)}</li>
            }
        });
        items.collect_view()
    };
    view! {
        <details class="folded">
            <summary>{tell(move || words::with_count(&title, changes.with(Vec::len)))}</summary>
            <ul>{items}</ul>
        </details>
    }
}

/// The snippet of what was merged, or that it still has problems.
#[component]
fn MergedSnippet(draft: Signal<serde_json::Value>) -> impl IntoView {
    let read = Memo::new(move |_| draft.with(|draft| Gateway::read(draft).ok()));
    let part = move |part: fn(&Gateway) -> String| {
        Signal::derive(move || read.with(|gateway| gateway.as_ref().map(part).unwrap_or_default()))
    };
    let is_whole = Memo::new(move |_| read.with(Option::is_some));
    let shown = move || {
        if is_whole.get() {
            let (file, text) = (part(Gateway::file_name), part(write));
            view! { <Preview id="merged-snippet" label=say(words::MERGED_SNIPPET) file text/> }.into_any()
        } else {
            view! { <p>{explain(words::MERGED_PROBLEMS)}</p> }.into_any()
        }
    };
    view! {
        <details class="folded">
            <summary>{say(words::MERGED_SNIPPET)}</summary>
            {shown}
        </details>
    }
}
