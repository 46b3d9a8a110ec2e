//! What is done with several gateways at once: the buttons, for those who may press them.

mod dialog;
mod export;

use gateway::api::people::Role;
use leptos::prelude::*;

use super::orders::{Order, Orders, Phase, title};
use super::row::Shared;
use crate::language::{say, tell};
use crate::session::{may, use_api};
use crate::words;
use dialog::OrdersDialog;
use export::Export;

/// So many gateways are planned and told one by one in a time that somebody waits.
const MOST: usize = 500;

/// The buttons over the list, while something is selected or under way, and what they open.
#[component]
pub(crate) fn Bulk() -> impl IntoView {
    let shared: Shared = expect_context();
    let api = use_api();
    let orders: Orders = expect_context();
    let selection = shared.selection;
    let may_operate = may(Role::Operator);
    let count = Memo::new(move |_| selection.count());
    let is_any = Memo::new(move |_| count.get() > 0);
    let is_too_many = Memo::new(move |_| count.get() > MOST);
    let selected = tell(move || {
        let hidden = count.get() - shared.listed.with(|listed| selection.count_of(listed));
        words::selected(count.get(), hidden)
    });
    let (is_shown, exports) = (RwSignal::new(false), RwSignal::new(false));
    let is_free = Memo::new(move |_| orders.phase.get() != Phase::Running);
    let begin = move |order: Order| {
        let find = |resource: &String| shared.fleet.with_untracked(|fleet| fleet.find(resource));
        let rows = selection.resources().iter().filter_map(find).map(|entry| entry.row().clone()).collect();
        orders.begin(api, order, rows);
        is_shown.set(true);
    };
    let button = move |order: Order, class: &'static str| {
        let label = match order {
            Order::Deploy => words::DEPLOY,
            Order::Start => words::START,
            Order::Stop => words::STOP,
        };
        view! {
            <button type="button" class=class disabled=move || is_too_many.get() || !is_free.get()
                on:click=move |_| begin(order)>{say(label)}</button>
        }
    };
    let is_left = Memo::new(move |_| orders.order.with(Option::is_some) && !is_shown.get());
    view! {
        <Show when=move || is_any.get()>
            <div class="chosen" role="group" aria-label=say(words::SELECTED)>
                <strong>{selected}</strong>
                <Show when=move || may_operate.get()>
                    {button(Order::Deploy, "small")} {button(Order::Start, "small")} {button(Order::Stop, "small")}
                </Show>
                <button type="button" class="small" on:click=move |_| exports.set(true)>{say(words::EXPORT)}</button>
                <button type="button" class="small quiet" on:click=move |_| selection.clear()>{say(words::SELECT_NONE)}</button>
                <Show when=move || is_too_many.get()><span>{say(words::too_many(MOST))}</span></Show>
            </div>
        </Show>
        <Show when=move || is_left.get()>
            <div class="chosen" id="orders">
                <strong>{tell(move || title(orders.order.get()))}</strong>
                <span role="status">{tell(move || orders.standing())}</span>
                <button type="button" class="small" on:click=move |_| is_shown.set(true)>{say(words::SHOW)}</button>
            </div>
        </Show>
        <OrdersDialog orders is_shown/>
        <Export selection is_shown=exports/>
    }
}
