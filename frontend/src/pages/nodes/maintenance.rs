//! Keeping a node free of gateways, and letting it run them again.

use gateway::api::nodes::MaintenanceBegun;
use gateway::api::people::Role;
use leptos::prelude::*;

use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::link::Link;
use crate::notice::Failure;
use crate::seconds::{Seconds, SecondsField};
use crate::session::{may, use_api};
use crate::words;

/// What was done last.
#[derive(Clone, PartialEq)]
enum Done {
    Begun(MaintenanceBegun),
    Ended,
}

/// The buttons, and what came of them.
#[component]
pub(super) fn MaintenanceOf(node: String, is_kept_free: Memo<bool>) -> impl IntoView {
    let api = use_api();
    let done: RwSignal<Option<Done>> = RwSignal::new(None);
    let seconds = Seconds::usual();
    let asked = node.clone();
    let begin = Order::new_local(move |(): &()| {
        let node = asked.clone();
        let delay = untrack(|| seconds.read()).unwrap_or_default();
        async move {
            let begun = api.begin_maintenance(&node, delay).await?;
            done.set(Some(Done::Begun(begun)));
            Ok(())
        }
    });
    let asked = node.clone();
    let end = Order::new_local(move |(): &()| {
        let node = asked.clone();
        async move {
            api.end_maintenance(&node).await?;
            done.set(Some(Done::Ended));
            Ok(())
        }
    });
    let may_keep_free = may(Role::Operator);
    let is_ending = end.pending();
    let failure = move || match end.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    // It can be begun again: gateways that were busy are sent away then.
    let can_begin =
        move || may_keep_free.get() && (!is_kept_free.get() || done.with(|done| is_busy(done.as_ref())));
    let title = say(words::maintenance_title(&node));
    view! {
        <Show when=move || may_keep_free.get() && is_kept_free.get()>
            <button type="button" disabled=is_ending on:click=move |_| {
                end.dispatch(());
            }>{say(words::END_MAINTENANCE)}</button>
        </Show>
        <Confirmed id=format!("maintenance-title-{node}") label=words::BEGIN_MAINTENANCE title
            confirm=words::MAINTENANCE_CONFIRM stake=Stake::Clients order=begin
            is_offered=Signal::derive(can_begin) is_ready=Signal::derive(move || seconds.read().is_some())>
            <p>{say(words::MAINTENANCE_HOW)}</p>
            <SecondsField id=format!("maintenance-seconds-{node}") seconds/>
        </Confirmed>
        {failure}
        <div class="outcome" role="status">{move || done.get().map(said)}</div>
    }
}

fn is_busy(done: Option<&Done>) -> bool {
    matches!(done, Some(Done::Begun(begun)) if !begun.busy.is_empty())
}

fn said(done: Done) -> impl IntoView {
    let MaintenanceBegun { deployments, busy } = match done {
        Done::Begun(begun) => begun,
        Done::Ended => {
            return view! { <p class="notice info">{say(words::MAINTENANCE_ENDED)}</p> }.into_any();
        }
    };
    if deployments.is_empty() && busy.is_empty() {
        return view! { <p class="notice info">{say(words::NOTHING_TO_SEND)}</p> }.into_any();
    }
    let sent = deployments.into_iter().map(|deployment| {
        let address = format!("/deployments/{}", deployment.id);
        view! { " " <Link href=address>{deployment.resource}</Link> }
    });
    let sent: Vec<_> = sent.collect();
    let waiting = busy.into_iter().map(|resource| {
        let address = format!("/gateways/{resource}");
        view! { " " <Link href=address>{resource}</Link> }
    });
    let waiting: Vec<_> = waiting.collect();
    view! {
        {(!sent.is_empty()).then(|| view! { <p class="notice info">{say(words::SENT_AWAY)} {sent}</p> })}
        {(!waiting.is_empty()).then(|| view! { <p class="notice warning">{say(words::BUSY)} {waiting}</p> })}
    }
    .into_any()
}
