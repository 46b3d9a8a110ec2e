//! What a change does depends on `stop-services-on-exit`, and on nothing that a reload says.

use gateway_tests::machines::Machines;
use gateway_tests::machines::drbd::DrbdResource;
use gateway_tests::machines::state::Unit;
use sds_gateway::node::simulated::cluster::Pace;
use serde_json::Value;

use super::{NAMES, run, snippet};

const OLD: [&str; 2] = ["ocf:heartbeat:IPaddr2 ip1 ip=10.0.0.1", "ocf:heartbeat:IPaddr2 ip2 ip=10.0.0.2"];
const NEW: [&str; 2] = ["ocf:heartbeat:IPaddr2 ip1 ip=10.0.0.8", "ocf:heartbeat:IPaddr2 ip2 ip=10.0.0.9"];

/// Nodes that all run the snippet `r0`.
fn started(stops: bool) -> Machines {
    started_on(&NAMES, stops)
}

fn started_on(nodes: &[&str], stops: bool) -> Machines {
    let machines = Machines::start(nodes);
    for node in machines.nodes() {
        node.write("r0.toml", &snippet(stops, &OLD));
        node.inside(&["systemctl", "reload", "drbd-reactor"]);
    }
    assert_eq!(running(&machines), OLD);
    machines
}

fn running(machines: &Machines) -> Vec<String> {
    machines.running("r0").map(|running| running.entries).unwrap_or_default()
}

fn ctl(machines: &Machines, node: &str, argv: &[&str]) -> String {
    let words: Vec<&str> = ["drbd-reactorctl", "--context", "none"].iter().chain(argv).copied().collect();
    run(machines, node, &words)
}

fn status(machines: &Machines, node: &str, argv: &[&str]) -> Value {
    let words: Vec<&str> = ["status", "--json"].iter().chain(argv).copied().collect();
    serde_json::from_str(&ctl(machines, node, &words)).expect("JSON")
}

/// A change of the file, and what runs after a reload with and without `stop-services-on-exit`.
struct Row {
    change: &'static str,
    file: Option<String>,
    kept: Vec<&'static str>,
    stopped: Vec<&'static str>,
}

#[test]
fn a_reload_does_what_ground_truth_says() {
    let unreadable = ["ocf:heartbeat:IPaddr2 ip1 'ip=10.0.0.1"];
    for stops in [false, true] {
        let rows = [
            Row {
                change: "a comment",
                file: Some(format!("# new\n{}", snippet(stops, &OLD))),
                kept: OLD.to_vec(),
                stopped: OLD.to_vec(),
            },
            Row {
                change: "a parameter",
                file: Some(snippet(stops, &NEW)),
                kept: OLD.to_vec(),
                stopped: vec![OLD[0], NEW[1]],
            },
            Row {
                change: "an entry more",
                file: Some(snippet(stops, &[OLD[0], OLD[1], "late.service"])),
                kept: vec![OLD[0], OLD[1], "late.service"],
                stopped: vec![OLD[0], OLD[1], "late.service"],
            },
            Row { change: "no file", file: None, kept: OLD.to_vec(), stopped: vec![] },
            Row {
                change: "what does not parse",
                file: Some("[[promoter".to_owned()),
                kept: OLD.to_vec(),
                stopped: OLD.to_vec(),
            },
            Row {
                change: "an entry that does not parse",
                file: Some(snippet(stops, &unreadable)),
                kept: vec![],
                stopped: vec![],
            },
        ];
        for row in rows {
            // With one node nobody is there who takes over.
            let machines = started_on(&["node-a"], stops);
            for node in machines.nodes() {
                match &row.file {
                    Some(text) => node.write("r0.toml", text),
                    None => drop(node.inside(&["rm", "/etc/drbd-reactor.d/r0.toml"])),
                }
                let reload = node.inside(&["systemctl", "reload", "drbd-reactor.service"]);
                assert!(reload.status.success(), "it never says what became of it");
            }
            let expected = if stops { &row.stopped } else { &row.kept };
            assert_eq!(&running(&machines), expected, "{}, stop-services-on-exit = {stops}", row.change);
        }
    }
}

