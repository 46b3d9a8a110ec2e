//! All rows of the database, out and in.

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Column as _, Row, SqliteConnection, TypeInfo, ValueRef};

use super::sealed::column::COLUMNS;
use super::sealed::triggers;
use super::{Sqlite, audit, begin, failed, nodes, sealed};
use crate::archive::{Archive, ArchiveError, Cell, Table};
use crate::audit::Note;
use crate::seal::keyed::Keyed;
use crate::store::StoreError;

/// What belongs to one server, and not to the installation: who is signed in here, and what seals it here.
const OF_THE_SERVER: [&str; 7] =
    ["_sqlx_migrations", "attempts", "seal", "seal_keys", "sealed_columns", "sessions", "sign_in_links"];
/// What is forgotten when an installation takes the place of another.
const FORGOTTEN: [&str; 3] = ["attempts", "sessions", "sign_in_links"];

impl Sqlite {
    pub(super) async fn export_all(&self, note: &Note) -> Result<Archive, ArchiveError> {
        let failed = || failed("export the database");
        // One who writes keeps others from writing: all rows are of one moment.
        let mut transaction = begin(&self.pool).await?;
        if exists(&mut transaction, "SELECT EXISTS (SELECT 1 FROM deployments WHERE running = 1)").await? {
            return Err(ArchiveError::Busy);
        }
        audit::append(&mut transaction, note).await?;
        let mut tables = Vec::new();
        for shape in shapes(&mut transaction).await? {
            let columns = shape.columns.join(", ");
            let query = format!("SELECT {columns} FROM {} ORDER BY {columns}", shape.name);
            let rows =
                sqlx::query(AssertSqlSafe(query)).fetch_all(&mut *transaction).await.map_err(failed())?;
            let mut table =
                Table { name: shape.name.clone(), columns: shape.columns.clone(), rows: Vec::new() };
            for row in rows {
                let mut cells = (0..row.len()).map(|at| cell(&row, at)).collect::<Result<Vec<_>, _>>()?;
                self.open_cells(&shape, &mut cells)?;
                table.rows.push(cells);
            }
            tables.push(table);
        }
        let archive = Archive {
            schema: schema(&mut transaction).await?,
            hash_key: self.keyed_now().to_text().to_string(),
            tables,
        };
        transaction.commit().await.map_err(failed())?;
        Ok(archive)
    }

    pub(super) async fn import_all(&self, archive: &Archive, note: Note) -> Result<(), ArchiveError> {
        let failed = || failed("import the archive");
        let keyed = Keyed::read(&archive.hash_key).ok_or(ArchiveError::Content("it has no key of hashes"))?;
        let mut transaction = begin(&self.pool).await?;
        // Rows refer to rows that come later; that they are all there is looked at in the end.
        let query = sqlx::query("PRAGMA defer_foreign_keys = ON");
        query.execute(&mut *transaction).await.map_err(failed())?;
        if exists(&mut transaction, "SELECT EXISTS (SELECT 1 FROM revisions)").await? {
            return Err(ArchiveError::NotEmpty);
        }
        let known = schema(&mut transaction).await?;
        if archive.schema != known {
            return Err(ArchiveError::OtherSchema { found: archive.schema, known });
        }
        let note = note.before(&ended(&mut transaction).await?);
        let shapes = shapes(&mut transaction).await?;
        let is_fit = |(shape, table): (&Shape, &Table)| {
            shape.name == table.name
                && shape.columns == table.columns
                && table.rows.iter().all(|row| row.len() == shape.columns.len())
        };
        if shapes.len() != archive.tables.len() || !shapes.iter().zip(&archive.tables).all(is_fit) {
            return Err(ArchiveError::Content("its tables are others"));
        }
        let mut dropped = Vec::new();
        // All rows go before one comes: some go along with those that they refer to.
        for table in FORGOTTEN.into_iter().chain(shapes.iter().map(|shape| shape.name.as_str())) {
            dropped.extend(triggers::drop_all(&mut transaction, table).await?);
            let query = sqlx::query(AssertSqlSafe(format!("DELETE FROM {table}")));
            query.execute(&mut *transaction).await.map_err(failed())?;
        }
        for (shape, table) in shapes.iter().zip(&archive.tables) {
            self.insert(&mut transaction, shape, table).await?;
        }
        triggers::create_all(&mut transaction, &dropped).await?;
        let unreadable = |_| ArchiveError::Content("a node is none");
        nodes::read_all(&mut transaction).await.map_err(unreadable)?;
        sealed::replace_hash_key(&mut transaction, &self.sealed.keyring, &keyed).await?;
        audit::append(&mut transaction, &note).await?;
        transaction.commit().await.map_err(|source| match &source {
            sqlx::Error::Database(error) if error.is_foreign_key_violation() => {
                ArchiveError::Content("a row refers to one that is not there")
            }
            _ => failed()(source).into(),
        })?;
        self.replace_keyed(keyed);
        Ok(())
    }

