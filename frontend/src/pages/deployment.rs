//! A deployment while it runs, and what became of it. It goes on when the page is left.

mod countdown;
mod events;
mod progress;
mod rolling_back;

use gateway::api::deployments::{Deployment, DeploymentState, Job, NodeResult, Step, StepAction, StepState};
use leptos::prelude::*;

use crate::language::{explain, say, tell};
use crate::link::Link;
use crate::notice::Failure;
use crate::shell::Heading;
use crate::status::{Simulated, State, Time};
use crate::words;
use countdown::Countdown;
use events::watch;
use progress::Progress;
use rolling_back::RollBack;

/// The page of a deployment.
#[component]
pub(crate) fn DeploymentPage(id: String) -> impl IntoView {
    let latest = watch(id);
    let error = move || latest.with(|latest| latest.error.clone()).map(|error| view! { <Failure error/> });
    let deployment = Memo::new(move |_| latest.with(|latest| latest.value.clone()));
    let about = Memo::new(move |_| {
        deployment.with(|it| it.as_ref().map(|it| (it.job, it.resource.clone(), it.revision)))
    });
    let state = Memo::new(move |_| deployment.with(|it| it.as_ref().map(|it| (it.job, it.state))));
    let heading = tell(move || {
        let title = |(job, resource, revision): &(_, String, _)| words::job_title(*job, resource, *revision);
        about.with(|about| about.as_ref().map(title)).unwrap_or(words::DEPLOYMENT)
    });
    let back = move || {
        about.get().map(|(_, resource, _)| {
            view! { <p><Link href=format!("/gateways/{resource}")>{say(words::TO_GATEWAY)}</Link></p> }
        })
    };
    // Made once, and not with each state that is told: a dialog in it stays open.
    let offered = Memo::new(move |_| deployment.with(|it| it.as_ref().and_then(rolling_back::offered)));
    let roll_back = move || offered.get().map(|(id, resource)| view! { <RollBack id resource/> });
    view! {
        <div class="page-head">
            <Heading title=heading/>
            <div class="actions">{roll_back}</div>
        </div>
        {back}
        {error}
        <div role="status" id="deployment-state" class="deployment-state">
            {move || match state.get() {
                Some((job, state)) => view! { <State of=words::deployment_state(job, state)/> }.into_any(),
                None => view! { <span class="muted">{say(words::LOADING)}</span> }.into_any(),
            }}
        </div>
        {move || deployment.get().map(show)}
    }
}

fn show(deployment: Deployment) -> impl IntoView {
    let Deployment {
        job,
        simulated,
        steps,
        results,
        author,
        started_at,
        ended_at,
        state,
        override_reason,
        ..
    } = deployment;
    let is_over = state != DeploymentState::Running;
    view! {
        <p class="facts">
            <span>{author}</span>
            <span><Time at=started_at/> {ended_at.map(|at| view! { " – " <Time at/> })}</span>
        </p>
        {override_reason.map(|reason| view! {
            <div class="notice warning" id="override">
                <p><strong>{say(words::OVERRIDDEN)}</strong></p>
                <p class="said-of-it">{reason}</p>
            </div>
        })}
        {(!is_over).then(|| view! { <Progress job steps=steps.clone()/> })}
        {(is_over && !results.is_empty()).then(|| view! {
            <Results results steps=steps.clone() simulated=simulated.clone()/>
        })}
        <Steps job steps simulated/>
    }
}

#[component]
fn Results(results: Vec<NodeResult>, steps: Vec<Step>, simulated: Vec<String>) -> impl IntoView {
    let rows = results.into_iter().map(|result| {
        // What was looked at in the end, where that is not what became of the node anyway.
        let verified = |step: &&Step| step.action == StepAction::Verify && step.node == result.node;
        let evidence = steps.iter().find(verified).and_then(|step| step.detail.clone());
        let evidence = evidence.filter(|evidence| *evidence != result.detail);
        let (class, symbol, word) =
            if result.ok { ("good", "✓", words::FINE) } else { ("bad", "✕", words::FAILED) };
        view! {
            <li>
                <span class="result-node"><strong>{result.node.clone()}</strong> " " {label(&result.node, &simulated)}</span>
                <State of=(class, symbol, word)/>
                <span>{explain(result.detail)}</span>
                {evidence.map(|evidence| view! {
                    <p class="detail">{say(words::VERIFIED)} ": " {explain(evidence)}</p>
                })}
            </li>
        }
    });
    view! {
        <section aria-labelledby="results-title">
            <h2 id="results-title">{say(words::RESULTS)}</h2>
            <ul class="plain-list results" id="results">{rows.collect_view()}</ul>
        </section>
    }
}

/// A table of steps and nodes, and below it what was found.
#[component]
fn Steps(job: Job, steps: Vec<Step>, simulated: Vec<String>) -> impl IntoView {
    let mut nodes: Vec<String> = Vec::new();
    let mut actions: Vec<StepAction> = Vec::new();
    for step in &steps {
        if !nodes.contains(&step.node) {
            nodes.push(step.node.clone());
        }
        if !actions.contains(&step.action) {
            actions.push(step.action);
        }
    }
    let heads = nodes
        .iter()
        .map(|each| view! { <th scope="col">{each.clone()} " " {label(each, &simulated)}</th> })
        .collect_view();
    let rows = actions.into_iter().map(|action| {
        let cells = nodes.iter().map(|node| {
            let step = steps.iter().find(|step| step.action == action && step.node == *node);
            view! { <td>{step.map(cell)}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{say(words::step_action(job, action))}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <section>
            <h2 id="steps-title">{say(words::STEPS)}</h2>
            <div class="scrolls" tabindex="0" role="region" aria-label=say(words::STEPS)>
                <table class="steps">
                    <thead><tr><th scope="col">{say(words::STEP)}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The label of a node that is only simulated.
fn label(node: &str, simulated: &[String]) -> impl IntoView + use<> {
    simulated.iter().any(|each| each == node).then(|| view! { <Simulated/> })
}

fn cell(step: &Step) -> impl IntoView + use<> {
    let detail = step.detail.clone().map(|detail| view! { <p class="detail">{explain(detail)}</p> });
    let until = step.until.clone().filter(|_| step.state == StepState::Running);
    let left = until.map(|until| view! { <p class="detail"><Countdown until/></p> });
    view! { <State of=words::step_state(step.state)/> {detail} {left} }
}
