//! Handlers of nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use futures::future::join_all;
use gateway::api::audit::Action;
use gateway::api::nodes::{AddedNode, NodeCheck, NodeRow, NodeSnippet};
use gateway::api::{ProblemDetails, ROOT};
use gateway::plan::FoundSnippet;
use gateway::problem::Problem;
use gateway::text::Text;
use serde::Deserialize;
use serde_json::Value;

use super::error::ApiError;
use super::extract::{Body, Path, Query};
use super::masked::{masked_checks, masked_snippets};
use super::revise;
use super::session::{Admin, Viewer};
use crate::app::App;
use crate::audit::Note;
use crate::facts::Addresses;
use crate::needs::Needs;
use crate::nodes::Listed;
use crate::preflight::preflight;

/// Every node with what it has.
#[utoipa::path(get, path = "/nodes", tag = "nodes", responses(
    (status = 200, body = Vec<NodeRow>),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_nodes(
    _: Viewer,
    State(app): State<Arc<App>>,
) -> Result<Json<Vec<NodeRow>>, ApiError> {
    Ok(Json(Looking::new(&app).await?.at_all().await))
}

/// Add a node: a folder of the server's data that gets files. The folder is made if it is missing.
#[utoipa::path(post, path = "/nodes", tag = "nodes", request_body = AddedNode, responses(
    (status = 201, body = NodeRow, headers(("Location" = String))),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_node(
    admin: Admin,
    State(app): State<Arc<App>>,
    Body(draft): Body<Value>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<NodeRow>), ApiError> {
    let listed = app.nodes.add(AddedNode::read(&draft).map_err(ApiError::Problems)?, admin.who()).await?;
    let address = format!("{ROOT}/nodes/{}", listed.node.name());
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(look_at(&app, &listed).await?)))
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
    Ok(Json(look_at(&app, &find(&app, &name)?).await?))
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
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Body(draft): Body<Value>,
) -> Result<Json<NodeRow>, ApiError> {
    let node = read_change(&find(&app, &name)?, &draft)?;
    Ok(Json(look_at(&app, &app.nodes.change(node, admin.who()).await?).await?))
}

/// Forget an added node. Its files stay, in the directory that the answer names.
#[utoipa::path(delete, path = "/nodes/{name}", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = NodeRow),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn remove_node(
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<NodeRow>, ApiError> {
    Ok(Json(look_at(&app, &app.nodes.forget(&name, admin.who()).await?).await?))
}

/// For which gateway a node is looked at.
#[derive(Deserialize)]
pub(super) struct For {
    resource: Option<String>,
}

