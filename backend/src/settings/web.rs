//! How the server meets the network: address for people, certificate, proxies and limits.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use axum::http::Uri;
use axum::http::uri::Scheme;
use ipnet::IpNet;
use serde::Deserialize;

use crate::serve::origin::TrustedProxies;

/// How the server meets the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebSettings {
    /// Where people reach the server, if it is not where it listens.
    pub public_url: Option<PublicUrl>,
    /// The certificate; without one, the server speaks plain HTTP.
    pub tls: Option<TlsSettings>,
    /// The proxies that are believed when they name the client.
    pub trusted_proxies: TrustedProxies,
    /// What one client may take.
    pub limits: WebLimits,
}

/// A certificate with its key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSettings {
    /// PEM file of the certificate and of those between it and a root, in this order.
    pub certificate: PathBuf,
    /// PEM file of its private key (PKCS #8, PKCS #1 or SEC 1).
    pub key: PathBuf,
}

/// What one client may take: an IPv4 address, or a network of 64 bits with IPv6, where a machine chooses the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebLimits {
    /// Requests in a second, in the long run.
    pub requests_per_second: NonZeroU32,
    /// Requests at once, after a time of fewer.
    pub requests_at_once: NonZeroU32,
    /// Open connections.
    pub connections: NonZeroU32,
    /// Open streams of events.
    pub streams: NonZeroU32,
    /// For the handshake of TLS and for the head of a request, each.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// For the answer to begin. A plan that asks many slow nodes takes minutes.
    pub answer: Duration,
}

impl Default for WebLimits {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).expect("the defaults are not zero");
        Self {
            requests_per_second: number(200),
            requests_at_once: number(1000),
            connections: number(500),
            streams: number(100),
            head: Duration::from_secs(20),
            body: Duration::from_mins(1),
            answer: Duration::from_mins(5),
        }
    }
}

/// The limits as the file says them; times are in whole seconds.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenLimits {
    requests_per_second: Option<NonZeroU32>,
    requests_at_once: Option<NonZeroU32>,
    connections: Option<NonZeroU32>,
    streams: Option<NonZeroU32>,
    head_seconds: Option<NonZeroU32>,
    body_seconds: Option<NonZeroU32>,
    answer_seconds: Option<NonZeroU32>,
}

impl WrittenLimits {
    fn read(&self) -> WebLimits {
        let seconds = |seconds: NonZeroU32| Duration::from_secs(seconds.get().into());
        let usual = WebLimits::default();
        WebLimits {
            requests_per_second: self.requests_per_second.unwrap_or(usual.requests_per_second),
            requests_at_once: self.requests_at_once.unwrap_or(usual.requests_at_once),
            connections: self.connections.unwrap_or(usual.connections),
            streams: self.streams.unwrap_or(usual.streams),
            head: self.head_seconds.map_or(usual.head, seconds),
            body: self.body_seconds.map_or(usual.body, seconds),
            answer: self.answer_seconds.map_or(usual.answer, seconds),
        }
    }
}

impl WebSettings {
    pub(super) fn of_file(
        public_url: Option<PublicUrl>,
        tls: Option<TlsSettings>,
        trusted_proxies: Vec<IpNet>,
        limits: &WrittenLimits,
    ) -> Self {
        let trusted_proxies = TrustedProxies::new(trusted_proxies);
        Self { public_url, tls, trusted_proxies, limits: limits.read() }
    }

    /// What links begin with, for people who reach the server where it listens or at its public address.
    pub fn base(&self, listens_on: impl fmt::Display) -> String {
        match (&self.public_url, &self.tls) {
            (Some(url), _) => url.to_string(),
            (None, Some(_)) => format!("https://{listens_on}"),
            (None, None) => format!("http://{listens_on}"),
        }
    }
}

/// Scheme and authority, as in `https://gateway.example.com`. The app is at the root of its origin.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl(String);

/// What is no address for people.
#[derive(Debug, thiserror::Error)]
#[error("expected scheme and name without a path, such as `https://gateway.example.com`")]
pub struct PublicUrlError;

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url: Uri = text.parse().map_err(|_| PublicUrlError)?;
        let (Some(scheme), Some(authority)) = (url.scheme(), url.authority()) else {
            return Err(PublicUrlError);
        };
        let is_web = *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS;
        let is_origin = matches!(url.path(), "" | "/") && url.query().is_none();
        if !is_web || !is_origin || authority.as_str().contains('@') {
            return Err(PublicUrlError);
        }
        // Browsers write origins in lower case and without the usual port (RFC 6454, 6.2).
        let usual = if *scheme == Scheme::HTTPS { ":443" } else { ":80" };
        let authority = authority.as_str().strip_suffix(usual).unwrap_or(authority.as_str());
        Ok(Self(format!("{scheme}://{authority}").to_ascii_lowercase()))
    }
}

impl PublicUrl {
    /// The origin as browsers write it (RFC 6454, 6.2).
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = PublicUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{PublicUrl, WebSettings};

    #[test]
    fn a_public_url_is_an_origin_and_links_begin_with_it() {
        for (text, read) in [
            ("https://Gateway.example.com", "https://gateway.example.com"),
            ("https://gateway.example.com:443/", "https://gateway.example.com"),
            ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
            ("https://[fd00::1]:8443/", "https://[fd00::1]:8443"),
        ] {
            let url: PublicUrl = text.parse().expect("an address for people");
            assert_eq!(url.to_string(), read);
            let web = WebSettings { public_url: Some(url), ..WebSettings::default() };
            assert_eq!(web.base("127.0.0.1:8080"), read);
        }
        for text in [
            "gateway.example.com",
            "https://a.test/app",
            "https://a.test?x",
            "ftp://a.test",
            "https://u@a.test",
            "",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
        assert_eq!(WebSettings::default().base("127.0.0.1:8080"), "http://127.0.0.1:8080");
    }
}
