//! The units of a node: what systemd says of each.

use gateway::agent::StartEntry;
use gateway::api::running::RunState;
use gateway::unit::{promote_name, target_name, unit_name};

use super::{DAEMON, Scene};
use crate::machines::state::Unit;

/// What systemd says of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) unit: String,
    pub(super) load: String,
    pub(super) active: String,
    pub(super) sub: String,
    pub(super) freezer: &'static str,
    pub(super) file: String,
}

/// What a name stands for.
pub(super) enum Kind {
    /// The daemon.
    Daemon,
    /// The target of a resource.
    Target(String),
    /// A unit that runs with the target of a resource.
    Part(String),
    /// Something else.
    Other,
}

/// The units of a resource on a node: those that its daemon would start, and those that run.
pub(super) fn parts(scene: &Scene<'_>, resource: &str) -> Vec<String> {
    let cluster = &scene.stage.cluster;
    let status = cluster.status(scene.node.name(), resource);
    let mut units: Vec<String> = status.units.into_iter().map(|unit| unit.unit).collect();
    let running = cluster.running(resource).filter(|running| running.node == scene.node.name());
    if let Some(running) = running {
        let entries = running.entries.iter().filter_map(|entry| StartEntry::read(entry).ok());
        units.push(promote_name(resource));
        units.extend(entries.map(|entry| unit_name(&entry, resource)));
    }
    let mut known = std::collections::BTreeSet::new();
    units.retain(|unit| known.insert(unit.clone()));
    units
}

/// What a name of a unit stands for on a node.
pub(super) fn kind(scene: &Scene<'_>, unit: &str) -> Kind {
    if unit == DAEMON {
        return Kind::Daemon;
    }
    let resources = scene.stage.drbd().names();
    for resource in resources {
        if unit == target_name(&resource) {
            return Kind::Target(resource);
        }
        if unit == promote_name(&resource) || parts(scene, &resource).iter().any(|part| part == unit) {
            return Kind::Part(resource);
        }
    }
    Kind::Other
}

/// Looks at a unit.
pub(super) fn show(scene: &Scene<'_>, unit: &str) -> Shown {
    let cluster = &scene.stage.cluster;
    let node = scene.node.name();
    let frozen = |resource: &str| if cluster.is_frozen(node, resource) { "frozen" } else { "running" };
    match kind(scene, unit) {
        Kind::Daemon => {
            let state = if cluster.has_exited(node) { RunState::Inactive } else { RunState::Active };
            shown(unit, state, "running", "enabled")
        }
        Kind::Target(resource) => {
            let state = cluster.status(node, &resource).state;
            let mut shown = shown(unit, state, frozen(&resource), "static");
            if shown.sub == "running" {
                "active".clone_into(&mut shown.sub);
            }
            if cluster.is_masked(node, &resource) {
                "masked".clone_into(&mut shown.load);
                let is_kept = scene.node.root().join("etc/systemd/system").join(unit).is_symlink();
                if is_kept { "masked" } else { "masked-runtime" }.clone_into(&mut shown.file);
            }
            shown
        }
        Kind::Part(resource) => {
            let status = cluster.status(node, &resource);
            let known = status.units.iter().find(|part| part.unit == unit).map(|part| part.state);
            let runs = cluster.running(&resource).is_some_and(|running| running.node == node);
            let state = known.unwrap_or(if runs { status.state } else { RunState::Inactive });
            shown(unit, state, frozen(&resource), "static")
        }
        Kind::Other => other(scene, unit),
    }
}

fn other(scene: &Scene<'_>, unit: &str) -> Shown {
    let known = scene.node.state().units.get(unit).cloned();
    let is_template = unit.starts_with("ocf.rs@") || unit.starts_with("drbd-");
    let state = match known {
        Some(state) => state,
        None if is_template && unit.contains('@') => Unit::new("inactive", "static"),
        None => Unit { load: "not-found".to_owned(), active: "inactive".to_owned(), file: String::new() },
    };
    let sub = match (state.active.as_str(), unit.rsplit('.').next()) {
        ("active", Some("path")) => "waiting",
        ("active", _) => "running",
        ("failed", _) => "failed",
        _ => "dead",
    };
    Shown {
        unit: unit.to_owned(),
        load: state.load,
        active: state.active,
        sub: sub.to_owned(),
        freezer: "running",
        file: state.file,
    }
}

fn shown(unit: &str, state: RunState, freezer: &'static str, file: &str) -> Shown {
    let (active, sub) = match state {
        // Freezing is a property of its own.
        RunState::Active | RunState::Frozen => ("active", "running"),
        RunState::Reloading => ("reloading", "reload"),
        RunState::Activating => ("activating", "start"),
        RunState::Deactivating => ("deactivating", "stop"),
        RunState::Inactive | RunState::Stopped | RunState::NotDeployed | RunState::Unknown => {
            ("inactive", "dead")
        }
        RunState::Failed => ("failed", "failed"),
        RunState::Maintenance => ("maintenance", "maintenance"),
    };
    Shown {
        unit: unit.to_owned(),
        load: "loaded".to_owned(),
        active: active.to_owned(),
        sub: sub.to_owned(),
        freezer,
        file: file.to_owned(),
    }
}

/// Every unit that systemd has in memory.
pub(super) fn all(scene: &Scene<'_>) -> Vec<String> {
    let mut units: Vec<String> = scene.node.state().units.keys().cloned().collect();
    units.push(DAEMON.to_owned());
    for resource in scene.stage.cluster.resources() {
        units.push(target_name(&resource));
        units.extend(parts(scene, &resource));
    }
    units.sort();
    units.dedup();
    units
}

/// Whether a name matches a pattern in which `*` stands for anything.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == name };
    let Some(rest) = name.strip_prefix(head) else { return false };
    (0..=rest.len()).filter(|at| rest.is_char_boundary(*at)).any(|at| matches(tail, &rest[at..]))
}
