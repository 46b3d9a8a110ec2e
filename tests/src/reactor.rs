//! A second reading of what drbd-reactor accepts, by others' programs: the TOML parser of the daemon's time, serde's
//! rules for its settings, and the `shell-words` crate. It gives verdicts only; ours must be the same for any text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

/// What the daemon reads of a document.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    #[serde(default)]
    #[expect(dead_code, reason = "only its type counts")]
    statistics_poll_interval: u64,
    #[serde(flatten)]
    plugins: Plugins,
}

#[derive(Deserialize)]
struct Plugins {
    #[serde(default)]
    promoter: Vec<Promoter>,
}

#[derive(Deserialize, PartialEq)]
struct Promoter {
    #[serde(default)]
    resources: BTreeMap<String, Resource>,
    id: Option<String>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Resource {
    #[serde(default)]
    start: Vec<String>,
    #[serde(default)]
    stop: Vec<String>,
    #[serde(default)]
    on_stop_failure: String,
    #[serde(default)]
    stop_services_on_exit: bool,
    #[serde(default)]
    runner: Runner,
    #[serde(default)]
    dependencies_as: Dependency,
    #[serde(default)]
    target_as: Dependency,
    #[serde(default)]
    on_drbd_demote_failure: DemoteFailure,
    #[serde(default = "one")]
    sleep_before_promote_factor: u32,
    #[serde(default)]
    preferred_nodes: Vec<String>,
    #[serde(default)]
    preferred_nodes_policy: Policy,
    #[serde(default = "yes")]
    secondary_force: bool,
    #[serde(default)]
    on_quorum_loss: QuorumLoss,
    #[serde(default)]
    on_disk_detach: DiskDetach,
    #[serde(default = "five")]
    fencing_promote_delay: u64,
    #[serde(default = "yes")]
    adjust_resource_on_start: bool,
}

const fn one() -> u32 {
    1
}

const fn five() -> u64 {
    5
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize, PartialEq, Default)]
#[serde(rename_all = "lowercase")]
enum Runner {
    #[default]
    Systemd,
    Shell,
}

#[derive(Deserialize, PartialEq, Default)]
enum Dependency {
    Wants,
    #[default]
    Requires,
    Requisite,
    BindsTo,
}

#[derive(Deserialize, PartialEq, Default)]
#[serde(rename_all = "kebab-case")]
enum DemoteFailure {
    #[default]
    None,
    Reboot,
    RebootForce,
    RebootImmediate,
    Poweroff,
    PoweroffForce,
    PoweroffImmediate,
    Exit,
    ExitForce,
}

#[derive(Deserialize, PartialEq, Default)]
#[serde(rename_all = "kebab-case")]
enum Policy {
    #[default]
    Always,
    StartOnly,
}

#[derive(Deserialize, PartialEq, Default)]
#[serde(rename_all = "kebab-case")]
enum QuorumLoss {
    #[default]
    Shutdown,
    Freeze,
}

#[derive(Deserialize, PartialEq, Default)]
#[serde(rename_all = "kebab-case")]
enum DiskDetach {
    #[default]
    Ignore,
    FailOver,
}

/// Whether the daemon would load and start this document.
pub fn accepts(text: &str) -> bool {
    // The daemon puts a newline before the snippets, so that a byte order mark is never the first thing.
    let Ok(document) = toml_1_0::from_str::<Document>(&format!("\n{text}\n")) else { return false };
    let promoters = &document.plugins.promoter;
    let is_twice = |index: usize| promoters[..index].contains(&promoters[index]);
    if (0..promoters.len()).any(is_twice) {
        return false;
    }
    let mut resources = promoters.iter().flat_map(|promoter| &promoter.resources);
    resources.all(|(name, resource)| resource.runner == Runner::Shell || starts(name, &resource.start))
}

/// Whether the daemon would make units of all entries.
fn starts(resource: &str, entries: &[String]) -> bool {
    let mut units = BTreeSet::new();
    for entry in entries {
        let Some(unit) = unit(resource, entry.trim()) else { return false };
        // The name of a drop-in's directory has two bytes more, and 255 at most.
        if unit.contains('/') || unit.len() > 253 || !units.insert(unit) {
            return false;
        }
    }
    true
}

/// Name of an entry's unit; none where its words do not make sense.
fn unit(resource: &str, entry: &str) -> Option<String> {
    let agent = entry.strip_prefix("ocf:").and_then(|rest| rest.split_once(char::is_whitespace));
    let Some((agent, words)) = agent else { return Some(entry.to_owned()) };
    let is_agent =
        agent.rsplit_once(':').is_some_and(|(vendor, name)| !vendor.is_empty() && !name.is_empty());
    if !is_agent {
        return Some(entry.to_owned());
    }
    let words = shell_words::split(words.trim_start()).ok()?;
    let instance = format!("{}_{resource}", words.first()?);
    let mut name = String::new();
    for (index, byte) in instance.bytes().enumerate() {
        match byte {
            b'/' => name.push('-'),
            b':' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => name.push(char::from(byte)),
            b'.' if index > 0 => name.push('.'),
            _ => write!(name, "\\x{byte:02x}").expect("a string takes everything"),
        }
    }
    Some(format!("ocf.rs@{name}.service"))
}
