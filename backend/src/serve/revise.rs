//! Saves gateways: each change is a new revision that builds on the one that its author has seen.

use std::sync::Arc;

use gateway::api::SavedGateway;
use gateway::api::audit::Action;
use gateway::api::running::{RunState, SnippetState};
use gateway::problem::Problem;
use gateway::secret::masked;
use gateway::secret::pair::masked_pair;
use gateway::text::Text;
use serde_json::{Value, json};

use super::error::ApiError;
use super::extract::IfMatch;
use super::masked::masked_gateway;
use super::secrets;
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::content::Content;
use crate::fleet::LockedFleet;
use crate::store::{Saved, StoreError};
use crate::who::Who;

/// Who saves something, and what they say about it.
#[derive(Clone, Copy)]
pub struct By<'a> {
    /// Who.
    pub who: &'a Who,
    /// What the audit log calls it.
    pub action: Action,
    /// Why, for those who read the history.
    pub message: &'a str,
}

/// Saves a gateway of a resource that has none. One that was removed comes back; its numbers go on.
pub async fn create(app: &Arc<App>, draft: &Value, by: By<'_>) -> Result<Saved, ApiError> {
    let content = Content::read(draft)?;
    let before = app.store.revisions(content.resource()).await?.into_iter().next();
    if let Some(before) = &before {
        if !before.removed {
            return Err(ApiError::Exists);
        }
        // Two snippets of one resource would both start it.
        if before.snippet != content.snippet_name() && is_on_a_node(app, before).await? {
            return Err(ApiError::StillDeployed);
        }
    }
    save(app, before.as_ref(), &content, by).await.map_err(|error| match error {
        ApiError::StaleRevision => ApiError::Exists,
        other => other,
    })
}

/// Saves a change of a gateway.
pub async fn change(
    app: &Arc<App>,
    resource: &str,
    seen: &IfMatch,
    draft: &Value,
    by: By<'_>,
) -> Result<Saved, ApiError> {
    let now = find_seen(app, resource, seen).await?;
    let content = Content::read(&secrets::of_saved(draft, &now.gateway)?)?;
    let problems = problems_of_change(&now, &content);
    if !problems.is_empty() {
        return Err(ApiError::Problems(problems));
    }
    if now.removed && now.snippet != content.snippet_name() && is_on_a_node(app, &now).await? {
        return Err(ApiError::StillDeployed);
    }
    save(app, Some(&now), &content, by).await
}

/// Saves that a gateway is to be removed from the nodes. Its content stays in the revision.
pub async fn remove(app: &Arc<App>, resource: &str, seen: &IfMatch, by: By<'_>) -> Result<Saved, ApiError> {
    let now = find_seen(app, resource, seen).await?;
    if now.removed {
        return Err(ApiError::NotFound);
    }
    let saved = Saved {
        revision: now.revision + 1,
        author: by.who.account.clone(),
        saved_at: clock::now(),
        message: by.message.to_owned(),
        removed: true,
        ..now.clone()
    };
    append(app.fleet.lock().await?, saved, Some(&now), by).await
}

/// Saves an old revision again, as a new one.
pub async fn restore(
    app: &Arc<App>,
    resource: &str,
    number: u32,
    seen: &IfMatch,
    by: By<'_>,
) -> Result<Saved, ApiError> {
    let old = find_revision(app, resource, number).await?;
    change(app, resource, seen, &old.gateway, by).await
}

/// The newest revision of a resource.
pub async fn find(app: &App, resource: &str) -> Result<Saved, ApiError> {
    app.store.revisions(resource).await?.into_iter().next().ok_or(ApiError::NotFound)
}

/// A revision of a resource.
pub async fn find_revision(app: &App, resource: &str, number: u32) -> Result<Saved, ApiError> {
    let revisions = app.store.revisions(resource).await?;
    revisions.into_iter().find(|revision| revision.revision == number).ok_or(ApiError::NotFound)
}

/// The strong tag of a revision (RFC 9110, 8.8.3).
pub fn etag(saved: &Saved) -> String {
    format!("\"{}-{}\"", saved.resource, saved.revision)
}

/// A gateway as an answer, with what is to be known of it.
pub async fn answer(app: &App, saved: Saved) -> Result<SavedGateway, ApiError> {
    let problems = match Content::read(&saved.gateway) {
        Err(ApiError::Problems(problems)) => problems,
        Err(other) => return Err(other),
        Ok(content) => {
            let mut problems = content.remarks();
            problems.extend(app.fleet.lock().await?.conflicts(&content));
            problems
        }
    };
    Ok(masked_gateway(SavedGateway {
        resource: saved.resource,
        revision: saved.revision,
        author: saved.author,
        saved_at: saved.saved_at,
        message: saved.message,
        removed: saved.removed,
        gateway: saved.gateway,
        file: format!("{}.toml", saved.snippet),
        text: saved.text,
        problems,
    }))
}

