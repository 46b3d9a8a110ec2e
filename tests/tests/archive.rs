//! An installation as one file: everything comes back, nobody opens it without the passphrase, and no file does harm.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use axum::http::{StatusCode, header};
use data_encoding::BASE64;
use gateway::api::audit::Action;
use gateway::names::password::{NewPassword, Password};
use gateway_tests::at_rest::{SECRET, files_with, gateway};
use gateway_tests::server::{Answer, Server};
use sds_gateway::archive::{Archive, ArchiveError, Cell, Table};
use sds_gateway::audit::{Note, verify};
use sds_gateway::command::archive::{export, import};
use sds_gateway::settings::{Given, Settings};
use sds_gateway::store::archive::Archives;
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::who::Who;
use serde_json::json;
use tempfile::TempDir;

const PASSPHRASE: &str = "five random words of mine";

/// What belongs to an installation. Whoever adds a table decides whether an archive has it.
const TABLES: &[&str] = &[
    "accounts",
    "audit",
    "comments",
    "deployed",
    "deployments",
    "maintenance",
    "nodes",
    "revisions",
    "shares",
    "tokens",
    "verdicts",
];

fn typed(text: &str) -> Password {
    Password::new(text.to_owned())
}

fn new(text: &str) -> NewPassword {
    NewPassword::try_from(typed(text)).expect("a long passphrase")
}

fn note(action: Action) -> Note {
    Note::new(&Who::server(), action, "")
}

/// A server with a gateway that was deployed, an added node, accounts and a token.
async fn filled() -> Server {
    let server = Server::start().await;
    server.save(&gateway()).await;
    server.save(&gateway()).await;
    assert_eq!(server.deploy("r0").await["state"], "done");
    let node = json!({"name": "added", "folder": "added"});
    assert_eq!(server.post("/nodes", &node).await.status, StatusCode::CREATED);
    assert_eq!(
        server.post("/users", &json!({"account": "ada", "role": "viewer"})).await.status,
        StatusCode::CREATED
    );
    let token = json!({"name": "backup", "role": "viewer", "days": 7});
    assert_eq!(server.post("/tokens", &token).await.status, StatusCode::CREATED);
    server
}

async fn archive_of(server: &Server) -> Archive {
    server.app.store.export(&note(Action::Export)).await.expect("an archive")
}

async fn import_by_http(server: &Server, passphrase: &str, file: &[u8]) -> Answer {
    let body = json!({"passphrase": passphrase, "archive": BASE64.encode(file)});
    server.post("/archive/import", &body).await
}

fn table<'a>(archive: &'a mut Archive, name: &str) -> &'a mut Table {
    archive.tables.iter_mut().find(|table| table.name == name).expect("a table")
}

/// Whether the tables are the same, but for the audit log.
fn have_the_same_rows(one: &Archive, other: &Archive) -> bool {
    let rows = |archive: &Archive| -> Vec<Table> {
        archive.tables.iter().filter(|table| table.name != "audit").cloned().collect()
    };
    one.schema == other.schema && one.hash_key == other.hash_key && rows(one) == rows(other)
}

#[tokio::test]
async fn an_archive_has_every_table_that_is_of_the_installation() {
    let archive = archive_of(&Server::start().await).await;
    let names: Vec<&str> = archive.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, TABLES);
}

