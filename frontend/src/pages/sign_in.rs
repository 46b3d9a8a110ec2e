//! Signing in: by name and password, by the company's login, or by a one-time link, whose token stands behind `#`, so
//! that it reaches no log.

use gateway::api::oidc::OidcProblem;
use gateway::api::people::SignIn;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::address::use_path;
use crate::api::ApiError;
use crate::language::{explain, say};
use crate::link::Link;
use crate::notice::{Failure, Warning};
use crate::session::{use_api, use_visit};
use crate::shell::heading;
use crate::signing_in::{Opens, SigningIn};
use crate::then::path_of_app;
use crate::words;

/// The page, which goes on to where the user wanted to go.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.with_untracked(|query| query.get(name));
    let then = asked("then").as_deref().and_then(path_of_app).unwrap_or("/").to_owned();
    let token = window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned();
    if token.is_empty() {
        let problem = asked("problem").and_then(|code| code.parse::<OidcProblem>().ok());
        let wrong = problem.map(|problem| view! { <Warning text=problem.text()/> });
        return view! { <Ways wrong=wrong.into_any() then go_on=true/> }.into_any();
    }
    view! { <ByLink token then/> }.into_any()
}

/// Signs in with the token of a link at once.
#[component]
fn ByLink(token: String, then: String) -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let navigate = use_navigate();
    let session = LocalResource::new(move || api.sign_in(SignIn::Link { token: token.clone() }));
    let goal = then.clone();
    Effect::new(move |_| {
        let Some(answer) = session.get() else { return };
        // Where the link does nothing, an earlier session may still hold.
        visit.begin();
        if answer.is_ok() {
            // The used link is of no further use in the history.
            navigate(&goal, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    move || {
        let wrong = match session.get() {
            None | Some(Ok(_)) => {
                return view! {
                    {heading(words::SIGN_IN)}
                    <p role="status">{say(words::SIGNING_IN)}</p>
                }
                .into_any();
            }
            Some(Err(ApiError::Refused(details))) if details.status == 401 => {
                view! { <Warning text=words::SIGN_IN_REFUSED/> }.into_any()
            }
            Some(Err(error)) => view! { <Failure error/> }.into_any(),
        };
        view! { <Ways wrong then=then.clone() go_on=true/> }.into_any()
    }
}

/// What stands in place of a page for those who are not signed in; the page comes when they are.
#[component]
pub(crate) fn SignInFirst() -> impl IntoView {
    let (path, location) = (use_path(), use_location());
    let then = untrack(|| {
        let (path, search) = (path.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
    });
    view! { <Ways wrong=().into_any() then go_on=false/> }
}

/// Every way to sign in, after what went wrong.
#[component]
fn Ways(
    wrong: AnyView,
    then: String,
    /// Whether to go to another page afterwards.
    go_on: bool,
) -> impl IntoView {
    let visit = use_visit();
    let navigate = use_navigate();
    let goal = then.clone();
    let on_done = Callback::new(move |_| {
        visit.begin();
        if go_on {
            navigate(&goal, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    view! {
        <div class="sign-in">
            {heading(words::SIGN_IN)}
            {wrong}
            <SigningIn id="sign-in" then opens=Opens::Here on_done/>
            <section class="sign-in-how" aria-labelledby="link-title">
                <h2 id="link-title">{say(words::NO_PASSWORD)}</h2>
                <p>{explain(words::SIGN_IN_HOW)}</p>
                <pre class="command" tabindex="0"><code>"sds-gateway sign-in"</code></pre>
            </section>
            <p><Link href="/check">{say(words::CHECK_WITHOUT_SIGN_IN)}</Link></p>
        </div>
    }
}
