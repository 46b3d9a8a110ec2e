//! Accounts, sign-in links and sessions in SQLite.

use sqlx::SqlitePool;

use super::failed;
use crate::clock;
use crate::store::{NewSession, StoreError};

pub(super) async fn has_signed_in(pool: &SqlitePool) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM accounts WHERE signed_in_at IS NOT NULL)");
    query.fetch_one(pool).await.map_err(failed("read the accounts"))
}

pub(super) async fn replace_link(
    pool: &SqlitePool,
    account: &str,
    token_hash: &str,
) -> Result<(), StoreError> {
    let failed = || failed("make a sign-in link");
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed())?;
    let query = sqlx::query("INSERT INTO accounts (name) VALUES (?) ON CONFLICT DO NOTHING").bind(account);
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("DELETE FROM sign_in_links WHERE account = ?").bind(account);
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("INSERT INTO sign_in_links (token_hash, account) VALUES (?, ?)");
    query.bind(token_hash).bind(account).execute(&mut *transaction).await.map_err(failed())?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn sign_in(
    pool: &SqlitePool,
    link: &str,
    session: &NewSession,
) -> Result<Option<String>, StoreError> {
    let failed = || failed("sign in");
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed())?;
    let query =
        sqlx::query_scalar("DELETE FROM sign_in_links WHERE token_hash = ? RETURNING account").bind(link);
    let account: Option<String> = query.fetch_optional(&mut *transaction).await.map_err(failed())?;
    let Some(account) = account else { return Ok(None) };
    let query = sqlx::query("UPDATE accounts SET signed_in_at = ? WHERE name = ?").bind(clock::now());
    query.bind(&account).execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("DELETE FROM sessions WHERE expires_at <= ?").bind(clock::unix_seconds());
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("INSERT INTO sessions (token_hash, account, expires_at) VALUES (?, ?, ?)");
    let query = query.bind(&session.token_hash).bind(&account).bind(session.expires_at);
    query.execute(&mut *transaction).await.map_err(failed())?;
    transaction.commit().await.map_err(failed())?;
    Ok(Some(account))
}

pub(super) async fn session(
    pool: &SqlitePool,
    token_hash: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    let query = sqlx::query_scalar("SELECT account FROM sessions WHERE token_hash = ? AND expires_at > ?");
    query.bind(token_hash).bind(now).fetch_optional(pool).await.map_err(failed("read the session"))
}

pub(super) async fn end_session(pool: &SqlitePool, token_hash: &str) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM sessions WHERE token_hash = ?").bind(token_hash);
    query.execute(pool).await.map(drop).map_err(failed("end the session"))
}
