//! The command palette: every page, gateway and action, found by typing a few letters.

pub(crate) mod dialog;
mod entry;
mod gateways;
mod help;
mod rank;
mod recent;
mod view;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, KeyboardEvent};

use crate::language::say;
use crate::parts::{Overlay, Page, Parted};
use crate::words;

/// The palette, as everything else knows it.
#[derive(Clone, Copy)]
pub(crate) struct PaletteOpening(RwSignal<Option<String>>);

impl PaletteOpening {
    /// Opens the palette with this typed already.
    pub(crate) fn open(self, typed: String) {
        self.0.set(Some(typed));
    }
}

/// Gives every component below the way to open the palette.
pub(crate) fn provide_palette() {
    provide_context(PaletteOpening(RwSignal::new(None)));
}

/// The button, and the keys Ctrl and K (⌘ and K): both open the dialog, which is fetched when that is asked for first.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let PaletteOpening(opening) = expect_context();
    let is_wanted =
        Memo::new(move |before: Option<&bool>| before == Some(&true) || opening.with(Option::is_some));
    let pressed = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let is_ours = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if !is_ours || !event.key().eq_ignore_ascii_case("k") {
            return;
        }
        if let Some(dialog) = find_open() {
            event.prevent_default();
            dialog.close();
        } else if !is_asking() {
            event.prevent_default();
            opening.set(Some(String::new()));
        }
    });
    on_cleanup(move || pressed.remove());
    view! {
        <button type="button" class="palette-button" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| opening.set(Some(String::new()))>
            <span>{say(words::FIND)}</span> " " <kbd aria-hidden="true">"Ctrl K"</kbd>
        </button>
        <Show when=move || is_wanted.get()><Parted page=Page::Overlay(Overlay::Palette)/></Show>
    }
}

/// The dialog, while it is open.
fn find_open() -> Option<HtmlDialogElement> {
    document().query_selector("dialog.palette[open]").ok()??.dyn_into().ok()
}

/// Whether a dialog asks something already: what is typed there is for it.
pub(crate) fn is_asking() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
