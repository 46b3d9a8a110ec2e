//! Handlers of what reviewers see.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use gateway::api::ProblemDetails;
use gateway::api::review::Review;

use super::error::ApiError;
use super::extract::Path;
use super::session::Viewer;
use crate::app::App;
use crate::{clock, review, token};

/// What a share link shows: one gateway, with secrets masked. It needs no session.
#[utoipa::path(get, path = "/review/{token}", tag = "reviews", security(()), params(("token" = String, Path)),
    responses(
    (status = 200, body = Review),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_shared(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
) -> Result<Json<Review>, ApiError> {
    let share = app.store.share(&token::hash(&token), clock::unix_seconds()).await?;
    let share = share.ok_or(ApiError::ShareGone)?;
    Ok(Json(review::for_link(&app, &share).await?))
}

/// A revision as a reviewer is to see it: with what nodes have instead, and with what was approved before.
#[utoipa::path(get, path = "/gateways/{resource}/revisions/{number}/review", tag = "reviews",
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Review),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_review(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
) -> Result<Json<Review>, ApiError> {
    Ok(Json(review::for_account(&app, &resource, number).await?))
}