/// What would keep a deployment from a node; with `resource`, that of this gateway.
#[utoipa::path(get, path = "/nodes/{name}/preflight", tag = "nodes",
    params(("name" = String, Path), ("resource" = Option<String>, Query)), responses(
    (status = 200, body = Vec<NodeCheck>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn check_node(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Query(gateway): Query<For>,
) -> Result<Json<Vec<NodeCheck>>, ApiError> {
    let node = find(&app, &name)?.node;
    let Some(resource) = gateway.resource else {
        return Ok(Json(masked_checks(preflight(node.as_ref(), None).await)));
    };
    let saved = revise::find(&app, &resource).await?;
    let needs = Needs::of_snippet(&saved.text).unwrap_or_default();
    // Whether the gateway runs somewhere is not asked here, so the network is not either: it would answer for it.
    let needs = needs.first().map(|needs| (needs, Addresses::LeaveAlone));
    Ok(Json(masked_checks(preflight(node.as_ref(), needs).await)))
}

/// Install the pair of units that reloads drbd-reactor when a snippet changes, and look at the node again.
#[utoipa::path(post, path = "/nodes/{name}/reload-units", tag = "nodes", params(("name" = String, Path)), responses(
    (status = 200, body = Vec<NodeCheck>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 502, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn install_reload_units(
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<Vec<NodeCheck>>, ApiError> {
    let node = find(&app, &name)?.node;
    app.store.note(&Note::new(admin.who(), Action::InstallReloadUnits, node.name())).await?;
    node.install_reload_units().await.map_err(ApiError::Node)?;
    Ok(Json(masked_checks(preflight(node.as_ref(), None).await)))
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
    let node = find(&app, &name)?.node;
    let survey = node.survey().await.map_err(ApiError::Node)?;
    Ok(Json(masked_snippets(survey.snippets)))
}

/// Which unit's journal is asked for.
#[derive(Deserialize)]
pub(super) struct Journal {
    unit: String,
    #[serde(default = "hundred")]
    lines: u16,
}

fn hundred() -> u16 {
    100
}

/// The last lines that a unit of a gateway, or drbd-reactor, has written into the journal of a node.
#[utoipa::path(get, path = "/nodes/{name}/journal", tag = "nodes",
    params(("name" = String, Path), ("unit" = String, Query), ("lines" = Option<u16>, Query)), responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 502, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn read_journal(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Query(journal): Query<Journal>,
) -> Result<String, ApiError> {
    let node = find(&app, &name)?.node;
    let survey = node.survey().await.map_err(ApiError::Node)?;
    let mut units = survey.services.values().flat_map(|service| &service.units);
    // Whatever else the machine logs is none of our business.
    let is_ours = journal.unit == REACTOR || units.any(|unit| unit.unit == journal.unit);
    if !is_ours {
        return Err(ApiError::NotFound);
    }
    node.journal(&journal.unit, journal.lines.clamp(1, 1000)).await.map_err(ApiError::Node)
}

/// The daemon's own unit.
const REACTOR: &str = "drbd-reactor.service";

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

async fn look_at(app: &App, listed: &Listed) -> Result<NodeRow, ApiError> {
    Ok(Looking::new(app).await?.at(listed).await)
}

/// What is needed to say what a node has.
struct Looking<'a> {
    app: &'a App,
    /// The resource of each saved gateway, by the name of its snippet.
    gateways: BTreeMap<String, String>,
    in_maintenance: BTreeSet<String>,
}

impl<'a> Looking<'a> {
    async fn new(app: &'a App) -> Result<Self, ApiError> {
        let gateways = app.store.gateways().await?.into_iter();
        let gateways = gateways.map(|saved| (saved.snippet, saved.resource)).collect();
        Ok(Self { app, gateways, in_maintenance: app.store.maintenance().await? })
    }

    async fn at_all(&self) -> Vec<NodeRow> {
        join_all(self.app.nodes.listed_nodes().iter().map(|listed| self.at(listed))).await
    }

    async fn at(&self, listed: &Listed) -> NodeRow {
        let node = &listed.node;
        let (snippets, error) = match self.app.surveys.one(Arc::clone(node)).await.survey {
            Ok(survey) => {
                let snippets = survey.snippets.iter().map(|snippet| self.named(snippet)).collect();
                (snippets, survey.obstacle().map(|error| error.text()))
            }
            Err(error) => (Vec::new(), Some(error)),
        };
        NodeRow {
            name: node.name().to_owned(),
            reach: node.reach(),
            directory: node.directory(),
            folder: listed.folder.as_ref().map(ToString::to_string),
            address: node.address(),
            maintenance: self.in_maintenance.contains(node.name()),
            snippets,
            error,
        }
    }

    fn named(&self, snippet: &FoundSnippet) -> NodeSnippet {
        NodeSnippet {
            name: snippet.name.clone(),
            enabled: snippet.enabled,
            gateway: self.gateways.get(&snippet.name).cloned(),
        }
    }
}

const NAME_FIXED: Text = Text::new(
    "the name of a node stays; remove the node and add another one with the same folder",
    "节点名称不能更改；请移除该节点，然后用同一文件夹添加新节点",
);
