//! Handlers that answer from the request alone.

use axum::Json;
use gateway::api::{ProblemDetails, Rendered, SnippetFile};
use gateway::check::{self, Report};
use gateway::explain::{Explanation, explain};
use gateway::gateway::Gateway;
use gateway::import::{Imported, import};
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;
use serde_json::Value;

use super::error::ApiError;
use super::extract::Body;
use super::session::Viewer;

/// The snippet of a gateway.
#[utoipa::path(post, path = "/render", tag = "stateless", request_body = Gateway, responses(
    (status = 200, body = Rendered),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn render_gateway(_: Viewer, Body(draft): Body<Value>) -> Result<Json<Rendered>, ApiError> {
    let gateway = Gateway::read(&draft).map_err(ApiError::Problems)?;
    Ok(Json(Rendered { file: gateway.file_name(), text: write(&gateway), problems: gateway.warnings() }))
}

/// What the daemon would say of snippets, each alone and all together.
#[utoipa::path(post, path = "/check", tag = "stateless", request_body = Vec<SnippetFile>, responses(
    (status = 200, body = Report),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn check_snippets(_: Viewer, Body(files): Body<Vec<SnippetFile>>) -> Json<Report> {
    Json(check::check(&files, Versions::default()))
}

/// What a snippet is to us: a gateway of ours, one that does the same in other words, or foreign.
#[utoipa::path(post, path = "/import", tag = "stateless", request_body = SnippetFile, responses(
    (status = 200, body = Imported),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn import_snippet(_: Viewer, Body(file): Body<SnippetFile>) -> Json<Imported> {
    Json(import(&file.text))
}

/// What each line of a snippet does. Secrets are not told.
#[utoipa::path(post, path = "/explain", tag = "stateless", request_body = SnippetFile, responses(
    (status = 200, body = Vec<Explanation>),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn explain_snippet(_: Viewer, Body(file): Body<SnippetFile>) -> Json<Vec<Explanation>> {
    Json(explain(&file.text))
}
