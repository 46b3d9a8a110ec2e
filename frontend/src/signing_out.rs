//! The button that ends the session.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::language::say;
use crate::notice::Failure;
use crate::session::{use_api, use_visit};
use crate::words;

/// What ends the session, and then shows how to sign in again.
pub(crate) fn use_sign_out() -> Action<(), Result<(), ApiError>> {
    let api = use_api();
    let visit = use_visit();
    let navigate = use_navigate();
    let sign_out = Action::new_local(move |(): &()| api.sign_out());
    Effect::new(move |_| {
        if let Some(Ok(())) = sign_out.value().get() {
            navigate("/sign-in", NavigateOptions::default());
            visit.begin();
        }
    });
    sign_out
}

/// The button, and why it did not work.
#[component]
pub(crate) fn SignOut() -> impl IntoView {
    let sign_out = use_sign_out();
    let failure = move || match sign_out.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    view! {
        <button type="button" disabled=sign_out.pending() on:click=move |_| {
            sign_out.dispatch(());
        }>{say(words::SIGN_OUT)}</button>
        {failure}
    }
}
