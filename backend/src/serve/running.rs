//! Handlers that say how the server and what it looks after are doing.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::stream::{Stream, StreamExt};
use gateway::api::{GatewayRow, ProblemDetails};

use super::deployments::event;
use super::error::ApiError;
use super::session::Viewer;
use crate::app::App;
use crate::feed;

/// Whether the server runs.
#[utoipa::path(get, path = "/healthz", tag = "running", security(()), responses((status = 204)))]
pub(super) async fn find_health() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Whether the server can do its work.
#[utoipa::path(get, path = "/readyz", tag = "running", security(()), responses(
    (status = 204),
    (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_readiness(State(app): State<Arc<App>>) -> Result<StatusCode, ApiError> {
    app.store.ping().await.map_err(ApiError::NotReady)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every gateway each time that something about one of them has changed, as events named `gateways`.
#[utoipa::path(get, path = "/events", tag = "running", responses(
    (status = 200, body = Vec<GatewayRow>, content_type = "text/event-stream"),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn watch_gateways(
    _: Viewer,
    State(app): State<Arc<App>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = feed::watch(&app).map(|rows| Ok(event("gateways", &*rows)));
    Sse::new(until_closing(&app, changes)).keep_alive(KeepAlive::default())
}

/// A stream that ends with the server: it would wait for its watchers for ever.
pub(super) fn until_closing<S: Stream>(app: &App, stream: S) -> impl Stream<Item = S::Item> + use<S> {
    let mut closing = app.closing.clone();
    stream.take_until(async move {
        // A sender that is gone without a word closes, too.
        drop(closing.wait_for(|is_closing| *is_closing).await);
    })
}
