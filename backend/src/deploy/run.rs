//! Carries out a deployment: steps one after the other, nodes side by side, every change kept before the next.

mod roll_back;

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::stream::{FuturesUnordered, StreamExt};
use gateway::api::deployments::{
    Deployment, DeploymentState, Job, NodeResult, OnFailure, Step, StepAction, StepState,
};
use gateway::text::Text;
use tokio::sync::watch;

use super::Patience;
use super::record::{Goal, Record};
use super::step::{Activity, Outcome, Task};
use crate::clock;
use crate::error::chain;
use crate::node::Node;
use crate::store::{DeploymentLog, StoreError};

/// All nodes end one of these before a node begins the next.
const PHASES: &[&[StepAction]] = &[
    &[StepAction::Preflight],
    &[StepAction::Keep],
    &[StepAction::Stop],
    &[StepAction::Evict],
    &[StepAction::Put, StepAction::Remove],
    &[StepAction::Enable],
    &[StepAction::Verify],
];

/// A deployment under way.
pub(super) struct Run {
    record: Record,
    log: Arc<dyn DeploymentLog>,
    /// The nodes of when it began: one that is added later is none of its business.
    nodes: Vec<Arc<dyn Node>>,
    patience: Patience,
    activity: Arc<Activity>,
    watchers: watch::Sender<Deployment>,
}

impl Run {
    pub(super) fn new(
        record: Record,
        log: Arc<dyn DeploymentLog>,
        nodes: Vec<Arc<dyn Node>>,
        patience: Patience,
    ) -> (Self, watch::Receiver<Deployment>) {
        let (watchers, receiver) = watch::channel(record.deployment.clone());
        (Self { record, log, nodes, patience, activity: Arc::default(), watchers }, receiver)
    }

    pub(super) fn id(&self) -> &str {
        &self.record.deployment.id
    }

    /// Carries out what is not done yet. Where the store fails it stops: what is not kept cannot be resumed.
    pub(super) async fn carry_out(mut self) {
        if let Err(error) = self.carry_out_steps().await {
            tracing::error!(id = self.id(), error = chain(&error), "a deployment waits for the next start");
        }
    }

    async fn carry_out_steps(&mut self) -> Result<(), StoreError> {
        if self.steps().any(|step| step.action == StepAction::RollBack) {
            return self.roll_back().await;
        }
        for phase in PHASES {
            self.carry_out_phase(phase).await?;
            if self.failed_nodes().is_empty() {
                continue;
            }
            // A server that goes on may find a failure of a later phase, which was noted right before it was killed.
            let is_early = phase.iter().all(|action| *action < StepAction::Stop);
            let changes_nothing = is_early && self.changed_nodes().is_empty();
            let is_stopping = self.record.deployment.job == Job::Stop;
            if changes_nothing && !is_stopping {
                return self.end_unchanged().await;
            }
            match self.record.deployment.on_failure {
                OnFailure::RollBack => return self.roll_back().await,
                OnFailure::GoOn => self.skip_steps_of_failed(),
            }
        }
        self.end_carried_out().await
    }

    /// Carries out a step on every node that has it, all at once.
    async fn carry_out_phase(&mut self, phase: &[StepAction]) -> Result<(), StoreError> {
        let mut tasks = FuturesUnordered::new();
        for index in 0..self.record.deployment.steps.len() {
            let step = &self.record.deployment.steps[index];
            let is_open = matches!(step.state, StepState::Waiting | StepState::Running);
            if phase.contains(&step.action) && is_open {
                let task = self.task(step);
                let until = self.record.eviction.as_ref().filter(|_| step.action == StepAction::Evict);
                let until = until.map(|eviction| clock::in_seconds(eviction.delay));
                let step = &mut self.record.deployment.steps[index];
                (step.state, step.until) = (StepState::Running, until);
                tasks.push(async move {
                    let outcome = match task {
                        Some(task) => task.carry_out().await.map_err(|error| error.text()),
                        None => Err(UNKNOWN_NODE),
                    };
                    (index, outcome)
                });
            }
        }
        if !tasks.is_empty() {
            self.keep().await?;
        }
        while let Some((index, outcome)) = tasks.next().await {
            self.note(index, outcome);
            self.keep().await?;
        }
        Ok(())
    }

    fn note(&mut self, index: usize, outcome: Result<Outcome, Text>) {
        let step = &mut self.record.deployment.steps[index];
        match outcome {
            Ok(outcome) => {
                step.state = StepState::Done;
                step.detail = outcome.detail;
                let node = step.node.clone();
                self.record.kept.extend(outcome.kept.map(|kept| (node, kept)));
            }
            Err(reason) => {
                step.state = StepState::Failed;
                step.detail = Some(reason);
            }
        }
    }

    /// What a step needs; `None` where the node is no longer known.
    fn task(&self, step: &Step) -> Option<Task> {
        let node = self.nodes.iter().find(|node| node.name() == step.node)?;
        let goals = if step.action == StepAction::RollBack { &self.record.kept } else { &self.record.goals };
        let is_part = |node: &&Arc<dyn Node>| {
            node.runs_services()
                && self.record.goals.contains_key(node.name())
                && !self.has_failed_before_enabling(node.name())
        };
        Some(Task {
            action: step.action,
            node: Arc::clone(node),
            peers: self.nodes.iter().filter(is_part).cloned().collect(),
            resource: self.record.deployment.resource.clone(),
            snippet: self.record.snippet.parse().ok()?,
            goal: goals.get(&step.node)?.clone(),
            seen: self.record.seen.get(&step.node).cloned(),
            kept: self.record.kept.get(&step.node).cloned(),
            in_maintenance: self.record.in_maintenance.contains(&step.node),
            eviction: self.record.eviction.clone(),
            activity: Arc::clone(&self.activity),
            in_place: !self.record.has_step(&step.node, StepAction::Enable),
            patience: self.patience,
        })
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.record.deployment.steps.iter()
    }

