//! Fields that are folded away: a record within the record, and what has a default.

use gateway::field::{Field, Input};
use leptos::prelude::*;

use super::detail::Detail;
use super::layout::{Help, field_view};
use super::place::id_of;
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
    let keys: Vec<String> = of_group.iter().map(|field| format!("{at}/{}", field.key)).collect();
    // Who gets in is nothing to be overlooked.
    let has_secret = of_group.iter().any(|field| matches!(field.input, Input::Secret));
    let is_open = move || has_secret || form.detail.get() == Detail::All;
    let fields = of_group.iter().map(|field| field_view(form, field, &at, Help::Shown)).collect_view();
    view! {
        <details class="folded" prop:open=is_open>
            <summary>{say(field.label.clone())} <Tally form keys/></summary>
            <div class="group" role="group" id=id tabindex="-1" aria-label=say(field.label.clone())
                aria-describedby=described_by>
                <p class="help" id=help_id>{explain(field.help.clone())}</p>
                <FieldProblems id=problems_id problems/>
                <div class="grid">{fields}</div>
            </div>
        </details>
    }
}

/// Fields that have a default, in a row or in the whole.
#[component]
pub(super) fn MoreOptions(form: Form, fields: Vec<&'static Field>, at: String, help: Help) -> impl IntoView {
    if fields.is_empty() {
        return ().into_any();
    }
    let keys: Vec<String> = fields.iter().map(|field| format!("{at}/{}", field.key)).collect();
    let fields = fields.into_iter().map(|field| field_view(form, field, &at, help)).collect_view();
    view! {
        <details class="folded" prop:open=move || form.detail.get() == Detail::All>
            <summary>{say(words::MORE_OPTIONS)} <Tally form keys/></summary>
            <div class="grid">{fields}</div>
        </details>
    }
    .into_any()
}

/// How many of the folded fields are set, and how many have problems.
#[component]
fn Tally(form: Form, keys: Vec<String>) -> impl IntoView {
    let places = keys.clone();
    let faults =
        Memo::new(move |_| places.iter().map(|at| form.problems_at(at, Scope::Below).len()).sum::<usize>());
    let given = Memo::new(move |_| {
        form.draft.with(|draft| keys.iter().filter(|at| draft::is_given(draft, at)).count())
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
