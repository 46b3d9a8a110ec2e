//! What one client may take: requests, streams, and the time of each.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gateway::api::ROOT;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use http_body_util::BodyExt;
use tokio::time::timeout;
use tower_http::timeout::DeadlineBody;

use super::archive;
use super::error::ApiError;
use super::origin::Peer;
use super::per_address::{self, PerAddress};
use crate::settings::web::WebLimits;

/// Larger than any directory of snippets, smaller than what hurts.
const LARGEST_BODY: usize = 4 << 20;
/// What people say of themselves is short, and some of it is read before anybody has signed in.
const LARGEST_BODY_OF_PEOPLE: usize = 64 << 10;
const OF_PEOPLE: [&str; 4] = ["/session", "/users", "/tokens", "/review"];

/// After how many requests those clients are forgotten that have asked nothing for a while.
const FORGET_EVERY: u32 = 4096;

/// The counts of all clients.
pub(super) struct Counts {
    limits: WebLimits,
    requests: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    asked: AtomicU32,
    streams: Arc<PerAddress>,
}

impl Counts {
    pub(super) fn new(limits: WebLimits) -> Arc<Self> {
        let quota = Quota::per_second(limits.requests_per_second).allow_burst(limits.requests_at_once);
        Arc::new(Self {
            limits,
            requests: DefaultKeyedRateLimiter::dashmap(quota),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
            streams: PerAddress::new(limits.streams),
        })
    }

    /// Counts a request; where it is one too many, says in what time it would not be.
    fn count(&self, address: IpAddr) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.requests.retain_recent();
        }
        let counted = self.requests.check_key(&per_address::client(address));
        counted.map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

/// Answers a request if its client may ask now, and within the time and size that it may take.
pub(super) async fn limit(State(counts): State<Arc<Counts>>, mut request: Request, next: Next) -> Response {
    let peer = Peer::of(request.extensions());
    let path = request.uri().path();
    let inner = path.strip_prefix(ROOT).unwrap_or(path);
    // Whoever watches over the server asks for its health from the same place again and again. What no connection has
    // brought is asked by the program itself.
    let is_counted = inner != "/healthz" && request.extensions().get::<ConnectInfo<SocketAddr>>().is_some();
    if is_counted && let Err(pause) = counts.count(peer.address) {
        return ApiError::TooMany(pause).into_response();
    }
    let largest = match inner {
        archive::IMPORT => archive::LARGEST_IMPORT,
        path if is_of_people(path) => LARGEST_BODY_OF_PEOPLE,
        _ => LARGEST_BODY,
    };
    DefaultBodyLimit::max(largest).apply(&mut request);
    let request = request.map(|body| Body::new(DeadlineBody::new(counts.limits.body, body)));
    let Ok(response) = timeout(counts.limits.answer, next.run(request)).await else {
        return ApiError::TookTooLong.into_response();
    };
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream")) {
        return response;
    }
    match counts.streams.open(peer.address) {
        // It is open for as long as somebody reads it.
        Some(open) => response.map(|body| {
            Body::new(body.map_frame(move |frame| {
                let _ = &open;
                frame
            }))
        }),
        None => ApiError::TooMany(RETRY_STREAM).into_response(),
    }
}

/// Nobody knows when one of the client's streams ends; this is when it may look again.
const RETRY_STREAM: Duration = Duration::from_secs(10);

fn is_of_people(path: &str) -> bool {
    OF_PEOPLE
        .iter()
        .any(|people| path.strip_prefix(people).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}
