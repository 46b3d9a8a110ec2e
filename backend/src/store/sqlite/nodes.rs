//! Added nodes in SQLite.

use gateway::api::nodes::AddedNode;
use sqlx::{SqliteConnection, SqlitePool};

use super::{execute, failed, understand};
use crate::audit::Note;
use crate::store::StoreError;

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<AddedNode>, StoreError> {
    read_all(&mut *pool.acquire().await.map_err(failed("read the nodes"))?).await
}

/// Every node, as the transaction sees them that has the connection.
pub(super) async fn read_all(connection: &mut SqliteConnection) -> Result<Vec<AddedNode>, StoreError> {
    let query = sqlx::query_as("SELECT name, folder FROM nodes ORDER BY name");
    let rows: Vec<(String, String)> = query.fetch_all(connection).await.map_err(failed("read the nodes"))?;
    rows.iter()
        .map(|(name, folder)| Ok(AddedNode { name: understand(name)?, folder: understand(folder)? }))
        .collect()
}

pub(super) async fn add(pool: &SqlitePool, node: &AddedNode, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("INSERT INTO nodes (name, folder) VALUES (?, ?)");
    let query = query.bind(node.name.as_str()).bind(node.folder.as_str());
    execute(pool, query, "add the node", note).await
}

pub(super) async fn change(pool: &SqlitePool, node: &AddedNode, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE nodes SET folder = ? WHERE name = ?");
    let query = query.bind(node.folder.as_str()).bind(node.name.as_str());
    execute(pool, query, "change the node", note).await
}

pub(super) async fn forget(pool: &SqlitePool, name: &str, note: &Note) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM nodes WHERE name = ?").bind(name);
    execute(pool, query, "forget the node", note).await
}
