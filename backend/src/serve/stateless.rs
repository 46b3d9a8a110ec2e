//! Handlers that answer from the request alone.

use axum::Json;
use gateway::api::{ProblemDetails, Rendered, SnippetFile};
use gateway::check::{self, Report};
use gateway::explain::{Explanation, explain};
use gateway::gateway::Gateway;
use gateway::import::{Imported, import};
use gateway::ocf;
use gateway::problem::Problem;
use gateway::repair::{Repaired, repair};
use gateway::secret::masked;
use gateway::snippet::versions::{Reactor, Versions};
use gateway::snippet::write::write;
use serde::Deserialize;
use serde_json::Value;

use super::error::ApiError;
use super::extract::{Body, Query};
use super::session::Viewer;

/// The snippet of a gateway, with `***` in the place of every secret.
#[utoipa::path(post, path = "/render", tag = "stateless", request_body = Gateway, responses(
    (status = 200, body = Rendered),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn render_gateway(_: Viewer, Body(draft): Body<Value>) -> Result<Json<Rendered>, ApiError> {
    let gateway = Gateway::read(&draft).map_err(ApiError::Problems)?;
    Ok(Json(Rendered {
        file: gateway.file_name(),
        text: masked(&write(&gateway)),
        problems: gateway.warnings(),
    }))
}

/// The programs of the node that would read the snippets; the newest where nothing is said.
#[derive(Deserialize)]
pub(super) struct Programs {
    resource_agents: Option<ocf::Version>,
    drbd_reactor: Option<String>,
}

impl Programs {
    fn versions(&self) -> Result<Versions, ApiError> {
        let reactor = self.drbd_reactor.as_deref().map(str::parse::<Reactor>).transpose();
        let reactor = reactor.map_err(|expected| {
            ApiError::Problems(vec![Problem::error(expected.code, "/drbd_reactor", expected.message)])
        })?;
        Ok(Versions {
            reactor: reactor.unwrap_or_default(),
            resource_agents: self.resource_agents.unwrap_or_default(),
        })
    }
}

/// What the daemon would say of snippets, each alone and all together.
#[utoipa::path(post, path = "/check", tag = "stateless", request_body = Vec<SnippetFile>,
    params(("resource_agents" = inline(Option<ocf::Version>), Query), ("drbd_reactor" = Option<String>, Query)), responses(
    (status = 200, body = Report),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn check_snippets(
    _: Viewer,
    Query(programs): Query<Programs>,
    Body(files): Body<Vec<SnippetFile>>,
) -> Result<Json<Report>, ApiError> {
    let versions = programs.versions()?;
    Ok(Json(apart(move || check::check(&files, versions).masked()).await?))
}

/// Snippets with every repair that is certain, what was repaired and what is left.
#[utoipa::path(post, path = "/fix", tag = "stateless", request_body = Vec<SnippetFile>,
    params(("resource_agents" = inline(Option<ocf::Version>), Query), ("drbd_reactor" = Option<String>, Query)), responses(
    (status = 200, body = Repaired),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn fix_snippets(
    _: Viewer,
    Query(programs): Query<Programs>,
    Body(files): Body<Vec<SnippetFile>>,
) -> Result<Json<Repaired>, ApiError> {
    let versions = programs.versions()?;
    Ok(Json(apart(move || repair(&files, versions)).await?))
}

/// Computes where it keeps no other request waiting: megabytes of text take their time.
async fn apart<T: Send + 'static>(compute: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
    // Nobody cancels it, so the only way to fail is a panic.
    tokio::task::spawn_blocking(compute).await.map_err(|error| ApiError::Panicked(error.to_string()))
}

/// What a snippet is to us: a gateway of ours, one that does the same in other words, or foreign. A secret is `***`.
#[utoipa::path(post, path = "/import", tag = "stateless", request_body = SnippetFile, responses(
    (status = 200, body = Imported),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn import_snippet(_: Viewer, Body(file): Body<SnippetFile>) -> Json<Imported> {
    Json(import(&file.text).masked())
}

/// What each line of a snippet does. Secrets are not told.
#[utoipa::path(post, path = "/explain", tag = "stateless", request_body = SnippetFile, responses(
    (status = 200, body = Vec<Explanation>),
    (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn explain_snippet(_: Viewer, Body(file): Body<SnippetFile>) -> Json<Vec<Explanation>> {
    Json(explain(&file.text))
}
