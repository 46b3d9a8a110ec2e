//! Undo and redo, by buttons and by keys.

use gateway::text::Text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::form::Form;
use crate::form::place::{go_to, name_of};
use crate::language::{say, tell};
use crate::words;

/// What was undone or done again last.
pub(super) type Said = RwSignal<Option<Text>>;

/// The buttons, and what they did.
#[component]
pub(super) fn Steps(form: Form, said: Said) -> impl IntoView {
    // They stay where they are while nothing is left to undo: a button that vanished would take the focus with it.
    let undo_is_idle = move || if form.can_undo() { "false" } else { "true" };
    let redo_is_idle = move || if form.can_redo() { "false" } else { "true" };
    view! {
        <div class="steps-back">
            <button type="button" class="quiet" aria-disabled=undo_is_idle title=say(words::UNDO_KEYS)
                on:click=move |_| step(form, Direction::Back, said).map_or((), drop)>
                <span aria-hidden="true">"↶ "</span>{say(words::UNDO)}
            </button>
            <button type="button" class="quiet" aria-disabled=redo_is_idle title=say(words::REDO_KEYS)
                on:click=move |_| step(form, Direction::Forth, said).map_or((), drop)>
                <span aria-hidden="true">"↷ "</span>{say(words::REDO)}
            </button>
            <span role="status" class="said">{tell(move || said.get().unwrap_or(words::NOTHING))}</span>
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

/// Goes a step and says so; gives its place.
fn step(form: Form, direction: Direction, said: Said) -> Option<String> {
    let at = match direction {
        Direction::Back => form.undo(),
        Direction::Forth => form.redo(),
    }?;
    let name = if at.is_empty() { words::WHOLE_FORM } else { name_of(form.kind, &at) };
    said.set(Some(match direction {
        Direction::Back => words::undone(&name),
        Direction::Forth => words::redone(&name),
    }));
    Some(at)
}

/// Answers Ctrl-Z, Ctrl-Shift-Z and Ctrl-Y, or the same with the command key, within the form.
///
/// The browser's own undo knows one input at a time, and nothing of rows; so it steps back, but in what is no field of the
/// draft.
pub(super) fn answer_keys(form: Form, said: Said, event: &KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    let direction = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Direction::Back,
        ("z", true) | ("y", false) => Direction::Forth,
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| target.closest("[data-own-undo]").ok().flatten().is_some()) {
        return;
    }
    event.prevent_default();
    if let Some(at) = step(form, direction, said)
        && !at.is_empty()
    {
        // What was changed has to be seen, and the field with the focus may be gone.
        request_animation_frame(move || go_to(&at));
    }
}
