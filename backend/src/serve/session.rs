//! Who asks: one-time links make sessions, and sessions make the values that permit something.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use gateway::api::{ProblemDetails, Session, SignIn};

use super::error::ApiError;
use super::extract::Body;
use crate::app::App;
use crate::clock;
use crate::store::NewSession;
use crate::token::{self, Token};

const COOKIE: &str = "sds_session";
const SESSION_DAYS: i64 = 30;

/// Whoever may read. Only this file makes one.
pub struct Viewer {
    account: String,
}

/// Whoever may change things. Only this file makes one; today every account that has signed in may.
pub struct Operator {
    account: String,
}

impl Viewer {
    /// Who it is.
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl Operator {
    /// Who it is.
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl FromRequestParts<Arc<App>> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(COOKIE).ok_or(ApiError::SignInNeeded)?;
        let account = app.store.session(&token::hash(cookie.value()), clock::unix_seconds()).await?;
        account.map(|account| Self { account }).ok_or(ApiError::SignInNeeded)
    }
}

impl FromRequestParts<Arc<App>> for Operator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        SameOrigin::from_request_parts(parts, app).await?;
        Ok(Self { account: viewer.account })
    }
}

/// Proof that no page of another origin asks.
pub struct SameOrigin;

impl<S: Send + Sync> FromRequestParts<S> for SameOrigin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        if is_same_origin(&parts.headers) { Ok(Self) } else { Err(ApiError::OtherOrigin) }
    }
}

/// Browsers say where a request comes from, and pages cannot change what they say (Fetch Metadata; RFC 6454).
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    // It survives a proxy that replaces `Host`, so it is looked at first.
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let origin = origin.split_once("://").map(|(_, authority)| authority);
            origin.is_some() && origin == text(header::HOST)
        }
    }
}

/// Sign in with a one-time link.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn, security(()), responses(
    (status = 200, body = Session), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_in(
    _: SameOrigin,
    State(app): State<Arc<App>>,
    jar: CookieJar,
    Body(link): Body<SignIn>,
) -> Result<(CookieJar, Json<Session>), ApiError> {
    let token = Token::random();
    let expires_at = clock::unix_seconds() + SESSION_DAYS * 24 * 60 * 60;
    let session = NewSession { token_hash: token.hash(), expires_at };
    let account = app.store.sign_in(&token::hash(&link.token), &session).await?.ok_or(ApiError::LinkUsed)?;
    Ok((jar.add(cookie(token.reveal().to_owned())), Json(Session { account, demo: app.demo })))
}

/// Who has signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses(
    (status = 200, body = Session), (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn find_session(viewer: Viewer, State(app): State<Arc<App>>) -> Json<Session> {
    Json(Session { account: viewer.account, demo: app.demo })
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "session", responses(
    (status = 204), (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn sign_out(
    _: Viewer,
    _: SameOrigin,
    State(app): State<Arc<App>>,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), ApiError> {
    if let Some(cookie) = jar.get(COOKIE) {
        app.store.end_session(&token::hash(cookie.value())).await?;
    }
    Ok((jar.remove(Cookie::build(COOKIE).path("/")), StatusCode::NO_CONTENT))
}

/// A cookie that scripts do not see and that no other site can have sent. Without `Max-Age` it would go with the window.
fn cookie(token: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(COOKIE, token);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Strict);
    cookie.set_path("/");
    cookie.set_max_age(Some(time::Duration::days(SESSION_DAYS)));
    cookie
}
