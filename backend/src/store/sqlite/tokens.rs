//! API tokens in SQLite.

use gateway::api::people::{ApiToken, Role};
use gateway::names::Choice;
use sqlx::{FromRow, SqlitePool};

use super::{execute, failed, understand};
use crate::audit::Note;
use crate::clock;
use crate::store::StoreError;
use crate::store::people::Known;

#[derive(FromRow)]
struct Row {
    id: String,
    account: String,
    name: String,
    role: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<ApiToken>, StoreError> {
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, account, name, role, created_at, expires_at, used_at FROM tokens ORDER BY created_at DESC, id",
    );
    let rows = rows.fetch_all(pool).await.map_err(failed("read the API tokens"))?;
    rows.into_iter().map(Row::read).collect()
}

pub(super) async fn add(
    pool: &SqlitePool,
    token: &ApiToken,
    token_hash: &str,
    expires_at: i64,
    note: &Note,
) -> Result<(), StoreError> {
    let query = sqlx::query(
        "INSERT INTO tokens (id, token_hash, account, name, role, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    let query = query.bind(&token.id).bind(token_hash).bind(&token.account).bind(&token.name);
    let query = query.bind(token.role.word()).bind(clock::unix_seconds()).bind(expires_at);
    execute(pool, query, "keep the API token", note).await
}

pub(super) async fn revoke(pool: &SqlitePool, id: &str, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM tokens WHERE id = ?").bind(id);
    execute(pool, query, "revoke the API token", note).await
}

pub(super) async fn use_one(
    pool: &SqlitePool,
    token_hash: &str,
    now: i64,
) -> Result<Option<Known>, StoreError> {
    let query = sqlx::query_as(
        "SELECT tokens.account, tokens.role, accounts.role, used_at FROM tokens
         JOIN accounts ON accounts.name = tokens.account
         WHERE token_hash = ? AND expires_at > ? AND NOT disabled",
    );
    let row = query.bind(token_hash).bind(now).fetch_optional(pool).await;
    let row: Option<(String, String, String, Option<i64>)> = row.map_err(failed("read the API token"))?;
    let Some((account, role, most, used_at)) = row else { return Ok(None) };
    // Once a minute will do: a program may ask a hundred times a second.
    if used_at.is_none_or(|used_at| now - used_at >= 60) {
        let query = sqlx::query("UPDATE tokens SET used_at = ? WHERE token_hash = ?").bind(now);
        query.bind(token_hash).execute(pool).await.map_err(failed("note that an API token was used"))?;
    }
    let role = understand::<Role>(&role)?.min(understand(&most)?);
    Ok(Some(Known { account, role, by_link: false }))
}

impl Row {
    fn read(self) -> Result<ApiToken, StoreError> {
        Ok(ApiToken {
            id: self.id,
            account: self.account,
            name: self.name,
            role: understand(&self.role)?,
            created_at: clock::at(self.created_at),
            expires_at: clock::at(self.expires_at),
            used_at: self.used_at.map(clock::at),
        })
    }
}
