//! The keys that the daemon knows, with their types. It never reports others, so this list is ours to own.

use toml::de::DeValue;

use crate::gateway::promoter::{DemoteFailure, Dependency, DiskDetach, PreferredNodesPolicy, QuorumLoss};
use crate::names::Choice;
use crate::text::Text;

/// What the daemon wants as the value of a key.
pub(crate) enum Wants {
    /// `true` or `false`.
    Switch,
    /// A whole number up to this one.
    Whole(i64),
    /// A list of strings.
    Strings,
    /// One of these words.
    Word(Vec<&'static str>),
    /// Anything: the key is deprecated and ignored.
    Ignored,
}

/// Keys of `[promoter.resources.NAME]` (drbd-reactor 1.11.0).
pub(crate) fn resource_keys() -> Vec<(&'static str, Wants)> {
    vec![
        ("start", Wants::Strings),
        ("stop", Wants::Strings),
        ("runner", Wants::Word(vec!["systemd", "shell"])),
        ("stop-services-on-exit", Wants::Switch),
        ("target-as", words::<Dependency>()),
        ("dependencies-as", words::<Dependency>()),
        ("sleep-before-promote-factor", Wants::Whole(u32::MAX.into())),
        ("on-drbd-demote-failure", words::<DemoteFailure>()),
        ("preferred-nodes", Wants::Strings),
        ("secondary-force", Wants::Switch),
        ("on-quorum-loss", words::<QuorumLoss>()),
        ("preferred-nodes-policy", words::<PreferredNodesPolicy>()),
        ("fencing-promote-delay", Wants::Whole(i64::MAX)),
        ("on-disk-detach", words::<DiskDetach>()),
        ("adjust-resource-on-start", Wants::Switch),
        ("on-stop-failure", Wants::Ignored),
    ]
}

fn words<C: Choice>() -> Wants {
    Wants::Word(C::ALL.iter().map(|choice| choice.word()).collect())
}

/// Keys of `[[promoter]]`. `metadata` is read by others than the daemon, `id` by nobody any more.
pub(crate) const PROMOTER_KEYS: &[&str] = &["resources", "metadata", "id"];

/// Keys of the document: the daemon's own settings and its plugins.
pub(crate) const DOCUMENT_KEYS: &[&str] =
    &["promoter", "prometheus", "umh", "agentx", "debugger", "snippets", "statistics-poll-interval", "log"];

/// Plugins of the daemon.
pub(crate) const PLUGINS: &[&str] = &["promoter", "prometheus", "umh", "agentx", "debugger"];

/// Keys that are lists of tables.
pub(crate) const LISTS: &[&str] = &["promoter", "prometheus", "umh", "agentx", "debugger", "log"];

impl Wants {
    /// Whether the daemon takes `value`.
    pub(crate) fn takes(&self, value: &DeValue<'_>) -> bool {
        match self {
            Self::Switch => value.is_bool(),
            Self::Whole(max) => value.as_integer().is_some_and(|number| {
                let digits = number.as_str().trim_start_matches('+');
                i64::from_str_radix(digits, number.radix()).is_ok_and(|number| (0..=*max).contains(&number))
            }),
            Self::Strings => {
                value.as_array().is_some_and(|values| values.iter().all(|value| value.get_ref().is_str()))
            }
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::Ignored => true,
        }
    }

    /// What to write instead of a value that the daemon does not take.
    pub(crate) fn expected(&self) -> Text {
        match self {
            Self::Switch => {
                Text::new("expected `true` or `false`, without quotes", "应为不带引号的 `true` 或 `false`")
            }
            Self::Whole(max) => {
                Text::of(format!("expected a whole number, 0 to {max}"), format!("应为 0 到 {max} 的整数"))
            }
            Self::Strings => Text::new(
                "expected a list of strings such as `[\"a\", \"b\"]`",
                "应为字符串列表，如 `[\"a\", \"b\"]`",
            ),
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
                let words = words.join(", ");
                Text::of(format!("expected one of {words}"), format!("应为以下之一：{words}"))
            }
            Self::Ignored => Text::new("the daemon ignores it", "守护进程会忽略它"),
        }
    }
}
