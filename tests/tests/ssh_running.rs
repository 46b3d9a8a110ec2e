//! What nodes that are reached over real SSH have and run: maintenance, drift, plain units, old daemons, journals.

use axum::http::StatusCode;
use axum::http::header::ETAG;
use gateway_tests::machines::state::Unit;
use gateway_tests::site::{Site, iscsi, of_node};
use serde_json::{Value, json};

const FILE: &str = "sds-iscsi-r0.toml";

async fn set_maintenance(site: &Site, node: &str, on: bool) -> Value {
    let body = json!({"on": on, "delay": 5}).to_string();
    let headers = [("content-type", "application/json")];
    let answer = site.server.ask("PUT", &format!("/nodes/{node}/maintenance"), &headers, body).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    for deployment in answer.json()["deployments"].as_array().expect("deployments") {
        let ended = site.server.end_of(deployment["id"].as_str().expect("an id")).await;
        assert_eq!(ended["state"], "done", "{ended:#}");
    }
    answer.json()
}

#[tokio::test]
async fn maintenance_sends_everything_away_and_nothing_new_starts_there_until_its_end() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    let node = site.machines.running("r0").expect("it runs").node;
    let begun = set_maintenance(&site, &node, true).await;
    assert_eq!(begun["deployments"].as_array().map(Vec::len), Some(1), "{begun:#}");
    assert_ne!(site.machines.running("r0").expect("it runs").node, node);
    assert_eq!(site.server.get(&format!("/nodes/{node}")).await.json()["maintenance"], true);
    assert_eq!(of_node(&site.status("r0").await["nodes"], &node)["state"], "maintenance");

    // The second and third gateway are new; one of them was stopped before.
    let text = site.deployed(&iscsi("r1", 101, 3260)).await;
    assert_ne!(site.machines.running("r1").expect("it runs").node, node);
    assert_eq!(site.machines.node(&node).files()["sds-iscsi-r1.toml"], text);
    // Whatever the peers do, it does not start there.
    for peer in site.machines.nodes().iter().filter(|peer| peer.name() != node) {
        site.cluster().stop(peer.name(), "r1");
    }
    assert_ne!(site.machines.running("r1").map(|running| running.node), Some(node.clone()));

    // One that is stopped when the maintenance ends may start there afterwards, too.
    site.job("/gateways/r1/stop", &Value::Null).await;
    set_maintenance(&site, &node, false).await;
    assert_eq!(site.server.get(&format!("/nodes/{node}")).await.json()["maintenance"], false);
    for resource in ["r0", "r1"] {
        assert!(!site.cluster().is_masked(&node, resource), "{resource}");
    }
    site.job("/gateways/r1/start", &Value::Null).await;
    for peer in site.machines.nodes().iter().filter(|peer| peer.name() != node) {
        site.cluster().break_starts(peer.name(), "r1");
        site.cluster().stop(peer.name(), "r1");
    }
    assert_eq!(site.machines.running("r1").expect("it runs").node, node);
}

async fn drift(site: &Site, node: &str) -> Value {
    of_node(&site.status("r0").await["nodes"], node)["drift"].clone()
}

#[tokio::test]
async fn every_kind_of_drift_is_shown_and_gone_after_a_deployment() {
    let site = Site::start().await;
    let text = site.deployed(&iscsi("r0", 100, 3260)).await;
    let node = site.machines.node("node-b");
    let disabled = format!("{FILE}.disabled");
    node.write(FILE, &format!("# by hand\n{text}"));
    assert_eq!(drift(&site, "node-b").await, "changed");
    let list = site.server.get("/gateways/r0/drift").await.json();
    assert_eq!(list[0]["node"], "node-b", "{list:#}");
    assert!(list[0]["diff"].as_str().is_some_and(|diff| diff.contains("+# by hand")), "{list:#}");
    node.inside(&["rm", &format!("/etc/drbd-reactor.d/{FILE}")]);
    assert_eq!(drift(&site, "node-b").await, "missing");
    node.write(&disabled, &text);
    assert_eq!(drift(&site, "node-b").await, "disabled");
    assert_eq!(drift(&site, "node-a").await, Value::Null);

    assert_eq!(site.server.deploy("r0").await["state"], "done");
    site.all_have(FILE, &text);
    assert_eq!(drift(&site, "node-b").await, Value::Null);

    site.job("/gateways/r0/stop", &Value::Null).await;
    node.inside(&["mv", &format!("/etc/drbd-reactor.d/{disabled}"), &format!("/etc/drbd-reactor.d/{FILE}")]);
    assert_eq!(drift(&site, "node-b").await, "enabled");

    site.server.delete("/gateways/r0", "\"r0-1\"").await;
    assert_eq!(site.server.deploy("r0").await["state"], "done");
    node.write(FILE, &text);
    assert_eq!(drift(&site, "node-b").await, "extra");
}

