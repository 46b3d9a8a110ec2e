//! What a snippet makes the daemon and its agents do, judged by others' programs and by what the agents were recorded to
//! declare.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gateway_tests::daemon;
use serde_json::{Value, json};

/// What runs: two snippets with the same one do the same.
#[derive(Debug, PartialEq)]
pub(crate) struct Effect {
    resource: String,
    settings: BTreeMap<String, Value>,
    start: Vec<(String, BTreeMap<String, String>)>,
}

/// The daemon's defaults (drbd-reactor 1.11.0).
fn defaults() -> BTreeMap<String, Value> {
    let defaults = json!({
        "stop": [],
        "runner": "systemd",
        "stop-services-on-exit": false,
        "target-as": "Requires",
        "dependencies-as": "Requires",
        "sleep-before-promote-factor": 1,
        "on-drbd-demote-failure": "none",
        "preferred-nodes": [],
        "secondary-force": true,
        "on-quorum-loss": "shutdown",
        "preferred-nodes-policy": "always",
        "fencing-promote-delay": 5,
        "on-disk-detach": "ignore",
        "adjust-resource-on-start": true,
    });
    serde_json::from_value(defaults).expect("an object")
}

static DECLARED: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../vectors/ocf-params.json")).expect("JSON"));

impl Effect {
    /// What the one promoter of a snippet with one resource does.
    pub(crate) fn of(text: &str) -> Self {
        let document: toml::Table = text.parse().expect("TOML");
        assert_eq!(document.keys().collect::<Vec<_>>(), ["promoter"]);
        let promoters = document["promoter"].as_array().expect("a list");
        assert_eq!(promoters.len(), 1);
        let resources = promoters[0]["resources"].as_table().expect("a table");
        assert_eq!(resources.len(), 1);
        let (resource, settings) = resources.iter().next().expect("one");
        let settings = settings.as_table().expect("a table");

        let mut effective = defaults();
        for (key, value) in settings.iter().filter(|(key, _)| !matches!(&***key, "start" | "on-stop-failure"))
        {
            effective.insert(key.clone(), serde_json::to_value(value).expect("plain data"));
        }
        let start = settings["start"].as_array().expect("a list").iter();
        let start = start.map(|entry| effect_of_entry(entry.as_str().expect("a string"))).collect();
        Self { resource: resource.clone(), settings: effective, start }
    }
}

/// An agent and what it gets, without what makes no difference to it.
fn effect_of_entry(entry: &str) -> (String, BTreeMap<String, String>) {
    let agent = entry.split_whitespace().next().expect("an agent").to_owned();
    let (instance, mut parameters) = daemon::start(&with_equals_signs(entry));
    let name = agent.rsplit(':').next().expect("a name");
    let declared = DECLARED["agents"][name]["parameters"].as_array().cloned().unwrap_or_default();
    // The agent of a LUN makes these two of its instance's name, save for LIO, which has no SCSI id.
    if name == "iSCSILogicalUnit" {
        let is_lio = parameters.get("implementation").is_some_and(|name| name.starts_with("lio"));
        parameters.entry("scsi_sn".into()).or_insert_with(|| format!("of {instance}"));
        if !is_lio {
            parameters.entry("scsi_id".into()).or_insert_with(|| format!("of {instance}"));
        }
    }
    for parameter in declared {
        let key = parameter["name"].as_str().expect("a name");
        let default = parameter["default"].as_str().unwrap_or_default();
        let is_found_out = matches!(key, "implementation" | "scsi_id" | "scsi_sn" | "nfs_init_script");
        if !is_found_out && parameters.get(key).is_some_and(|value| value == default) {
            parameters.remove(key);
        }
    }
    (agent, parameters)
}

/// Of a word without `=` the daemon makes an empty variable; the judge of words wants the sign.
fn with_equals_signs(entry: &str) -> String {
    let (agent, words) = entry.trim().split_once(char::is_whitespace).expect("an agent and words");
    let words = shell_words::split(words).expect("words with matching quotes");
    let mut text = agent.to_owned();
    for (index, word) in words.iter().enumerate() {
        let sign = if index > 0 && !word.contains('=') { "=" } else { "" };
        text = format!("{text} {}", shell_words::quote(&format!("{word}{sign}")));
    }
    text
}
