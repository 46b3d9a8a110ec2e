//! Gives every node back what it had, after one of them has failed.

use futures::stream::{FuturesUnordered, StreamExt};
use gateway::api::deployments::{DeploymentState, Step, StepAction, StepState};
use gateway::text::Text;

use super::{NOTHING_CHANGED, Run, UNKNOWN_NODE};
use crate::deploy::record::Goal;
use crate::deploy::step::{StepError, Task};
use crate::node::{DISABLED, ENABLED};
use crate::store::StoreError;

impl Run {
    /// Gives every node back what it had, in the same order: stop everywhere, put everywhere, enable everywhere.
    pub(super) async fn roll_back(&mut self) -> Result<(), StoreError> {
        for step in &mut self.record.deployment.steps {
            let is_open = matches!(step.state, StepState::Waiting | StepState::Running);
            if is_open && step.action != StepAction::RollBack {
                step.state = StepState::Skipped;
            }
        }
        for node in self.changed_nodes() {
            if !self.record.has_step(&node, StepAction::RollBack) {
                let step = Step {
                    action: StepAction::RollBack,
                    node,
                    state: StepState::Running,
                    detail: None,
                    until: None,
                };
                self.record.deployment.steps.push(step);
            }
        }
        self.keep().await?;
        for stage in [Stage::Stop, Stage::Put, Stage::Enable] {
            self.carry_out_stage(stage).await?;
        }
        for step in &mut self.record.deployment.steps {
            if step.action == StepAction::RollBack && step.state == StepState::Running {
                step.state = StepState::Done;
            }
        }
        self.end_rolled_back().await
    }

    async fn carry_out_stage(&mut self, stage: Stage) -> Result<(), StoreError> {
        let mut tasks = FuturesUnordered::new();
        for (index, step) in self.record.deployment.steps.iter().enumerate() {
            if step.action != StepAction::RollBack || step.state == StepState::Failed {
                continue;
            }
            let task = self.task(step);
            if let Some(task) = &task {
                // One that was lost a moment ago may be there again, and it is worth the attempt.
                task.node.wake();
            }
            let new = self.record.goals.get(&step.node).cloned();
            tasks.push(async move {
                let outcome = match task {
                    Some(task) => insist(&task, new.as_ref(), stage).await.map_err(|error| error.text()),
                    None => Err(UNKNOWN_NODE),
                };
                (index, outcome)
            });
        }
        let mut failed = Vec::new();
        while let Some((index, outcome)) = tasks.next().await {
            failed.extend(outcome.err().map(|reason| (index, reason)));
        }
        drop(tasks);
        for (index, reason) in failed {
            self.note(index, Err(reason));
            self.keep().await?;
        }
        Ok(())
    }

    async fn end_rolled_back(&mut self) -> Result<(), StoreError> {
        let failed = |step: &Step| step.action == StepAction::RollBack && step.state == StepState::Failed;
        let all_back = !self.steps().any(failed);
        let changed = self.changed_nodes();
        let state = if all_back { DeploymentState::RolledBack } else { DeploymentState::Failed };
        self.end(state, |node| if changed.contains(node) { GIVEN_BACK } else { NOTHING_CHANGED }).await
    }
}

/// A part of giving back. All nodes end one before a node begins the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Stop,
    Put,
    Enable,
}

/// Gives back, and again where only the connection has failed.
async fn insist(task: &Task, new: Option<&Goal>, stage: Stage) -> Result<(), StepError> {
    let deadline = task.connected_by();
    loop {
        match give_back(task, new, stage).await {
            Err(error) if task.waits_for_connection(&error, deadline).await => {}
            ended => return ended,
        }
    }
}

async fn give_back(task: &Task, new: Option<&Goal>, stage: Stage) -> Result<(), StepError> {
    let now = task.look().await?;
    let had = &task.goal;
    if stage == Stage::Stop {
        keep_aside(task, &now, [Some(had), new]).await?;
    }
    // What is there by now was kept aside or is ours.
    let put = async |in_place| Task { in_place, kept: Some(now.clone()), ..task.clone() }.put().await;
    match stage {
        Stage::Stop if now.is_enabled() && !now.means_the_same(had) => task.stop().await.map(drop),
        // Even where the old text is in its place, a new one may lie beside it.
        Stage::Put if now.is_enabled() && had.is_enabled() && now.means_the_same(had) => {
            task.node.discard_disabled(&task.snippet).await?;
            if now.text() == had.text() { Ok(()) } else { put(true).await.map(drop) }
        }
        Stage::Put if now.text() != had.text() || (now.is_enabled() && !had.is_enabled()) => {
            put(false).await.map(drop)
        }
        Stage::Enable if had.is_enabled() && !now.is_enabled() => {
            Ok(task.node.enable(&task.snippet, had.text().unwrap_or_default()).await?)
        }
        Stage::Stop | Stage::Put | Stage::Enable => Ok(()),
    }
}

/// Keeps what somebody else has written while the deployment went on: it is neither what the node had nor what it was
/// to get, and nobody else has a copy.
async fn keep_aside(task: &Task, now: &Goal, known: [Option<&Goal>; 2]) -> Result<(), StepError> {
    if known.into_iter().flatten().any(|known| known.text() == now.text()) {
        return Ok(());
    }
    let suffix = match now {
        Goal::Absent => return Ok(()),
        Goal::Disabled(_) => DISABLED,
        Goal::Enabled(_) => ENABLED,
    };
    Ok(task.node.keep_aside(&format!("{}{suffix}", task.snippet)).await?)
}

const GIVEN_BACK: Text = Text::new("has what it had before", "已恢复到原来的内容");
