//! The browser's app as `cargo xtask web` built it: embedded in a release of the binary, read from `dist/` while
//! developing.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::serve::error::ApiError;
use crate::token;

#[derive(RustEmbed)]
#[folder = "../dist"]
struct Bundle;

const PAGE: &str = "index.html";

/// Answers what is no call of the interface: a file of the bundle, or the page of the app for every route of the app.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let is_of_interface = path == "api" || path.starts_with("api/");
    if is_of_interface {
        return ApiError::NotFound.into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return ApiError::MethodNotAllowed.into_response();
    }
    if let Some(found) = find(path, &headers) {
        return answer(found, &headers);
    }
    // A name of a node has dots, too; what tells it from a file is that somebody navigates to it.
    let is_file = path.contains('.') && !accepts(&headers, header::ACCEPT, "text/html");
    match find(PAGE, &headers) {
        _ if is_file => ApiError::NotFound.into_response(),
        Some(page) => answer(page, &headers),
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NO_BUNDLE).into_response(),
    }
}

/// A file of the bundle in the shortest form that the browser takes.
struct Found<'a> {
    path: &'a str,
    encoding: Option<&'static str>,
    etag: String,
    content: Cow<'static, [u8]>,
}

impl<'a> Found<'a> {
    fn new(path: &'a str, encoding: Option<&'static str>, file: EmbeddedFile) -> Self {
        Self { path, encoding, etag: token::hex(&file.metadata.sha256_hash()), content: file.data }
    }
}

/// The page of the app. In the bundle its files lie beside it, wherever that is; here they lie at the root, and the
/// page stands at every route.
fn page() -> Option<Found<'static>> {
    let found = Found::new(PAGE, None, Bundle::get(PAGE)?);
    let html = String::from_utf8_lossy(&found.content).replace("=\"./", "=\"/");
    Some(Found { content: Cow::Owned(html.into_bytes()), ..found })
}

fn find<'a>(path: &'a str, headers: &HeaderMap) -> Option<Found<'a>> {
    // The compressed siblings are forms of a file, not files.
    let is_sibling = [".br", ".gz"].iter().any(|suffix| path.ends_with(suffix));
    if is_sibling {
        return None;
    }
    if path == PAGE {
        return page();
    }
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(headers, header::ACCEPT_ENCODING, encoding)
            && let Some(file) = Bundle::get(&format!("{path}{suffix}"))
        {
            return Some(Found::new(path, Some(encoding), file));
        }
    }
    Bundle::get(path).map(|file| Found::new(path, None, file))
}

/// Whether the browser takes something by name (RFC 9110, 12.5).
fn accepts(headers: &HeaderMap, header: HeaderName, wanted: &str) -> bool {
    let accepted = headers.get(header).and_then(|value| value.to_str().ok());
    accepted.unwrap_or_default().split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let is_refused = matches!(weight.replace(' ', "").as_str(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim().eq_ignore_ascii_case(wanted) && !is_refused
    })
}

fn answer(found: Found<'_>, headers: &HeaderMap) -> Response {
    let is_page = found.path == PAGE;
    // Every other file has a hash of its content in its name, and so never changes.
    let keep = if is_page { "no-cache" } else { "public, max-age=31536000, immutable" };
    let etag = format!("\"{}\"", found.etag);
    let is_known =
        headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(found.content) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(found.path)));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(header::ETAG, HeaderValue::try_from(etag).expect("hexadecimal digits fit a header"));
    if let Some(encoding) = found.encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

const NO_BUNDLE: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>SDS Gateway</title></head>
<body>
<h1>SDS Gateway</h1>
<p>The server runs, but it was built without the browser's app. Build both with <code>make run</code>, or with
<code>cargo xtask web</code> and then <code>cargo build</code>.</p>
<p>The <a href=\"/api/v1/docs\">HTTP interface</a> and the command line work without it.</p>
</body>
</html>
";
