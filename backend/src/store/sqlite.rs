//! The store in a file of SQLite.

mod lock;
mod sealed;

mod archive;
mod audit;
mod deployments;
mod nodes;
mod people;
mod reviews;
mod revisions;
mod rotate;
mod running;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use gateway::api::nodes::AddedNode;
use gateway::api::people::{ApiToken, Role};
use gateway::names::password::AccountName;
use gateway::problem::Expected;
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite as Database, SqlitePool, Transaction};

use super::archive::Archives;
use super::people::{Account, Known, NewSession, People, Subject};
use super::{AuditFilter, AuditLog, AuditRow, DeploymentLog, Saved, Store, StoreError};
use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;
use crate::deploy::record::{Deployed, Goal, Record};
use crate::lockout::Failures;
use crate::seal::file::KeyFile;
use crate::seal::keyed::Keyed;
use lock::Hold;
use sealed::Sealed;

/// A file of SQLite that one server has open.
pub struct Sqlite {
    pool: SqlitePool,
    sealed: Sealed,
    key_file: KeyFile,
    _hold: Hold,
}

const FILE: &str = "sds-gateway.sqlite";

impl Sqlite {
    /// Whether a data directory has a store.
    pub fn is_in(data: &Path) -> bool {
        data.join(FILE).is_file()
    }

    /// Opens the store of a data directory whose key file is beside it, as [`Sqlite::open_with`] does.
    pub async fn open(data: &Path) -> Result<Self, StoreError> {
        Self::open_with(data, KeyFile::beside(data)).await
    }

    /// Opens the store of a data directory; directory, database and key file are created if need be, for the owner
    /// alone. What an older version has left in plain text is sealed.
    pub async fn open_with(data: &Path, key_file: KeyFile) -> Result<Self, StoreError> {
        let file = create_private(data)?;
        Self::open_held(&file, key_file, Hold::shared(data)?).await
    }

    /// Opens the store while nobody else has it open, and keeps others out: the keys are about to be replaced.
    pub async fn open_alone(data: &Path, key_file: KeyFile) -> Result<Self, StoreError> {
        let file = create_private(data)?;
        Self::open_held(&file, key_file, Hold::alone(data)?).await
    }

    async fn open_held(file: &Path, key_file: KeyFile, hold: Hold) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered must survive a power cut: a deployment is resumed from what is on the disk.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted or changed leaves nothing behind in the pages.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(4);
        let pool = pool.connect_with(options).await.map_err(failed("open the database"))?;
        sqlx::migrate!().run(&pool).await.map_err(|source| StoreError::Database {
            attempt: "bring the database up to date",
            source: source.into(),
        })?;
        let sealed = sealed::open(&pool, &key_file).await?;
        Ok(Self { pool, sealed, key_file, _hold: hold })
    }

    fn keyed_now(&self) -> Arc<Keyed> {
        Arc::clone(&self.sealed.keyed.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace_keyed(&self, keyed: Keyed) {
        *self.sealed.keyed.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keyed);
    }
}

/// The gateways hold secrets: nobody but the owner may read them.
fn create_private(data: &Path) -> Result<PathBuf, StoreError> {
    let file = data.join(FILE);
    let create = || -> io::Result<()> {
        if !data.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(data)?;
        }
        OpenOptions::new().create(true).append(true).mode(0o600).open(&file)?;
        fs::set_permissions(&file, Permissions::from_mode(0o600))
    };
    create().map_err(|source| StoreError::Directory { path: data.display().to_string(), source })?;
    Ok(file)
}

/// Says what was attempted.
fn failed(attempt: &'static str) -> impl FnOnce(sqlx::Error) -> StoreError {
    move |source| match &source {
        sqlx::Error::Database(database) if database.is_unique_violation() => StoreError::Taken,
        _ => StoreError::Database { attempt, source: source.into() },
    }
}

/// Begins to write; nobody else does until the transaction ends.
async fn begin(pool: &SqlitePool) -> Result<Transaction<'static, Database>, StoreError> {
    pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed("write to the database"))
}

/// Changes something by one query, and notes it.
async fn execute(
    pool: &SqlitePool,
    query: Query<'_, Database, SqliteArguments>,
    attempt: &'static str,
    note: &Note,
) -> Result<(), StoreError> {
    let mut transaction = begin(pool).await?;
    query.execute(&mut *transaction).await.map_err(failed(attempt))?;
    audit::append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed(attempt))
}

/// Reads a name that was checked before it was stored.
fn understand<T: FromStr<Err = Expected>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|source: Expected| StoreError::Database {
        attempt: "understand what is stored",
        source: source.into(),
    })
}

#[async_trait]
impl Archives for Sqlite {
    async fn export(&self, note: &Note) -> Result<Archive, ArchiveError> {
        self.export_all(note).await
    }

    async fn import(&self, archive: &Archive, note: Note) -> Result<(), ArchiveError> {
        self.import_all(archive, note).await
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await.map(drop).map_err(failed("reach the database"))
    }

    fn keyed(&self) -> Arc<Keyed> {
        self.keyed_now()
    }

    async fn gateways(&self) -> Result<Vec<Saved>, StoreError> {
        revisions::newest(&self.pool, &self.sealed.keyring).await
    }

    async fn revisions(&self, resource: &str) -> Result<Vec<Saved>, StoreError> {
        revisions::of(&self.pool, &self.sealed.keyring, resource).await
    }

    async fn append(&self, saved: &Saved, note: &Note) -> Result<(), StoreError> {
        revisions::append(&self.pool, &self.sealed.keyring, saved, note).await
    }

    async fn maintenance(&self) -> Result<BTreeSet<String>, StoreError> {
        running::maintenance(&self.pool).await
    }

