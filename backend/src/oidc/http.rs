//! Requests to the provider: bounded in time and size, and never redirected.

use std::time::Duration;

use futures::future::BoxFuture;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use reqwest::{Client, Request};
use rustls::crypto::ring;

const PATIENCE: Duration = Duration::from_secs(10);
/// Descriptions, keys and tokens have some kilobytes.
const LARGEST: usize = 1 << 20;

/// A client for the provider's addresses.
pub(super) struct Http(Client);

/// Why the provider has not answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// There is no answer.
    #[error("there is no answer")]
    Request(#[from] reqwest::Error),
    /// The answer is larger than any of its kind.
    #[error("the answer is too large")]
    TooLarge,
    /// The answer cannot be passed on.
    #[error("the answer cannot be read")]
    Response(#[from] axum::http::Error),
}

impl Http {
    /// A client that trusts what the system trusts. With the scheme `https` it asks nothing in plain HTTP, whatever
    /// address the provider names.
    pub(super) fn new(scheme: &str) -> Result<Self, reqwest::Error> {
        // Another one that was installed before does as well.
        drop(ring::default_provider().install_default());
        let client = Client::builder().timeout(PATIENCE);
        // Plain HTTP stays on this machine, where no proxy is wanted.
        let client = if scheme == "https" { client.https_only(true) } else { client.no_proxy() };
        // Whoever could redirect us could make us ask anything within our network.
        client.redirect(Policy::none()).build().map(Self)
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answer = self.0.execute(Request::try_from(request)?).await?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                return Err(HttpError::TooLarge);
            }
        }
        let mut response = axum::http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            response = response.header(name, value);
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = BoxFuture<'c, Result<HttpResponse, HttpError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