#[test]
fn two_equal_promoters_end_the_daemon_and_the_reload_succeeds() {
    let machines = started(false);
    machines.node("node-a").write("twin.toml", &snippet(false, &OLD));
    run(&machines, "node-a", &["systemctl", "reload", "drbd-reactor"]);
    assert!(!machines.ssh("node-a", &["systemctl", "is-active", "drbd-reactor"]).status.success());
    assert!(!machines.ssh("node-a", &["systemctl", "start", "drbd-reactor"]).status.success());
    run(&machines, "node-a", &["rm", "/etc/drbd-reactor.d/twin.toml"]);
    run(&machines, "node-a", &["systemctl", "start", "drbd-reactor"]);
    assert_eq!(run(&machines, "node-a", &["systemctl", "is-active", "drbd-reactor"]), "active");
}

#[test]
fn disabling_everywhere_stops_and_enabling_starts_with_the_new_file() {
    let machines = started(true);
    for node in machines.nodes() {
        // One that is there already is overwritten.
        node.write("r0.toml.disabled", "# old");
        ctl(&machines, node.name(), &["disable", "--now", "r0"]);
        assert_eq!(node.files().into_keys().collect::<Vec<_>>(), ["r0.toml.disabled"]);
        assert_eq!(node.files()["r0.toml.disabled"], snippet(true, &OLD));
    }
    assert_eq!(machines.running("r0"), None);
    for node in machines.nodes() {
        node.write("r0.toml.disabled", &snippet(true, &NEW));
        ctl(&machines, node.name(), &["enable", "r0"]);
    }
    assert_eq!(running(&machines), NEW);
}

#[test]
fn an_enabled_file_is_never_overwritten_by_enabling() {
    let machines = started(true);
    machines.node("node-a").write("r0.toml.disabled", &snippet(true, &NEW));
    let said = ctl(&machines, "node-a", &["enable", "r0"]);
    assert!(said.contains("already exists"), "{said}");
    assert_eq!(machines.node("node-a").files()["r0.toml"], snippet(true, &OLD));
}

#[test]
fn names_that_are_not_there_succeed() {
    let machines = started(true);
    for verb in ["enable", "disable", "status", "evict"] {
        ctl(&machines, "node-a", &[verb, "nothing"]);
    }
    ctl(&machines, "node-a", &["enable", "r0.toml"]);
    assert_eq!(status(&machines, "node-a", &["nothing"])["promoter"], Value::Array(Vec::new()));
}

#[test]
fn one_bad_file_makes_the_status_without_names_fail() {
    let machines = started(true);
    machines.node("node-a").write("bad.toml", "[[promoter");
    for argv in [["status", "--json"].as_slice(), &["status"], &["ls"]] {
        let words: Vec<&str> = ["drbd-reactorctl", "--context", "none"].iter().chain(argv).copied().collect();
        assert_eq!(machines.ssh("node-a", &words).status.code(), Some(1), "{argv:?}");
    }
    assert_eq!(status(&machines, "node-a", &["r0"])["promoter"][0]["status"], "active");
}

#[test]
fn the_status_in_json_is_that_of_the_real_program_and_as_old() {
    let machines = started(true);
    let said = status(&machines, "node-b", &["r0"]);
    let promoter = &said["promoter"][0];
    assert_eq!(promoter["primary_on"], "node-a");
    assert_eq!(promoter["path"], "/etc/drbd-reactor.d/r0.toml");
    assert_eq!(promoter["target"]["name"], "drbd-services@r0.target");
    assert_eq!(promoter["dependencies"][1]["name"], "ocf.rs@ip1_r0.service");
    assert_eq!(promoter["status"], "inactive");
    assert_eq!(status(&machines, "node-a", &["r0"])["promoter"][0]["dependencies"][2]["status"], "active");

    machines.node("node-b").state().reactor = "1.10.0".to_owned();
    let old = machines.ssh("node-b", &["drbd-reactorctl", "--context", "none", "status", "--json", "r0"]);
    assert_eq!(old.status.code(), Some(1));
    ctl(&machines, "node-b", &["status", "r0"]);
}

#[test]
fn without_a_context_the_program_refuses() {
    let machines = Machines::start(&["node-a"]);
    assert_eq!(machines.ssh("node-a", &["drbd-reactorctl", "status"]).status.code(), Some(1));
}

