//! Signing in with a one-time link; its token stands behind `#`, so that it reaches no log.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::language::say;
use crate::notice::{Failure, Warning};
use crate::session::{use_api, use_visit};
use crate::shell::heading;
use crate::words;

/// The page of the link.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let token = window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned();
    if token.is_empty() {
        return explained(view! { <Warning text=words::NO_TOKEN/> }).into_any();
    }
    let api = use_api();
    let visit = use_visit();
    let navigate = use_navigate();
    let session = LocalResource::new(move || api.sign_in(token.clone()));
    Effect::new(move |_| {
        let Some(answer) = session.get() else { return };
        // Where the link does nothing, an earlier session may still hold.
        visit.begin();
        if answer.is_ok() {
            // The used link is of no further use in the history.
            navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let answer = move || match session.get() {
        None | Some(Ok(_)) => view! {
            {heading(words::SIGN_IN)}
            <p role="status">{say(words::SIGNING_IN)}</p>
        }
        .into_any(),
        Some(Err(ApiError::Refused(_))) => {
            explained(view! { <Warning text=words::SIGN_IN_REFUSED/> }).into_any()
        }
        Some(Err(error)) => explained(view! { <Failure error/> }).into_any(),
    };
    answer.into_any()
}

/// What stands in place of a page for those who are not signed in.
#[component]
pub(crate) fn SignInFirst() -> impl IntoView {
    explained(())
}

/// How to sign in, after what went wrong.
fn explained(wrong: impl IntoView) -> impl IntoView {
    view! {
        {heading(words::SIGN_IN)}
        {wrong}
        <p>{say(words::SIGN_IN_HOW)}</p>
        <pre class="command" tabindex="0"><code>"sds-gateway sign-in"</code></pre>
        <p><A href="/check">{say(words::CHECK_WITHOUT_SIGN_IN)}</A></p>
    }
}
