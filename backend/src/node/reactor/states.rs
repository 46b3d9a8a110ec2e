//! How units are doing, as drbd-reactorctl and systemd say it, and how the gateway is doing that they are.

use std::collections::BTreeMap;

use gateway::api::running::{DrbdConnection, DrbdStatus, DrbdVolume, RunState, UnitStatus};
use gateway::unit::{self, ResourceUnits};
use serde::Deserialize;

use super::ServiceStatus;
use super::answer::Answer;
use crate::clock;

/// What systemd says of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitState {
    pub(super) active: RunState,
    pub(super) is_masked: bool,
    pub(super) is_frozen: bool,
    /// Since when, in seconds since 1970.
    pub(super) since: Option<i64>,
}

/// What is true of a unit that nobody has heard of.
const UNHEARD: UnitState =
    UnitState { active: RunState::Inactive, is_masked: false, is_frozen: false, since: None };

/// Reads what `systemctl show` writes: blocks of `Property=value`, each with the unit's `Id`.
pub(super) fn units(answer: &Answer) -> BTreeMap<String, UnitState> {
    let text = answer.text("units").unwrap_or_default();
    let mut units = BTreeMap::new();
    for block in text.split("\n\n") {
        let property = |name: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.unwrap_or_default().trim()
        };
        let id = property("Id");
        if !id.is_empty() {
            let state = UnitState {
                active: word(property("ActiveState")),
                is_masked: property("LoadState") == "masked",
                is_frozen: property("FreezerState").starts_with("fr"),
                since: time(property("StateChangeTimestamp")),
            };
            units.insert(id.to_owned(), state);
        }
    }
    units
}

/// A time as systemd writes it in UTC: `Thu 2026-01-01 00:00:00 UTC`. A unit that was never anything else has none.
fn time(text: &str) -> Option<i64> {
    let mut words = text.split_whitespace().skip(1);
    let (date, time, zone) = (words.next()?, words.next()?, words.next()?);
    // Of another zone nobody knows how far away it is.
    (zone == "UTC").then(|| clock::read(&format!("{date}T{time}Z")))?
}

/// A state in the words of systemd and of drbd-reactorctl.
fn word(text: &str) -> RunState {
    match text {
        "active" => RunState::Active,
        "reloading" | "refreshing" => RunState::Reloading,
        "activating" => RunState::Activating,
        "deactivating" => RunState::Deactivating,
        "inactive" => RunState::Inactive,
        "failed" => RunState::Failed,
        "maintenance" => RunState::Maintenance,
        _ => RunState::Unknown,
    }
}

/// How the gateway of a resource is doing, by its units.
pub(super) fn judge(resource: &ResourceUnits, units: &BTreeMap<String, UnitState>) -> ServiceStatus {
    let state_of = |name: &str| units.get(name).copied().unwrap_or(UNHEARD);
    let entries = resource.units.iter().filter_map(|unit| unit.unit.as_deref());
    let names = std::iter::once(resource.promote.as_str()).chain(entries);
    let dependencies: Vec<(String, UnitState)> =
        names.map(|name| (name.to_owned(), state_of(name))).collect();
    status(state_of(&resource.target), dependencies)
}

/// How a target is doing that is made of these.
///
/// It is active only where every entry is: agents that fail later leave the target active for a while.
fn status(target: UnitState, dependencies: Vec<(String, UnitState)>) -> ServiceStatus {
    let has = |state: RunState| dependencies.iter().any(|(_, unit)| unit.active == state);
    let is_frozen = target.is_frozen || dependencies.iter().any(|(_, unit)| unit.is_frozen);
    let changing = [RunState::Activating, RunState::Deactivating, RunState::Reloading]
        .into_iter()
        .find(|state| has(*state));
    let all_active = dependencies.iter().all(|(_, unit)| unit.active == RunState::Active);
    let state = match target.active {
        RunState::Active if is_frozen => RunState::Frozen,
        RunState::Active if all_active => RunState::Active,
        RunState::Active if has(RunState::Unknown) => RunState::Unknown,
        // What is neither starting nor stopping will not come by itself.
        RunState::Active => changing.unwrap_or(RunState::Failed),
        // A target is inactive until its last entry has started; between two entries none of them is starting.
        RunState::Inactive => match changing {
            Some(state) => state,
            None if has(RunState::Active) && target.is_masked => RunState::Deactivating,
            None if has(RunState::Active) => RunState::Activating,
            None if target.is_masked => RunState::Maintenance,
            None if has(RunState::Failed) => RunState::Failed,
            None => RunState::Inactive,
        },
        state @ (RunState::Reloading
        | RunState::Activating
        | RunState::Deactivating
        | RunState::Failed
        | RunState::Maintenance
        | RunState::Stopped
        | RunState::Frozen
        | RunState::NotDeployed
        | RunState::Unknown) => state,
    };
    let shown = |(unit, state): (String, UnitState)| UnitStatus {
        unit,
        state: if state.is_frozen { RunState::Frozen } else { state.active },
        since: state.since.map(clock::at),
    };
    ServiceStatus { state, units: dependencies.into_iter().map(shown).collect() }
}

