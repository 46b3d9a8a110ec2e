//! The table of all routes, and what holds for every one of them.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use gateway::api::ROOT;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::TraceLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::ApiError;
use super::{
    deployments, docs, drift, gateways, jobs, nodes, origin, revisions, running, session, stateless,
};
use crate::app::App;
use crate::assets;
use crate::settings::web::WebSettings;

/// Larger than any directory of snippets, smaller than what hurts.
const LARGEST_BODY: usize = 4 << 20;

/// Everything that the server answers, with the settings that count where none are given.
pub fn router(app: Arc<App>) -> Router {
    router_with(app, &WebSettings::default())
}

/// Everything that the server answers.
pub fn router_with(app: Arc<App>, web: &WebSettings) -> Router {
    let (api, document) = api();
    let document = Arc::new(document);
    let api = api
        .route("/openapi.json", get(move || async move { Json(Arc::unwrap_or_clone(document)) }))
        .merge(docs::router())
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed);
    Router::new()
        .nest(ROOT, api)
        .fallback(assets::serve)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(middleware::from_fn(protect))
        .layer(TraceLayer::new_for_http())
        .layer(middleware::from_fn_with_state(Arc::new(web.trusted_proxies.clone()), origin::find_peer))
        .with_state(app)
}

/// The whole table of the interface, and its description.
fn api() -> (Router<Arc<App>>, OpenApi) {
    OpenApiRouter::with_openapi(docs::description())
        .routes(routes!(session::sign_in, session::find_session, session::sign_out))
        .routes(routes!(gateways::list_gateways, gateways::create_gateway))
        .routes(routes!(gateways::find_gateway, gateways::save_gateway, gateways::remove_gateway))
        .routes(routes!(gateways::find_status))
        .routes(routes!(drift::find_drift))
        .routes(routes!(drift::take_over))
        .routes(routes!(revisions::list_revisions))
        .routes(routes!(revisions::find_revision))
        .routes(routes!(revisions::restore_revision))
        .routes(routes!(revisions::compare_revisions))
        .routes(routes!(deployments::plan_deployment))
        .routes(routes!(deployments::deploy_plan, deployments::list_deployments))
        .routes(routes!(deployments::find_deployment))
        .routes(routes!(deployments::watch_deployment))
        .routes(routes!(deployments::roll_back_deployment))
        .routes(routes!(jobs::start_gateway))
        .routes(routes!(jobs::stop_gateway))
        .routes(routes!(jobs::evict_gateway))
        .routes(routes!(nodes::list_nodes, nodes::create_node))
        .routes(routes!(nodes::find_node, nodes::save_node, nodes::remove_node))
        .routes(routes!(nodes::check_node))
        .routes(routes!(nodes::install_reload_units))
        .routes(routes!(nodes::list_snippets))
        .routes(routes!(nodes::read_journal))
        .routes(routes!(jobs::set_maintenance))
        .routes(routes!(stateless::render_gateway))
        .routes(routes!(stateless::check_snippets))
        .routes(routes!(stateless::fix_snippets))
        .routes(routes!(stateless::import_snippet))
        .routes(routes!(stateless::explain_snippet))
        .routes(routes!(running::watch_gateways))
        .routes(routes!(running::find_health))
        .routes(routes!(running::find_readiness))
        .split_for_parts()
}

#[expect(clippy::needless_pass_by_value, reason = "the layer gives the panic away")]
fn answer_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::from_panic(panic.as_ref()).into_response()
}

/// What every answer forbids: no script, style, frame or form of anybody else, and no guessing of types.
async fn protect(request: Request, next: Next) -> Response {
    const HEADERS: &[(HeaderName, &str)] = &[
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Answers may hold secrets; no cache on the way may keep them.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
