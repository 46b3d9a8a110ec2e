//! The store in a file of SQLite.

mod deployments;
mod nodes;
mod people;
mod revisions;
mod running;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use gateway::api::nodes::AddedNode;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{NewSession, Saved, Store, StoreError};
use crate::deploy::record::{Deployed, Goal, Record};

/// A file of SQLite that one server has open.
pub struct Sqlite {
    pool: SqlitePool,
}

const FILE: &str = "sds-gateway.sqlite";

impl Sqlite {
    /// Whether a data directory has a store.
    pub fn is_in(data: &Path) -> bool {
        data.join(FILE).is_file()
    }

    /// Opens the store of a data directory; directory and file are created if need be, for the owner alone.
    pub async fn open(data: &Path) -> Result<Self, StoreError> {
        let file = data.join(FILE);
        create_private(data, &file)
            .map_err(|source| StoreError::Directory { path: data.display().to_string(), source })?;
        let options = SqliteConnectOptions::new()
            .filename(&file)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered must survive a power cut: a deployment is resumed from what is on the disk.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(4);
        let pool = pool.connect_with(options).await.map_err(failed("open the database"))?;
        sqlx::migrate!().run(&pool).await.map_err(|source| StoreError::Database {
            attempt: "bring the database up to date",
            source: source.into(),
        })?;
        Ok(Self { pool })
    }
}

/// The gateways hold secrets: nobody but the owner may read them.
fn create_private(data: &Path, file: &Path) -> io::Result<()> {
    if !data.is_dir() {
        DirBuilder::new().recursive(true).mode(0o700).create(data)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(file)?;
    fs::set_permissions(file, Permissions::from_mode(0o600))
}

/// Says what was attempted.
fn failed(attempt: &'static str) -> impl FnOnce(sqlx::Error) -> StoreError {
    move |source| match &source {
        sqlx::Error::Database(database) if database.is_unique_violation() => StoreError::Taken,
        _ => StoreError::Database { attempt, source: source.into() },
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await.map(drop).map_err(failed("reach the database"))
    }

    async fn gateways(&self) -> Result<Vec<Saved>, StoreError> {
        revisions::newest(&self.pool).await
    }

    async fn revisions(&self, resource: &str) -> Result<Vec<Saved>, StoreError> {
        revisions::of(&self.pool, resource).await
    }

    async fn append(&self, saved: &Saved) -> Result<(), StoreError> {
        revisions::append(&self.pool, saved).await
    }

    async fn has_signed_in(&self) -> Result<bool, StoreError> {
        people::has_signed_in(&self.pool).await
    }

    async fn replace_link(&self, account: &str, token_hash: &str) -> Result<(), StoreError> {
        people::replace_link(&self.pool, account, token_hash).await
    }

    async fn sign_in(&self, link: &str, session: &NewSession) -> Result<Option<String>, StoreError> {
        people::sign_in(&self.pool, link, session).await
    }

    async fn session(&self, token_hash: &str, now: i64) -> Result<Option<String>, StoreError> {
        people::session(&self.pool, token_hash, now).await
    }

    async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        people::end_session(&self.pool, token_hash).await
    }

    async fn begin_deployment(&self, record: &Record) -> Result<(), StoreError> {
        deployments::begin(&self.pool, record).await
    }

    async fn keep_deployment(&self, record: &Record) -> Result<(), StoreError> {
        deployments::keep(&self.pool, record).await
    }

    async fn deployment(&self, id: &str) -> Result<Option<Record>, StoreError> {
        deployments::find(&self.pool, id).await
    }

    async fn deployments(&self, resource: &str) -> Result<Vec<Record>, StoreError> {
        deployments::of(&self.pool, resource).await
    }

    async fn running_deployments(&self) -> Result<Vec<Record>, StoreError> {
        deployments::running(&self.pool).await
    }

    async fn note_deployed(&self, resource: &str, goals: &BTreeMap<String, Goal>) -> Result<(), StoreError> {
        running::note_deployed(&self.pool, resource, goals).await
    }

    async fn deployed(&self) -> Result<BTreeMap<String, Deployed>, StoreError> {
        running::deployed(&self.pool).await
    }

    async fn deployed_of(&self, resource: &str) -> Result<Deployed, StoreError> {
        running::deployed_of(&self.pool, resource).await
    }

    async fn maintenance(&self) -> Result<BTreeSet<String>, StoreError> {
        running::maintenance(&self.pool).await
    }

    async fn set_maintenance(&self, node: &str, on: bool) -> Result<(), StoreError> {
        running::set_maintenance(&self.pool, node, on).await
    }

    async fn nodes(&self) -> Result<Vec<AddedNode>, StoreError> {
        nodes::all(&self.pool).await
    }

    async fn add_node(&self, node: &AddedNode) -> Result<(), StoreError> {
        nodes::add(&self.pool, node).await
    }

    async fn change_node(&self, node: &AddedNode) -> Result<(), StoreError> {
        nodes::change(&self.pool, node).await
    }

    async fn forget_node(&self, name: &str) -> Result<(), StoreError> {
        nodes::forget(&self.pool, name).await
    }
}
