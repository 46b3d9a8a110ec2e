//! What only one gateway of a fleet can have: two that share it fail on the node where they meet, often without a word.

use std::collections::BTreeMap;

use crate::agent::Agent;
use crate::gateway::Gateway;
use crate::problem::Problem;
use crate::text::Text;

/// A parameter whose value only one gateway can have.
struct Unique {
    agent: &'static str,
    parameter: &'static str,
    /// The problem's code.
    code: &'static str,
    /// Where the value stands in the gateway's JSON; `#` is the how-manieth of its agents it is.
    at: &'static str,
}

const fn unique(
    agent: &'static str,
    parameter: &'static str,
    code: &'static str,
    at: &'static str,
) -> Unique {
    Unique { agent, parameter, code, at }
}

const UNIQUE: &[Unique] = &[
    unique("IPaddr2", "ip", "service-ip-taken", "/service_ips/#/ip"),
    unique("Filesystem", "device", "device-taken", "/volumes/#/device"),
    unique("Filesystem", "directory", "mount-point-taken", "/volumes/#/directory"),
    unique("iSCSITarget", "iqn", "iqn-taken", "/iqn"),
    unique("iSCSITarget", "tid", "target-id-taken", "/tid"),
    unique("iSCSILogicalUnit", "path", "device-taken", "/luns/#/device"),
    unique("iSCSILogicalUnit", "scsi_sn", "scsi-sn-taken", "/luns/#/scsi_sn"),
    unique("exportfs", "fsid", "fsid-taken", "/volumes/#/fsid"),
    unique("nvmet-subsystem", "nqn", "nqn-taken", "/nqn"),
    unique("nvmet-namespace", "backing_path", "device-taken", "/namespaces/#/device"),
    unique("nvmet-namespace", "uuid", "uuid-taken", "/namespaces/#/uuid"),
    unique("nvmet-namespace", "nguid", "nguid-taken", "/namespaces/#/nguid"),
    // With an equal number the second port is not made, and the agent returns 0.
    unique("nvmet-port", "port_id", "port-id-taken", "/port_id"),
];

/// What `gateway` would take from one of `others`.
///
/// A gateway is not compared with itself: others with its resource are left out.
pub fn conflicts<'a>(gateway: &Gateway, others: impl IntoIterator<Item = &'a Gateway>) -> Vec<Problem> {
    let wanted = claims(gateway);
    let mut problems: BTreeMap<&str, Problem> = BTreeMap::new();
    for other in others.into_iter().filter(|other| other.resource != gateway.resource) {
        for claim in claims(other).into_keys() {
            if let Some(at) = wanted.get(&claim) {
                problems.entry(at).or_insert_with(|| conflict(&claim, at, other));
            }
        }
    }
    problems.into_values().collect()
}

/// What counts on one node only: two gateways may share it while no node has both.
const PER_NODE: &[&str] = &["device-taken", "mount-point-taken", "fsid-taken", "nfs-server-taken"];

/// A code, and the value that only one gateway can have.
type Claim = (&'static str, String);

/// What a gateway takes for itself, with the place of each.
fn claims(gateway: &Gateway) -> BTreeMap<Claim, String> {
    let mut claims = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for agent in gateway.sections().into_iter().flat_map(|section| section.agents) {
        let is_private = agent.instance == "fs_cluster_private";
        let index = if is_private { 0 } else { next(&mut counts, &agent) };
        for unique in UNIQUE.iter().filter(|unique| unique.agent == agent.name) {
            let value = agent.parameters.iter().find(|(key, _)| key == unique.parameter);
            let Some((_, value)) = value else { continue };
            let at = if is_private {
                format!("/private_volume/{}", unique.parameter)
            } else {
                unique.at.replace('#', &index.to_string())
            };
            claims.entry((unique.code, value.to_ascii_lowercase())).or_insert(at);
        }
        if agent.name == "nfsserver" {
            claims.insert(("nfs-server-taken", String::new()), "/kind".into());
        }
    }
    claims
}

/// How many agents like this one stand before it. Exports of one volume count as one: they share what is unique.
fn next(counts: &mut BTreeMap<String, usize>, agent: &Agent) -> usize {
    let is_further_export = agent.name == "exportfs" && !agent.instance.ends_with("_0");
    let count = counts.entry(agent.name.clone()).or_insert(0);
    if is_further_export {
        return count.saturating_sub(1);
    }
    *count += 1;
    *count - 1
}

fn conflict((code, value): &Claim, at: &str, other: &Gateway) -> Problem {
    let resource = &other.resource;
    let message = if *code == "nfs-server-taken" {
        Text::of(
            format!(
                "`{resource}` is an NFS gateway too, and the kernel's NFS server runs once per node: they must never meet"
            ),
            format!("`{resource}` 也是 NFS 网关，而内核 NFS 服务器在每个节点上只能运行一个：两者不能相遇"),
        )
    } else if PER_NODE.contains(code) {
        Text::of(
            format!("`{value}` belongs to the gateway `{resource}` too: they must never meet on a node"),
            format!("`{value}` 也属于网关 `{resource}`：两者不能在同一节点上相遇"),
        )
    } else {
        Text::of(
            format!("`{value}` belongs to the gateway `{resource}` already; expected one of its own"),
            format!("`{value}` 已属于网关 `{resource}`；应使用不同的值"),
        )
    };
    if PER_NODE.contains(code) {
        Problem::warning(code, at, message)
    } else {
        Problem::error(code, at, message)
    }
}
