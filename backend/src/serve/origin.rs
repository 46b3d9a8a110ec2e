//! From where a request comes: whose address counts behind proxies, and whether it travelled over HTTPS.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::settings::web::WebSettings;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// Who asks, as far as it can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The address of the client; that of the connection unless a trusted proxy names another one.
    pub address: IpAddr,
    /// Whether the client's request travelled over HTTPS, to us or to a trusted proxy.
    pub is_https: bool,
}

/// Marks the requests of a connection over TLS.
#[derive(Clone, Copy, Debug)]
pub struct OverTls;

/// The networks of proxies that are believed when they name the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// The proxies with an address in one of these networks.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// Whether none are trusted.
    pub fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Who asks, by the address of the connection and what its request says.
    ///
    /// Each proxy appends the address that it was reached from, so the list is believed from its right end up to the
    /// first address that is no trusted proxy's: what stands left of it may be anybody's invention.
    pub fn peer(&self, connection: IpAddr, over_tls: bool, headers: &HeaderMap) -> Peer {
        let mut address = connection.to_canonical();
        if !self.has(address) {
            return Peer { address, is_https: over_tls };
        }
        let named = headers.get_all(FORWARDED_FOR).into_iter();
        let named: Vec<&str> = named.flat_map(|line| line.to_str().unwrap_or_default().split(',')).collect();
        for entry in named.into_iter().rev() {
            let Some(before) = address_of(entry.trim()) else { break };
            address = before;
            if !self.has(address) {
                break;
            }
        }
        let scheme = headers.get_all(FORWARDED_PROTO).into_iter().next_back();
        let scheme = scheme.and_then(|line| line.to_str().ok()?.rsplit(',').next());
        let is_https = scheme.map_or(over_tls, |scheme| scheme.trim().eq_ignore_ascii_case("https"));
        Peer { address, is_https }
    }

    /// Whether a trusted proxy has the address.
    pub fn has(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// An entry of `X-Forwarded-For`: some proxies add the port, and then brackets around IPv6.
fn address_of(entry: &str) -> Option<IpAddr> {
    let bare = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let address = entry.parse().ok().or_else(|| entry.parse().ok().map(|with: SocketAddr| with.ip()));
    address.or_else(bare).map(|address: IpAddr| address.to_canonical())
}

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.extensions))
    }
}

impl Peer {
    /// Who asks, as [`find_peer`] has found out.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self { address: Ipv4Addr::LOCALHOST.into(), is_https: false })
    }
}

/// Puts the [`Peer`] and the [`PublicUrl`](crate::settings::web::PublicUrl) among the extensions of every request. Without a connection, it asks from this
/// machine.
pub async fn find_peer(State(web): State<Arc<WebSettings>>, mut request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let connection = connection.map_or(Ipv4Addr::LOCALHOST.into(), |ConnectInfo(address)| address.ip());
    let over_tls = request.extensions().get::<OverTls>().is_some();
    let peer = web.trusted_proxies.peer(connection, over_tls, request.headers());
    request.extensions_mut().insert(peer);
    if let Some(url) = &web.public_url {
        request.extensions_mut().insert(url.clone());
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::{FORWARDED_FOR, FORWARDED_PROTO, HeaderMap, Peer, TrustedProxies};

    /// The connection, `X-Forwarded-For` line by line, `X-Forwarded-Proto`, and what comes of it.
    const CASES: &[(&str, &[&str], &str, &str, bool)] = &[
        ("192.0.2.9", &["198.51.100.1"], "https", "192.0.2.9", false),
        ("10.0.0.1", &[], "", "10.0.0.1", false),
        ("10.0.0.1", &["198.51.100.1"], "https", "198.51.100.1", true),
        ("10.0.0.1", &["6.6.6.6, 198.51.100.1"], "http", "198.51.100.1", false),
        ("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"], "https", "198.51.100.1", true),
        ("10.0.0.1", &["6.6.6.6", "198.51.100.1 , 10.0.0.2"], "https", "198.51.100.1", true),
        ("10.0.0.1", &["6.6.6.6, unknown, 10.0.0.2"], "https", "10.0.0.2", true),
        ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "HTTPS", "10.0.0.3", true),
        ("10.0.0.1", &["198.51.100.1:4711"], "https,http", "198.51.100.1", false),
        ("10.0.0.1", &["[2001:db8::1]:4711"], "https", "2001:db8::1", true),
        ("10.0.0.1", &["[2001:db8::1]"], "https", "2001:db8::1", true),
        ("::ffff:10.0.0.1", &["::ffff:198.51.100.1"], "https", "198.51.100.1", true),
        ("fd00::1", &["2001:db8::1, fd00::2"], "https", "2001:db8::1", true),
    ];

    #[test]
    fn only_trusted_proxies_are_believed_and_only_up_to_the_first_address_that_is_none() {
        let networks = ["10.0.0.0/8", "fd00::/8"].map(|network| network.parse().expect("a network"));
        let trusted = TrustedProxies::new(networks.to_vec());
        for (connection, forwarded, scheme, address, is_https) in CASES {
            let mut headers = HeaderMap::new();
            for line in *forwarded {
                headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
            }
            if !scheme.is_empty() {
                headers.insert(FORWARDED_PROTO, HeaderValue::from_static(scheme));
            }
            let connection = connection.parse().expect("an address");
            let wanted = Peer { address: address.parse().expect("an address"), is_https: *is_https };
            assert_eq!(trusted.peer(connection, false, &headers), wanted, "{forwarded:?} from {connection}");
        }
    }

    #[test]
    fn nobody_is_trusted_unless_the_settings_say_so() {
        let headers = HeaderMap::from_iter([(
            FORWARDED_FOR.parse().expect("a name"),
            HeaderValue::from_static("198.51.100.1"),
        )]);
        let loopback = "127.0.0.1".parse().expect("an address");
        let peer = TrustedProxies::default().peer(loopback, true, &headers);
        assert_eq!(peer, Peer { address: loopback, is_https: true });
    }
}
