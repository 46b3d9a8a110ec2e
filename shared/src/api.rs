//! Paths and bodies of the HTTP interface, used by router and client alike.

pub mod archive;
pub mod audit;
pub mod deployments;
pub mod nodes;
pub mod oidc;
pub mod people;
pub mod review;
pub mod running;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::review::ApprovalCount;
use crate::api::running::GatewayStatus;
use crate::gateway::Kind;
use crate::problem::Problem;

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
    /// How its newest revision stands with approvals; nothing where none is needed and nobody has said anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approvals: Option<ApprovalCount>,
}

/// An event of `GET /events?changes=true` after the first: what differs from what was told before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GatewayChanges {
    /// Every gateway that is new or not as it was.
    pub changed: Vec<GatewayRow>,
    /// Resources of the gateways that are not listed any more.
    pub gone: Vec<String>,
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
    /// What its author says about it.
    pub message: String,
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

/// Body of `POST /gateways/{resource}/take-over`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOver {
    /// The node that has what is to be saved.
    pub node: String,
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
    /// What its author says about it.
    pub message: String,
    /// Whether it says that the gateway is to be removed.
    pub removed: bool,
    /// The gateway.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
    pub gateway: Value,
    /// The snippet.
    pub text: String,
}

/// Answer of `POST /gateways/{resource}/revisions/{number}/reveal`: the one that tells secrets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revealed {
    /// The gateway.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
    pub gateway: Value,
    /// The snippet.
    pub text: String,
}

/// Answer of `POST /render`. Secrets are `***`.
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
