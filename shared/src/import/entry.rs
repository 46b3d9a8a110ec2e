//! Start entries as their agents get them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::findings::Findings;
use crate::agent::{AgentWords, quote};
use crate::ocf::{self, Declaration};
use crate::text::Text;

/// A start entry of an agent, as the agent gets it and as it is written.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// Its number in the start list.
    pub(super) index: usize,
    /// Who made the agent.
    pub(super) vendor: &'a str,
    /// Name of the agent.
    pub(super) name: &'a str,
    /// Name of this instance.
    pub(super) instance: Cow<'a, str>,
    /// Each parameter's value as it arrives: the shell has read quotes, and systemd `%%`.
    pub(super) parameters: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    /// Names of the parameters in the order in which they are written.
    pub(super) order: Vec<Cow<'a, str>>,
    /// Whether it stands there as we would write these words in this order.
    pub(super) is_plain: bool,
}

/// Reads the agents of a start list; what is none, or does not arrive as it is written, is a reason.
pub(super) fn read_all<'a>(start: &'a [String], reasons: &mut Findings) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (index, text) in start.iter().enumerate() {
        match AgentWords::read(text) {
            Ok(Some(words)) => entries.push(Entry::read(index, text, &words, reasons)),
            Ok(None) => reasons.push_at(&place(index), NOT_AN_AGENT),
            Err(_) => reasons.push_at(&place(index), NOT_STARTED),
        }
    }
    entries
}

/// Place in the file, such as `start[0]`.
fn place(index: usize) -> String {
    format!("start[{index}]")
}

impl<'a> Entry<'a> {
    fn read(index: usize, text: &str, words: &AgentWords<'a>, reasons: &mut Findings) -> Self {
        let mut entry = Self {
            index,
            vendor: words.vendor,
            name: words.name,
            instance: words.words[0].text.clone(),
            parameters: BTreeMap::new(),
            order: Vec::with_capacity(words.words.len()),
            is_plain: true,
        };
        let mut end = words.head.end;
        for (index, word) in words.words.iter().enumerate() {
            let written = &text[word.range.clone()];
            entry.is_plain &= &text[end..word.range.start] == " ";
            end = word.range.end;
            if index == 0 {
                entry.is_plain &= written == quote(&word.text);
                continue;
            }
            let (key, value) = word.parameter();
            let is_empty = value.is_empty();
            let arrives = without_specifiers(value).unwrap_or_else(|value| {
                reasons.push_at(&entry.at(), SPECIFIER);
                value
            });
            // An empty value is left out sooner or later, however it is written.
            entry.is_plain &= is_empty || is_quoted(written, &key, &arrives);
            // Of a parameter given twice, the last one counts.
            if entry.parameters.insert(key.clone(), arrives).is_some() {
                entry.is_plain = false;
            }
            entry.order.push(key);
        }
        entry.is_plain &= words.head.start == 0 && end == text.len();
        entry
    }

    /// Place in the file, such as `start[0]`.
    pub(super) fn at(&self) -> String {
        place(self.index)
    }

    /// Whether it is the agent `name` of resource-agents.
    pub(super) fn is(&self, name: &str) -> bool {
        self.vendor == "heartbeat" && self.name == name
    }

    /// What the agent declares; none for agents that we do not know.
    pub(super) fn declaration(&self) -> Option<&'static Declaration> {
        ocf::declaration(self.vendor, self.name)
    }

    /// A parameter's value, unless it is empty or not there.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.parameters.get(key).map(Cow::as_ref).filter(|value| !value.is_empty())
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
        if is_name(self.vendor) && is_name(self.name) {
            format!("`ocf:{}:{}`", self.vendor, self.name)
        } else {
            "`ocf:…`".into()
        }
    }
}

/// The entries of one agent.
pub(super) fn of<'a>(entries: &'a [Entry<'a>], name: &'a str) -> impl Iterator<Item = &'a Entry<'a>> {
    entries.iter().filter(move |entry| entry.is(name))
}

/// Whether a parameter is written as we would write it.
fn is_quoted(written: &str, key: &str, value: &str) -> bool {
    let written = written.strip_prefix(key).and_then(|rest| rest.strip_prefix('='));
    written.is_some_and(|written| written == quote(value))
}

/// The value after systemd has read `%%`; as it was where it would put something else in the place of a specifier.
fn without_specifiers(value: Cow<'_, str>) -> Result<Cow<'_, str>, Cow<'_, str>> {
    if !value.contains('%') {
        return Ok(value);
    }
    let mut arrives = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        arrives.push(c);
        if c == '%' && chars.next() != Some('%') {
            return Err(value);
        }
    }
    Ok(arrives.into())
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
