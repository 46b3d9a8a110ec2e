//! Secrets at rest: nothing of a gateway stands in a file of the data directory, whoever wrote it and whatever is
//! cut short.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use gateway::api::audit::Action;
use gateway_tests::at_rest::{SECRET, database, files_with, gateway, snippet, write_plain};
use gateway_tests::server::Server;
use sds_gateway::audit::Note;
use sds_gateway::command::rotate_key::rotate_key;
use sds_gateway::deploy::record::Goal;
use sds_gateway::seal::SealError;
use sds_gateway::seal::file::{KeyError, KeyFile};
use sds_gateway::seal::key::Key;
use sds_gateway::settings::{Given, Settings};
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::store::{DeploymentLog, Saved, Store, StoreError};
use sds_gateway::who::Who;
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

fn migrations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/migrations")
}

fn saved(resource: &str, revision: u32) -> Saved {
    Saved {
        resource: resource.to_owned(),
        revision,
        author: "admin".to_owned(),
        saved_at: "2026-01-01T00:00:00Z".to_owned(),
        message: String::new(),
        removed: false,
        snippet: format!("sds-iscsi-{resource}"),
        gateway: gateway(),
        text: snippet(),
    }
}

fn note() -> Note {
    Note::new(&Who::server(), Action::ChangeGateway, "r0")
}

/// A data directory with three revisions, and goals on two nodes.
async fn filled() -> TempDir {
    let data = TempDir::new().expect("a directory");
    let store = Sqlite::open(data.path()).await.expect("a store");
    for revision in 1..=3 {
        store.append(&saved("r0", revision), &note()).await.expect("a revision");
    }
    let goals = ["node-a", "node-b"].map(|node| (node.to_owned(), Goal::Enabled(snippet())));
    store.note_deployed("r0", &goals.into()).await.expect("goals");
    data
}

/// Wants everything to be there as it was saved, and nothing of it in a file.
async fn all_is_there(data: &Path) -> Sqlite {
    let store = Sqlite::open(data).await.expect("a store");
    let revisions = store.revisions("r0").await.expect("revisions");
    assert_eq!(revisions.len(), 3);
    for revision in revisions {
        assert_eq!((revision.text, revision.gateway), (snippet(), gateway()));
    }
    let deployed = store.deployed_of("r0").await.expect("goals");
    assert_eq!(deployed["node-a"], Goal::Enabled(snippet()));
    assert_eq!(files_with(data, SECRET), Vec::<String>::new());
    store
}

fn settings(data: &Path) -> Settings {
    let config = data.join("empty.toml");
    fs::write(&config, "").expect("a file");
    let given = Given { config: Some(config), data: Some(data.to_owned()), ..Given::default() };
    Settings::read(&given).expect("settings")
}

fn keys(data: &Path) -> Vec<String> {
    let keyring = KeyFile::beside(data).read().expect("a key file").expect("a file");
    keyring.keys().map(|key| key.id().to_owned()).collect()
}

#[tokio::test]
async fn what_a_server_keeps_stands_in_no_file() {
    let server = Server::start().await;
    server.save(&gateway()).await;
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    let data = server.data();
    assert_eq!(files_with(&data, SECRET), Vec::<String>::new());
}

#[tokio::test]
async fn what_an_older_version_left_in_plain_text_is_sealed_and_swept() {
    let data = TempDir::new().expect("a directory");
    write_plain(data.path(), &migrations()).await;
    assert!(!files_with(data.path(), SECRET).is_empty(), "the old version sealed nothing");
    let store = all_is_there(data.path()).await;
    assert!(store.deployment("d1").await.expect("a store").is_some());
    assert!(store.deployment("d2").await.expect("a store").is_none());
    let mut database = database(data.path()).await;
    for change in ["UPDATE revisions SET text = ''", "DELETE FROM revisions"] {
        assert!(sqlx::query(change).execute(&mut database).await.is_err(), "revisions still never change");
    }
}

#[tokio::test]
async fn an_old_text_that_looks_sealed_is_sealed_like_any_other() {
    let data = TempDir::new().expect("a directory");
    write_plain(data.path(), &migrations()).await;
    let sly = "sealed:1:0123456789abcdef:aHVudGVyMg==";
    let mut database = database(data.path()).await;
    let query = sqlx::query("INSERT INTO revisions VALUES ('r9', 1, 'a', 'b', 0, 'r9', '{}', ?)").bind(sly);
    query.execute(&mut database).await.expect("a revision");
    drop(database);
    let store = all_is_there(data.path()).await;
    assert_eq!(store.revisions("r9").await.expect("revisions")[0].text, sly);
}

