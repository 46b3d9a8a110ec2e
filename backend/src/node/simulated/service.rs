//! What runs of a resource on a simulated node: units that take their time to start and to stop.

use std::time::Duration;

use gateway::api::running::{RunState, UnitStatus};
use tokio::time::Instant;

use super::cluster::{Pace, Running};
use super::daemon::unit_of;
use crate::clock;
use crate::node::ServiceStatus;

/// The units of a resource where it is primary.
pub(super) struct Service {
    node: String,
    /// Each with the values that its agent was started with.
    entries: Vec<String>,
    phase: Phase,
    /// When the phase began, in seconds since 1970.
    began_at: i64,
    is_frozen: bool,
}

#[derive(Clone, Copy)]
enum Phase {
    /// Starting since then, and running when every unit had its time.
    Started(Instant),
    /// Stopping since then.
    Stopping(Instant),
}

impl Service {
    /// Units that begin to start at `since`.
    pub(super) fn new(node: String, start: &[String], since: Instant) -> Self {
        // It is worked out late what has happened.
        let began_at = seconds_at(since);
        Self { node, entries: start.to_vec(), phase: Phase::Started(since), began_at, is_frozen: false }
    }

    pub(super) fn is_on(&self, node: &str) -> bool {
        self.node == node
    }

    /// Where it runs.
    pub(super) fn node(&self) -> &str {
        &self.node
    }

    /// Whether its units stand still.
    pub(super) fn is_frozen(&self) -> bool {
        self.is_frozen
    }

    /// Lets its units stand still, or go on.
    pub(super) fn set_frozen(&mut self, is_frozen: bool) {
        self.is_frozen = is_frozen;
    }

    /// Starts the entries that have no unit yet. Those that have one run on with their old values, removed or not.
    pub(super) fn add_entries(&mut self, start: &[String]) {
        let has_unit = |entry: &String| {
            // The resource is the same for both, so that its name decides nothing.
            let unit = unit_of(entry, "");
            self.entries.iter().any(|running| unit_of(running, "") == unit)
        };
        let added: Vec<String> = start.iter().filter(|entry| !has_unit(entry)).cloned().collect();
        self.entries.extend(added);
    }

    /// Stops and starts at once. It is a race: the first units start again before the new values are written.
    pub(super) fn restart(&mut self, start: &[String], now: Instant) {
        let late = start.len() / 2;
        let old = self.entries.iter().take(late).cloned();
        let entries = old.chain(start.iter().skip(late.min(self.entries.len())).cloned()).collect();
        self.entries = entries;
        (self.phase, self.began_at) = (Phase::Started(now), seconds_at(now));
    }

    /// Begins to stop. Stopping twice is the same as once.
    pub(super) fn stop(&mut self, now: Instant) {
        if matches!(self.phase, Phase::Started(_)) {
            (self.phase, self.began_at) = (Phase::Stopping(now), seconds_at(now));
        }
    }

    /// When everything has stopped; `None` while nothing wants it to.
    pub(super) fn end(&self, pace: Pace) -> Option<Instant> {
        match self.phase {
            Phase::Started(_) => None,
            Phase::Stopping(since) => Some(since + pace.stop),
        }
    }

    /// What the node says of `units`, which its daemon would start.
    pub(super) fn status(&self, units: Vec<String>, now: Instant, pace: Pace) -> ServiceStatus {
        let mut state_of: Box<dyn FnMut() -> RunState> = match self.phase {
            Phase::Stopping(_) => Box::new(|| RunState::Deactivating),
            Phase::Started(since) => {
                let mut ready = since;
                let mut is_before = true;
                Box::new(move || {
                    ready += pace.start;
                    let is_ready = ready <= now;
                    // Each unit waits for the one before.
                    let is_next = !is_ready && std::mem::replace(&mut is_before, is_ready);
                    match (is_ready, is_next) {
                        (true, _) => RunState::Active,
                        (false, true) => RunState::Activating,
                        (false, false) => RunState::Inactive,
                    }
                })
            }
        };
        let began_at = self.began_at;
        let mut begun = Duration::ZERO;
        let unit = |unit| {
            let state = state_of();
            let is_ready = state == RunState::Active;
            begun += if is_ready { pace.start } else { Duration::ZERO };
            // What waits for others has not changed yet.
            let since = (state != RunState::Inactive).then(|| clock::at(began_at + whole_seconds(begun)));
            UnitStatus { unit, state, since }
        };
        let units: Vec<UnitStatus> = units.into_iter().map(unit).collect();
        let state = match self.phase {
            Phase::Stopping(_) => RunState::Deactivating,
            Phase::Started(_) if units.iter().all(|unit| unit.state == RunState::Active) => RunState::Active,
            Phase::Started(_) => RunState::Activating,
        };
        ServiceStatus { state, units }
    }

    /// What runs, whatever a file says.
    pub(super) fn running(&self) -> Running {
        Running { node: self.node.clone(), entries: self.entries.clone() }
    }
}

/// What a node says of `units` that it does not run.
pub(super) fn stopped(units: Vec<String>, state: RunState) -> ServiceStatus {
    let unit = |unit| UnitStatus { unit, state: RunState::Inactive, since: None };
    let units = units.into_iter().map(unit).collect();
    ServiceStatus { state, units }
}

/// A moment that has passed, in seconds since 1970.
fn seconds_at(moment: Instant) -> i64 {
    clock::unix_seconds() - whole_seconds(moment.elapsed())
}

fn whole_seconds(duration: Duration) -> i64 {
    duration.as_secs().try_into().unwrap_or(i64::MAX)
}
