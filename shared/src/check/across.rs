//! What start entries take from each other: within a resource, and across the resources of all files.

use std::collections::BTreeSet;

use super::findings::{Finding, Findings};
use super::started::Started;
use crate::fleet::claim::{Claimed, claims};
use crate::fleet::index::{Index, twice};
use crate::problem::{Problem, Severity};
use crate::text::Text;

/// A parameter of an agent: the numbers of resource and agent, and the parameter's name.
type Place = (usize, usize, &'static str);

/// Looks at what all resources of a node claim for themselves.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    let claimed: Vec<Vec<(Claimed, Place)>> = all.iter().map(claims_of).collect();
    if is_each_once(&claimed) {
        return;
    }
    let mut index: Index<usize, Place> = Index::new();
    let mut again = Vec::new();
    for (owner, claimed) in claimed.into_iter().enumerate() {
        again.extend(twice(claimed.iter().cloned()));
        index.insert(owner, claimed.into_iter().map(|(claimed, place)| (claimed.claim, place)));
    }
    for twice in again {
        let (_, first, _) = twice.first;
        let first = &all[twice.place.0].agents[first].instance.text;
        let message = twice.claim.message_within(&format!("`{first}`"));
        push(all, twice.place, twice.claim.rule().code_within(), Severity::Error, message, findings);
    }
    for (_, conflict) in index.all_conflicts() {
        let message = conflict.claim.message(&all[*conflict.other].resource.name);
        let (code, severity) = (conflict.claim.code(), conflict.claim.severity());
        push(all, *conflict.place, code, severity, message, findings);
    }
}

/// Whether nothing is claimed more than once, as nearly always. To find who does what needs copies of all claims.
fn is_each_once(claimed: &[Vec<(Claimed, Place)>]) -> bool {
    let mut seen = BTreeSet::new();
    claimed.iter().flatten().all(|(claimed, _)| seen.insert(&claimed.claim))
}

fn claims_of(started: &Started<'_>) -> Vec<(Claimed, Place)> {
    let mut claimed = Vec::new();
    for (number, agent) in started.agents.iter().enumerate() {
        if agent.vendor != "heartbeat" {
            continue;
        }
        for claim in claims(agent.name, &|key| agent.value(key)) {
            let place = (started.index, number, claim.parameter.unwrap_or_default());
            claimed.push((claim, place));
        }
    }
    claimed
}

fn push(
    all: &[Started<'_>],
    (resource, agent, key): Place,
    code: &'static str,
    severity: Severity,
    message: Text,
    findings: &mut Findings<'_>,
) {
    let agent = &all[resource].agents[agent];
    let at = if key.is_empty() { agent.at.clone() } else { format!("{}.{key}", agent.at) };
    let problem = Problem::new(code, severity, at, message);
    let offset = agent.place(findings, key);
    findings.push(Finding::new(offset, problem));
}
