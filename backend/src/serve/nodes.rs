//! Handlers of nodes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use futures::future::join_all;
use gateway::api::nodes::{AddedNode, NodeCheck, NodeRow};
use gateway::api::{ProblemDetails, ROOT};
use gateway::plan::FoundSnippet;
use gateway::problem::Problem;
use gateway::text::Text;
use serde_json::Value;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::error::chain;
use crate::nodes::Listed;
use crate::preflight::preflight;

/// Every node with what it has.
#[utoipa::path(get, path = "/nodes", tag = "nodes", responses(
    (status = 200, body = Vec<NodeRow>),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_nodes(_: Viewer, State(app): State<Arc<App>>) -> Json<Vec<NodeRow>> {
    Json(join_all(app.nodes.listed_nodes().iter().map(look_at)).await)
}

/// Add a node: a folder of the server's data that gets files. The folder is made if it is missing.
#[utoipa::path(post, path = "/nodes", tag = "nodes", request_body = AddedNode, responses(
    (status = 201, body = NodeRow, headers(("Location" = String))),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_node(
    _: Operator,
    State(app): State<Arc<App>>,
    Body(draft): Body<Value>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<NodeRow>), ApiError> {
    let listed = app.nodes.add(AddedNode::read(&draft).map_err(ApiError::Problems)?).await?;
    let address = format!("{ROOT}/nodes/{}", listed.node.name());
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(look_at(&listed).await)))
}

/// A node with what it has.
#[utoipa::path(get, path = "/nodes/{name}", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = NodeRow),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_node(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<NodeRow>, ApiError> {
    Ok(Json(look_at(&find(&app, &name)?).await))
}

/// Give an added node another folder. The files of both folders stay as they are.
#[utoipa::path(put, path = "/nodes/{name}", tag = "nodes", request_body = AddedNode,
    params(("name" = String, Path)), responses(
    (status = 200, body = NodeRow),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn save_node(
    _: Operator,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Body(draft): Body<Value>,
) -> Result<Json<NodeRow>, ApiError> {
    let node = read_change(&find(&app, &name)?, &draft)?;
    Ok(Json(look_at(&app.nodes.change(node).await?).await))
}

/// Forget an added node. Its files stay, in the directory that the answer names.
#[utoipa::path(delete, path = "/nodes/{name}", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = NodeRow),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn remove_node(
    _: Operator,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<NodeRow>, ApiError> {
    Ok(Json(look_at(&app.nodes.forget(&name).await?).await))
}

/// What would keep a deployment from a node.
#[utoipa::path(get, path = "/nodes/{name}/preflight", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = Vec<NodeCheck>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn check_node(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<Vec<NodeCheck>>, ApiError> {
    Ok(Json(preflight(find(&app, &name)?.node.as_ref()).await))
}

/// What a node has.
#[utoipa::path(get, path = "/nodes/{name}/snippets", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = Vec<FoundSnippet>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_snippets(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<Vec<FoundSnippet>>, ApiError> {
    Ok(Json(look_at(&find(&app, &name)?).await.snippets))
}

fn find(app: &App, name: &str) -> Result<Listed, ApiError> {
    app.nodes.find(name).ok_or(ApiError::NotFound)
}

/// A change of a node, whose name must stay: deployments know it by nothing else.
fn read_change(now: &Listed, draft: &Value) -> Result<AddedNode, ApiError> {
    if now.folder.is_none() {
        return Err(ApiError::NodeFixed);
    }
    let node = AddedNode::read(draft).map_err(ApiError::Problems)?;
    if node.name.as_str() == now.node.name() {
        return Ok(node);
    }
    Err(ApiError::Problems(vec![Problem::error("name-fixed", "/name", NAME_FIXED)]))
}

async fn look_at(listed: &Listed) -> NodeRow {
    let node = listed.node.as_ref();
    let (snippets, error) = match node.snippets().await {
        Ok(snippets) => (snippets, None),
        Err(error) => (Vec::new(), Some(chain(&error))),
    };
    NodeRow {
        name: node.name().to_owned(),
        reach: node.reach(),
        directory: node.directory(),
        folder: listed.folder.as_ref().map(ToString::to_string),
        snippets,
        error,
    }
}

const NAME_FIXED: Text = Text::new(
    "the name of a node stays; remove the node and add another one with the same folder",
    "节点名称不能更改；请移除该节点，然后用同一文件夹添加新节点",
);
