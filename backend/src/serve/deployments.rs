//! Handlers of plans and deployments.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::stream::{self, Stream, StreamExt};
use gateway::api::deployments::{Deploy, Deployment, PlanAnswer};
use gateway::api::people::Role;
use gateway::api::{ProblemDetails, ROOT};
use gateway::problem::Problem;
use gateway::text::Text;
use tokio_stream::wrappers::WatchStream;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::masked::masked_deployment;
use super::revise;
use super::running::while_permitted;
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::deploy::record::Record;

/// What a deployment of the newest revision would do.
#[utoipa::path(post, path = "/gateways/{resource}/plan", tag = "deployments", params(("resource" = String, Path)),
    responses(
    (status = 200, body = PlanAnswer),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn plan_deployment(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<PlanAnswer>, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    Ok(Json(app.deployments.plan(&saved).await?))
}

/// Carry out a plan that was confirmed.
#[utoipa::path(post, path = "/gateways/{resource}/deployments", tag = "deployments", request_body = Deploy,
    params(("resource" = String, Path)), responses(
    (status = 202, body = Deployment, headers(("Location" = String))),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn deploy_plan(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    Body(mut order): Body<Deploy>,
) -> Result<Begun, ApiError> {
    order.override_reason = reason(&operator, order.override_reason.as_deref())?;
    let saved = revise::find(&app, &resource).await?;
    Ok(begun(app.deployments.begin(&saved, &order, operator.who()).await?))
}

/// Why somebody deploys without approval, if they may.
fn reason(operator: &Operator, typed: Option<&str>) -> Result<Option<String>, ApiError> {
    let Some(typed) = typed.map(str::trim) else { return Ok(None) };
    if operator.role() != Role::Admin {
        return Err(ApiError::Forbidden(Role::Admin));
    }
    if !(10..=1000).contains(&typed.chars().count()) {
        let problem = Problem::error("override-reason", "/override_reason", REASON);
        return Err(ApiError::Problems(vec![problem]));
    }
    Ok(Some(typed.to_owned()))
}

const REASON: Text = Text::new(
    "expected in 10 to 1000 characters why it cannot wait for approvals",
    "请用 10 到 1000 个字符说明为何不能等待批准",
);

/// Every deployment of a gateway, newest first.
#[utoipa::path(get, path = "/gateways/{resource}/deployments", tag = "deployments",
    params(("resource" = String, Path)), responses(
    (status = 200, body = Vec<Deployment>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_deployments(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<Vec<Deployment>>, ApiError> {
    revise::find(&app, &resource).await?;
    let records = app.store.deployments(&resource).await?;
    Ok(Json(records.into_iter().map(|record| masked_deployment(record.deployment)).collect()))
}

/// A deployment.
#[utoipa::path(get, path = "/deployments/{id}", tag = "deployments", params(("id" = String, Path)), responses(
    (status = 200, body = Deployment),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_deployment(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<Deployment>, ApiError> {
    Ok(Json(masked_deployment(find(&app, &id).await?.deployment)))
}

/// A deployment each time it changes, as events named `deployment`, until it has ended.
#[utoipa::path(get, path = "/deployments/{id}/events", tag = "deployments", params(("id" = String, Path)), responses(
    (status = 200, body = Deployment, content_type = "text/event-stream"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn watch_deployment(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    // Watched before it is read: a change in between is then sent twice, and not lost.
    let changes = if let Some(changes) = app.deployments.watch(&id) {
        WatchStream::new(changes).boxed()
    } else {
        let ended = find(&app, &id).await?.deployment;
        stream::once(async { ended }).boxed()
    };
    let events = changes.map(|deployment| Ok(event("deployment", &masked_deployment(deployment))));
    Ok(Sse::new(while_permitted(app, parts, events)).keep_alive(KeepAlive::default()))
}

/// Give every node back what it had before a deployment, by another one.
#[utoipa::path(post, path = "/deployments/{id}/rollback", tag = "deployments", params(("id" = String, Path)),
    responses(
    (status = 202, body = Deployment, headers(("Location" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn roll_back_deployment(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Begun, ApiError> {
    let record = find(&app, &id).await?;
    if record.is_running() {
        return Err(ApiError::NotEnded);
    }
    Ok(begun(app.deployments.begin_rollback(&record, operator.who()).await?))
}

/// A deployment that has begun, with its address.
pub(super) type Begun = (StatusCode, [(HeaderName, String); 1], Json<Deployment>);

pub(super) fn begun(deployment: Deployment) -> Begun {
    let address = format!("{ROOT}/deployments/{}", deployment.id);
    (StatusCode::ACCEPTED, [(header::LOCATION, address)], Json(masked_deployment(deployment)))
}

async fn find(app: &App, id: &str) -> Result<Record, ApiError> {
    app.store.deployment(id).await?.ok_or(ApiError::NotFound)
}

/// An event of a stream.
pub(super) fn event(name: &str, body: &impl serde::Serialize) -> Event {
    Event::default().event(name).json_data(body).expect("an answer is plain data")
}
