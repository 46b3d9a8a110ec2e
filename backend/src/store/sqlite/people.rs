//! Accounts, sign-in links and sessions in SQLite.

use gateway::api::people::Role;
use gateway::names::Choice;
use gateway::names::password::AccountName;
use sqlx::{FromRow, SqlitePool};

use super::audit::append;
use super::{begin, execute, failed, understand};
use crate::audit::Note;
use crate::clock;
use crate::lockout::{Failures, MEMORY};
use crate::store::StoreError;
use crate::store::people::{Account, Known, NewSession, Subject};

#[derive(FromRow)]
struct Row {
    name: String,
    role: String,
    disabled: bool,
    password: Option<String>,
    issuer: Option<String>,
    signed_in_at: Option<String>,
}

const COLUMNS: &str = "SELECT name, role, disabled, password, issuer, signed_in_at FROM accounts";

impl Row {
    fn read(self) -> Result<Account, StoreError> {
        Ok(Account {
            role: understand(&self.role)?,
            name: self.name,
            disabled: self.disabled,
            password: self.password,
            elsewhere: self.issuer.is_some(),
            signed_in_at: self.signed_in_at,
        })
    }
}

pub(super) async fn has_signed_in(pool: &SqlitePool) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM accounts WHERE signed_in_at IS NOT NULL)");
    query.fetch_one(pool).await.map_err(failed("read the accounts"))
}

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<Account>, StoreError> {
    let query = format!("{COLUMNS} ORDER BY name");
    let rows = sqlx::query_as::<_, Row>(sqlx::AssertSqlSafe(query)).fetch_all(pool).await;
    rows.map_err(failed("read the accounts"))?.into_iter().map(Row::read).collect()
}

