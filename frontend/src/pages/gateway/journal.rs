//! The journal of a unit on a node, read when somebody asks for it.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::language::{say, tell};
use crate::notice::Failure;
use crate::session::use_api;
use crate::words;

/// A unit on a node.
#[derive(Clone, PartialEq)]
pub(super) struct Place {
    /// The node.
    pub(super) node: String,
    /// Name of the unit.
    pub(super) unit: String,
}

/// The dialog, open as long as there is something in `place`.
#[component]
pub(super) fn Journal(place: RwSignal<Option<Place>>) -> impl IntoView {
    let api = use_api();
    let dialog = NodeRef::<Dialog>::new();
    let read = Action::new_local(move |place: &Place| {
        let Place { node, unit } = place.clone();
        async move { api.read_journal(&node, &unit).await }
    });
    let ask = move || {
        if let Some(place) = place.get() {
            read.dispatch(place);
        }
    };
    Effect::new(move |_| {
        ask();
        if place.with(Option::is_some)
            && let Some(dialog) = dialog.get_untracked()
        {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let title = tell(move || match place.get() {
        Some(Place { node, unit }) => words::journal_title(&unit, &node),
        None => words::JOURNAL,
    });
    let is_pending = read.pending();
    let lines = move || {
        if is_pending.get() {
            return view! { <p class="muted">{say(words::LOADING)}</p> }.into_any();
        }
        match read.value().get() {
            None => ().into_any(),
            Some(Err(error)) => view! { <Failure error/> }.into_any(),
            Some(Ok(text)) if text.trim().is_empty() => {
                view! { <p class="muted">{say(words::JOURNAL_EMPTY)}</p> }.into_any()
            }
            Some(Ok(text)) => {
                view! { <pre class="journal" tabindex="0" role="region" aria-label=title>{text}</pre> }
                    .into_any()
            }
        }
    };
    view! {
        <dialog class="wide" node_ref=dialog aria-labelledby="journal-title" on:close=move |_| place.set(None)>
            <h2 id="journal-title">{title}</h2>
            <div role="status">{lines}</div>
            <div class="actions">
                <button type="button" on:click=move |_| untrack(ask)>{say(words::READ_AGAIN)}</button>
                <button type="button" on:click=close>{say(words::CLOSE)}</button>
            </div>
        </dialog>
    }
}
