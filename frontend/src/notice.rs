//! What went wrong, where the user looks.

use gateway::text::Text;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::form::problems::ProblemLine;
use crate::language::{explain, say};
use crate::words;

/// An error of the server, with its problems; where the page is older than what the server has, the way to the newest.
#[component]
pub(crate) fn Failure(error: ApiError) -> impl IntoView {
    let problems =
        error.problems().into_iter().map(|problem| view! { <ProblemLine problem/> }).collect_view();
    let is_stale = error.status() == Some(412);
    let load = |_| {
        // It fails only in frames that may not, and this app is in none.
        let _ = location().reload();
    };
    let newest = is_stale
        .then(|| view! { <p><button type="button" on:click=load>{say(words::LOAD_NEWEST)}</button></p> });
    view! {
        <div class="notice error" role="alert">
            <p><strong>{say(words::ERROR)}": "</strong>{explain(error.message())}</p>
            {problems}
            {newest}
        </div>
    }
}

/// A sentence that the user should not miss.
#[component]
pub(crate) fn Warning(text: Text) -> impl IntoView {
    view! { <p class="notice warning" role="status"><span aria-hidden="true">"! "</span>{explain(text)}</p> }
}
