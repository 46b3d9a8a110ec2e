//! Starting, stopping and moving a gateway.

use gateway::api::deployments::Deployment;
use gateway::api::people::Role;
use gateway::api::running::{GatewayStatus, RunState};
use gateway::text::Text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::confirmed::typed_name::{NameField, TypedName};
use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::{say, tell};
use crate::latest::Latest;
use crate::notice::Failure;
use crate::seconds::{Seconds, SecondsField};
use crate::session::{may, use_api};
use crate::status::can_stop;
use crate::words;

/// The buttons that make sense as the gateway is doing now.
#[component]
pub(super) fn Operation(
    resource: String,
    status: Memo<Latest<GatewayStatus>>,
    /// Who is connected, as far as the saved snippet says it.
    #[prop(into)]
    clients: Signal<Option<Text>>,
) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let show = move |deployment: Result<Deployment, ApiError>| {
        let address = format!("/deployments/{}", deployment?.id);
        navigate(&address, NavigateOptions::default());
        Ok(())
    };
    let may_operate = may(Role::Operator);
    let about = move |claim: fn(&GatewayStatus) -> bool| {
        Memo::new(move |_| {
            may_operate.get() && status.with(|status| status.value.as_ref().is_some_and(claim))
        })
    };
    let primary = Memo::new(move |_| status.with(|status| status.value.as_ref()?.primary_on.clone()));

    let (of_start, shown) = (resource.clone(), show.clone());
    let start = Order::new_local(move |(): &()| {
        let (resource, show) = (of_start.clone(), shown.clone());
        async move { show(api.start_gateway(&resource).await) }
    });
    let (of_stop, shown) = (resource.clone(), show.clone());
    let stop = Order::new_local(move |(): &()| {
        let (resource, show) = (of_stop.clone(), shown.clone());
        async move { show(api.stop_gateway(&resource).await) }
    });
    let name = TypedName::of(resource.clone());
    let is_named = name.is_right();
    let seconds = Seconds::usual();
    let of_move = resource.clone();
    let evict = Order::new_local(move |(): &()| {
        let (resource, show) = (of_move.clone(), show.clone());
        let delay = untrack(|| seconds.read()).unwrap_or_default();
        async move { show(api.evict_gateway(&resource, delay).await) }
    });

    let is_stopped = about(|status| status.state == RunState::Stopped);
    let is_starting = start.pending();
    let failure = move || match start.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    let (stop_title, move_title) = (words::stop_title(&resource), words::move_title(&resource));
    view! {
        <Show when=move || is_stopped.get()>
            <button type="button" disabled=is_starting on:click=move |_| {
                start.dispatch(());
            }>{say(words::START)}</button>
        </Show>
        <Confirmed id="stop-title" label=words::STOP is_offered=about(can_stop) title=say(stop_title)
            confirm=words::STOP_CONFIRM stake=Stake::Clients is_ready=is_named order=stop>
            <p>{tell(move || words::stop_interrupts(primary.get().as_deref(), clients.get().as_ref()))}</p>
            <p>{say(words::STOP_HOW)}</p>
            <NameField id="stop-name" typed_name=name/>
        </Confirmed>
        <Confirmed id="move-title" label=words::MOVE is_offered=about(|status| status.primary_on.is_some())
            title=say(move_title) confirm=words::MOVE_CONFIRM stake=Stake::Clients
            is_ready=Signal::derive(move || seconds.read().is_some()) order=evict>
            <p>{tell(move || words::move_interrupts(primary.get().as_deref(), clients.get().as_ref()))}</p>
            <SecondsField id="move-seconds" seconds/>
        </Confirmed>
        {failure}
    }
}
