//! The value that takes the place of a field left out: shown as such, and given back to a field that was typed over.

use gateway::field::Absent;
use leptos::prelude::*;

use super::entry::Control;
use super::place::focus_soon;
use crate::language::say;
use crate::words;

/// Below an empty field, what its value is made of; below one that was typed over, the way back.
#[component]
pub(super) fn DerivedMark(control: Control) -> impl IntoView {
    let Control { field, text, .. } = control.clone();
    // What has a default shows it as its placeholder already.
    let (basis, back) = match field.absent {
        Absent::Missing | Absent::LeftOut => return ().into_any(),
        Absent::Default(value) => (None, words::back_to(value)),
        Absent::Derived => (field.basis().map(|basis| words::derived_from(&basis)), words::BACK_TO_DERIVED),
    };
    let is_derived = Memo::new(move |_| text.with(String::is_empty));
    let control = StoredValue::new(control);
    let mark = move || {
        if is_derived.get() {
            let basis = basis.clone().map(|basis| {
                view! { <p class="derived"><span aria-hidden="true">"⚙ "</span>{say(basis)}</p> }
            });
            return basis.into_any();
        }
        let give_back = move |_| {
            control.with_value(|control| {
                control.give("");
                focus_soon(control.id.clone());
            });
        };
        view! {
            <p class="derived">
                <button type="button" class="as-link" on:click=give_back>
                    <span aria-hidden="true">"↺ "</span>{say(back.clone())}
                    <span class="visually-hidden">" ("{say(field.label.clone())}")"</span>
                </button>
            </p>
        }
        .into_any()
    };
    mark.into_any()
}
