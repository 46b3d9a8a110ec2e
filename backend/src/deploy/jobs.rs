//! Starting, stopping and sending away: deployments that change no text.

use std::collections::BTreeMap;

use gateway::api::deployments::{Deployment, Job, OnFailure};
use gateway::plan::Found;
use gateway::problem::Problem;
use gateway::text::Text;

use super::record::{Eviction, Goal, Order};
use super::{DeployError, Deployments};
use crate::store::Saved;
use crate::who::Who;

impl Deployments {
    /// Begins to start a gateway: the daemons of all nodes that have its snippet read it.
    pub async fn start_gateway(&self, saved: &Saved, who: &Who) -> Result<Deployment, DeployError> {
        let _held = self.nodes.hold().await;
        let found = self.look(&saved.resource).await;
        let problems = differences(saved, &found);
        if !problems.is_empty() {
            return Err(DeployError::Blocked(problems));
        }
        let goals = goals(saved, &found, Goal::Enabled);
        self.begin_job(Job::Start, saved, who, &found, goals, None).await
    }

    /// Begins to stop a gateway on all nodes. Its snippets stay, disabled. A node that does not answer fails alone: it is
    /// to have the snippet disabled, and shows as drifted when it comes back with an enabled one.
    pub async fn stop_gateway(&self, saved: &Saved, who: &Who) -> Result<Deployment, DeployError> {
        let _held = self.nodes.hold().await;
        let found = self.look(&saved.resource).await;
        let mut goals = goals(saved, &found, Goal::Disabled);
        if let Some(text) = goals.values().find_map(|goal| goal.text().map(str::to_owned)) {
            for silent in found.iter().filter(|node| node.error.is_some()) {
                goals.insert(silent.node.clone(), Goal::Disabled(text.clone()));
            }
        }
        // A daemon goes on with a file that it has lost until it reads again, and would take over.
        let deployed = self.store.deployed_of(&saved.resource).await?;
        for node in found.iter().filter(|node| node.runs_services) {
            let had = deployed.get(&node.node).is_some_and(|goal| *goal != Goal::Absent);
            if had || node.active {
                goals.entry(node.node.clone()).or_insert(Goal::Absent);
            }
        }
        self.begin_job(Job::Stop, saved, who, &found, goals, None).await
    }

    /// Begins to send a gateway from the node on which it is active to another one.
    ///
    /// With `from` it is sent away from that node only, and the node does not get it back.
    pub async fn evict_gateway(
        &self,
        saved: &Saved,
        who: &Who,
        delay: u16,
        from: Option<&str>,
    ) -> Result<Deployment, DeployError> {
        let _held = self.nodes.hold().await;
        let found = self.look(&saved.resource).await;
        let leaves = |node: &&Found| node.active && from.is_none_or(|from| node.node == from);
        let active = found.iter().find(leaves).ok_or(DeployError::NotActive)?;
        let eviction = Eviction { node: active.node.clone(), delay, keep_away: from.is_some() };
        let goals = goals(saved, &found, Goal::Enabled);
        self.begin_job(Job::Evict, saved, who, &found, goals, Some(eviction)).await
    }

    async fn begin_job(
        &self,
        job: Job,
        saved: &Saved,
        who: &Who,
        found: &[Found],
        goals: BTreeMap<String, Goal>,
        eviction: Option<Eviction>,
    ) -> Result<Deployment, DeployError> {
        if goals.is_empty() {
            return Err(DeployError::NotDeployed);
        }
        self.start(&Order {
            job,
            resource: &saved.resource,
            revision: saved.revision,
            snippet: &saved.snippet,
            digest: "",
            who,
            // There is nothing to give back: no text changes.
            on_failure: OnFailure::GoOn,
            goals,
            found,
            eviction,
            override_reason: None,
        })
        .await
    }
}

/// What every node that has the snippet is to have: the text that is there.
fn goals(saved: &Saved, found: &[Found], goal: fn(String) -> Goal) -> BTreeMap<String, Goal> {
    let has = |node: &Found| {
        let text = Goal::of(&saved.snippet, &node.snippets).text()?.to_owned();
        Some((node.node.clone(), goal(text)))
    };
    found.iter().filter_map(has).collect()
}

/// What keeps a gateway from being started as it is: nodes that do not answer, and nodes that would run another one.
fn differences(saved: &Saved, found: &[Found]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first: Option<(&str, String)> = None;
    for node in found {
        if let Some(error) = &node.error {
            problems.push(Problem::error("node-silent", node.node.clone(), error.clone()));
        }
        let Some(text) = Goal::of(&saved.snippet, &node.snippets).text().map(str::to_owned) else { continue };
        match &first {
            None => first = Some((&node.node, text)),
            Some((other, theirs)) if *theirs != text => {
                problems.push(Problem::error("texts-differ", node.node.clone(), texts_differ(other)));
            }
            Some(_) => {}
        }
    }
    problems
}

fn texts_differ(other: &str) -> Text {
    Text::of(
        format!(
            "the snippet is another than on `{other}`; deploy a revision, so that all nodes have the same"
        ),
        format!("配置片段与 `{other}` 上的不同；请部署一个修订版本，使所有节点内容一致"),
    )
}
