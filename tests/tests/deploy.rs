//! Deployments: every node has what was planned, or what it had.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use gateway::api::deployments::{OnFailure, StepState};
use gateway::gateway::Kind;
use gateway::names::Choice;
use gateway_tests::nodes::{Fault, Faulty};
use gateway_tests::server::{DIRECTORY, Server, iscsi};
use sds_gateway::node::Node;
use sds_gateway::node::directory::DirectoryNode;
use serde_json::{Value, json};
use tempfile::TempDir;

const FILE: &str = "sds-iscsi-r0.toml";

/// The example, changed so that the daemon sees another content.
fn changed() -> Value {
    let mut draft = iscsi();
    draft["port"] = json!(3261);
    draft
}

/// Names in a directory, sorted.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory").flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The steps of a kind: node and state.
fn steps(deployment: &Value, action: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let steps = deployment["steps"].as_array().expect("steps").iter();
    let steps = steps.filter(|step| step["action"] == action);
    steps.map(|step| (text(&step["node"]), text(&step["state"]))).collect()
}

fn result<'a>(deployment: &'a Value, node: &str) -> &'a Value {
    let results = deployment["results"].as_array().expect("results");
    results.iter().find(|result| result["node"] == node).expect("a result")
}

#[tokio::test]
async fn a_new_gateway_is_active_on_one_node_and_on_every_disk_byte_for_byte() {
    let server = Server::start().await;
    let text = server.save(&iscsi()).await["text"].as_str().expect("a text").to_owned();
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    for node in ["node-a", "node-b", "node-c", DIRECTORY] {
        let directory = server.directory(node);
        assert_eq!(names(&directory), [FILE], "nothing is left over");
        assert_eq!(fs::read_to_string(directory.join(FILE)).expect("a file"), text);
        let mode = fs::metadata(directory.join(FILE)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(result(&deployment, node)["ok"], true);
    }
    let status = server.get("/gateways/r0/status").await.json();
    assert_eq!(status["state"], "active");
    let active = status["nodes"].as_array().expect("nodes").iter().filter(|node| node["state"] == "active");
    assert_eq!(active.count(), 1, "one primary at most");
    assert!(steps(&deployment, "stop").is_empty(), "nothing ran");
}

#[tokio::test]
async fn all_examples_run_side_by_side() {
    let server = Server::start().await;
    let mut texts = Vec::new();
    for kind in Kind::ALL {
        let saved = server.save(&kind.example()).await;
        let resource = saved["resource"].as_str().expect("a resource");
        let deployment = server.deploy(resource).await;
        assert_eq!(deployment["state"], "done", "{deployment}");
        texts.push((saved["file"].clone(), saved["text"].clone()));
    }
    let gateways = server.get("/gateways").await.json();
    for row in gateways.as_array().expect("a list") {
        assert_eq!((&row["status"]["state"], &row["status"]["simulated"]), (&json!("active"), &json!(true)));
    }
    let directory = server.directory(DIRECTORY);
    for (file, text) in &texts {
        let found = fs::read_to_string(directory.join(file.as_str().expect("a name"))).expect("a file");
        assert_eq!(json!(found), *text);
    }
    assert_eq!(names(&directory).len(), 3);
}

#[tokio::test]
async fn a_change_stops_the_gateway_on_all_nodes_and_starts_it_with_the_new_values() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    server.save(&changed()).await;
    assert_ne!(server.plan("r0").await["plan"]["interrupts"], Value::Null);
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    let stopped: Vec<String> = steps(&deployment, "stop").into_iter().map(|(node, _)| node).collect();
    assert_eq!(stopped, ["node-a", "node-b", "node-c"]);
    let running = server.cluster.running("r0").expect("it runs");
    assert!(running.entries.iter().any(|entry| entry.contains("3261")));
    assert!(!running.entries.iter().any(|entry| entry.contains("3260")), "{running:?}");
}

#[tokio::test]
async fn services_that_an_earlier_file_left_behind_are_stopped_first() {
    let server = Server::start().await;
    let leaving = |mut draft: Value| {
        draft["promoter"] = json!({"stop-services-on-exit": false});
        draft
    };
    server.save(&leaving(iscsi())).await;
    server.deploy("r0").await;
    for node in server.app.nodes.all() {
        node.remove(&"sds-iscsi-r0".parse().expect("a name")).await.expect("removed by hand");
    }
    assert!(server.cluster.running("r0").is_some(), "the services run on, unmanaged");
    server.save(&leaving(changed())).await;
    assert_ne!(server.plan("r0").await["plan"]["interrupts"], Value::Null);
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    let running = server.cluster.running("r0").expect("it runs");
    assert!(!running.entries.iter().any(|entry| entry.contains("3260")), "{running:?}");
}

