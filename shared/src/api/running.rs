//! How gateways are doing: as a whole, on each node, unit by unit, and what DRBD says.

use serde::{Deserialize, Serialize};

use crate::text::Text;

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
    /// Stopped, though a node's daemon is to run it.
    Inactive,
    /// Stopped by intent: its snippet is disabled on every node that has it.
    Stopped,
    /// Started, and frozen until DRBD has quorum again (`on-quorum-loss = "freeze"`).
    Frozen,
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
    /// How its snippet differs from what was deployed there last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
    /// What DRBD says of the resource there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drbd: Option<DrbdStatus>,
    /// Why the node did not answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Text>,
}

/// A unit of systemd and how it is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitStatus {
    /// Name of the unit.
    pub unit: String,
    /// How it is doing.
    pub state: RunState,
    /// Since when, as the node says (RFC 3339, UTC); none where it does not say, or the unit has never been anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
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

/// What DRBD says of a resource on one node (`drbdadm status --json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrbdStatus {
    /// `Primary`, `Secondary` or `Unknown`, as DRBD writes it.
    pub role: String,
    /// Each volume, by number.
    pub volumes: Vec<DrbdVolume>,
    /// Each connection, by the peer's name.
    pub connections: Vec<DrbdConnection>,
}

/// A volume of a resource on one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrbdVolume {
    /// Its number.
    pub volume: u32,
    /// State of its disk, as DRBD writes it: `UpToDate`, `Inconsistent`, `Diskless` …
    pub disk: String,
    /// Whether the node has quorum for it: without, nothing is written.
    pub quorum: bool,
}

/// A connection to a peer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrbdConnection {
    /// The peer.
    pub peer: String,
    /// `Connected`, `Connecting`, `StandAlone` …, as DRBD writes it.
    pub state: String,
    /// The peer's role, as far as it is known here.
    pub role: String,
}

/// How a node's snippet differs from what was deployed there last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Drift {
    /// Its text is another.
    Changed,
    /// It is not there any more.
    Missing,
    /// It is there again, though it was removed.
    Extra,
    /// The daemon does not read it any more.
    Disabled,
    /// The daemon reads it again, though it was disabled.
    Enabled,
}

/// Answer of `GET /gateways/{resource}/drift`, an entry of its list: a node that has something else than was deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeDrift {
    /// The node.
    pub node: String,
    /// How it differs.
    pub drift: Drift,
    /// Unified diff from what was deployed to what is there; empty where the text is the same.
    pub diff: String,
    /// What saving it as the newest revision would not keep, such as comments.
    pub taking_over_loses: Vec<Text>,
}
