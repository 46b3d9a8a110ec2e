//! Test nodes for a program that is no test: it says where a settings file for them lies, and ends with its standard input.
//!
//! usage: machines [COUNT [RESOURCE...]]
//!
//! The nodes are node-a, node-b and so on; DRBD knows the resources, or else those of the examples and `r0` to `r9`. Each
//! line of the standard input is a fault, `FAULT NODE`, which is answered by `ok` when it is there.

use std::io::{self, Write};

use gateway::gateway::Kind;
use gateway::names::Choice;
use gateway_tests::machines::Machines;
use gateway_tests::machines::node::Node;
use sds_gateway::node::simulated::cluster::Pace;
use tempfile::TempDir;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: u8 = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(3);
    let mut resources: Vec<String> = arguments.collect();
    if resources.is_empty() {
        let examples =
            Kind::ALL.iter().map(|kind| kind.example()["resource"].as_str().unwrap_or_default().to_owned());
        resources = (0..10).map(|number| format!("r{number}")).chain(examples).collect();
    }
    let names: Vec<String> = (0..count).map(name).collect();
    let machines = Machines::start_at(&borrow(&names), Pace::WATCHABLE);
    machines.add_drbd(&borrow(&resources));

    let home = TempDir::new()?;
    let settings = home.path().join("sds-gateway.toml");
    std::fs::write(&settings, machines.settings())?;
    writeln!(io::stdout(), "{}", settings.display())?;
    for line in io::stdin().lines() {
        let line = line?;
        let (fault, node) = line.split_once(' ').unwrap_or((&line, "node-a"));
        let is_known = names.iter().any(|name| name == node) && make(fault, &machines.node(node));
        writeln!(io::stdout(), "{}", if is_known { "ok" } else { "unknown" })?;
    }
    Ok(())
}

/// Makes a fault, or takes it back; `false` where there is none of this name.
fn make(fault: &str, node: &Node) -> bool {
    match fault {
        "stop-sshd" => node.stop_sshd(),
        "start-sshd" => node.start_sshd(),
        "cut-off" => node.cut_off(),
        "cut-link" => node.cut_link(),
        "restore-link" => node.restore_link(),
        "cut-connections" => node.cut_connections(),
        "fill-disk" => node.fill_disk(),
        "free-disk" => node.free_disk(),
        "make-read-only" => node.make_read_only(),
        "make-writable" => node.make_writable(),
        "deny" => node.deny(),
        "allow" => node.allow(),
        "change-host-key" => node.change_host_key(),
        _ => return false,
    }
    true
}

fn borrow(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// `node-a` to `node-z`, then `node-aa`.
fn name(index: u8) -> String {
    let letter = char::from(b'a' + index % 26);
    match index / 26 {
        0 => format!("node-{letter}"),
        round => format!("node-{}{letter}", char::from(b'a' + round - 1)),
    }
}
