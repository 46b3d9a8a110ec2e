//! Handlers of comments.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use gateway::api::ProblemDetails;
use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway::api::review::{Comment, NewComment};
use gateway::problem::Problem;
use gateway::text::Text;
use serde_json::json;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::revise;
use super::session::{Reviewer, Viewer};
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::token::random_id;

/// The most characters of what somebody says.
pub(super) const LONGEST: usize = 4000;

/// Every comment on a revision, oldest first.
#[utoipa::path(get, path = "/gateways/{resource}/revisions/{number}/comments", tag = "reviews",
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Vec<Comment>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_comments(
    _: Viewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
) -> Result<Json<Vec<Comment>>, ApiError> {
    revise::find_revision(&app, &resource, number).await?;
    Ok(Json(app.store.comments(&resource, number).await?))
}

/// Comment on a line of a revision's snippet, or on the whole.
#[utoipa::path(post, path = "/gateways/{resource}/revisions/{number}/comments", tag = "reviews",
    request_body = NewComment, params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 201, body = Comment),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_comment(
    reviewer: Reviewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
    Body(new): Body<NewComment>,
) -> Result<(StatusCode, Json<Comment>), ApiError> {
    let lines = revise::find_revision(&app, &resource, number).await?.text.lines().count();
    let text = new.text.trim();
    let mut problems = Vec::new();
    if text.is_empty() || text.chars().count() > LONGEST {
        problems.push(Problem::error("comment-text", "/text", TEXT));
    }
    let is_line = |line: u32| (1..=lines).contains(&usize::try_from(line).unwrap_or(usize::MAX));
    if new.line.is_some_and(|line| !is_line(line)) {
        problems.push(Problem::error("comment-line", "/line", of_lines(lines)));
    }
    if !problems.is_empty() {
        return Err(ApiError::Problems(problems));
    }
    let comment = Comment {
        id: random_id(),
        line: new.line,
        author: reviewer.who().account.clone(),
        at: clock::now(),
        text: text.to_owned(),
    };
    // What it says is not noted: the audit log keeps everything for ever, and a comment can be taken away.
    let note = Note::new(reviewer.who(), Action::Comment, &resource)
        .after(&json!({"comment": comment.id, "revision": number, "line": comment.line}));
    app.store.add_comment(&resource, number, &comment, &note).await?;
    Ok((StatusCode::CREATED, Json(comment)))
}

/// Take a comment away: one's own, or anybody's for an admin.
#[utoipa::path(delete, path = "/gateways/{resource}/revisions/{number}/comments/{id}", tag = "reviews",
    params(("resource" = String, Path), ("number" = u32, Path), ("id" = String, Path)), responses(
    (status = 204),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn delete_comment(
    reviewer: Reviewer,
    State(app): State<Arc<App>>,
    Path((resource, number, id)): Path<(String, u32, String)>,
) -> Result<StatusCode, ApiError> {
    let comments = app.store.comments(&resource, number).await?;
    let comment = comments.into_iter().find(|comment| comment.id == id).ok_or(ApiError::NotFound)?;
    if comment.author != reviewer.who().account && reviewer.role() != Role::Admin {
        return Err(ApiError::Forbidden(Role::Admin));
    }
    let note = Note::new(reviewer.who(), Action::DeleteComment, &resource).before(
        &json!({"comment": comment.id, "revision": number, "line": comment.line, "author": comment.author}),
    );
    app.store.delete_comment(&id, &note).await?;
    Ok(StatusCode::NO_CONTENT)
}

const TEXT: Text = Text::new("expected 1 to 4000 characters", "应为 1 到 4000 个字符");

fn of_lines(lines: usize) -> Text {
    Text::of(
        format!("the snippet has no such line; expected 1 to {lines}, or none for the whole"),
        format!("配置片段没有该行；应为 1 到 {lines}，或留空以评论整体"),
    )
}
