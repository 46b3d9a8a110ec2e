//! Sweeps what was there before it was sealed out of the database's files.

use sqlx::SqlitePool;

use super::super::failed;
use crate::store::StoreError;

/// Writes every page anew and empties the log of writes, unless that was done since values were last sealed again.
pub(crate) async fn sweep_if_needed(pool: &SqlitePool) -> Result<(), StoreError> {
    let failed = || failed("sweep the database; what is sealed now may still be in its free pages");
    let unswept: Option<bool> =
        sqlx::query_scalar("SELECT unswept FROM seal").fetch_optional(pool).await.map_err(failed())?;
    if unswept != Some(true) {
        return Ok(());
    }
    sqlx::query("VACUUM").execute(pool).await.map_err(failed())?;
    empty_log(pool).await?;
    sqlx::query("UPDATE seal SET unswept = 0").execute(pool).await.map_err(failed())?;
    Ok(())
}

/// Brings the log of writes into the database and cuts it to nothing. It waits for those who read an older state.
async fn empty_log(pool: &SqlitePool) -> Result<(), StoreError> {
    let failed = || failed("empty the database's log of writes");
    let query = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)");
    let (busy, _, _): (i64, i64, i64) = query.fetch_one(pool).await.map_err(failed())?;
    if busy == 0 { Ok(()) } else { Err(StoreError::InUse) }
}
