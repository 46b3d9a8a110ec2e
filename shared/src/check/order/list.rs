//! A start list: the agents that we know, and where there is something else.

use std::net::IpAddr;
use std::ops::RangeBounds;

use crate::check::started::{Started, StartedAgent};
use crate::ocf;

/// A start list.
pub(super) struct List<'a> {
    started: &'a Started<'a>,
    /// The entries that are no agent that we know.
    strangers: Vec<Stranger>,
}

struct Stranger {
    /// Its number in the start list.
    index: usize,
    does: Does,
}

/// What an entry may do that we do not know.
#[derive(PartialEq, Eq)]
enum Does {
    /// It mounts something, and nothing else.
    Mount,
    Anything,
}

impl<'a> List<'a> {
    pub(super) fn new(started: &'a Started<'a>) -> Self {
        let mut strangers = Vec::new();
        let mut agents = started.agents.iter().peekable();
        for (index, entry) in started.resource.start.iter().enumerate() {
            let agent = agents.next_if(|agent| agent.index == index);
            if agent.is_some_and(|agent| ocf::declaration(agent.vendor, agent.name).is_some()) {
                continue;
            }
            let suffix = entry.text.trim().rsplit_once('.').map(|(_, suffix)| suffix);
            let is_mount = agent.is_none() && matches!(suffix, Some("mount" | "automount"));
            strangers.push(Stranger { index, does: if is_mount { Does::Mount } else { Does::Anything } });
        }
        Self { started, strangers }
    }

    /// The agents of `ocf:heartbeat` with this name, in order.
    pub(super) fn agents(&self, name: &str) -> impl Iterator<Item = &'a StartedAgent<'a>> {
        self.started.agents(name)
    }

    /// All agents, in order.
    pub(super) fn all(&self) -> &'a [StartedAgent<'a>] {
        &self.started.agents
    }

    /// Whether an entry with such a number may do what we look for.
    pub(super) fn may_do_it(&self, entries: impl RangeBounds<usize>) -> bool {
        self.strangers
            .iter()
            .any(|stranger| stranger.does == Does::Anything && entries.contains(&stranger.index))
    }

    /// Whether an entry with such a number may mount what we look for.
    pub(super) fn may_mount(&self, entries: impl RangeBounds<usize>) -> bool {
        self.strangers.iter().any(|stranger| entries.contains(&stranger.index))
    }

    /// The number of the first entry that brings an address up.
    pub(super) fn brought_up(&self, address: IpAddr) -> Option<usize> {
        self.agents("IPaddr2")
            .find(|agent| agent.some("ip").and_then(bare_address) == Some(address))
            .map(|agent| agent.index)
    }
}

/// An address without what does not belong to it: a prefix, brackets.
pub(super) fn bare_address(text: &str) -> Option<IpAddr> {
    let bare = text.split_once('/').map_or(text, |(address, _)| address);
    let bare = bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')).unwrap_or(bare);
    bare.parse().ok()
}

/// The address and the port of a portal.
pub(super) fn portal(text: &str) -> Option<(IpAddr, &str)> {
    let (address, port) = text.rsplit_once(':')?;
    Some((bare_address(address)?, port))
}
