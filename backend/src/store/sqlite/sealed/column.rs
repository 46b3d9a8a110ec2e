//! The columns whose values are sealed, and how all values of one are sealed at once.

use serde_json::Value;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::super::failed;
use super::triggers;
use crate::deploy::record::{Goal, Record};
use crate::seal::{Keyring, Place, SealError};
use crate::store::StoreError;

/// A column of texts that are sealed, each as a whole.
pub(crate) struct Column {
    table: &'static str,
    name: &'static str,
    key: &'static [&'static str],
    reads: fn(&str) -> bool,
}

pub(crate) const GATEWAY: Column = Column {
    table: "revisions",
    name: "gateway",
    key: &["resource", "revision"],
    reads: |text| serde_json::from_str::<Value>(text).is_ok(),
};
pub(crate) const TEXT: Column =
    Column { table: "revisions", name: "text", key: &["resource", "revision"], reads: |_| true };
pub(crate) const RECORD: Column = Column {
    table: "deployments",
    name: "record",
    key: &["id"],
    // One that runs would be gone on with.
    reads: |text| serde_json::from_str::<Record>(text).is_ok_and(|record| !record.is_running()),
};
pub(crate) const GOAL: Column = Column {
    table: "deployed",
    name: "goal",
    key: &["resource", "node"],
    reads: |text| serde_json::from_str::<Goal>(text).is_ok(),
};

/// Every sealed column.
pub(crate) const COLUMNS: [Column; 4] = [GATEWAY, TEXT, RECORD, GOAL];

impl Column {
    /// The table.
    pub(crate) fn table(&self) -> &'static str {
        self.table
    }

    /// The column's own name.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The columns of the table's key.
    pub(crate) fn key(&self) -> &'static [&'static str] {
        self.key
    }

    /// Whether a value from elsewhere can stand there.
    pub(crate) fn is_fit(&self, plain: &str) -> bool {
        (self.reads)(plain)
    }

    /// Seals the value of a row.
    pub(crate) fn seal(&self, keyring: &Keyring, row: &[&str], plain: &str) -> String {
        keyring.seal(&self.place(row), plain)
    }

    /// Opens the value of a row.
    pub(crate) fn open(&self, keyring: &Keyring, row: &[&str], sealed: &str) -> Result<String, SealError> {
        keyring.open(&self.place(row), sealed)
    }

    fn place(&self, row: &[&str]) -> Place {
        debug_assert_eq!(row.len(), self.key.len(), "a whole key of `{}`", self.table);
        Place::new(self.table, self.name, row.iter().map(|&part| part.to_owned()).collect())
    }

    /// Seals what an older version has left in plain text; once for all, since a plain text may look sealed.
    pub(super) async fn seal_plain(
        &self,
        connection: &mut SqliteConnection,
        keyring: &Keyring,
    ) -> Result<(), StoreError> {
        let failed = || failed("seal what is in plain text");
        let place = format!("{}.{}", self.table, self.name);
        let query = sqlx::query("INSERT INTO sealed_columns (place) VALUES (?) ON CONFLICT DO NOTHING");
        let noted = query.bind(place).execute(&mut *connection).await.map_err(failed())?;
        if noted.rows_affected() == 0 {
            return Ok(());
        }
        let changed = self.change_all(connection, |row, plain| Ok(self.seal(keyring, row, plain))).await?;
        if changed > 0 {
            let query = sqlx::query("UPDATE seal SET unswept = 1");
            query.execute(connection).await.map_err(failed())?;
        }
        Ok(())
    }

    /// Seals all values with the newest key.
    pub(super) async fn seal_again(
        &self,
        connection: &mut SqliteConnection,
        keyring: &Keyring,
    ) -> Result<(), StoreError> {
        let again = |row: &[&str], sealed: &str| {
            let plain = self.open(keyring, row, sealed)?;
            Ok(self.seal(keyring, row, &plain))
        };
        self.change_all(connection, again).await.map(drop)
    }

    /// Changes every value, and says how many there were. Triggers that keep rows as they are look away meanwhile: what
    /// the rows say stays the same.
    async fn change_all(
        &self,
        connection: &mut SqliteConnection,
        change: impl Fn(&[&str], &str) -> Result<String, SealError>,
    ) -> Result<usize, StoreError> {
        let failed = || failed("seal a column");
        let (table, name) = (self.table, self.name);
        let dropped = triggers::drop_all(connection, table).await?;
        let key = self.key.iter().map(|key| format!("CAST({key} AS TEXT)")).collect::<Vec<_>>().join(", ");
        let is_row = self.key.iter().map(|key| format!("{key} = ?")).collect::<Vec<_>>().join(" AND ");
        let keys = sqlx::query(AssertSqlSafe(format!("SELECT {key} FROM {table}")));
        let keys = keys.fetch_all(&mut *connection).await.map_err(failed())?;
        // One at a time: all of a large database at once would not fit.
        for row in &keys {
            let row: Vec<String> =
                (0..row.len()).map(|part| row.try_get(part)).collect::<Result<_, _>>().map_err(failed())?;
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            let read = AssertSqlSafe(format!("SELECT {name} FROM {table} WHERE {is_row}"));
            let mut read = sqlx::query_scalar(read);
            for part in &row {
                read = read.bind(*part);
            }
            let value: String = read.fetch_one(&mut *connection).await.map_err(failed())?;
            let write = AssertSqlSafe(format!("UPDATE {table} SET {name} = ? WHERE {is_row}"));
            let mut write = sqlx::query(write).bind(change(&row, &value)?);
            for part in &row {
                write = write.bind(*part);
            }
            write.execute(&mut *connection).await.map_err(failed())?;
        }
        triggers::create_all(connection, &dropped).await?;
        Ok(keys.len())
    }
}
