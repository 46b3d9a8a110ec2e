//! The test nodes are what they claim: real machines to an SSH client, with a cluster that behaves as drbd-reactor does.

#[path = "machines/agents.rs"]
mod agents;
#[path = "machines/cluster.rs"]
mod cluster;
#[path = "machines/faults.rs"]
mod faults;

use std::process::Output;

use gateway_tests::machines::Machines;

const NAMES: [&str; 3] = ["node-a", "node-b", "node-c"];

/// A snippet of the resource `r0`.
fn snippet(stops: bool, start: &[&str]) -> String {
    let start: Vec<String> = start.iter().map(|entry| format!("{entry:?}")).collect();
    let start = start.join(", ");
    format!("[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = {stops}\nstart = [{start}]\n")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Runs a program over SSH and wants it to succeed.
fn run(machines: &Machines, node: &str, argv: &[&str]) -> String {
    let output = machines.ssh(node, argv);
    assert!(output.status.success(), "{argv:?}: {}", String::from_utf8_lossy(&output.stderr));
    out(&output)
}

#[test]
fn each_node_is_a_machine_of_its_own() {
    let machines = Machines::start(&NAMES);
    for node in NAMES {
        assert_eq!(run(&machines, node, &["uname", "-n"]), node);
        assert_eq!(run(&machines, node, &["id", "-u"]), "0");
        run(&machines, node, &["touch", "/root/mine", "/etc/mine", "/run/mine"]);
    }
    assert!(!machines.ssh("node-a", &["touch", "/usr/bin/mine"]).status.success(), "programs are only lent");
    assert_eq!(out(&machines.ssh_as_admin("node-a", &["id", "-u"])), "1000");
    assert_eq!(out(&machines.ssh_as_admin("node-a", &["sudo", "-n", "id", "-u"])), "0");
}

#[test]
fn nothing_of_them_is_left() {
    let machines = Machines::start(&NAMES);
    let roots: Vec<_> = machines.nodes().iter().map(|node| node.root()).collect();
    let config = machines.ssh_config();
    drop(machines);
    assert!(!config.exists());
    assert!(roots.iter().all(|root| !root.exists()));
}

#[test]
fn every_call_of_a_scripted_program_is_known() {
    let machines = Machines::start(&["node-a", "node-b"]);
    run(&machines, "node-b", &["drbdadm", "sh-resources"]);
    let calls = machines.calls();
    assert_eq!(calls.len(), 1);
    assert!(calls[0].is("drbdadm", &["sh-resources"]) && calls[0].node == "node-b", "{calls:?}");
}
