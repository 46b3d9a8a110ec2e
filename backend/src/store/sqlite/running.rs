//! What was deployed to nodes, and which of them are in maintenance, in SQLite.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqlitePool;

use super::sealed::column::GOAL;
use super::{execute, failed};
use crate::audit::Note;
use crate::deploy::record::{Deployed, Goal};
use crate::seal::Keyring;
use crate::store::StoreError;

pub(super) async fn note_deployed(
    pool: &SqlitePool,
    keyring: &Keyring,
    resource: &str,
    goals: &BTreeMap<String, Goal>,
) -> Result<(), StoreError> {
    let failed = || failed("note what was deployed");
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed())?;
    for (node, goal) in goals {
        let goal = serde_json::to_string(goal)
            .map_err(|source| StoreError::Database { attempt: "write a goal", source: source.into() })?;
        let goal = GOAL.seal(keyring, &[resource, node], &goal);
        let query = sqlx::query("INSERT OR REPLACE INTO deployed (resource, node, goal) VALUES (?, ?, ?)");
        let query = query.bind(resource).bind(node).bind(goal);
        query.execute(&mut *transaction).await.map_err(failed())?;
    }
    transaction.commit().await.map_err(failed())
}

pub(super) async fn deployed(
    pool: &SqlitePool,
    keyring: &Keyring,
) -> Result<BTreeMap<String, Deployed>, StoreError> {
    let query = sqlx::query_as("SELECT resource, node, goal FROM deployed");
    let rows: Vec<(String, String, String)> = query.fetch_all(pool).await.map_err(failed(READ))?;
    let mut deployed: BTreeMap<String, Deployed> = BTreeMap::new();
    for (resource, node, goal) in rows {
        let goal = read(keyring, [&resource, &node], &goal)?;
        deployed.entry(resource).or_default().insert(node, goal);
    }
    Ok(deployed)
}

pub(super) async fn deployed_of(
    pool: &SqlitePool,
    keyring: &Keyring,
    resource: &str,
) -> Result<Deployed, StoreError> {
    let query = sqlx::query_as("SELECT node, goal FROM deployed WHERE resource = ?").bind(resource);
    let rows: Vec<(String, String)> = query.fetch_all(pool).await.map_err(failed(READ))?;
    let read = |(node, goal): (String, String)| {
        let goal = read(keyring, [resource, &node], &goal)?;
        Ok((node, goal))
    };
    rows.into_iter().map(read).collect()
}

const READ: &str = "read what was deployed";

fn read(keyring: &Keyring, row: [&str; 2], goal: &str) -> Result<Goal, StoreError> {
    let goal = GOAL.open(keyring, &row, goal)?;
    serde_json::from_str(&goal).map_err(|source| StoreError::unreadable(READ, &source))
}

pub(super) async fn maintenance(pool: &SqlitePool) -> Result<BTreeSet<String>, StoreError> {
    let query = sqlx::query_scalar("SELECT node FROM maintenance");
    let nodes: Vec<String> = query.fetch_all(pool).await.map_err(failed("read the maintenance of nodes"))?;
    Ok(nodes.into_iter().collect())
}

pub(super) async fn set_maintenance(
    pool: &SqlitePool,
    node: &str,
    on: bool,
    note: &Note,
) -> Result<(), StoreError> {
    let query = if on {
        sqlx::query("INSERT OR IGNORE INTO maintenance (node) VALUES (?)")
    } else {
        sqlx::query("DELETE FROM maintenance WHERE node = ?")
    };
    execute(pool, query.bind(node), "note the maintenance of a node", note).await
}
