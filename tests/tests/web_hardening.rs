//! What every answer forbids, what one client may take, and whose word about a client counts.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use gateway_tests::listening::{Listening, PATIENCE, say, until_cut, until_said};
use gateway_tests::server::{Server, iscsi};
use http_body_util::BodyExt;
use sds_gateway::serve::extract;
use sds_gateway::serve::origin::{Peer, TrustedProxies};
use sds_gateway::serve::router::{guard, router_with};
use sds_gateway::settings::web::{WebLimits, WebSettings};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};
use tower::ServiceExt;

const PROXY: &str = "10.0.0.1";
/// Over a connection that goes on.
const ASK: &str = "GET /peer HTTP/1.1\r\nHost: gateway.test\r\n\r\n";
const STRANGER: &str = "192.0.2.7";

fn limits(change: impl FnOnce(&mut WebLimits)) -> WebSettings {
    let mut web = WebSettings {
        trusted_proxies: TrustedProxies::new(vec!["10.0.0.0/8".parse().expect("a network")]),
        ..WebSettings::default()
    };
    change(&mut web.limits);
    web
}

/// A route that panics, one that says who asks, one that reads, and one that never answers.
fn routes(web: &WebSettings) -> Router {
    let routes = Router::new()
        .route("/panic", get(break_down))
        .route("/peer", get(async |peer: Peer| format!("{} {}", peer.address, peer.is_https)))
        .route("/read", post(async |extract::Body(body): extract::Body<Value>| body.to_string()))
        .route("/never", get(std::future::pending::<()>));
    guard(routes, web)
}

async fn break_down() -> &'static str {
    panic!("a secret of the handler")
}

/// Asks as if over a connection from `address`.
async fn ask_from(router: &Router, address: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let address: IpAddr = address.parse().expect("an address");
    let mut request = Request::builder().uri(path).header("host", "gateway.test");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.extension(ConnectInfo(SocketAddr::new(address, 4711)));
    let request = request.body(Body::empty()).expect("a request");
    router.clone().oneshot(request).await.expect("a router never fails")
}

fn assert_guarded(headers: &HeaderMap, what: &str) {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let policy = text("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
        "{what}: {policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    for (name, value) in [
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        assert_eq!(text(name), value, "{what}: {name}");
    }
    assert!(text("permissions-policy").contains("camera=()"), "{what}");
    assert_ne!(text("cache-control"), "", "{what}");
    for name in ["server", "x-powered-by", "via", "access-control-allow-origin"] {
        assert_eq!(text(name), "", "{what}: {name}");
    }
}

