//! A deployment as it is kept: everything that is needed to go on with it, or to undo it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Debug, Formatter};

use gateway::api::audit::Action;
use gateway::api::deployments::{Deployment, DeploymentState, Job, OnFailure, StepAction};
use gateway::plan::{Found, FoundSnippet};
use gateway::snippet::read::means_the_same;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::steps;
use crate::audit::Note;
use crate::who::Who;

/// A deployment with what was found and what is wanted on each node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What everybody sees of it.
    pub deployment: Deployment,
    /// Name of the snippet without suffix.
    pub snippet: String,
    /// What each node is to have.
    pub goals: BTreeMap<String, Goal>,
    /// What each node had when the plan was made.
    #[serde(default)]
    pub seen: BTreeMap<String, Goal>,
    /// What each node had; filled in by the step that keeps a copy.
    pub kept: BTreeMap<String, Goal>,
    /// Nodes that may not run gateways for now.
    #[serde(default)]
    pub in_maintenance: BTreeSet<String>,
    /// Where the gateway is sent away from, if that is the job.
    #[serde(default)]
    pub eviction: Option<Eviction>,
}

/// What a node has, or is to have, of a snippet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Nothing.
    Absent,
    /// A file that the daemon does not read.
    Disabled(String),
    /// A file that the daemon reads.
    Enabled(String),
}

/// Without the text: it may hold secrets, and whatever has a `Debug` may get into a log.
impl Debug for Goal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Disabled(_) => "Disabled(..)",
            Self::Enabled(_) => "Enabled(..)",
        })
    }
}

/// What each node is to have of a gateway, by the node's name.
pub type Deployed = BTreeMap<String, Goal>;

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

/// Where a gateway is sent away from, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eviction {
    /// The node that it leaves.
    pub node: String,
    /// Seconds that a peer may take to take over.
    pub delay: u16,
    /// Whether the node may not take it back.
    pub keep_away: bool,
}

/// What a deployment is made from.
pub(super) struct Order<'a> {
    pub(super) job: Job,
    pub(super) resource: &'a str,
    pub(super) revision: u32,
    pub(super) snippet: &'a str,
    pub(super) digest: &'a str,
    pub(super) who: &'a Who,
    pub(super) on_failure: OnFailure,
    pub(super) goals: BTreeMap<String, Goal>,
    pub(super) found: &'a [Found],
    pub(super) eviction: Option<Eviction>,
    /// Why it begins without approvals that are needed.
    pub(super) override_reason: Option<&'a str>,
}

impl Record {
    pub(super) fn new(
        order: &Order<'_>,
        in_maintenance: BTreeSet<String>,
        id: String,
        started_at: String,
    ) -> Self {
        Self {
            deployment: Deployment {
                id,
                job: order.job,
                resource: order.resource.to_owned(),
                revision: order.revision,
                digest: order.digest.to_owned(),
                author: order.who.account.clone(),
                override_reason: order.override_reason.map(str::to_owned),
                started_at,
                ended_at: None,
                on_failure: order.on_failure,
                state: DeploymentState::Running,
                simulated: simulated(order),
                steps: steps::of(order),
                results: Vec::new(),
            },
            snippet: order.snippet.to_owned(),
            goals: order.goals.clone(),
            seen: order.seen(),
            kept: BTreeMap::new(),
            in_maintenance,
            eviction: order.eviction.clone(),
        }
    }

    /// What the audit log says when it begins.
    pub(super) fn note_of_beginning(&self, who: &Who) -> Note {
        let action = match self.deployment.job {
            Job::Deploy if self.deployment.override_reason.is_some() => Action::Override,
            Job::Deploy => Action::Deploy,
            Job::RollBack => Action::RollBack,
            Job::Start => Action::Start,
            Job::Stop => Action::Stop,
            Job::Evict => Action::Evict,
        };
        let nodes: Vec<&String> = self.goals.keys().collect();
        let note = Note::new(who, action, &self.deployment.resource).after(&json!({
            "deployment": self.deployment.id,
            "revision": self.deployment.revision,
            "digest": self.deployment.digest,
            "on_failure": self.deployment.on_failure,
            "nodes": nodes,
        }));
        match &self.deployment.override_reason {
            Some(reason) => note.because(reason),
            None => note,
        }
    }

    /// What the audit log says when it has ended.
    pub(super) fn note_of_end(&self) -> Note {
        let Deployment { id, job, state, author, .. } = &self.deployment;
        let ok: BTreeMap<&str, bool> =
            self.deployment.results.iter().map(|result| (result.node.as_str(), result.ok)).collect();
        Note::new(&Who::server(), Action::DeploymentEnd, &self.deployment.resource)
            .after(&json!({"deployment": id, "job": job, "author": author, "state": state, "nodes": ok}))
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

impl Order<'_> {
    /// What each node had when the plan was made. A node that did not answer is not among them.
    fn seen(&self) -> BTreeMap<String, Goal> {
        let answered = self.found.iter().filter(|node| node.error.is_none());
        answered.map(|node| (node.node.clone(), Goal::of(self.snippet, &node.snippets))).collect()
    }
}

fn simulated(order: &Order<'_>) -> Vec<String> {
    let nodes = order.found.iter().filter(|node| node.simulated && order.goals.contains_key(&node.node));
    nodes.map(|node| node.node.clone()).collect()
}
