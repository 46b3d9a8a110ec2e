//! The scripts on nodes that are real to an SSH client: before a start nothing is in the way, after it everything is there,
//! and an agent that lies is found out.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::problem::Severity;
use gateway_tests::answers::{needs, snippet};
use gateway_tests::machines::Machines;
use gateway_tests::machines::drbd::DrbdResource;
use gateway_tests::machines::node::poll;
use sds_gateway::facts::{Addresses, Facts, ask_for};
use sds_gateway::needs::Needs;
use sds_gateway::postflight::{self, Evidence};
use sds_gateway::preflight::rules::checks;
use sds_gateway::probe::Ask;

/// Puts a question to a node over SSH.
fn ask(machines: &Machines, node: &str, ask: &Ask) -> Vec<u8> {
    let mut child = Command::new("ssh")
        .arg("-F")
        .arg(machines.ssh_config())
        .args(["-l", "root", node, "--"])
        .arg(shell_words::join(ask.argv()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ssh runs");
    let mut stdin = child.stdin.take().expect("its standard input");
    let input = ask.input();
    let writer = thread::spawn(move || stdin.write_all(input));
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("a writer").expect("a node that reads all");
    assert!(output.status.success());
    output.stdout
}

fn preflight(machines: &Machines, node: &str, needs: &Needs, addresses: Addresses) -> Vec<NodeCheck> {
    let facts = Facts::parse(&ask(machines, node, &ask_for(needs, addresses)));
    let clock = facts.clock.expect("a clock");
    checks(&facts, Some(needs), node, clock)
}

fn evidence(machines: &Machines, node: &str, needs: &Needs) -> Evidence {
    Evidence::parse(&ask(machines, node, &postflight::ask(needs)))
}

/// Nodes with DRBD's resource, and the gateway of a golden file with DRBD's stable names for its devices.
fn nodes(golden: &str) -> (Machines, String, Needs) {
    let machines = Machines::start(&["node-a", "node-b"]);
    let resource = needs(golden).resource;
    machines.set_drbd(&resource, DrbdResource::default());
    let mut text = snippet(golden);
    for volume in 0..3 {
        let by_name = format!("/dev/drbd/by-res/{resource}/{volume} ");
        text = text.replace(&format!("/dev/drbd{volume} "), &by_name);
    }
    let needs = Needs::of_snippet(&text).expect("a snippet").remove(0);
    (machines, text, needs)
}

/// Starts a gateway, and says on which node it runs.
fn start(machines: &Machines, text: &str, resource: &str) -> String {
    for node in machines.nodes() {
        node.write("sds.toml", text);
        assert!(machines.ssh(node.name(), &["systemctl", "reload", "drbd-reactor"]).status.success());
    }
    poll("the gateway runs", || machines.running(resource).is_some());
    machines.running(resource).expect("it runs").node
}

/// What keeps deployments away or is not as it should be.
fn blamed(checks: &[NodeCheck]) -> Vec<&NodeCheck> {
    checks
        .iter()
        .filter(|check| matches!(check.severity, Some(Severity::Error | Severity::Warning)))
        .collect()
}

#[test]
fn a_gateway_finds_nothing_in_its_way_before_it_runs_and_while_it_does_and_proves_itself() {
    for golden in ["iscsi", "nfs", "nvmeof"] {
        let (machines, text, needs) = nodes(golden);
        for node in ["node-a", "node-b"] {
            let before = preflight(&machines, node, &needs, Addresses::AskTheNetwork);
            assert!(blamed(&before).is_empty(), "{golden}: {before:#?}");
        }
        let active = start(&machines, &text, &needs.resource);
        let found = evidence(&machines, &active, &needs);
        assert_eq!(postflight::faults(&needs, &found), [], "{golden}");
        let proofs = postflight::proofs(&needs, &found);
        assert!(proofs.len() > 8, "{golden}: {proofs:#?}");
        for node in ["node-a", "node-b"] {
            let running = preflight(&machines, node, &needs, Addresses::LeaveAlone);
            assert!(blamed(&running).is_empty(), "{golden} on {node}, active on {active}: {running:#?}");
        }
    }
}

#[test]
fn an_agent_that_returns_0_and_does_nothing_is_found_out() {
    let table = [
        ("iscsi", "iSCSILogicalUnit", "has no LUN 1"),
        ("iscsi", "IPaddr2", "`192.168.1.100` is not up"),
        ("nfs", "exportfs", "is not exported"),
        ("nfs", "Filesystem", "nothing is mounted"),
        ("nvmeof", "nvmet-port", "NVMe port 32838"),
        ("nvmeof", "nvmet-namespace", "namespace 1"),
    ];
    for (golden, agent, word) in table {
        let (machines, text, needs) = nodes(golden);
        machines.agent_lies(agent);
        let active = start(&machines, &text, &needs.resource);
        let faults = postflight::faults(&needs, &evidence(&machines, &active, &needs));
        assert!(faults.iter().any(|fault| fault.en.contains(word)), "{agent}: {faults:#?}");
    }
}

#[test]
fn a_node_of_debian_12_is_told_that_its_ports_stay_closed() {
    let (machines, _, needs) = nodes("iscsi");
    {
        let node = machines.node("node-a");
        let mut state = node.state();
        state.packages.insert("resource-agents".into(), "1:4.12.0-2".into());
        state.packages.insert("iptables".into(), "1.8.9-2".into());
    }
    let checks = preflight(&machines, "node-a", &needs, Addresses::AskTheNetwork);
    let blamed: Vec<_> = blamed(&checks).iter().map(|check| (check.check, check.severity)).collect();
    assert_eq!(blamed, [(Aspect::PortBlocks, Some(Severity::Error))], "{checks:#?}");
}
