//! What a form needs to know of a field: its key, its words, how it is entered, what happens when it is left out.

pub mod place;

use crate::text::Text;

/// Description of a field of a gateway, from which every form is made.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key in the gateway's JSON.
    pub key: &'static str,
    /// What it is called.
    pub label: Text,
    /// What it does, and the rule it obeys.
    pub help: Text,
    /// How it is entered.
    pub input: Input,
    /// What happens when it is left out.
    pub absent: Absent,
    /// Whether its value tells a row from the others of its list. Where several do, the last that is given counts.
    pub identifies: bool,
}

/// How a field is entered.
#[derive(Clone, Debug)]
pub enum Input {
    /// One line of text, with an example.
    Text(&'static str),
    /// A whole number, with an example.
    Number(&'static str),
    /// Text that is hidden until asked for.
    Secret,
    /// One of a few words.
    Choice(fn() -> Vec<&'static str>),
    /// Several texts, one a line, with an example.
    Lines(&'static str),
    /// One record within the record.
    Group(&'static [Field]),
    /// A list of records; the text is what one of them is called.
    Rows(&'static [Field], Text),
}

/// What happens when a field is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It must be chosen.
    Missing,
    /// The value takes its place, as the seed of the project or the daemon has it.
    Default(&'static str),
    /// A value is derived from names and volume.
    Derived,
    /// The parameter is left out.
    LeftOut,
}

impl Field {
    /// A field with its key, words and input; it must be chosen unless told otherwise.
    pub const fn new(key: &'static str, input: Input, label: Text, help: Text) -> Self {
        Self { key, label, help, input, absent: Absent::Missing, identifies: false }
    }

    /// The same field, with what happens when it is left out.
    #[must_use]
    pub const fn or(mut self, absent: Absent) -> Self {
        self.absent = absent;
        self
    }

    /// The same field, which tells rows apart.
    #[must_use]
    pub const fn identifying(mut self) -> Self {
        self.identifies = true;
        self
    }
}
