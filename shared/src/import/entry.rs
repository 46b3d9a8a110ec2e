//! Start entries as their agents get them.

use std::collections::BTreeMap;

use super::findings::Findings;
use crate::agent::{AgentWords, quote};
use crate::ocf::{self, Declaration};
use crate::text::Text;

/// A start entry of an agent, as the agent gets it and as it is written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Place in the file, such as `start[0]`.
    pub(super) at: String,
    /// Who made the agent.
    pub(super) vendor: String,
    /// Name of the agent.
    pub(super) name: String,
    /// Name of this instance.
    pub(super) instance: String,
    /// Each parameter's value as it arrives: the shell has read quotes, and systemd `%%`.
    pub(super) parameters: BTreeMap<String, String>,
    /// Names of the parameters in the order in which they are written.
    pub(super) order: Vec<String>,
    /// Whether it stands there as we would write these words in this order.
    pub(super) is_plain: bool,
}

/// Reads the agents of a start list; what is none, or does not arrive as it is written, is a reason.
pub(super) fn read_all(start: &[String], reasons: &mut Findings) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, text) in start.iter().enumerate() {
        let at = format!("start[{index}]");
        match AgentWords::read(text) {
            Ok(Some(words)) => entries.push(Entry::read(at, text, &words, reasons)),
            Ok(None) => reasons.push_at(&at, NOT_AN_AGENT),
            Err(_) => reasons.push_at(&at, NOT_STARTED),
        }
    }
    entries
}

impl Entry {
    fn read(at: String, text: &str, words: &AgentWords<'_>, reasons: &mut Findings) -> Self {
        let mut entry = Self {
            at,
            vendor: words.vendor.to_owned(),
            name: words.name.to_owned(),
            instance: String::new(),
            parameters: BTreeMap::new(),
            order: Vec::new(),
            is_plain: true,
        };
        let mut end = words.head.end;
        for (index, word) in words.words.iter().enumerate() {
            let written = &text[word.range.clone()];
            entry.is_plain &= &text[end..word.range.start] == " ";
            end = word.range.end;
            if index == 0 {
                entry.instance = word.text.to_string();
                entry.is_plain &= written == quote(&word.text);
                continue;
            }
            let (key, value) = word.text.split_once('=').unwrap_or((&word.text, ""));
            let arrives = without_specifiers(value).unwrap_or_else(|| {
                reasons.push_at(&entry.at, SPECIFIER);
                value.to_owned()
            });
            // An empty value is left out sooner or later, however it is written.
            entry.is_plain &= value.is_empty() || is_quoted(written, key, &arrives);
            // Of a parameter given twice, the last one counts.
            if entry.parameters.insert(key.to_owned(), arrives).is_some() {
                entry.is_plain = false;
            }
            entry.order.push(key.to_owned());
        }
        entry.is_plain &= words.head.start == 0 && end == text.len();
        entry
    }

    /// Whether it is the agent `name` of resource-agents.
    pub(super) fn is(&self, name: &str) -> bool {
        self.vendor == "heartbeat" && self.name == name
    }

    /// What the agent declares; none for agents that we do not know.
    pub(super) fn declaration(&self) -> Option<&'static Declaration> {
        ocf::declaration(&self.vendor, &self.name)
    }

    /// A parameter's value, unless it is empty or not there.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.parameters.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A parameter's value, or the default that the agent declares for it.
    pub(super) fn value_or_default(&self, key: &str) -> Option<&str> {
        let default = || self.declaration()?.parameter(key)?.default;
        if self.parameters.contains_key(key) { self.value(key) } else { default() }
    }

    /// Name of the agent as a text may show it: what has no place in a name may be a slipped secret.
    pub(super) fn shown(&self) -> String {
        let is_name =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        if is_name(&self.vendor) && is_name(&self.name) {
            format!("`ocf:{}:{}`", self.vendor, self.name)
        } else {
            "`ocf:…`".into()
        }
    }
}

/// The entries of one agent.
pub(super) fn of<'a>(entries: &'a [Entry], name: &'a str) -> impl Iterator<Item = &'a Entry> {
    entries.iter().filter(move |entry| entry.is(name))
}

/// Whether a parameter is written as we would write it.
fn is_quoted(written: &str, key: &str, value: &str) -> bool {
    let written = written.strip_prefix(key).and_then(|rest| rest.strip_prefix('='));
    written.is_some_and(|written| written == quote(value))
}

/// The value after systemd has read `%%`; none where it would put something else in the place of a specifier.
fn without_specifiers(value: &str) -> Option<String> {
    if !value.contains('%') {
        return Some(value.to_owned());
    }
    let mut arrives = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        arrives.push(c);
        if c == '%' && chars.next() != Some('%') {
            return None;
        }
    }
    Some(arrives)
}

const NOT_AN_AGENT: Text = Text::new(
    "a unit of systemd, not an agent; a gateway of ours has agents only",
    "这是 systemd 单元而不是代理；我们的网关只有代理",
);
const NOT_STARTED: Text = Text::new("the daemon would not start it", "守护进程不会启动它");
const SPECIFIER: Text = Text::new(
    "systemd puts something else in the place of `%` and what follows it; only `%%` is the sign itself",
    "systemd 会替换 `%` 及其后的字符；只有 `%%` 才是百分号本身",
);
