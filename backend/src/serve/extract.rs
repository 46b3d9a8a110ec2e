//! What handlers take from a request, with every rejection as an [`ApiError`].

use axum::extract::{FromRequest, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;

use super::error::ApiError;

/// A body of JSON.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(ApiError))]
pub struct Body<T>(
    /// What it says.
    pub T,
);

/// The variable segments of a path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub struct Path<T>(
    /// What they say.
    pub T,
);

/// What stands behind `?`.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub struct Query<T>(
    /// What it says.
    pub T,
);

/// The revision that a write builds on, which it must name (RFC 9110, 13.1.1; RFC 6585, 3).
pub struct IfMatch(String);

impl IfMatch {
    /// Whether it names the revision with this tag. A weak tag names none.
    pub fn names(&self, etag: &str) -> bool {
        self.0.split(',').map(str::trim).any(|tag| tag == etag || tag == "*")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let tags = parts.headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        tags.map(|tags| Self(tags.to_owned())).ok_or(ApiError::RevisionNeeded)
    }
}
