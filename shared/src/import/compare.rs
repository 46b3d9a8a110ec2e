//! Compares start lists by what their agents get.

use super::entry::Entry;
use super::findings::Findings;
use crate::names::Choice;
use crate::ocf::{Parameter, Version};
use crate::secret::{is_secret, shown_value};
use crate::text::Text;

/// What differs between a file and the gateway that was made of it.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// What no agent and no daemon notices.
    pub(super) differences: Findings,
    /// What would do something else.
    pub(super) changes: Findings,
}

/// Compares the start list of a file with the one that the gateway would be written with.
pub(super) fn compare_entries(given: &[Entry<'_>], written: &[Entry<'_>], comparison: &mut Comparison) {
    let is_pair = |(one, other): &(&Entry<'_>, &Entry<'_>)| role(one) == role(other);
    let before = given.iter().zip(written).take_while(is_pair).count();
    let (given, written) = ((&given[..before], &given[before..]), (&written[..before], &written[before..]));
    let behind = given.1.iter().rev().zip(written.1.iter().rev()).take_while(is_pair).count();
    let (lost, kept) = given.1.split_at(given.1.len() - behind);
    let (added, wanted) = written.1.split_at(written.1.len() - behind);
    for (one, other) in given.0.iter().zip(written.0).chain(kept.iter().zip(wanted)) {
        Pair { given: one, written: other }.compare(comparison);
    }
    for entry in lost {
        let agent = entry.shown();
        let text = Text::of(format!("{agent} would not stay here"), format!("{agent} 不会留在此处"));
        comparison.changes.push_at(&entry.at(), text);
    }
    for entry in added {
        let agent = entry.shown();
        let text = Text::of(format!("{agent} would stand here"), format!("此处会有 {agent}"));
        comparison.changes.push_at(&entry.at(), text);
    }
}

/// What an entry is there for: blocking and unblocking are two things of one agent.
fn role<'a>(entry: &'a Entry<'_>) -> (&'a str, &'a str, Option<&'a str>) {
    let action = if entry.is("portblock") { entry.value("action") } else { None };
    (entry.vendor, entry.name, action)
}

/// An entry of the file, and the one that would take its place.
struct Pair<'a> {
    given: &'a Entry<'a>,
    written: &'a Entry<'a>,
}

