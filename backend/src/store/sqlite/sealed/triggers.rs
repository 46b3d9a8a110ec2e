//! Triggers that keep rows as they are look away while the rows get another seal, or give way to those of an archive.

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::super::failed;
use crate::store::StoreError;

/// Takes all triggers of a table away, and gives what creates them again. It must be within a transaction.
pub(crate) async fn drop_all(
    connection: &mut SqliteConnection,
    table: &str,
) -> Result<Vec<String>, StoreError> {
    let failed = || failed("take the triggers of a table away");
    let query = sqlx::query_as("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?");
    let triggers: Vec<(String, String)> =
        query.bind(table).fetch_all(&mut *connection).await.map_err(failed())?;
    let mut created = Vec::new();
    for (trigger, sql) in triggers {
        let drop = AssertSqlSafe(format!("DROP TRIGGER \"{trigger}\""));
        sqlx::query(drop).execute(&mut *connection).await.map_err(failed())?;
        created.push(sql);
    }
    Ok(created)
}

/// Creates triggers again.
pub(crate) async fn create_all(
    connection: &mut SqliteConnection,
    triggers: &[String],
) -> Result<(), StoreError> {
    for sql in triggers {
        let query = sqlx::query(AssertSqlSafe(sql.clone()));
        query.execute(&mut *connection).await.map_err(failed("give a table its triggers back"))?;
    }
    Ok(())
}
