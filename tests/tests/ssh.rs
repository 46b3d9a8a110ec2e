//! Gateways on nodes that are reached over real SSH: deployed, changed, removed, started, stopped and sent away.

use std::collections::BTreeMap;

use gateway::gateway::Kind;
use gateway::names::Choice;
use gateway_tests::site::{Site, draft, iscsi, of_node, steps};
use serde_json::{Value, json};

#[tokio::test]
async fn all_examples_are_active_with_every_unit_and_on_every_disk_byte_for_byte() {
    let site = Site::start().await;
    let mut wanted = BTreeMap::new();
    for kind in Kind::ALL {
        let saved = site.server.save(&draft(*kind)).await;
        let resource = saved["resource"].as_str().expect("a resource");
        let deployment = site.server.deploy(resource).await;
        assert_eq!(deployment["state"], "done", "{deployment:#}");
        let text = |key: &str| saved[key].as_str().expect("a text").to_owned();
        wanted.insert(text("file"), text("text"));
        let status = site.server.get(&format!("/gateways/{resource}/status")).await.json();
        assert_eq!(status["state"], "active", "{status:#}");
        let nodes = status["nodes"].as_array().expect("nodes");
        let active: Vec<&Value> = nodes.iter().filter(|node| node["state"] == "active").collect();
        assert_eq!(active.len(), 1, "one primary: {status:#}");
        assert_eq!(active[0]["node"], status["primary_on"]);
        let units = active[0]["units"].as_array().expect("units");
        let runs = site.running(resource).len();
        assert!(runs > 4);
        assert_eq!(units.len(), runs + 1, "the promote unit and one per start entry");
        assert!(units.iter().all(|unit| unit["state"] == "active"), "{units:?}");
        assert_eq!(active[0]["drbd"]["role"], "Primary");
        let passive = nodes.iter().find(|node| node["state"] != "active").expect("a peer");
        assert_eq!((&passive["state"], &passive["snippet"]), (&json!("inactive"), &json!("enabled")));
        assert_eq!(passive["drbd"]["role"], "Secondary");
    }
    for (node, files) in site.files() {
        assert_eq!(files, wanted, "{node}");
    }
}

const FILE: &str = "sds-iscsi-r0.toml";

#[tokio::test]
async fn a_change_of_content_stops_the_gateway_everywhere_and_starts_it_with_the_new_values() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    assert!(site.running("r0").iter().any(|entry| entry.contains("3260")));
    let saved = site.server.save(&iscsi("r0", 100, 3261)).await;
    assert_ne!(site.server.plan("r0").await["plan"]["interrupts"], Value::Null);
    site.machines.forget_calls();
    let deployment = site.server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    assert_eq!(steps(&deployment, "stop").len(), 3);
    let calls = site.machines.calls();
    let verbs: Vec<&str> = calls
        .iter()
        .filter(|call| call.program == "drbd-reactorctl" && call.argv[2] != "status")
        .map(|call| call.argv[2].as_str())
        .collect();
    assert_eq!(verbs, ["disable", "disable", "disable", "enable", "enable", "enable"]);
    assert!(!site.running("r0").iter().any(|entry| entry.contains("3260")));
    site.all_have(FILE, saved["text"].as_str().expect("a text"));
}

#[tokio::test]
async fn a_content_that_means_the_same_interrupts_nothing() {
    let site = Site::start().await;
    let text = site.deployed(&iscsi("r0", 100, 3260)).await;
    for node in site.machines.nodes() {
        node.write(FILE, &format!("# by hand\n{text}"));
    }
    assert_eq!(site.server.plan("r0").await["plan"]["interrupts"], Value::Null);
    site.machines.forget_calls();
    let deployment = site.server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    site.all_have(FILE, &text);
    let calls = site.machines.calls();
    let changes = |call: &gateway_tests::machines::wire::Call| {
        call.argv.iter().any(|word| ["disable", "enable", "stop", "reload"].contains(&word.as_str()))
    };
    assert!(!calls.iter().any(changes), "{calls:?}");
}

#[tokio::test]
async fn a_removal_stops_the_gateway_and_leaves_no_file() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    site.server.delete("/gateways/r0", "\"r0-1\"").await;
    let deployment = site.server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    assert_eq!(site.machines.running("r0"), None);
    assert!(site.files().values().all(BTreeMap::is_empty), "{:?}", site.files());
}

#[tokio::test]
async fn a_gateway_is_stopped_and_started_with_the_text_that_is_there() {
    let site = Site::start().await;
    let text = site.deployed(&iscsi("r0", 100, 3260)).await;
    let stopped = site.job("/gateways/r0/stop", &Value::Null).await;
    assert_eq!(stopped["state"], "done", "{stopped:#}");
    site.all_have("sds-iscsi-r0.toml.disabled", &text);
    assert_eq!(site.machines.running("r0"), None);
    let status = site.status("r0").await;
    assert_eq!(status["state"], "stopped", "{status:#}");
    assert!(status["nodes"].as_array().expect("nodes").iter().all(|node| node["drift"] == Value::Null));

    let started = site.job("/gateways/r0/start", &Value::Null).await;
    assert_eq!(started["state"], "done", "{started:#}");
    site.all_have(FILE, &text);
    assert_eq!(site.status("r0").await["state"], "active");
}

#[tokio::test]
async fn a_gateway_is_sent_away_to_a_peer_with_a_countdown() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    let before = site.machines.running("r0").expect("it runs").node;
    let begun = site.server.post("/gateways/r0/evict", &json!({"delay": 7})).await.json();
    let deployment = site.server.end_of(begun["id"].as_str().expect("an id")).await;
    assert_eq!(deployment["state"], "done", "{deployment:#}");
    assert!(deployment["steps"][0]["until"].is_string(), "until when it counts: {deployment:#}");
    let after = site.machines.running("r0").expect("it runs").node;
    assert_ne!(before, after);
    assert_eq!(site.status("r0").await["primary_on"], json!(after));
    let evicted = site.machines.calls().into_iter().find(|call| call.argv.iter().any(|word| word == "evict"));
    assert_eq!(
        evicted.expect("a call").line(),
        "drbd-reactorctl --context none evict --delay 7 sds-iscsi-r0"
    );
}

#[tokio::test]
async fn a_gateway_that_nobody_takes_over_is_told_to_have_come_back() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    let before = site.machines.running("r0").expect("it runs").node;
    for node in site.machines.nodes().iter().filter(|node| node.name() != before) {
        site.cluster().mask(node.name(), "r0");
    }
    let deployment = site.job("/gateways/r0/evict", &json!({"delay": 1})).await;
    assert_eq!(deployment["state"], "failed", "{deployment:#}");
    let result = &of_node(&deployment["results"], &before)["detail"]["en"];
    assert!(result.as_str().is_some_and(|said| said.contains("no other node has taken over")), "{result}");
    assert_eq!(site.machines.running("r0").expect("it runs").node, before);
}
