//! Approving and rejecting, for those who may.

use gateway::api::people::Role;
use gateway::api::review::Approval;
use leptos::prelude::*;

use crate::language::say;
use crate::notice::Failure;
use crate::session::{Who, may, use_api, use_visit};
use crate::words;

/// The two buttons, and what is said with them.
#[component]
pub(super) fn Deciding(
    resource: String,
    number: u32,
    approval: Approval,
    is_newest: bool,
    on_decided: Callback<()>,
) -> impl IntoView {
    let may_judge = may(Role::Reviewer);
    let who = use_visit().who;
    let authors = approval.authors;
    let is_own = Memo::new(move |_| {
        who.with(|who| matches!(who, Who::Account(session) if authors.contains(&session.account)))
    });
    move || {
        if !may_judge.get() {
            return ().into_any();
        }
        if !is_newest {
            return view! { <p class="notice info">{say(words::JUDGE_NEWEST)}</p> }.into_any();
        }
        if is_own.get() {
            return view! { <p class="notice info">{say(words::OWN_REVISION)}</p> }.into_any();
        }
        view! { <Judging resource=resource.clone() number on_decided/> }.into_any()
    }
}

#[component]
fn Judging(resource: String, number: u32, on_decided: Callback<()>) -> impl IntoView {
    let api = use_api();
    let message = RwSignal::new(String::new());
    let decide = Action::new_local(move |approved: &bool| {
        let (resource, approved, message) = (resource.clone(), *approved, message.get_untracked());
        async move { api.judge(&resource, number, approved, message).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(_)) = decide.value().get() {
            on_decided.run(());
        }
    });
    let failure = move || match decide.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(_)) | None => None,
    };
    let is_pending = decide.pending();
    let says_nothing = move || message.with(|message| message.trim().is_empty());
    view! {
        <div class="deciding screen-only">
            <label for="verdict-message">{say(words::VERDICT_MESSAGE)}</label>
            <textarea id="verdict-message" rows="3" maxlength="4000" prop:value=message
                on:input:target=move |event| message.set(event.target().value())></textarea>
            {failure}
            <div class="actions">
                <button type="button" class="primary" disabled=is_pending on:click=move |_| {
                    decide.dispatch(true);
                }>{say(words::APPROVE)}</button>
                <button type="button" class="danger" disabled=move || is_pending.get() || says_nothing()
                    on:click=move |_| {
                        decide.dispatch(false);
                    }>{say(words::REJECT)}</button>
            </div>
        </div>
    }
}
