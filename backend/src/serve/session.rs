//! Who asks: sessions and API tokens make the values that permit something, and nothing else does.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum_extra::extract::CookieJar;
use gateway::api::audit::Via;
use gateway::api::people::Role;

use super::error::ApiError;
use super::origin::Peer;
use crate::app::App;
use crate::clock;
use crate::settings::web::PublicUrl;
use crate::store::people::Known;
use crate::token;
use crate::who::Who;

/// Name of the cookie.
pub(super) const COOKIE: &str = "sds_session";

/// Permission of whoever has a role. Only this file makes one, so a handler that takes it cannot be reached without.
pub struct Granted<R> {
    who: Who,
    by_link: bool,
    role: PhantomData<R>,
}

/// A role as a type.
pub trait Rank: Send {
    /// The role.
    const ROLE: Role;
}

/// The roles as types.
pub mod rank {
    use gateway::api::people::Role;

    use super::Rank;

    /// Marks permission to read.
    pub enum OfViewer {}
    /// Marks permission to judge.
    pub enum OfReviewer {}
    /// Marks permission to change gateways.
    pub enum OfOperator {}
    /// Marks permission to manage the installation.
    pub enum OfAdmin {}

    impl Rank for OfViewer {
        const ROLE: Role = Role::Viewer;
    }

    impl Rank for OfReviewer {
        const ROLE: Role = Role::Reviewer;
    }

    impl Rank for OfOperator {
        const ROLE: Role = Role::Operator;
    }

    impl Rank for OfAdmin {
        const ROLE: Role = Role::Admin;
    }
}

/// Whoever may read.
pub type Viewer = Granted<rank::OfViewer>;
/// Whoever may also comment, approve and reject.
pub type Reviewer = Granted<rank::OfReviewer>;
/// Whoever may also change gateways and deploy.
pub type Operator = Granted<rank::OfOperator>;
/// Whoever may also manage accounts, nodes and the installation.
pub type Admin = Granted<rank::OfAdmin>;

impl<R> Granted<R> {
    /// Who it is.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// Whether a sign-in link has begun their session.
    pub fn is_by_link(&self) -> bool {
        self.by_link
    }

    /// What they may.
    pub fn role(&self) -> Role {
        self.who.role.expect("whoever was granted something has a role")
    }
}

impl<R: Rank> FromRequestParts<Arc<App>> for Granted<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let asked = asker(parts, app).await?;
        if asked.known.role >= R::ROLE {
            Ok(Self { who: asked.who(), by_link: asked.known.by_link, role: PhantomData })
        } else {
            Err(ApiError::Forbidden(R::ROLE))
        }
    }
}

/// Somebody who has signed in with a browser: what concerns their own account is not for programs with a token.
pub struct SignedIn {
    /// Who it is.
    pub who: Who,
    /// What is known of the session.
    pub known: Known,
    /// Hash of the session's token.
    pub session: String,
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let asked = asker(parts, app).await?;
        match asked.session.clone() {
            Some(session) => Ok(Self { who: asked.who(), known: asked.known, session }),
            None => Err(ApiError::SessionNeeded),
        }
    }
}

/// Somebody who is known.
struct Asker {
    known: Known,
    /// Hash of the session's token; none for a program with an API token.
    session: Option<String>,
    peer: Peer,
}

impl Asker {
    fn who(&self) -> Who {
        Who {
            account: self.known.account.clone(),
            role: Some(self.known.role),
            via: if self.session.is_some() { Via::Session } else { Via::Token },
            address: Some(self.peer.address),
        }
    }
}

async fn asker(parts: &Parts, app: &App) -> Result<Asker, ApiError> {
    let peer = Peer::of(&parts.extensions);
    let now = clock::unix_seconds();
    // A browser sends no such header on its own, so no other page can have made it ask.
    if let Some(token) = bearer(&parts.headers) {
        let known = app.store.use_token(&token::hash(token), now).await?.ok_or(ApiError::SignInNeeded)?;
        return Ok(Asker { known, session: None, peer });
    }
    let jar = CookieJar::from_headers(&parts.headers);
    let session = token::hash(jar.get(COOKIE).ok_or(ApiError::SignInNeeded)?.value());
    let known = app.store.session(&session, now).await?.ok_or(ApiError::SignInNeeded)?;
    if !matches!(parts.method, Method::GET | Method::HEAD) && !is_same_origin(parts) {
        return Err(ApiError::OtherOrigin);
    }
    Ok(Asker { known, session: Some(session), peer })
}

/// The API token that a program sends (RFC 6750, 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Proof that no page of another origin asks.
pub struct SameOrigin;

impl<S: Send + Sync> FromRequestParts<S> for SameOrigin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        if is_same_origin(parts) { Ok(Self) } else { Err(ApiError::OtherOrigin) }
    }
}

/// Browsers say where a request comes from, and pages cannot change what they say (Fetch Metadata; RFC 6454).
fn is_same_origin(parts: &Parts) -> bool {
    let text = |name| parts.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    // It survives a proxy that replaces `Host`, so it is looked at first.
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        // A proxy may have given its own `Host`; the settings then say what people see.
        Some(origin) if parts.extensions.get::<PublicUrl>().is_some_and(|url| url.as_str() == origin) => true,
        Some(origin) => {
            let origin = origin.split_once("://").map(|(_, authority)| authority);
            origin.is_some() && origin == text(header::HOST)
        }
    }
}
