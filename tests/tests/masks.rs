//! No answer tells a secret, and what is saved keeps it.

use std::fs;

use axum::http::StatusCode;
use gateway::api::people::Role;
use gateway::foreign::Foreign;
use gateway::gateway::{Gateway, Kind};
use gateway::snippet::write::write;
use gateway_tests::server::{DIRECTORY, Server};
use serde_json::{Value, json};

const SECRET: &str = "planted-Zq7-1";
fn with_chap(password: &str) -> Value {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = json!({"username": "backup", "password": password});
    draft
}

fn snippet(draft: &Value) -> String {
    write(&Gateway::read(draft).expect("a gateway"))
}

fn foreign(text: &str) -> Value {
    json!({"kind": "foreign", "resource": "r0", "file": "mine.toml", "text": text})
}

/// The text of the gateway's file on the directory node.
async fn deployed(server: &Server, file: &str) -> String {
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    assert!(!deployment.to_string().contains(SECRET), "{deployment}");
    fs::read_to_string(server.directory(DIRECTORY).join(file)).expect("the file is there")
}

#[tokio::test]
async fn no_answer_tells_a_secret() {
    let server = Server::start().await;
    let saved = server.post("/gateways", &with_chap(SECRET)).await;
    assert_eq!(saved.status, StatusCode::CREATED);
    assert_eq!(saved.json()["gateway"]["chap"]["password"], "***");
    assert!(deployed(&server, "sds-iscsi-r0.toml").await.contains(SECRET));
    let other = with_chap(&SECRET.replace("-1", "-2"));
    let answers = [
        saved,
        server.put("/gateways/r0", "\"r0-1\"", &other).await,
        server.put("/gateways/r0", "\"r0-1\"", &other).await,
        server.post("/gateways/r0/plan", &Value::Null).await,
        server.post("/render", &other).await,
        server.post("/import", &json!({"file": "a.toml", "text": snippet(&other)})).await,
        server.post("/check", &json!([{"file": "a.toml", "text": snippet(&other)}])).await,
        server
            .post("/check", &json!([{"file": "a.toml", "text": snippet(&other).replace("-Zq7", "%Zq7")}]))
            .await,
        server.post("/explain", &json!({"file": "a.toml", "text": snippet(&other)})).await,
    ];
    for answer in &answers {
        assert!(!answer.text.contains("Zq7"), "{}", answer.text);
    }
    let plan = answers[3].json();
    assert!(plan["plan"]["nodes"].to_string().contains("incoming_password=***changed***"), "{plan}");
    // Somebody changes the secret by hand.
    let file = server.directory(DIRECTORY).join("sds-iscsi-r0.toml");
    let text = fs::read_to_string(&file).expect("a file").replace(SECRET, "of-Zq7-another");
    fs::write(&file, text).expect("a file");
    for path in [
        "/gateways",
        "/gateways/r0",
        "/gateways/r0/revisions",
        "/gateways/r0/revisions/1",
        "/gateways/r0/diff?from=1&to=2",
        "/gateways/r0/changes?from=1&to=2",
        "/gateways/r0/drift",
        "/gateways/r0/status",
        "/gateways/r0/deployments",
        "/nodes",
        "/nodes/node-a",
        "/nodes/node-a/snippets",
        "/nodes/directory/snippets",
        "/nodes/node-a/preflight?resource=r0",
        "/openapi.json",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        assert!(!answer.text.contains("Zq7"), "{path}: {}", answer.text);
    }
    let changed = json!([{
        "at": "/chap/password",
        "label": {"en": "CHAP: Secret", "zh": "CHAP 认证：密码"},
        "before": "***",
        "after": "***changed***",
    }]);
    assert_eq!(server.get("/gateways/r0/changes?from=1&to=2").await.json(), changed);
    let drift = server.get("/gateways/r0/drift").await.text;
    assert!(drift.contains("incoming_password=***changed***"), "{drift}");
}

#[tokio::test]
async fn a_secret_is_revealed_to_operators_alone_and_that_is_noted() {
    let server = Server::start().await;
    server.save(&with_chap(SECRET)).await;
    let reveal = "/gateways/r0/revisions/1/reveal";
    for (name, role) in [("vera", Role::Viewer), ("rita", Role::Reviewer)] {
        let refused = server.person(name, role).await.post(reveal, &Value::Null).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!refused.text.contains(SECRET));
    }
    let operator = server.person("otto", Role::Operator).await;
    let revealed = operator.post(reveal, &Value::Null).await;
    assert_eq!(revealed.status, StatusCode::OK, "{}", revealed.text);
    assert_eq!(revealed.json()["gateway"]["chap"]["password"], SECRET);
    assert_eq!(revealed.json()["text"], snippet(&with_chap(SECRET)));
    let absent = operator.post("/gateways/r0/revisions/2/reveal", &Value::Null).await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    let rows = server.app.store.audit_after(0, 1000).await.expect("a log");
    let entries: Vec<Value> =
        rows.iter().map(|row| serde_json::from_str(&row.entry).expect("JSON")).collect();
    let noted: Vec<&Value> = entries.iter().filter(|entry| entry["action"] == "reveal").collect();
    assert_eq!(noted.len(), 1, "{noted:?}");
    assert_eq!((&noted[0]["account"], &noted[0]["subject"]), (&json!("otto"), &json!("r0")));
    assert_eq!(noted[0]["after"], json!({"revision": 1}));
    assert!(entries.iter().all(|entry| !entry.to_string().contains(SECRET)));
}

