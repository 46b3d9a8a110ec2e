//! What is sealed in the database: which columns, from when on, and with which key.

pub(super) mod column;
mod sweep;
pub(super) mod triggers;

use std::sync::{Arc, RwLock};

use sqlx::{SqliteConnection, SqlitePool};

use super::{audit, failed};
use crate::audit::Note;
use crate::seal::file::{KeyError, KeyFile};
use crate::seal::keyed::Keyed;
use crate::seal::{Keyring, Place, SealError};
use crate::store::StoreError;
use column::COLUMNS;

/// What opens and seals the values of a database.
pub(super) struct Sealed {
    /// The keys of the key file, every one that the database needs among them.
    pub(super) keyring: Keyring,
    /// Hashes that only this installation makes.
    pub(super) keyed: RwLock<Arc<Keyed>>,
}

/// Gets the keys and seals what an older version has left in plain text. Done twice is done once, and what was cut short
/// is done by the next who opens the database.
pub(super) async fn open(pool: &SqlitePool, file: &KeyFile) -> Result<Sealed, StoreError> {
    let failed = || failed("seal the database");
    let known: Vec<String> =
        sqlx::query_scalar("SELECT id FROM seal_keys").fetch_all(pool).await.map_err(failed())?;
    let keyring = match file.read()? {
        Some(keyring) => keyring,
        // A new key opens nothing of what others have sealed.
        None if known.is_empty() => file.create()?,
        None => return Err(lost(file, &known).into()),
    };
    let missing = known.into_iter().filter(|id| keyring.keys().all(|key| key.id() != id));
    let missing: Vec<String> = missing.collect();
    if !missing.is_empty() {
        return Err(lost(file, &missing).into());
    }
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed())?;
    let keyed = match hash_key(&mut transaction).await? {
        // First of all, so that nothing is sealed with a key that only has the right name.
        Some(sealed) => read_hash_key(&keyring, &sealed)?,
        None => make_hash_key(&mut transaction, &keyring).await?,
    };
    let query = sqlx::query("INSERT INTO seal_keys (id) VALUES (?) ON CONFLICT DO NOTHING");
    query.bind(keyring.newest().id()).execute(&mut *transaction).await.map_err(failed())?;
    for column in &COLUMNS {
        column.seal_plain(&mut transaction, &keyring).await?;
    }
    transaction.commit().await.map_err(failed())?;
    sweep::sweep_if_needed(pool).await?;
    Ok(Sealed { keyring, keyed: RwLock::new(Arc::new(keyed)) })
}

/// Seals everything with the newest key, in one transaction. The pages are not yet swept.
pub(super) async fn seal_again(pool: &SqlitePool, keyring: &Keyring, note: &Note) -> Result<(), StoreError> {
    let failed = || failed("seal the database with the new key");
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed())?;
    if let Some(sealed) = hash_key(&mut transaction).await? {
        let keyed = read_hash_key(keyring, &sealed)?;
        let query = sqlx::query("UPDATE seal SET hash_key = ?, unswept = 1");
        let query = query.bind(keyring.seal(&hash_key_place(), &keyed.to_text()));
        query.execute(&mut *transaction).await.map_err(failed())?;
    }
    for column in &COLUMNS {
        column.seal_again(&mut transaction, keyring).await?;
    }
    sqlx::query("DELETE FROM seal_keys").execute(&mut *transaction).await.map_err(failed())?;
    let query = sqlx::query("INSERT INTO seal_keys (id) VALUES (?)").bind(keyring.newest().id());
    query.execute(&mut *transaction).await.map_err(failed())?;
    audit::append(&mut transaction, note).await?;
    transaction.commit().await.map_err(failed())
}

pub(super) use sweep::sweep_if_needed;

fn lost(file: &KeyFile, ids: &[String]) -> KeyError {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    KeyError::Lost { path: file.path().to_owned(), ids: ids.join(", ") }
}

async fn hash_key(connection: &mut SqliteConnection) -> Result<Option<String>, StoreError> {
    let query = sqlx::query_scalar("SELECT hash_key FROM seal");
    query.fetch_optional(connection).await.map_err(failed("read the key of hashes"))
}

fn read_hash_key(keyring: &Keyring, sealed: &str) -> Result<Keyed, StoreError> {
    let text = zeroize::Zeroizing::new(keyring.open(&hash_key_place(), sealed)?);
    Keyed::read(&text).ok_or_else(|| SealError::NotSealed(hash_key_place()).into())
}

async fn make_hash_key(connection: &mut SqliteConnection, keyring: &Keyring) -> Result<Keyed, StoreError> {
    let keyed = Keyed::random();
    let query = sqlx::query("INSERT INTO seal (id, hash_key, unswept) VALUES (1, ?, 0)");
    let query = query.bind(keyring.seal(&hash_key_place(), &keyed.to_text()));
    query.execute(connection).await.map_err(failed("keep the key of hashes"))?;
    Ok(keyed)
}

/// Seals another key of hashes in the place of the one that is there.
pub(super) async fn replace_hash_key(
    connection: &mut SqliteConnection,
    keyring: &Keyring,
    keyed: &Keyed,
) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE seal SET hash_key = ?");
    let query = query.bind(keyring.seal(&hash_key_place(), &keyed.to_text()));
    query.execute(connection).await.map(drop).map_err(failed("keep the key of hashes"))
}

fn hash_key_place() -> Place {
    Place::new("seal", "hash_key", vec!["1".to_owned()])
}
