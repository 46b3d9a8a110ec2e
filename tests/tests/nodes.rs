//! Nodes that are added to a running server: they get files as all others do, and no request names a path.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::{StatusCode, header};
use gateway::api::deployments::DeploymentState;
use gateway_tests::server::{Answer, DIRECTORY, Server, iscsi};
use sds_gateway::node::Node;
use sds_gateway::node::directory::DirectoryNode;
use serde_json::{Value, json};

const FILE: &str = "sds-iscsi-r0.toml";

async fn add(server: &Server, draft: &Value) -> PathBuf {
    let answer = server.post("/nodes", draft).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    directory_of(&answer.json())
}

fn directory_of(row: &Value) -> PathBuf {
    row["directory"].as_str().expect("a directory").into()
}

async fn change(server: &Server, name: &str, draft: &Value) -> Answer {
    let headers = [("content-type", "application/json")];
    server.ask("PUT", &format!("/nodes/{name}"), &headers, draft.to_string()).await
}

async fn forget(server: &Server, name: &str) -> Answer {
    server.ask("DELETE", &format!("/nodes/{name}"), &[], "").await
}

async fn names(server: &Server) -> Vec<String> {
    let nodes = server.get("/nodes").await.json();
    let nodes = nodes.as_array().expect("a list").iter();
    nodes.map(|node| node["name"].as_str().unwrap_or_default().to_owned()).collect()
}

fn assert_refused(answer: &Answer, status: StatusCode, name: &str) {
    let body = answer.json();
    assert_eq!(answer.status, status, "{body}");
    assert_eq!(body["type"], format!("/help/errors#{name}"));
    assert!(body["detail"] != body["detail_zh"] && body["detail_zh"].is_string(), "{body}");
}

/// Deploys the example and leaves its deployment as if it were still under way; gives its id.
async fn leave_running(server: &Server) -> String {
    server.save(&iscsi()).await;
    let id = server.deploy("r0").await["id"].as_str().expect("an id").to_owned();
    let mut record = server.app.store.deployment(&id).await.expect("a store").expect("a deployment");
    record.deployment.state = DeploymentState::Running;
    record.deployment.ended_at = None;
    server.app.store.keep_deployment(&record).await.expect("a store");
    id
}

