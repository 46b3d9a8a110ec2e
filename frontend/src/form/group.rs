//! Fields that are folded away: a record within the record, and what has a default.

use gateway::field::{Field, Input};
use gateway::problem::Problem;
use leptos::prelude::*;
use serde_json::Value;

use super::detail::Detail;
use super::layout::{Help, field_view};
use super::place::{id_of, id_of_folded};
use super::problems::FieldProblems;
use super::{Form, Scope};
use crate::draft;
use crate::language::{explain, say, tell};
use crate::words;

/// A record within the record.
#[component]
pub(super) fn Group(
    form: Form,
    field: &'static Field,
    of_group: &'static [Field],
    at: String,
) -> impl IntoView {
    let id = id_of(&at);
    let (help_id, problems_id) = (format!("{id}-help"), format!("{id}-problems"));
    let described_by = format!("{help_id} {problems_id}");
    let place = at.clone();
    let problems = Memo::new(move |_| form.problems_at(&place, Scope::Field));
    let keys: Vec<&'static str> = of_group.iter().map(|field| field.key).collect();
    // Who gets in is nothing to be overlooked.
    let has_secret = of_group.iter().any(|field| matches!(field.input, Input::Secret));
    let is_open = move || has_secret || form.detail.get() == Detail::All;
    let fields = of_group.iter().map(|field| field_view(form, field, &at, Help::Shown)).collect_view();
    view! {
        <details class="folded" prop:open=is_open>
            <summary>{say(field.label.clone())} <Tally form at=at.clone() keys/></summary>
            <div class="group" role="group" id=id tabindex="-1" aria-label=say(field.label.clone())
                aria-describedby=described_by>
                <p class="help" id=help_id>{explain(field.help.clone())}</p>
                <FieldProblems id=problems_id problems/>
                <div class="grid">{fields}</div>
            </div>
        </details>
    }
}

/// Fields that have a default, in a row or in the whole. They are made when somebody unfolds them: a gateway may have
/// hundreds of rows.
#[component]
pub(super) fn MoreOptions(form: Form, fields: Vec<&'static Field>, at: String, help: Help) -> impl IntoView {
    if fields.is_empty() {
        return ().into_any();
    }
    let keys: Vec<&'static str> = fields.iter().map(|field| field.key).collect();
    let was_opened = RwSignal::new(false);
    let is_made = Memo::new(move |_| was_opened.get() || form.detail.get() == Detail::All);
    let (id, parent) = (id_of_folded(&at), at.clone());
    let views = move || {
        let view = |field: &&'static Field| field_view(form, field, &parent, help);
        is_made.get().then(|| fields.iter().map(view).collect_view())
    };
    view! {
        <details class="folded" id=id prop:open=move || form.detail.get() == Detail::All
            on:toggle:target=move |event| was_opened.set(event.target().open() || was_opened.get_untracked())>
            <summary>{say(words::MORE_OPTIONS)} <Tally form at keys/></summary>
            <div class="grid">{views}</div>
        </details>
    }
    .into_any()
}

/// How many of the folded fields of the record at `at` are set, and how many have problems.
#[component]
fn Tally(form: Form, at: String, keys: Vec<&'static str>) -> impl IntoView {
    let (parent, named) = (at.clone(), keys.clone());
    let faults = Memo::new(move |_| {
        let below = form.problems_at(&parent, Scope::Below);
        let is_of = |problem: &&Problem| {
            let key = problem.at[parent.len()..].split('/').nth(1);
            key.is_some_and(|key| named.contains(&key))
        };
        below.iter().filter(is_of).count()
    });
    let given = Memo::new(move |_| {
        form.draft.with(|draft| {
            let record = draft.pointer(&at).and_then(Value::as_object);
            record.map_or(0, |record| {
                keys.iter().filter(|key| record.get(**key).is_some_and(draft::is_given)).count()
            })
        })
    });
    view! {
        <Show when=move || given.get() != 0>
            <span class="tally">{tell(move || words::set_count(given.get()))}</span>
        </Show>
        <Show when=move || faults.get() != 0>
            <span class="tally faults">{tell(move || words::fault_count(faults.get()))}</span>
        </Show>
    }
}