/// What `drbd-reactorctl status --json` says of a resource; `None` where it says nothing of it.
pub(super) fn of_reactor(answer: &Answer, resource: &str) -> Option<ServiceStatus> {
    #[derive(Deserialize)]
    struct Status {
        #[serde(default)]
        promoter: Vec<Promoter>,
    }
    #[derive(Deserialize)]
    struct Promoter {
        drbd_resource: String,
        target: Unit,
        #[serde(default)]
        dependencies: Vec<Unit>,
        #[serde(default)]
        status: String,
    }
    #[derive(Deserialize)]
    struct Unit {
        name: String,
        status: String,
        #[serde(default)]
        freezer: String,
    }
    impl Unit {
        fn state(&self, is_masked: bool) -> UnitState {
            let is_frozen = self.freezer.starts_with("fr");
            UnitState { active: word(&self.status), is_masked, is_frozen, since: None }
        }
    }
    let status: Status = serde_json::from_slice(answer.value("reactor")?).ok()?;
    let promoter = status.promoter.into_iter().find(|promoter| promoter.drbd_resource == resource)?;
    let is_masked = promoter.status == "maintenance" || promoter.target.status == "maintenance";
    let mut target = promoter.target.state(is_masked);
    if target.active == RunState::Maintenance {
        target.active = RunState::Inactive;
    }
    let dependencies =
        promoter.dependencies.iter().map(|unit| (unit.name.clone(), unit.state(false))).collect();
    Some(self::status(target, dependencies))
}

