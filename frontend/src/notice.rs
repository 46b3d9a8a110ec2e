//! What went wrong, where the user looks.

use gateway::text::Text;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::form::problems::ProblemLine;
use crate::language::{explain, say};
use crate::words;

/// An error of the server, with its problems.
#[component]
pub(crate) fn Failure(error: ApiError) -> impl IntoView {
    let problems =
        error.problems().into_iter().map(|problem| view! { <ProblemLine problem/> }).collect_view();
    view! {
        <div class="notice error" role="alert">
            <p><strong>{say(words::ERROR)}": "</strong>{explain(error.message())}</p>
            {problems}
        </div>
    }
}

/// A sentence that the user should not miss.
#[component]
pub(crate) fn Warning(text: Text) -> impl IntoView {
    view! { <p class="notice warning" role="status"><span aria-hidden="true">"! "</span>{explain(text)}</p> }
}
