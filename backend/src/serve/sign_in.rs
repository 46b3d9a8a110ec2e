//! Handlers that begin and end sessions, and what an account may do with itself.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use gateway::api::ProblemDetails;
use gateway::api::audit::Action;
use gateway::api::people::{ChangePassword, PasswordState, Role, Session, SignIn, SignInWays};
use gateway::names::password::{AccountName, NewPassword, Password};

use super::error::ApiError;
use super::extract::Body;
use super::origin::Peer;
use super::per_address;
use super::session::{COOKIE, SameOrigin, SignedIn, Viewer};
use crate::app::App;
use crate::audit::Note;
use crate::clock;
use crate::lockout::{OF_ACCOUNT, OF_ADDRESS};
use crate::password;
use crate::store::StoreError;
use crate::store::people::{Account, NewSession};
use crate::token::{self, Token};
use crate::who::Who;

const SESSION_DAYS: i64 = 7;

/// How one can sign in.
#[utoipa::path(get, path = "/session/ways", tag = "session", security(()), responses((status = 200, body = SignInWays)))]
pub(super) async fn list_sign_in_ways(State(app): State<Arc<App>>) -> Json<SignInWays> {
    Json(SignInWays { oidc: app.oidc.as_ref().map(|oidc| oidc.name().to_owned()) })
}

/// Sign in with a one-time link, or with name and password.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn, security(()), responses(
    (status = 200, body = Session),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 429, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_in(
    _: SameOrigin,
    peer: Peer,
    State(app): State<Arc<App>>,
    jar: CookieJar,
    Body(with): Body<SignIn>,
) -> Result<(CookieJar, Json<Session>), ApiError> {
    let (account, link) = match with {
        SignIn::Link { token } => {
            let link = token::hash(&token);
            let account = app.store.link(&link, clock::unix_seconds()).await?.ok_or(ApiError::LinkUsed)?;
            (find(&app, &account).await?, Some(link))
        }
        SignIn::Password { account, password } => (check(&app, peer, &account, password).await?, None),
    };
    let is_link = link.is_some();
    let jar = begin(&app, peer, jar, &account, link).await?;
    Ok((jar, Json(answer(&app, &account, account.role, is_link))))
}

/// Begins the session of somebody who has proved who they are, and gives the browser its cookie.
pub(super) async fn begin(
    app: &App,
    peer: Peer,
    jar: CookieJar,
    account: &Account,
    link: Option<String>,
) -> Result<CookieJar, ApiError> {
    let token = Token::random();
    let session = NewSession {
        account: account.name.clone(),
        token_hash: token.hash(),
        expires_at: clock::unix_seconds() + SESSION_DAYS * 24 * 60 * 60,
        link,
    };
    let who = Who { account: account.name.clone(), role: Some(account.role), ..Who::nobody(peer.address) };
    let begun = app.store.begin_session(&session, &Note::new(&who, Action::SignIn, &account.name)).await;
    match begun {
        Err(StoreError::Taken) => return Err(ApiError::LinkUsed),
        begun => begun?,
    }
    Ok(jar.add(cookie(token.reveal().to_owned(), peer.is_https)))
}

