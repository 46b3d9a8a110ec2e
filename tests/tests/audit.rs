//! The audit log: everything that changes something is in it, and nobody changes it unnoticed.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway_tests::at_rest::{SECRET, database, gateway};
use gateway_tests::server::{Answer, Server, iscsi};
use sds_gateway::audit::{BEGINNING, verify};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Executor};

/// The entries, oldest first.
async fn entries(server: &Server) -> Vec<Value> {
    let page = server.get("/audit?limit=1000").await.json();
    let lines = page["lines"].as_array().expect("lines").iter().rev();
    lines.map(|line| line["entry"].clone()).collect()
}

/// The newest entry.
async fn newest(server: &Server) -> Value {
    entries(server).await.pop().expect("an entry")
}

#[tokio::test]
async fn an_entry_says_who_when_from_where_what_before_and_after() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Operator).await;
    let mut draft = gateway();
    ada.save(&draft).await;
    draft["port"] = json!(3261);
    let tag = ada.get("/gateways/r0").await.header(axum::http::header::ETAG).to_owned();
    let saved = ada.put("/gateways/r0?message=more%20room", &tag, &draft).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let entry = newest(&server).await;
    for (key, wanted) in [
        ("account", json!("ada")),
        ("role", json!("operator")),
        ("via", json!("session")),
        ("address", json!("127.0.0.1")),
        ("action", json!("change-gateway")),
        ("subject", json!("r0")),
        ("reason", json!("more room")),
    ] {
        assert_eq!(entry[key], wanted, "{key} of {entry:#}");
    }
    assert_eq!((&entry["before"]["revision"], &entry["after"]["revision"]), (&json!(1), &json!(2)));
    let text = |side: &str| entry[side]["text"].as_str().expect("a text").to_owned();
    assert!(text("before").contains("3260") && text("after").contains("3261"), "{entry:#}");
    assert!(text("after").contains("incoming_password=***"), "{entry:#}");
    draft["chap"]["password"] = json!("an0therSecret");
    let saved = ada.save(&draft).await;
    assert_eq!(saved["revision"], 3);
    let entry = newest(&server).await;
    let after = entry["after"]["text"].as_str().expect("a text");
    assert!(after.contains("incoming_password=***changed***"), "that a secret changed is told: {entry:#}");
    let told = server.get("/audit").await.text;
    assert!(!told.contains(SECRET) && !told.contains("an0therSecret"));
}

#[tokio::test]
async fn everything_that_changes_something_is_noted() {
    let server = Server::start().await;
    let headers = [("content-type", "application/json")];
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    let mut draft = iscsi();
    draft["port"] = json!(3261);
    server.save(&draft).await;
    let tag = async || server.get("/gateways/r0").await.header(axum::http::header::ETAG).to_owned();
    let restore = [("if-match", tag().await)];
    let restore: Vec<(&str, &str)> = restore.iter().map(|(name, value)| (*name, value.as_str())).collect();
    server.ask("POST", "/gateways/r0/revisions/1/restore", &restore, "").await;
    for job in ["stop", "start", "evict"] {
        let begun = server.post(&format!("/gateways/r0/{job}"), &json!({})).await;
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{job}: {}", begun.text);
        server.end_of(begun.json()["id"].as_str().expect("an id")).await;
    }
    server.delete("/gateways/r0", &tag().await).await;
    server.post("/nodes", &json!({"name": "files"})).await;
    server.ask("PUT", "/nodes/files", &headers, json!({"name": "files", "folder": "more"}).to_string()).await;
    server.ask("DELETE", "/nodes/files", &[], "").await;
    server.ask("PUT", "/nodes/node-c/maintenance", &headers, json!({"on": true}).to_string()).await;
    server.post("/users", &json!({"account": "ada", "role": "viewer"})).await;
    server
        .ask("PUT", "/users/ada", &headers, json!({"role": "reviewer", "disabled": false}).to_string())
        .await;
    server.ask("DELETE", "/users/ada/sessions", &[], "").await;
    let token = server.post("/tokens", &json!({"name": "job", "role": "viewer", "days": 1})).await.json();
    let id = token["made"]["id"].as_str().expect("an id");
    server.ask("DELETE", &format!("/tokens/{id}"), &[], "").await;
    let new = json!({"new": "a long enough password"});
    server.ask("PUT", "/session/password", &headers, new.to_string()).await;
    server.anybody().post("/session", &json!({"account": "ada", "password": "a wrong password"})).await;
    let done: BTreeSet<String> = entries(&server)
        .await
        .iter()
        .map(|entry| entry["action"].as_str().expect("an action").into())
        .collect();
    for action in [
        Action::SignIn,
        Action::SignInFailed,
        Action::SignOutEverywhere,
        Action::ChangePassword,
        Action::CreateUser,
        Action::ChangeUser,
        Action::MakeLink,
        Action::CreateToken,
        Action::RevokeToken,
        Action::CreateGateway,
        Action::ChangeGateway,
        Action::RemoveGateway,
        Action::RestoreRevision,
        Action::Deploy,
        Action::DeploymentEnd,
        Action::Start,
        Action::Stop,
        Action::Evict,
        Action::AddNode,
        Action::ChangeNode,
        Action::ForgetNode,
        Action::Maintenance,
    ] {
        assert!(done.contains(action.word()), "{} of {done:?}", action.word());
    }
}

