//! The dialog of the palette: what fits what is typed, and what becomes of the entry that is chosen.

use gateway::api::GatewayRow;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::entry::{self, Deed, Entry, Sort};
use super::view::Options;
use super::{PaletteOpening, gateways, help, recent};
use crate::address::use_path;
use crate::language::{choose, say, use_language};
use crate::session::{Who, use_api, use_visit};
use crate::shortcuts::ListOfShortcuts;
use crate::signing_out::use_sign_out;
use crate::theme::{brighten, use_theme};
use crate::toast::use_messages;
use crate::words;

/// How many entries are listed at most: nobody reads more.
const LISTED: usize = 50;

/// The dialog; it opens with every wish to see it.
#[component]
pub(crate) fn PaletteDialog() -> impl IntoView {
    let PaletteOpening(opening) = expect_context();
    let dialog = NodeRef::<Dialog>::new();
    let typed = RwSignal::new(String::new());
    let rows: RwSignal<Option<Vec<GatewayRow>>> = RwSignal::new(None);
    let opened = Trigger::new();
    let (visit, api) = (use_visit(), use_api());
    Effect::new(move |_| {
        let (Some(with), Some(dialog)) = (opening.get(), dialog.get()) else { return };
        opening.set(None);
        typed.set(with);
        opened.notify();
        if !dialog.open() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
        if matches!(visit.who.get_untracked(), Who::Account(_)) {
            spawn_local(async move {
                // Without an answer, what is known from before stays, and pages and actions are there all the same.
                if let Ok(found) = api.list_gateways().await {
                    rows.try_set(Some(found));
                }
            });
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let path = use_path();
    let here = Memo::new(move |_| path.with(|path| gateway_of(path).map(str::to_owned)));
    let found = Memo::new(move |_| {
        opened.track();
        let here = here.get();
        visit.who.with(|who| {
            rows.with(|rows| typed.with(|typed| find(typed, rows.as_deref(), who, here.as_deref())))
        })
    });
    let (language, theme) = (use_language(), use_theme());
    let (sign_out, list_shortcuts) = (use_sign_out(), expect_context::<ListOfShortcuts>());
    let (navigate, messages) = (use_navigate(), use_messages());
    Effect::new(move |_| {
        if let Some(Err(error)) = sign_out.value().get() {
            messages.fail(&error);
        }
    });
    let carry_out = Callback::new(move |entry: Entry| {
        recent::note(&entry.key);
        // Closed first: the browser gives the focus back, and the page that comes takes it.
        close();
        match entry.deed {
            Deed::Go(path) => navigate(&path, NavigateOptions::default()),
            Deed::Ask(there, button) if path.with_untracked(|path| *path == there) => press_soon(button),
            Deed::Ask(there, _) => navigate(&there, NavigateOptions::default()),
            Deed::Speak(chosen) => choose(language, chosen),
            Deed::Brighten(chosen) => brighten(theme, chosen),
            Deed::ListShortcuts => list_shortcuts.open(),
            Deed::SignOut => {
                sign_out.dispatch(());
            }
        }
    });
    view! {
        <dialog node_ref=dialog class="palette" closedby="any" aria-label=say(words::PALETTE)>
            <Options typed found carry_out/>
        </dialog>
    }
}

/// The resource of the gateway that a page is about.
fn gateway_of(path: &str) -> Option<&str> {
    path.strip_prefix("/gateways/")?.split('/').next().filter(|resource| !resource.is_empty())
}

/// Presses a button, once the palette has given the focus back.
fn press_soon(id: &'static str) {
    request_animation_frame(move || {
        let button = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(button) = button {
            button.click();
        }
    });
}

/// What fits, the best first; where nothing was typed, what was chosen last, and what may be done with the gateway that
/// the page is about.
fn find(typed: &str, rows: Option<&[GatewayRow]>, who: &Who, here: Option<&str>) -> Vec<Entry> {
    let typed = typed.trim();
    let rows = rows.unwrap_or_default();
    let mut entries = gateways::pages(rows);
    entries.extend(entry::lasting(who));
    entries.extend(gateways::actions(rows, who));
    if !typed.is_empty() {
        entries.extend(help::entries());
    }
    let recent = recent::find();
    let age = |entry: &Entry| recent.iter().position(|key| *key == entry.key).unwrap_or(usize::MAX);
    let plain = typed.to_lowercase();
    let mut ranked: Vec<((u32, bool), usize, Sort, Entry)> = Vec::new();
    for entry in entries {
        let age = age(&entry);
        // What is done to one gateway would bury everything else.
        let of_gateway = entry.key.split_once(' ').map(|(_, resource)| resource);
        let is_here = here.is_some() && of_gateway == here;
        let is_shown = !plain.is_empty() || age < usize::MAX || is_here || of_gateway.is_none();
        let misfit = if plain.is_empty() { Some(0) } else { entry.misfit(&plain) };
        if let Some(misfit) = misfit.filter(|_| is_shown) {
            ranked.push(((misfit, !is_here), age, entry.sort, entry));
        }
    }
    // The sort is stable: what is alike stays in the order in which it was found.
    ranked.sort_by_key(|one| (one.0, one.1, one.2));
    let mut found: Vec<Entry> = ranked.into_iter().map(|(_, _, _, entry)| entry).take(LISTED).collect();
    if !typed.is_empty() {
        found.push(entry::in_help(typed));
    }
    found
}
