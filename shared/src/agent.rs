//! A start entry: a systemd unit, or an OCF agent with its instance and parameters, and the quoting between them.
//!
//! drbd-reactor reads an entry as `ocf:VENDOR:AGENT WORDS`, where the words are those of a POSIX shell without
//! expansion: the instance name, then `key=value`. It writes each value into a unit with `\xNN` for every unusual
//! byte, so all arrive as they are, except `%`, which systemd expands; it is doubled here.

mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::field::place::Place;
use crate::secret::MASK;

/// An OCF agent with the instance name and the parameters it is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Who made it, such as `heartbeat`.
    pub vendor: String,
    /// Its name, such as `IPaddr2`.
    pub name: String,
    /// Name of this instance, unique within the resource.
    pub instance: String,
    /// Parameters in the order they are written, each with the value that the agent gets.
    ///
    /// The order is content: changing it makes the daemon see another entry.
    pub parameters: Vec<(String, String)>,
    /// The fields of the gateway that decide what is written here, those that a derived value follows among them.
    pub from: Vec<Place>,
}

impl Agent {
    /// An agent of resource-agents' `heartbeat` set, so far without parameters.
    pub fn heartbeat(name: &str, instance: impl Into<String>) -> Self {
        Self {
            vendor: "heartbeat".into(),
            name: name.into(),
            instance: instance.into(),
            parameters: Vec::new(),
            from: Vec::new(),
        }
    }

    /// The same agent with one parameter more.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.parameters.push((key.into(), value.to_string()));
        self
    }

    /// The same agent with one parameter more, if there is a value: an empty one would replace the agent's default.
    #[must_use]
    pub fn with_some(self, key: &str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The same agent, which comes from these fields, too.
    #[must_use]
    pub fn from_fields(mut self, fields: impl IntoIterator<Item = Place>) -> Self {
        self.from.extend(fields);
        self
    }
}

impl fmt::Display for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ocf:{}:{} {}", self.vendor, self.name, quote(&self.instance))?;
        for (key, value) in &self.parameters {
            // Formatting pieces that need none takes longer than writing them.
            for piece in [" ", key, "=", &quote(value)] {
                f.write_str(piece)?;
            }
        }
        Ok(())
    }
}

/// Writes a value so that shell words and systemd give it back unchanged.
pub(crate) fn quote(value: &str) -> Cow<'_, str> {
    let is_safe = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_' | b'/' | b':' | b'@' | b',' | b'+' | b'=' | b'[' | b']' | b'-')
    };
    // A secret that is not shown: its shape is that of `secret::masked`.
    if value == MASK || value.bytes().all(is_safe) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("'{}'", value.replace('%', "%%").replace('\'', r"'\''")))
}

/// What one string of the `start` list is to the daemon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartEntry {
    /// An OCF agent, started through a unit that the daemon generates.
    Agent(AgentEntry),
    /// A systemd unit, taken as it is.
    Unit(String),
}

/// An OCF agent as the daemon reads it from an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentEntry {
    /// Who made it, such as `heartbeat`.
    pub vendor: String,
    /// Its name, such as `IPaddr2`.
    pub name: String,
    /// Name of this instance; with the resource's it makes the unit's.
    pub instance: String,
    /// Parameters as they were written: systemd has not read `%` yet.
    pub parameters: BTreeMap<String, String>,
}

impl StartEntry {
    /// Reads an entry as the daemon does.
    ///
    /// # Errors
    ///
    /// What keeps the daemon from starting the entry, and with it the whole promoter.
    pub fn read(text: &str) -> Result<Self, EntryError> {
        let Some(agent) = AgentWords::read(text)? else { return Ok(Self::Unit(text.trim().to_owned())) };
        // Of a key given twice the last wins.
        let parameters = agent.parameters().map(|(key, value)| (key.to_owned(), value.to_owned()));
        Ok(Self::Agent(AgentEntry {
            vendor: agent.vendor.to_owned(),
            name: agent.name.to_owned(),
            instance: agent.instance().to_owned(),
            parameters: parameters.collect(),
        }))
    }
}

/// An entry of an agent word by word, with the place of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentWords<'a> {
    /// Who made it, such as `heartbeat`.
    pub vendor: &'a str,
    /// Its name, such as `IPaddr2`.
    pub name: &'a str,
    /// Where `ocf:VENDOR:AGENT` stands: bytes of the entry.
    pub head: Range<usize>,
    /// The instance name, which is there, and the parameters.
    pub words: Vec<Word<'a>>,
    /// What a `#` at the start of a word hides: bytes of the entry.
    pub hidden: Option<Range<usize>>,
}

/// A word of an entry, as the shell reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word without its quotes.
    pub text: Cow<'a, str>,
    /// Where it stands, quotes included: bytes of the entry.
    pub range: Range<usize>,
}

impl<'a> AgentWords<'a> {
    /// Takes an entry apart; none where it is the name of a unit.
    ///
    /// # Errors
    ///
    /// As [`StartEntry::read`].
    pub fn read(text: &'a str) -> Result<Option<Self>, EntryError> {
        if text.trim_start().starts_with(OCF) { Self::read_in_any_case(text) } else { Ok(None) }
    }

    /// Takes an entry apart that may have `ocf:` in upper case, which is the name of a unit to the daemon.
    pub(crate) fn read_in_any_case(text: &'a str) -> Result<Option<Self>, EntryError> {
        let start = text.len() - text.trim_start().len();
        let Some((vendor, name, length)) = split_agent(text.trim()) else { return Ok(None) };
        let head = start..start + length;
        let (words, hidden) = words::split(text.trim_end(), head.end)?;
        if words.is_empty() {
            return Err(EntryError::NoInstance);
        }
        Ok(Some(Self { vendor, name, head, words, hidden }))
    }

    /// Name of the instance.
    pub fn instance(&self) -> &str {
        &self.words[0].text
    }

    /// Keys and values as they are written, in their order. Of a word without `=` the daemon makes an empty variable.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words[1..].iter().map(|word| word.text.split_once('=').unwrap_or((&word.text, "")))
    }
}

/// What keeps the daemon from starting an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A quote without its partner.
    #[error("expected a closing quote")]
    UnmatchedQuote {
        /// Where the quote stands: bytes of the entry.
        at: usize,
    },
    /// Nothing but a comment behind the agent.
    #[error("expected an instance name")]
    NoInstance,
}

/// What every entry of an agent starts with.
const OCF: &str = "ocf:";

/// Takes `^ocf:(\S+):(\S+)\s+(.*)$` apart, greedy as the daemon's regular expression is: vendor, agent and how long the
/// three are.
fn split_agent(text: &str) -> Option<(&str, &str, usize)> {
    let (first, rest) = text.split_at_checked(OCF.len())?;
    let end = rest.find(char::is_whitespace)?;
    let (vendor, name) = rest[..end].rsplit_once(':')?;
    let is_agent = first.eq_ignore_ascii_case(OCF) && !vendor.is_empty() && !name.is_empty();
    is_agent.then_some((vendor, name, OCF.len() + end))
}
