//! What a user can mend: a place, a reason and a way out, all problems at once.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Severity {
    /// The daemon refuses it, the gateway cannot work, or it would be open wider than asked.
    Error,
    /// Accepted, but not what it looks like.
    Warning,
    /// Worth knowing.
    Info,
}

/// What a user can mend, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable name of the rule, for programs and for the page in Help.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// JSON pointer (RFC 6901) into a gateway, or dotted key path in a snippet; empty for the whole.
    pub at: String,
    /// The snippet file, for problems of files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line in `file`, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column in `line` in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The reason and what was expected instead.
    pub message: Text,
    /// How to mend it, where that is certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A repair of a file: it touches only what its problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fix {
    /// What it does.
    pub title: Text,
    /// What changes in the problem's file: in the order of their places, none overlapping another.
    pub edits: Vec<Edit>,
}

/// A piece of a file that another text takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Edit {
    /// Where the piece starts: bytes of UTF-8 from the start of the file.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What takes its place.
    pub text: String,
}

impl Problem {
    /// A problem that makes the gateway impossible.
    pub fn error(code: &'static str, at: impl Into<String>, message: Text) -> Self {
        Self::new(code, Severity::Error, at, message)
    }

    /// A problem that leaves the gateway possible, but not what it looks like.
    pub fn warning(code: &'static str, at: impl Into<String>, message: Text) -> Self {
        Self::new(code, Severity::Warning, at, message)
    }

    /// Something worth knowing.
    pub fn info(code: &'static str, at: impl Into<String>, message: Text) -> Self {
        Self::new(code, Severity::Info, at, message)
    }

    /// The same problem with a way to mend it.
    #[must_use]
    pub fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    pub(crate) fn new(code: &'static str, severity: Severity, at: impl Into<String>, message: Text) -> Self {
        Self {
            code: code.into(),
            severity,
            at: at.into(),
            file: None,
            line: None,
            column: None,
            message,
            fix: None,
        }
    }

    /// Whether the gateway is impossible with it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at)?;
        }
        write!(f, "{} [{}]", self.message, self.code)
    }
}

/// A text that is not what its type asks for. Every name's `FromStr` gives it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Expected {
    /// Stable name of the rule.
    pub code: &'static str,
    /// What was expected, with an example.
    pub message: Text,
}

impl Expected {
    /// The problem that something else stands at `at`.
    pub fn at(self, at: impl Into<String>) -> Problem {
        Problem::error(self.code, at, self.message)
    }

    /// Says what was expected, in both languages.
    pub const fn new(code: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self { code, message: Text::new(en, zh) }
    }
}
