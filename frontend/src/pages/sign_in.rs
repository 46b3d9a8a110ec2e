//! Signing in with a one-time link; its token stands behind `#`, so that it reaches no log.

use gateway::text::Text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
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
        return view! { <Explained><Warning text=words::NO_TOKEN/></Explained> }.into_any();
    }
    let api = use_api();
    let visit = use_visit();
    let navigate = use_navigate();
    let session = LocalResource::new(move || api.sign_in(token.clone()));
    Effect::new(move |_| {
        if let Some(Ok(_)) = session.get() {
            visit.begin();
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
        Some(Err(ApiError::Refused(_))) => refused(words::SIGN_IN_REFUSED).into_any(),
        Some(Err(error)) => view! { <Explained><Failure error/></Explained> }.into_any(),
    };
    answer.into_any()
}

/// What stands in place of a page for those who are not signed in.
#[component]
pub(crate) fn SignInFirst() -> impl IntoView {
    view! { <Explained>{()}</Explained> }
}

fn refused(why: Text) -> impl IntoView {
    view! { <Explained><Warning text=why/></Explained> }
}

#[component]
fn Explained(children: Children) -> impl IntoView {
    view! {
        {heading(words::SIGN_IN)}
        {children()}
        <p>{say(words::SIGN_IN_HOW)}</p>
        <pre class="command" tabindex="0"><code>"sds-gateway sign-in"</code></pre>
    }
}