/// Who has signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses(
    (status = 200, body = Session), (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_session(
    viewer: Viewer,
    State(app): State<Arc<App>>,
) -> Result<Json<Session>, ApiError> {
    let account = find(&app, &viewer.who().account).await?;
    Ok(Json(answer(&app, &account, viewer.role(), viewer.is_by_link())))
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "session", responses(
    (status = 204), (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_out(
    session: SignedIn,
    State(app): State<Arc<App>>,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), ApiError> {
    let note = Note::new(&session.who, Action::SignOut, &session.who.account);
    app.store.end_session(&session.session, &note).await?;
    Ok((jar.remove(Cookie::build(COOKIE).path("/")), StatusCode::NO_CONTENT))
}

/// Sign out everywhere: every session of the account ends.
#[utoipa::path(delete, path = "/session/everywhere", tag = "session", responses(
    (status = 204), (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_out_everywhere(
    session: SignedIn,
    State(app): State<Arc<App>>,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), ApiError> {
    let note = Note::new(&session.who, Action::SignOutEverywhere, &session.who.account);
    app.store.end_sessions(&session.who.account, &note).await?;
    Ok((jar.remove(Cookie::build(COOKIE).path("/")), StatusCode::NO_CONTENT))
}

/// Set one's own password. Every other session of the account ends.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = ChangePassword, responses(
    (status = 204),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 429, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn change_password(
    session: SignedIn,
    peer: Peer,
    State(app): State<Arc<App>>,
    Body(change): Body<ChangePassword>,
) -> Result<StatusCode, ApiError> {
    let account = find(&app, &session.who.account).await?;
    match password_state(&account, session.known.by_link) {
        PasswordState::Elsewhere => return Err(ApiError::KnownElsewhere),
        PasswordState::Open => {}
        PasswordState::Set => {
            // A session that was left open is no reason to hand the account over.
            let current = change.current.unwrap_or_else(|| Password::new(String::new()));
            if let Err(error) = check(&app, peer, &account.name, current).await {
                return Err(match error {
                    ApiError::PasswordWrong => ApiError::CurrentPasswordWrong,
                    other => other,
                });
            }
        }
    }
    let new = NewPassword::try_from(change.new)
        .map_err(|expected| ApiError::Problems(vec![expected.at("/new")]))?;
    let hash = password::hash(new).await.map_err(ApiError::Hash)?;
    let note = Note::new(&session.who, Action::ChangePassword, &account.name);
    app.store.set_password(&account.name, &hash, Some(&session.session), &note).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The account of this name and password. Whoever fails too often waits, whether there is such an account or not.
async fn check(app: &App, peer: Peer, name: &str, typed: Password) -> Result<Account, ApiError> {
    let now = clock::unix_seconds();
    let name = AccountName::of_any_case(name).ok();
    let of_address = format!("address:{}", per_address::client(peer.address));
    let of_account = name.as_ref().map(|name| format!("account:{name}"));
    let mut locked = app.store.failures(&of_address).await?.locked_for(OF_ADDRESS, now);
    if let Some(of_account) = &of_account {
        locked = locked.max(app.store.failures(of_account).await?.locked_for(OF_ACCOUNT, now));
    }
    if let Some(seconds) = locked {
        return Err(ApiError::LockedOut(Duration::from_secs(seconds)));
    }
    let account = match &name {
        Some(name) => app.store.account(name.as_str()).await?,
        None => None,
    };
    let account = account.filter(|account| !account.disabled);
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let is_right = password::is_right(hash, typed).await;
    if let Some(account) = account.as_ref().filter(|_| is_right) {
        return Ok(account.clone());
    }
    let mut names = vec![of_address.as_str()];
    names.extend(of_account.as_deref());
    // What was typed in place of a name may be a password; only names of accounts are noted.
    let subject = account.map(|account| account.name).unwrap_or_default();
    let note = Note::new(&Who::nobody(peer.address), Action::SignInFailed, subject);
    // Programs that watch over logs lock addresses out by this line.
    tracing::warn!(address = %peer.address, "a sign-in failed");
    app.store.note_failure(&names, now, &note).await?;
    Err(ApiError::PasswordWrong)
}

async fn find(app: &App, name: &str) -> Result<Account, ApiError> {
    let account = app.store.account(name).await?.filter(|account| !account.disabled);
    account.ok_or(ApiError::SignInNeeded)
}

fn answer(app: &App, account: &Account, role: Role, by_link: bool) -> Session {
    Session {
        account: account.name.clone(),
        role,
        password: password_state(account, by_link),
        demo: app.demo,
        approvals: app.deployments.approvals.needed,
    }
}

fn password_state(account: &Account, by_link: bool) -> PasswordState {
    match account {
        Account { elsewhere: true, .. } => PasswordState::Elsewhere,
        Account { password: Some(_), .. } if !by_link => PasswordState::Set,
        Account { .. } => PasswordState::Open,
    }
}

/// A cookie that scripts do not see and that no other site can have sent. Without `Max-Age` it would go with the window.
fn cookie(token: String, is_https: bool) -> Cookie<'static> {
    let mut cookie = Cookie::new(COOKIE, token);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Strict);
    cookie.set_secure(is_https);
    cookie.set_path("/");
    cookie.set_max_age(Some(time::Duration::days(SESSION_DAYS)));
    cookie
}
