//! What a node exports over NFS: `exportfs` reads and writes one table.

use std::fs;

use crate::machines::agents::{Made, value};
use crate::machines::node::Node;

/// The table, as the node sees it.
const TABLE: &str = "var/lib/nfs/etab";

/// Writes the table of a node.
pub(super) fn write(node: &Node, made: &[Made]) {
    let on_node = made.iter().filter(|made| made.node == node.name() && made.agent.name == "exportfs");
    let mut text = String::new();
    for agent in on_node.filter(|made| !made.is_lie).map(|made| &made.agent) {
        for directory in value(agent, "directory").split_whitespace() {
            let options = match value(agent, "options") {
                "" => "ro",
                options => options,
            };
            let fsid = value(agent, "fsid");
            let client = match value(agent, "clientspec") {
                "" | "0.0.0.0/0.0.0.0" => "*",
                client => client,
            };
            text.extend([directory, "\t", client, "(", options]);
            text.extend(if fsid.is_empty() { ["", "", ")\n"] } else { [",fsid=", fsid, ")\n"] });
        }
    }
    let table = node.root().join(TABLE);
    // A node without exports has had none, too.
    if !text.is_empty() || table.exists() {
        let _ = fs::write(table, text);
    }
}

/// The table as `exportfs -v` prints it: a line for each export.
pub(in crate::machines) fn table(node: &Node) -> String {
    fs::read_to_string(node.root().join(TABLE)).unwrap_or_default()
}
