//! Deployments in SQLite: each a JSON document, replaced as a whole.

use sqlx::{SqliteExecutor, SqlitePool};

use super::audit::append;
use super::sealed::column::RECORD;
use super::{begin, failed};
use crate::audit::Note;
use crate::deploy::record::Record;
use crate::seal::Keyring;
use crate::store::StoreError;

pub(super) async fn begin_one(
    pool: &SqlitePool,
    keyring: &Keyring,
    record: &Record,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("begin the deployment");
    let mut transaction = begin(pool).await?;
    let query = sqlx::query(
        "INSERT INTO deployments (id, number, resource, running, record)
         VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM deployments), ?, ?, ?)",
    );
    let query = query.bind(&record.deployment.id).bind(&record.deployment.resource);
    let query = query.bind(record.is_running()).bind(write(keyring, record)?);
    query.execute(&mut *transaction).await.map_err(failed())?;
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn keep(
    executor: impl SqliteExecutor<'_>,
    keyring: &Keyring,
    record: &Record,
) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE deployments SET running = ?, record = ? WHERE id = ?");
    let query = query.bind(record.is_running()).bind(write(keyring, record)?).bind(&record.deployment.id);
    query.execute(executor).await.map(drop).map_err(failed("keep the state of the deployment"))
}

pub(super) async fn end(
    pool: &SqlitePool,
    keyring: &Keyring,
    record: &Record,
    note: &Note,
) -> Result<(), StoreError> {
    let mut transaction = begin(pool).await?;
    keep(&mut *transaction, keyring, record).await?;
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed("end the deployment"))
}

pub(super) async fn find(
    pool: &SqlitePool,
    keyring: &Keyring,
    id: &str,
) -> Result<Option<Record>, StoreError> {
    let query = sqlx::query_scalar("SELECT record FROM deployments WHERE id = ?").bind(id);
    let text: Option<String> = query.fetch_optional(pool).await.map_err(failed("read the deployment"))?;
    text.map(|text| read(keyring, id, &text)).transpose()
}

pub(super) async fn of(
    pool: &SqlitePool,
    keyring: &Keyring,
    resource: &str,
) -> Result<Vec<Record>, StoreError> {
    let query = sqlx::query_as("SELECT id, record FROM deployments WHERE resource = ? ORDER BY number DESC");
    let rows: Vec<(String, String)> =
        query.bind(resource).fetch_all(pool).await.map_err(failed("read the deployments"))?;
    rows.iter().map(|(id, text)| read(keyring, id, text)).collect()
}

pub(super) async fn running(pool: &SqlitePool, keyring: &Keyring) -> Result<Vec<Record>, StoreError> {
    let query = sqlx::query_as("SELECT id, record FROM deployments WHERE running = 1 ORDER BY number");
    let rows: Vec<(String, String)> = query.fetch_all(pool).await.map_err(failed("read the deployments"))?;
    rows.iter().map(|(id, text)| read(keyring, id, text)).collect()
}

fn write(keyring: &Keyring, record: &Record) -> Result<String, StoreError> {
    let text = serde_json::to_string(record)
        .map_err(|source| StoreError::Database { attempt: "write a deployment", source: source.into() })?;
    Ok(RECORD.seal(keyring, &[&record.deployment.id], &text))
}

fn read(keyring: &Keyring, id: &str, text: &str) -> Result<Record, StoreError> {
    serde_json::from_str(&RECORD.open(keyring, &[id], text)?)
        .map_err(|source| StoreError::unreadable("read a deployment", &source))
}
