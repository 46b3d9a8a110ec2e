//! The table of all routes, and what holds for every one of them.

use std::any::Any;
use std::sync::Arc;

use axum::middleware;
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
use super::limits::{self, Counts};
use super::{
    archive, audit, comments, deployments, docs, drift, gateways, headers, jobs, nodes, oidc, origin, review,
    revisions, running, shares, sign_in, stateless, tokens, trace, users, verdicts,
};
use crate::app::App;
use crate::assets;
use crate::settings::web::WebSettings;

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
    let routes = Router::new().nest(ROOT, api).fallback(assets::serve);
    guard(routes, web).with_state(app)
}

/// What holds for every one of these routes, whatever it is: who asks is known, what one client may take is limited,
/// and each answer, to a panic too, forbids what pages of others could do with it.
pub fn guard<S: Clone + Send + Sync + 'static>(routes: Router<S>, web: &WebSettings) -> Router<S> {
    routes
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(middleware::from_fn_with_state(Counts::new(web.limits), limits::limit))
        .layer(middleware::from_fn(headers::protect))
        .layer(TraceLayer::new_for_http().make_span_with(trace::span))
        .layer(middleware::from_fn_with_state(Arc::new(web.clone()), origin::find_peer))
}

/// The whole table of the interface, and its description.
fn api() -> (Router<Arc<App>>, OpenApi) {
    OpenApiRouter::with_openapi(docs::description())
        .routes(routes!(sign_in::list_sign_in_ways))
        .routes(routes!(oidc::begin_oidc))
        .routes(routes!(oidc::end_oidc))
        .routes(routes!(sign_in::sign_in, sign_in::find_session, sign_in::sign_out))
        .routes(routes!(sign_in::sign_out_everywhere))
        .routes(routes!(sign_in::change_password))
        .routes(routes!(users::list_users, users::create_user))
        .routes(routes!(users::change_user))
        .routes(routes!(users::make_user_link))
        .routes(routes!(users::sign_user_out))
        .routes(routes!(tokens::list_tokens, tokens::create_token))
        .routes(routes!(tokens::revoke_token))
        .routes(routes!(audit::list_audit))
        .routes(routes!(audit::export_audit))
        .routes(routes!(audit::verify_audit))
        .routes(routes!(archive::export_archive))
        .routes(routes!(archive::import_archive))
        .routes(routes!(gateways::list_gateways, gateways::create_gateway))
        .routes(routes!(gateways::find_gateway, gateways::save_gateway, gateways::remove_gateway))
        .routes(routes!(gateways::find_status))
        .routes(routes!(drift::find_drift))
        .routes(routes!(drift::take_over))
        .routes(routes!(revisions::list_revisions))
        .routes(routes!(revisions::find_revision))
        .routes(routes!(revisions::restore_revision))
        .routes(routes!(revisions::compare_revisions))
        .routes(routes!(revisions::list_changes))
        .routes(routes!(revisions::reveal_revision))
        .routes(routes!(shares::list_shares, shares::create_share))
        .routes(routes!(shares::revoke_share))
        .routes(routes!(review::find_shared))
        .routes(routes!(review::find_review))
        .routes(routes!(comments::list_comments, comments::create_comment))
        .routes(routes!(comments::delete_comment))
        .routes(routes!(verdicts::approve_revision))
        .routes(routes!(verdicts::reject_revision))
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
