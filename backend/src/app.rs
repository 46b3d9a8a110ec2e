//! What the server consists of: its ports, and what is built on them.

use std::sync::Arc;

use tokio::sync::watch;

use crate::deploy::{Deployments, Patience};
use crate::fleet::SavedFleet;
use crate::nodes::Nodes;
use crate::store::{Store, StoreError};
use crate::token::Token;

/// The account that signs in with the link that the server prints.
pub const FIRST_ACCOUNT: &str = "admin";

/// The server's state, made once and shared by all requests.
pub struct App {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// What the saved gateways have for themselves. Gateways are saved through it.
    pub fleet: SavedFleet,
    /// Every node.
    pub nodes: Arc<Nodes>,
    /// What is carried out.
    pub deployments: Deployments,
    /// Whether the server runs a simulated cluster.
    pub demo: bool,
    /// Turns true when the server is to end; streams end then.
    pub closing: watch::Receiver<bool>,
}

impl App {
    /// An app over these ports.
    pub fn new(
        store: Arc<dyn Store>,
        nodes: Nodes,
        patience: Patience,
        demo: bool,
        closing: watch::Receiver<bool>,
    ) -> Self {
        let nodes = Arc::new(nodes);
        let fleet = SavedFleet::new(Arc::clone(&store));
        let deployments = Deployments::new(Arc::clone(&store), Arc::clone(&nodes), patience);
        Self { store, fleet, nodes, deployments, demo, closing }
    }

    /// Makes a link that signs in once. The links made before are void.
    pub async fn make_sign_in_link(&self) -> Result<Token, StoreError> {
        make_sign_in_link(self.store.as_ref()).await
    }
}

/// Makes a link that signs in once. The links made before are void.
pub async fn make_sign_in_link(store: &dyn Store) -> Result<Token, StoreError> {
    let token = Token::random();
    store.replace_link(FIRST_ACCOUNT, &token.hash()).await?;
    Ok(token)
}