#[tokio::test]
async fn what_is_refused_changes_nothing_and_notes_nothing() {
    let server = Server::start().await;
    let viewer = server.person("eve", Role::Viewer).await;
    let before = entries(&server).await.len();
    viewer.post("/gateways", &iscsi()).await;
    server.post("/gateways", &json!({"kind": "iscsi"})).await;
    server.post("/users", &json!({"account": "eve", "role": "admin"})).await;
    assert_eq!(entries(&server).await.len(), before);
}

#[tokio::test]
async fn a_password_that_was_typed_as_a_name_is_not_noted() {
    let server = Server::start().await;
    let typed = json!({"account": "my secret pass phrase", "password": "ada"});
    server.anybody().post("/session", &typed).await;
    assert_eq!(newest(&server).await["action"], "sign-in-failed");
    assert!(!server.get("/audit").await.text.contains("my secret"));
}

#[tokio::test]
async fn the_database_lets_nobody_change_or_delete_an_entry() {
    let server = Server::start().await;
    let mut database = database(&server.data()).await;
    for change in ["UPDATE audit SET entry = '{}' WHERE number = 1", "DELETE FROM audit WHERE number = 1"] {
        let error = database.execute(change).await.expect_err("a trigger").to_string();
        assert!(error.contains("audit log"), "{error}");
    }
}

#[tokio::test]
async fn whatever_is_done_to_the_log_behind_its_back_breaks_the_chain() {
    const FREE: &str = "DROP TRIGGER audit_stays; DROP TRIGGER audit_remains;";
    for (done, broken_at) in [
        ("UPDATE audit SET entry = replace(entry, 'admin', 'mallory') WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("UPDATE audit SET number = 999 WHERE number = 1", 1),
        ("UPDATE audit SET hash = 'x' WHERE number = 3", 3),
        (
            "INSERT INTO audit (number, entry, previous, hash) SELECT max(number) + 1, entry, previous, 'x' FROM audit",
            0,
        ),
    ] {
        let server = Server::start().await;
        server.save(&iscsi()).await;
        let whole = verify(server.app.store.as_ref()).await.expect("a store");
        assert_eq!(whole.broken_at, None);
        let mut database = database(&server.data()).await;
        database.execute(FREE).await.expect("no triggers");
        database.execute(AssertSqlSafe(done)).await.expect("a change");
        let verdict = verify(server.app.store.as_ref()).await.expect("a store");
        let wanted = if broken_at == 0 { whole.entries + 1 } else { broken_at };
        assert_eq!(verdict.broken_at, Some(wanted), "{done}");
        let answer = server.get("/audit/verify").await.json();
        assert_eq!(answer["broken_at"], json!(wanted), "{done}");
    }
}

#[tokio::test]
async fn an_export_can_be_verified_with_nothing_but_sha256() {
    let server = Server::start().await;
    server.save(&gateway()).await;
    let export = server.get("/audit/export").await;
    assert_eq!(export.header(axum::http::header::CONTENT_TYPE), "application/x-ndjson");
    let mut previous = BEGINNING.to_owned();
    let lines: Vec<&str> = export.text.lines().rev().collect();
    assert!(lines.len() > 3);
    for (index, line) in lines.iter().enumerate() {
        let parsed: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(parsed["entry"]["number"], json!(index + 1));
        assert_eq!(parsed["previous"], json!(previous));
        let start = line.find("{\"number\"").expect("an entry");
        let end = line.rfind(",\"previous\"").expect("a hash");
        let hash = Sha256::digest(format!("{previous}{}", &line[start..end]));
        previous = hash.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert_eq!(parsed["hash"], json!(previous));
    }
    let head = server.get("/audit/verify").await.json()["head"].clone();
    assert_eq!(head, json!(previous), "reading and verifying notes nothing");
}

#[tokio::test]
async fn a_page_of_the_log_is_filtered_and_followed_by_the_next() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Operator).await;
    ada.save(&iscsi()).await;
    let count = |answer: &Answer| answer.json()["lines"].as_array().map(Vec::len).expect("lines");
    assert_eq!(count(&server.get("/audit?account=ada&action=create-gateway").await), 1);
    assert_eq!(count(&server.get("/audit?account=ada&action=deploy").await), 0);
    assert_eq!(
        count(&server.get("/audit?subject=r0&account=&since=").await),
        1,
        "what is left empty fits all"
    );
    assert_eq!(count(&server.get("/audit?until=2001").await), 0);
    assert_eq!(server.get("/audit?action=no-such").await.status, StatusCode::BAD_REQUEST);
    let all = entries(&server).await;
    let (mut seen, mut before) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/audit?limit=2{before}")).await.json();
        seen.extend(page["lines"].as_array().expect("lines").iter().map(|line| line["entry"].clone()));
        match page["next"].as_u64() {
            Some(next) => before = format!("&before={next}"),
            None => break,
        }
    }
    seen.reverse();
    assert_eq!(seen, all);
}
