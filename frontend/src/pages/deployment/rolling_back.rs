//! The way back from a deployment that is over.

use gateway::api::deployments::{Deployment, DeploymentState, Job, StepAction, StepState};
use gateway::api::people::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::confirmed::typed_name::{NameField, TypedName};
use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::session::{may, use_api};
use crate::words;

/// The identifier and the resource of a deployment that can be taken back: it is over, it changed files, and a copy of
/// what was there before was kept. What was rolled back already is no more what the nodes have.
pub(super) fn offered(deployment: &Deployment) -> Option<(String, String)> {
    let has_copies =
        deployment.steps.iter().any(|step| step.action == StepAction::Keep && step.state == StepState::Done);
    let has_effect = match deployment.state {
        DeploymentState::Done | DeploymentState::Partial | DeploymentState::Failed => true,
        DeploymentState::Running | DeploymentState::RolledBack => false,
    };
    let changes_files = match deployment.job {
        Job::Deploy | Job::RollBack => true,
        Job::Start | Job::Stop | Job::Evict => false,
    };
    (has_copies && has_effect && changes_files).then(|| (deployment.id.clone(), deployment.resource.clone()))
}

/// The button and the dialog. The deployment that gives everything back has a page of its own.
#[component]
pub(super) fn RollBack(id: String, resource: String) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let may_operate = may(Role::Operator);
    let name = TypedName::of(resource);
    let is_named = name.is_right();
    let order = Order::new_local(move |(): &()| {
        let (id, navigate) = (id.clone(), navigate.clone());
        async move {
            let begun = api.roll_back(&id).await?;
            navigate(&format!("/deployments/{}", begun.id), NavigateOptions::default());
            Ok(())
        }
    });
    view! {
        <Confirmed id="roll-back-title" label=words::ROLL_BACK_NOW is_offered=may_operate
            title=say(words::ROLL_BACK_TITLE) confirm=words::ROLL_BACK_CONFIRM stake=Stake::Clients is_ready=is_named
            order>
            <p>{say(words::ROLL_BACK_HOW)}</p>
            <NameField id="roll-back-name" typed_name=name/>
        </Confirmed>
    }
}