#[tokio::test]
async fn a_row_that_was_moved_or_changed_is_an_error_that_names_it() {
    for change in [
        "UPDATE revisions SET text = (SELECT text FROM revisions WHERE revision = 2) WHERE revision = 3",
        "UPDATE revisions SET text = gateway WHERE revision = 3",
        "UPDATE revisions SET gateway = text WHERE revision = 3",
        "UPDATE revisions SET text = substr(text, 1, 60) || CASE substr(text, 61, 1) WHEN 'A' THEN 'B' ELSE 'A' END
         || substr(text, 62) WHERE revision = 3",
        "UPDATE revisions SET text = '' WHERE revision = 3",
        "UPDATE revisions SET text = 'incoming_password=mine' WHERE revision = 3",
        "UPDATE revisions SET revision = 4 WHERE revision = 3",
    ] {
        let data = filled().await;
        let mut database = database(data.path()).await;
        sqlx::query("DROP TRIGGER revisions_stay").execute(&mut database).await.expect("a trigger");
        sqlx::query(AssertSqlSafe(change)).execute(&mut database).await.expect("a change");
        let store = Sqlite::open(data.path()).await.expect("a store");
        let error = store.gateways().await.expect_err(change);
        let StoreError::Sealed(error) = error else { panic!("{change}: {error}") };
        let (SealError::NotSealed(place)
        | SealError::Broken { place, .. }
        | SealError::KeyMissing { place, .. }) = error;
        let place = place.to_string();
        assert!(place.contains("`r0/3`") || place.contains("`r0/4`"), "{change}: {place}");
    }
}

#[tokio::test]
async fn a_goal_of_one_node_is_none_of_another() {
    let data = filled().await;
    let mut database = database(data.path()).await;
    let change = "UPDATE deployed SET goal = (SELECT goal FROM deployed WHERE node = 'node-b')";
    sqlx::query(change).execute(&mut database).await.expect("a change");
    let store = Sqlite::open(data.path()).await.expect("a store");
    assert!(matches!(store.deployed().await, Err(StoreError::Sealed(SealError::Broken { .. }))));
}

#[tokio::test]
async fn a_lost_key_is_told_and_no_new_one_is_made() {
    let data = filled().await;
    let file = KeyFile::beside(data.path());
    let id = keys(data.path()).remove(0);
    let aside = data.path().join("aside");
    fs::rename(file.path(), &aside).expect("a key file");
    let Err(error) = Sqlite::open(data.path()).await else { panic!("nothing can be read without the key") };
    let StoreError::Keys(error @ KeyError::Lost { .. }) = error else { panic!("{error}") };
    assert!(error.to_string().contains(&id) && error.to_string().contains("backup"), "{error}");
    assert!(!file.path().exists());
    file.create().expect("another key");
    assert!(matches!(Sqlite::open(data.path()).await, Err(StoreError::Keys(KeyError::Lost { .. }))));
    fs::rename(&aside, file.path()).expect("a key file");
    all_is_there(data.path()).await;
}

#[tokio::test]
async fn another_key_of_the_same_id_seals_nothing() {
    let data = filled().await;
    let file = KeyFile::beside(data.path());
    let right = fs::read(file.path()).expect("a key file");
    let id = keys(data.path()).remove(0);
    fs::write(file.path(), format!("{id} {}\n", &Key::random().line()[17..])).expect("a key file");
    assert!(matches!(Sqlite::open(data.path()).await, Err(StoreError::Sealed(SealError::Broken { .. }))));
    fs::write(file.path(), right).expect("a key file");
    all_is_there(data.path()).await;
}

#[tokio::test]
async fn keyed_hashes_outlive_the_server_and_its_key() {
    let data = filled().await;
    let digest = async || Sqlite::open(data.path()).await.expect("a store").keyed().digest("r0");
    let before = digest().await;
    assert_eq!(digest().await, before);
    rotate_key(&settings(data.path()), &mut Vec::new()).await.expect("a new key");
    assert_eq!(digest().await, before);
    let other = TempDir::new().expect("a directory");
    assert_ne!(Sqlite::open(other.path()).await.expect("a store").keyed().digest("r0"), before);
}

#[tokio::test]
async fn a_new_key_takes_the_place_of_the_old_one_everywhere() {
    let data = filled().await;
    let old = keys(data.path());
    let mut said = Vec::new();
    rotate_key(&settings(data.path()), &mut said).await.expect("a new key");
    let new = keys(data.path());
    assert_eq!(new.len(), 1);
    assert_ne!(new, old);
    assert!(String::from_utf8(said).expect("UTF-8").contains(&new[0]));
    assert_eq!(files_with(data.path(), &old[0]), Vec::<String>::new(), "nothing is sealed with the old key");
    all_is_there(data.path()).await;
}

