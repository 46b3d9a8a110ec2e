//! Handlers of accounts.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use gateway::api::audit::Action;
use gateway::api::people::{ChangeUser, NewUser, Role, User, UserLink};
use gateway::api::{ProblemDetails, ROOT};
use gateway::names::password::AccountName;
use gateway::problem::Expected;
use serde_json::json;

use super::error::ApiError;
use super::extract::{Body, Path};
use super::session::Admin;
use crate::app::{App, LINK_LIFETIME, make_link};
use crate::audit::Note;
use crate::clock;
use crate::store::StoreError;
use crate::store::people::Account;

/// Every account.
#[utoipa::path(get, path = "/users", tag = "people", responses(
    (status = 200, body = Vec<User>),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_users(_: Admin, State(app): State<Arc<App>>) -> Result<Json<Vec<User>>, ApiError> {
    Ok(Json(app.store.accounts().await?.into_iter().map(Account::user).collect()))
}

/// Make an account, and a sign-in link for its owner.
#[utoipa::path(post, path = "/users", tag = "people", request_body = NewUser, responses(
    (status = 201, body = UserLink, headers(("Location" = String))),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn create_user(
    admin: Admin,
    State(app): State<Arc<App>>,
    Body(new): Body<NewUser>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<UserLink>), ApiError> {
    let name: AccountName = new
        .account
        .parse()
        .map_err(|expected: Expected| ApiError::Problems(vec![expected.at("/account")]))?;
    let note = Note::new(admin.who(), Action::CreateUser, name.as_str()).after(&json!({"role": new.role}));
    match app.store.create_account(&name, new.role, None, &note).await {
        Err(StoreError::Taken) => return Err(ApiError::AccountExists),
        created => created?,
    }
    let address = format!("{ROOT}/users/{name}");
    let link = link(&app, &admin, name.as_str()).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(link)))
}

/// Change what an account may. A disabled one is signed out everywhere, and its tokens do nothing.
#[utoipa::path(put, path = "/users/{account}", tag = "people", request_body = ChangeUser,
    params(("account" = String, Path)), responses(
    (status = 200, body = User),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn change_user(
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Body(change): Body<ChangeUser>,
) -> Result<Json<User>, ApiError> {
    // Of two admins who demote each other at once, the second must see what the first did.
    let _changing = app.changing_accounts.lock().await;
    let accounts = app.store.accounts().await?;
    let account = accounts.iter().find(|account| account.name == name).ok_or(ApiError::NotFound)?;
    let is_admin = |account: &&Account| account.role == Role::Admin && !account.disabled;
    let others = accounts.iter().filter(is_admin).filter(|other| other.name != name).count();
    if others == 0 && is_admin(&account) && (change.role != Role::Admin || change.disabled) {
        return Err(ApiError::LastAdmin);
    }
    let before = ChangeUser { role: account.role, disabled: account.disabled };
    let note = Note::new(admin.who(), Action::ChangeUser, &name).before(&before).after(&change);
    app.store.change_account(&name, change.role, change.disabled, &note).await?;
    Ok(Json(find(&app, &name).await?.user()))
}

/// Make a sign-in link for somebody who has forgotten the password. Links that the account had before are void.
#[utoipa::path(post, path = "/users/{account}/link", tag = "people", params(("account" = String, Path)), responses(
    (status = 200, body = UserLink),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn make_user_link(
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Json<UserLink>, ApiError> {
    let account = find(&app, &name).await?;
    if account.disabled {
        return Err(ApiError::AccountDisabled);
    }
    if account.elsewhere {
        return Err(ApiError::KnownElsewhere);
    }
    Ok(Json(link(&app, &admin, &name).await?))
}

/// Sign an account out everywhere.
#[utoipa::path(delete, path = "/users/{account}/sessions", tag = "people", params(("account" = String, Path)),
    responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_user_out(
    admin: Admin,
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<StatusCode, ApiError> {
    let account = find(&app, &name).await?;
    let note = Note::new(admin.who(), Action::SignOutEverywhere, &account.name);
    app.store.end_sessions(&account.name, &note).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn link(app: &App, admin: &Admin, name: &str) -> Result<UserLink, ApiError> {
    let token = make_link(app.store.as_ref(), name, admin.who()).await?;
    let expires_at = clock::at(clock::unix_seconds() + LINK_LIFETIME);
    Ok(UserLink { user: find(app, name).await?.user(), token: token.reveal().to_owned(), expires_at })
}

async fn find(app: &App, name: &str) -> Result<Account, ApiError> {
    app.store.account(name).await?.ok_or(ApiError::NotFound)
}
