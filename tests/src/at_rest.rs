//! A data directory as it lies on the disk: what stands in its files, and what an older version has left there.

use std::fs;
use std::path::Path;

use gateway::gateway::{Gateway, Kind};
use gateway::snippet::write::write;
use serde_json::Value;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, SqliteConnection};

/// The secret of every gateway made here.
pub const SECRET: &str = "planted-7Vq2mXw9";

/// A gateway with the secret.
pub fn gateway() -> Value {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = serde_json::json!({"username": "initiator", "password": SECRET});
    draft
}

/// The snippet of the gateway with the secret.
///
/// # Panics
///
/// If the example is none.
pub fn snippet() -> String {
    let text = write(&Gateway::read(&gateway()).expect("an example without errors"));
    assert!(text.contains(SECRET), "{text}");
    text
}

/// A connection to the database of a data directory, as somebody has who may read and write its files.
///
/// # Panics
///
/// If there is none.
pub async fn database(data: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(data.join("sds-gateway.sqlite"));
    SqliteConnection::connect_with(&options).await.expect("a database")
}

/// The names of files of a data directory in which a text stands; the key file is not looked at.
///
/// # Panics
///
/// If a file cannot be read.
pub fn files_with(data: &Path, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(data).expect("a directory") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        if name == "sds-gateway.key" || !entry.path().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).expect("a file");
        if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
            names.push(name);
        }
    }
    names
}

/// Makes the data of a version that sealed nothing: three revisions, a deployment, and what it brought about, with more
/// in pages that were freed.
///
/// # Panics
///
/// If the database does not take it.
pub async fn write_plain(data: &Path, migrations: &Path) {
    fs::create_dir_all(data).expect("a directory");
    let old = tempfile::TempDir::new().expect("a directory");
    for name in ["0001_first.sql", "0002_nodes.sql", "0003_running.sql"] {
        fs::copy(migrations.join(name), old.path().join(name)).expect("a migration");
    }
    let options = SqliteConnectOptions::new().filename(data.join("sds-gateway.sqlite"));
    let options = options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let mut database = SqliteConnection::connect_with(&options).await.expect("a database");
    let migrator = Migrator::new(old.path()).await.expect("migrations");
    migrator.run_direct(None, &mut database, false).await.expect("an old database");
    for revision in 1..=3 {
        let query = sqlx::query(
            "INSERT INTO revisions VALUES ('r0', ?, 'admin', '2026-01-01T00:00:00Z', 0, ?, ?, ?)",
        );
        let query = query.bind(revision).bind("sds-iscsi-r0").bind(gateway().to_string()).bind(snippet());
        query.execute(&mut database).await.expect("a revision");
    }
    let goal = serde_json::json!({"enabled": snippet()});
    for number in 1..=40 {
        let record = serde_json::json!({
            "deployment": {
                "id": format!("d{number}"), "resource": "r0", "revision": 1, "digest": "", "author": "admin",
                "started_at": "2026-01-01T00:00:00Z", "ended_at": "2026-01-01T00:00:01Z", "on_failure": "roll_back",
                "state": "done", "steps": [], "results": [],
            },
            "snippet": "sds-iscsi-r0", "goals": {"node-a": goal}, "kept": {},
        });
        let query = sqlx::query("INSERT INTO deployments VALUES (?, ?, 'r0', 0, ?)");
        let query = query.bind(format!("d{number}")).bind(number).bind(record.to_string());
        query.execute(&mut database).await.expect("a deployment");
    }
    // What was deleted stays in the pages: nobody told SQLite to overwrite it.
    let query = sqlx::query("DELETE FROM deployments WHERE number > 1");
    query.execute(&mut database).await.expect("deployments that go");
    let query = sqlx::query("INSERT INTO deployed VALUES ('r0', 'node-a', ?)").bind(goal.to_string());
    query.execute(&mut database).await.expect("a goal");
    database.close().await.expect("a database that closes");
}
