//! Connections: taken, counted, read as HTTP with or without TLS, and ended in good order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use super::certificates::HTTP_2;
use super::origin::OverTls;
use super::per_address::PerAddress;
use crate::settings::web::WebSettings;

/// The pause after the system had no room for a connection: the next moment, it has none either.
const NO_ROOM: Duration = Duration::from_secs(1);
/// How often a client of HTTP/2 that says nothing is asked whether it lives, and how long it may take to say so.
const PING: Duration = Duration::from_secs(20);
/// Requests at once over one connection of HTTP/2, as many as RFC 9113 (6.5.2) recommends at least.
const STREAMS: u32 = 100;
/// The first byte of a handshake (RFC 8446, 5.1). No method of HTTP begins with it.
const HANDSHAKE: u8 = 22;

/// What all connections share.
#[derive(Clone)]
struct Door {
    router: Router,
    tls: Option<TlsAcceptor>,
    /// For a handshake, and for the head of a request.
    head: Duration,
}

/// Answers all connections with `router`, over TLS if there is an acceptor, until `closing` turns true or its sender is
/// gone; then it waits for the answers that have begun.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    web: &WebSettings,
    tls: Option<TlsAcceptor>,
    mut closing: watch::Receiver<bool>,
) {
    let connections = PerAddress::new(web.limits.connections);
    let graceful = GracefulShutdown::new();
    let door = Door { router, tls, head: web.limits.head };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.wait_for(|is_closing| *is_closing) => break,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_connection(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "cannot take a connection");
                sleep(NO_ROOM).await;
                continue;
            }
        };
        let open = connections.open(address.ip());
        // Behind a proxy there are many clients, and the proxy is who counts their connections.
        if open.is_none() && !web.trusted_proxies.has(address.ip()) {
            tracing::debug!(address = %address.ip(), "has too many connections");
            continue;
        }
        let (door, watcher) = (door.clone(), graceful.watcher());
        tokio::spawn(async move {
            door.take(stream, address, watcher).await;
            drop(open);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Whether the client has gone before it was taken; the next one may be there.
fn is_of_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

impl Door {
    async fn take(self, stream: TcpStream, address: SocketAddr, watcher: Watcher) {
        // Small answers are not to wait for each other's acknowledgement. Without it, they only are slower.
        drop(stream.set_nodelay(true));
        let Some(tls) = self.tls.clone() else {
            return self.speak_http_1(stream, address, Travels::Plainly, watcher).await;
        };
        let mut first = [0];
        match timeout(self.head, stream.peek(&mut first)).await {
            Ok(Ok(1)) if first[0] == HANDSHAKE => {}
            Ok(Ok(1)) => return refuse_plain(stream).await,
            Ok(Ok(_) | Err(_)) | Err(_) => return,
        }
        let stream = match timeout(self.head, tls.accept(stream)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                tracing::debug!(address = %address.ip(), %error, "a handshake failed");
                return;
            }
            Err(_) => return,
        };
        if stream.get_ref().1.alpn_protocol() == Some(HTTP_2) {
            self.speak_http_2(stream, address, watcher).await;
        } else {
            self.speak_http_1(stream, address, Travels::OverTls, watcher).await;
        }
    }

    async fn speak_http_1<S>(self, stream: S, address: SocketAddr, travels: Travels, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let answer =
            service_fn(move |request| self.router.clone().oneshot(arrived(request, address, travels)));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.head);
        ended(watcher.watch(http.serve_connection(TokioIo::new(stream), answer)).await, address);
    }

    async fn speak_http_2<S>(self, stream: S, address: SocketAddr, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let has_asked = Arc::new(AtomicBool::new(false));
        let head = self.head;
        let asks = Arc::clone(&has_asked);
        let answer = service_fn(move |request| {
            asks.store(true, Ordering::Relaxed);
            self.router.clone().oneshot(arrived(request, address, Travels::OverTls))
        });
        let mut http = http2::Builder::new(TokioExecutor::new());
        http.timer(TokioTimer::new()).keep_alive_interval(PING).keep_alive_timeout(PING);
        http.max_concurrent_streams(STREAMS);
        let connection = watcher.watch(http.serve_connection(TokioIo::new(stream), answer));
        // The protocol's own questions begin only after its greeting, which a client may leave out.
        let is_silent = async {
            sleep(head).await;
            if has_asked.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            result = connection => ended(result, address),
            () = is_silent => {}
        }
    }
}

/// How a connection travels.
#[derive(Clone, Copy)]
enum Travels {
    Plainly,
    OverTls,
}

/// The request with what its connection knows.
fn arrived(request: Request<Incoming>, address: SocketAddr, travels: Travels) -> Request<Body> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(address));
    match travels {
        Travels::Plainly => {}
        Travels::OverTls => {
            request.extensions_mut().insert(OverTls);
        }
    }
    // HTTP/2 names the origin in a field of its own (RFC 9113, 8.3.1); whoever compares origins looks here.
    if let Some(authority) = request.uri().authority()
        && let Ok(authority) = HeaderValue::from_str(authority.as_str())
    {
        request.headers_mut().insert(HOST, authority);
    }
    request
}

/// Clients go as they like; only who looks for a reason wants to know.
fn ended(result: hyper::Result<()>, address: SocketAddr) {
    if let Err(error) = result {
        tracing::debug!(address = %address.ip(), %error, "a connection ended");
    }
}

/// Tells a client that speaks plain HTTP what it should speak, as far as it listens.
async fn refuse_plain(mut stream: TcpStream) {
    const ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Length: 39\r\nConnection: close\r\n\r\nthis port speaks HTTPS: use `https://`\n";
    drop(timeout(NO_ROOM, stream.write_all(ANSWER)).await);
}
