//! A deployment as it is kept: everything that is needed to go on with it, or to undo it.

use std::collections::BTreeMap;

use gateway::api::{Deployment, DeploymentState, OnFailure, Step, StepAction, StepState};
use gateway::plan::{Found, FoundSnippet};
use gateway::snippet::read::means_the_same;
use serde::{Deserialize, Serialize};

/// A deployment with what was found and what is wanted on each node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What everybody sees of it.
    pub deployment: Deployment,
    /// Name of the snippet without suffix.
    pub snippet: String,
    /// What each node is to have.
    pub goals: BTreeMap<String, Goal>,
    /// What each node had; filled in by the step that keeps a copy.
    pub kept: BTreeMap<String, Goal>,
}

/// What a node has, or is to have, of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Nothing.
    Absent,
    /// A file that the daemon does not read.
    Disabled(String),
    /// A file that the daemon reads.
    Enabled(String),
}

impl Goal {
    /// What there is of `snippet` among those of a node.
    pub fn of(snippet: &str, found: &[FoundSnippet]) -> Self {
        match found.iter().find(|found| found.name == snippet) {
            None => Self::Absent,
            Some(found) if found.enabled => Self::Enabled(found.text.clone()),
            Some(found) => Self::Disabled(found.text.clone()),
        }
    }

    /// The text of the file, if there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Disabled(text) | Self::Enabled(text) => Some(text),
        }
    }

    /// Whether the daemon reads the file.
    pub fn is_enabled(&self) -> bool {
        matches!(self, Self::Enabled(_))
    }

    /// Whether the daemon sees the same in both, so that one can take the place of the other while it runs.
    pub fn means_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Enabled(one), Self::Enabled(other)) => one == other || means_the_same(one, other),
            (one, other) => !one.is_enabled() && !other.is_enabled(),
        }
    }
}

/// What a deployment is made from.
pub(super) struct Order<'a> {
    pub(super) resource: &'a str,
    pub(super) revision: u32,
    pub(super) snippet: &'a str,
    pub(super) digest: &'a str,
    pub(super) author: &'a str,
    pub(super) on_failure: OnFailure,
    pub(super) goals: BTreeMap<String, Goal>,
    pub(super) found: &'a [Found],
}

impl Record {
    pub(super) fn new(order: &Order<'_>, id: String, started_at: String) -> Self {
        Self {
            deployment: Deployment {
                id,
                resource: order.resource.to_owned(),
                revision: order.revision,
                digest: order.digest.to_owned(),
                author: order.author.to_owned(),
                started_at,
                ended_at: None,
                on_failure: order.on_failure,
                state: DeploymentState::Running,
                simulated: simulated(order),
                steps: steps(order),
                results: Vec::new(),
            },
            snippet: order.snippet.to_owned(),
            goals: order.goals.clone(),
            kept: BTreeMap::new(),
        }
    }

    /// Whether it has not ended.
    pub fn is_running(&self) -> bool {
        self.deployment.state == DeploymentState::Running
    }

    /// Whether a node has a step of this kind.
    pub(super) fn has_step(&self, node: &str, action: StepAction) -> bool {
        self.deployment.steps.iter().any(|step| step.node == node && step.action == action)
    }
}

fn simulated(order: &Order<'_>) -> Vec<String> {
    let nodes = order.found.iter().filter(|node| node.simulated && order.goals.contains_key(&node.node));
    nodes.map(|node| node.node.clone()).collect()
}

/// The steps of every node, in the one order that works.
fn steps(order: &Order<'_>) -> Vec<Step> {
    let nodes: Vec<(&Found, &Goal, Goal)> = order
        .found
        .iter()
        .filter_map(|node| {
            Some((node, order.goals.get(&node.node)?, Goal::of(order.snippet, &node.snippets)))
        })
        .collect();
    // What runs without a snippet was left behind by an earlier one, nobody knows with which values.
    let runs = |node: &Found, now: &Goal| node.runs_services && (now.is_enabled() || node.active);
    // A reload gives a running gateway nothing of its new values, or a part of them. So it has to stop, and on all
    // nodes: were one changed alone, a peer would take over with the old file.
    let must_stop = nodes
        .iter()
        .any(|(node, goal, now)| runs(node, now) && !(now.is_enabled() && now.means_the_same(goal)));

    let mut steps = Vec::new();
    let mut push = |action, applies: &dyn Fn(&Found, &Goal, &Goal) -> bool| {
        for (node, goal, now) in &nodes {
            if applies(node, goal, now) {
                steps.push(Step { action, node: node.node.clone(), state: StepState::Waiting, detail: None });
            }
        }
    };
    let stops_on = |node: &Found, now: &Goal| must_stop && runs(node, now);
    push(StepAction::Preflight, &|_, _, _| true);
    push(StepAction::Keep, &|_, _, _| true);
    push(StepAction::Stop, &|node, _, now| stops_on(node, now));
    push(StepAction::Put, &|_, goal, now| {
        let is_to_be_disabled = now.is_enabled() && !goal.is_enabled();
        *goal != Goal::Absent && (goal.text() != now.text() || is_to_be_disabled)
    });
    push(StepAction::Remove, &|_, goal, now| *goal == Goal::Absent && *now != Goal::Absent);
    push(StepAction::Enable, &|node, goal, now| {
        goal.is_enabled() && (stops_on(node, now) || !now.means_the_same(goal))
    });
    push(StepAction::Verify, &|_, _, _| true);
    steps
}
