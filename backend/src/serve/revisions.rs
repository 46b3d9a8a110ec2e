//! Handlers of revisions.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use gateway::api::audit::Action;
use gateway::api::{ProblemDetails, Revision, SavedGateway};
use serde::Deserialize;

use super::error::ApiError;
use super::extract::{IfMatch, Path, Query};
use super::gateways::{Message, tagged};
use super::revise;
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::store::Saved;

/// Every revision of a gateway, newest first.
#[utoipa::path(get, path = "/gateways/{resource}/revisions", tag = "revisions", params(("resource" = String, Path)),
    responses(
    (status = 200, body = Vec<Revision>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_revisions(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<Vec<Revision>>, ApiError> {
    let revisions = app.store.revisions(&resource).await?;
    if revisions.is_empty() {
        Err(ApiError::NotFound)
    } else {
        Ok(Json(revisions.into_iter().map(answer).collect()))
    }
}

/// A revision.
#[utoipa::path(get, path = "/gateways/{resource}/revisions/{number}", tag = "revisions",
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Revision),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_revision(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
) -> Result<Json<Revision>, ApiError> {
    Ok(Json(answer(revise::find_revision(&app, &resource, number).await?)))
}

/// Save an old revision again, as a new one.
#[utoipa::path(post, path = "/gateways/{resource}/revisions/{number}/restore", tag = "revisions",
    params(("resource" = String, Path), ("number" = u32, Path), ("message" = Option<String>, Query), ("If-Match" = String, Header)), responses(
    (status = 200, body = SavedGateway, headers(("ETag" = String))),
    (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 428, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn restore_revision(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
    seen: IfMatch,
    Query(message): Query<Message>,
) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    let by = message.by(operator.who(), Action::RestoreRevision);
    let saved = revise::restore(&app, &resource, number, &seen, by).await?;
    tagged(&app, saved).await
}

/// Two revisions of a gateway.
#[derive(Deserialize)]
pub(super) struct Between {
    from: u32,
    to: u32,
}

/// What differs between two revisions of a snippet, as a unified diff.
#[utoipa::path(get, path = "/gateways/{resource}/diff", tag = "revisions",
    params(("resource" = String, Path), ("from" = u32, Query), ("to" = u32, Query)), responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn compare_revisions(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    Query(between): Query<Between>,
) -> Result<String, ApiError> {
    let from = revise::find_revision(&app, &resource, between.from).await?;
    let to = revise::find_revision(&app, &resource, between.to).await?;
    Ok(diff(&from, &to))
}

fn diff(from: &Saved, to: &Saved) -> String {
    let name = |saved: &Saved| format!("{}.toml revision {}", saved.snippet, saved.revision);
    let diff = similar::TextDiff::from_lines(text(from), text(to));
    diff.unified_diff().header(&name(from), &name(to)).to_string()
}

/// What the nodes get of a revision.
fn text(saved: &Saved) -> &str {
    if saved.removed { "" } else { &saved.text }
}

fn answer(saved: Saved) -> Revision {
    Revision {
        revision: saved.revision,
        author: saved.author,
        saved_at: saved.saved_at,
        message: saved.message,
        removed: saved.removed,
        gateway: saved.gateway,
        text: saved.text,
    }
}
