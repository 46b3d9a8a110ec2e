//! How the newest revision stands with approvals, and the way to its review.

use leptos::prelude::*;

use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::pages::review::standing::Standing;
use crate::session::use_api;
use crate::words;

/// The section of a gateway's page.
#[component]
pub(super) fn Approvals(resource: String, revision: u32) -> impl IntoView {
    let api = use_api();
    let address = format!("/gateways/{resource}/revisions/{revision}/review");
    let review = ask(move || {
        let resource = resource.clone();
        async move { api.find_review(&resource, revision).await }
    });
    let approval = crate::latest::part(review, |review| review.approval.clone());
    view! {
        <section aria-labelledby="approvals-title" id="approvals">
            <h2 id="approvals-title">{say(words::APPROVALS)}</h2>
            {shown(approval, |approval| view! { <Standing approval/> })}
            <p><Link href=address attr:class="button">{say(words::TO_REVIEW)}</Link></p>
        </section>
    }
}
