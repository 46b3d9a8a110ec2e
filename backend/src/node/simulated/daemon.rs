//! The daemon of a simulated node: what it has read, and what a reload does to what runs.

use std::collections::BTreeSet;

use gateway::agent::StartEntry;
use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::snippet::read::{Resource, resources_together};
use gateway::snippet::versions::Versions;
use gateway::unit;
use serde_json::Value;

/// A daemon with the configuration that it has loaded.
#[derive(Default)]
pub(super) struct Daemon {
    resources: Vec<Resource>,
    has_exited: bool,
}

/// What a reload does to a resource on the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The daemon looks after it from now on, or goes on with entries more or other.
    Loaded,
    /// Its target is stopped and started at once.
    Restarted,
    /// Its target is stopped.
    Stopped,
    /// It runs on, and nobody looks after it.
    LeftRunning,
}

impl Daemon {
    /// Starts with the enabled files. What its parser refuses leaves it down.
    pub(super) fn boot(&mut self, files: &[SnippetFile]) -> Vec<(String, Effect)> {
        let effects = self.load(files);
        self.has_exited |= effects.is_none();
        effects.unwrap_or_default()
    }

    /// Reads the enabled files again and says what that does. Nobody is told when it could not.
    pub(super) fn reload(&mut self, files: &[SnippetFile]) -> Vec<(String, Effect)> {
        // What its parser refuses changes nothing: the old configuration is kept.
        self.load(files).unwrap_or_default()
    }

    /// Ends, and leaves or stops what it looked after.
    pub(super) fn exit(&mut self) -> Vec<(String, Effect)> {
        self.has_exited = true;
        let old = std::mem::take(&mut self.resources);
        old.iter().map(|was| (was.name.clone(), leave(was))).collect()
    }

    /// Reads the enabled files and says what that does; `None` where its parser refuses them.
    fn load(&mut self, files: &[SnippetFile]) -> Option<Vec<(String, Effect)>> {
        let report = check(files, Versions::default());
        if !report.parser_accepts {
            return None;
        }
        self.has_exited = report.problems.iter().any(|problem| problem.code == "promoter-twice");
        let new = if self.has_exited { Vec::new() } else { resources_together(files).unwrap_or_default() };
        let old = std::mem::replace(&mut self.resources, new);

        let mut effects = Vec::new();
        for was in &old {
            match self.find(&was.name) {
                Some(is) if is == was => {}
                Some(is) => effects.push((was.name.clone(), change(was, is))),
                None => effects.push((was.name.clone(), leave(was))),
            }
        }
        for is in &self.resources {
            if old.iter().all(|was| was.name != is.name) {
                effects.push((is.name.clone(), Effect::Loaded));
            }
        }
        Some(effects)
    }

    /// The names of the resources that it looks after.
    pub(super) fn resources(&self) -> impl Iterator<Item = &str> {
        self.resources.iter().map(|resource| resource.name.as_str())
    }

    /// Whether it is not running: two promoters were equal, or its files were refused when it started.
    pub(super) fn has_exited(&self) -> bool {
        self.has_exited
    }

    /// The start list that it would start a resource with.
    pub(super) fn start_list(&self, resource: &str) -> &[String] {
        self.find(resource).map(|resource| resource.start.as_slice()).unwrap_or_default()
    }

    /// The promote unit and one unit per start entry, as `drbd-reactorctl status` lists them.
    pub(super) fn units(&self, resource: &str) -> Vec<String> {
        let Some(found) = self.find(resource) else { return Vec::new() };
        let mut units = vec![unit::promote_name(resource)];
        units.extend(found.start.iter().filter_map(|entry| unit_of(entry, resource)));
        units
    }

    /// Whether it looks after a resource and could start it.
    pub(super) fn can_start(&self, resource: &str) -> bool {
        self.find(resource).is_some_and(starts)
    }

    /// Whether it looks after a resource whose start list it cannot read.
    pub(super) fn is_broken(&self, resource: &str) -> bool {
        self.find(resource).is_some_and(|resource| !starts(resource))
    }

    /// The nodes that are to run a resource, best first.
    pub(super) fn preferred_nodes(&self, resource: &str) -> Vec<String> {
        let nodes = self.find(resource).and_then(|found| found.settings.get("preferred-nodes"));
        let nodes = nodes.and_then(Value::as_array).into_iter().flatten();
        nodes.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Whether a preferred node takes over from one that runs.
    pub(super) fn moves_to_preferred(&self, resource: &str) -> bool {
        let policy = self.find(resource).and_then(|found| found.settings.get("preferred-nodes-policy"));
        policy.and_then(Value::as_str) != Some("start-only")
    }

    fn find(&self, resource: &str) -> Option<&Resource> {
        self.resources.iter().find(|found| found.name == resource)
    }
}

/// The unit of a start entry; `None` where the entry does not parse.
pub(super) fn unit_of(entry: &str, resource: &str) -> Option<String> {
    StartEntry::read(entry).ok().map(|entry| unit::unit_name(&entry, resource))
}

/// What happens to a resource whose settings differ. The old promoter is stopped before the new one is made.
fn change(was: &Resource, is: &Resource) -> Effect {
    if !starts(is) {
        Effect::Stopped
    } else if was.stop_services_on_exit {
        Effect::Restarted
    } else {
        Effect::Loaded
    }
}

/// What happens to a resource that is no longer in the configuration.
fn leave(was: &Resource) -> Effect {
    if was.stop_services_on_exit { Effect::Stopped } else { Effect::LeftRunning }
}

/// Whether the daemon makes a unit of every start entry. The runner `shell` has none.
fn starts(resource: &Resource) -> bool {
    if resource.settings.get("runner").is_some_and(|runner| runner == "shell") {
        return !resource.start.is_empty();
    }
    let mut units = BTreeSet::new();
    let mut makes_unit = |entry: &String| {
        let unit = unit_of(entry, &resource.name);
        unit.is_some_and(|unit| !unit.contains('/') && unit.len() <= unit::LONGEST_NAME && units.insert(unit))
    };
    !resource.start.is_empty() && resource.start.iter().all(&mut makes_unit)
}
