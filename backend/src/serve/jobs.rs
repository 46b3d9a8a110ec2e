//! Handlers that start, stop and send gateways away, and keep nodes free of them. Each is a deployment to watch.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use gateway::api::ProblemDetails;
use gateway::api::deployments::{Deployment, Evict};
use gateway::api::nodes::{Maintenance, MaintenanceBegun};
use gateway::problem::Problem;
use gateway::text::Text;

use super::deployments::{Begun, begun};
use super::error::ApiError;
use super::extract::{Body, Path};
use super::revise;
use super::session::Operator;
use crate::app::App;
use crate::maintenance;

/// Start a gateway: the daemons of all nodes that have its snippet read it.
#[utoipa::path(post, path = "/gateways/{resource}/start", tag = "deployments", params(("resource" = String, Path)),
    responses(
    (status = 202, body = Deployment, headers(("Location" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn start_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Begun, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    Ok(begun(app.deployments.start_gateway(&saved, operator.who()).await?))
}

/// Stop a gateway on all nodes. Its snippets stay, disabled.
#[utoipa::path(post, path = "/gateways/{resource}/stop", tag = "deployments", params(("resource" = String, Path)),
    responses(
    (status = 202, body = Deployment, headers(("Location" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn stop_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Begun, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    Ok(begun(app.deployments.stop_gateway(&saved, operator.who()).await?))
}

/// Send a gateway from the node on which it is active to another one.
#[utoipa::path(post, path = "/gateways/{resource}/evict", tag = "deployments", request_body = Evict,
    params(("resource" = String, Path)), responses(
    (status = 202, body = Deployment, headers(("Location" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn evict_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    Body(evict): Body<Evict>,
) -> Result<Begun, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    let delay = delay(&evict)?;
    Ok(begun(app.deployments.evict_gateway(&saved, operator.who(), delay, None).await?))
}

/// Keep a node free of gateways, or let it run them again. Those that run there are sent away.
#[utoipa::path(put, path = "/nodes/{name}/maintenance", tag = "nodes", request_body = Maintenance,
    params(("name" = String, Path)), responses(
    (status = 202, body = MaintenanceBegun),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 502, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn set_maintenance(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Body(maintenance): Body<Maintenance>,
) -> Result<(StatusCode, Json<MaintenanceBegun>), ApiError> {
    let delay = delay(&maintenance.evict)?;
    let node = app.nodes.find(&name).ok_or(ApiError::NotFound)?.node;
    let answer = if maintenance.on {
        maintenance::begin(&app, node.as_ref(), delay, operator.who()).await?
    } else {
        maintenance::end(&app, node.as_ref(), operator.who()).await?
    };
    Ok((StatusCode::ACCEPTED, Json(answer)))
}

fn delay(evict: &Evict) -> Result<u16, ApiError> {
    if (1..=600).contains(&evict.delay) {
        return Ok(evict.delay);
    }
    Err(ApiError::Problems(vec![Problem::error("evict-delay", "/delay", EVICT_DELAY)]))
}

const EVICT_DELAY: Text = Text::new("expected 1 to 600 seconds", "应为 1 到 600 秒");
