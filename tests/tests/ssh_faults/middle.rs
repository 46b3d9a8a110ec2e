//! Faults in the middle of a deployment: all new, all old, or brought about by the next one.

use std::time::Duration;

use gateway_tests::machines::node::Node;
use gateway_tests::machines::stage::Reaction;
use gateway_tests::site::change::{Change, ctl, said};
use gateway_tests::site::{LIMITS, PATIENCE, of_node};
use sds_gateway::deploy::Patience;
use sds_gateway::node::limits::Limits;
use serde_json::Value;

/// A node that does not answer is given up soon.
const SHORT: Limits = Limits {
    connect: Duration::from_secs(2),
    program: Duration::from_secs(4),
    services: Duration::from_secs(4),
    ..LIMITS
};

/// A fault, how it is taken back, and what the report says of it.
struct Fault {
    name: &'static str,
    begin: fn(&Node) -> Reaction,
    end: fn(&Node),
    says: &'static [&'static str],
}

const BREAKS: Fault = Fault {
    name: "the connection breaks",
    begin: |node| {
        node.cut_connections();
        Reaction::Continue
    },
    end: |_| {},
    says: &[],
};
const ENDS: Fault = Fault {
    name: "the sshd ends",
    begin: |node| {
        node.stop_sshd();
        node.cut_connections();
        Reaction::Continue
    },
    end: Node::start_sshd,
    says: &["the connection broke", "nothing listens there"],
};
const VANISHES: Fault = Fault {
    name: "packets vanish",
    begin: |node| {
        node.cut_link();
        Reaction::Continue
    },
    end: Node::restore_link,
    says: &["the connection broke", "nobody answers", "no answer within"],
};
const HANGS: Fault = Fault {
    name: "drbd-reactorctl hangs",
    begin: |_| Reaction::Hang,
    end: |_| {},
    says: &["`drbd-reactorctl` was not done within 4 s"],
};
const FAILS: Fault = Fault {
    name: "drbd-reactorctl fails",
    begin: |_| Reaction::Fail(1, "Error: it is not your day".to_owned()),
    end: |_| {},
    says: &["it is not your day"],
};
const FILLS: Fault = Fault {
    name: "the disk fills",
    begin: |node| {
        node.fill_disk();
        Reaction::Continue
    },
    end: Node::free_disk,
    says: &["No space left on device"],
};

/// Lets a fault happen at a call, and looks at what came of it.
async fn survives(fault: &Fault, verb: &'static str, on_failure: &str) {
    let patience = Patience { limit: Duration::from_secs(5), ..PATIENCE };
    let change = Change::prepared(SHORT, patience).await;
    change.at(ctl(verb), fault.begin);
    let deployment = change.site.server.deploy_with("r0", on_failure).await;
    (fault.end)(&change.node());
    let about = format!("{} at {verb}, then {on_failure}: {deployment:#}", fault.name);
    let failed = failed(&deployment);
    if fault.says.is_empty() {
        assert_eq!(deployment["state"], "done", "{about}");
        return change.is_new();
    }
    assert!(failed.iter().any(|(node, _)| node == "node-b"), "the node is named: {about}");
    let is_told = failed.iter().any(|(_, why)| fault.says.iter().any(|words| why.contains(words)));
    assert!(is_told, "{failed:?}, {about}");
    // A command that was cut off from us may still be at work there: the next one waits for it.
    match (deployment["state"].as_str().expect("a state"), on_failure) {
        ("rolled_back", "roll_back") => {
            change.is_whole();
            change.is_old();
        }
        ("failed", "roll_back") => {
            assert_eq!(said(&deployment, "node-a"), "has what it had before", "{about}");
            change.is_whole();
        }
        ("partial", "go_on") => {
            assert_eq!(of_node(&deployment["results"], "node-a")["ok"], true, "{about}");
            change.is_whole();
            assert_eq!(change.site.machines.node("node-a").files().values().next(), Some(&change.new));
        }
        // The node that is lost may be the one that runs it.
        ("failed", "go_on") if fault.name == VANISHES.name => change.is_whole(),
        (state, _) => panic!("{state}, {about}"),
    }
    change.can_be_brought_about().await;
}

/// The nodes whose steps failed, with what is said of each.
fn failed(deployment: &Value) -> Vec<(String, String)> {
    let steps = deployment["steps"].as_array().expect("steps").iter();
    let failed = steps.filter(|step| step["state"] == "failed");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    failed.map(|step| (text(&step["node"]), text(&step["detail"]["en"]))).collect()
}

#[tokio::test]
async fn a_connection_that_breaks_while_a_gateway_stops_is_survived() {
    survives(&BREAKS, "disable", "roll_back").await;
    survives(&BREAKS, "disable", "go_on").await;
}

#[tokio::test]
async fn a_connection_that_breaks_while_a_gateway_starts_is_survived() {
    survives(&BREAKS, "enable", "roll_back").await;
    survives(&BREAKS, "enable", "go_on").await;
}

#[tokio::test]
async fn an_sshd_that_ends_is_survived() {
    survives(&ENDS, "disable", "roll_back").await;
}

#[tokio::test]
async fn packets_that_vanish_are_survived() {
    survives(&VANISHES, "enable", "go_on").await;
}

#[tokio::test]
async fn a_program_that_hangs_is_ended_and_survived() {
    survives(&HANGS, "disable", "roll_back").await;
    survives(&HANGS, "enable", "go_on").await;
}

#[tokio::test]
async fn a_program_that_fails_is_survived() {
    survives(&FAILS, "disable", "roll_back").await;
    survives(&FAILS, "enable", "go_on").await;
}

#[tokio::test]
async fn a_disk_that_fills_while_a_gateway_stops_is_survived() {
    survives(&FILLS, "disable", "roll_back").await;
    survives(&FILLS, "disable", "go_on").await;
}

#[tokio::test]
async fn a_gateway_that_never_becomes_active_is_rolled_back() {
    let patience = Patience { limit: Duration::from_secs(1), ..PATIENCE };
    let change = Change::prepared(LIMITS, patience).await;
    let machines = std::sync::Arc::clone(&change.site.machines);
    // Whoever plays has no time to lose: the daemons start it as soon as they are told.
    let enabled = std::sync::atomic::AtomicBool::new(false);
    let cluster = std::sync::Arc::clone(&machines);
    machines.hook(move |call| {
        let all = ["node-a", "node-b"];
        if ctl("enable")(call) && !enabled.swap(true, std::sync::atomic::Ordering::SeqCst) {
            for node in all {
                cluster.cluster().break_starts(node, "r0");
            }
        } else if ctl("disable")(call) && enabled.load(std::sync::atomic::Ordering::SeqCst) {
            for node in all {
                cluster.cluster().mend(node, "r0");
            }
        }
        Reaction::Continue
    });
    let deployment = change.site.server.deploy("r0").await;
    machines.unhook();
    assert_eq!(deployment["state"], "rolled_back", "{deployment:#}");
    let failed = failed(&deployment);
    let why = &failed.first().expect("a failure").1;
    assert!(why.contains("active on no node after 1 s") && why.contains("node-a: failed"), "{why}");
    change.is_old();
}
