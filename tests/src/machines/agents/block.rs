//! Ports that `portblock` keeps closed: rules that are listed, and nothing that drops a packet.

use crate::machines::agents::{Agents, value};

/// The rules of a node as `iptables-save` lists them, of one family of addresses.
pub(in crate::machines) fn rules(agents: &Agents, node: &str, is_v6: bool) -> Vec<String> {
    let of = |action: &str| {
        let blocks = agents.on(node).filter(|agent| agent.name == "portblock");
        let blocks = blocks.filter(|agent| value(agent, "action") == action);
        let keys = blocks.map(|agent| {
            let ip = Some(value(agent, "ip")).filter(|ip| !ip.is_empty()).unwrap_or("0.0.0.0/0");
            (ip.to_owned(), value(agent, "portno").to_owned(), value(agent, "protocol").to_owned())
        });
        keys.collect::<Vec<_>>()
    };
    let opened = of("unblock");
    let closed = of("block").into_iter().filter(|key| !opened.contains(key) && key.0.contains(':') == is_v6);
    let prefix = if is_v6 { 128 } else { 32 };
    closed
        .map(|(ip, port, protocol)| {
            let to = if ip.contains('/') { String::new() } else { format!("-d {ip}/{prefix} ") };
            format!("-A INPUT {to}-p {protocol} -m multiport --dports {port} -j DROP\n")
        })
        .collect()
}