#[tokio::test]
async fn a_rotation_that_was_cut_short_anywhere_loses_nothing_and_can_be_run_again() {
    for steps in 0..=4 {
        let data = filled().await;
        let mut store = Sqlite::open_alone(data.path(), KeyFile::beside(data.path())).await.expect("a store");
        if steps > 0 {
            store.add_key().expect("a new key");
        }
        if steps > 1 {
            store.seal_again(&note()).await.expect("everything sealed again");
        }
        if steps > 2 {
            store.sweep().await.expect("no old pages");
        }
        if steps > 3 {
            store.drop_older_keys().expect("one key");
        }
        drop(store);
        let before = keys(data.path());
        let store = all_is_there(data.path()).await;
        store.append(&saved("r1", 1), &note()).await.expect("a revision");
        drop(store);
        rotate_key(&settings(data.path()), &mut Vec::new()).await.expect("a new key");
        let after = keys(data.path());
        assert_eq!(after.len(), 1, "stopped after step {steps}");
        for old in before {
            assert_eq!(files_with(data.path(), &old), Vec::<String>::new(), "stopped after step {steps}");
        }
        let store = all_is_there(data.path()).await;
        assert_eq!(store.revisions("r1").await.expect("revisions")[0].text, snippet());
    }
}

#[tokio::test]
async fn nobody_replaces_the_key_while_a_server_runs_and_none_starts_meanwhile() {
    let data = filled().await;
    let store = Sqlite::open(data.path()).await.expect("a store");
    let error = rotate_key(&settings(data.path()), &mut Vec::new()).await.expect_err("a server runs");
    assert!(sds_gateway::error::chain(&error).contains("stop the server first"), "{error}");
    assert_eq!(keys(data.path()).len(), 1);
    drop(store);
    let alone = Sqlite::open_alone(data.path(), KeyFile::beside(data.path())).await.expect("a store");
    assert!(matches!(Sqlite::open(data.path()).await, Err(StoreError::KeysRotate)));
    drop(alone);
    all_is_there(data.path()).await;
}

#[tokio::test]
async fn keys_that_systemd_gives_are_replaced_by_the_administrator() {
    let data = TempDir::new().expect("a directory");
    let credentials = TempDir::new().expect("a directory");
    let path = credentials.path().join("sds-gateway.key");
    let (first, second) = (Key::random(), Key::random());
    let write = |keys: &[&Key]| {
        let lines: Vec<String> = keys.iter().map(|key| format!("{}\n", *key.line())).collect();
        drop(fs::remove_file(&path));
        fs::write(&path, lines.concat()).expect("a credential");
        fs::set_permissions(&path, Permissions::from_mode(0o400)).expect("the file is ours");
    };
    write(&[&first]);
    let mut settings = settings(data.path());
    settings.key_file = KeyFile::find(data.path(), None, Some(credentials.path()));
    let open = async || Sqlite::open_with(data.path(), settings.key_file.clone()).await.expect("a store");
    open().await.append(&saved("r0", 1), &note()).await.expect("a revision");
    assert!(!KeyFile::beside(data.path()).path().exists());
    let error = rotate_key(&settings, &mut Vec::new()).await.expect_err("there is one key only");
    assert!(sds_gateway::error::chain(&error).contains("add a newer key as the last line"), "{error}");
    write(&[&first, &second]);
    rotate_key(&settings, &mut Vec::new()).await.expect("a new key");
    write(&[&second]);
    assert_eq!(open().await.revisions("r0").await.expect("revisions")[0].text, snippet());
}

#[tokio::test]
async fn the_debug_of_what_is_kept_shows_no_secret() {
    let goal = Goal::Enabled(snippet());
    for shown in
        [format!("{:?}", saved("r0", 1)), format!("{goal:#?}"), format!("{:?}", [Goal::Disabled(snippet())])]
    {
        assert!(!shown.contains(SECRET), "{shown}");
    }
    let data = TempDir::new().expect("a directory");
    write_plain(data.path(), &migrations()).await;
    let store = Sqlite::open(data.path()).await.expect("a store");
    let record = store.deployment("d1").await.expect("a store").expect("a deployment");
    assert!(!format!("{record:?}").contains(SECRET));
}

#[tokio::test]
async fn a_plan_is_confirmed_by_a_hash_that_only_its_server_makes() {
    let mut digests = Vec::new();
    for _ in 0..2 {
        let server = Server::start().await;
        server.save(&gateway()).await;
        let plan = server.post("/gateways/r0/plan", &serde_json::Value::Null).await;
        assert_eq!(plan.status, StatusCode::OK);
        digests.push(plan.json()["digest"].clone());
    }
    assert_ne!(digests[0], digests[1], "the same plan of two servers");
}
