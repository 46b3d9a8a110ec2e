//! The audit log in SQLite: rows that are added, each chained to the one before.

use sqlx::{FromRow, QueryBuilder, SqliteConnection, SqlitePool};

use super::{begin, failed};
use crate::audit::{BEGINNING, Note, hash};
use crate::store::{AuditFilter, AuditRow, StoreError};

#[derive(FromRow)]
struct Row {
    number: i64,
    entry: String,
    previous: String,
    hash: String,
}

/// Adds an entry within a transaction that has begun to write, so that no other entry comes in between.
pub(super) async fn append(connection: &mut SqliteConnection, note: &Note) -> Result<(), StoreError> {
    let failed = || failed("write the audit log");
    let query = sqlx::query_as("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    let last: Option<(i64, String)> = query.fetch_optional(&mut *connection).await.map_err(failed())?;
    let (number, previous) = last.unwrap_or_else(|| (0, BEGINNING.to_owned()));
    let entry =
        serde_json::to_string(&note.entry(number.unsigned_abs() + 1)).expect("an entry is plain data");
    let query = sqlx::query("INSERT INTO audit (number, entry, previous, hash) VALUES (?, ?, ?, ?)");
    let query = query.bind(number + 1).bind(&entry).bind(&previous).bind(hash(&previous, &entry));
    query.execute(connection).await.map(drop).map_err(failed())
}

pub(super) async fn note(pool: &SqlitePool, note: &Note) -> Result<(), StoreError> {
    let mut transaction = begin(pool).await?;
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed("write the audit log"))
}

pub(super) async fn before(
    pool: &SqlitePool,
    fits: &AuditFilter,
    before: u64,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let mut query = QueryBuilder::new("SELECT number, entry, previous, hash FROM audit WHERE number < ");
    query.push_bind(i64::try_from(before).unwrap_or(i64::MAX));
    let action = fits.action.map(|action| action.word().to_owned());
    let parts = [
        (" AND account = ", &fits.account),
        (" AND action = ", &action),
        (" AND subject = ", &fits.subject),
        (" AND at >= ", &fits.since),
        (" AND at < ", &fits.until),
    ];
    for (condition, value) in parts {
        if let Some(value) = value {
            query.push(condition).push_bind(value.clone());
        }
    }
    query.push(" ORDER BY number DESC LIMIT ").push_bind(limit);
    let rows = query.build_query_as::<Row>().fetch_all(pool).await;
    Ok(rows.map_err(failed("read the audit log"))?.into_iter().map(Row::read).collect())
}

pub(super) async fn after(pool: &SqlitePool, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
    let rows = sqlx::query_as::<_, Row>(
        "SELECT number, entry, previous, hash FROM audit WHERE number > ? ORDER BY number LIMIT ?",
    );
    let rows = rows.bind(i64::try_from(after).unwrap_or(i64::MAX)).bind(limit).fetch_all(pool).await;
    Ok(rows.map_err(failed("read the audit log"))?.into_iter().map(Row::read).collect())
}

impl Row {
    fn read(self) -> AuditRow {
        AuditRow {
            number: self.number.unsigned_abs(),
            entry: self.entry,
            previous: self.previous,
            hash: self.hash,
        }
    }
}
