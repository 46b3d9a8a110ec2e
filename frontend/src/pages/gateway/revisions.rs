//! Every revision of a gateway.

use gateway::api::Revision;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::language::say;
use crate::latest::{ask, shown};
use crate::session::use_api;
use crate::status::Time;
use crate::words;

/// The list of revisions, the newest first.
#[component]
pub(super) fn Revisions(resource: String) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let revisions = ask(move || {
        let resource = asked.clone();
        async move { api.list_revisions(&resource).await }
    });
    view! {
        <section aria-labelledby="revisions-title">
            <h2 id="revisions-title">{say(words::REVISIONS)}</h2>
            {shown(revisions, move |revisions| list(&resource, revisions))}
        </section>
    }
}

fn list(resource: &str, mut revisions: Vec<Revision>) -> impl IntoView + use<> {
    revisions.sort_by_key(|revision| std::cmp::Reverse(revision.revision));
    let newest = revisions.first().map(|revision| revision.revision);
    let rows = revisions.into_iter().map(|revision| {
        let address = format!("/gateways/{resource}/revisions/{}", revision.revision);
        let is_newest = newest == Some(revision.revision);
        view! {
            <li>
                <A href=address attr:aria-label=say(words::view_revision(revision.revision))>
                    <span class="revision">{revision.revision}</span>
                </A>
                <span>{revision.author}</span>
                <span class="muted"><Time at=revision.saved_at/></span>
                {is_newest.then(|| view! { <span class="tag">{say(words::NEWEST)}</span> })}
                {revision.removed.then(|| view! { <span class="tag">{say(words::REMOVED)}</span> })}
            </li>
        }
    });
    view! { <ol class="plain-list revisions">{rows.collect_view()}</ol> }
}
