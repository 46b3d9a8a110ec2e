//! Compares what is wanted with what the nodes have, and says what a deployment would do and interrupt.

pub mod interruption;

use std::collections::BTreeSet;
use std::mem;

use serde::{Deserialize, Serialize};

use crate::api::nodes::NodeCheck;
use crate::problem::{Problem, Severity};
use crate::secret::pair::masked_pair;
use crate::secret::{masked, masked_problems, masked_text};
use crate::snippet::read;
use crate::text::Text;
use interruption::Clients;

/// What a deployment is to bring about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The DRBD resource.
    pub resource: String,
    /// The revision that is deployed.
    pub revision: u32,
    /// Name of the snippet without suffix.
    pub snippet: String,
    /// Its text; `None` when it is to be removed.
    pub text: Option<String>,
}

/// What was found on a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The node.
    pub node: String,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether a daemon runs services there.
    pub runs_services: bool,
    /// Every snippet there.
    pub snippets: Vec<FoundSnippet>,
    /// Names of snippets that are there both enabled and disabled.
    pub twice: BTreeSet<String>,
    /// Whether the gateway is active there.
    pub active: bool,
    /// What its preflight found for this gateway.
    pub checks: Vec<NodeCheck>,
    /// Why it did not answer.
    pub error: Option<Text>,
}

/// A snippet that was found on a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundSnippet {
    /// Its name without suffix.
    pub name: String,
    /// Whether the daemon reads it.
    pub enabled: bool,
    /// Its content.
    pub text: String,
}

/// What a deployment would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// The DRBD resource.
    pub resource: String,
    /// The revision that is deployed.
    pub revision: u32,
    /// Name of the file on the nodes.
    pub file: String,
    /// The text of the file; `None` when it is removed.
    pub text: Option<String>,
    /// What each node gets.
    pub nodes: Vec<NodePlan>,
    /// What clients notice; `None` if nothing.
    pub interrupts: Option<Text>,
    /// What a removal leaves behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays: Option<Text>,
}

/// What one node gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodePlan {
    /// The node.
    pub node: String,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether a daemon runs services there.
    pub runs_services: bool,
    /// What is done.
    pub action: Action,
    /// Whether a running gateway has to stop for it.
    pub restarts: bool,
    /// Unified diff from what is there; empty where the text is the same.
    pub diff: String,
    /// What keeps the node from it.
    pub blocked: Vec<Problem>,
    /// What the preflight found that keeps nothing away. It is no part of what is confirmed: a clock may go on.
    pub remarks: Vec<NodeCheck>,
}

/// What is done on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Action {
    /// It has what is wanted.
    Nothing,
    /// It gets the file.
    Create,
    /// Its file is replaced by another.
    Replace,
    /// Its file is removed.
    Remove,
    /// Its file is right, but not read by the daemon.
    Enable,
}

impl Plan {
    /// Whether some node cannot get what is wanted.
    pub fn is_blocked(&self) -> bool {
        self.nodes.iter().any(|node| !node.blocked.is_empty())
    }

    /// Whether nothing would be done.
    pub fn is_empty(&self) -> bool {
        self.nodes.iter().all(|node| node.action == Action::Nothing)
    }
}

/// Plans a deployment.
pub fn plan(wanted: &Wanted, found: &[Found]) -> Plan {
    // A running gateway whose content changes has to stop everywhere: were only one node changed, a peer would take
    // over with the old file.
    let runs = found.iter().any(|node| node.active);
    let changes_content = found.iter().any(|node| node.runs_services && changes_content(wanted, node));
    let restarts = runs && changes_content;
    let nodes = found.iter().map(|node| plan_node(wanted, node, restarts)).collect();
    Plan {
        resource: wanted.resource.clone(),
        revision: wanted.revision,
        file: format!("{}.toml", wanted.snippet),
        text: wanted.text.clone(),
        nodes,
        interrupts: restarts.then(|| interruption(wanted, found)),
        stays: wanted.text.is_none().then_some(STAYS),
    }
}

impl Plan {
    /// The plan as it may be told. Its differences tell no secret anyway.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.text = self.text.map(|text| masked(&text));
        for node in &mut self.nodes {
            node.blocked = masked_problems(mem::take(&mut node.blocked));
            for remark in &mut node.remarks {
                remark.detail = masked_text(&remark.detail);
            }
        }
        self
    }
}

