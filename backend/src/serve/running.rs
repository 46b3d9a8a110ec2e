//! Handlers that say how the server and what it looks after are doing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::stream::{Stream, StreamExt};
use gateway::api::{GatewayRow, ProblemDetails};
use serde::Deserialize;

use super::deployments::event;
use super::error::ApiError;
use super::extract::Query;
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

/// How often a watcher of changes hears that nothing has changed.
const ALIVE: Duration = Duration::from_secs(5);

/// How much watchers are told.
#[derive(Deserialize)]
pub(super) struct Told {
    /// Whether only what has changed is told, after the first event.
    #[serde(default)]
    changes: bool,
}

/// Every gateway each time that something about one of them has changed, as events named `gateways`. With `changes=true`,
/// only the first event has all; what has changed since the one before follows in events named `changes`, and one named
/// `alive` comes where nothing has changed for 5 seconds.
#[utoipa::path(get, path = "/events", tag = "running", params(("changes" = Option<bool>, Query)), responses(
    (status = 200, body = Vec<GatewayRow>, content_type = "text/event-stream"),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn watch_gateways(
    _: Viewer,
    State(app): State<Arc<App>>,
    Query(told): Query<Told>,
    parts: Parts,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut before: Option<Arc<Vec<GatewayRow>>> = None;
    let events = feed::watch(&app).map(move |rows| {
        let before = before.replace(Arc::clone(&rows)).filter(|_| told.changes);
        Ok(match before {
            None => event("gateways", &*rows),
            Some(before) => event("changes", &feed::changes(&before, &rows)),
        })
    });
    let alive = if told.changes {
        // The browser tells a page of no comments.
        KeepAlive::new().interval(ALIVE).event(Event::default().event("alive").data("nothing has changed"))
    } else {
        KeepAlive::default()
    };
    Sse::new(while_permitted(app, parts, events)).keep_alive(alive)
}

/// A stream of events for somebody who may look. It ends with the server, which would wait for its watchers for ever, and
/// when whoever asked may look no longer: an account that is disabled hears nothing more either.
pub(super) fn while_permitted<S: Stream>(
    app: Arc<App>,
    parts: Parts,
    stream: S,
) -> impl Stream<Item = S::Item> + use<S> {
    stream.take_until(async move {
        let mut closing = app.closing.clone();
        tokio::select! {
            // A sender that is gone without a word closes, too.
            closed = closing.wait_for(|is_closing| *is_closing) => drop(closed),
            () = until_forbidden(&app, parts) => {}
        }
    })
}

async fn until_forbidden(app: &Arc<App>, mut parts: Parts) {
    loop {
        tokio::time::sleep(ALIVE).await;
        if Viewer::from_request_parts(&mut parts, app).await.is_err() {
            return;
        }
    }
}
