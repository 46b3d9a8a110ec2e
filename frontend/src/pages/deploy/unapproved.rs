//! What is told of a revision that lacks approvals, and the way past them that stays on record.

use gateway::api::deployments::OnFailure;
use gateway::api::people::Role;
use gateway::api::review::Approval;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::link::Link;
use crate::pages::review::standing::Standing;
use crate::session::{may, use_api};
use crate::words;

/// What is missing, from whom it can come, and where they find what to look at.
#[component]
pub(super) fn Unapproved(resource: String, approval: Approval) -> impl IntoView {
    let address = format!("/gateways/{resource}/revisions/{}/review", approval.revision);
    view! {
        <section class="notice warning" aria-labelledby="unapproved-title" id="unapproved">
            <h2 id="unapproved-title">{say(words::NOT_APPROVED)}</h2>
            <Standing approval/>
            <p>{say(words::NOT_APPROVED_HOW)}</p>
            <p><Link href=address attr:class="button">{say(words::TO_REVIEW)}</Link></p>
        </section>
    }
}

/// Deploys all the same, for admins who say why.
#[component]
pub(super) fn Override(
    resource: String,
    digest: String,
    on_failure: RwSignal<OnFailure>,
    #[prop(into)] is_offered: Signal<bool>,
) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let may_override = may(Role::Admin);
    let reason = RwSignal::new(String::new());
    let is_ready =
        Signal::derive(move || reason.with(|reason| (10..=1000).contains(&reason.trim().chars().count())));
    let order = Order::new_local(move |(): &()| {
        let (resource, digest, navigate) = (resource.clone(), digest.clone(), navigate.clone());
        let (on_failure, reason) = (on_failure.get_untracked(), reason.get_untracked());
        async move {
            let begun = api.deploy(&resource, digest, on_failure, Some(reason)).await?;
            navigate(&format!("/deployments/{}", begun.id), NavigateOptions::default());
            Ok(())
        }
    });
    let is_offered = Signal::derive(move || may_override.get() && is_offered.get());
    view! {
        <Confirmed id="override-title" label=words::OVERRIDE is_offered title=say(words::OVERRIDE)
            confirm=words::OVERRIDE stake=Stake::Existence is_ready order>
            <p>{say(words::OVERRIDE_HOW)}</p>
            <label for="override-reason">{say(words::OVERRIDE_REASON)}</label>
            <textarea id="override-reason" rows="3" maxlength="1000" prop:value=reason
                on:input:target=move |event| reason.set(event.target().value())></textarea>
        </Confirmed>
    }
}
