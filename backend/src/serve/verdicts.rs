//! Handlers of what reviewers decide.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use gateway::api::ProblemDetails;
use gateway::api::audit::Action;
use gateway::api::review::{Approval, Judge};
use gateway::problem::Problem;
use gateway::text::Text;
use serde_json::json;

use super::comments::LONGEST;
use super::error::ApiError;
use super::extract::{Body, Path};
use super::revise;
use super::session::Reviewer;
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::store::reviews::Said;

/// Approve the newest revision of a gateway.
#[utoipa::path(post, path = "/gateways/{resource}/revisions/{number}/approve", tag = "reviews", request_body = Judge,
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Approval),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn approve_revision(
    reviewer: Reviewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
    Body(judge): Body<Judge>,
) -> Result<Json<Approval>, ApiError> {
    decide(&app, &reviewer, (&resource, number), Action::Approve, &judge).await
}

/// Reject the newest revision of a gateway, and say why.
#[utoipa::path(post, path = "/gateways/{resource}/revisions/{number}/reject", tag = "reviews", request_body = Judge,
    params(("resource" = String, Path), ("number" = u32, Path)), responses(
    (status = 200, body = Approval),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn reject_revision(
    reviewer: Reviewer,
    State(app): State<Arc<App>>,
    Path((resource, number)): Path<(String, u32)>,
    Body(judge): Body<Judge>,
) -> Result<Json<Approval>, ApiError> {
    if judge.message.trim().is_empty() {
        return Err(ApiError::Problems(vec![Problem::error("reject-message", "/message", WHY)]));
    }
    decide(&app, &reviewer, (&resource, number), Action::Reject, &judge).await
}

async fn decide(
    app: &App,
    reviewer: &Reviewer,
    (resource, number): (&str, u32),
    action: Action,
    judge: &Judge,
) -> Result<Json<Approval>, ApiError> {
    let message = judge.message.trim();
    if message.chars().count() > LONGEST {
        return Err(ApiError::Problems(vec![Problem::error("verdict-message", "/message", SHORTER)]));
    }
    // Nobody saves while this is held, so that what is newest stays it.
    let _saving = app.fleet.lock().await?;
    let saved = revise::find_revision(app, resource, number).await?;
    if revise::find(app, resource).await?.revision != number {
        return Err(ApiError::NotNewest);
    }
    let approvals = &app.deployments.approvals;
    let before = approvals.of(&saved).await?;
    let account = &reviewer.who().account;
    if before.authors.contains(account) {
        return Err(ApiError::OwnRevision);
    }
    let said = Said {
        content: before.content,
        account: account.clone(),
        approved: action == Action::Approve,
        revision: number,
        at: clock::now(),
        message: message.to_owned(),
    };
    let note = Note::new(reviewer.who(), action, resource)
        .after(&json!({"revision": number, "content": said.content}))
        .because(message);
    app.store.say(resource, &said, &note).await?;
    Ok(Json(approvals.of(&saved).await?))
}

const WHY: Text = Text::new(
    "expected what is wrong and how it would be right, so that the author can mend it",
    "请说明问题所在以及如何改正，以便作者修改",
);
const SHORTER: Text = Text::new("expected at most 4000 characters", "应不超过 4000 个字符");
