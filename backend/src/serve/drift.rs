//! Handlers of what nodes have instead of what was deployed.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use gateway::api::audit::Action;
use gateway::api::running::NodeDrift;
use gateway::api::{ProblemDetails, SavedGateway, TakeOver};
use gateway::gateway::Gateway;
use gateway::import::{Imported, import};
use serde_json::{Value, json};

use super::error::ApiError;
use super::extract::{Body, IfMatch, Path, Query};
use super::gateways::{Message, tagged};
use super::revise;
use super::session::{Operator, Viewer};
use crate::app::App;
use crate::deploy::record::Goal;
use crate::drift;
use crate::store::Saved;

/// The nodes that have something else than was deployed there last, with what differs.
#[utoipa::path(get, path = "/gateways/{resource}/drift", tag = "gateways", params(("resource" = String, Path)), responses(
    (status = 200, body = Vec<NodeDrift>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_drift(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
) -> Result<Json<Vec<NodeDrift>>, ApiError> {
    let saved = revise::find(&app, &resource).await?;
    let deployed = app.store.deployed_of(&resource).await?;
    let file = format!("{}.toml", saved.snippet);
    let mut drifted = Vec::new();
    for seen in app.surveys.all().await {
        let name = seen.node.name();
        if let (Ok(survey), Some(goal)) = (&seen.survey, deployed.get(name)) {
            let now = Goal::of(&saved.snippet, &survey.snippets);
            drifted.extend(drift::of_node(name, &file, goal, &now));
        }
    }
    Ok(Json(drifted))
}

/// Save what a node has as the newest revision, so that deploying it brings it to all nodes.
#[utoipa::path(post, path = "/gateways/{resource}/take-over", tag = "gateways", request_body = TakeOver,
    params(("resource" = String, Path), ("message" = Option<String>, Query), ("If-Match" = String, Header)), responses(
    (status = 200, body = SavedGateway, headers(("ETag" = String))),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 502, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn take_over(
    operator: Operator,
    State(app): State<Arc<App>>,
    Path(resource): Path<String>,
    seen: IfMatch,
    Query(message): Query<Message>,
    Body(from): Body<TakeOver>,
) -> Result<(HeaderMap, Json<SavedGateway>), ApiError> {
    let saved = revise::find(&app, &resource).await?;
    let node = app.nodes.find(&from.node).ok_or(ApiError::NotFound)?.node;
    let survey = node.survey().await.map_err(ApiError::Node)?;
    let now = Goal::of(&saved.snippet, &survey.snippets);
    let draft = draft(&saved, now.text().ok_or(ApiError::NotFound)?);
    let by = message.by(operator.who(), Action::TakeOver)?;
    let saved = revise::change(&app, &resource, &seen, &draft, by).await?;
    tagged(&app, saved).await
}

/// A text as a draft: the gateway that does the same, or else the text itself, so that nothing is lost.
fn draft(saved: &Saved, text: &str) -> Value {
    let foreign = || json!({"kind": "foreign", "file": format!("{}.toml", saved.snippet), "text": text});
    match import(text) {
        Imported::Ours { gateway } | Imported::Alike { gateway, .. } => {
            // Another kind in a file of this name stays in it, as text.
            let has_its_name = Gateway::read(&gateway).is_ok_and(|read| read.snippet_name() == saved.snippet);
            if has_its_name { gateway } else { foreign() }
        }
        Imported::Foreign { .. } => foreign(),
    }
}
