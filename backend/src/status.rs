//! Where gateways run: every node's view, and what follows from all of them.

use std::sync::Arc;

use futures::future::join_all;
use gateway::api::nodes::Reach;
use gateway::api::{GatewayRow, GatewayStatus, NodeStatus, RunState, SnippetState};
use gateway::gateway::Kind;
use gateway::plan::FoundSnippet;
use serde_json::Value;

use crate::content::Content;
use crate::deploy::record::Goal;
use crate::error::chain;
use crate::node::{Node, NodeError};
use crate::store::Saved;

/// What a node has, asked once for all gateways.
struct Seen {
    node: Arc<dyn Node>,
    snippets: Result<Vec<FoundSnippet>, NodeError>,
}

/// Where a gateway runs.
pub async fn of(saved: &Saved, nodes: &[Arc<dyn Node>]) -> GatewayStatus {
    judge(saved, &see(nodes).await).await
}

/// Which gateways are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Those that are wanted, and removed ones that some node still has.
    Present,
    /// Removed ones that no node has any more.
    Gone,
}

/// Every gateway of a list with its status.
pub async fn rows(gateways: Vec<Saved>, nodes: &[Arc<dyn Node>], listed: Listed) -> Vec<GatewayRow> {
    let seen = see(nodes).await;
    let mut rows = Vec::new();
    for saved in gateways {
        let status = judge(&saved, &seen).await;
        let is_somewhere =
            status.nodes.iter().any(|node| node.snippet != SnippetState::Absent || node.error.is_some());
        let is_gone = saved.removed && !is_somewhere;
        if is_gone == (listed == Listed::Gone) {
            rows.extend(row(saved, status));
        }
    }
    rows
}

async fn see(nodes: &[Arc<dyn Node>]) -> Vec<Seen> {
    let see = async |node: &Arc<dyn Node>| Seen { node: Arc::clone(node), snippets: node.snippets().await };
    join_all(nodes.iter().map(see)).await
}

async fn judge(saved: &Saved, seen: &[Seen]) -> GatewayStatus {
    let views = join_all(seen.iter().map(|seen| view(saved, seen))).await;
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
        RunState::Reloading,
        RunState::Activating,
        RunState::Deactivating,
        RunState::Failed,
        RunState::Maintenance,
        RunState::Unknown,
    ];
    let is_there = |state: &&RunState| serving.iter().any(|view| view.state == **state);
    if let Some(state) = MOST_TELLING.iter().find(is_there) {
        return *state;
    }
    let has_snippet = serving.iter().any(|view| view.snippet != SnippetState::Absent);
    if has_snippet { RunState::Inactive } else { RunState::NotDeployed }
}

async fn view(saved: &Saved, seen: &Seen) -> NodeStatus {
    let node = &seen.node;
    let mut view = NodeStatus {
        node: node.name().to_owned(),
        simulated: node.reach() == Reach::Simulated,
        snippet: SnippetState::Absent,
        state: RunState::Unknown,
        units: Vec::new(),
        error: None,
    };
    match &seen.snippets {
        Err(error) => view.error = Some(chain(error)),
        Ok(snippets) => {
            view.snippet = match Goal::of(&saved.snippet, snippets) {
                Goal::Absent => SnippetState::Absent,
                Goal::Disabled(_) => SnippetState::Disabled,
                Goal::Enabled(_) => SnippetState::Enabled,
            };
            match node.status(&saved.resource).await {
                Err(error) => view.error = Some(chain(&error)),
                Ok(status) => (view.state, view.units) = (status.state, status.units),
            }
        }
    }
    view
}

fn row(saved: Saved, status: GatewayStatus) -> Option<GatewayRow> {
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
    })
}
