//! The settings of a promoter: what a gateway takes from them, and whether writing it gives them back.

use serde_json::{Map, Value, json};

use super::compare::Comparison;
use crate::draft::Record;
use crate::field::Absent;
use crate::gateway::promoter::PromoterOptions;
use crate::text::Text;

/// Read by no daemon any more.
const DEPRECATED: &[&str] = &["on-stop-failure"];

/// What the daemon takes for a setting that is left out (drbd-reactor 1.11.0); none for what it does not know.
fn default(key: &str) -> Option<Value> {
    Some(match key {
        // Only the runner `shell` reads it.
        "stop" | "preferred-nodes" => json!([]),
        "runner" => json!("systemd"),
        "stop-services-on-exit" => json!(false),
        "target-as" | "dependencies-as" => json!("Requires"),
        "sleep-before-promote-factor" => json!(1),
        "on-drbd-demote-failure" => json!("none"),
        "secondary-force" | "adjust-resource-on-start" => json!(true),
        "on-quorum-loss" => json!("shutdown"),
        "preferred-nodes-policy" => json!("always"),
        "fencing-promote-delay" => json!(5),
        "on-disk-detach" => json!("ignore"),
        _ => return None,
    })
}

/// The promoter options of a draft. Where a gateway always writes an option, the daemon's default is given explicitly.
pub(super) fn options(settings: &Map<String, Value>) -> Value {
    let mut options = Map::new();
    for field in PromoterOptions::FIELDS {
        let is_always_written = field.absent != Absent::LeftOut;
        let value = settings.get(field.key).cloned();
        let value = value.or_else(|| default(field.key).filter(|_| is_always_written));
        options.extend(value.map(|value| (field.key.to_owned(), value)));
    }
    options.into()
}

/// Compares the settings of a resource with those that the gateway would be written with.
pub(super) fn compare(given: &Map<String, Value>, written: &Map<String, Value>, comparison: &mut Comparison) {
    for (key, value) in given.iter().filter(|(key, _)| *key != "start") {
        match written.get(key) {
            Some(same) if same == value => {}
            Some(other) => comparison.changes.push(Text::of(
                format!("`{key} = {value}` would be `{key} = {other}`"),
                format!("`{key} = {value}` 会变为 `{key} = {other}`"),
            )),
            None if DEPRECATED.contains(&key.as_str()) => comparison.differences.push(deprecated(key)),
            None if default(key).as_ref() == Some(value) => comparison.differences.push(Text::of(
                format!("`{key} = {value}`, the daemon's default, is left out"),
                format!("`{key} = {value}` 为守护进程的默认值，会被省略"),
            )),
            None => {
                let lost = Text::of(format!("`{key}` would be lost"), format!("`{key}` 会丢失"));
                comparison.changes.push(lost);
            }
        }
    }
    for (key, value) in written.iter().filter(|(key, _)| !given.contains_key(*key)) {
        if default(key).as_ref() == Some(value) {
            comparison.differences.push(Text::of(
                format!("`{key} = {value}`, the daemon's default, is written out"),
                format!("会写出 `{key} = {value}`，即守护进程的默认值"),
            ));
        } else if key != "start" {
            comparison.changes.push(Text::of(
                format!("`{key} = {value}` would be added"),
                format!("会加上 `{key} = {value}`"),
            ));
        }
    }
}

/// What is said of a key that the daemon ignores and that we do not write.
pub(super) fn deprecated(key: &str) -> Text {
    Text::of(
        format!("`{key}`, which the daemon ignores, is left out"),
        format!("`{key}` 会被省略，守护进程本来就忽略它"),
    )
}
