//! A button that asks in a dialog before it acts: what interrupts somebody takes more than one click.

pub(crate) mod typed_name;

use gateway::text::Text;
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::language::say;
use crate::notice::Failure;
use crate::words;

/// What is done once the user has confirmed it.
pub(crate) type Order = Action<(), Result<(), ApiError>>;

/// What is at stake.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stake {
    /// Nobody notices at once.
    Little,
    /// Clients are interrupted.
    Clients,
    /// Something goes away.
    Existence,
}

/// The button, and the dialog that it opens; what the dialog says and asks are the children.
///
/// The browser gives the focus back to the button when the dialog closes.
#[component]
pub(crate) fn Confirmed(
    /// Id of the dialog's title.
    #[prop(into)]
    id: String,
    /// On the button that opens the dialog.
    label: Text,
    /// Whether the button is there; the dialog stays, so that nobody loses what they read.
    #[prop(into, default = true.into())]
    is_offered: Signal<bool>,
    /// Of the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// On the button that confirms.
    confirm: Text,
    stake: Stake,
    /// Whether what is asked in the dialog has an answer.
    #[prop(into, default = true.into())]
    is_ready: Signal<bool>,
    order: Order,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let (class, confirming) = match stake {
        Stake::Little => ("", "primary"),
        Stake::Clients => ("", "danger"),
        Stake::Existence => ("danger", "danger"),
    };
    let open = move |_| {
        order.clear();
        if let Some(dialog) = dialog.get_untracked() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = order.value().get() {
            close();
        }
    });
    let failure = move || match order.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    let is_pending = order.pending();
    let titled_by = id.clone();
    let opened_by = format!("{id}-open");
    view! {
        <Show when=move || is_offered.get()>
            <button type="button" id=opened_by.clone() class=class on:click=open>{say(label.clone())}</button>
        </Show>
        <dialog node_ref=dialog aria-labelledby=titled_by>
            <h2 id=id>{title}</h2>
            {children()}
            {failure}
            <div class="actions">
                <button type="button" on:click=move |_| close()>{say(words::CANCEL)}</button>
                <button type="button" class=confirming disabled=move || is_pending.get() || !is_ready.get()
                    on:click=move |_| {
                        order.dispatch(());
                    }>{say(confirm)}</button>
            </div>
        </dialog>
    }
}
