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
    /// Who makes the rule: agents with their parameters, manuals, RFCs. It is the same in every language, with code between
    /// backticks; empty where nobody but us does.
    pub origin: &'static str,
    /// Code of the help page that says most about it.
    pub page: Option<&'static str>,
    /// What a derived value is made of, in English and in Chinese.
    basis: Option<[&'static str; 2]>,
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
        Self {
            key,
            label,
            help,
            input,
            absent: Absent::Missing,
            origin: "",
            page: None,
            basis: None,
            identifies: false,
        }
    }

    /// The same field, with what happens when it is left out.
    #[must_use]
    pub const fn or(mut self, absent: Absent) -> Self {
        self.absent = absent;
        self
    }

    /// The same field, with whoever makes its rule.
    #[must_use]
    pub const fn by(mut self, origin: &'static str) -> Self {
        self.origin = origin;
        self
    }

    /// The same field, with the code of the help page that says most about it.
    #[must_use]
    pub const fn see(mut self, page: &'static str) -> Self {
        self.page = Some(page);
        self
    }

    /// The same field, whose value is made of something else when it is left out.
    #[must_use]
    pub const fn derived_from(mut self, en: &'static str, zh: &'static str) -> Self {
        self.absent = Absent::Derived;
        self.basis = Some([en, zh]);
        self
    }

    /// What its value is made of when it is left out.
    pub fn basis(&self) -> Option<Text> {
        self.basis.map(|[en, zh]| Text::new(en, zh))
    }

    /// The same field, which tells rows apart.
    #[must_use]
    pub const fn identifying(mut self) -> Self {
        self.identifies = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Absent, Field, Input};
    use crate::gateway::{Gateway, Kind};
    use crate::help;
    use crate::names::Choice;

    fn for_each(fields: &'static [Field], claim: &dyn Fn(&Field)) {
        for field in fields {
            claim(field);
            match &field.input {
                Input::Group(inner) | Input::Rows(inner, _) => for_each(inner, claim),
                Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {}
            }
        }
    }

    fn for_every_field(claim: impl Fn(&Field)) {
        for_each(Gateway::FIRST_FIELDS, &claim);
        for kind in Kind::ALL {
            for_each(kind.fields(), &claim);
        }
        for_each(Gateway::LAST_FIELDS, &claim);
    }

    #[test]
    fn every_field_says_who_makes_its_rule() {
        for_every_field(|field| {
            assert!(!field.origin.is_empty(), "{}", field.key);
            assert_eq!(field.origin.matches('`').count() % 2, 0, "{}", field.key);
        });
    }

    #[test]
    fn every_page_that_a_field_names_is_there() {
        for_every_field(|field| {
            if let Some(page) = field.page {
                assert!(help::page(page).is_some(), "{}: {page}", field.key);
            }
        });
    }

    #[test]
    fn every_derived_value_says_what_it_is_made_of() {
        for_every_field(|field| {
            assert_eq!(field.absent == Absent::Derived, field.basis().is_some(), "{}", field.key);
        });
    }
}