#[tokio::test]
async fn who_changes_another_field_keeps_the_secret() {
    let server = Server::start().await;
    server.save(&with_chap(SECRET)).await;
    let mut shown = server.get("/gateways/r0").await.json()["gateway"].clone();
    shown["port"] = json!(3261);
    assert_eq!(server.put("/gateways/r0", "\"r0-1\"", &shown).await.status, StatusCode::OK);
    let text = deployed(&server, "sds-iscsi-r0.toml").await;
    assert!(text.contains(&format!("incoming_password={SECRET} ")) && text.contains(":3261"), "{text}");
    shown["chap"]["password"] = json!("replaced-Zq7-1");
    assert_eq!(server.put("/gateways/r0", "\"r0-2\"", &shown).await.status, StatusCode::OK);
    assert!(deployed(&server, "sds-iscsi-r0.toml").await.contains("incoming_password=replaced-Zq7-1 "));
    let restored =
        server.ask("POST", "/gateways/r0/revisions/1/restore", &[("if-match", "\"r0-3\"")], "").await;
    assert_eq!(restored.status, StatusCode::OK, "{}", restored.text);
    assert!(deployed(&server, "sds-iscsi-r0.toml").await.contains(SECRET));
}

#[tokio::test]
async fn who_changes_another_line_of_a_foreign_snippet_keeps_the_secret() {
    let server = Server::start().await;
    let text = format!(
        "# by hand\n[[promoter]]\n[promoter.resources.r0]\nstart = [\n 'ocf:x:y z secret={SECRET}',\n]\n"
    );
    server.save(&foreign(&text)).await;
    let shown = server.get("/gateways/r0").await.json()["gateway"].clone();
    Foreign::read(&shown).expect("it can be looked at");
    let shown = shown["text"].as_str().expect("a text");
    assert!(shown.contains("secret=***"), "{shown}");
    let draft =
        foreign(&shown.replace("# by hand", "# by another hand").replace("z secret", "z more=1 secret"));
    assert_eq!(server.put("/gateways/r0", "\"r0-1\"", &draft).await.status, StatusCode::OK);
    assert!(deployed(&server, "mine.toml").await.contains(&format!("z more=1 secret={SECRET}")));
    let moved = foreign(&shown.replace("ocf:x:y z", "ocf:x:y other"));
    let refused = server.put("/gateways/r0", "\"r0-2\"", &moved).await;
    assert_eq!((refused.status, refused.places()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["/text".into()]));
}

#[tokio::test]
async fn a_masked_secret_is_saved_from_what_is_known_or_not_at_all() {
    let server = Server::start().await;
    let refused = server.post("/gateways", &with_chap("***")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.places(), ["/chap/password"]);
    assert_eq!(refused.json()["problems"][0]["code"], "secret-masked");
    for (file, secrets_from) in [("sds-iscsi-r0.toml", "directory"), ("theirs.toml", "node-a")] {
        let file = server.directory(secrets_from).join(file);
        fs::write(file, snippet(&with_chap(SECRET))).expect("a file");
    }
    let nobody = server.post("/gateways?secrets_from=nobody", &with_chap("***")).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let without = server.post("/gateways?secrets_from=node-b", &with_chap("***")).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    for from in ["directory", "node-a"] {
        let saved = server.post(&format!("/gateways?secrets_from={from}"), &with_chap("***")).await;
        assert_eq!(saved.status, StatusCode::CREATED, "{from}: {}", saved.text);
        let stored = server.app.store.revisions("r0").await.expect("a store").remove(0);
        assert_eq!(stored.gateway["chap"]["password"], SECRET);
        let tag = format!("\"r0-{}\"", stored.revision);
        let removed = server.delete("/gateways/r0", &tag).await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.text);
    }
    // A removed gateway comes back with the secret that it had.
    let back = server.post("/gateways", &with_chap("***")).await;
    assert_eq!(back.status, StatusCode::CREATED, "{}", back.text);
}

#[tokio::test]
async fn a_plan_is_another_one_when_a_node_has_another_secret() {
    let server = Server::start().await;
    server.save(&with_chap(SECRET)).await;
    let file = server.directory(DIRECTORY).join("sds-iscsi-r0.toml");
    let mut digests = Vec::new();
    for secret in ["one-Zq7-secret", "two-Zq7-secret"] {
        fs::write(&file, snippet(&with_chap(secret))).expect("a file");
        let plan = server.post("/gateways/r0/plan", &Value::Null).await;
        assert!(!plan.text.contains("Zq7"), "{}", plan.text);
        digests.push(plan.json()["digest"].clone());
    }
    assert_ne!(digests[0], digests[1]);
}
