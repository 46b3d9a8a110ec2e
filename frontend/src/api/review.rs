//! Addresses of reviews: what is looked at, what is said of it, and links to it.

use gateway::api::review::{Approval, Comment, Judge, NewComment, NewShare, Review, Share, ShareMade};
use gateway::changes::FieldChange;
use gloo_net::http::Method;

use super::{Api, ApiError, NO_BODY, escape, gateway, request, send};

impl Api {
    /// What a share link shows.
    pub(crate) async fn find_shared(self, token: &str) -> Result<Review, ApiError> {
        self.get(&format!("/review/{}", escape(token))).await
    }

    /// A revision as a reviewer is to see it.
    pub(crate) async fn find_review(self, resource: &str, number: u32) -> Result<Review, ApiError> {
        self.get(&of_revision(resource, number, "review")).await
    }

    /// Every comment on a revision.
    pub(crate) async fn list_comments(self, resource: &str, number: u32) -> Result<Vec<Comment>, ApiError> {
        self.get(&of_revision(resource, number, "comments")).await
    }

    /// Comments on a revision.
    pub(crate) async fn comment(
        self,
        resource: &str,
        number: u32,
        new: &NewComment,
    ) -> Result<Comment, ApiError> {
        self.send(Method::POST, &of_revision(resource, number, "comments"), Some(new)).await
    }

    /// Takes a comment away.
    pub(crate) async fn delete_comment(self, resource: &str, number: u32, id: &str) -> Result<(), ApiError> {
        let path = format!("{}/{}", of_revision(resource, number, "comments"), escape(id));
        self.watch(send(request(Method::DELETE, &path), NO_BODY).await).map(drop)
    }

    /// Approves a revision, or rejects it.
    pub(crate) async fn judge(
        self,
        resource: &str,
        number: u32,
        approved: bool,
        message: String,
    ) -> Result<Approval, ApiError> {
        let verb = if approved { "approve" } else { "reject" };
        self.send(Method::POST, &of_revision(resource, number, verb), Some(&Judge { message })).await
    }

    /// Every share link of a gateway.
    pub(crate) async fn list_shares(self, resource: &str) -> Result<Vec<Share>, ApiError> {
        self.get(&format!("{}/shares", gateway(resource))).await
    }

    /// Makes a share link.
    pub(crate) async fn create_share(self, resource: &str, new: &NewShare) -> Result<ShareMade, ApiError> {
        self.send(Method::POST, &format!("{}/shares", gateway(resource)), Some(new)).await
    }

    /// Revokes a share link.
    pub(crate) async fn revoke_share(self, resource: &str, id: &str) -> Result<(), ApiError> {
        let path = format!("{}/shares/{}", gateway(resource), escape(id));
        self.watch(send(request(Method::DELETE, &path), NO_BODY).await).map(drop)
    }

    /// What differs between two revisions, field by field.
    pub(crate) async fn list_changes(
        self,
        resource: &str,
        from: u32,
        to: u32,
    ) -> Result<Vec<FieldChange>, ApiError> {
        self.get(&format!("{}/changes?from={from}&to={to}", gateway(resource))).await
    }
}

fn of_revision(resource: &str, number: u32, what: &str) -> String {
    format!("{}/revisions/{number}/{what}", gateway(resource))
}
