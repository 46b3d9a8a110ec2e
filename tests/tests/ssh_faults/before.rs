//! Faults that are there before a deployment begins: the gateway is never interrupted.

use std::fs;
use std::time::Duration;

use axum::http::StatusCode;
use gateway_tests::machines::node::Node;
use gateway_tests::site::change::{Change, said};
use gateway_tests::site::{LIMITS, PATIENCE, of_node};
use sds_gateway::node::limits::Limits;
use serde_json::json;

/// Begins or ends a fault.
type Do<'a> = Box<dyn Fn(&Node) + 'a>;

/// Somebody who does not wait for long.
const SHORT: Limits = Limits { connect: Duration::from_secs(2), ..LIMITS };

#[tokio::test]
async fn a_node_that_cannot_be_asked_blocks_the_plan_and_the_reason_helps() {
    let change = Change::prepared(SHORT, PATIENCE).await;
    let machines = &change.site.machines;
    let usual = machines.settings();
    let config = fs::read_to_string(machines.ssh_config()).expect("settings of a client");
    let ignorant = machines.ssh_config().with_file_name("ignorant");
    let line = config.lines().find(|line| line.contains("UserKnownHostsFile")).expect("a file of keys");
    fs::write(&ignorant, config.replace(line, "  UserKnownHostsFile /dev/null")).expect("a file");
    let without_keys =
        usual.replace(&machines.ssh_config().display().to_string(), &ignorant.display().to_string());
    let authorized = change.node().root().join("etc/ssh/authorized_keys");
    let keys = fs::read_to_string(&authorized).expect("a file");
    let lock_out = |text: &str| fs::write(&authorized, text).expect("a file");

    let sudo = machines.settings_with_sudo();
    let table: [(&str, &str, Do<'_>, Do<'_>); 6] = [
        ("nothing listens there", &usual, Box::new(Node::stop_sshd), Box::new(Node::start_sshd)),
        ("nobody answers", &usual, Box::new(Node::cut_link), Box::new(Node::restore_link)),
        ("the node does not let us in", &usual, Box::new(|_| lock_out("")), Box::new(|_| lock_out(&keys))),
        ("the node's key is not known", &without_keys, Box::new(|_| {}), Box::new(|_| {})),
        ("`sudo -n` refuses", &sudo, Box::new(Node::require_sudo_password), Box::new(|_| {})),
        ("another key than the known one", &usual, Box::new(Node::change_host_key), Box::new(|_| {})),
    ];
    for (reason, settings, break_it, mend_it) in table {
        break_it(&change.node());
        let server = change.site.again(settings, SHORT, PATIENCE).await;
        let plan = server.plan("r0").await;
        let blocked = of_node(&plan["plan"]["nodes"], "node-b")["blocked"].to_string();
        assert!(blocked.contains("node-silent") && blocked.contains(reason), "{reason}: {blocked}");
        let order = json!({"digest": plan["digest"]});
        let refused = server.post("/gateways/r0/deployments", &order).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}: {}", refused.text);
        let status = server.get("/gateways/r0/status").await.json();
        let view = of_node(&status["nodes"], "node-b");
        assert_eq!(view["state"], "unknown", "{reason}: never taken for stopped");
        assert!(view["error"]["en"].as_str().is_some_and(|said| said.contains(reason)), "{view:#}");
        mend_it(&change.node());
    }
    change.is_old();
}

#[tokio::test]
async fn a_directory_that_takes_no_file_is_found_before_anything_stops() {
    let change = Change::prepared(LIMITS, PATIENCE).await;
    let table: [(&str, Do<'_>, Do<'_>); 3] = [
        ("No space left on device", Box::new(Node::fill_disk), Box::new(Node::free_disk)),
        ("Read-only file system", Box::new(Node::make_read_only), Box::new(Node::make_writable)),
        ("Permission denied", Box::new(Node::deny), Box::new(Node::allow)),
    ];
    for (reason, break_it, mend_it) in table {
        break_it(&change.node());
        // What root may do is decided when a connection is made.
        change.node().cut_connections();
        let deployment = change.site.server.deploy("r0").await;
        assert_eq!(deployment["state"], "rolled_back", "{deployment:#}");
        let why = said(&deployment, "node-b");
        assert!(why.contains("cannot write to the directory") && why.contains(reason), "{why}");
        assert_eq!(said(&deployment, "node-a"), "nothing was changed");
        change.is_old();
        mend_it(&change.node());
        change.node().cut_connections();
    }
    let disables =
        change.site.machines.calls().into_iter().filter(|call| call.argv.contains(&"disable".into()));
    assert_eq!(disables.count(), 0, "the gateway was never interrupted");
    change.can_be_brought_about().await;
}
