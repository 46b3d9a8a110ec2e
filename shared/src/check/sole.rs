//! A file with one gateway that runs, and nothing else: what most files are.

use std::collections::BTreeSet;

use super::alone;
use super::findings::Effect;
use crate::agent::AgentWords;
use crate::snippet::document::{self, Resource};
use crate::snippet::keys::PROMOTER_KEYS;
use crate::snippet::versions::Reactor;
use crate::unit::{LONGEST_NAME, agent_unit_name};

/// The resource of a text that has one and nothing else, if its tool takes the file and the daemon starts all of its
/// entries, which are agents.
///
/// Of any other text only the whole check tells what becomes of it, and why.
pub(crate) fn sole_resource(text: &str) -> Option<Resource> {
    let table = alone::parse(text).ok()?;
    let table = table.get_ref();
    let [promoter] = table.get("promoter")?.get_ref().as_array()?.as_ref() else { return None };
    let mut keys = promoter.get_ref().as_table()?.keys();
    let is_sole = table.len() == 1 && keys.all(|key| PROMOTER_KEYS.contains(&key.get_ref().as_ref()));
    let findings = alone::findings(text, table, 0, Reactor::NEWEST);
    let is_loaded = findings.iter().all(|finding| finding.effect != Effect::Refused);
    if !is_sole || !is_loaded {
        return None;
    }
    let mut resources = document::promoters(text, table, 0).pop()?.resources;
    let resource = if resources.len() == 1 { resources.pop()? } else { return None };
    is_started(&resource).then_some(resource)
}

/// Whether every entry is an agent that the daemon starts, each as a unit of its own.
fn is_started(resource: &Resource) -> bool {
    let mut units = BTreeSet::new();
    resource.start.iter().all(|entry| {
        let Ok(Some(words)) = AgentWords::read(&entry.text) else { return false };
        let unit = agent_unit_name(&words.words[0].text, &resource.name);
        unit.len() <= LONGEST_NAME && units.insert(unit)
    })
}