#[tokio::test]
async fn every_kind_of_answer_forbids_what_pages_of_others_could_do_with_it() {
    let mut server = Server::start().await;
    let large = "x".repeat(5 << 20);
    let json = [("content-type", "application/json")];
    let foreign = [("content-type", "application/json"), ("origin", "http://evil.test")];
    for (what, answer, status) in [
        ("page", server.get("//").await, 200),
        ("page of a link", server.get("//review/0123456789").await, 200),
        ("missing file", server.get("//no-such.js").await, 404),
        ("interface", server.get("/gateways").await, 200),
        ("document", server.get("/docs").await, 200),
        ("no content", server.get("/healthz").await, 204),
        ("nothing", server.get("/no-such").await, 404),
        ("method", server.ask("PATCH", "/gateways", &[], "").await, 405),
        ("no JSON", server.ask("POST", "/gateways", &json, "{").await, 400),
        ("problems", server.post("/gateways", &json!({})).await, 422),
        ("another origin", server.ask("POST", "/gateways", &foreign, iscsi().to_string()).await, 403),
        ("too large", server.ask("POST", "/check", &json, large).await, 413),
    ] {
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
        assert_guarded(&answer.headers, what);
    }
    server.sign_out_quietly();
    let nobody = server.get("/gateways").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert_guarded(&nobody.headers, "nobody");

    let one = limits(|limits| {
        limits.requests_at_once = NonZeroU32::MIN;
        limits.requests_per_second = NonZeroU32::MIN;
    });
    let router = routes(&one);
    let panicked = ask_from(&router, STRANGER, "/panic", &[]).await;
    assert_eq!(panicked.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_guarded(panicked.headers(), "panic");
    let text = panicked.into_body().collect().await.expect("a body").to_bytes();
    assert!(!String::from_utf8_lossy(&text).contains("secret"), "a panic says nothing");
    let refused = ask_from(&router, STRANGER, "/panic", &[]).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_guarded(refused.headers(), "too many");
}

#[tokio::test]
async fn assets_of_the_bundle_are_guarded_too() {
    let server = Server::start().await;
    let page = server.get("//").await.text;
    let assets = page.split('"').filter(|word| word.starts_with('/') && word.contains('.'));
    for asset in assets {
        let answer = server.get(&format!("/{asset}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{asset}");
        assert_guarded(&answer.headers, asset);
    }
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_ask_again_and_others_are_answered() {
    let web = limits(|limits| {
        limits.requests_at_once = NonZeroU32::new(3).expect("a number");
        limits.requests_per_second = NonZeroU32::MIN;
    });
    let server = Server::start().await;
    let router = router_with(Arc::clone(&server.app), &web);
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(ask_from(&router, STRANGER, "/api/v1/session", &[]).await);
    }
    let refused = statuses.pop().expect("four answers");
    assert!(statuses.iter().all(|answer| answer.status() == StatusCode::UNAUTHORIZED));
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
    let seconds: u64 =
        refused.headers()[header::RETRY_AFTER].to_str().expect("text").parse().expect("seconds");
    assert!((1..=3).contains(&seconds), "{seconds}");
    let body = refused.into_body().collect().await.expect("a body").to_bytes();
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body["type"], "/help/errors#too-many-requests");
    let health = ask_from(&router, STRANGER, "/api/v1/healthz", &[]).await;
    assert_eq!(health.status(), StatusCode::NO_CONTENT, "its health may be asked always");
    let other = ask_from(&router, "192.0.2.8", "/api/v1/session", &[]).await;
    assert_eq!(other.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nobody_gets_a_new_name_by_inventing_it() {
    let web = limits(|limits| {
        limits.requests_at_once = NonZeroU32::MIN;
        limits.requests_per_second = NonZeroU32::MIN;
    });
    let router = routes(&web);
    let first = ask_from(&router, STRANGER, "/peer", &[("x-forwarded-for", "198.51.100.1")]).await;
    assert_eq!(text(first).await, format!("{STRANGER} false"));
    let second = ask_from(&router, STRANGER, "/peer", &[("x-forwarded-for", "198.51.100.2")]).await;
    assert_eq!(second.status(), StatusCode::TOO_MANY_REQUESTS);
    for client in ["198.51.100.1", "198.51.100.2"] {
        let forwarded = format!("203.0.113.99, {client}");
        let headers = [("x-forwarded-for", &*forwarded), ("x-forwarded-proto", "https")];
        let answer = ask_from(&router, PROXY, "/peer", &headers).await;
        assert_eq!(text(answer).await, format!("{client} true"), "the proxy is believed, its client is not");
    }
}

#[tokio::test]
async fn browsers_are_told_to_stay_with_https_where_it_was_used() {
    let router = routes(&limits(|_| {}));
    let https = [("x-forwarded-proto", "https")];
    let by = async |address, headers| {
        let answer = ask_from(&router, address, "/peer", headers).await;
        answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY)
    };
    assert!(by(PROXY, &https).await);
    assert!(!by(PROXY, &[]).await);
    assert!(!by(STRANGER, &https).await, "nobody else is believed");
}

#[tokio::test]
async fn the_public_address_is_ones_own_origin_whatever_name_a_proxy_gives() {
    let server = Server::start().await;
    let public = "https://gateway.example.com:443".parse().expect("an address for people");
    for (web, status) in [
        (WebSettings { public_url: Some(public), ..WebSettings::default() }, StatusCode::UNAUTHORIZED),
        (WebSettings::default(), StatusCode::FORBIDDEN),
    ] {
        let request = Request::post("/api/v1/session").header("host", "10.0.0.5:8080");
        let request = request.header("origin", "https://gateway.example.com");
        let request = request.header("content-type", "application/json");
        let request = request.body(Body::from(r#"{"token": "none"}"#)).expect("a request");
        let router = router_with(Arc::clone(&server.app), &web);
        let answer = router.oneshot(request).await.expect("a router never fails");
        assert_eq!(answer.status(), status);
    }
}

#[tokio::test]
async fn what_people_say_of_themselves_is_short() {
    let server = Server::start().await;
    let long = json!({"token": "x".repeat(65 << 10)});
    assert_eq!(server.post("/session", &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let files = json!([{"file": "r0.toml", "text": " ".repeat(65 << 10)}]);
    let checked = server.post("/check", &files).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text);
}

#[tokio::test]
async fn a_name_in_a_request_is_never_a_path() {
    let server = Server::start().await;
    let home = server.directory("node-a").parent().expect("a directory above").to_owned();
    let before = tree(&home);
    let escape = format!("../../../../../..{}/escaped", home.display());
    for name in ["../escaped", "/etc/passwd", &*escape, "a/../../escaped", "..", "."] {
        let files = json!([{"file": name, "text": "[[promoter]]\n"}]);
        for path in ["/check", "/fix"] {
            let answer = server.post(path, &files).await;
            assert!(!answer.text.contains("root:"), "{path}: {}", answer.text);
        }
        server.post("/import", &json!({"file": name, "text": "[[promoter]]\n"})).await;
        let foreign = json!({"kind": "foreign", "file": name, "text": "[[promoter]]\n"});
        let answer = server.post("/gateways", &foreign).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text);
        for node in [json!({"name": name}), json!({"name": "node-x", "folder": name})] {
            let answer = server.post("/nodes", &node).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{node}: {}", answer.text);
        }
        let encoded = name.replace('.', "%2e").replace('/', "%2f");
        for path in [format!("//{encoded}"), format!("//{name}"), format!("/nodes/{encoded}")] {
            let answer = server.get(&path).await;
            assert!(!answer.text.contains("root:"), "{path}: {}", answer.text);
        }
    }
    assert_eq!(tree(&home), before, "no file has come");
}

/// Every file below, but those of the store.
fn tree(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).expect("a directory").flatten() {
        if entry.path().is_dir() {
            found.extend(tree(&entry.path()));
        }
        found.push(entry.path());
    }
    found.retain(|path| !path.to_string_lossy().contains(".sqlite"));
    found.sort();
    found
}

#[tokio::test]
async fn a_client_has_as_many_streams_as_it_may_and_an_ended_one_is_not_counted() {
    let server = Server::start().await;
    let web = limits(|limits| limits.streams = NonZeroU32::MIN);
    let router = router_with(Arc::clone(&server.app), &web);
    let cookie = [("cookie", server.cookie())];
    let watch = async || ask_from(&router, STRANGER, "/api/v1/events", &cookie).await;
    let first = watch().await;
    assert_eq!(first.status(), StatusCode::OK);
    assert_guarded(first.headers(), "stream");
    let second = watch().await;
    assert_eq!(second.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(second.headers().contains_key(header::RETRY_AFTER));
    drop(first);
    assert_eq!(watch().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_client_that_drips_is_cut_off() {
    let web = limits(|limits| {
        limits.head = Duration::from_millis(300);
        limits.body = Duration::from_millis(300);
    });
    let listening = Listening::start(routes(&web), web).await;

    let mut head = listening.connect().await;
    say(&mut head, "GET /peer HTTP/1.1\r\nHost: gateway.test\r\n").await;
    let mut body = listening.connect().await;
    say(&mut body, "POST /read HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\n").await;
    say(&mut body, "Content-Length: 100000\r\n\r\n[").await;
    // A byte again and again, so that no pause is long.
    let deadline = Instant::now() + PATIENCE;
    let mut said = Vec::new();
    for stream in [&mut head, &mut body] {
        let mut ended = false;
        while !ended {
            assert!(Instant::now() < deadline, "the server ends the connection");
            say(stream, "x").await;
            let mut byte = [0];
            let next = tokio::time::timeout(Duration::from_millis(20), stream.peek(&mut byte)).await;
            ended = matches!(next, Ok(Ok(_) | Err(_)));
        }
        said.push(until_cut(stream).await);
    }
    assert!(!said[0].contains("200 OK"), "{}", said[0]);
    assert!(said[1].is_empty() || said[1].contains("408 Request Timeout"), "{}", said[1]);
}

#[tokio::test]
async fn an_answer_that_does_not_begin_is_given_up() {
    let web = limits(|limits| limits.answer = Duration::from_millis(100));
    let router = routes(&web);
    let answer = ask_from(&router, STRANGER, "/never", &[]).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let text = text(answer).await;
    assert!(text.contains("#took-too-long"), "{text}");
}

#[tokio::test]
async fn a_client_has_as_many_connections_as_it_may() {
    let web = limits(|limits| limits.connections = NonZeroU32::MIN);
    let listening = Listening::start(routes(&web), web).await;
    let mut first = listening.connect().await;
    say(&mut first, ASK).await;
    until_said(&mut first, "127.0.0.1 false").await;
    let mut second = listening.connect().await;
    say(&mut second, ASK).await;
    assert_eq!(until_cut(&mut second).await, "");
    say(&mut first, ASK).await;
    until_said(&mut first, "127.0.0.1 false").await;
    drop(first);
    let deadline = Instant::now() + PATIENCE;
    loop {
        assert!(Instant::now() < deadline, "the place of the first connection is free again");
        let mut third = listening.connect().await;
        say(&mut third, "GET /peer HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n\r\n").await;
        if until_cut(&mut third).await.contains("127.0.0.1 false") {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
}

async fn text(answer: Response) -> String {
    let bytes = answer.into_body().collect().await.expect("a whole body").to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}
