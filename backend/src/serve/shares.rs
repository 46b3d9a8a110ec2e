//! Handlers of share links.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use gateway::api::ProblemDetails;
use gateway::api::audit::Action;
use gateway::api::review::{NewShare, Share, ShareMade};
use gateway::problem::Problem;
use gateway::text::Text;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::revise;
use super::session::Operator;
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::token::{Token, random_id};

/// Every share link of a gateway, newest first.
#[utoipa::path(get, path = "/gateways/{resource}/shares", tag = "reviews", params(("resource" = String, Path)),
    responses(
    (status = 200, body = Vec<Share>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_shares(
    _: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<Vec<Share>>, ApiError> {
    revise::find(&app, &resource).await?;
    Ok(Json(app.store.shares(&resource).await?))
}

/// Make a share link. Its token is shown once; the server keeps its hash.
#[utoipa::path(post, path = "/gateways/{resource}/shares", tag = "reviews", request_body = NewShare,
    params(("resource" = String, Path)), responses(
    (status = 201, body = ShareMade),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_share(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    Body(new): Body<NewShare>,
) -> Result<(StatusCode, Json<ShareMade>), ApiError> {
    let newest = revise::find(&app, &resource).await?.revision;
    let mut problems = Vec::new();
    if !(1..=LONGEST).contains(&new.hours) {
        problems.push(Problem::error("share-hours", "/hours", HOURS));
    }
    if new.revision.is_some_and(|revision| !(1..=newest).contains(&revision)) {
        problems.push(Problem::error("share-revision", "/revision", of_newest(newest)));
    }
    if !problems.is_empty() {
        return Err(ApiError::Problems(problems));
    }
    let token = Token::random();
    let now = clock::unix_seconds();
    let expires_at = now + i64::from(new.hours) * 60 * 60;
    let share = Share {
        id: random_id(),
        resource,
        revision: new.revision,
        author: operator.who().account.clone(),
        created_at: clock::at(now),
        expires_at: clock::at(expires_at),
        revoked_at: None,
    };
    let note = Note::new(operator.who(), Action::Share, &share.resource).after(&share);
    app.store.add_share(&share, &token.hash(), expires_at, &note).await?;
    Ok((StatusCode::CREATED, Json(ShareMade { share, token: token.reveal().to_owned() })))
}

/// Revoke a share link. Revoking it twice is the same as once.
#[utoipa::path(delete, path = "/gateways/{resource}/shares/{id}", tag = "reviews",
    params(("resource" = String, Path), ("id" = String, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn revoke_share(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path((resource, id)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let shares = app.store.shares(&resource).await?;
    let share = shares.into_iter().find(|share| share.id == id).ok_or(ApiError::NotFound)?;
    let note = Note::new(operator.who(), Action::RevokeShare, &resource).before(&share);
    app.store.revoke_share(&id, clock::unix_seconds(), &note).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hours of a leap year.
const LONGEST: u16 = 366 * 24;

const HOURS: Text =
    Text::new("expected 1 to 8784 hours (a year), such as `72`", "应为 1 到 8784 小时（一年），例如 `72`");

fn of_newest(newest: u32) -> Text {
    Text::of(
        format!("there is no such revision; expected 1 to {newest}, or none for the newest one at each time"),
        format!("没有该修订版本；应为 1 到 {newest}，或留空以始终显示最新版本"),
    )
}
