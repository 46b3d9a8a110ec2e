//! A server that ends itself by SIGKILL before or after it keeps something of a deployment, as often as a test wants.
//!
//! usage: server-killed DATA SETTINGS WHEN COUNT
//!
//! It goes on with every deployment of the store in DATA over the nodes of SETTINGS, and ends when all have ended. WHEN is
//! `before` or `after`, COUNT the call at which it ends itself; 0 is never.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use async_trait::async_trait;
use gateway_tests::site::{LIMITS, PATIENCE, read_nodes};
use sds_gateway::audit::Note;
use sds_gateway::deploy::Deployments;
use sds_gateway::deploy::record::{Deployed, Goal, Record};
use sds_gateway::nodes::Nodes;
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::store::{DeploymentLog, Store, StoreError};

/// One thread: whatever else is under way stands still while the process waits for its end.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: server-killed DATA SETTINGS WHEN COUNT");
    let (data, settings) = (PathBuf::from(next()?), PathBuf::from(next()?));
    let when = if next()? == "before" { When::Before } else { When::After };
    let last = next()?.parse()?;
    let sqlite = Arc::new(Sqlite::open(&data).await?);
    let store: Arc<dyn Store> = Arc::clone(&sqlite) as _;
    let log = Arc::new(Mortal { store: sqlite, when, last, kept: AtomicUsize::new(0) });
    let nodes = Nodes::open(read_nodes(&settings, LIMITS), Arc::clone(&store), &data).await?;
    let deployments = Deployments::with_log(Arc::clone(&store), log, Arc::new(nodes), PATIENCE);
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

/// A log whose server ends at one of the calls that keep how far a deployment is.
struct Mortal {
    store: Arc<Sqlite>,
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
impl DeploymentLog for Mortal {
    async fn keep_deployment(&self, record: &Record) -> Result<(), StoreError> {
        let number = self.kept.fetch_add(1, Ordering::SeqCst) + 1;
        self.end_if(When::Before, number);
        self.store.keep_deployment(record).await?;
        self.end_if(When::After, number);
        Ok(())
    }

    async fn end_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError> {
        let number = self.kept.fetch_add(1, Ordering::SeqCst) + 1;
        self.end_if(When::Before, number);
        self.store.end_deployment(record, note).await?;
        self.end_if(When::After, number);
        Ok(())
    }

    async fn begin_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError> {
        self.store.begin_deployment(record, note).await
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
}
