//! Deploying a gateway: what would happen on each node, and the user's word that it shall.

mod unapproved;

use gateway::api::deployments::{OnFailure, PlanAnswer};
use gateway::api::nodes::NodeCheck;
use gateway::api::people::Role;
use gateway::plan::{NodePlan, Plan};
use gateway::problem::Severity;
use gateway::text::Text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::api::ApiError;
use crate::confirmed::typed_name::{NameField, TypedName};
use crate::diff::Diff;
use crate::findings::Findings;
use crate::form::problems::ProblemLine;
use crate::language::{say, tell};
use crate::link::Link;
use crate::notice::{Failure, Warning};
use crate::read_only::ReadOnly;
use crate::session::{may, use_api};
use crate::shell::Heading;
use crate::status::Simulated;
use crate::words;
use unapproved::{Override, Unapproved};

/// The page that plans.
#[component]
pub(crate) fn DeployPage(resource: String) -> impl IntoView {
    let api = use_api();
    let stale: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let asked = resource.clone();
    let plan = LocalResource::new(move || {
        let resource = asked.clone();
        async move { api.plan(&resource).await }
    });
    let plan_again = move |_| {
        stale.set(None);
        plan.refetch();
    };
    let on_stale = Callback::new(move |error| {
        stale.set(Some(error));
        plan.refetch();
    });
    let address = format!("/gateways/{resource}");
    let title = words::deploy_title(&resource);
    let shown = move || match plan.get() {
        None => view! { <p role="status" class="muted">{say(words::PLANNING)}</p> }.into_any(),
        Some(Err(error)) => view! { <Failure error/> }.into_any(),
        Some(Ok(answer)) => view! { <Planned answer on_stale/> }.into_any(),
    };
    view! {
        <div class="page-head">
            <Heading title=say(title)/>
            <div class="actions"><button type="button" on:click=plan_again>{say(words::PLAN_AGAIN)}</button></div>
        </div>
        <p><Link href=address>{say(words::TO_GATEWAY)}</Link></p>
        {move || stale.get().map(|error| view! { <Warning text=words::STALE_PLAN/> <Failure error/> })}
        {shown}
    }
}

#[component]
fn Planned(answer: PlanAnswer, on_stale: Callback<ApiError>) -> impl IntoView {
    let PlanAnswer { digest, plan, approval } = answer;
    let is_approved = approval.satisfied;
    let resource = plan.resource.clone();
    let nodes = plan.nodes.iter().map(node).collect_view();
    let may_deploy = may(Role::Operator);
    view! {
        <section aria-labelledby="plan-title">
            <h2 id="plan-title">{say(words::plan_title(&plan.file, plan.revision))}</h2>
            <ul class="plan" id="plan">{nodes}</ul>
        </section>
        {(!is_approved && !plan.is_empty()).then(|| view! { <Unapproved resource approval/> })}
        {if plan.is_blocked() {
            view! { <div class="notice error" role="alert"><p>{say(words::BLOCKED)}</p></div> }.into_any()
        } else if plan.is_empty() {
            view! { <p class="notice info" role="status">{say(words::NOTHING_TO_DO)}</p> }.into_any()
        } else {
            view! {
                <Show when=move || may_deploy.get() fallback=|| view! { <ReadOnly role=Role::Operator/> }>
                    <Confirm plan=plan.clone() digest=digest.clone() is_approved on_stale/>
                </Show>
            }
            .into_any()
        }}
    }
}

fn node(node: &NodePlan) -> impl IntoView + use<> {
    let blocked = node.blocked.iter().cloned().map(|problem| view! { <ProblemLine problem/> }).collect_view();
    let label = words::changes_on(&node.node);
    view! {
        <li class="node">
            <h3>
                {node.node.clone()}
                {node.simulated.then(|| view! { " " <Simulated/> })}
                {(!node.runs_services).then(|| view! { " " <span class="tag">{say(words::FILES_ONLY)}</span> })}
            </h3>
            <p>
                <strong>{say(words::action(node.action))}</strong>
                {node.restarts.then(|| view! { ", " {say(words::RESTARTS)} })}
            </p>
            {blocked}
            {remarks(node.remarks.clone())}
            {(!node.diff.is_empty()).then(|| view! {
                <details class="folded">
                    <summary>{say(words::CHANGES)}</summary>
                    <Diff text=node.diff.clone() label=say(label)/>
                </details>
            })}
        </li>
    }
}

