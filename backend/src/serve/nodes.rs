//! Handlers of nodes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use futures::future::join_all;
use gateway::api::{NodeRow, NodeSnippet, ProblemDetails};

use super::error::ApiError;
use super::extract::Path;
use super::session::Viewer;
use crate::app::App;
use crate::error::chain;
use crate::node::Node;

/// Every node with what it has.
#[utoipa::path(get, path = "/nodes", tag = "nodes", responses(
    (status = 200, body = Vec<NodeRow>),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_nodes(_: Viewer, State(app): State<Arc<App>>) -> Json<Vec<NodeRow>> {
    Json(join_all(app.nodes.iter().map(|node| look_at(node.as_ref()))).await)
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
    Ok(Json(look_at(find(&app, &name)?).await))
}

/// What a node has.
#[utoipa::path(get, path = "/nodes/{name}/snippets", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = Vec<NodeSnippet>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_snippets(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<Vec<NodeSnippet>>, ApiError> {
    Ok(Json(look_at(find(&app, &name)?).await.snippets))
}

fn find<'a>(app: &'a App, name: &str) -> Result<&'a dyn Node, ApiError> {
    app.nodes.iter().find(|node| node.name() == name).map(AsRef::as_ref).ok_or(ApiError::NotFound)
}

async fn look_at(node: &dyn Node) -> NodeRow {
    let (snippets, error) = match node.snippets().await {
        Ok(snippets) => (snippets, None),
        Err(error) => (Vec::new(), Some(chain(&error))),
    };
    let snippets = snippets.into_iter();
    NodeRow {
        name: node.name().to_owned(),
        reach: node.reach(),
        directory: node.directory(),
        snippets: snippets
            .map(|found| NodeSnippet { name: found.name, enabled: found.enabled, text: found.text })
            .collect(),
        error,
    }
}