    /// Whether a node may run something else than it is to run. One that failed later may well have become the one
    /// that runs it.
    fn has_failed_before_enabling(&self, node: &str) -> bool {
        let has_failed = |step: &Step| step.node == node && step.state == StepState::Failed;
        self.steps().any(|step| has_failed(step) && step.action < StepAction::Enable)
    }

    fn failed_nodes(&self) -> BTreeSet<String> {
        let failed = self.steps().filter(|step| step.state == StepState::Failed);
        failed.map(|step| step.node.clone()).collect()
    }

    /// Nodes on which a step was begun that changes something.
    fn changed_nodes(&self) -> BTreeSet<String> {
        let touches = |action| {
            matches!(action, StepAction::Stop | StepAction::Put | StepAction::Remove | StepAction::Enable)
        };
        let begun = |state| !matches!(state, StepState::Waiting | StepState::Skipped);
        let changed = self.steps().filter(|step| touches(step.action) && begun(step.state));
        changed.map(|step| step.node.clone()).collect()
    }

    fn skip_steps_of_failed(&mut self) {
        let failed = self.failed_nodes();
        for step in &mut self.record.deployment.steps {
            if step.state == StepState::Waiting && failed.contains(&step.node) {
                step.state = StepState::Skipped;
            }
        }
    }

    async fn end_unchanged(&mut self) -> Result<(), StoreError> {
        for step in &mut self.record.deployment.steps {
            if step.state == StepState::Waiting {
                step.state = StepState::Skipped;
            }
        }
        self.end(DeploymentState::RolledBack, |_| NOTHING_CHANGED).await
    }

    async fn end_carried_out(&mut self) -> Result<(), StoreError> {
        let failed = self.failed_nodes().len();
        // Nodes without a step, such as those to which a gateway may be sent, say nothing about what came of it.
        let nodes: BTreeSet<&str> = self.steps().map(|step| step.node.as_str()).collect();
        let state = match failed {
            0 => DeploymentState::Done,
            _ if failed < nodes.len() => DeploymentState::Partial,
            _ => DeploymentState::Failed,
        };
        let (goals, eviction) = (self.record.goals.clone(), self.record.eviction.clone());
        self.end(state, |node| match goals.get(node) {
            _ if eviction.as_ref().is_some_and(|eviction| eviction.node == node) => LEFT,
            None | Some(Goal::Absent) => REMOVED,
            Some(Goal::Disabled(_)) => DISABLED,
            Some(Goal::Enabled(_)) => DEPLOYED,
        })
        .await
    }

    /// Ends the deployment with a result for each node: why it failed, or else what it has now.
    async fn end(
        &mut self,
        state: DeploymentState,
        has_now: impl Fn(&str) -> Text,
    ) -> Result<(), StoreError> {
        let is_carried_out = matches!(state, DeploymentState::Done | DeploymentState::Partial);
        let result = |node: &String| {
            // Of several failures the last counts: one to give back leaves the node as nobody wants it.
            let of_node = self.steps().filter(|step| step.node == *node && step.state == StepState::Failed);
            let reason = of_node.last().and_then(|step| step.detail.clone());
            let ok = is_carried_out && reason.is_none();
            NodeResult { node: node.clone(), ok, detail: reason.unwrap_or_else(|| has_now(node)) }
        };
        let results = self.record.goals.keys().map(result).collect();
        if is_carried_out && self.record.deployment.job != Job::Evict {
            // Failed nodes, too: they are to have it, and what they have instead is a drift.
            let Record { goals, deployment, .. } = &self.record;
            self.log.note_deployed(&deployment.resource, goals).await?;
        }
        self.record.deployment.results = results;
        self.record.deployment.state = state;
        self.record.deployment.ended_at = Some(clock::now());
        self.keep().await
    }

    /// Keeps the state, then shows it: nobody sees what a crash could take back.
    async fn keep(&mut self) -> Result<(), StoreError> {
        if self.record.is_running() {
            self.log.keep_deployment(&self.record).await?;
        } else {
            self.log.end_deployment(&self.record, &self.record.note_of_end()).await?;
        }
        self.watchers.send_replace(self.record.deployment.clone());
        Ok(())
    }
}

const UNKNOWN_NODE: Text = Text::new("the node is no longer known", "该节点已不存在");
const NOTHING_CHANGED: Text = Text::new("nothing was changed", "没有任何更改");
const LEFT: Text = Text::new("the gateway has left it", "网关已离开该节点");
const REMOVED: Text = Text::new("the snippet is gone", "配置片段已删除");
const DISABLED: Text = Text::new("has the snippet, disabled", "已有该配置片段（已禁用）");
const DEPLOYED: Text = Text::new("has the snippet, enabled", "已有该配置片段（已启用）");
