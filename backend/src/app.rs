//! What the server consists of: its ports, and what is built on them.

use std::sync::Arc;

use tokio::sync::watch;

use crate::deploy::{Deployments, Nodes, Patience};
use crate::store::{Store, StoreError};
use crate::token::Token;

/// The account that signs in with the link that the server prints.
pub const FIRST_ACCOUNT: &str = "admin";

/// The server's state, made once and shared by all requests.
pub struct App {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// Every node, sorted by name.
    pub nodes: Nodes,
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
        mut nodes: Vec<Arc<dyn crate::node::Node>>,
        patience: Patience,
        demo: bool,
        closing: watch::Receiver<bool>,
    ) -> Self {
        nodes.sort_by(|one, other| one.name().cmp(other.name()));
        let nodes: Nodes = nodes.into();
        let deployments = Deployments::new(Arc::clone(&store), Arc::clone(&nodes), patience);
        Self { store, nodes, deployments, demo, closing }
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