    async fn set_maintenance(&self, node: &str, on: bool, note: &Note) -> Result<(), StoreError> {
        running::set_maintenance(&self.pool, node, on, note).await
    }

    async fn nodes(&self) -> Result<Vec<AddedNode>, StoreError> {
        nodes::all(&self.pool).await
    }

    async fn add_node(&self, node: &AddedNode, note: &Note) -> Result<(), StoreError> {
        nodes::add(&self.pool, node, note).await
    }

    async fn change_node(&self, node: &AddedNode, note: &Note) -> Result<(), StoreError> {
        nodes::change(&self.pool, node, note).await
    }

    async fn forget_node(&self, name: &str, note: &Note) -> Result<(), StoreError> {
        nodes::forget(&self.pool, name, note).await
    }
}

#[async_trait]
impl DeploymentLog for Sqlite {
    async fn begin_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError> {
        deployments::begin_one(&self.pool, &self.sealed.keyring, record, note).await
    }

    async fn keep_deployment(&self, record: &Record) -> Result<(), StoreError> {
        deployments::keep(&self.pool, &self.sealed.keyring, record).await
    }

    async fn end_deployment(&self, record: &Record, note: &Note) -> Result<(), StoreError> {
        deployments::end(&self.pool, &self.sealed.keyring, record, note).await
    }

    async fn deployment(&self, id: &str) -> Result<Option<Record>, StoreError> {
        deployments::find(&self.pool, &self.sealed.keyring, id).await
    }

    async fn deployments(&self, resource: &str) -> Result<Vec<Record>, StoreError> {
        deployments::of(&self.pool, &self.sealed.keyring, resource).await
    }

    async fn running_deployments(&self) -> Result<Vec<Record>, StoreError> {
        deployments::running(&self.pool, &self.sealed.keyring).await
    }

    async fn note_deployed(&self, resource: &str, goals: &BTreeMap<String, Goal>) -> Result<(), StoreError> {
        running::note_deployed(&self.pool, &self.sealed.keyring, resource, goals).await
    }

    async fn deployed(&self) -> Result<BTreeMap<String, Deployed>, StoreError> {
        running::deployed(&self.pool, &self.sealed.keyring).await
    }

    async fn deployed_of(&self, resource: &str) -> Result<Deployed, StoreError> {
        running::deployed_of(&self.pool, &self.sealed.keyring, resource).await
    }
}

#[async_trait]
impl AuditLog for Sqlite {
    async fn note(&self, note: &Note) -> Result<(), StoreError> {
        audit::note(&self.pool, note).await
    }

    async fn audit(&self, fits: &AuditFilter, before: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        audit::before(&self.pool, fits, before, limit).await
    }

    async fn audit_after(&self, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        audit::after(&self.pool, after, limit).await
    }
}

#[async_trait]
impl People for Sqlite {
    async fn has_signed_in(&self) -> Result<bool, StoreError> {
        people::has_signed_in(&self.pool).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        people::all(&self.pool).await
    }

    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        people::find(&self.pool, name).await
    }

    async fn account_elsewhere(&self, subject: &Subject) -> Result<Option<Account>, StoreError> {
        people::find_elsewhere(&self.pool, subject).await
    }

    async fn create_account(
        &self,
        name: &AccountName,
        role: Role,
        elsewhere: Option<&Subject>,
        note: &Note,
    ) -> Result<(), StoreError> {
        people::create(&self.pool, name, role, elsewhere, note).await
    }

    async fn change_account(
        &self,
        name: &str,
        role: Role,
        disabled: bool,
        note: &Note,
    ) -> Result<(), StoreError> {
        people::change(&self.pool, name, role, disabled, note).await
    }

    async fn set_password(
        &self,
        name: &str,
        hash: &str,
        except: Option<&str>,
        note: &Note,
    ) -> Result<(), StoreError> {
        people::set_password(&self.pool, name, hash, except, note).await
    }

    async fn replace_link(
        &self,
        account: &str,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError> {
        people::replace_link(&self.pool, account, token_hash, expires_at, note).await
    }

    async fn link(&self, token_hash: &str, now: i64) -> Result<Option<String>, StoreError> {
        people::link(&self.pool, token_hash, now).await
    }

    async fn begin_session(&self, session: &NewSession, note: &Note) -> Result<(), StoreError> {
        people::begin_session(&self.pool, session, note).await
    }

    async fn session(&self, token_hash: &str, now: i64) -> Result<Option<Known>, StoreError> {
        people::session(&self.pool, token_hash, now).await
    }

    async fn end_session(&self, token_hash: &str, note: &Note) -> Result<(), StoreError> {
        people::end_session(&self.pool, token_hash, note).await
    }

    async fn end_sessions(&self, account: &str, note: &Note) -> Result<(), StoreError> {
        people::end_sessions(&self.pool, account, note).await
    }

    async fn failures(&self, name: &str) -> Result<Failures, StoreError> {
        people::failures(&self.pool, name).await
    }

    async fn note_failure(&self, names: &[&str], now: i64, note: &Note) -> Result<(), StoreError> {
        people::note_failure(&self.pool, names, now, note).await
    }

    async fn tokens(&self) -> Result<Vec<ApiToken>, StoreError> {
        tokens::all(&self.pool).await
    }

    async fn add_token(
        &self,
        token: &ApiToken,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError> {
        tokens::add(&self.pool, token, token_hash, expires_at, note).await
    }

    async fn revoke_token(&self, id: &str, note: &Note) -> Result<(), StoreError> {
        tokens::revoke(&self.pool, id, note).await
    }

    async fn use_token(&self, token_hash: &str, now: i64) -> Result<Option<Known>, StoreError> {
        tokens::use_one(&self.pool, token_hash, now).await
    }
}
