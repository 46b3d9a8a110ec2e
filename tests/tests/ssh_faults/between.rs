//! Deployments that meet each other: of one gateway, of several, and of what is there already.

use std::sync::Mutex;
use std::time::Duration;

use axum::http::StatusCode;
use gateway_tests::machines::Machines;
use gateway_tests::machines::stage::Reaction;
use gateway_tests::site::change::{Change, ctl};
use gateway_tests::site::{LIMITS, PATIENCE, Site, iscsi};
use sds_gateway::node::simulated::cluster::Pace;
use serde_json::json;

#[tokio::test]
async fn of_two_deployments_of_a_gateway_the_second_is_told_to_wait() {
    let change = Change::prepared(LIMITS, PATIENCE).await;
    let server = &change.site.server;
    let order = json!({"digest": server.plan("r0").await["digest"]});
    let path = "/gateways/r0/deployments";
    let (first, second) = tokio::join!(server.post(path, &order), server.post(path, &order));
    let (first, second) =
        if first.status == StatusCode::ACCEPTED { (first, second) } else { (second, first) };
    assert_eq!(
        (first.status, second.status),
        (StatusCode::ACCEPTED, StatusCode::CONFLICT),
        "{}",
        second.text
    );
    let ended = server.end_of(first.json()["id"].as_str().expect("an id")).await;
    assert_eq!(ended["state"], "done", "{ended:#}");
    change.is_new();
}

#[tokio::test]
async fn deployments_of_different_gateways_do_not_wait_for_each_other() {
    let pace = Pace { stop: Duration::from_millis(400), ..Pace::INSTANT };
    let site = Site::at(&["node-a", "node-b"], pace).await;
    for port in [3260, 3261] {
        let (one, other) = (iscsi("r0", 100, port), iscsi("r1", 101, port));
        tokio::join!(site.deployed(&one), site.deployed(&other));
    }
    for resource in ["r0", "r1"] {
        assert!(site.running(resource).iter().any(|entry| entry.contains("3261")));
        assert_eq!(site.status(resource).await["state"], "active");
    }
    assert!(site.files().values().all(|files| files.len() == 2), "{:?}", site.files());
}

#[tokio::test]
async fn the_same_deployment_again_does_nothing() {
    let change = Change::prepared(LIMITS, PATIENCE).await;
    change.can_be_brought_about().await;
    let plan = change.site.server.plan("r0").await;
    let nodes = plan["plan"]["nodes"].as_array().expect("nodes");
    assert!(nodes.iter().all(|node| node["action"] == "nothing"), "{nodes:?}");
    change.site.machines.forget_calls();
    change.can_be_brought_about().await;
    let changes = ["disable", "enable", "stop", "start", "reload", "mask", "evict"];
    let calls = change.site.machines.calls();
    assert!(
        !calls.iter().any(|call| call.argv.iter().any(|word| changes.contains(&word.as_str()))),
        "{calls:?}"
    );
}

#[tokio::test]
async fn nothing_is_put_or_started_before_a_slow_stop_has_ended_everywhere() {
    let pace = Pace { stop: Duration::from_millis(1200), ..Pace::INSTANT };
    let site = Site::with(Machines::start_at(&["node-a", "node-b"], pace), LIMITS, PATIENCE).await;
    let old = site.deployed(&iscsi("r0", 100, 3260)).await;
    site.server.save(&iscsi("r0", 100, 3261)).await;
    let seen: &'static Mutex<Vec<String>> = Box::leak(Box::default());
    let machines = std::sync::Arc::clone(&site.machines);
    site.machines.hook(move |call| {
        let is_running = machines.running("r0").is_some();
        let has_new = machines.nodes().iter().any(|node| node.files().values().any(|text| *text != old));
        if is_running && has_new {
            seen.lock().expect("a list").push(call.line());
        }
        Reaction::Continue
    });
    let enabled = |call: &gateway_tests::machines::wire::Call| ctl("enable")(call);
    let deployment = site.server.deploy("r0").await;
    site.machines.unhook();
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    let first = site.machines.calls().into_iter().filter(|call| enabled(call)).count();
    assert_eq!(first, 4, "once for each content and node");
    let seen = seen.lock().expect("a list");
    let before_enabling = seen.iter().take_while(|line| !line.contains("enable")).cloned();
    let mixed: Vec<String> = before_enabling.filter(|line| line.contains("disable")).collect();
    assert_eq!(mixed, Vec::<String>::new());
}