pub(super) async fn find(pool: &SqlitePool, name: &str) -> Result<Option<Account>, StoreError> {
    let query = sqlx::query_as::<_, Row>(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE name = ?"))).bind(name);
    let row = query.fetch_optional(pool).await.map_err(failed("read the account"))?;
    row.map(Row::read).transpose()
}

pub(super) async fn find_elsewhere(
    pool: &SqlitePool,
    subject: &Subject,
) -> Result<Option<Account>, StoreError> {
    let query = format!("{COLUMNS} WHERE issuer = ? AND subject = ?");
    let query = sqlx::query_as::<_, Row>(sqlx::AssertSqlSafe(query));
    let row = query.bind(&subject.issuer).bind(&subject.subject).fetch_optional(pool).await;
    row.map_err(failed("read the account"))?.map(Row::read).transpose()
}

pub(super) async fn create(
    pool: &SqlitePool,
    name: &AccountName,
    role: Role,
    elsewhere: Option<&Subject>,
    note: &Note,
) -> Result<(), StoreError> {
    let query = sqlx::query("INSERT INTO accounts (name, role, issuer, subject) VALUES (?, ?, ?, ?)");
    let query = query.bind(name.as_str()).bind(role.word());
    let query = query.bind(elsewhere.map(|known| &known.issuer)).bind(elsewhere.map(|known| &known.subject));
    execute(pool, query, "make the account", note).await
}

pub(super) async fn change(
    pool: &SqlitePool,
    name: &str,
    role: Role,
    disabled: bool,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("change the account");
    let mut transaction = begin(pool).await?;
    let query = sqlx::query("UPDATE accounts SET role = ?, disabled = ? WHERE name = ?");
    let query = query.bind(role.word()).bind(disabled).bind(name);
    query.execute(&mut *transaction).await.map_err(failed())?;
    if disabled {
        for query in ["DELETE FROM sessions WHERE account = ?", "DELETE FROM sign_in_links WHERE account = ?"]
        {
            sqlx::query(query).bind(name).execute(&mut *transaction).await.map_err(failed())?;
        }
    }
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn set_password(
    pool: &SqlitePool,
    name: &str,
    hash: &str,
    except: Option<&str>,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("set the password");
    let mut transaction = begin(pool).await?;
    let query = sqlx::query("UPDATE accounts SET password = ? WHERE name = ?").bind(hash).bind(name);
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("DELETE FROM sessions WHERE account = ? AND token_hash IS NOT ?");
    query.bind(name).bind(except).execute(&mut *transaction).await.map_err(failed())?;
    // Whoever has just proved to be the owner has no further use of a link, and must give the password next time.
    for query in [
        "UPDATE sessions SET by_link = 0 WHERE account = ?",
        "DELETE FROM sign_in_links WHERE account = ?",
        "DELETE FROM attempts WHERE name = 'account:' || ?",
    ] {
        sqlx::query(query).bind(name).execute(&mut *transaction).await.map_err(failed())?;
    }
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn replace_link(
    pool: &SqlitePool,
    account: &str,
    token_hash: &str,
    expires_at: i64,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("make a sign-in link");
    let mut transaction = begin(pool).await?;
    let query = sqlx::query("DELETE FROM sign_in_links WHERE account = ? OR expires_at <= ?");
    query.bind(account).bind(clock::unix_seconds()).execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("INSERT INTO sign_in_links (token_hash, account, expires_at) VALUES (?, ?, ?)");
    let query = query.bind(token_hash).bind(account).bind(expires_at);
    query.execute(&mut *transaction).await.map_err(failed())?;
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn link(
    pool: &SqlitePool,
    token_hash: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    let query =
        sqlx::query_scalar("SELECT account FROM sign_in_links WHERE token_hash = ? AND expires_at > ?");
    query.bind(token_hash).bind(now).fetch_optional(pool).await.map_err(failed("read the sign-in link"))
}

pub(super) async fn begin_session(
    pool: &SqlitePool,
    session: &NewSession,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("sign in");
    let mut transaction = begin(pool).await?;
    if let Some(link) = &session.link {
        let query = sqlx::query("DELETE FROM sign_in_links WHERE token_hash = ? AND account = ?");
        let used = query.bind(link).bind(&session.account).execute(&mut *transaction).await;
        if used.map_err(failed())?.rows_affected() == 0 {
            return Err(StoreError::Taken);
        }
    }
    let query = sqlx::query("UPDATE accounts SET signed_in_at = ? WHERE name = ?").bind(clock::now());
    query.bind(&session.account).execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("DELETE FROM attempts WHERE name = 'account:' || ?").bind(&session.account);
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("DELETE FROM sessions WHERE expires_at <= ?").bind(clock::unix_seconds());
    query.execute(&mut *transaction).await.map_err(failed())?;
    let query =
        sqlx::query("INSERT INTO sessions (token_hash, account, expires_at, by_link) VALUES (?, ?, ?, ?)");
    let query = query.bind(&session.token_hash).bind(&session.account).bind(session.expires_at);
    query.bind(session.link.is_some()).execute(&mut *transaction).await.map_err(failed())?;
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) async fn session(
    pool: &SqlitePool,
    token_hash: &str,
    now: i64,
) -> Result<Option<Known>, StoreError> {
    let query = sqlx::query_as(
        "SELECT account, role, by_link FROM sessions JOIN accounts ON name = account
         WHERE token_hash = ? AND expires_at > ? AND NOT disabled",
    );
    let row = query.bind(token_hash).bind(now).fetch_optional(pool).await;
    let row: Option<(String, String, bool)> = row.map_err(failed("read the session"))?;
    let known = row.map(|(account, role, by_link)| Ok(Known { account, role: understand(&role)?, by_link }));
    known.transpose()
}

pub(super) async fn end_session(pool: &SqlitePool, token_hash: &str, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM sessions WHERE token_hash = ?").bind(token_hash);
    execute(pool, query, "end the session", note).await
}

pub(super) async fn end_sessions(pool: &SqlitePool, account: &str, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM sessions WHERE account = ?").bind(account);
    execute(pool, query, "end the sessions", note).await
}

pub(super) async fn failures(pool: &SqlitePool, name: &str) -> Result<Failures, StoreError> {
    let query = sqlx::query_as("SELECT failures, last_at FROM attempts WHERE name = ?").bind(name);
    let row: Option<(u32, i64)> = query.fetch_optional(pool).await.map_err(failed("read the failures"))?;
    Ok(row.map_or_else(Failures::default, |(count, last_at)| Failures { count, last_at }))
}

pub(super) async fn note_failure(
    pool: &SqlitePool,
    names: &[&str],
    now: i64,
    note: &Note,
) -> Result<(), StoreError> {
    let failed = || failed("note a failure to sign in");
    let mut transaction = begin(pool).await?;
    let query = sqlx::query("DELETE FROM attempts WHERE last_at < ?").bind(now - MEMORY);
    query.execute(&mut *transaction).await.map_err(failed())?;
    for name in names {
        let query = sqlx::query_as("SELECT failures, last_at FROM attempts WHERE name = ?").bind(name);
        let row: Option<(u32, i64)> = query.fetch_optional(&mut *transaction).await.map_err(failed())?;
        let before = row.map_or_else(Failures::default, |(count, last_at)| Failures { count, last_at });
        let after = before.and_another(now);
        let query = sqlx::query("INSERT OR REPLACE INTO attempts (name, failures, last_at) VALUES (?, ?, ?)");
        let query = query.bind(name).bind(after.count).bind(after.last_at);
        query.execute(&mut *transaction).await.map_err(failed())?;
    }
    append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}
