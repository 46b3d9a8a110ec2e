//! Says that the session ended, over the page and all that was typed into it, and signs in again without leaving it.

use gateway::api::people::Session;
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::address::use_path;
use crate::language::{explain, say, tell};
use crate::parts::{Overlay, Page, Parted};
use crate::session::{Visit, Who, use_api, use_visit};
use crate::signing_in::{Opens, SigningIn};
use crate::words;

/// The account whose session has ended. Whoever has signed out on purpose, or sees the form instead of a page, has lost
/// nothing.
fn lost(visit: Visit) -> Option<String> {
    let account = visit.who.with(|who| match who {
        Who::Account(session) => Some(session.account.clone()),
        Who::Asked | Who::Nobody | Who::NoServer(_) => None,
    });
    account.filter(|_| visit.signed_out.get())
}

/// What is below, once it is wanted.
#[component]
pub(super) fn SignedOut() -> impl IntoView {
    let visit = use_visit();
    let path = use_path();
    // The page to sign in has its own form.
    let is_lost = Memo::new(move |_| lost(visit).is_some() && path.with(|path| path != "/sign-in"));
    view! { <Show when=move || is_lost.get()><Parted page=Page::Overlay(Overlay::SignedOut)/></Show> }
}

/// The banner, and the dialog that it opens.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let visit = use_visit();
    let account = untrack(|| lost(visit)).unwrap_or_default();
    let api = use_api();
    let dialog = NodeRef::<Dialog>::new();
    let then = use_path().get_untracked();
    let open = move |_| {
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
    let on_done = Callback::new(move |_: Session| {
        close();
        visit.begin();
    });
    // Signed in in another tab: the cookie is there already.
    let look = Action::new_local(move |(): &()| async move {
        let session = api.find_session().await.is_ok();
        if session {
            close();
            visit.begin();
        }
        session
    });
    let said = tell(move || match look.value().get() {
        Some(false) => words::STILL_SIGNED_OUT,
        Some(true) | None => words::NOTHING,
    });
    view! {
        <div class="banner error on-top" role="alert" id="signed-out">
            {explain(words::SIGNED_OUT)}
            <button type="button" on:click=open>{say(words::SIGN_IN_AGAIN)}</button>
        </div>
        <dialog node_ref=dialog aria-labelledby="signed-out-title">
            <h2 id="signed-out-title">{say(words::SIGN_IN_AGAIN)}</h2>
            <SigningIn id="again" account then opens=Opens::Beside on_done/>
            <p class="help">{say(words::SIGN_IN_BESIDE)}</p>
            <div class="actions">
                <span class="said" role="status">{said}</span>
                <button type="button" on:click=move |_| close()>{say(words::CANCEL)}</button>
                <button type="button" on:click=move |_| {
                    look.dispatch(());
                }>{say(words::SIGNED_IN_AGAIN)}</button>
            </div>
        </dialog>
    }
}
