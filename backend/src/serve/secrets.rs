//! `***` in a draft means *as it is saved*, or as a node has it: here the secret takes its place again.

use gateway::plan::FoundSnippet;
use gateway::secret::has_mask;
use gateway::secret::unmask::unmask;
use gateway::snippet::read::resources;
use serde_json::{Value, json};

use super::error::ApiError;
use crate::app::App;
use crate::content::Content;

/// The draft of a new gateway with the secrets that a node's snippet has; without a node, with those of the revision that
/// was saved before the gateway was removed.
pub(super) async fn of_new(app: &App, draft: &Value, node: Option<&str>) -> Result<Value, ApiError> {
    let content = Content::read_as_shown(draft)?;
    if !has_mask(&content.text()) {
        return Ok(draft.clone());
    }
    let known = if let Some(node) = node {
        of_node(app, &content, node).await?
    } else {
        let before = app.store.revisions(content.resource()).await?.into_iter().next();
        before.map_or(Value::Null, |before| before.gateway)
    };
    of_saved(draft, &known)
}

/// A draft with the secrets of what is saved.
pub(super) fn of_saved(draft: &Value, saved: &Value) -> Result<Value, ApiError> {
    unmask(draft, saved).map_err(ApiError::Problems)
}

/// What a node has of the gateway: the snippet of its name, or else one of its resource.
async fn of_node(app: &App, content: &Content, node: &str) -> Result<Value, ApiError> {
    let node = app.nodes.find(node).ok_or(ApiError::NotFound)?.node;
    let snippets = node.survey().await.map_err(ApiError::Node)?.snippets;
    let has_name = |snippet: &&FoundSnippet| snippet.name == content.snippet_name();
    let has_resource = |snippet: &&FoundSnippet| {
        let named = resources(&snippet.text).unwrap_or_default();
        matches!(named.as_slice(), [only] if only.name == content.resource())
    };
    let found = snippets.iter().find(has_name).or_else(|| snippets.iter().find(has_resource));
    let of_snippet =
        |found: &FoundSnippet| json!({"kind": "foreign", "file": found.name, "text": found.text});
    Ok(found.map_or(Value::Null, of_snippet))
}
