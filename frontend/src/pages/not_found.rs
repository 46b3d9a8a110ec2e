//! The page for addresses that lead nowhere.

use leptos::prelude::*;

use crate::language::say;
use crate::link::Link;
use crate::shell::heading;
use crate::words;

/// Says so, and where to go.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        {heading(words::NOT_FOUND)}
        <p>{say(words::NOT_FOUND_HOW)}</p>
        <p><Link href="/">{say(words::TO_GATEWAYS)}</Link></p>
    }
}