#[tokio::test]
async fn what_a_node_has_instead_is_taken_over_and_deployed() {
    let site = Site::start().await;
    let text = site.deployed(&iscsi("r0", 100, 3260)).await;
    let by_hand = text.replace("3260", "3270");
    site.machines.node("node-b").write(FILE, &by_hand);
    let etag = site.server.get("/gateways/r0").await.header(ETAG).to_owned();
    let headers = [("content-type", "application/json"), ("if-match", etag.as_str())];
    let body = json!({"node": "node-b"}).to_string();
    let taken = site.server.ask("POST", "/gateways/r0/take-over", &headers, body).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert_eq!(taken.json()["gateway"]["port"], 3270, "{}", taken.text);
    assert_eq!(site.server.deploy("r0").await["state"], "done");
    site.all_have(FILE, &by_hand);
    assert!(site.running("r0").iter().any(|entry| entry.contains("3270")));
}

#[tokio::test]
async fn plain_units_of_systemd_are_shown_like_agents() {
    let site = Site::start().await;
    let text = "[[promoter]]\n[promoter.resources.r9]\nstart = [\"ocf:heartbeat:IPaddr2 ip ip=192.168.1.9 \
                cidr_netmask=24\", \"my.service\"]\n";
    site.machines.add_drbd(&["r9"]);
    for node in site.machines.nodes() {
        node.state().units.insert("my.service".to_owned(), Unit::new("inactive", "disabled"));
    }
    let foreign = json!({"kind": "foreign", "resource": "r9", "file": "mine.toml", "text": text});
    site.deployed(&foreign).await;
    let status = site.status("r9").await;
    let primary = status["primary_on"].as_str().expect("a primary");
    let units = &of_node(&status["nodes"], primary)["units"];
    let names: Vec<&Value> = units.as_array().expect("units").iter().map(|unit| &unit["unit"]).collect();
    assert_eq!(names, ["drbd-promote@r9.service", "ocf.rs@ip_r9.service", "my.service"]);
    assert_eq!(units[2]["state"], "active");
}

#[tokio::test]
async fn a_drbd_reactor_that_knows_no_json_is_asked_by_its_units() {
    let site = Site::start().await;
    for node in site.machines.nodes() {
        node.state().reactor = "1.10.0".to_owned();
    }
    site.deployed(&iscsi("r0", 100, 3260)).await;
    let status = site.status("r0").await;
    assert_eq!(status["state"], "active", "{status:#}");
    site.deployed(&iscsi("r0", 100, 3261)).await;
    assert_eq!(site.status("r0").await["state"], "active");
}

#[tokio::test]
async fn a_snippet_that_somebody_else_wrote_badly_blocks_the_plan_by_file_and_line() {
    let site = Site::start().await;
    site.machines.node("node-b").write("theirs.toml", "[[promoter]]\n[promoter.resources.r9\nstart = []\n");
    site.server.save(&iscsi("r0", 100, 3260)).await;
    let plan = site.server.plan("r0").await;
    let nodes = &plan["plan"]["nodes"];
    let blocked = &of_node(nodes, "node-b")["blocked"][0];
    assert_eq!((&blocked["file"], &blocked["line"]), (&json!("theirs.toml"), &json!(2)), "{blocked}");
    assert_eq!(of_node(nodes, "node-a")["blocked"], json!([]));
    let order = json!({"digest": plan["digest"]});
    let answer = site.server.post("/gateways/r0/deployments", &order).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
}

#[tokio::test]
async fn the_journal_of_a_unit_is_read_and_that_of_others_is_not() {
    let site = Site::start().await;
    site.deployed(&iscsi("r0", 100, 3260)).await;
    let journal = [("ocf.rs@target_r0.service", "IPv4 address collision"), ("cron.service", "secret")];
    site.machines.node("node-a").state().journal =
        journal.iter().map(|(unit, said)| ((*unit).to_owned(), (*said).to_owned())).collect();
    let read = site.server.get("/nodes/node-a/journal?unit=ocf.rs%40target_r0.service&lines=5").await;
    assert!(read.text.contains("IPv4 address collision") && !read.text.contains("secret"), "{}", read.text);
    for other in ["cron.service", "*", "--help", "ocf.rs%40*"] {
        let answer = site.server.get(&format!("/nodes/node-a/journal?unit={other}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_secret_that_programs_of_a_node_repeat_is_shown_to_nobody() {
    let site = Site::start().await;
    let mut draft = iscsi("r0", 100, 3260);
    draft["chap"] = json!({"username": "backup", "password": "planted-7Vq2mXw9"});
    site.deployed(&draft).await;
    let node = site.machines.node("node-a");
    node.state().journal = vec![
        ("ocf.rs@target_r0.service".to_owned(), "cannot log in with planted-7Vq2mXw9".to_owned()),
        ("ocf.rs@target_r0.service".to_owned(), "set auth incoming_password=an-older-one".to_owned()),
    ];
    let read = site.server.get("/nodes/node-a/journal?unit=ocf.rs%40target_r0.service").await;
    assert!(read.text.contains("cannot log in with ***"), "{}", read.text);
    assert!(read.text.contains("set auth incoming_password=***"), "{}", read.text);
    assert!(!read.text.contains("planted") && !read.text.contains("an-older-one"), "{}", read.text);
}