/// What clients notice, told of what runs now: they are connected to that, whatever is to come.
fn interruption(wanted: &Wanted, found: &[Found]) -> Text {
    let running = found.iter().filter(|node| node.active).find_map(|node| on_node(wanted, node));
    let clients = running.and_then(|snippet| Clients::of(&snippet.text));
    match (clients, &wanted.text) {
        (Some(clients), Some(_)) => clients.while_it_restarts(),
        (Some(clients), None) => clients.for_good(),
        (None, Some(_)) => Text::new(
            "the gateway stops on all nodes and starts again with the new settings; its clients wait or lose their \
             connections meanwhile",
            "网关会在所有节点上停止，然后以新设置重新启动；期间客户端会等待或断开连接",
        ),
        (None, None) => Text::new(
            "the gateway stops on all nodes and does not come back; its clients lose their connections",
            "网关会在所有节点上停止且不再启动；客户端会断开连接",
        ),
    }
}

const STAYS: Text = Text::new(
    "the DRBD resource with its volumes and all data stays, and so do the directories that it was mounted at, and \
     every revision: restoring one and deploying it brings the gateway back",
    "DRBD 资源及其卷和全部数据、挂载目录以及所有修订版都会保留：恢复某个修订版并部署即可找回该网关",
);

fn on_node<'a>(wanted: &Wanted, node: &'a Found) -> Option<&'a FoundSnippet> {
    node.snippets.iter().find(|snippet| snippet.name == wanted.snippet)
}

/// Whether the daemon of a node sees the gateway now and would see another, or none. A node that gets the snippet for
/// the first time changes nothing for those that run it, unless services run there that an earlier file left behind:
/// nobody knows with which values.
fn changes_content(wanted: &Wanted, node: &Found) -> bool {
    let Some(now) = on_node(wanted, node).filter(|snippet| snippet.enabled) else { return node.active };
    wanted.text.as_ref().is_none_or(|text| !read::means_the_same(&now.text, text))
}

fn plan_node(wanted: &Wanted, node: &Found, restarts: bool) -> NodePlan {
    let now = on_node(wanted, node);
    let action = match (now, &wanted.text) {
        (None, None) => Action::Nothing,
        (None, Some(_)) => Action::Create,
        (Some(_), None) => Action::Remove,
        (Some(now), Some(text)) if now.text != *text => Action::Replace,
        (Some(now), Some(_)) => {
            if now.enabled {
                Action::Nothing
            } else {
                Action::Enable
            }
        }
    };
    NodePlan {
        node: node.node.clone(),
        simulated: node.simulated,
        runs_services: node.runs_services,
        action,
        restarts: restarts && node.runs_services,
        diff: diff(wanted, now),
        blocked: blocked(wanted, node),
        remarks: node.checks.iter().filter(|check| is_remark(check)).cloned().collect(),
    }
}

fn diff(wanted: &Wanted, now: Option<&FoundSnippet>) -> String {
    let old = now.map_or("", |snippet| snippet.text.as_str());
    let new = wanted.text.as_deref().unwrap_or("");
    let file = format!("{}.toml", wanted.snippet);
    let from = if now.is_some() { file.as_str() } else { "/dev/null" };
    let to = if wanted.text.is_some() { file.as_str() } else { "/dev/null" };
    let (old, new) = masked_pair(old, new);
    similar::TextDiff::from_lines(&old, &new).unified_diff().header(from, to).to_string()
}

/// What keeps a node from getting what is wanted: no answer, or a directory that would no longer load as a whole.
fn blocked(wanted: &Wanted, node: &Found) -> Vec<Problem> {
    if let Some(error) = &node.error {
        let message = Text::of(
            format!("the node does not answer: {}", error.en),
            format!("节点没有响应：{}", error.zh),
        );
        return vec![Problem::error("node-silent", node.node.clone(), message)];
    }
    let Some(text) = &wanted.text else { return Vec::new() };
    if node.twice.contains(&wanted.snippet) {
        return vec![Problem::error("snippet-twice", node.node.clone(), snippet_twice(&wanted.snippet))];
    }
    let mut files: Vec<(String, &str)> = Vec::new();
    for snippet in node.snippets.iter().filter(|snippet| snippet.enabled && snippet.name != wanted.snippet) {
        files.push((format!("{}.toml", snippet.name), &snippet.text));
    }
    files.push((format!("{}.toml", wanted.snippet), text));
    files.sort();
    let mut problems = read::problems_together(&files);
    let errors = node.checks.iter().filter(|check| check.severity == Some(Severity::Error));
    problems.extend(errors.map(|check| Problem::error("preflight", node.node.clone(), check.detail.clone())));
    problems
}

fn is_remark(check: &NodeCheck) -> bool {
    matches!(check.severity, Some(Severity::Warning | Severity::Info))
}

fn snippet_twice(name: &str) -> Text {
    Text::of(
        format!(
            "`{name}` is there both as `.toml` and as `.toml.disabled`; remove the one that is not wanted"
        ),
        format!("`{name}` 同时存在 `.toml` 和 `.toml.disabled` 两份；请删除不需要的一份"),
    )
}
