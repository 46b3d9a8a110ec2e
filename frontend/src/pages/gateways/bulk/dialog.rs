//! The dialog of an order for several gateways: what will happen to each, the confirmation, and what has happened.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::super::orders::{Order, Orders, Outlook, Phase, Progress, Task, title};
use crate::language::{say, tell};
use crate::link::Link;
use crate::session::use_api;
use crate::status::State;
use crate::words;

/// The dialog, open as long as `is_shown`. Closing it ends nothing that is under way.
#[component]
pub(super) fn OrdersDialog(orders: Orders, is_shown: RwSignal<bool>) -> impl IntoView {
    let api = use_api();
    let dialog = NodeRef::<Dialog>::new();
    let (typed, is_known) = (RwSignal::new(String::new()), RwSignal::new(false));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get().filter(|_| is_shown.get()) else { return };
        typed.set(String::new());
        is_known.set(false);
        // It fails only where the dialog is open already.
        let _ = dialog.show_modal();
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let closed = move |_| {
        is_shown.set(false);
        if orders.phase.get_untracked() != Phase::Running {
            orders.forget();
        }
    };
    let wanted =
        Memo::new(move |_| orders.tasks.with(|tasks| tasks.iter().filter(|task| task.is_wanted()).count()));
    let interrupts = Memo::new(move |_| {
        let interrupts = |task: &Task| matches!(task.outlook, Outlook::Will { interrupts: true, .. });
        orders.tasks.with(|tasks| tasks.iter().any(interrupts))
    });
    let stops = Memo::new(move |_| orders.order.get() == Some(Order::Stop));
    let is_ready = Memo::new(move |_| orders.phase.get() == Phase::Ready);
    let is_confirmed = Memo::new(move |_| {
        let is_known = match (stops.get(), interrupts.get()) {
            (true, _) => typed.with(|typed| typed.trim() == wanted.get().to_string()),
            (false, true) => is_known.get(),
            (false, false) => true,
        };
        is_ready.get() && wanted.get() > 0 && is_known
    });
    let asks = move || {
        if !is_ready.get() || wanted.get() == 0 {
            return ().into_any();
        }
        let question = if stops.get() {
            view! {
                <div class="field">
                    <label for="orders-number">{tell(move || words::type_the_number(wanted.get()))}</label>
                    <input type="text" id="orders-number" inputmode="numeric" autocomplete="off" prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())/>
                </div>
            }
            .into_any()
        } else if interrupts.get() {
            view! { <Check checked=is_known label=say(words::KNOWN)/> }.into_any()
        } else {
            ().into_any()
        };
        view! {
            <Check checked=orders.ends_at_failure label=say(words::END_AT_FAILURE)/>
            {question}
            <p class="muted">{say(words::ONE_AFTER_THE_OTHER)}</p>
        }
        .into_any()
    };
    let confirm = tell(move || match orders.order.get() {
        Some(Order::Deploy) | None => words::DEPLOY_NOW,
        Some(Order::Start) => words::START,
        Some(Order::Stop) => words::STOP_CONFIRM,
    });
    let closing = tell(move || match orders.phase.get() {
        Phase::Planning | Phase::Ready => words::CANCEL,
        Phase::Running => words::BACKGROUND,
        Phase::Ended => words::CLOSE,
    });
    let tasks = move || {
        orders
            .tasks
            .with(|tasks| tasks.iter().map(|task| task.resource.clone()).enumerate().collect::<Vec<_>>())
    };
    view! {
        <dialog class="wide" node_ref=dialog aria-labelledby="orders-title" on:close=closed>
            <h2 id="orders-title">{tell(move || title(orders.order.get()))}</h2>
            <p role="status">{tell(move || orders.standing())}</p>
            <ol class="plain-list orders" tabindex="0" aria-label=tell(move || title(orders.order.get()))>
                <For each=tasks key=Clone::clone let((place, resource))><One orders place resource/></For>
            </ol>
            {asks}
            <div class="actions">
                <button type="button" on:click=close>{closing}</button>
                <Show when=move || orders.phase.get() == Phase::Running>
                    <button type="button" disabled=orders.is_ending on:click=move |_| orders.is_ending.set(true)>
                        {say(words::END_AFTER_THIS)}
                    </button>
                </Show>
                <Show when=move || matches!(orders.phase.get(), Phase::Planning | Phase::Ready)>
                    <button type="button" class=move || if interrupts.get() { "danger" } else { "primary" }
                        disabled=move || !is_confirmed.get() on:click=move |_| orders.carry_out(api)>{confirm}</button>
                </Show>
            </div>
        </dialog>
    }
}

#[component]
fn Check(checked: RwSignal<bool>, label: Signal<String>) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked on:change:target=move |event| checked.set(event.target().checked())/>
            {label}
        </label>
    }
}

/// One gateway: what will happen to it or, from its turn on, what has.
#[component]
fn One(orders: Orders, place: usize, resource: String) -> impl IntoView {
    let task = Memo::new(move |_| orders.tasks.with(|tasks| tasks.get(place).cloned()));
    let shown = move || {
        let task = task.get()?;
        let is_over = matches!(orders.phase.get(), Phase::Running | Phase::Ended);
        let link = |id: &str| {
            let address = format!("/deployments/{id}");
            (!id.is_empty()).then(|| view! { <Link href=address>{say(words::TO_DEPLOYMENT)}</Link> })
        };
        let view = match (&task.progress, &task.outlook) {
            (Progress::Running(id), _) => {
                view! { <State of=("busy", "◐", words::DEPLOYING_ONE)/> {link(id)} }.into_any()
            }
            (Progress::Ended(job, state, id), _) => {
                view! { <State of=words::deployment_state(*job, *state)/> {link(id)} }.into_any()
            }
            (Progress::Failed(error), _) => {
                view! { <State of=("bad", "✕", words::FAILED)/> <span>{say(error.message())}</span> }
                    .into_any()
            }
            (Progress::Left, Outlook::Will { .. } | Outlook::Asked) => {
                view! { <State of=("idle", "–", words::LEFT)/> }.into_any()
            }
            (Progress::Waiting | Progress::Left, Outlook::Not(why)) => {
                view! { <span class="muted">{say(why.clone())}</span> }.into_any()
            }
            (Progress::Waiting, Outlook::Asked) => {
                view! { <span class="muted">{say(words::PLANNING)}</span> }.into_any()
            }
            (Progress::Waiting, Outlook::Will { .. }) if is_over => {
                view! { <State of=("idle", "○", words::WAITS)/> }.into_any()
            }
            (Progress::Waiting, Outlook::Will { says, .. }) => {
                let says = says.iter().cloned().map(|text| view! { <span>{say(text)}</span> });
                says.collect_view().into_any()
            }
        };
        Some(view)
    };
    let address = format!("/gateways/{resource}");
    view! { <li><Link href=address attr:class="result-node">{resource}</Link> {shown}</li> }
}
