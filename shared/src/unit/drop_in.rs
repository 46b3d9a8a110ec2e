//! The drop-ins that the daemon writes for systemd: what starts after what, and what fails with what.
//!
//! Read in drbd-reactor 1.11.0. The files are world-readable, so every local user of a node can read parameters there.

use std::collections::BTreeSet;

use crate::agent::StartEntry;
use crate::gateway::promoter::{DemoteFailure, Dependency};
use crate::snippet::read::Resource;

use super::{LONGEST_NAME, escape, escape_value, promote_name, target_name, unit_name, variables};

/// Where the daemon writes. The directory is empty after a boot.
const DIRECTORY: &str = "/run/systemd/system";

/// A file that adds to a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropIn {
    /// The unit that it adds to.
    pub unit: String,
    /// Name of the file in the directory `UNIT.d`.
    pub file: &'static str,
    /// What it says, without comments and blank lines, as `Key=value` or `[Section]`.
    pub lines: Vec<String>,
}

impl DropIn {
    fn new(unit: impl Into<String>, file: &'static str, lines: Vec<String>) -> Self {
        Self { unit: unit.into(), file, lines }
    }

    /// Its path on the node.
    pub fn path(&self) -> String {
        format!("{DIRECTORY}/{}.d/{}", self.unit, self.file)
    }
}

/// How each start entry hangs on the one before it.
pub fn dependencies_as(resource: &Resource) -> Dependency {
    word(resource, "dependencies-as").unwrap_or(Dependency::Requires)
}

/// How the target hangs on every start entry.
pub fn target_as(resource: &Resource) -> Dependency {
    word(resource, "target-as").unwrap_or(Dependency::Requires)
}

/// What happens to the node when DRBD does not demote.
pub fn demote_failure(resource: &Resource) -> DemoteFailure {
    word(resource, "on-drbd-demote-failure").unwrap_or(DemoteFailure::None)
}

fn word<W: std::str::FromStr>(resource: &Resource, key: &str) -> Option<W> {
    resource.settings.get(key)?.as_str()?.parse().ok()
}

/// The drop-ins of a resource, in the order in which they are written.
///
/// The daemon stops at an entry that it refuses: what it wrote before stays, and the target gets nothing. The runner
/// `shell` writes none.
pub fn drop_ins(resource: &Resource) -> Vec<DropIn> {
    if resource.settings.get("runner").is_some_and(|runner| runner == "shell") {
        return Vec::new();
    }
    let mut drop_ins = of_promotion(resource);
    let mut units: Vec<String> = Vec::new();
    for text in &resource.start {
        let Ok(entry) = StartEntry::read(text) else { return drop_ins };
        let unit = unit_name(&entry, &resource.name);
        if unit.contains('/') || unit.len() > LONGEST_NAME {
            return drop_ins;
        }
        drop_ins.extend(of_entry(resource, &entry, &unit, units.last()));
        units.push(unit);
        if units.iter().collect::<BTreeSet<_>>().len() < units.len() {
            return drop_ins;
        }
    }
    let target = target_name(&resource.name);
    if !units.is_empty() {
        let needs = target_as(resource);
        let needs = units.iter().map(|unit| format!("{needs}={unit}"));
        let lines = std::iter::once("[Unit]".to_owned()).chain(needs).collect();
        drop_ins.push(DropIn::new(target.clone(), "reactor.conf", lines));
    }
    // What starts before the daemon stops after it: at a shutdown, the daemon ends first.
    let before = vec!["[Unit]".into(), "Before=drbd-reactor.service".into()];
    drop_ins.push(DropIn::new(target, "reactor-50-before.conf", before));
    drop_ins
}

/// What is added to the units that promote and demote.
fn of_promotion(resource: &Resource) -> Vec<DropIn> {
    let is_forced =
        resource.settings.get("secondary-force").and_then(serde_json::Value::as_bool).unwrap_or(true);
    let failure = demote_failure(resource);
    let shim = |action: &str, setting: &str| {
        [format!("{setting}="), format!("{setting}=/lib/drbd/scripts/drbd-service-shim.sh {action} %I")]
    };
    let mut promote: Vec<String> = Vec::new();
    let mut escalate: Vec<String> = Vec::new();
    if is_forced {
        promote.push("[Service]".into());
        promote.extend(shim("secondary-secondary-force", "ExecStop"));
    }
    if failure != DemoteFailure::None {
        promote.extend([
            "[Unit]".into(),
            "OnFailure=drbd-demote-or-escalate@%i.service".into(),
            "OnFailureJobMode=replace-irreversibly".into(),
        ]);
        escalate.extend([
            "[Unit]".into(),
            format!("FailureAction={failure}"),
            "Conflicts=drbd-promote@%i.service".into(),
        ]);
        if is_forced {
            escalate.push("[Service]".into());
            escalate.extend(shim("secondary-secondary-force-or-escalate", "ExecStart"));
        }
    }
    let escalation = format!("drbd-demote-or-escalate@{}.service", escape(&resource.name));
    let mut drop_ins = Vec::new();
    for (unit, lines) in [(promote_name(&resource.name), promote), (escalation, escalate)] {
        if !lines.is_empty() {
            drop_ins.push(DropIn::new(unit, "reactor.conf", lines));
        }
    }
    drop_ins
}

/// What is added to the unit of a start entry, which knows of the entry right before it only.
fn of_entry(
    resource: &Resource,
    entry: &StartEntry,
    unit: &str,
    previous: Option<&String>,
) -> impl Iterator<Item = DropIn> {
    let is_mount = unit.rsplit_once('.').is_some_and(|(_, suffix)| suffix == "mount");
    let mount = vec!["[Unit]".into(), "DefaultDependencies=no".into()];
    let mount = is_mount.then(|| DropIn::new(unit, "reactor-50-mount.conf", mount));

    let promote = promote_name(&resource.name);
    let mut lines = vec![
        "[Unit]".to_owned(),
        "Description=drbd-reactor controlled %N".to_owned(),
        format!("PartOf={}", target_name(&resource.name)),
        format!("BindsTo={promote}"),
        format!("After={promote}"),
    ];
    if let Some(previous) = previous {
        lines.push(format!("{}={previous}", dependencies_as(resource)));
        lines.push(format!("After={previous}"));
    }
    if let StartEntry::Agent(agent) = entry {
        lines.push("[Service]".to_owned());
        for (name, value) in variables(agent) {
            lines.push(format!("Environment={name}={}", escape_value(&value)));
        }
    }
    mount.into_iter().chain([DropIn::new(unit, "reactor.conf", lines)])
}