#[tokio::test]
async fn everything_comes_back_in_an_empty_installation() {
    let old = filled().await;
    let answer = old.post("/archive/export", &json!({"passphrase": PASSPHRASE})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/octet-stream");
    let archive = Archive::read(&answer.bytes, &typed(PASSPHRASE)).expect("an archive");

    let new = Server::start().await;
    let before = verify(new.app.store.as_ref()).await.expect("a chain");
    let answer = import_by_http(&new, PASSPHRASE, &answer.bytes).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    assert_eq!(
        new.get("/gateways").await.status,
        StatusCode::UNAUTHORIZED,
        "sessions were of the old server"
    );
    assert!(have_the_same_rows(&archive, &archive_of(&new).await));
    assert_eq!(files_with(&new.data(), SECRET), Vec::<String>::new());
    assert_eq!(new.app.store.keyed().digest("r0"), old.app.store.keyed().digest("r0"));

    // The log goes on where that of the archive ended, and says what was here before.
    let verdict = verify(new.app.store.as_ref()).await.expect("a chain");
    assert_eq!(verdict.broken_at, None);
    let mut archive = archive;
    let entries = table(&mut archive, "audit").rows.len() as u64;
    let imported = &new.app.store.audit_after(entries, 1).await.expect("entries")[0];
    assert!(imported.entry.contains(r#""action":"import""#), "{}", imported.entry);
    assert!(imported.entry.contains(&before.head) || before.entries == 0, "{}", imported.entry);

    // What the server has in its memory is that of the archive, too.
    let new = new.signed_in().await;
    assert_eq!(new.get("/gateways").await.json().as_array().expect("a list").len(), 1);
    assert_eq!(new.get("/nodes/added").await.status, StatusCode::OK);
    assert_eq!(new.post("/gateways", &gateway()).await.status, StatusCode::CONFLICT, "it is there already");
    assert_eq!(new.deploy("r0").await["state"], "done");
}

#[tokio::test]
async fn the_command_line_moves_an_installation_without_a_server() {
    let old = filled().await;
    let home = TempDir::new().expect("a directory");
    let (file, passphrase) = (home.path().join("all"), home.path().join("passphrase"));
    fs::write(&passphrase, format!("{PASSPHRASE}\n")).expect("a file");
    let settings = |data: &Path| {
        let config = home.path().join("empty.toml");
        fs::write(&config, "").expect("a file");
        let given = Given { config: Some(config), data: Some(data.to_owned()), ..Given::default() };
        Settings::read(&given).expect("settings")
    };
    let (from, to) = (settings(&old.data()), settings(&home.path().join("data")));
    export(&from, &file, Some(&passphrase), &mut Vec::new()).await.expect("an archive");
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&file).expect("a file");
    assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    let again = export(&from, &file, Some(&passphrase), &mut Vec::new()).await;
    assert!(again.is_err(), "no file is replaced");
    assert_eq!(fs::read(&file).expect("a file"), bytes);

    import(&to, &file, Some(&passphrase), &mut Vec::new()).await.expect("an installation");
    let store = Sqlite::open(&to.data).await.expect("a store");
    let archive = Archive::read(&bytes, &typed(PASSPHRASE)).expect("an archive");
    assert!(have_the_same_rows(&archive, &store.export(&note(Action::Export)).await.expect("an archive")));
    drop(store);
    let error = import(&to, &file, Some(&passphrase), &mut Vec::new()).await.expect_err("it is not empty");
    assert!(error.to_string().contains("another data directory"), "{error}");
    let error = import(&from, &file, Some(&passphrase), &mut Vec::new()).await.expect_err("a server runs");
    assert!(sds_gateway::error::chain(&error).contains("stop the server first"), "{error}");
}

#[tokio::test]
async fn an_archive_is_taken_in_only_where_there_are_no_gateways() {
    let server = filled().await;
    let before = archive_of(&server).await;
    let file = before.write(&new(PASSPHRASE));
    let answer = import_by_http(&server, PASSPHRASE, &file).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    assert!(have_the_same_rows(&before, &archive_of(&server).await));
}

#[tokio::test]
async fn a_wrong_passphrase_or_a_file_that_is_not_whole_changes_nothing() {
    let file = archive_of(&filled().await).await.write(&new(PASSPHRASE));
    let server = Server::start().await;
    let before = archive_of(&server).await;
    let answer = import_by_http(&server, "five random words of his", &file).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains("passphrase"), "{}", answer.text);
    for cut in [0, 1, 21, 22, 40, 73, 74, 90, file.len() / 2, file.len() - 1] {
        let error = Archive::read(&file[..cut], &typed(PASSPHRASE)).expect_err("it is cut");
        assert!(matches!(error, ArchiveError::NotArchive | ArchiveError::Closed), "{cut}: {error}");
    }
    // The lowest bit of the lowest byte of each number asks for hardly more memory and time.
    for at in [0, 20, 22, 26, 34, 49, 50, 73, 74, file.len() / 2, file.len() - 1] {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(Archive::read(&changed, &typed(PASSPHRASE)).is_err(), "byte {at}");
    }
    for other in ["", "a", PASSPHRASE.trim_end_matches('e')] {
        assert!(matches!(Archive::read(&file, &typed(other)), Err(ArchiveError::Closed)));
    }
    assert!(have_the_same_rows(&before, &archive_of(&server).await));
    let answer = server.post("/archive/import", &json!({"passphrase": PASSPHRASE, "archive": "?"})).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
}

#[tokio::test]
async fn a_file_that_asks_for_gigabytes_or_for_ever_is_refused_before_anything_is_tried() {
    let file = archive_of(&Server::start().await).await.write(&new(PASSPHRASE));
    for (at, number) in [(22, u32::MAX), (22, 1 << 22), (26, u32::MAX), (26, 11), (30, 5), (30, u32::MAX)] {
        let mut costly = file.clone();
        costly[at..at + 4].copy_from_slice(&number.to_le_bytes());
        let error = Archive::read(&costly, &typed(PASSPHRASE)).expect_err("it is costly");
        assert!(matches!(error, ArchiveError::Costly), "{at} {number}: {error}");
    }
    for at in [22, 26, 30] {
        let mut nothing = file.clone();
        nothing[at..at + 4].copy_from_slice(&[0; 4]);
        assert!(Archive::read(&nothing, &typed(PASSPHRASE)).is_err(), "argon2 knows no zero at {at}");
    }
}

#[tokio::test]
async fn an_archive_of_another_version_says_what_to_do() {
    let server = Server::start().await;
    let mut archive = archive_of(&server).await;
    let mut file = archive.write(&new(PASSPHRASE));
    archive.schema += 1;
    let answer = import_by_http(&server, PASSPHRASE, &archive.write(&new(PASSPHRASE))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains("the version of the program that has written it"), "{}", answer.text);
    file[20] = b'2';
    assert!(matches!(Archive::read(&file, &typed(PASSPHRASE)), Err(ArchiveError::OtherVersion)));
    assert!(matches!(Archive::read(b"PK\x03\x04", &typed(PASSPHRASE)), Err(ArchiveError::NotArchive)));
}

type Change<'a> = Box<dyn Fn(&mut Archive) + 'a>;

#[tokio::test]
async fn rows_that_are_none_change_nothing() {
    let source = filled().await;
    let server = Server::start().await;
    let before = archive_of(&server).await;
    let text = |text: &str| Cell::Text(text.to_owned());
    let column = |archive: &mut Archive, table_name: &str, name: &str, cell: Cell| {
        let table = table(archive, table_name);
        let at = table.columns.iter().position(|column| column == name).expect("a column");
        table.rows[0][at] = cell;
    };
    let changes: Vec<(&str, Change<'_>)> = vec![
        ("a folder elsewhere", Box::new(|archive| column(archive, "nodes", "folder", text("../../etc")))),
        ("a gateway that is no JSON", Box::new(|archive| column(archive, "revisions", "gateway", text("{")))),
        ("a number for a text", Box::new(|archive| column(archive, "revisions", "text", Cell::Integer(1)))),
        ("a text for a number", Box::new(|archive| column(archive, "revisions", "removed", text("no")))),
        ("a role that is none", Box::new(|archive| column(archive, "accounts", "role", text("god")))),
        (
            "a deployment that is none",
            Box::new(|archive| column(archive, "deployments", "record", text("{}"))),
        ),
        ("a goal that is none", Box::new(|archive| column(archive, "deployed", "goal", text("\"x\"")))),
        ("a token of nobody", Box::new(|archive| column(archive, "tokens", "account", text("nobody")))),
        (
            "a row twice",
            Box::new(|archive| {
                let rows = &mut table(archive, "accounts").rows;
                rows.push(rows[0].clone());
            }),
        ),
        ("a row that is short", Box::new(|archive| drop(table(archive, "accounts").rows[0].pop()))),
        (
            "a column of another name",
            Box::new(|archive| {
                table(archive, "accounts").columns[0] = "name) VALUES (1); DROP TABLE audit; --".to_owned();
            }),
        ),
        ("a table of another name", Box::new(|archive| archive.tables[0].name = "sessions".to_owned())),
        ("a table less", Box::new(|archive| drop(archive.tables.pop()))),
        ("no key of hashes", Box::new(|archive| archive.hash_key.clear())),
        (
            "a deployment that runs",
            Box::new(|archive| {
                let table = table(archive, "deployments");
                let at = table.columns.iter().position(|column| column == "record").expect("a column");
                let Cell::Text(record) = &mut table.rows[0][at] else { panic!("a record is a text") };
                *record = record.replace(r#""state":"done""#, r#""state":"running""#);
            }),
        ),
    ];
    for (what, change) in changes {
        let mut archive = archive_of(&source).await;
        change(&mut archive);
        let error = server.app.store.import(&archive, note(Action::Import)).await.expect_err(what);
        assert!(matches!(error, ArchiveError::Content(_)), "{what}: {error:?}");
        assert!(have_the_same_rows(&before, &archive_of(&server).await), "{what}");
        assert_eq!(server.get("/gateways").await.status, StatusCode::OK, "{what}");
    }
}

#[tokio::test]
async fn a_short_passphrase_seals_nothing() {
    let answer = Server::start().await.post("/archive/export", &json!({"passphrase": "short"})).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.places(), ["/passphrase"]);
}

#[tokio::test]
async fn only_an_archive_may_be_as_large_as_one() {
    let server = Server::start().await;
    let body = json!({"passphrase": PASSPHRASE, "archive": "A".repeat(5 << 20)});
    let answer = server.post("/archive/import", &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "it is read, and no archive");
    assert_eq!(server.post("/archive/export", &body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}
