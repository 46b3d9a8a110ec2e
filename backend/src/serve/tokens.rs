//! Handlers of API tokens.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use gateway::api::ProblemDetails;
use gateway::api::audit::Action;
use gateway::api::people::{ApiToken, NewToken, Role, TokenMade};
use gateway::problem::Problem;
use gateway::text::Text;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::session::SignedIn;
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::token::{Token, random_id};

/// One's own API tokens; an admin sees everybody's.
#[utoipa::path(get, path = "/tokens", tag = "people", responses(
    (status = 200, body = Vec<ApiToken>),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_tokens(
    session: SignedIn,
    State(app): State<Arc<App>>,
) -> Result<Json<Vec<ApiToken>>, ApiError> {
    let mut tokens = app.store.tokens().await?;
    tokens.retain(|token| is_of(token, &session));
    Ok(Json(tokens))
}

/// Make an API token for a program. It is shown once; the server keeps its hash.
#[utoipa::path(post, path = "/tokens", tag = "people", request_body = NewToken, responses(
    (status = 201, body = TokenMade),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_token(
    session: SignedIn,
    State(app): State<Arc<App>>,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Json<TokenMade>), ApiError> {
    let name = new.name.trim();
    let mut problems = Vec::new();
    if name.is_empty() || name.chars().count() > 100 {
        problems.push(Problem::error("token-name", "/name", NAME));
    }
    if new.role > session.known.role {
        problems.push(Problem::error("token-role", "/role", ROLE));
    }
    if !(1..=366).contains(&new.days) {
        problems.push(Problem::error("token-days", "/days", DAYS));
    }
    if !problems.is_empty() {
        return Err(ApiError::Problems(problems));
    }
    let token = Token::random();
    let now = clock::unix_seconds();
    let expires_at = now + i64::from(new.days) * 24 * 60 * 60;
    let made = ApiToken {
        id: random_id(),
        account: session.who.account.clone(),
        name: name.to_owned(),
        role: new.role,
        created_at: clock::at(now),
        expires_at: clock::at(expires_at),
        used_at: None,
    };
    let note = Note::new(&session.who, Action::CreateToken, &made.account).after(&made);
    app.store.add_token(&made, &token.hash(), expires_at, &note).await?;
    Ok((StatusCode::CREATED, Json(TokenMade { made, token: token.reveal().to_owned() })))
}

/// Revoke an API token: one's own, or anybody's for an admin.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "people", params(("id" = String, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn revoke_token(
    session: SignedIn,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let tokens = app.store.tokens().await?;
    let token = tokens.into_iter().find(|token| token.id == id && is_of(token, &session));
    let token = token.ok_or(ApiError::NotFound)?;
    let note = Note::new(&session.who, Action::RevokeToken, &token.account).before(&token);
    app.store.revoke_token(&id, &note).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn is_of(token: &ApiToken, session: &SignedIn) -> bool {
    token.account == session.who.account || session.known.role == Role::Admin
}

const NAME: Text =
    Text::new("expected what the token is for, in 1 to 100 characters", "请填写令牌用途，1 到 100 个字符");
const ROLE: Text = Text::new("expected a role that you have yourself", "应为您自己拥有的角色");
const DAYS: Text = Text::new("expected 1 to 366 days", "应为 1 到 366 天");
