//! A resource as the daemon starts it: its agents with what they get.

use std::borrow::Cow;
use std::ops::Range;

use super::findings::{Edits, Findings};
use crate::agent::{Word, quote};
use crate::snippet::document::{Entry, Resource};
use crate::snippet::literal::Literal;

/// Agents of a resource that are compared with each other. DRBD has 65,536 volumes at most in a resource, and nobody has
/// a tenth of this; what is longer would keep the browser busy for minutes.
pub(crate) const MOST_COMPARED: usize = 2048;

/// A resource with its agents.
pub(crate) struct Started<'a> {
    /// Its key path.
    pub(crate) at: String,
    pub(crate) resource: &'a Resource,
    /// Its number among all resources of the node.
    pub(crate) index: usize,
    /// Its agents in order; entries that are units of systemd are not among them.
    pub(crate) agents: Vec<StartedAgent<'a>>,
}

impl<'a> Started<'a> {
    /// The agents of `ocf:heartbeat` with this name, in order.
    pub(crate) fn agents(&self, name: &str) -> impl Iterator<Item = &StartedAgent<'a>> {
        self.agents.iter().filter(move |agent| agent.is(name))
    }

    /// Whether its agents are too many to be compared with each other.
    pub(crate) fn is_long(&self) -> bool {
        self.agents.len() > MOST_COMPARED
    }
}

/// An agent as it is started.
pub(crate) struct StartedAgent<'a> {
    /// Its number in the start list.
    pub(crate) index: usize,
    pub(crate) entry: &'a Entry,
    /// Its key path.
    pub(crate) at: String,
    pub(crate) vendor: &'a str,
    pub(crate) name: &'a str,
    /// Where `ocf:VENDOR:AGENT` stands: bytes of the entry.
    pub(crate) head: Range<usize>,
    pub(crate) instance: Word<'a>,
    /// Its parameters as they are written, also those given twice.
    pub(crate) parameters: Vec<Parameter<'a>>,
}

/// A parameter of an agent.
pub(crate) struct Parameter<'a> {
    pub(crate) key: Cow<'a, str>,
    /// What the agent gets; a single `%` is still as it is written.
    pub(crate) value: Cow<'a, str>,
    /// Whether there is a `=`.
    pub(crate) has_value: bool,
    /// Where the word stands: bytes of the entry.
    pub(crate) range: Range<usize>,
}

impl<'a> Parameter<'a> {
    /// The parameter that a word says.
    pub(crate) fn new(word: &Word<'a>) -> Self {
        let (key, value) = word.parameter();
        // systemd makes one of two.
        let value = if value.contains('%') { value.replace("%%", "%").into() } else { value };
        Self { key, value, has_value: word.text.contains('='), range: word.range.clone() }
    }
}

impl StartedAgent<'_> {
    /// Whether it is the agent of `ocf:heartbeat` with this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.vendor == "heartbeat" && self.name == name
    }

    /// The parameter that counts: of several the last.
    pub(crate) fn parameter(&self, key: &str) -> Option<&Parameter<'_>> {
        self.parameters.iter().rev().find(|parameter| parameter.key == key)
    }

    /// What the agent gets for a parameter; an empty value is one.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.parameter(key).map(|parameter| &*parameter.value)
    }

    /// What the agent gets for a parameter, unless it is empty.
    pub(crate) fn some(&self, key: &str) -> Option<&str> {
        self.value(key).filter(|value| !value.is_empty())
    }

    /// Where the parameter stands in the document, or else the agent.
    pub(crate) fn place(&self, findings: &Findings<'_>, key: &str) -> usize {
        findings.place_in(self.entry, self.parameter(key).map_or(0, |parameter| parameter.range.start))
    }

    /// The parameter with another value; none where the string cannot say it.
    pub(crate) fn with_value(&self, findings: &Findings<'_>, key: &str, value: &str) -> Option<Edits> {
        let range = self.parameter(key)?.range.clone();
        findings.edit_in(self.entry, range, &format!("{key}={}", findings.quoted_in(self.entry, value)?))
    }

    /// The entry with one parameter more, at its end.
    pub(crate) fn with_parameter(&self, findings: &Findings<'_>, key: &str, value: &str) -> Option<Edits> {
        let end = self.parameters.last().map_or(self.instance.range.end, |parameter| parameter.range.end);
        findings.edit_in(self.entry, end..end, &format!(" {key}={}", findings.quoted_in(self.entry, value)?))
    }

    /// The entry without a word and the blank before it.
    pub(crate) fn without(&self, findings: &Findings<'_>, word: Range<usize>) -> Option<Edits> {
        let before = &self.entry.text[..word.start];
        let start = before.trim_end_matches([' ', '\t']).len();
        findings.edit_in(self.entry, start..word.end, "")
    }
}

impl Findings<'_> {
    /// Where a byte of an entry stands in the document.
    pub(crate) fn place_in(&self, entry: &Entry, at: usize) -> usize {
        let written = self.source.slice(entry.span.clone()).unwrap_or_default();
        if at == 0 { entry.span.start } else { entry.span.start + Literal::new(written).place(at) }
    }

    /// A piece of an entry, replaced.
    pub(crate) fn edit_in(&self, entry: &Entry, range: Range<usize>, text: &str) -> Option<Edits> {
        let literal = Literal::new(self.source.slice(entry.span.clone())?);
        let start = entry.span.start + literal.place(range.start);
        let end = entry.span.start + literal.place(range.end);
        Some(vec![(start..end, literal.encode(text)?)])
    }

    /// A value with the quotes that it needs for the shell, and that its string can hold.
    pub(crate) fn quoted_in(&self, entry: &Entry, value: &str) -> Option<String> {
        let literal = Literal::new(self.source.slice(entry.span.clone())?);
        let single = quote(value);
        if !single.contains('\'') || literal.takes_single_quotes() {
            return Some(single.into_owned());
        }
        let is_literal = !value.contains(['$', '`', '"', '\\', '\'']);
        is_literal.then(|| format!("\"{}\"", value.replace('%', "%%")))
    }
}
