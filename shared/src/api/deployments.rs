//! Deployments: what is confirmed, how far it is, and what became of each node.

use serde::{Deserialize, Serialize};

use crate::api::review::Approval;
use crate::plan::Plan;
use crate::text::Text;

/// Body of `POST /gateways/{resource}/deployments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deploy {
    /// Digest of the plan that was confirmed.
    pub digest: String,
    /// What happens when a node fails after the first change.
    #[serde(default)]
    pub on_failure: OnFailure,
    /// Why it begins without the approvals that it needs, in 10 to 1000 characters. Only admins may say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
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
    /// How the revision stands with approvals.
    pub approval: Approval,
}

/// Answer of `GET /deployments/{id}`, and each event of `/deployments/{id}/events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deployment {
    /// Its identifier, a UUID.
    pub id: String,
    /// What it is for.
    #[serde(default)]
    pub job: Job,
    /// The DRBD resource.
    pub resource: String,
    /// The revision that is deployed.
    pub revision: u32,
    /// Digest of the plan that was confirmed; empty where there was none.
    pub digest: String,
    /// Who deploys.
    pub author: String,
    /// Why it began without the approvals that it needed; none of all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
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

/// What a deployment is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Job {
    /// Every node gets what a revision says.
    #[default]
    Deploy,
    /// Every node gets back what it had before another deployment.
    RollBack,
    /// The daemons read the snippets that are there.
    Start,
    /// The gateway stops everywhere, and its snippets stay, disabled.
    Stop,
    /// The gateway moves from its node to another one.
    Evict,
}

/// Body of `POST /gateways/{resource}/evict`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evict {
    /// Seconds that a peer may take to take over, 1 to 600. 20 when left out, as `drbd-reactorctl evict` has it.
    #[serde(default = "default_delay")]
    pub delay: u16,
}

impl Default for Evict {
    fn default() -> Self {
        Self { delay: default_delay() }
    }
}

fn default_delay() -> u16 {
    20
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
    /// Until when the node waits (RFC 3339, UTC), for a countdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
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
    /// Send the gateway to a peer and wait until one runs it.
    Evict,
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
