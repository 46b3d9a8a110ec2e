//! Handlers of gateways.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use gateway::api::audit::Action;
use gateway::api::running::GatewayStatus;
use gateway::api::{GatewayRow, ProblemDetails, SavedGateway};
use gateway::gateway::Gateway;
use gateway::problem::Problem;
use gateway::text::Text;
use serde::Deserialize;
use serde_json::Value;

use super::error::ApiError;
use super::extract::{Body, IfMatch, Path, Query};
use super::revise::{self, By};
use super::secrets;
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::status::Listed;
use crate::store::Saved;
use crate::who::Who;

/// What `GET /gateways` lists.
#[derive(Deserialize)]
pub(super) struct List {
    /// Whether to list the removed gateways that no node has any more, instead of the others.
    #[serde(default)]
    gone: bool,
}

/// What whoever saves says about it.
#[derive(Default, Deserialize)]
pub(super) struct Message {
    #[serde(default)]
    message: String,
}

impl Message {
    /// Who saves, and what they say.
    pub(super) fn by<'a>(&'a self, who: &'a Who, action: Action) -> Result<By<'a>, ApiError> {
        let message = self.message.trim();
        if message.chars().count() > 1000 {
            return Err(ApiError::Problems(vec![Problem::error("message-long", "/message", MESSAGE_LONG)]));
        }
        Ok(By { who, action, message })
    }
}

const MESSAGE_LONG: Text =
    Text::new("expected at most 1000 characters about the change", "关于更改的说明最多 1000 个字符");

/// Every gateway with its status; with `gone=true` those that were removed and that no node has any more.
#[utoipa::path(get, path = "/gateways", tag = "gateways", params(("gone" = Option<bool>, Query)), responses(
    (status = 200, body = Vec<GatewayRow>),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_gateways(
    _: Viewer,
    State(app): State<Arc<App>>,
    Query(list): Query<List>,
) -> Result<Json<Vec<GatewayRow>>, ApiError> {
    let listed = if list.gone { Listed::Gone } else { Listed::Present };
    Ok(Json(app.rows(listed).await?))
}

/// What a new gateway was before.
#[derive(Deserialize)]
pub(super) struct Adopted {
    /// The node whose snippet has the secrets that the draft has not.
    secrets_from: Option<String>,
}

/// Save a new gateway. A removed one of the same resource comes back. `***` in the place of a secret is the one that it had,
/// or with `secrets_from` the one that this node's snippet has.
#[utoipa::path(post, path = "/gateways", tag = "gateways", params(("message" = Option<String>, Query), ("secrets_from" = Option<String>, Query)), request_body(content = Gateway, description = "A gateway; or a foreign snippet, `{\"kind\": \"foreign\", \"file\": \"my.toml\", \"text\": \"…\"}`, which is kept and deployed as it is"), responses(
    (status = 201, body = SavedGateway, headers(("ETag" = String), ("Location" = String))),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Query(message): Query<Message>,
    Query(adopted): Query<Adopted>,
    Body(draft): Body<Value>,
) -> Result<(StatusCode, HeaderMap, Json<SavedGateway>), ApiError> {
    let draft = secrets::of_new(&app, &draft, adopted.secrets_from.as_deref()).await?;
    let saved = revise::create(&app, &draft, message.by(operator.who(), Action::CreateGateway)?).await?;
    let (mut headers, body) = tagged(&app, saved).await?;
    headers.extend(headers.get(header::CONTENT_LOCATION).cloned().map(|address| (header::LOCATION, address)));
    Ok((StatusCode::CREATED, headers, body))
}

/// A gateway with its snippet.
#[utoipa::path(get, path = "/gateways/{resource}", tag = "gateways", params(("resource" = String, Path)), responses(
    (status = 200, body = SavedGateway, headers(("ETag" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_gateway(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    tagged(&app, revise::find(&app, &resource).await?).await
}

/// Save a change as a new revision. `***` in the place of a secret is the one that is saved.
#[utoipa::path(put, path = "/gateways/{resource}", tag = "gateways", request_body(content = Gateway, description = "A gateway; or a foreign snippet, `{\"kind\": \"foreign\", \"file\": \"my.toml\", \"text\": \"…\"}`, which is kept and deployed as it is"),
    params(("resource" = String, Path), ("message" = Option<String>, Query), ("If-Match" = String, Header)), responses(
    (status = 200, body = SavedGateway, headers(("ETag" = String))),
    (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 428, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn save_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    seen: IfMatch,
    Query(message): Query<Message>,
    Body(draft): Body<Value>,
) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    let by = message.by(operator.who(), Action::ChangeGateway)?;
    let saved = revise::change(&app, &resource, &seen, &draft, by).await?;
    tagged(&app, saved).await
}

/// Save that the gateway is to be removed. Deploying that takes it from the nodes.
#[utoipa::path(delete, path = "/gateways/{resource}", tag = "gateways",
    params(("resource" = String, Path), ("message" = Option<String>, Query), ("If-Match" = String, Header)), responses(
    (status = 200, body = SavedGateway, headers(("ETag" = String))),
    (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 428, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn remove_gateway(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    seen: IfMatch,
    Query(message): Query<Message>,
) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    let by = message.by(operator.who(), Action::RemoveGateway)?;
    let saved = revise::remove(&app, &resource, &seen, by).await?;
    tagged(&app, saved).await
}

/// Where a gateway runs.
#[utoipa::path(get, path = "/gateways/{resource}/status", tag = "gateways", params(("resource" = String, Path)),
    responses(
    (status = 200, body = GatewayStatus),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_status(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<GatewayStatus>, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    Ok(Json(app.status(&saved).await?))
}

/// A gateway as an answer, with the tag that a change of it must name.
pub(super) async fn tagged(app: &App, saved: Saved) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    let mut headers = HeaderMap::new();
    let header = |text: String| HeaderValue::try_from(text).expect("a resource's name is plain ASCII");
    headers.insert(header::ETAG, header(revise::etag(&saved)));
    headers.insert(
        header::CONTENT_LOCATION,
        header(format!("{}/gateways/{}", gateway::api::ROOT, saved.resource)),
    );
    Ok((headers, Json(revise::answer(app, saved).await?)))
}
