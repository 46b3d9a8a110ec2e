//! An agent as it was meant: with the certain repairs of its words, so that the rules look beyond a typo.

use super::agent::list_members;
use crate::check::agents::declared;
use crate::check::started::{Parameter, StartedAgent};
use crate::ocf;

/// The agent with its words as they were meant. Places stay those of the words that are there.
pub(super) fn meant(mut agent: StartedAgent<'_>) -> StartedAgent<'_> {
    agent.vendor = agent.vendor.trim_matches(':');
    if let Some(name) = declared::closest_agent(agent.vendor, agent.name) {
        agent.vendor = "heartbeat";
        agent.name = name;
    }
    if let Some((key, value)) = agent.instance.text.split_once('=') {
        let first = Parameter {
            key: key.to_owned(),
            value: value.replace("%%", "%"),
            has_value: true,
            range: agent.instance.range.clone(),
        };
        agent.parameters.insert(0, first);
    }
    for index in 0..agent.parameters.len() {
        if let Some(members) = list_members(&agent, &agent.parameters[index]) {
            agent.parameters[index].value = members.join(" ");
        }
    }
    if let Some(declaration) = ocf::declaration(agent.vendor, agent.name) {
        for index in 0..agent.parameters.len() {
            let closest = declared::closest_parameter(declaration, &agent.parameters[index].key);
            if let Some(closest) = closest.filter(|closest| agent.parameter(closest).is_none()) {
                closest.clone_into(&mut agent.parameters[index].key);
            }
        }
    }
    agent
}
