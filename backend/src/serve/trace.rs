//! What a log line says of a request: never what may be a secret.

use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::Request;
use tracing::Span;

use super::origin::Peer;

/// The span of a request. A path may hold the token of a link, and a query anything, so the route stands for both.
pub(super) fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("(page)", MatchedPath::as_str);
    let address = Peer::of(request.extensions()).address;
    tracing::debug_span!("request", method = %request.method(), route, %address)
}