#[tokio::test]
async fn a_change_of_comments_interrupts_nothing() {
    let server = Server::start().await;
    let text = server.save(&iscsi()).await["text"].as_str().expect("a text").to_owned();
    server.deploy("r0").await;
    for node in ["node-a", "node-b", "node-c", DIRECTORY] {
        fs::write(server.directory(node).join(FILE), format!("# by hand\n{text}")).expect("a file");
    }
    let plan = server.plan("r0").await;
    assert_eq!(plan["plan"]["interrupts"], Value::Null);
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    assert!(steps(&deployment, "stop").is_empty() && steps(&deployment, "enable").is_empty());
    assert_eq!(fs::read_to_string(server.directory("node-b").join(FILE)).expect("a file"), text);
    assert_eq!(names(&server.directory("node-b")), [FILE]);
}

#[tokio::test]
async fn a_removal_stops_the_gateway_and_leaves_no_file() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    server.delete("/gateways/r0", "\"r0-1\"").await;
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    for node in ["node-a", "node-b", "node-c", DIRECTORY] {
        assert!(names(&server.directory(node)).is_empty());
    }
    assert_eq!(server.cluster.running("r0"), None);
}

#[tokio::test]
async fn a_plan_that_is_not_the_one_confirmed_is_refused() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let digest = server.plan("r0").await["digest"].clone();
    assert_eq!(digest, server.plan("r0").await["digest"], "the same plan, the same digest");
    server.save(&changed()).await;
    let answer = server.post("/gateways/r0/deployments", &json!({"digest": digest})).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    assert!(names(&server.directory("node-a")).is_empty());
    assert_eq!(server.get("/gateways/r0/deployments").await.json(), json!([]));
}

#[tokio::test]
async fn a_node_that_does_not_answer_blocks_the_plan() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    fs::remove_dir(server.directory(DIRECTORY)).expect("an empty directory");
    // `directory` makes it; a file in its place keeps it away.
    let path = server.directory("node-a").with_file_name(DIRECTORY);
    fs::remove_dir(&path).or_else(|_| fs::remove_file(&path)).ok();
    fs::write(&path, "in the way").expect("a file");
    let plan = server.plan("r0").await;
    let order = json!({"digest": plan["digest"]});
    let answer = server.post("/gateways/r0/deployments", &order).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.places(), [DIRECTORY]);
    let nodes = server.get("/nodes").await.json();
    assert!(nodes[0]["error"]["en"].as_str().is_some_and(|error| error.contains("cannot read")), "{nodes}");
}

#[tokio::test]
async fn a_node_that_is_not_ready_stops_the_deployment_with_nothing_changed() {
    let (server, _node, _home) = with_faulty(Fault::Preflight).await;
    server.save(&iscsi()).await;
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "rolled_back", "{deployment}");
    assert!(steps(&deployment, "put").iter().all(|(_, state)| state == "skipped"));
    assert!(names(&server.directory("node-a")).is_empty());
    assert_eq!(result(&deployment, "node-a")["detail"]["en"], "nothing was changed");
    let path = format!("/deployments/{}/rollback", deployment["id"].as_str().expect("an id"));
    assert_eq!(server.post(&path, &Value::Null).await.status, StatusCode::CONFLICT, "nothing to take back");
}

#[tokio::test]
async fn when_a_node_fails_every_node_gets_back_what_it_had() {
    for fault in [Fault::Put, Fault::Enable] {
        let (server, node, home) = with_faulty(fault).await;
        node.mend();
        let text = server.save(&iscsi()).await["text"].clone();
        assert_eq!(server.deploy("r0").await["state"], "done");
        let (server, _node, _home) = with_faulty_over(&server, fault, home).await;
        server.save(&changed()).await;
        let deployment = server.deploy("r0").await;
        assert_eq!(deployment["state"], "rolled_back", "{fault:?}: {deployment}");
        assert_eq!(result(&deployment, "faulty")["ok"], false);
        for name in ["node-a", "node-b", "node-c", DIRECTORY] {
            let found = fs::read_to_string(server.directory(name).join(FILE)).expect("a file");
            assert_eq!(json!(found), text, "{name}");
            assert_eq!(names(&server.directory(name)), [FILE]);
            assert_eq!(result(&deployment, name)["detail"]["en"], "has what it had before");
        }
        let running = server.cluster.running("r0").expect("it runs again");
        assert!(running.entries.iter().any(|entry| entry.contains("3260")), "{running:?}");
    }
}

#[tokio::test]
async fn the_others_go_on_where_that_was_chosen() {
    let (server, _node, _home) = with_faulty(Fault::Put).await;
    server.save(&iscsi()).await;
    let deployment = server.deploy_with("r0", "go_on").await;
    assert_eq!(deployment["state"], "partial", "{deployment}");
    assert_eq!(result(&deployment, "faulty")["ok"], false);
    assert_eq!(result(&deployment, "node-a")["ok"], true);
    assert!(server.cluster.running("r0").is_some());
}

