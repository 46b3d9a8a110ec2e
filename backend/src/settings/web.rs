//! How the server meets the network.

use crate::serve::origin::TrustedProxies;

/// How the server meets the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebSettings {
    /// The proxies that are believed when they name the client.
    pub trusted_proxies: TrustedProxies,
}
