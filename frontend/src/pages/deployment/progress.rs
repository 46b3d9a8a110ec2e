//! How far a deployment is, and what is done now.

use gateway::api::deployments::{Job, Step, StepState};
use leptos::prelude::*;

use crate::language::say;
use crate::words;

/// A bar, what runs now on which nodes, and that nobody has to wait here.
#[component]
pub(super) fn Progress(job: Job, steps: Vec<Step>) -> impl IntoView {
    let is_over = |step: &&Step| match step.state {
        StepState::Done | StepState::Skipped | StepState::Failed => true,
        StepState::Waiting | StepState::Running => false,
    };
    let (done, all) = (steps.iter().filter(is_over).count(), steps.len());
    let running: Vec<&Step> = steps.iter().filter(|step| step.state == StepState::Running).collect();
    let now = running.first().map(|first| {
        let nodes = running.iter().filter(|step| step.action == first.action);
        let nodes: Vec<&str> = nodes.map(|step| step.node.as_str()).collect();
        let text = words::doing(&words::step_action(job, first.action), &nodes.join(", "));
        view! { <span>{say(words::RUNS_NOW)} ": " <strong>{say(text)}</strong></span> }
    });
    view! {
        <div class="progress" id="progress">
            <progress max=all.to_string() value=done.to_string() aria-label=say(words::steps_done(done, all))></progress>
            <p>{say(words::steps_done(done, all))} " " {now}</p>
            <p class="muted">{say(words::MAY_LEAVE)}</p>
        </div>
    }
}