#[tokio::test]
async fn a_deployment_can_be_taken_back_by_another() {
    let server = Server::start().await;
    let text = server.save(&iscsi()).await["text"].clone();
    server.deploy("r0").await;
    server.save(&changed()).await;
    let second = server.deploy("r0").await;
    let path = format!("/deployments/{}/rollback", second["id"].as_str().expect("an id"));
    let begun = server.post(&path, &Value::Null).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
    let third = server.end_of(begun.json()["id"].as_str().expect("an id")).await;
    assert_eq!((&third["state"], &third["revision"]), (&json!("done"), &json!(1)));
    for node in ["node-a", DIRECTORY] {
        let found = fs::read_to_string(server.directory(node).join(FILE)).expect("a file");
        assert_eq!(json!(found), text);
    }
    let list = server.get("/gateways/r0/deployments").await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert_eq!(list[0]["id"], third["id"], "newest first");
}

#[tokio::test]
async fn a_deployment_that_a_crash_cut_short_is_carried_on() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    server.save(&changed()).await;
    let id = server.deploy("r0").await["id"].as_str().expect("an id").to_owned();
    let done = server.app.store.deployment(&id).await.expect("a store").expect("a deployment");

    // For every point at which the server may have been killed: the steps before are done, one is under way.
    for cut in 0..done.deployment.steps.len() {
        let mut record = done.clone();
        record.deployment.state = gateway::api::deployments::DeploymentState::Running;
        record.deployment.ended_at = None;
        record.deployment.results = Vec::new();
        for (index, step) in record.deployment.steps.iter_mut().enumerate() {
            step.state = match index {
                _ if index < cut => StepState::Done,
                _ if index == cut => StepState::Running,
                _ => StepState::Waiting,
            };
        }
        server.app.store.keep_deployment(&record).await.expect("a store");
        let again = server.start_again().await.signed_in().await;
        again.app.deployments.resume().await.expect("a store");
        let ended = again.end_of(&id).await;
        assert_eq!(ended["state"], "done", "cut at step {cut}: {ended}");
        assert!(again.app.store.running_deployments().await.expect("a store").is_empty());
    }
}

#[tokio::test]
async fn a_gateway_has_one_deployment_at_a_time() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let id = server.deploy("r0").await["id"].as_str().expect("an id").to_owned();
    let mut record = server.app.store.deployment(&id).await.expect("a store").expect("a deployment");
    record.deployment.state = gateway::api::deployments::DeploymentState::Running;
    server.app.store.keep_deployment(&record).await.expect("a store");
    let digest = server.plan("r0").await["digest"].clone();
    let answer = server.post("/gateways/r0/deployments", &json!({"digest": digest})).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("busy"), "{}", answer.text);
    assert_eq!(record.deployment.on_failure, OnFailure::RollBack, "the default");
}

#[tokio::test]
async fn a_link_that_leads_out_of_the_directory_is_neither_read_nor_written() {
    let home = TempDir::new().expect("a directory");
    let (inside, secret) = (home.path().join("snippets"), home.path().join("secret"));
    fs::create_dir(&inside).expect("a directory");
    fs::write(&secret, "keep out").expect("a file");
    symlink(&secret, inside.join(FILE)).expect("a link");
    let node = DirectoryNode::new("node", &inside);
    let error = node.survey().await.expect_err("a link that leads out").to_string();
    assert!(error.contains("leads out") && !error.contains("keep out"), "{error}");
    let name = "sds-iscsi-r0".parse().expect("a name");
    node.put_enabled(&name, "new", &[]).await.expect_err("somebody else has put the link there");
    assert_eq!(fs::read_to_string(&secret).expect("a file"), "keep out");
    for name in ["", "..", ".hidden", "a/b", "../secret", "a\0b"] {
        assert!(name.parse::<sds_gateway::node::SnippetName>().is_err(), "{name:?}");
    }
}

/// A server with one more node that refuses something.
async fn with_faulty(fault: Fault) -> (Server, Arc<Faulty>, TempDir) {
    let home = TempDir::new().expect("a directory");
    let node = Arc::new(Faulty::new(DirectoryNode::new("faulty", home.path()), fault));
    let shared: Arc<dyn Node> = Arc::clone(&node) as Arc<dyn Node>;
    (Server::start_with(vec![shared]).await, node, home)
}

/// Another server over the same data, with the node refusing again.
async fn with_faulty_over(server: &Server, fault: Fault, home: TempDir) -> (Server, Arc<Faulty>, TempDir) {
    let node = Arc::new(Faulty::new(DirectoryNode::new("faulty", home.path()), fault));
    let shared: Arc<dyn Node> = Arc::clone(&node) as Arc<dyn Node>;
    (server.start_again_with(vec![shared]).await.signed_in().await, node, home)
}
