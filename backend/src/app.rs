//! What the server consists of: its ports, and what is built on them.

use std::sync::Arc;

use gateway::api::GatewayRow;
use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway::api::running::GatewayStatus;
use serde_json::json;
use tokio::sync::{Mutex, watch};

use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;
use crate::clock;
use crate::deploy::{Deployments, Patience};
use crate::feed::Feed;
use crate::fleet::SavedFleet;
use crate::nodes::Nodes;
use crate::oidc::Oidc;
use crate::status::{self, Listed};
use crate::store::{Saved, Store, StoreError};
use crate::surveys::Surveys;
use crate::token::Token;
use crate::who::Who;

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
    /// Held while the role of an account changes.
    pub changing_accounts: Mutex<()>,
    /// Whether the server runs a simulated cluster.
    pub demo: bool,
    /// Another server that people sign in with.
    pub oidc: Option<Oidc>,
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
        Self {
            store,
            fleet,
            nodes,
            surveys,
            feed: Feed::default(),
            deployments,
            changing_accounts: Mutex::default(),
            demo,
            oidc: None,
            closing,
        }
    }

    /// The same, where a deployment needs so many approvals.
    #[must_use]
    pub fn with_approvals(mut self, needed: u32) -> Self {
        self.deployments.approvals.needed = needed;
        self
    }

    /// Every gateway with its status, as the nodes have it now.
    pub async fn rows(&self, listed: Listed) -> Result<Vec<GatewayRow>, StoreError> {
        let (gateways, deployed) = (self.store.gateways().await?, self.store.deployed().await?);
        let seen = self.surveys.all().await;
        let approvals = self.deployments.approvals.counts(&gateways).await?;
        Ok(status::rows(gateways, &deployed, &approvals, &seen, listed))
    }

    /// Takes an archive in, as the store does, and knows of it. It is done when the caller is gone, too.
    pub async fn import(self: &Arc<Self>, archive: Archive, note: Note) -> Result<(), ArchiveError> {
        let app = Arc::clone(self);
        let task = tokio::spawn(async move {
            app.fleet.lock().await?.import(&archive, note).await?;
            Ok(app.nodes.read_added().await?)
        });
        let failed =
            |source| StoreError::Database { attempt: "import the archive", source: Box::new(source) };
        task.await.map_err(failed)?
    }

    /// Where a gateway runs, as the nodes have it now.
    pub async fn status(&self, saved: &Saved) -> Result<GatewayStatus, StoreError> {
        let deployed = self.store.deployed_of(&saved.resource).await?;
        Ok(status::of(saved, &deployed, &self.surveys.all().await))
    }

    /// Makes a link that signs in once. The links made before are void.
    pub async fn make_sign_in_link(&self) -> Result<Token, StoreError> {
        make_first_link(self.store.as_ref(), &Who::server()).await
    }
}

/// How long a sign-in link can be used, in seconds: over a long weekend.
pub const LINK_LIFETIME: i64 = 4 * 24 * 60 * 60;

/// Makes a link that signs the first account in, once. The account is made if need be; the links made before are void.
pub async fn make_first_link(store: &dyn Store, who: &Who) -> Result<Token, StoreError> {
    if store.account(FIRST_ACCOUNT).await?.is_none() {
        let name = FIRST_ACCOUNT.parse().expect("the name is a name");
        let note = Note::new(who, Action::CreateUser, FIRST_ACCOUNT).after(&json!({"role": Role::Admin}));
        store.create_account(&name, Role::Admin, None, &note).await?;
    }
    make_link(store, FIRST_ACCOUNT, who).await
}

/// Makes a link that signs an account in, once. The links made before are void.
pub async fn make_link(store: &dyn Store, account: &str, who: &Who) -> Result<Token, StoreError> {
    let token = Token::random();
    let expires_at = clock::unix_seconds() + LINK_LIFETIME;
    let note = Note::new(who, Action::MakeLink, account).after(&json!({"expires_at": clock::at(expires_at)}));
    store.replace_link(account, &token.hash(), expires_at, &note).await?;
    Ok(token)
}
