//! A new form that was filled in from a snippet.

use leptos::prelude::*;

use super::kept::Kept;
use crate::adopted::use_adopted;
use crate::form::Form;
use crate::form::start::new_draft;
use crate::language::{explain, say};
use crate::words;

/// Fills a new form with the draft that was left for it, and says so. What was in the form before can come back.
#[component]
pub(super) fn TakenOver(form: Form, kept: Kept) -> impl IntoView {
    let taken = use_adopted().take(form.kind)?;
    let before = form.draft.get_untracked();
    let had_draft = kept.is_restored.get_untracked() && before != new_draft(form.kind);
    form.begin_with(taken.draft);
    let before_from = kept.secrets_from.get_untracked();
    kept.secrets_from.set(taken.secrets_from);
    kept.is_restored.set(false);
    let is_shown = RwSignal::new(true);
    let undo = move |_| {
        form.replace(before.clone());
        kept.secrets_from.set(before_from.clone());
        is_shown.set(false);
    };
    let undo = StoredValue::new(undo);
    Some(view! {
        <Show when=move || is_shown.get()>
            <div class="notice info" role="status" id="adopted">
                <p>{explain(words::adopted(&taken.file))}</p>
                {had_draft.then(|| view! {
                    <p>{explain(words::DRAFT_REPLACED)}</p>
                    <button type="button" on:click=move |event| undo.with_value(|undo| undo(event))>
                        {say(words::DRAFT_BACK)}
                    </button>
                })}
            </div>
        </Show>
    })
}
