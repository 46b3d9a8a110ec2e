//! Reviews: share links, what they show, comments, and approvals.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::problem::Problem;
use crate::text::Text;

/// Body of `POST /gateways/{resource}/shares`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewShare {
    /// The revision that it shows for ever; the newest one at each time when left out.
    #[serde(default)]
    pub revision: Option<u32>,
    /// Hours until it expires, 1 to 8784.
    pub hours: u16,
}

/// Answer of `GET /gateways/{resource}/shares`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Share {
    /// Its identifier, a UUID.
    pub id: String,
    /// The gateway that it shows.
    pub resource: String,
    /// The revision that it shows; the newest one at each time when there is none.
    pub revision: Option<u32>,
    /// Who made it.
    pub author: String,
    /// When it was made (RFC 3339, UTC).
    pub created_at: String,
    /// When it expires (RFC 3339, UTC).
    pub expires_at: String,
    /// When it was revoked (RFC 3339, UTC).
    pub revoked_at: Option<String>,
}

/// Answer of `POST /gateways/{resource}/shares`: the link's token, shown once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShareMade {
    /// What is kept of it.
    pub share: Share,
    /// Token of the page `/review/{token}`.
    pub token: String,
}

/// Answer of `GET /review/{token}` and `GET /gateways/{resource}/revisions/{number}/review`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The DRBD resource.
    pub resource: String,
    /// The revision that is shown.
    pub revision: u32,
    /// Number of the newest revision.
    pub newest: u32,
    /// Whether this link shows the same revision for ever.
    pub pinned: bool,
    /// When the link expires (RFC 3339, UTC); none for those who have signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// Who saved the revision.
    pub author: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
    /// What its author says about it.
    pub message: String,
    /// Whether it says that the gateway is to be removed.
    pub removed: bool,
    /// The gateway, with secrets masked.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
    pub gateway: Value,
    /// Name of its file on the nodes.
    pub file: String,
    /// The snippet, with secrets masked.
    pub text: String,
    /// What is to be known of it.
    pub problems: Vec<Problem>,
    /// How the revision differs from what each node has now.
    pub nodes: Vec<NodeDifference>,
    /// How it differs from the last revision with all approvals before it; none where there is no such revision.
    pub approved: Option<RevisionDifference>,
    /// How it stands with approvals.
    pub approval: Approval,
}

/// How a revision differs from what a node has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeDifference {
    /// The node.
    pub node: String,
    /// Unified diff from what the node has to the revision; empty where they are the same.
    pub diff: String,
    /// Why the node does not say what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Text>,
}

/// How a revision differs from an older one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionDifference {
    /// The older one.
    pub revision: u32,
    /// Unified diff; empty where they are the same.
    pub diff: String,
}

/// How a revision stands with approvals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Approval {
    /// The revision.
    pub revision: u32,
    /// Names its content: two revisions with the same content have the same approvals.
    pub content: String,
    /// How many approvals a deployment needs.
    pub needed: u32,
    /// How many of those given count.
    pub given: u32,
    /// How many rejections count. One is enough to keep a deployment from beginning.
    pub rejected: u32,
    /// Whether a deployment may begin.
    pub satisfied: bool,
    /// Who has saved this content: what they say of it does not count.
    pub authors: Vec<String>,
    /// What was said, oldest first; of each account the last. Behind a share link nobody is named.
    pub verdicts: Vec<Verdict>,
}

/// How many have approved and rejected what a gateway is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalCount {
    /// How many approvals a deployment needs.
    pub needed: u32,
    /// How many of those given count.
    pub given: u32,
    /// How many rejections count. One is enough to keep a deployment from beginning.
    pub rejected: u32,
}

impl ApprovalCount {
    /// Whether a deployment may begin.
    pub fn is_satisfied(self) -> bool {
        self.given >= self.needed && self.rejected == 0
    }
}

/// What a reviewer says about a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// Who says it.
    pub account: String,
    /// Whether it is approved.
    pub approved: bool,
    /// Whether it counts; what its author says does not.
    pub counts: bool,
    /// The revision that was looked at. One with the same content may have followed.
    pub revision: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Why, in their words.
    pub message: String,
}

/// Body of `POST /gateways/{resource}/revisions/{number}/approve` and `/reject`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Judge {
    /// Why; needed to reject.
    #[serde(default)]
    pub message: String,
}

/// Answer of `GET /gateways/{resource}/revisions/{number}/comments`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its identifier, a UUID.
    pub id: String,
    /// The line of the snippet that it is about, from 1; none where it is about the whole.
    pub line: Option<u32>,
    /// Who wrote it.
    pub author: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// What it says.
    pub text: String,
}

/// Body of `POST /gateways/{resource}/revisions/{number}/comments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewComment {
    /// The line of the snippet that it is about, from 1; none where it is about the whole.
    #[serde(default)]
    pub line: Option<u32>,
    /// What it says: 1 to 4000 characters.
    pub text: String,
}
