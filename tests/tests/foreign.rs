//! A foreign snippet is a gateway like all others: saved, versioned, deployed and removed, and never rewritten.

use std::fs;

use axum::http::StatusCode;
use gateway::foreign::Foreign;
use gateway_tests::server::Server;
use serde_json::{Value, json};

const TEXT: &str = "# by hand; keep\n[[promoter]]\n[promoter.resources.r9]\n  start = [ \"ocf:heartbeat:IPaddr2 ip ip=192.168.1.100 \
cidr_netmask=24\",  'my.service' ]  # odd\n";

const JSON: (&str, &str) = ("content-type", "application/json");

fn draft(file: &str, text: &str) -> Value {
    json!({"kind": "foreign", "resource": "r9", "file": file, "text": text})
}

fn codes(draft: &Value) -> Vec<String> {
    let problems = Foreign::read(draft).expect_err("it is refused");
    problems.iter().map(|problem| problem.code.to_string()).collect()
}

#[test]
fn a_foreign_snippet_is_one_file_with_one_resource_that_the_daemon_loads() {
    let foreign = Foreign::read(&draft("mine.toml", TEXT)).expect("a snippet");
    assert_eq!((foreign.resource().as_str(), foreign.snippet_name(), foreign.text()), ("r9", "mine", TEXT));
    assert_eq!(foreign.values("IPaddr2", "ip"), ["192.168.1.100"]);
    for name in [
        "",
        "mine",
        ".mine.toml",
        "../mine.toml",
        "a/b.toml",
        "a b.toml",
        "mine.toml.disabled",
        "-x.toml",
        ".toml",
    ] {
        assert_eq!(codes(&draft(name, TEXT)), ["file"], "{name}");
    }
    let two = format!("{TEXT}[promoter.resources.r8]\n");
    assert_eq!(codes(&draft("a.toml", &two)), ["one-resource"]);
    assert_eq!(codes(&draft("a.toml", "")), ["one-resource"]);
    assert_eq!(codes(&draft("a.toml", &TEXT.replace("[[promoter]]", "[promoter]"))), ["header"]);
    assert_eq!(codes(&draft("a.toml", &TEXT.replace(".r9", ".\"r 9\""))), ["resource-name"]);
    assert_eq!(codes(&json!({"kind": "foreign", "text": TEXT})), ["type"]);
}

#[tokio::test]
async fn a_foreign_snippet_is_saved_versioned_deployed_and_never_rewritten() {
    let server = Server::start().await;
    let saved = server.save(&draft("mine.toml", TEXT)).await;
    assert_eq!(
        (&saved["resource"], &saved["file"], &saved["text"]),
        (&json!("r9"), &json!("mine.toml"), &json!(TEXT))
    );
    let row = server.get("/gateways").await.json()[0].clone();
    assert_eq!((&row["kind"], &row["service_ips"]), (&Value::Null, &json!(["192.168.1.100"])));

    let node = server.post("/nodes", &json!({"name": "node-x"})).await.json();
    let deployment = server.deploy("r9").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    let file = std::path::Path::new(node["directory"].as_str().expect("a directory")).join("mine.toml");
    assert_eq!(fs::read_to_string(file).expect("a file"), TEXT);

    let changed = TEXT.replace("# odd", "# odder");
    let answer = server
        .ask(
            "PUT",
            "/gateways/r9",
            &[("if-match", "\"r9-1\""), JSON],
            draft("mine.toml", &changed).to_string(),
        )
        .await;
    assert_eq!((answer.status, &answer.json()["text"]), (StatusCode::OK, &json!(changed)));
    let renamed = server
        .ask("PUT", "/gateways/r9", &[("if-match", "\"r9-2\""), JSON], draft("other.toml", TEXT).to_string())
        .await;
    assert_eq!(renamed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", renamed.text);
    let revisions = server.get("/gateways/r9/revisions").await.json();
    assert_eq!(revisions.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_a_foreign_snippet_has_no_gateway_can_have() {
    let server = Server::start().await;
    server.save(&draft("sds-iscsi-r0.toml", TEXT)).await;
    let answer = server.post("/gateways", &gateway::gateway::Kind::Iscsi.example()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problems = answer.json()["problems"].clone();
    let codes: Vec<&str> = problems
        .as_array()
        .expect("problems")
        .iter()
        .filter_map(|problem| problem["code"].as_str())
        .collect();
    assert_eq!(codes, ["service-ip-taken", "file-taken"], "{problems}");
}