/// What was found on a node that keeps nothing away; notes alone are folded.
fn remarks(remarks: Vec<NodeCheck>) -> impl IntoView {
    let has_warnings = remarks.iter().any(|remark| remark.severity == Some(Severity::Warning));
    (!remarks.is_empty()).then(|| {
        view! {
            <details class="folded" open=has_warnings>
                <summary>{say(words::remarks(remarks.len()))}</summary>
                <Findings checks=remarks/>
            </details>
        }
    })
}

/// What clients notice, what happens when a node fails, and the button.
#[component]
fn Confirm(plan: Plan, digest: String, is_approved: bool, on_stale: Callback<ApiError>) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let interrupts = plan.interrupts.is_some();
    let name = TypedName::of(plan.resource.clone());
    let is_named = name.is_right();
    let is_known = Signal::derive(move || !interrupts || is_named.get());
    let on_failure = RwSignal::new(OnFailure::RollBack);
    let (resource, overridden, confirmed) = (plan.resource.clone(), plan.resource, digest.clone());
    let deploy = Action::new_local(move |(): &()| {
        let (resource, digest) = (resource.clone(), digest.clone());
        let on_failure = on_failure.get_untracked();
        async move { api.deploy(&resource, digest, on_failure, None).await }
    });
    Effect::new(move |_| match deploy.value().get() {
        Some(Ok(deployment)) => {
            navigate(&format!("/deployments/{}", deployment.id), leptos_router::NavigateOptions::default());
        }
        Some(Err(error)) if is_stale(&error) => on_stale.run(error),
        Some(Err(_)) | None => {}
    });
    let failure = move || match deploy.value().get() {
        Some(Err(error)) if !is_stale(&error) => Some(view! { <Failure error/> }),
        Some(_) | None => None,
    };
    let is_pending = deploy.pending();
    let class = if interrupts { "notice warning" } else { "notice info" };
    let notice = plan.interrupts.unwrap_or(words::INTERRUPTS_NOTHING);
    view! {
        <section class="confirm" aria-labelledby="interrupts-title">
            <h2 id="interrupts-title">{say(words::INTERRUPTS)}</h2>
            <p class=class id="interrupts">{say(notice)}</p>
            {plan.stays.map(|stays| view! {
                <h2 id="stays-title">{say(words::STAYS)}</h2>
                <p class="notice info" id="stays">{say(stays)}</p>
            })}
            {interrupts.then(|| view! { <NameField id="confirm-name" typed_name=name/> })}
            <fieldset class="radios">
                <legend>{say(words::ON_FAILURE)}</legend>
                <Way way=OnFailure::RollBack chosen=on_failure label=words::ROLL_BACK/>
                <Way way=OnFailure::GoOn chosen=on_failure label=words::GO_ON/>
            </fieldset>
            {failure}
            <div class="actions">
                <button type="button" class="primary" disabled=move || !is_approved || !is_known.get() || is_pending.get()
                    on:click=move |_| {
                        deploy.dispatch(());
                    }>
                    {tell(move || if is_pending.get() { words::DEPLOYING } else { words::DEPLOY_NOW })}
                </button>
                {(!is_approved).then(|| view! {
                    <Override resource=overridden digest=confirmed on_failure is_offered=is_known/>
                })}
            </div>
        </section>
    }
}

#[component]
fn Way(way: OnFailure, chosen: RwSignal<OnFailure>, label: Text) -> impl IntoView {
    view! {
        <label class="check">
            <input type="radio" name="on-failure" prop:checked=move || chosen.get() == way
                on:change=move |_| chosen.set(way)/>
            {say(label)}
        </label>
    }
}

/// Whether the plan is no longer what would happen.
fn is_stale(error: &ApiError) -> bool {
    error.status() == Some(409)
}
