//! Handlers of revisions.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use gateway::api::audit::Action;
use gateway::api::{ProblemDetails, Revealed, Revision, SavedGateway};
use gateway::changes::{FieldChange, changes};
use gateway::secret::pair::masked_pair;
use serde::Deserialize;
use serde_json::json;

use super::error::ApiError;
use super::extract::{IfMatch, Path, Query};
use super::gateways::{Message, tagged};
use super::masked::masked_revision;
use super::revise;
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::audit::Note;
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

/// A revision with its secrets, which nothing else tells. That they were read is noted before they are told.
#[utoipa::path(post, path = "/gateways/{resource}/revisions/{number}/reveal", tag = "revisions",
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Revealed),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn reveal_revision(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
) -> Result<Json<Revealed>, ApiError> {
    let saved = revise::find_revision(&app, &resource, number).await?;
    let note = Note::new(operator.who(), Action::Reveal, &*resource).after(&json!({"revision": number}));
    app.store.note(&note).await?;
    Ok(Json(Revealed { gateway: saved.gateway, text: saved.text }))
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
    let by = message.by(operator.who(), Action::RestoreRevision)?;
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

/// What differs between two revisions, field by field, in the words of the form.
#[utoipa::path(get, path = "/gateways/{resource}/changes", tag = "revisions",
    params(("resource" = String, Path), ("from" = u32, Query), ("to" = u32, Query)), responses(
    (status = 200, body = Vec<FieldChange>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_changes(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    Query(between): Query<Between>,
) -> Result<Json<Vec<FieldChange>>, ApiError> {
    let from = revise::find_revision(&app, &resource, between.from).await?;
    let to = revise::find_revision(&app, &resource, between.to).await?;
    Ok(Json(changes(&from.gateway, &to.gateway)))
}

fn diff(from: &Saved, to: &Saved) -> String {
    let name = |saved: &Saved| format!("{}.toml revision {}", saved.snippet, saved.revision);
    let (old, new) = masked_pair(text(from), text(to));
    let diff = similar::TextDiff::from_lines(&old, &new);
    diff.unified_diff().header(&name(from), &name(to)).to_string()
}

/// What the nodes get of a revision.
fn text(saved: &Saved) -> &str {
    if saved.removed { "" } else { &saved.text }
}

fn answer(saved: Saved) -> Revision {
    masked_revision(Revision {
        revision: saved.revision,
        author: saved.author,
        saved_at: saved.saved_at,
        message: saved.message,
        removed: saved.removed,
        gateway: saved.gateway,
        text: saved.text,
    })
}
