//! The keys that the daemon knows, with their types. It never reports others, so this list is ours to own.

use toml::de::DeValue;

use super::versions::Reactor;
use crate::gateway::promoter::{DemoteFailure, Dependency, DiskDetach, PreferredNodesPolicy, QuorumLoss};
use crate::names::Choice;
use crate::text::Text;

/// What the daemon wants as the value of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wants {
    /// `true` or `false`.
    Switch,
    /// A whole number up to this one.
    Whole(i64),
    /// Text.
    String,
    /// A list of strings.
    Strings,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A key that the daemon knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) wants: Wants,
    /// What the daemon takes where the key is missing, as TOML.
    pub(crate) default: &'static str,
    /// The first release that knows it; an older one ignores it.
    pub(crate) since: Reactor,
}

const fn key(name: &'static str, wants: Wants, default: &'static str) -> Key {
    Key { name, wants, default, since: Reactor::new(0, 0, 0) }
}

impl Key {
    const fn since(mut self, minor_of_0: u16) -> Self {
        self.since = Reactor::new(0, minor_of_0, 0);
        self
    }

    const fn since_1(mut self, minor_of_1: u16) -> Self {
        self.since = Reactor::new(1, minor_of_1, 0);
        self
    }
}

/// Keys of `[promoter.resources.NAME]` (drbd-reactor 1.11.0).
pub(crate) const RESOURCE_KEYS: &[Key] = &[
    key("start", Wants::Strings, "[]"),
    key("stop", Wants::Strings, "[]"),
    key("runner", Wants::Word(&["systemd", "shell"]), "systemd"),
    key("stop-services-on-exit", Wants::Switch, "false").since(3),
    key("target-as", Wants::Word(Dependency::WORDS), "Requires").since(4),
    key("dependencies-as", Wants::Word(Dependency::WORDS), "Requires").since(4),
    Key {
        since: Reactor::new(0, 4, 1),
        ..key("sleep-before-promote-factor", Wants::Whole(u32::MAX as i64), "1")
    },
    key("on-drbd-demote-failure", Wants::Word(DemoteFailure::WORDS), "none").since(5),
    key("preferred-nodes", Wants::Strings, "[]").since(7),
    key("secondary-force", Wants::Switch, "true").since(8),
    key("on-quorum-loss", Wants::Word(QuorumLoss::WORDS), "shutdown").since(9),
    key("preferred-nodes-policy", Wants::Word(PreferredNodesPolicy::WORDS), "always").since_1(9),
    key("fencing-promote-delay", Wants::Whole(i64::MAX), "5").since_1(10),
    key("on-disk-detach", Wants::Word(DiskDetach::WORDS), "ignore").since_1(11),
    key("adjust-resource-on-start", Wants::Switch, "true").since_1(11),
    // Deprecated: it must be text, and is ignored.
    key("on-stop-failure", Wants::String, ""),
];

/// The key of `[promoter.resources.NAME]` with this name.
pub(crate) fn resource_key(name: &str) -> Option<&'static Key> {
    RESOURCE_KEYS.iter().find(|key| key.name == name)
}

/// The keys in the order of the daemon's own record, by which it takes a resource that is written as a list.
pub(crate) const POSITIONS: &[&str] = &[
    "start",
    "stop",
    "on-stop-failure",
    "stop-services-on-exit",
    "runner",
    "dependencies-as",
    "target-as",
    "on-drbd-demote-failure",
    "sleep-before-promote-factor",
    "preferred-nodes",
    "preferred-nodes-policy",
    "secondary-force",
    "on-quorum-loss",
    "on-disk-detach",
    "fencing-promote-delay",
    "adjust-resource-on-start",
];

/// Keys of `[[promoter]]`. `metadata` is read by others than the daemon, `id` by nobody any more.
pub(crate) const PROMOTER_KEYS: &[&str] = &["resources", "metadata", "id"];

/// Keys of the document: the daemon's own settings and its plugins.
pub(crate) const DOCUMENT_KEYS: &[&str] =
    &["promoter", "prometheus", "umh", "agentx", "debugger", "snippets", "statistics-poll-interval", "log"];

/// Plugins of the daemon.
pub(crate) const PLUGINS: &[&str] = &["promoter", "prometheus", "umh", "agentx", "debugger"];

/// Plugins that are none of our business, but of which the daemon takes no two that are the same.
pub(crate) const OTHER_PLUGINS: &[&str] = &["prometheus", "umh", "agentx", "debugger"];

/// Keys that are lists of tables.
pub(crate) const LISTS: &[&str] = &["promoter", "prometheus", "umh", "agentx", "debugger", "log"];

/// What the daemon wants of the keys of its other plugins, as far as a wrong type makes it refuse everything.
pub(crate) const PLUGIN_KEYS: &[(&str, &[(&str, Wants)])] = &[
    ("promoter", &[("id", Wants::String)]),
    ("prometheus", &[("enums", Wants::Switch), ("address", Wants::String), ("id", Wants::String)]),
    (
        "agentx",
        &[
            ("address", Wants::String),
            ("cache-max", Wants::Whole(i64::MAX)),
            ("agent-timeout", Wants::Whole(i64::MAX)),
            ("peer-states", Wants::Switch),
            ("id", Wants::String),
        ],
    ),
    ("debugger", &[("id", Wants::String)]),
    ("umh", &[("id", Wants::String)]),
    ("log", &[("level", Wants::String), ("file", Wants::String)]),
];

/// What the plugin `umh` has lists of; each of its rules needs a `command`.
pub(crate) const UMH_RULES: &[&str] = &["resource", "device", "peerdevice", "connection"];

/// Levels of the log, in any case.
pub(crate) const LOG_LEVELS: &[&str] = &["off", "error", "warn", "info", "debug", "trace"];

impl Wants {
    /// Whether the daemon takes `value`.
    pub(crate) fn takes(self, value: &DeValue<'_>) -> bool {
        match self {
            Self::Switch => value.is_bool(),
            Self::Whole(max) => value.as_integer().is_some_and(|number| {
                let digits = number.as_str().trim_start_matches('+');
                i64::from_str_radix(digits, number.radix()).is_ok_and(|number| (0..=max).contains(&number))
            }),
            Self::String => value.is_str(),
            Self::Strings => {
                value.as_array().is_some_and(|values| values.iter().all(|value| value.get_ref().is_str()))
            }
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        }
    }

    /// What to write instead of a value that the daemon does not take.
    pub(crate) fn expected(self) -> Text {
        match self {
            Self::Switch => {
                Text::new("expected `true` or `false`, without quotes", "应为不带引号的 `true` 或 `false`")
            }
            Self::Whole(max) => Text::of(
                format!("expected a whole number, 0 to {max}, without quotes"),
                format!("应为 0 到 {max} 的整数，不带引号"),
            ),
            Self::String => Text::new("expected text in quotes", "应为带引号的文本"),
            Self::Strings => Text::new(
                "expected a list of strings such as `[\"a\", \"b\"]`",
                "应为字符串列表，如 `[\"a\", \"b\"]`",
            ),
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
                let words = words.join(", ");
                Text::of(format!("expected one of {words}"), format!("应为以下之一：{words}"))
            }
        }
    }
}