#[tokio::test]
async fn an_added_node_gets_the_file_byte_for_byte_and_keeps_it_when_it_is_forgotten() {
    let server = Server::start().await;
    let text = server.save(&iscsi()).await["text"].as_str().expect("a text").to_owned();
    let answer = server.post("/nodes", &json!({"name": "rack.example-1"})).await;
    assert_eq!(answer.header(header::LOCATION), "/api/v1/nodes/rack.example-1");
    let row = answer.json();
    assert_eq!((&row["reach"], &row["folder"]), (&json!("directory"), &json!("rack.example-1")));
    assert_eq!(row, server.get("/nodes/rack.example-1").await.json());
    let directory = directory_of(&row);
    for private in [directory.as_path(), directory.parent().expect("the folder of all")] {
        let mode = fs::metadata(private).expect("a directory").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", private.display());
    }

    let plan = server.plan("r0").await;
    let planned = plan["plan"]["nodes"].as_array().expect("nodes").iter();
    let planned: Vec<&Value> = planned.filter(|node| node["node"] == "rack.example-1").collect();
    assert_eq!((planned.len(), &planned[0]["action"]), (1, &json!("create")));
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    assert_eq!(fs::read_to_string(directory.join(FILE)).expect("a file"), text);

    let forgotten = forget(&server, "rack.example-1").await;
    assert_eq!((forgotten.status, directory_of(&forgotten.json())), (StatusCode::OK, directory.clone()));
    assert_eq!(fs::read_to_string(directory.join(FILE)).expect("a file"), text, "its files stay");
    assert_eq!(server.get("/nodes/rack.example-1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(forget(&server, "rack.example-1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get("/gateways/r0/status").await.json()["nodes"].as_array().map(Vec::len), Some(4));

    assert_eq!(add(&server, &json!({"name": "rack.example-1"})).await, directory);
    let snippets = server.get("/nodes/rack.example-1/snippets").await.json();
    assert_eq!(snippets[0]["text"], text, "who comes back finds them");
}

#[tokio::test]
async fn what_is_wrong_with_a_node_is_told_at_once_with_its_places() {
    let server = Server::start().await;
    let long = "x".repeat(65);
    let cases = [
        (json!({}), vec![("/name", "required")]),
        (json!(null), vec![("/name", "required")]),
        (json!({"name": ""}), vec![("/name", "required")]),
        (json!({"name": "no name"}), vec![("/name", "node-name")]),
        (json!({"name": ".."}), vec![("/name", "node-name")]),
        (json!({"name": "a/b"}), vec![("/name", "node-name")]),
        (json!({"name": ["a"]}), vec![("/name", "type")]),
        (json!({"name": long}), vec![("/name", "node-name")]),
        (json!({"name": "ok", "folder": ".."}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": "."}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": "a/b"}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": "/etc"}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": "a\u{0}b"}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": "-rf"}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": ".hidden"}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "folder": long}), vec![("/folder", "folder-name")]),
        (json!({"name": "ok", "directory": "/etc"}), vec![("/directory", "unknown-field")]),
        (
            json!({"name": "a b", "folder": "../x", "path": "/", "fodler": 1}),
            vec![
                ("/fodler", "unknown-field"),
                ("/folder", "folder-name"),
                ("/name", "node-name"),
                ("/path", "unknown-field"),
            ],
        ),
        (json!([]), vec![("", "type")]),
    ];
    for (draft, expected) in cases {
        let answer = server.post("/nodes", &draft).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{draft}: {}", answer.text);
        let body = answer.json();
        let mut found = BTreeMap::new();
        for problem in body["problems"].as_array().expect("problems") {
            found.insert(problem["at"].as_str().expect("a place"), problem["code"].as_str().expect("a code"));
            let message = &problem["message"];
            assert!(message["en"].is_string() && message["en"] != message["zh"], "{problem}");
        }
        assert_eq!(found, expected.into_iter().collect(), "{draft}");
    }
    assert_eq!(names(&server).await, [DIRECTORY, "node-a", "node-b", "node-c"]);
}

#[tokio::test]
async fn a_name_and_a_folder_belong_to_one_node() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one", "folder": "shelf"})).await;
    assert!(directory.ends_with("data/nodes/shelf"), "{}", directory.display());
    for name in ["one", "node-a"] {
        let answer = server.post("/nodes", &json!({"name": name, "folder": "other"})).await;
        assert_refused(&answer, StatusCode::CONFLICT, "node-exists");
    }
    assert!(!directory.with_file_name("other").exists());
    let answer = server.post("/nodes", &json!({"name": "two", "folder": "shelf"})).await;
    assert_refused(&answer, StatusCode::CONFLICT, "folder-taken");
    add(&server, &json!({"name": "two"})).await;
    let answer = change(&server, "two", &json!({"name": "two", "folder": "shelf"})).await;
    assert_refused(&answer, StatusCode::CONFLICT, "folder-taken");
    let draft = json!({"name": "three"});
    let (first, second) = tokio::join!(server.post("/nodes", &draft), server.post("/nodes", &draft));
    let mut codes = [first.status.as_u16(), second.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409]);
}

