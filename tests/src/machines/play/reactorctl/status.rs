//! `drbd-reactorctl status`: of all files, or of those that are named.

use gateway::agent::StartEntry;
use gateway::snippet::read::Resource;
use gateway::unit::{promote_name, target_name, unit_name};
use serde_json::{Value, json};

use super::{Ended, expand};
use crate::machines::play::{Scene, files, units};

/// The version that knows `--json`, and looks at disabled files, too.
const JSON_SINCE: (u32, u32, u32) = (1, 11, 0);

/// Plays `status`.
pub(super) fn status(scene: &mut Scene<'_>, arguments: &[&str]) -> Ended {
    let is_json = arguments.contains(&"--json");
    let is_new = scene.node.state().reactor_version() >= JSON_SINCE;
    if is_json && !is_new {
        return Ok(Err("error: Found argument '--json' which wasn't expected, or isn't valid in this context\n\n\
                       USAGE:\n    drbd-reactorctl status [FLAGS] [OPTIONS] [configs]...\n\nFor more information try \
                       --help"
            .to_owned()));
    }
    let mut names = Vec::new();
    let mut only: Vec<&str> = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "-r" | "--resource" => only.extend(words.next()),
            option if option.starts_with('-') => {}
            name => names.push(name),
        }
    }
    let mut found: Vec<(String, bool)> = Vec::new();
    for (suffix, is_enabled) in [(".toml", true), (".toml.disabled", false)] {
        if is_enabled || is_new {
            found.extend(expand(scene, &names, suffix)?.into_iter().map(|name| (name, is_enabled)));
        }
    }
    let mut promoters = Vec::new();
    for (name, is_enabled) in found {
        // Names that are not there say nothing, and change nothing.
        if is_new && !files::outside(scene.node, &name).is_file() {
            continue;
        }
        let resources = match files::read(scene.node, &name) {
            Ok(resources) => resources,
            Err(error) => return Ok(Err(error)),
        };
        for resource in
            resources.iter().filter(|resource| only.is_empty() || only.contains(&resource.name.as_str()))
        {
            let promoter = match promoter(scene, &name, is_enabled, resource) {
                Ok(promoter) => promoter,
                Err(error) => return Ok(Err(error)),
            };
            if is_json {
                promoters.push(promoter);
            } else {
                let text = text(&promoter);
                scene.talk.out(&text)?;
            }
        }
    }
    if is_json {
        let all = json!({"promoter": promoters, "prometheus": [], "debugger": [], "umh": [], "agentx": []});
        scene.talk.out(&format!("{all}\n"))?;
    }
    Ok(Ok(()))
}

fn promoter(scene: &Scene<'_>, name: &str, is_enabled: bool, resource: &Resource) -> Result<Value, String> {
    let unit = |name: &str| {
        let shown = units::show(scene, name);
        json!({"name": name, "status": shown.active, "freezer": shown.freezer})
    };
    let mut dependencies = vec![unit(&promote_name(&resource.name))];
    for entry in &resource.start {
        let entry = StartEntry::read(entry).map_err(|_| "Error: missing closing quote".to_owned())?;
        dependencies.push(unit(&unit_name(&entry, &resource.name)));
    }
    let known = scene.stage.drbd().find(&resource.name).filter(|known| known.is_up);
    let primary = scene.stage.cluster.primary(&resource.name).filter(|_| known.is_some());
    let target = unit(&target_name(&resource.name));
    Ok(json!({
        "drbd_resource": resource.name,
        "path": files::path(name),
        "enabled": is_enabled,
        "primary_on": primary.unwrap_or_else(|| "unknown".to_owned()),
        "status": target["status"],
        "target": target,
        "dependencies": dependencies,
    }))
}

/// What it prints for people, with colours where it would have them on a terminal.
fn text(promoter: &Value) -> String {
    let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut text = format!("{}:\n", said(&promoter["path"]));
    text.extend([format!("Promoter: Currently active on node '{}'\n", said(&promoter["primary_on"]))]);
    let dot = |unit: &Value| match unit["status"].as_str() {
        Some("active" | "activating" | "deactivating") => "●",
        Some("failed") => "×",
        _ => "○",
    };
    text.extend([format!("{} {}\n", dot(&promoter["target"]), said(&promoter["target"]["name"]))]);
    let units = promoter["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (index, unit) in units.iter().enumerate() {
        let branch = if index + 1 == units.len() { "└─" } else { "├─" };
        text.extend([format!("{} {branch} {}\n", dot(unit), said(&unit["name"]))]);
    }
    text
}
