//! A start entry: a systemd unit, or an OCF agent with its instance and parameters, and the quoting between them.
//!
//! drbd-reactor reads an entry as `ocf:VENDOR:AGENT WORDS`, where the words are those of a POSIX shell without
//! expansion: the instance name, then `key=value`. It writes each value into a unit with `\xNN` for every unusual
//! byte, so all arrive as they are, except `%`, which systemd expands; it is doubled here.

use std::collections::BTreeMap;
use std::fmt;

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
}

impl Agent {
    /// An agent of resource-agents' `heartbeat` set, so far without parameters.
    pub fn heartbeat(name: &str, instance: impl Into<String>) -> Self {
        Self {
            vendor: "heartbeat".into(),
            name: name.into(),
            instance: instance.into(),
            parameters: Vec::new(),
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
}

impl fmt::Display for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ocf:{}:{} {}", self.vendor, self.name, quote(&self.instance))?;
        for (key, value) in &self.parameters {
            write!(f, " {key}={}", quote(value))?;
        }
        Ok(())
    }
}

/// Writes a value so that shell words and systemd give it back unchanged.
fn quote(value: &str) -> String {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"._/:@,+=[]-".contains(&byte);
    if value.bytes().all(is_safe) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('%', "%%").replace('\'', r"'\''"))
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
    /// A quote without its partner: the daemon refuses the entry, and takes a running gateway down on reload.
    pub fn read(text: &str) -> Result<Self, UnmatchedQuote> {
        let text = text.trim();
        let Some((vendor, name, words)) = split_agent(text) else {
            return Ok(Self::Unit(text.to_owned()));
        };
        let mut words = split_words(words)?.into_iter();
        let instance = words.next().unwrap_or_default();
        // Of a word without `=` the daemon makes an empty variable; of a key given twice the last wins.
        let mut parameters = BTreeMap::new();
        for word in words {
            let (key, value) = word.split_once('=').unwrap_or((&word, ""));
            parameters.insert(key.to_owned(), value.to_owned());
        }
        Ok(Self::Agent(AgentEntry { vendor: vendor.into(), name: name.into(), instance, parameters }))
    }
}

/// A quote without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a closing quote")]
pub struct UnmatchedQuote;

/// Takes `^ocf:(\S+):(\S+)\s+(.*)$` apart, greedy as the daemon's regular expression is.
fn split_agent(text: &str) -> Option<(&str, &str, &str)> {
    let rest = text.strip_prefix("ocf:")?;
    let end = rest.find(char::is_whitespace)?;
    let (vendor, name) = rest[..end].rsplit_once(':')?;
    let words = rest[end..].trim_start();
    if vendor.is_empty() || name.is_empty() { None } else { Some((vendor, name, words)) }
}

/// Splits text into the words of a POSIX shell: quotes are removed, nothing is expanded.
fn split_words(text: &str) -> Result<Vec<String>, UnmatchedQuote> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' | '\n' => words.extend(word.take()),
            '#' if word.is_none() => {
                for skipped in chars.by_ref() {
                    if skipped == '\n' {
                        break;
                    }
                }
            }
            '\'' => read_single_quoted(&mut chars, word.get_or_insert_default())?,
            '"' => read_double_quoted(&mut chars, word.get_or_insert_default())?,
            '\\' => match chars.next() {
                // A backslash before a newline joins the lines.
                Some('\n') => {}
                Some(escaped) => word.get_or_insert_default().push(escaped),
                None => word.get_or_insert_default().push('\\'),
            },
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

fn read_single_quoted(chars: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), UnmatchedQuote> {
    for c in chars {
        if c == '\'' {
            return Ok(());
        }
        word.push(c);
    }
    Err(UnmatchedQuote)
}

fn read_double_quoted(chars: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), UnmatchedQuote> {
    while let Some(c) = chars.next() {
        match c {
            '"' => return Ok(()),
            '\\' => match chars.next().ok_or(UnmatchedQuote)? {
                '\n' => {}
                escaped @ ('$' | '`' | '"' | '\\') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            _ => word.push(c),
        }
    }
    Err(UnmatchedQuote)
}
