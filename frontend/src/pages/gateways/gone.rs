//! Removed gateways: their revisions are kept, so there must be a way to them.

use leptos::prelude::*;

use super::row::kind_name;
use crate::language::say;
use crate::latest::ask;
use crate::link::Link;
use crate::session::use_api;
use crate::words;

/// The list of them, folded, where there are any.
#[component]
pub(super) fn Gone() -> impl IntoView {
    let api = use_api();
    let gone = ask(move || api.list_gone_gateways());
    move || {
        let gone = gone.with(|gone| gone.value.clone()).filter(|gone| !gone.is_empty())?;
        let links = gone.into_iter().map(|row| {
            let link = format!("/gateways/{}", row.resource);
            view! { <li><Link href=link>{row.resource}</Link> " " <span class="muted">{kind_name(row.kind)}</span></li> }
        });
        let links = links.collect_view();
        Some(view! {
            <details class="gone">
                <summary>{say(words::GONE)}</summary>
                <ul class="plain-list">{links}</ul>
            </details>
        })
    }
}
