//! The description of the interface (OpenAPI 3.1), and a page to read it.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use gateway::api::ROOT;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi, OpenApiBuilder, Server};

use crate::app::App;

/// What the document says before the routes come in.
pub(super) fn description() -> OpenApi {
    let mut info = Info::new("SDS Gateway", env!("CARGO_PKG_VERSION"));
    info.description = Some("Highly available iSCSI, NFS and NVMe-oF gateways on DRBD.".to_owned());
    let mut components = Components::new();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("sds_session")));
    components.add_security_scheme("session", cookie);
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(ROOT)]))
        .components(Some(components))
        .security(Some([SecurityRequirement::new("session", Vec::<String>::new())]))
        .build()
}

/// The page and what belongs to it. It is not in the bundle: it must work where there is none.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/docs", get(async || file("text/html; charset=utf-8", include_str!("docs/docs.html"))))
        .route(
            "/docs/docs.js",
            get(async || file("text/javascript; charset=utf-8", include_str!("docs/docs.js"))),
        )
        .route("/docs/docs.css", get(async || file("text/css; charset=utf-8", include_str!("docs/docs.css"))))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}
