//! What the server consists of: its ports, and what is built on them.

use std::sync::Arc;

use gateway::api::GatewayRow;
use gateway::api::running::GatewayStatus;
use tokio::sync::watch;

use crate::deploy::{Deployments, Patience};
use crate::feed::Feed;
use crate::fleet::SavedFleet;
use crate::nodes::Nodes;
use crate::status::{self, Listed};
use crate::store::{Saved, Store, StoreError};
use crate::surveys::Surveys;
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
    /// What the nodes have.
    pub surveys: Surveys,
    /// What watchers get.
    pub feed: Feed,
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
        let surveys = Surveys::new(Arc::clone(&nodes));
        Self { store, fleet, nodes, surveys, feed: Feed::default(), deployments, demo, closing }
    }

    /// Every gateway with its status, as the nodes have it now.
    pub async fn rows(&self, listed: Listed) -> Result<Vec<GatewayRow>, StoreError> {
        let (gateways, deployed) = (self.store.gateways().await?, self.store.deployed().await?);
        Ok(status::rows(gateways, &deployed, &self.surveys.all().await, listed))
    }

    /// Where a gateway runs, as the nodes have it now.
    pub async fn status(&self, saved: &Saved) -> Result<GatewayStatus, StoreError> {
        let deployed = self.store.deployed_of(&saved.resource).await?;
        Ok(status::of(saved, &deployed, &self.surveys.all().await))
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
