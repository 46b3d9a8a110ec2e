//! Paths and bodies of the HTTP interface, used by router and client alike.

pub mod nodes;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::gateway::Kind;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::text::Text;

/// Where the interface starts.
pub const ROOT: &str = "/api/v1";

/// An error as RFC 9457 has it (`application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemDetails {
    /// Stable name of what went wrong, as a URI reference.
    pub r#type: String,
    /// What went wrong, in one line of English.
    pub title: String,
    /// The status code of HTTP.
    pub status: u16,
    /// What went wrong this time and what helps, in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The same sentence in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail_zh: Option<String>,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// Body of `POST /session`: the token of a one-time sign-in link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// What stands behind `#` in the link.
    pub token: String,
}

/// Answer of `GET /session` and `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Who asks.
    pub account: String,
    /// Whether the server runs a simulated cluster.
    pub demo: bool,
}

/// Answer of `GET /gateways`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GatewayRow {
    /// The DRBD resource.
    pub resource: String,
    /// The kind of service; none of a foreign snippet.
    pub kind: Option<Kind>,
    /// What clients know it by: IQN, NQN or mount points.
    pub name: String,
    /// Service IPs with prefix.
    pub service_ips: Vec<String>,
    /// Number of the newest revision.
    pub revision: u32,
    /// Who saved it.
    pub author: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
    /// Whether it is to be removed from the nodes.
    pub removed: bool,
    /// Where it runs.
    pub status: GatewayStatus,
}

/// Answer of `GET /gateways/{resource}`, and of saving it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedGateway {
    /// The DRBD resource.
    pub resource: String,
    /// Number of the newest revision.
    pub revision: u32,
    /// Who saved it.
    pub author: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
    /// Whether it is to be removed from the nodes.
    pub removed: bool,
    /// The gateway.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
    pub gateway: Value,
    /// Name of its file on the nodes.
    pub file: String,
    /// The snippet, as the nodes get it.
    pub text: String,
    /// What is accepted but not what it looks like.
    pub problems: Vec<Problem>,
}

/// An immutable state of a gateway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// Who saved it.
    pub author: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
    /// Whether it says that the gateway is to be removed.
    pub removed: bool,
    /// The gateway.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
    pub gateway: Value,
    /// The snippet.
    pub text: String,
}

/// Answer of `POST /render`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rendered {
    /// Name of the file on the nodes.
    pub file: String,
    /// The snippet.
    pub text: String,
    /// What is accepted but not what it looks like.
    pub problems: Vec<Problem>,
}

/// A snippet file with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SnippetFile {
    /// Name of the file, such as `sds-iscsi-r0.toml`.
    pub file: String,
    /// Its content.
    pub text: String,
}

/// How a unit, or the gateway as a whole, is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunState {
    /// Running; for a gateway, every start entry is.
    Active,
    /// Reading its settings again.
    Reloading,
    /// Starting.
    Activating,
    /// Stopping.
    Deactivating,
    /// Stopped.
    Inactive,
    /// Stopped by an error.
    Failed,
    /// Kept from running by an administrator.
    Maintenance,
    /// No node that runs drbd-reactor has its snippet.
    NotDeployed,
    /// Nobody answers.
    Unknown,
}

/// Where a gateway runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GatewayStatus {
    /// How it is doing as a whole.
    pub state: RunState,
    /// The node on which it is active.
    pub primary_on: Option<String>,
    /// Whether every node that runs services is simulated.
    pub simulated: bool,
    /// Each node's view.
    pub nodes: Vec<NodeStatus>,
}

/// A gateway on one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeStatus {
    /// The node.
    pub node: String,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether its snippet is there and read by the daemon.
    pub snippet: SnippetState,
    /// How the gateway's target is doing there.
    pub state: RunState,
    /// Each unit, the promote unit first, then one per start entry. Empty where nothing runs services.
    pub units: Vec<UnitStatus>,
    /// Why the node did not answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A unit of systemd and how it is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitStatus {
    /// Name of the unit.
    pub unit: String,
    /// How it is doing.
    pub state: RunState,
}

/// Whether a snippet is on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SnippetState {
    /// Not there.
    Absent,
    /// There under a name that the daemon reads.
    Enabled,
    /// There as `.toml.disabled`.
    Disabled,
}

/// Body of `POST /gateways/{resource}/deployments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deploy {
    /// Digest of the plan that was confirmed.
    pub digest: String,
    /// What happens when a node fails after the first change.
    #[serde(default)]
    pub on_failure: OnFailure,
}

/// What happens when a node fails after the first change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OnFailure {
    /// Every node gets back what it had.
    #[default]
    RollBack,
    /// The other nodes go on.
    GoOn,
}

/// Answer of `POST /gateways/{resource}/plan`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanAnswer {
    /// Digest of the plan, which confirms it.
    pub digest: String,
    /// The plan.
    pub plan: Plan,
}

/// Answer of `GET /deployments/{id}`, and each event of `/deployments/{id}/events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deployment {
    /// Its identifier, a UUID.
    pub id: String,
    /// The DRBD resource.
    pub resource: String,
    /// The revision that is deployed.
    pub revision: u32,
    /// Digest of the plan that was confirmed.
    pub digest: String,
    /// Who deploys.
    pub author: String,
    /// When it began (RFC 3339, UTC).
    pub started_at: String,
    /// When it ended.
    pub ended_at: Option<String>,
    /// What happens when a node fails.
    pub on_failure: OnFailure,
    /// How far it is.
    pub state: DeploymentState,
    /// Names of the nodes that are simulated.
    #[serde(default)]
    pub simulated: Vec<String>,
    /// Every step on every node, in order.
    pub steps: Vec<Step>,
    /// What became of each node; empty until it ended.
    pub results: Vec<NodeResult>,
}

/// How far a deployment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DeploymentState {
    /// Steps are carried out.
    Running,
    /// All nodes have what was planned.
    Done,
    /// Some nodes failed; the others have what was planned.
    Partial,
    /// It failed and nothing was changed, or every node has back what it had.
    RolledBack,
    /// It failed, and not every node could get back what it had.
    Failed,
}

/// A step of a deployment on a node. Carrying it out twice is the same as once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// What is done. All nodes end a step before one begins the next.
    pub action: StepAction,
    /// On which node.
    pub node: String,
    /// How far it is.
    pub state: StepState,
    /// What was found or why it failed.
    pub detail: Option<Text>,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepAction {
    /// Look whether the node is ready.
    Preflight,
    /// Keep a copy of what is there.
    Keep,
    /// Stop the gateway and wait until it is inactive.
    Stop,
    /// Put the file there, not yet read by the daemon; read it back and compare.
    Put,
    /// Remove the file.
    Remove,
    /// Let the daemon read it.
    Enable,
    /// Wait until the gateway is active on one node, and look at what was made.
    Verify,
    /// Give back what was there.
    RollBack,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Done,
    /// Not needed.
    Skipped,
    /// Failed.
    Failed,
}

/// What became of a node in a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeResult {
    /// The node.
    pub node: String,
    /// Whether it has what was planned.
    pub ok: bool,
    /// What it has now.
    pub detail: Text,
}
