//! The steps of every node, in the one order that works.

use gateway::api::deployments::{Job, Step, StepAction, StepState};
use gateway::plan::Found;

use super::record::{Goal, Order};

/// The steps of an order. All nodes end those of one kind before a node begins the next.
pub(super) fn of(order: &Order<'_>) -> Vec<Step> {
    let nodes: Vec<Task<'_>> = order
        .found
        .iter()
        .filter_map(|node| {
            let (goal, now) = (order.goals.get(&node.node)?, Goal::of(order.snippet, &node.snippets));
            Some(Task { node, goal, now })
        })
        .collect();
    match order.job {
        Job::Deploy | Job::RollBack | Job::Start => bring_about(&nodes),
        Job::Stop => stop(&nodes),
        Job::Evict => evict(order, &nodes),
    }
}

/// A node with what it has and what it is to have.
struct Task<'a> {
    node: &'a Found,
    goal: &'a Goal,
    now: Goal,
}

impl Task<'_> {
    /// Whether services of the gateway may run there. What runs without a snippet was left behind by an earlier one,
    /// nobody knows with which values.
    fn runs(&self) -> bool {
        self.node.runs_services && (self.now.is_enabled() || self.node.active)
    }

    fn changes_content(&self) -> bool {
        !(self.now.is_enabled() && self.now.means_the_same(self.goal))
    }
}

fn bring_about(nodes: &[Task<'_>]) -> Vec<Step> {
    // A reload gives a running gateway nothing of its new values, or a part of them. So it has to stop, and on all
    // nodes: were one changed alone, a peer would take over with the old file.
    let must_stop = nodes.iter().any(|task| task.runs() && task.changes_content());
    let has_to_stop = |task: &Task<'_>| must_stop && task.runs();
    let mut steps = Vec::new();
    push(&mut steps, nodes, StepAction::Preflight, |_| true);
    push(&mut steps, nodes, StepAction::Keep, |_| true);
    push(&mut steps, nodes, StepAction::Stop, has_to_stop);
    push(&mut steps, nodes, StepAction::Put, |task| {
        let is_to_be_disabled = task.now.is_enabled() && !task.goal.is_enabled() && !has_to_stop(task);
        *task.goal != Goal::Absent && (task.goal.text() != task.now.text() || is_to_be_disabled)
    });
    push(&mut steps, nodes, StepAction::Remove, |task| {
        *task.goal == Goal::Absent && task.now != Goal::Absent
    });
    push(&mut steps, nodes, StepAction::Enable, |task| {
        task.goal.is_enabled() && (has_to_stop(task) || !task.now.means_the_same(task.goal))
    });
    push(&mut steps, nodes, StepAction::Verify, |_| true);
    steps
}

/// Stopping needs no node to be ready, and goes on where one does not answer: the others are to stop all the same.
fn stop(nodes: &[Task<'_>]) -> Vec<Step> {
    let mut steps = Vec::new();
    push(&mut steps, nodes, StepAction::Keep, |_| true);
    push(&mut steps, nodes, StepAction::Stop, |task| task.node.runs_services);
    push(&mut steps, nodes, StepAction::Put, |task| !task.node.runs_services && task.now.is_enabled());
    push(&mut steps, nodes, StepAction::Verify, |_| true);
    steps
}

fn evict(order: &Order<'_>, nodes: &[Task<'_>]) -> Vec<Step> {
    let mut steps = Vec::new();
    let leaves =
        |task: &Task<'_>| order.eviction.as_ref().is_some_and(|eviction| eviction.node == task.node.node);
    push(&mut steps, nodes, StepAction::Evict, leaves);
    steps
}

fn push(steps: &mut Vec<Step>, nodes: &[Task<'_>], action: StepAction, applies: impl Fn(&Task<'_>) -> bool) {
    for task in nodes.iter().filter(|task| applies(task)) {
        let node = task.node.node.clone();
        steps.push(Step { action, node, state: StepState::Waiting, detail: None, until: None });
    }
}
