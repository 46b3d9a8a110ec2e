//! Where a gateway's JSON says what its start entries claim.

use std::collections::BTreeMap;

use super::claim::{Claim, claims};
use crate::agent::{Agent, StartEntry};
use crate::foreign::Foreign;
use crate::gateway::Gateway;

/// What a gateway takes for itself, each with its place (a JSON pointer).
pub(super) fn claims_of(gateway: &Gateway) -> Vec<(Claim, String)> {
    let mut found = Vec::new();
    let mut counts = BTreeMap::new();
    for agent in gateway.sections().into_iter().flat_map(|section| section.agents) {
        let row = row(&mut counts, &agent);
        let parameter = |name: &str| {
            let parameter = agent.parameters.iter().find(|(key, _)| key == name);
            parameter.map(|(_, value)| value.as_str())
        };
        for claimed in claims(&agent.name, &parameter) {
            let at = place(&agent.name, claimed.parameter, &row);
            found.push((claimed.claim, at));
        }
    }
    found
}

/// What a foreign snippet takes for itself. Its text has no places in the JSON, so the start entry is named.
pub(super) fn claims_of_foreign(foreign: &Foreign) -> Vec<(Claim, String)> {
    let mut found = Vec::new();
    for entry in foreign.seen().iter().flat_map(|resource| &resource.start) {
        let Ok(StartEntry::Agent(agent)) = StartEntry::read(entry) else { continue };
        if agent.vendor != "heartbeat" {
            continue;
        }
        let parameter = |name: &str| agent.parameters.get(name).map(String::as_str);
        for claimed in claims(&agent.name, &parameter) {
            found.push((claimed.claim, format!("/text ({})", agent.instance)));
        }
    }
    found
}

/// The part of the JSON that an agent is made of.
fn row(counts: &mut BTreeMap<String, usize>, agent: &Agent) -> String {
    if agent.instance == "fs_cluster_private" {
        return "/private_volume".into();
    }
    // The exports of one volume are one row: what they claim is the volume's.
    let is_further_export = agent.name == "exportfs" && !agent.instance.ends_with("_0");
    let count = counts.entry(agent.name.clone()).or_insert(0);
    if !is_further_export {
        *count += 1;
    }
    let index = count.saturating_sub(1);
    match agent.name.as_str() {
        "IPaddr2" => format!("/service_ips/{index}"),
        "Filesystem" | "exportfs" => format!("/volumes/{index}"),
        "iSCSILogicalUnit" => format!("/luns/{index}"),
        "nvmet-namespace" => format!("/namespaces/{index}"),
        _ => String::new(),
    }
}

/// Where a claim stands: most fields are named like the parameter that they become.
fn place(agent: &str, parameter: Option<&str>, row: &str) -> String {
    match (agent, parameter) {
        ("iSCSILogicalUnit", Some("path")) | ("nvmet-namespace", Some("backing_path")) => {
            format!("{row}/device")
        }
        (_, Some(parameter)) => format!("{row}/{parameter}"),
        // That there is an NFS server at all is the kind's doing.
        (_, None) => "/kind".into(),
    }
}