#[test]
fn an_eviction_moves_a_gateway_and_leaves_a_mask_only_when_told_to() {
    let machines = started(true);
    let said = ctl(&machines, "node-a", &["evict", "--delay", "5", "r0"]);
    assert!(said.contains("took over"), "{said}");
    assert_eq!(machines.cluster().primary("r0").as_deref(), Some("node-b"));
    let load =
        |node| run(&machines, node, &["systemctl", "show", "-p", "LoadState", "drbd-services@r0.target"]);
    assert_eq!(load("node-a"), "LoadState=loaded");

    ctl(&machines, "node-b", &["evict", "--keep-masked", "r0"]);
    assert_eq!(machines.cluster().primary("r0").as_deref(), Some("node-a"));
    assert_eq!(load("node-b"), "LoadState=masked");
    assert!(!machines.ssh("node-b", &["systemctl", "start", "drbd-services@r0.target"]).status.success());
    ctl(&machines, "node-b", &["evict", "--unmask", "r0"]);
    assert_eq!(load("node-b"), "LoadState=loaded");
}

#[test]
fn an_eviction_counts_down_while_nobody_takes_over() {
    let machines = started(true);
    for node in ["node-b", "node-c"] {
        run(&machines, node, &["systemctl", "mask", "--runtime", "drbd-services@r0.target"]);
    }
    let said = ctl(&machines, "node-a", &["evict", "-d", "1", "r0"]);
    assert!(said.contains("1..0\nUnfortunately no other node took over"), "{said}");
    assert_eq!(machines.cluster().primary("r0").as_deref(), Some("node-a"), "it starts again where it was");
}

#[test]
fn stopping_takes_as_long_as_it_takes_and_the_program_waits() {
    let machines = Machines::start_at(&["node-a"], Pace::WATCHABLE);
    machines.node("node-a").write("r0.toml", &snippet(true, &OLD));
    run(&machines, "node-a", &["systemctl", "reload", "drbd-reactor"]);
    gateway_tests::machines::node::poll("the start", || machines.running("r0").is_some());
    ctl(&machines, "node-a", &["disable", "--now", "r0"]);
    assert_eq!(machines.running("r0"), None);
}

#[test]
fn with_the_path_unit_every_change_is_read_at_once() {
    let machines = started(true);
    let node = machines.node("node-a");
    node.state().units.insert("drbd-reactor-reload.path".to_owned(), Unit::new("active", "enabled"));
    node.write("r1.toml", &snippet(true, &OLD).replace("r0", "r1"));
    run(&machines, "node-a", &["systemctl", "is-active", "drbd-reactor-reload.path"]);
    assert!(machines.running("r1").is_some());
}

#[test]
fn systemctl_shows_several_units_in_blocks() {
    let machines = started(true);
    let argv =
        ["systemctl", "show", "-p", "Id,ActiveState", "drbd-services@r0.target", "ocf.rs@ip1_r0.service"];
    let said = run(&machines, "node-a", &argv);
    let expected =
        "Id=drbd-services@r0.target\nActiveState=active\n\nId=ocf.rs@ip1_r0.service\nActiveState=active";
    assert_eq!(said, expected);
    let listed = run(
        &machines,
        "node-a",
        &["systemctl", "list-units", "--all", "--plain", "--no-legend", "ocf.rs@*_r0.service"],
    );
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn drbd_knows_every_resource_that_a_daemon_looks_after_until_it_is_taken_away() {
    let machines = started(true);
    let status = |node| {
        let said = run(&machines, node, &["drbdsetup", "status", "--json", "r0"]);
        serde_json::from_str::<Value>(&said).expect("JSON")[0].clone()
    };
    assert_eq!(status("node-a")["role"], "Primary");
    assert_eq!(status("node-b")["role"], "Secondary");
    assert_eq!(status("node-b")["connections"][0]["peer-role"], "Primary");
    assert_eq!(run(&machines, "node-a", &["drbdadm", "sh-resources"]), "r0");
    machines.remove_drbd("r0");
    assert_eq!(machines.ssh("node-a", &["drbdsetup", "status", "r0", "--json"]).status.code(), Some(10));
    let down = DrbdResource { is_up: false, ..DrbdResource::default() };
    machines.set_drbd("down", down);
    assert_eq!(run(&machines, "node-a", &["drbdadm", "sh-resources"]), "down");
    assert_eq!(machines.ssh("node-a", &["drbdsetup", "status", "down", "--json"]).status.code(), Some(10));
    machines.remove_drbd("down");
    machines.add_drbd(&["other"]);
    assert_eq!(run(&machines, "node-a", &["drbdadm", "sh-resources"]), "other");
}