#[tokio::test]
async fn another_folder_is_made_and_the_files_of_the_first_stay() {
    let server = Server::start().await;
    let old = add(&server, &json!({"name": "one"})).await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    let answer = change(&server, "one", &json!({"name": "one", "folder": "new"})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let row = answer.json();
    assert_eq!((&row["folder"], &row["snippets"]), (&json!("new"), &json!([])));
    assert!(directory_of(&row).is_dir() && old.join(FILE).is_file());
    server.deploy("r0").await;
    assert!(directory_of(&row).join(FILE).is_file(), "deployments go there now");
    assert_eq!(
        change(&server, "one", &json!({"name": "one", "folder": "new"})).await.json()["folder"],
        "new"
    );
    let back = change(&server, "one", &json!({"name": "one"})).await.json();
    assert_eq!(directory_of(&back), old, "left out, it is called like the node");

    let renamed = change(&server, "one", &json!({"name": "two"})).await;
    assert_eq!((renamed.status.as_u16(), renamed.places()), (422, vec!["/name".to_owned()]));
    assert_eq!(change(&server, "no-such", &json!({"name": "no-such"})).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nodes_that_the_server_was_started_with_are_changed_elsewhere() {
    let server = Server::start().await;
    for name in [DIRECTORY, "node-a"] {
        assert_eq!(server.get(&format!("/nodes/{name}")).await.json().get("folder"), None);
        assert_refused(&forget(&server, name).await, StatusCode::CONFLICT, "node-fixed");
        let answer = change(&server, name, &json!({"name": name, "folder": "mine"})).await;
        assert_refused(&answer, StatusCode::CONFLICT, "node-fixed");
    }
    assert_eq!(names(&server).await.len(), 4);
}

#[tokio::test]
async fn added_nodes_outlive_the_server() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one", "folder": "shelf"})).await;
    add(&server, &json!({"name": "two"})).await;
    forget(&server, "two").await;
    let again = server.start_again().await.signed_in().await;
    assert_eq!(names(&again).await, [DIRECTORY, "node-a", "node-b", "node-c", "one"]);
    assert_eq!(directory_of(&again.get("/nodes/one").await.json()), directory);
}

#[tokio::test]
async fn a_node_to_which_something_is_deployed_neither_changes_nor_goes() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one"})).await;
    let id = leave_running(&server).await;
    assert_refused(&forget(&server, "one").await, StatusCode::CONFLICT, "busy");
    let answer = change(&server, "one", &json!({"name": "one", "folder": "new"})).await;
    assert_refused(&answer, StatusCode::CONFLICT, "busy");
    add(&server, &json!({"name": "late"})).await;
    assert_eq!(forget(&server, "late").await.status, StatusCode::OK, "the deployment does not know it");

    let again = server.start_again().await.signed_in().await;
    fs::remove_file(directory.join(FILE)).expect("a file");
    let mut record = again.app.store.deployment(&id).await.expect("a store").expect("a deployment");
    for step in &mut record.deployment.steps {
        step.state = gateway::api::deployments::StepState::Waiting;
    }
    again.app.store.keep_deployment(&record).await.expect("a store");
    again.app.deployments.resume().await.expect("a store");
    assert_eq!(again.end_of(&id).await["state"], "done");
    assert!(directory.join(FILE).is_file(), "an added node is found again after a crash");
    assert_eq!(forget(&again, "one").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_taken_back_says_nothing_of_a_node_that_was_forgotten() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one"})).await;
    server.save(&iscsi()).await;
    let id = server.deploy("r0").await["id"].as_str().expect("an id").to_owned();
    forget(&server, "one").await;
    let begun = server.post(&format!("/deployments/{id}/rollback"), &Value::Null).await.json();
    let ended = server.end_of(begun["id"].as_str().expect("an id")).await;
    assert_eq!(ended["state"], "done", "{ended}");
    let results = ended["results"].as_array().expect("results").iter();
    let nodes: Vec<&str> = results.filter_map(|result| result["node"].as_str()).collect();
    assert_eq!(nodes, [DIRECTORY, "node-a", "node-b", "node-c"]);
    assert!(directory.join(FILE).is_file());
}

#[tokio::test]
async fn a_node_of_the_settings_hides_an_added_one_of_its_name() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one"})).await;
    let elsewhere = server.directory("elsewhere");
    let settings: Arc<dyn Node> = Arc::new(DirectoryNode::new("one", &elsewhere));
    let again = server.start_again_with(vec![settings]).await.signed_in().await;
    assert_eq!(directory_of(&again.get("/nodes/one").await.json()), elsewhere);
    assert_refused(&forget(&again, "one").await, StatusCode::CONFLICT, "node-fixed");
    let answer = again.post("/nodes", &json!({"name": "two", "folder": "one"})).await;
    assert_refused(&answer, StatusCode::CONFLICT, "folder-taken");
    let without = server.start_again().await.signed_in().await;
    assert_eq!(directory_of(&without.get("/nodes/one").await.json()), directory);
}

/// The findings of a node: which check, and whether it is as it should be.
async fn preflight(server: &Server, node: &str) -> Vec<(String, bool)> {
    let checks = server.get(&format!("/nodes/{node}/preflight")).await.json();
    let checks = checks.as_array().expect("a list").iter();
    let mut found = Vec::new();
    for check in checks {
        assert!(check["detail"]["en"] != check["detail"]["zh"], "{check}");
        let name = check["check"].as_str().expect("a check").to_owned();
        found.push((name, check["severity"].is_null()));
    }
    found
}

#[tokio::test]
async fn preflight_finds_what_would_keep_a_deployment_away() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one"})).await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    let with = |bad: &[&str]| -> Vec<(String, bool)> {
        let all = ["directory", "snippets", "leftovers", "twice"];
        all.iter().map(|check| ((*check).to_owned(), !bad.contains(check))).collect()
    };
    for node in ["one", "node-a", DIRECTORY] {
        assert_eq!(preflight(&server, node).await, with(&[]), "{node}");
    }
    let entries = fs::read_dir(&directory).expect("a directory").count();
    assert_eq!(entries, 1, "and leaves nothing behind");

    let twin = "[[promoter]]\n[promoter.resources.r9]\nstart = [\"a.service\", \"a.service\"]\n";
    let cases: [(&str, &[u8], &str); 6] = [
        ("a.toml", b"[promoter]\n", "snippets"),
        ("a.toml", twin.as_bytes(), "snippets"),
        ("a.toml", b"# \xff\n", "snippets"),
        ("a.sds-unfinished", b"", "leftovers"),
        ("sds-iscsi-r0.toml.disabled", b"", "twice"),
        ("a.toml.disabled", b"not TOML", ""),
    ];
    for (file, content, bad) in cases {
        fs::write(directory.join(file), content).expect("a file");
        assert_eq!(preflight(&server, "one").await, with(&[bad]), "{file} of {content:?}");
        fs::remove_file(directory.join(file)).expect("a file");
    }
    fs::write(directory.join("a.toml"), "[promoter]\n").expect("a file");
    let checks = server.get("/nodes/one/preflight").await.json();
    let problem = &checks[1]["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&json!("a.toml"), &json!(1)), "{checks}");

    fs::remove_dir_all(&directory).expect("a directory");
    assert_eq!(preflight(&server, "one").await, with(&["directory", "snippets", "leftovers", "twice"]));
    change(&server, "one", &json!({"name": "one"})).await;
    assert_eq!(preflight(&server, "one").await, with(&[]), "saving the node makes its folder again");
    assert_eq!(server.get("/nodes/no-such/preflight").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_adds_no_node() {
    let server = Server::start().await;
    let directory = add(&server, &json!({"name": "one"})).await;
    fs::write(directory.with_file_name("two"), "in the way").expect("a file");
    let answer = server.post("/nodes", &json!({"name": "two"})).await;
    assert_refused(&answer, StatusCode::INTERNAL_SERVER_ERROR, "internal");
    assert!(!answer.text.contains("data"), "paths are for the log: {}", answer.text);
    assert_eq!(server.get("/nodes/two").await.status, StatusCode::NOT_FOUND);
}
