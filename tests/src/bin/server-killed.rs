//! A server that ends itself by SIGKILL before or after it keeps something of a deployment, as often as a test wants.
//!
//! usage: server-killed DATA SETTINGS WHEN COUNT
//!
//! It goes on with every deployment of the store in DATA over the nodes of SETTINGS, and ends when all have ended. WHEN is
//! `before` or `after`, COUNT the call at which it ends itself; 0 is never.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use async_trait::async_trait;
use gateway::api::nodes::AddedNode;
use gateway_tests::site::{LIMITS, PATIENCE, read_nodes};
use sds_gateway::deploy::Deployments;
use sds_gateway::deploy::record::{Deployed, Goal, Record};
use sds_gateway::nodes::Nodes;
use sds_gateway::seal::keyed::Keyed;
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::store::{NewSession, Saved, Store, StoreError};

/// One thread: whatever else is under way stands still while the process waits for its end.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: server-killed DATA SETTINGS WHEN COUNT");
    let (data, settings) = (PathBuf::from(next()?), PathBuf::from(next()?));
    let when = if next()? == "before" { When::Before } else { When::After };
    let last = next()?.parse()?;
    let store = Sqlite::open(&data).await?;
    let store: Arc<dyn Store> = Arc::new(Mortal { store, when, last, kept: AtomicUsize::new(0) });
    let nodes = Nodes::open(read_nodes(&settings, LIMITS), Arc::clone(&store), &data).await?;
    let deployments = Deployments::new(Arc::clone(&store), Arc::new(nodes), PATIENCE);
    let running = store.running_deployments().await?;
    deployments.resume().await?;
    for record in running {
        if let Some(mut watched) = deployments.watch(&record.deployment.id) {
            // Its end closes the channel.
            while watched.changed().await.is_ok() {}
        }
    }
    Ok(())
}

/// When a server ends itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// What was done is not noted.
    Before,
    /// What is noted is all that was done.
    After,
}

/// A store whose server ends at one of the calls that keep how far a deployment is.
struct Mortal {
    store: Sqlite,
    when: When,
    last: usize,
    kept: AtomicUsize,
}

impl Mortal {
    fn end_if(&self, when: When, number: usize) {
        if self.when == when && self.last == number {
            let me = std::process::id().to_string();
            let _ = Command::new("kill").args(["-KILL", &me]).status();
            // Nobody comes back from it; whatever happens, nothing goes on.
            loop {
                thread::park();
            }
        }
    }
}

#[async_trait]
impl Store for Mortal {
    async fn keep_deployment(&self, record: &Record) -> Result<(), StoreError> {
        let number = self.kept.fetch_add(1, Ordering::SeqCst) + 1;
        self.end_if(When::Before, number);
        self.store.keep_deployment(record).await?;
        self.end_if(When::After, number);
        Ok(())
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.store.ping().await
    }

    fn keyed(&self) -> Arc<Keyed> {
        self.store.keyed()
    }

    async fn gateways(&self) -> Result<Vec<Saved>, StoreError> {
        self.store.gateways().await
    }

    async fn revisions(&self, resource: &str) -> Result<Vec<Saved>, StoreError> {
        self.store.revisions(resource).await
    }

    async fn append(&self, saved: &Saved) -> Result<(), StoreError> {
        self.store.append(saved).await
    }

    async fn has_signed_in(&self) -> Result<bool, StoreError> {
        self.store.has_signed_in().await
    }

    async fn replace_link(&self, account: &str, token_hash: &str) -> Result<(), StoreError> {
        self.store.replace_link(account, token_hash).await
    }

    async fn sign_in(&self, link: &str, session: &NewSession) -> Result<Option<String>, StoreError> {
        self.store.sign_in(link, session).await
    }

    async fn session(&self, token_hash: &str, now: i64) -> Result<Option<String>, StoreError> {
        self.store.session(token_hash, now).await
    }

    async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        self.store.end_session(token_hash).await
    }

    async fn begin_deployment(&self, record: &Record) -> Result<(), StoreError> {
        self.store.begin_deployment(record).await
    }

    async fn deployment(&self, id: &str) -> Result<Option<Record>, StoreError> {
        self.store.deployment(id).await
    }

    async fn deployments(&self, resource: &str) -> Result<Vec<Record>, StoreError> {
        self.store.deployments(resource).await
    }

    async fn running_deployments(&self) -> Result<Vec<Record>, StoreError> {
        self.store.running_deployments().await
    }

    async fn note_deployed(&self, resource: &str, goals: &BTreeMap<String, Goal>) -> Result<(), StoreError> {
        self.store.note_deployed(resource, goals).await
    }

    async fn deployed(&self) -> Result<BTreeMap<String, Deployed>, StoreError> {
        self.store.deployed().await
    }

    async fn deployed_of(&self, resource: &str) -> Result<Deployed, StoreError> {
        self.store.deployed_of(resource).await
    }

    async fn maintenance(&self) -> Result<BTreeSet<String>, StoreError> {
        self.store.maintenance().await
    }

    async fn set_maintenance(&self, node: &str, on: bool) -> Result<(), StoreError> {
        self.store.set_maintenance(node, on).await
    }

    async fn nodes(&self) -> Result<Vec<AddedNode>, StoreError> {
        self.store.nodes().await
    }

    async fn add_node(&self, node: &AddedNode) -> Result<(), StoreError> {
        self.store.add_node(node).await
    }

    async fn change_node(&self, node: &AddedNode) -> Result<(), StoreError> {
        self.store.change_node(node).await
    }

    async fn forget_node(&self, name: &str) -> Result<(), StoreError> {
        self.store.forget_node(name).await
    }
}
