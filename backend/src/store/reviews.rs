//! The port to reviews: share links, comments, and what reviewers say.

use async_trait::async_trait;
use gateway::api::review::{Comment, Share};

use super::StoreError;
use crate::audit::Note;

/// Keeps reviews. The token of a link is known by its hash only. Times are seconds since 1970.
#[async_trait]
pub trait Reviews: Send + Sync {
    /// Every share link of a gateway, newest first.
    async fn shares(&self, resource: &str) -> Result<Vec<Share>, StoreError>;

    /// The share link that has neither expired at `now` nor was revoked.
    async fn share(&self, token_hash: &str, now: i64) -> Result<Option<Share>, StoreError>;

    /// Keeps a share link.
    async fn add_share(
        &self,
        share: &Share,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Revokes a share link. Of two who do it, the first is kept.
    async fn revoke_share(&self, id: &str, now: i64, note: &Note) -> Result<(), StoreError>;

    /// Every comment on a revision, oldest first.
    async fn comments(&self, resource: &str, revision: u32) -> Result<Vec<Comment>, StoreError>;

    /// Keeps a comment.
    async fn add_comment(
        &self,
        resource: &str,
        revision: u32,
        comment: &Comment,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Forgets a comment.
    async fn delete_comment(&self, id: &str, note: &Note) -> Result<(), StoreError>;

    /// What reviewers say about every content that a gateway has had, oldest first; of each account the last.
    async fn verdicts(&self, resource: &str) -> Result<Vec<Said>, StoreError>;

    /// What reviewers say about every content that any gateway has had, sorted by resource.
    async fn all_verdicts(&self) -> Result<Vec<Judged>, StoreError>;

    /// Keeps what a reviewer says. What they said about the same content before is forgotten.
    async fn say(&self, resource: &str, said: &Said, note: &Note) -> Result<(), StoreError>;
}

/// What a reviewer says about a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Names the content.
    pub content: String,
    /// Who says it.
    pub account: String,
    /// Whether it is approved.
    pub approved: bool,
    /// The revision that they looked at.
    pub revision: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Why.
    pub message: String,
}

/// What somebody says about a content of some gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The gateway.
    pub resource: String,
    /// Names the content.
    pub content: String,
    /// Who says it.
    pub account: String,
    /// Whether it is approved.
    pub approved: bool,
    /// Whether they have saved some revision of the gateway: then it may be this content, and be their own.
    pub has_saved: bool,
}
