//! Handlers that send somebody to the provider and take them back (OpenID Connect).

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use gateway::api::ROOT;
use gateway::api::audit::Action;
use gateway::api::oidc::OidcProblem;
use gateway::names::Choice;
use gateway::names::password::AccountName;
use serde::Deserialize;
use serde_json::json;

use super::error::ApiError;
use super::extract::Query;
use super::origin::Peer;
use super::sign_in::begin;
use crate::app::App;
use crate::audit::Note;
use crate::error::chain;
use crate::oidc::attempts::PATIENCE;
use crate::oidc::{Identity, Oidc, OidcError};
use crate::store::StoreError;
use crate::store::people::Account;
use crate::token::Token;
use crate::who::Who;

const COOKIE: &str = "sds_oidc";

/// Sign in with the provider: sends the browser there.
#[utoipa::path(get, path = "/session/oidc", tag = "session", security(()), responses(
    (status = 303, headers(("Location" = String))),
    (status = 404, body = gateway::api::ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn begin_oidc(
    peer: Peer,
    State(app): State<Arc<App>>,
    jar: CookieJar,
) -> Result<Response, ApiError> {
    let oidc = provider(&app)?;
    let secret = Token::random();
    match oidc.begin(secret.reveal()).await {
        Ok(there) => {
            let jar = jar.add(cookie(secret.reveal().to_owned(), peer.is_https));
            Ok((jar, go_to(&there)).into_response())
        }
        Err(error) => Ok(go_to(&explained(&error.into())).into_response()),
    }
}

/// What the provider says as it sends the browser back (RFC 6749, 4.1.2; RFC 9207).
#[derive(Deserialize)]
pub(super) struct Back {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Back from the provider: begins a session, or explains why there is none on the page of signing in.
#[utoipa::path(get, path = "/session/oidc/callback", tag = "session", security(()),
    params(("code" = Option<String>, Query), ("state" = Option<String>, Query), ("error" = Option<String>, Query),
        ("iss" = Option<String>, Query)),
    responses(
    (status = 303, headers(("Location" = String))),
    (status = 404, body = gateway::api::ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn end_oidc(
    peer: Peer,
    State(app): State<Arc<App>>,
    jar: CookieJar,
    Query(back): Query<Back>,
) -> Result<Response, ApiError> {
    let oidc = provider(&app)?;
    let secret = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let jar = jar.remove(Cookie::build(COOKIE).path(path()));
    let known = match come_back(oidc, back, &secret).await {
        Ok(identity) => match find_or_make(&app, peer, &identity).await {
            Ok(account) => Ok(account),
            Err(refusal) => {
                // Whoever looks at the log wants to know whom the provider has sent.
                let who = Who::nobody(peer.address);
                let note = Note::new(&who, Action::SignInFailed, "").after(&json!({
                    "issuer": identity.subject.issuer,
                    "subject": identity.subject.subject,
                    "account": identity.account,
                }));
                app.store.note(&note.because(refusal.problem().word())).await?;
                Err(refusal)
            }
        },
        Err(refusal) => Err(refusal),
    };
    match known {
        Ok(account) => Ok((begin(&app, peer, jar, &account, None).await?, go_to("/")).into_response()),
        Err(refusal) => Ok((jar, go_to(&explained(&refusal))).into_response()),
    }
}

/// Why nobody is signed in, with what only the log is told.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the sign-in took too long, was used already, or began in another browser")]
    Stale,
    #[error("the provider says that the person may not sign in")]
    Denied,
    #[error(transparent)]
    Provider(#[from] OidcError),
    #[error("no group of the person has a role")]
    NoRole,
    #[error("the provider's name for the account cannot be one here")]
    AccountName,
    #[error("an account of that name belongs to somebody else")]
    AccountTaken,
    #[error("the account is disabled")]
    Disabled,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl Refusal {
    /// What the page of signing in explains.
    fn problem(&self) -> OidcProblem {
        match self {
            Self::Stale => OidcProblem::Stale,
            Self::Denied => OidcProblem::Denied,
            Self::Provider(OidcError::Unreachable(_)) => OidcProblem::Unreachable,
            Self::Provider(OidcError::Refused(_)) => OidcProblem::Refused,
            Self::Provider(OidcError::NoAccount(_)) | Self::AccountName => OidcProblem::AccountName,
            Self::NoRole => OidcProblem::NoRole,
            Self::AccountTaken => OidcProblem::AccountTaken,
            Self::Disabled => OidcProblem::AccountDisabled,
            Self::Store(_) => OidcProblem::Internal,
        }
    }
}

async fn come_back(oidc: &Oidc, back: Back, secret: &str) -> Result<Identity, Refusal> {
    let state = back.state.unwrap_or_default();
    let attempt = oidc.attempts.take(&state, secret).ok_or(Refusal::Stale)?;
    if back.iss.is_some_and(|issuer| !oidc.is_issuer(&issuer)) {
        return Err(OidcError::Refused("another provider answers".to_owned()).into());
    }
    match (back.error, back.code) {
        (Some(error), _) if error == "access_denied" => Err(Refusal::Denied),
        (None, Some(code)) => Ok(oidc.finish(code, attempt).await?),
        // What it says more precisely comes through the browser, and so from anybody.
        (Some(_), _) | (None, None) => Err(OidcError::Refused("it answers with an error".to_owned()).into()),
    }
}

/// The account of somebody whom the provider knows, with the role that their groups give now.
///
/// An account is theirs by issuer and subject, never by its name: names can be given to somebody else.
async fn find_or_make(app: &App, peer: Peer, identity: &Identity) -> Result<Account, Refusal> {
    let role = identity.role.ok_or(Refusal::NoRole)?;
    // Two sign-ins of a new person at once make one account, and nobody changes a role that is being looked at.
    let _changing = app.changing_accounts.lock().await;
    let after = json!({"role": role, "issuer": identity.subject.issuer});
    if let Some(account) = app.store.account_elsewhere(&identity.subject).await? {
        if account.disabled {
            return Err(Refusal::Disabled);
        }
        if account.role != role {
            let who = Who { account: account.name.clone(), role: Some(role), ..Who::nobody(peer.address) };
            let note = Note::new(&who, Action::ChangeUser, &account.name);
            let note = note.before(&json!({"role": account.role})).after(&after);
            app.store.change_account(&account.name, role, false, &note).await?;
        }
        return Ok(Account { role, ..account });
    }
    let name = AccountName::of_any_case(&identity.account).map_err(|_| Refusal::AccountName)?;
    let who = Who { account: name.to_string(), role: Some(role), ..Who::nobody(peer.address) };
    let note = Note::new(&who, Action::CreateUser, name.as_str()).after(&after);
    match app.store.create_account(&name, role, Some(&identity.subject), &note).await {
        Err(StoreError::Taken) => return Err(Refusal::AccountTaken),
        made => made?,
    }
    app.store.account(name.as_str()).await?.ok_or(Refusal::AccountTaken)
}

fn provider(app: &App) -> Result<&Oidc, ApiError> {
    app.oidc.as_ref().ok_or(ApiError::NotFound)
}

/// The page of signing in, with the code of what went wrong, which goes to the log in full.
fn explained(refusal: &Refusal) -> String {
    tracing::warn!(error = chain(refusal), "nobody was signed in by the provider");
    format!("/sign-in?problem={}", refusal.problem().word())
}

fn go_to(place: &str) -> (StatusCode, [(axum::http::HeaderName, String); 1]) {
    (StatusCode::SEE_OTHER, [(LOCATION, place.to_owned())])
}

fn path() -> String {
    format!("{ROOT}/session/oidc")
}

/// It comes along when the provider sends the browser back, which is why it is not `Strict`; it permits nothing.
fn cookie(secret: String, is_https: bool) -> Cookie<'static> {
    let mut cookie = Cookie::new(COOKIE, secret);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(is_https);
    cookie.set_path(path());
    cookie.set_max_age(time::Duration::try_from(PATIENCE).ok());
    cookie
}
