//! The progress of a deployment: told by the server as it happens, or asked for where it does not tell.

use std::time::Duration;

use gateway::api::deployments::{Deployment, DeploymentState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use crate::api::{DEPLOYMENT_EVENT, deployment_events};
use crate::latest::Latest;
use crate::session::use_api;

const EVERY: Duration = Duration::from_secs(1);

/// The newest state of a deployment, until it is over.
pub(super) fn watch(id: String) -> RwSignal<Latest<Deployment>> {
    let api = use_api();
    let latest = RwSignal::new(Latest { value: None, error: None });
    let is_over = move || {
        latest.with_untracked(|latest: &Latest<Deployment>| {
            latest.value.as_ref().is_some_and(|deployment| deployment.state != DeploymentState::Running)
        })
    };
    let address = deployment_events(&id);
    let ask = move || {
        let id = id.clone();
        spawn_local(async move {
            let answer = api.find_deployment(&id).await;
            // The page may have been left meanwhile.
            latest.try_update(|latest| match answer {
                Ok(deployment) => *latest = Latest { value: Some(deployment), error: None },
                Err(error) => latest.error = Some(error),
            });
        });
    };
    ask();
    listen(&address, latest);
    // What is told makes asking needless, but a stream that was cut says nothing.
    let again = move || {
        if !is_over() {
            ask();
        }
    };
    if let Ok(interval) = set_interval_with_handle(again, EVERY) {
        on_cleanup(move || interval.clear());
    }
    latest
}

/// Takes over every state that the server tells.
fn listen(address: &str, latest: RwSignal<Latest<Deployment>>) {
    let Ok(events) = EventSource::new(address) else { return };
    let source = events.clone();
    let told = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(deployment) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok())
        else {
            return;
        };
        let deployment: Deployment = deployment;
        if deployment.state != DeploymentState::Running {
            // Otherwise the browser would connect again for ever.
            source.close();
        }
        latest.try_update(|latest| *latest = Latest { value: Some(deployment), error: None });
    });
    // It fails only for listeners that are no functions.
    let _ = events.add_event_listener_with_callback(DEPLOYMENT_EVENT, told.as_ref().unchecked_ref());
    let kept = StoredValue::new_local((events, told));
    on_cleanup(move || {
        kept.with_value(|(events, _)| events.close());
    });
}