async fn find_seen(app: &App, resource: &str, seen: &IfMatch) -> Result<Saved, ApiError> {
    let now = find(app, resource).await?;
    if seen.names(&etag(&now)) { Ok(now) } else { Err(ApiError::StaleRevision) }
}

/// Saves a gateway as the revision after `before`, unless it takes something from another one.
async fn save(app: &App, before: Option<&Saved>, content: &Content, by: By<'_>) -> Result<Saved, ApiError> {
    let fleet = app.fleet.lock().await?;
    let mut problems = fleet.conflicts(content);
    let snippet = content.snippet_name();
    let has_file =
        |other: &Saved| other.snippet == snippet && other.resource != content.resource() && !other.removed;
    if let Some(other) = app.store.gateways().await?.into_iter().find(has_file) {
        problems.push(Problem::error("file-taken", "/file", file_taken(&snippet, &other.resource)));
    }
    if problems.iter().any(Problem::is_error) {
        problems.extend(content.remarks());
        return Err(ApiError::Problems(problems));
    }
    let saved = Saved {
        resource: content.resource().to_owned(),
        revision: before.map_or(0, |before| before.revision) + 1,
        author: by.who.account.clone(),
        saved_at: clock::now(),
        message: by.message.to_owned(),
        removed: false,
        snippet,
        gateway: content.json(),
        text: content.text(),
    };
    append(fleet, saved, before, by).await
}

async fn append(
    fleet: LockedFleet,
    saved: Saved,
    before: Option<&Saved>,
    by: By<'_>,
) -> Result<Saved, ApiError> {
    let note = Note::new(by.who, by.action, &saved.resource).because(by.message);
    let note = match before {
        // Where nothing but a secret has changed, that is told.
        Some(before) => {
            let (old, new) = masked_pair(&before.text, &saved.text);
            note.before(&noted(before, &old)).after(&noted(&saved, &new))
        }
        None => note.after(&noted(&saved, &masked(&saved.text))),
    };
    fleet.append(saved, note).await.map_err(|error| match error {
        // Somebody else has built on the same revision, a moment earlier.
        StoreError::Taken => ApiError::StaleRevision,
        error @ (StoreError::Directory { .. }
        | StoreError::InUse
        | StoreError::KeysRotate
        | StoreError::Keys(_)
        | StoreError::Sealed(_)
        | StoreError::Database { .. }) => error.into(),
    })
}

/// What the audit log says of a revision. Its text says everything that its gateway does.
fn noted(saved: &Saved, masked_text: &str) -> Value {
    json!({"revision": saved.revision, "removed": saved.removed, "text": masked_text})
}

/// What must stay as it is, because the name of the snippet is made of it.
fn problems_of_change(now: &Saved, content: &Content) -> Vec<Problem> {
    let mut problems = Vec::new();
    if content.resource() != now.resource {
        problems.push(Problem::error("resource-fixed", "/resource", RESOURCE_FIXED));
    } else if !now.removed && content.snippet_name() != now.snippet {
        problems.push(Problem::error("kind-fixed", "/kind", KIND_FIXED));
    }
    problems
}

fn file_taken(snippet: &str, other: &str) -> Text {
    Text::of(
        format!("the file `{snippet}.toml` belongs to the gateway `{other}`; expected another name"),
        format!("文件 `{snippet}.toml` 属于网关 `{other}`；应使用其他名称"),
    )
}

async fn is_on_a_node(app: &App, saved: &Saved) -> Result<bool, StoreError> {
    let status = app.status(saved).await?;
    let has_it = |node: &gateway::api::running::NodeStatus| {
        node.snippet != SnippetState::Absent || node.error.is_some() || node.state == RunState::Active
    };
    Ok(status.nodes.iter().any(has_it))
}

const RESOURCE_FIXED: Text = Text::new(
    "the resource of a saved gateway stays; make a new gateway for another resource",
    "已保存网关的资源不能更改；如需其他资源，请新建网关",
);
const KIND_FIXED: Text = Text::new(
    "the kind of a saved gateway stays; remove it, deploy the removal, and make a new one",
    "已保存网关的类型不能更改；请先删除并部署其删除，然后新建",
);
