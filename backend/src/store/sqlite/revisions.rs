//! Revisions in SQLite: rows that are added and never changed.

use sqlx::{FromRow, SqlitePool};

use super::failed;
use crate::store::{Saved, StoreError};

#[derive(FromRow)]
struct Row {
    resource: String,
    revision: u32,
    author: String,
    saved_at: String,
    removed: bool,
    snippet: String,
    gateway: String,
    text: String,
}

pub(super) async fn newest(pool: &SqlitePool) -> Result<Vec<Saved>, StoreError> {
    // With `max` alone, SQLite takes the other columns from the row that has the maximum ("bare columns").
    let rows = sqlx::query_as::<_, Row>(
        "SELECT resource, max(revision) AS revision, author, saved_at, removed, snippet, gateway, text
         FROM revisions GROUP BY resource ORDER BY resource",
    );
    rows.fetch_all(pool).await.map_err(failed("read the gateways"))?.into_iter().map(Row::read).collect()
}

pub(super) async fn of(pool: &SqlitePool, resource: &str) -> Result<Vec<Saved>, StoreError> {
    let rows = sqlx::query_as::<_, Row>("SELECT * FROM revisions WHERE resource = ? ORDER BY revision DESC");
    let rows = rows.bind(resource).fetch_all(pool).await.map_err(failed("read the revisions"))?;
    rows.into_iter().map(Row::read).collect()
}

pub(super) async fn append(pool: &SqlitePool, saved: &Saved) -> Result<(), StoreError> {
    let query = sqlx::query(
        "INSERT INTO revisions (resource, revision, author, saved_at, removed, snippet, gateway, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    let query = query.bind(&saved.resource).bind(saved.revision).bind(&saved.author).bind(&saved.saved_at);
    let query =
        query.bind(saved.removed).bind(&saved.snippet).bind(saved.gateway.to_string()).bind(&saved.text);
    query.execute(pool).await.map(drop).map_err(failed("save the revision"))
}

impl Row {
    fn read(self) -> Result<Saved, StoreError> {
        let gateway = serde_json::from_str(&self.gateway).map_err(|source| StoreError::Database {
            attempt: "read a saved gateway",
            source: source.into(),
        })?;
        Ok(Saved {
            resource: self.resource,
            revision: self.revision,
            author: self.author,
            saved_at: self.saved_at,
            removed: self.removed,
            snippet: self.snippet,
            gateway,
            text: self.text,
        })
    }
}
