//! Added nodes in SQLite.

use std::str::FromStr;

use gateway::api::nodes::AddedNode;
use gateway::problem::Expected;
use sqlx::SqlitePool;

use super::failed;
use crate::store::StoreError;

pub(super) async fn all(pool: &SqlitePool) -> Result<Vec<AddedNode>, StoreError> {
    let query = sqlx::query_as("SELECT name, folder FROM nodes ORDER BY name");
    let rows: Vec<(String, String)> = query.fetch_all(pool).await.map_err(failed("read the nodes"))?;
    rows.iter().map(|(name, folder)| Ok(AddedNode { name: read(name)?, folder: read(folder)? })).collect()
}

pub(super) async fn add(pool: &SqlitePool, node: &AddedNode) -> Result<(), StoreError> {
    let query = sqlx::query("INSERT INTO nodes (name, folder) VALUES (?, ?)");
    let query = query.bind(node.name.as_str()).bind(node.folder.as_str());
    query.execute(pool).await.map(drop).map_err(failed("add the node"))
}

pub(super) async fn change(pool: &SqlitePool, node: &AddedNode) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE nodes SET folder = ? WHERE name = ?");
    let query = query.bind(node.folder.as_str()).bind(node.name.as_str());
    query.execute(pool).await.map(drop).map_err(failed("change the node"))
}

pub(super) async fn forget(pool: &SqlitePool, name: &str) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM nodes WHERE name = ?").bind(name);
    query.execute(pool).await.map(drop).map_err(failed("forget the node"))
}

fn read<T: FromStr<Err = Expected>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|source: Expected| StoreError::Database {
        attempt: "understand a stored node",
        source: source.into(),
    })
}
