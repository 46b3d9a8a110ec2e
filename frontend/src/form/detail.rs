//! How much of a form is unfolded: what decides who gets in, or everything.

use leptos::prelude::*;

use super::Form;
use crate::language::say;
use crate::storage;
use crate::words;

const KEY: &str = "builder.detail";
const ALL: &str = "all";

/// How much is unfolded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// What must be chosen, and what decides who gets in.
    Simple,
    /// Everything.
    All,
}

/// What the user chose last.
pub(super) fn remembered() -> Detail {
    if storage::find(KEY).as_deref() == Some(ALL) { Detail::All } else { Detail::Simple }
}

/// Chooses between the two, for this form and for the next ones.
#[component]
pub(crate) fn DetailChoice(form: Form) -> impl IntoView {
    let choose = move |detail: Detail| {
        form.detail.set(detail);
        match detail {
            Detail::Simple => storage::forget(KEY),
            Detail::All => storage::keep(KEY, ALL),
        }
    };
    let button = move |detail: Detail, word| {
        let is_chosen = move || if form.detail.get() == detail { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=is_chosen on:click=move |_| choose(detail)>{say(word)}</button>
        }
    };
    view! {
        <div class="either" role="group" aria-label=say(words::DETAIL)>
            {button(Detail::Simple, words::SIMPLE)}
            {button(Detail::All, words::ALL_OPTIONS)}
        </div>
    }
}
