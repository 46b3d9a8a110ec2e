//! Revisions in SQLite: rows that are added and never changed.

use sqlx::{FromRow, SqlitePool};

use super::audit;
use super::sealed::column::{GATEWAY, TEXT};
use super::{begin, failed};
use crate::audit::Note;
use crate::seal::Keyring;
use crate::store::{Saved, StoreError};

#[derive(FromRow)]
struct Row {
    resource: String,
    revision: u32,
    author: String,
    saved_at: String,
    message: String,
    removed: bool,
    snippet: String,
    gateway: String,
    text: String,
}

pub(super) async fn newest(pool: &SqlitePool, keyring: &Keyring) -> Result<Vec<Saved>, StoreError> {
    // With `max` alone, SQLite takes the other columns from the row that has the maximum ("bare columns").
    let rows = sqlx::query_as::<_, Row>(
        "SELECT resource, max(revision) AS revision, author, saved_at, message, removed, snippet, gateway,
                text
         FROM revisions GROUP BY resource ORDER BY resource",
    );
    let rows = rows.fetch_all(pool).await.map_err(failed("read the gateways"))?;
    rows.into_iter().map(|row| row.read(keyring)).collect()
}

pub(super) async fn of(
    pool: &SqlitePool,
    keyring: &Keyring,
    resource: &str,
) -> Result<Vec<Saved>, StoreError> {
    let rows = sqlx::query_as::<_, Row>("SELECT * FROM revisions WHERE resource = ? ORDER BY revision DESC");
    let rows = rows.bind(resource).fetch_all(pool).await.map_err(failed("read the revisions"))?;
    rows.into_iter().map(|row| row.read(keyring)).collect()
}

pub(super) async fn append(
    pool: &SqlitePool,
    keyring: &Keyring,
    saved: &Saved,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("save the revision");
    let mut transaction = begin(pool).await?;
    let row = [saved.resource.as_str(), &saved.revision.to_string()];
    let gateway = GATEWAY.seal(keyring, &row, &saved.gateway.to_string());
    let text = TEXT.seal(keyring, &row, &saved.text);
    let query = sqlx::query(
        "INSERT INTO revisions (resource, revision, author, saved_at, message, removed, snippet, gateway, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    );
    let query = query.bind(&saved.resource).bind(saved.revision).bind(&saved.author).bind(&saved.saved_at);
    let query = query.bind(&saved.message).bind(saved.removed).bind(&saved.snippet);
    let query = query.bind(gateway).bind(text);
    query.execute(&mut *transaction).await.map_err(failed())?;
    audit::append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

impl Row {
    fn read(self, keyring: &Keyring) -> Result<Saved, StoreError> {
        let row = [self.resource.as_str(), &self.revision.to_string()];
        let text = TEXT.open(keyring, &row, &self.text)?;
        let gateway = GATEWAY.open(keyring, &row, &self.gateway)?;
        let gateway = serde_json::from_str(&gateway).map_err(|source| StoreError::Database {
            attempt: "read a saved gateway",
            source: source.into(),
        })?;
        Ok(Saved {
            resource: self.resource,
            revision: self.revision,
            author: self.author,
            saved_at: self.saved_at,
            message: self.message,
            removed: self.removed,
            snippet: self.snippet,
            gateway,
            text,
        })
    }
}
