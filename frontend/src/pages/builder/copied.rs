//! A new form that began as a duplicate of a gateway: what it does not have of it.

use gateway::text::Text;
use leptos::prelude::*;

use crate::duplicate::Duplicate;
use crate::language::{explain, say};
use crate::words;

/// Says what has to be given, what is derived anew, and what could not be copied.
#[component]
pub(super) fn Copied(of: String, duplicate: Duplicate) -> impl IntoView {
    let Duplicate { to_give, derived, secrets, .. } = duplicate;
    let line = |title: Text, labels: Vec<Text>| {
        if labels.is_empty() {
            return ().into_any();
        }
        view! { <p><strong>{say(title)}</strong> " " {say(words::listed(&labels))}</p> }.into_any()
    };
    view! {
        <div class="notice info" id="duplicate">
            <p>{explain(words::duplicate_of(&of))}</p>
            {line(words::DUPLICATE_TO_GIVE, to_give)}
            {line(words::DUPLICATE_SECRETS, secrets)}
            {line(words::DUPLICATE_DERIVED, derived)}
        </div>
    }
}