impl Pair<'_> {
    fn compare(&self, comparison: &mut Comparison) {
        let (mut differences, mut changes) = (Vec::new(), Vec::new());
        self.compare_instances(&mut differences, &mut changes);
        for (key, value) in &self.given.parameters {
            match self.written.parameters.get(key) {
                Some(other) if other == value => {}
                Some(other) => changes.push(self.other_value(key, value, other)),
                None => self.compare_left_out(key, value, &mut differences, &mut changes),
            }
        }
        for (key, value) in &self.written.parameters {
            if !self.given.parameters.contains_key(key) {
                self.compare_added(key, value, &mut differences, &mut changes);
            }
        }
        if !self.has_same_order() {
            differences.push(OTHER_ORDER);
        }
        if !self.given.is_plain {
            differences.push(OTHER_WORDS);
        }
        for text in differences {
            comparison.differences.push_at(&self.given.at(), text);
        }
        for text in changes {
            comparison.changes.push_at(&self.given.at(), text);
        }
    }

    fn compare_instances(&self, differences: &mut Vec<Text>, changes: &mut Vec<Text>) {
        let (now, then) = (&self.given.instance, &self.written.instance);
        if now == then {
            return;
        }
        // The agent makes a LUN's `scsi_id` from the instance's name; LIO has no such identifier.
        let is_seen = self.given.is("iSCSILogicalUnit")
            && !matches!(self.given.value("implementation"), Some("lio-t" | "lio"));
        // With `=` in it, it is a parameter in the wrong place, and may be a secret.
        let now = if now.contains('=') { "…" } else { now };
        if is_seen {
            changes.push(Text::of(
                format!("the instance `{now}` would be `{then}`, and initiators see the name in the SCSI id"),
                format!("实例 `{now}` 会变为 `{then}`，而发起端会在 SCSI ID 中看到该名称"),
            ));
        } else {
            differences.push(Text::of(
                format!("the instance `{now}` becomes `{then}`"),
                format!("实例 `{now}` 变为 `{then}`"),
            ));
        }
    }

    fn compare_left_out(&self, key: &str, value: &str, differences: &mut Vec<Text>, changes: &mut Vec<Text>) {
        let parameter = self.parameter(key);
        if value.is_empty() && parameter.is_some_and(|parameter| is_nothing_to(self.given, parameter)) {
            differences.push(Text::of(
                format!("`{key}`, which is empty, is left out"),
                format!("`{key}` 为空，会被省略"),
            ));
        } else if parameter.and_then(certain_default) == Some(value) {
            differences.push(Text::of(
                format!("`{key}={value}`, the agent's default, is left out"),
                format!("`{key}={value}` 为代理的默认值，会被省略"),
            ));
        } else if parameter.is_some() || self.may_be_named(key, value) {
            changes.push(Text::of(format!("`{key}` would be lost"), format!("`{key}` 会丢失")));
        } else {
            changes.push(UNKNOWN_WORD);
        }
    }

    fn compare_added(&self, key: &str, value: &str, differences: &mut Vec<Text>, changes: &mut Vec<Text>) {
        let shown = shown_value(key, value);
        if self.parameter(key).and_then(certain_default) == Some(value) {
            differences.push(Text::of(
                format!("`{key}={value}`, the agent's default, is written out"),
                format!("会写出 `{key}={value}`，即代理的默认值"),
            ));
        } else if is_found_out(key) {
            changes.push(Text::of(
                format!("`{key}={shown}` would be added; without it, the agent finds a value itself"),
                format!("会加上 `{key}={shown}`；没有它时，代理自行确定取值"),
            ));
        } else {
            changes
                .push(Text::of(format!("`{key}={shown}` would be added"), format!("会加上 `{key}={shown}`")));
        }
    }

    fn other_value(&self, key: &str, now: &str, then: &str) -> Text {
        let (now, then) = (shown_value(key, now), shown_value(key, then));
        debug_assert!(self.parameter(key).is_some(), "we write declared parameters only");
        Text::of(
            format!("`{key}={now}` would be `{key}={then}`"),
            format!("`{key}={now}` 会变为 `{key}={then}`"),
        )
    }

    /// Whether what both have stands in the same order.
    fn has_same_order(&self) -> bool {
        let given = self.given.order.iter().filter(|key| self.written.parameters.contains_key(*key));
        let written = self.written.order.iter().filter(|key| self.given.parameters.contains_key(*key));
        given.eq(written)
    }

    fn parameter(&self, key: &str) -> Option<&'static Parameter> {
        self.given.declaration().and_then(|declaration| declaration.parameter(key))
    }

    /// Whether a word that the agent does not declare may be named: behind a secret with a blank in it, the rest of the
    /// secret looks like one.
    fn may_be_named(&self, key: &str, value: &str) -> bool {
        let is_name = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let has_secret = self.given.parameters.keys().any(|key| is_secret(key));
        is_name && !value.is_empty() && !has_secret
    }
}

/// What agents find out on the node or from the instance's name, so that no value is the same as none.
fn is_found_out(key: &str) -> bool {
    matches!(key, "implementation" | "scsi_id" | "scsi_sn")
}

/// Whether the agent takes an empty value for none: unless it has a default, which the empty value would replace.
fn is_nothing_to(entry: &Entry<'_>, parameter: &Parameter) -> bool {
    let declares_none = Version::ALL.iter().all(|version| parameter.default_in(*version).is_none());
    let is_lun = entry.is("iSCSILogicalUnit") || entry.is("iSCSITarget");
    declares_none && !(is_lun && is_found_out(parameter.name))
}

/// The default of a parameter, if it is one in all versions of resource-agents that have the parameter.
fn certain_default(parameter: &Parameter) -> Option<&'static str> {
    let default = parameter.default?;
    let mut versions = Version::ALL.iter().filter(|version| parameter.is_known(**version));
    versions.all(|version| parameter.default_in(*version) == Some(default)).then_some(default)
}

const OTHER_ORDER: Text = Text::new("the parameters are in another order", "参数的顺序不同");
const OTHER_WORDS: Text = Text::new(
    "quotes, blanks, repeated parameters or comments within the entry do not stay as they are",
    "启动项中的引号、空格、重复的参数或注释不会保持原样",
);
const UNKNOWN_WORD: Text =
    Text::new("a word that is no parameter of the agent would be lost", "有一个词不是该代理的参数，会丢失");
