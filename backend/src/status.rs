//! Where gateways run: every node's view, and what follows from all of them.

use std::collections::BTreeMap;

use gateway::api::GatewayRow;
use gateway::api::nodes::Reach;
use gateway::api::review::ApprovalCount;
use gateway::api::running::{GatewayStatus, NodeStatus, RunState, SnippetState};
use gateway::gateway::Kind;
use gateway::secret::{masked_text, shown};
use serde_json::Value;

use crate::content::Content;
use crate::deploy::record::{Deployed, Goal};
use crate::drift;
use crate::store::Saved;
use crate::surveys::Seen;

/// Which gateways are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Those that are wanted, and removed ones that some node still has.
    Present,
    /// Removed ones that no node has any more.
    Gone,
}

/// Every gateway of a list with its status. `deployed` and `approvals` are by resource.
pub fn rows(
    gateways: Vec<Saved>,
    deployed: &BTreeMap<String, Deployed>,
    approvals: &BTreeMap<String, ApprovalCount>,
    seen: &[Seen],
    listed: Listed,
) -> Vec<GatewayRow> {
    let nothing = Deployed::new();
    let mut rows = Vec::new();
    for saved in gateways {
        let status = of(&saved, deployed.get(&saved.resource).unwrap_or(&nothing), seen);
        let is_somewhere =
            status.nodes.iter().any(|node| node.snippet != SnippetState::Absent || node.error.is_some());
        let is_gone = saved.removed && !is_somewhere;
        if is_gone == (listed == Listed::Gone) {
            let approvals = approvals.get(&saved.resource).copied();
            rows.extend(row(saved, status, approvals));
        }
    }
    rows
}

/// Where a gateway runs.
pub fn of(saved: &Saved, deployed: &Deployed, seen: &[Seen]) -> GatewayStatus {
    let views: Vec<NodeStatus> = seen.iter().map(|seen| view(saved, deployed, seen)).collect();
    let serving: Vec<&NodeStatus> =
        seen.iter().zip(&views).filter(|(seen, _)| seen.node.runs_services()).map(|(_, view)| view).collect();
    let primary_on = serving.iter().find(|view| view.state == RunState::Active).map(|view| view.node.clone());
    GatewayStatus {
        state: overall(&serving),
        primary_on,
        simulated: !serving.is_empty() && serving.iter().all(|view| view.simulated),
        nodes: views,
    }
}

/// The state that says most about the whole: it runs if it runs somewhere.
fn overall(serving: &[&NodeStatus]) -> RunState {
    const MOST_TELLING: &[RunState] = &[
        RunState::Active,
        RunState::Frozen,
        RunState::Reloading,
        RunState::Activating,
        RunState::Deactivating,
        RunState::Failed,
        // It may run on the one that does not answer.
        RunState::Unknown,
        RunState::Maintenance,
    ];
    let is_there = |state: &&RunState| serving.iter().any(|view| view.state == **state);
    if let Some(state) = MOST_TELLING.iter().find(is_there) {
        return *state;
    }
    let has = |snippet| serving.iter().any(|view| view.snippet == snippet);
    if has(SnippetState::Enabled) {
        RunState::Inactive
    } else if has(SnippetState::Disabled) {
        RunState::Stopped
    } else {
        RunState::NotDeployed
    }
}

fn view(saved: &Saved, deployed: &Deployed, seen: &Seen) -> NodeStatus {
    let node = &seen.node;
    let mut view = NodeStatus {
        node: node.name().to_owned(),
        simulated: node.reach() == Reach::Simulated,
        snippet: SnippetState::Absent,
        state: RunState::Unknown,
        units: Vec::new(),
        drift: None,
        drbd: None,
        error: None,
    };
    let survey = match &seen.survey {
        Ok(survey) => survey,
        Err(error) => {
            view.error = Some(masked_text(error));
            return view;
        }
    };
    let now = Goal::of(&saved.snippet, &survey.snippets);
    view.snippet = match now {
        Goal::Absent => SnippetState::Absent,
        Goal::Disabled(_) => SnippetState::Disabled,
        Goal::Enabled(_) => SnippetState::Enabled,
    };
    view.drift = deployed.get(node.name()).and_then(|goal| drift::between(goal, &now));
    view.drbd = survey.drbd.get(&saved.resource).cloned();
    if node.runs_services() {
        let service = survey.service(&saved.resource);
        (view.state, view.units) = (service.state, service.units);
        // Where a word was forgotten before it, a parameter becomes the name of a unit.
        for unit in &mut view.units {
            unit.unit = shown(&unit.unit);
        }
    } else {
        view.state = RunState::NotDeployed;
    }
    if view.state == RunState::Inactive && view.snippet == SnippetState::Disabled {
        view.state = RunState::Stopped;
    }
    view
}

fn row(saved: Saved, status: GatewayStatus, approvals: Option<ApprovalCount>) -> Option<GatewayRow> {
    // A gateway that an older version saved may break a rule of today. It is listed by what can still be read of it.
    let content = Content::read(&saved.gateway).ok();
    let kind = saved.gateway.get("kind").and_then(Value::as_str)?;
    Some(GatewayRow {
        kind: kind.parse::<Kind>().ok(),
        name: content.as_ref().map(Content::name).unwrap_or_default(),
        service_ips: content.as_ref().map(Content::service_ips).unwrap_or_default(),
        resource: saved.resource,
        revision: saved.revision,
        author: saved.author,
        saved_at: saved.saved_at,
        removed: saved.removed,
        status,
        approvals,
    })
}