/// What DRBD says, by resource (`drbdadm status --json`); nothing where that is not what it promises.
pub(super) fn drbd(answer: &Answer) -> BTreeMap<String, DrbdStatus> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Resource {
        name: String,
        role: String,
        #[serde(default)]
        devices: Vec<Device>,
        #[serde(default)]
        connections: Vec<Connection>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Device {
        volume: u32,
        #[serde(default)]
        disk_state: String,
        /// DRBD has a quorum unless it says otherwise.
        #[serde(default = "yes")]
        quorum: bool,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Connection {
        name: String,
        #[serde(default, rename = "connection-state")]
        state: String,
        #[serde(default)]
        peer_role: String,
    }
    fn yes() -> bool {
        true
    }
    let resources: Vec<Resource> =
        serde_json::from_slice(answer.value("drbd").unwrap_or_default()).unwrap_or_default();
    let status = |resource: Resource| {
        let volumes = resource.devices.into_iter();
        let volumes = volumes.map(|device| DrbdVolume {
            volume: device.volume,
            disk: device.disk_state,
            quorum: device.quorum,
        });
        let connections = resource.connections.into_iter().map(|connection| DrbdConnection {
            peer: connection.name,
            state: connection.state,
            role: connection.peer_role,
        });
        let status = DrbdStatus {
            role: resource.role,
            volumes: volumes.collect(),
            connections: connections.collect(),
        };
        (resource.name, status)
    };
    resources.into_iter().map(status).collect()
}

/// Adds the gateways that run although no snippet is about them: an earlier one has left them behind.
pub(super) fn add_left_behind(
    services: &mut BTreeMap<String, ServiceStatus>,
    answer: &Answer,
    drbd: &BTreeMap<String, DrbdStatus>,
) {
    let text = answer.text("targets").unwrap_or_default();
    // The columns of `systemctl list-units --plain`: unit, loaded, active, and more.
    let targets: BTreeMap<&str, RunState> = text
        .lines()
        .filter_map(|line| {
            let mut columns = line.split_whitespace();
            Some((columns.next()?, word(columns.nth(1)?)))
        })
        .collect();
    for resource in drbd.keys() {
        let state = targets.get(unit::target_name(resource).as_str());
        if let Some(state) = state.filter(|state| **state != RunState::Inactive) {
            let left = ServiceStatus { state: *state, units: Vec::new() };
            services.entry(resource.clone()).or_insert(left);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use gateway::api::running::RunState;
    use gateway::unit::ResourceUnits;

    use super::super::answer::Answer;
    use super::{judge, of_reactor, units};
    use data_encoding::BASE64;

    const PROMOTE: &str = "drbd-promote@r0.service";
    const TARGET: &str = "drbd-services@r0.target";

    fn answer(key: &str, text: &str) -> Answer {
        Answer::read(format!("sds:{key} {}\n", BASE64.encode(text.as_bytes())).as_bytes())
    }

    fn resource() -> ResourceUnits {
        let (target, promote) = (TARGET.to_owned(), PROMOTE.to_owned());
        ResourceUnits { resource: "r0".to_owned(), target, promote, units: Vec::new() }
    }

    /// What `systemctl show` says of a unit.
    fn block(unit: &str, load: &str, active: &str, freezer: &str) -> String {
        format!("Id={unit}\nLoadState={load}\nActiveState={active}\nFreezerState={freezer}\n")
    }

    #[test]
    fn since_when_a_unit_is_so_is_known_where_systemd_says_it_in_utc() {
        for (said, wanted) in [
            ("Thu 2026-01-01 00:00:07 UTC", Some("2026-01-01T00:00:07Z")),
            ("", None),
            ("n/a", None),
            ("Thu 2026-01-01 01:00:07 CET", None),
            ("Thu 2026-13-01 00:00:07 UTC", None),
        ] {
            let text =
                format!("{}StateChangeTimestamp={said}\n", block(PROMOTE, "loaded", "active", "running"));
            let found = judge(&resource(), &units(&answer("units", &text)));
            assert_eq!(found.units[0].since.as_deref(), wanted, "{said}");
        }
    }

    #[test]
    fn a_gateway_is_judged_by_its_target_and_all_that_belongs_to_it() {
        let running = ("loaded", "running");
        let table = [
            ("active", "active", running, RunState::Active),
            ("active", "active", ("loaded", "frozen"), RunState::Frozen),
            ("active", "active", ("loaded", "freezing"), RunState::Frozen),
            // Agents that fail later leave the target active for a while.
            ("active", "failed", running, RunState::Failed),
            ("active", "inactive", running, RunState::Failed),
            ("active", "activating", running, RunState::Activating),
            ("active", "deactivating", running, RunState::Deactivating),
            ("active", "gone astray", running, RunState::Unknown),
            ("inactive", "inactive", running, RunState::Inactive),
            ("inactive", "activating", running, RunState::Activating),
            // Between two entries none is starting.
            ("inactive", "active", running, RunState::Activating),
            ("inactive", "active", ("masked", "running"), RunState::Deactivating),
            ("inactive", "deactivating", running, RunState::Deactivating),
            ("inactive", "failed", running, RunState::Failed),
            ("inactive", "inactive", ("masked", "running"), RunState::Maintenance),
            ("inactive", "failed", ("masked", "running"), RunState::Maintenance),
            ("activating", "active", running, RunState::Activating),
            ("deactivating", "active", running, RunState::Deactivating),
            ("reloading", "active", running, RunState::Reloading),
            ("failed", "failed", running, RunState::Failed),
            ("gone astray", "active", running, RunState::Unknown),
        ];
        for (target, promote, (load, freezer), wanted) in table {
            let text = format!(
                "{}\n{}",
                block(TARGET, load, target, freezer),
                block(PROMOTE, "loaded", promote, "running")
            );
            let found = judge(&resource(), &units(&answer("units", &text)));
            assert_eq!(found.state, wanted, "{target} {load} {freezer}, {promote}");
            assert_eq!(found.units.len(), 1);
        }
        assert_eq!(judge(&resource(), &BTreeMap::new()).state, RunState::Inactive, "nobody has heard of it");
    }

    #[test]
    fn what_drbd_reactor_says_is_judged_alike() {
        let said = |target: &str, promote: &str, status: &str| {
            let unit = |name: &str, status: &str| {
                format!(r#"{{"name":"{name}","status":"{status}","freezer":"running"}}"#)
            };
            let promoter = format!(
                r#"{{"drbd_resource":"r0","target":{},"dependencies":[{}],"status":"{status}"}}"#,
                unit(TARGET, target),
                unit(PROMOTE, promote)
            );
            of_reactor(&answer("reactor", &format!(r#"{{"promoter":[{promoter}],"umh":[]}}"#)), "r0")
        };
        let state = |target, promote, status| said(target, promote, status).map(|found| found.state);
        assert_eq!(state("active", "active", "active"), Some(RunState::Active));
        assert_eq!(state("active", "failed", "active"), Some(RunState::Failed));
        assert_eq!(state("inactive", "inactive", "maintenance"), Some(RunState::Maintenance));
        assert_eq!(state("maintenance", "inactive", "maintenance"), Some(RunState::Maintenance));
        assert_eq!(state("inactive", "inactive", "inactive"), Some(RunState::Inactive));
        assert_eq!(of_reactor(&answer("reactor", "not JSON"), "r0"), None);
        assert_eq!(of_reactor(&answer("reactor", r#"{"promoter":[]}"#), "r0"), None);
    }
}
