//! Making an API token, and showing it once.

use gateway::api::people::{NewToken, Role, TokenMade};
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::notice::Failure;
use crate::roles::RoleField;
use crate::session::use_api;
use crate::shown_once::ShownOnce;
use crate::typed::{Kind, TypedField, problems_at};
use crate::words;

/// Days that are offered first.
const USUAL: u16 = 90;

/// The form, and the token that it made.
#[component]
pub(super) fn TokenMaking(
    /// What its owner may.
    role: Role,
    on_made: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let (name, days) = (RwSignal::new(String::new()), RwSignal::new(USUAL.to_string()));
    // Most programs only look.
    let chosen = RwSignal::new(Role::Viewer);
    let make = Action::new_local(move |(): &()| {
        let days = days.with_untracked(|days| days.trim().parse().unwrap_or_default());
        let new = NewToken { name: name.get_untracked(), role: chosen.get_untracked(), days };
        async move { api.create_token(new).await }
    });
    let made: RwSignal<Option<TokenMade>> = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(Ok(token)) = make.value().get() {
            made.set(Some(token));
            name.set(String::new());
            on_made.run(());
        }
    });
    let failed = move || match make.value().get() {
        Some(Err(error)) => Some(error),
        Some(Ok(_)) | None => None,
    };
    let failure =
        move || failed().filter(|error| error.problems().is_empty()).map(|error| view! { <Failure error/> });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        made.set(None);
        if !make.pending().get_untracked() {
            make.dispatch(());
        }
    };
    view! {
        {move || made.get().map(shown)}
        <details class="folded boxed">
            <summary>{say(words::MAKE_TOKEN)}</summary>
            <form class="small-form" on:submit=submit>
                <TypedField id="token-name" label=words::TOKEN_NAME kind=Kind::TEXT typed=name
                    help=words::TOKEN_NAME_HELP problems=problems_at(failed, "/name")/>
                <RoleField id="token-role" chosen highest=role/>
                <TypedField id="token-days" label=words::TOKEN_DAYS kind=Kind::NUMBER typed=days
                    help=words::TOKEN_DAYS_HELP problems=problems_at(failed, "/days")/>
                {failure}
                <div class="actions"><button type="submit" class="primary">{say(words::MAKE_TOKEN_NOW)}</button></div>
            </form>
        </details>
    }
}

fn shown(made: TokenMade) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let example = format!("curl --header 'Authorization: Bearer …' {origin}/api/v1/gateways");
    view! {
        <ShownOnce id="token" label=words::token_of(&made.made.name) text=made.token>
            <p>{explain(words::TOKEN_USE)}</p>
            <pre class="command" tabindex="0"><code>{example}</code></pre>
        </ShownOnce>
    }
}