    /// Puts rows into a table. Only our own names become words of a query.
    async fn insert(
        &self,
        connection: &mut SqliteConnection,
        shape: &Shape,
        table: &Table,
    ) -> Result<(), ArchiveError> {
        let marks = vec!["?"; shape.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} ({}) VALUES ({marks})", shape.name, shape.columns.join(", "));
        for row in &table.rows {
            let mut cells = row.clone();
            self.seal_cells(shape, &mut cells)?;
            let mut query = sqlx::query(AssertSqlSafe(insert.clone()));
            for cell in cells {
                query = match cell {
                    Cell::Null => query.bind(None::<String>),
                    Cell::Integer(number) => query.bind(number),
                    Cell::Text(text) => query.bind(text),
                };
            }
            // Whatever the database refuses is the archive's fault: it says twice what may be said once, or what may not
            // be said at all.
            let refused = |_| ArchiveError::Content("the database refuses a row");
            query.execute(&mut *connection).await.map_err(refused)?;
        }
        Ok(())
    }

    fn open_cells(&self, shape: &Shape, cells: &mut [Cell]) -> Result<(), StoreError> {
        for column in COLUMNS.iter().filter(|column| column.table() == shape.name) {
            let row = column.key().iter().map(|name| shape.text(cells, name)).collect::<Vec<_>>();
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            if let Some(Cell::Text(value)) = shape.cell(cells, column.name()) {
                *value = column.open(&self.sealed.keyring, &row, value)?;
            }
        }
        Ok(())
    }

    fn seal_cells(&self, shape: &Shape, cells: &mut [Cell]) -> Result<(), ArchiveError> {
        for column in COLUMNS.iter().filter(|column| column.table() == shape.name) {
            let row = column.key().iter().map(|name| shape.text(cells, name)).collect::<Vec<_>>();
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            let Some(Cell::Text(value)) = shape.cell(cells, column.name()) else {
                return Err(ArchiveError::Content("a row lacks what is sealed"));
            };
            if !column.is_fit(value) {
                return Err(ArchiveError::Content("a gateway, a deployment or a goal is none"));
            }
            *value = column.seal(&self.sealed.keyring, &row, value);
        }
        Ok(())
    }
}

/// A table as the database has it.
struct Shape {
    name: String,
    /// Without those that the database derives.
    columns: Vec<String>,
}

impl Shape {
    fn cell<'a>(&self, cells: &'a mut [Cell], name: &str) -> Option<&'a mut Cell> {
        let at = self.columns.iter().position(|column| column == name)?;
        cells.get_mut(at)
    }

    /// A part of a row's key, as the seal vouches for it.
    fn text(&self, cells: &mut [Cell], name: &str) -> String {
        match self.cell(cells, name) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Integer(number)) => number.to_string(),
            Some(Cell::Null) | None => String::new(),
        }
    }
}

/// Every table of the installation, sorted by name.
async fn shapes(connection: &mut SqliteConnection) -> Result<Vec<Shape>, StoreError> {
    let failed = || failed("look at the tables");
    let query =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut *connection).await.map_err(failed())?;
    let mut shapes = Vec::new();
    for name in names.into_iter().filter(|name| !OF_THE_SERVER.contains(&name.as_str())) {
        // This leaves out columns that are derived.
        let query = sqlx::query_scalar("SELECT name FROM pragma_table_info(?) ORDER BY cid").bind(&name);
        let columns = query.fetch_all(&mut *connection).await.map_err(failed())?;
        shapes.push(Shape { name, columns });
    }
    Ok(shapes)
}

/// Number of the newest migration.
async fn schema(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let query = sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations");
    query.fetch_one(connection).await.map_err(failed("look at the migrations"))
}

/// The end of the audit log that is about to give way: noted in the one that follows it, it still proves what was here.
async fn ended(connection: &mut SqliteConnection) -> Result<Value, StoreError> {
    let query = sqlx::query_as("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    let last: Option<(i64, String)> =
        query.fetch_optional(connection).await.map_err(failed("read the audit log"))?;
    let (entries, head) = last.unzip();
    Ok(json!({"audit_entries": entries.unwrap_or(0), "audit_head": head}))
}

async fn exists(connection: &mut SqliteConnection, query: &'static str) -> Result<bool, StoreError> {
    sqlx::query_scalar(query).fetch_one(connection).await.map_err(failed("look at what is there"))
}

fn cell(row: &sqlx::sqlite::SqliteRow, at: usize) -> Result<Cell, StoreError> {
    let failed = || failed("read a value");
    let value = row.try_get_raw(at).map_err(failed())?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    match value.type_info().name() {
        "INTEGER" => row.try_get(at).map(Cell::Integer).map_err(failed()),
        "TEXT" => row.try_get(at).map(Cell::Text).map_err(failed()),
        other => Err(StoreError::Database {
            attempt: "export a value",
            source: format!("`{}` is a {other}", row.column(at).name()).into(),
        }),
    }
}
