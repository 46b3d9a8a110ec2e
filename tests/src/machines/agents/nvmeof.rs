//! Subsystems, namespaces and ports of nvmet, as its files show them, with what goes wrong there in silence.

use std::fs;
use std::io;
use std::path::PathBuf;

use gateway::agent::AgentEntry;

use crate::machines::agents::{Made, link, outside, value, write_all};
use crate::machines::node::Node;

const NVMET: &str = "sys/kernel/config/nvmet";
/// What stands for anything that the kernel makes up because it was not told.
const MADE_UP: &str = "00010203-0405-4607-8809-0a0b0c0d0e0f";

fn subsystem(node: &Node, nqn: &str) -> PathBuf {
    node.root().join(NVMET).join("subsystems").join(nqn)
}

/// Makes a subsystem.
pub(super) fn make_subsystem(node: &Node, agent: &AgentEntry) -> io::Result<()> {
    let directory = subsystem(node, value(agent, "nqn"));
    let serial = value(agent, "serial");
    let is_fine =
        (1..=20).contains(&serial.len()) && serial.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let hosts: Vec<&str> = value(agent, "allowed_initiators").split_whitespace().collect();
    write_all(
        &directory,
        &[
            ("attr_serial", if is_fine { serial } else { "8d1c9b0a7f6e5d4c3b2a" }),
            ("attr_allow_any_host", if hosts.is_empty() { "1" } else { "0" }),
            ("attr_model", "Linux"),
        ],
    )?;
    fs::create_dir_all(directory.join("namespaces"))?;
    fs::create_dir_all(directory.join("allowed_hosts"))?;
    for host in hosts {
        fs::create_dir_all(node.root().join(NVMET).join("hosts").join(host))?;
        link(&format!("../../../hosts/{host}"), &directory.join("allowed_hosts").join(host))?;
    }
    Ok(())
}

/// Removes a subsystem.
pub(super) fn remove_subsystem(node: &Node, agent: &AgentEntry) {
    let _ = fs::remove_dir_all(subsystem(node, value(agent, "nqn")));
}

fn namespace(node: &Node, agent: &AgentEntry) -> PathBuf {
    subsystem(node, value(agent, "nqn")).join("namespaces").join(value(agent, "namespace_id"))
}

/// Makes a namespace; it is not enabled where the device is missing.
pub(super) fn make_namespace(node: &Node, agent: &AgentEntry) -> io::Result<()> {
    let device = value(agent, "backing_path");
    let is_there = outside(node, device).exists();
    let digits: String = value(agent, "nguid").chars().filter(char::is_ascii_hexdigit).collect();
    let nguid = if digits.len() == 32 {
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        parts.join("-").to_lowercase()
    } else {
        "00000000-0000-0000-0000-000000000000".to_owned()
    };
    let uuid = Some(value(agent, "uuid")).filter(|uuid| uuid.len() == 36).unwrap_or(MADE_UP);
    let enable = if is_there { "1" } else { "0" };
    let files =
        [("device_path", device), ("device_uuid", uuid), ("device_nguid", &nguid), ("enable", enable)];
    write_all(&namespace(node, agent), &files)
}

/// Removes a namespace.
pub(super) fn remove_namespace(node: &Node, agent: &AgentEntry) {
    let _ = fs::remove_dir_all(namespace(node, agent));
}

fn port_number(agent: &AgentEntry) -> &str {
    Some(value(agent, "port_id")).filter(|id| !id.is_empty()).unwrap_or("0")
}

/// Makes a port and says on which address it listens: none where another gateway has the number.
pub(super) fn make_port<'a>(
    node: &Node,
    agent: &AgentEntry,
    mut others: impl Iterator<Item = &'a Made>,
) -> io::Result<Vec<String>> {
    let number = port_number(agent);
    let is_taken =
        others.any(|other| other.agent.name == "nvmet-port" && port_number(&other.agent) == number);
    if is_taken {
        return Ok(Vec::new());
    }
    let port = node.root().join(NVMET).join("ports").join(number);
    let or = |key: &str, default: &'static str| -> String {
        Some(value(agent, key)).filter(|text| !text.is_empty()).unwrap_or(default).to_owned()
    };
    let (kind, service) = (or("type", "tcp"), or("svcid", "4420"));
    let address = value(agent, "addr");
    write_all(
        &port,
        &[
            ("addr_traddr", address),
            ("addr_trsvcid", &service),
            ("addr_trtype", &kind),
            ("addr_adrfam", &or("addr_fam", "ipv4")),
        ],
    )?;
    fs::create_dir_all(port.join("subsystems"))?;
    for nqn in value(agent, "nqns").split_whitespace() {
        link(&format!("../../../subsystems/{nqn}"), &port.join("subsystems").join(nqn))?;
    }
    let at =
        if address.contains(':') { format!("[{address}]:{service}") } else { format!("{address}:{service}") };
    Ok(if kind == "tcp" { vec![at] } else { Vec::new() })
}

/// Removes a port.
pub(super) fn remove_port(node: &Node, agent: &AgentEntry) {
    let _ = fs::remove_dir_all(node.root().join(NVMET).join("ports").join(port_number(agent)));
}
