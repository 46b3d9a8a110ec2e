//! Asking the server whether the chain of the audit log is whole.

use gateway::api::audit::AuditVerdict;
use leptos::prelude::*;

use crate::language::{explain, say, tell};
use crate::notice::Failure;
use crate::session::use_api;
use crate::words;

/// The button, and the answer.
#[component]
pub(super) fn Verifying() -> impl IntoView {
    let api = use_api();
    let verify = Action::new_local(move |(): &()| api.verify_audit());
    let is_pending = verify.pending();
    let label = tell(move || if is_pending.get() { words::VERIFYING } else { words::VERIFY });
    let answer = move || match verify.value().get() {
        Some(Ok(verdict)) => Some(said(verdict).into_any()),
        Some(Err(error)) => Some(view! { <Failure error/> }.into_any()),
        None => None,
    };
    view! {
        <button type="button" on:click=move |_| {
            if !is_pending.get_untracked() {
                verify.dispatch(());
            }
        }>{label}</button>
        <div class="outcome" role="status">{answer}</div>
    }
}

fn said(verdict: AuditVerdict) -> impl IntoView {
    match verdict.broken_at {
        None => view! {
            <div class="notice info" id="verdict">
                <p><span aria-hidden="true">"✓ "</span>{say(words::chain_whole(verdict.entries))}</p>
                <p>{say(words::CHAIN_HEAD)} " " <code>{verdict.head}</code></p>
            </div>
        }
        .into_any(),
        Some(number) => view! {
            <div class="notice error" id="verdict">
                <p><span aria-hidden="true">"✕ "</span>{say(words::chain_broken(number))}</p>
                <p>{explain(words::CHAIN_BROKEN_HOW)}</p>
            </div>
        }
        .into_any(),
    }
}
