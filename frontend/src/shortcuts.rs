//! Keyboard shortcuts: what single keys do outside fields, and the list of them.
//!
//! Speech input types letters that nobody meant as commands, so that they can be switched off (WCAG 2.1.4).

mod keys;
pub(crate) mod list;

use gateway::api::people::Role;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::language::use_language;
use crate::palette::{PaletteOpening, is_asking};
use crate::parts::{Overlay, Page, Parted};
use crate::places::OpenTo;
use crate::session::use_visit;
use crate::{storage, words};
use keys::{Command, Pressed};

const KEY: &str = "single-keys";

/// The list of shortcuts, as everything else knows it.
#[derive(Clone, Copy)]
pub(crate) struct ListOfShortcuts {
    /// How often it was asked for.
    wishes: RwSignal<u32>,
    /// Whether single keys do anything.
    is_on: RwSignal<bool>,
}

impl ListOfShortcuts {
    /// Lets single keys do what they stand for, or leaves them to the browser.
    fn switch(self, on: bool) {
        self.is_on.set(on);
        storage::keep(KEY, if on { "on" } else { "off" });
    }

    /// Shows the list.
    pub(crate) fn open(self) {
        self.wishes.update(|wishes| *wishes += 1);
    }
}

/// Gives every component below the way to open the list.
pub(crate) fn provide_shortcuts() {
    let is_on = RwSignal::new(storage::find(KEY).as_deref() != Some("off"));
    provide_context(ListOfShortcuts { wishes: RwSignal::new(0), is_on });
}

/// Does what keys stand for, and shows the list of them where that is asked for.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let list: ListOfShortcuts = expect_context();
    let is_on = list.is_on;
    let palette = expect_context::<PaletteOpening>();
    let pressed = StoredValue::new(Pressed::default());
    let (visit, language) = (use_visit(), use_language());
    let navigate = use_navigate();
    let is_open_to = move |page: OpenTo| visit.who.with_untracked(|who| page.includes(who));
    // Says whether it did anything: otherwise the key is the browser's.
    let carry_out = move |command: Command| match command {
        Command::List => {
            list.open();
            true
        }
        Command::Search => focus_search(),
        Command::New if is_open_to(OpenTo::Role(Role::Operator)) => {
            palette.open(words::SHORTCUT_TYPED.in_language(language.get_untracked()).to_owned());
            true
        }
        Command::Go(place) if is_open_to(place.open_to) => {
            navigate(place.path, NavigateOptions::default());
            true
        }
        Command::New | Command::Go(_) => false,
    };
    let listening = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if !is_on.get_untracked() || is_for_something_else(&event) {
            pressed.set_value(Pressed::default());
            return;
        }
        let (key, now) = (event.key(), js_sys::Date::now());
        let command = pressed.try_update_value(|pressed| pressed.take(&key, now)).flatten();
        if command.is_some_and(&carry_out) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listening.remove());
    let is_wanted = Memo::new(move |_| list.wishes.get() > 0);
    view! { <Show when=move || is_wanted.get()><Parted page=Page::Overlay(Overlay::Shortcuts)/></Show> }
}

/// Whether a key is none of ours: it belongs to the browser, to a field, or to a dialog.
fn is_for_something_else(event: &KeyboardEvent) -> bool {
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.is_composing()
        || event.default_prevented()
    {
        return true;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| takes_text(&target)) || is_asking()
}

/// Whether keys write there, or choose.
fn takes_text(element: &HtmlElement) -> bool {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return !matches!(input.type_().as_str(), "checkbox" | "radio" | "button" | "submit" | "file");
    }
    element.is_content_editable() || matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
}

/// Gives the focus to the page's field that searches; says whether there is one.
fn focus_search() -> bool {
    let field = document().query_selector("main input[type=search]").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}
