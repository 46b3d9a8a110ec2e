//! Targets and LUNs of LIO, as its files show them. Other implementations make nothing here.

use std::fs;
use std::io;
use std::path::PathBuf;

use gateway::agent::AgentEntry;

use crate::machines::agents::{link, outside, value, write_all};
use crate::machines::node::Node;

const TARGETS: &str = "sys/kernel/config/target/iscsi";
const DISKS: &str = "sys/kernel/config/target/core/iblock_0";

fn is_lio(agent: &AgentEntry) -> bool {
    value(agent, "implementation") == "lio-t"
}

/// The portals on which a target waits: what is not written is not there.
pub(super) fn portals(agent: &AgentEntry) -> Vec<String> {
    let words = value(agent, "portals").split_whitespace();
    if is_lio(agent) { words.map(str::to_owned).collect() } else { Vec::new() }
}

fn group(node: &Node, iqn: &str) -> PathBuf {
    node.root().join(TARGETS).join(iqn).join("tpgt_1")
}

/// Makes a target.
pub(super) fn make_target(node: &Node, agent: &AgentEntry) -> io::Result<()> {
    if !is_lio(agent) {
        return Ok(());
    }
    let group = group(node, value(agent, "iqn"));
    let initiators: Vec<&str> = value(agent, "allowed_initiators").split_whitespace().collect();
    let is_open = initiators.is_empty();
    let authenticates = !value(agent, "incoming_username").is_empty();
    write_all(&group, &[("enable", "1")])?;
    write_all(
        &group.join("attrib"),
        &[
            ("authentication", if authenticates { "1" } else { "0" }),
            ("generate_node_acls", if is_open { "1" } else { "0" }),
            ("demo_mode_write_protect", "0"),
        ],
    )?;
    for portal in portals(agent) {
        fs::create_dir_all(group.join("np").join(portal))?;
    }
    for initiator in initiators {
        let name = value(agent, "incoming_username");
        write_all(&group.join("acls").join(initiator).join("auth"), &[("userid", name)])?;
    }
    fs::create_dir_all(group.join("lun"))
}

/// Removes a target.
pub(super) fn remove_target(node: &Node, agent: &AgentEntry) {
    let _ = fs::remove_dir_all(node.root().join(TARGETS).join(value(agent, "iqn")));
}

/// Makes a LUN of a target.
pub(super) fn make_lun(node: &Node, resource: &str, agent: &AgentEntry) -> io::Result<()> {
    if !is_lio(agent) {
        return Ok(());
    }
    let name = format!("{}_{resource}", agent.instance);
    let disk = node.root().join(DISKS).join(&name);
    write_all(&disk, &[("udev_path", value(agent, "path")), ("enable", "1")])?;
    let serial = format!("T10 VPD Unit Serial Number: {}", value(agent, "scsi_sn"));
    // More than 16 characters are dropped, and nobody is told.
    let product =
        Some(value(agent, "product_id")).filter(|id| !id.is_empty() && id.len() <= 16).unwrap_or("IBLOCK");
    write_all(
        &disk.join("wwn"),
        &[("vpd_unit_serial", &serial), ("product_id", product), ("vendor_id", "LIO-ORG")],
    )?;
    let lun =
        group(node, value(agent, "target_iqn")).join("lun").join(format!("lun_{}", value(agent, "lun")));
    link(&format!("../../../../../core/iblock_0/{name}"), &lun.join("0a1b2c3d4e"))
}

/// Removes a LUN.
pub(super) fn remove_lun(node: &Node, resource: &str, agent: &AgentEntry) {
    let lun =
        group(node, value(agent, "target_iqn")).join("lun").join(format!("lun_{}", value(agent, "lun")));
    let _ = fs::remove_dir_all(lun);
    let _ = fs::remove_dir_all(outside(node, DISKS).join(format!("{}_{resource}", agent.instance)));
}
