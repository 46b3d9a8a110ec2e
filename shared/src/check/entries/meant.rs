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
    if agent.instance.text.contains('=') {
        agent.parameters.insert(0, Parameter::new(&agent.instance));
    }
    for index in 0..agent.parameters.len() {
        if let Some(members) = list_members(&agent, &agent.parameters[index]) {
            agent.parameters[index].value = members.join(" ").into();
        }
    }
    if let Some(declaration) = ocf::declaration(agent.vendor, agent.name) {
        for index in 0..agent.parameters.len() {
            let closest = declared::closest_parameter(declaration, &agent.parameters[index].key);
            if let Some(closest) = closest.filter(|closest| agent.parameter(closest).is_none()) {
                agent.parameters[index].key = closest.into();
            }
        }
    }
    agent
}
