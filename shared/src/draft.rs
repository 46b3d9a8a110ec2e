//! Reads a draft, the JSON of a gateway that may be incomplete or wrong, and finds all its problems at once.

pub mod mend;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::field::Field;
use crate::problem::{Expected, Problem};
use crate::text::Text;

/// A part of a gateway that is read from a JSON object.
pub trait Record: Sized {
    /// Every key that the object may have, in the order of a form.
    const FIELDS: &'static [Field];

    /// Reads the object. What is wrong or missing is reported, and something stands in for it.
    fn read(draft: &mut Draft<'_>) -> Self;
}

/// A value that stands in for a required one that is missing or wrong.
///
/// The rest of the draft can then be read and all its rules can run, so that every problem is found at once. The error
/// that was reported keeps the result from ever leaving [`Gateway::read`](crate::gateway::Gateway::read).
pub trait StandIn {
    /// A value of its own for each `number`, so that two of them do not clash.
    fn stand_in(number: u16) -> Self;
}

/// A JSON object of a draft while it is read, with its place and the problems found so far.
///
/// Empty text and `null` are a field left out: that is what a cleared input of a form is.
pub struct Draft<'a> {
    object: Option<&'a Map<String, Value>>,
    /// Whether there is something else than an object: then that is said, and not what it lacks.
    is_no_object: bool,
    at: String,
    fields: Vec<&'static Field>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Draft<'a> {
    /// Starts to read `value`, which is at `at` and may have the keys of `fields`.
    pub(crate) fn new(
        value: &'a Value,
        at: String,
        fields: Vec<&'static Field>,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        let object = value.as_object();
        let is_no_object = object.is_none() && !value.is_null();
        if is_no_object {
            problems.push(Problem::error("type", at.clone(), Text::new("expected an object", "应为对象")));
        }
        for key in object.into_iter().flat_map(Map::keys) {
            if !fields.iter().any(|field| field.key == key) {
                problems.push(unknown_key(&at, key, &fields));
            }
        }
        Self { object, is_no_object, at, fields, problems }
    }

    /// A field that must be there.
    pub(crate) fn required<T: FromStr<Err = Expected> + StandIn>(&mut self, key: &'static str) -> T {
        self.required_or_none(key).unwrap_or_else(|| self.stand_in())
    }

    /// A field that must be there and for which nothing can stand in.
    pub(crate) fn required_or_none<T: FromStr<Err = Expected>>(&mut self, key: &'static str) -> Option<T> {
        if self.is_left_out(key) && !self.is_no_object {
            self.report(Problem::error(
                "required",
                self.pointer(key),
                Text::new("must be given", "必须填写"),
            ));
        }
        self.optional(key)
    }

    /// Something in the place of what is missing or wrong.
    pub(crate) fn stand_in<T: StandIn>(&self) -> T {
        // There is one problem at least for each, so the count tells them apart.
        T::stand_in(u16::try_from(self.problems.len()).unwrap_or(u16::MAX))
    }

    /// A field that may be left out.
    pub(crate) fn optional<T: FromStr<Err = Expected>>(&mut self, key: &'static str) -> Option<T> {
        let value = self.value(key)?;
        let pointer = self.pointer(key);
        self.scalar(value, pointer)
    }

    /// A list of values that are written as text.
    pub(crate) fn list<T: FromStr<Err = Expected>>(&mut self, key: &'static str) -> Vec<T> {
        let mut list = Vec::new();
        for (index, value) in self.array(key).iter().enumerate() {
            let pointer = format!("{}/{index}", self.pointer(key));
            list.extend(self.scalar(value, pointer));
        }
        list
    }

    /// A record within the record; an absent one is read as an empty one.
    pub(crate) fn record<R: Record>(&mut self, key: &'static str) -> R {
        let pointer = self.pointer(key);
        let value = self.value(key).unwrap_or(&Value::Null);
        R::read(&mut Draft::new(value, pointer, R::FIELDS.iter().collect(), self.problems))
    }

    /// A record within the record, unless all its fields are left out.
    pub(crate) fn record_if_any<R: Record>(&mut self, key: &'static str) -> Option<R> {
        let is_empty = |object: &Map<String, Value>| object.values().all(is_left_out);
        match self.value(key)? {
            Value::Object(object) if is_empty(object) => None,
            _ => Some(self.record(key)),
        }
    }

    /// A list of records.
    pub(crate) fn rows<R: Record>(&mut self, key: &'static str) -> Vec<R> {
        let mut rows = Vec::new();
        for (index, value) in self.array(key).iter().enumerate() {
            let pointer = format!("{}/{index}", self.pointer(key));
            rows.push(R::read(&mut Draft::new(value, pointer, R::FIELDS.iter().collect(), self.problems)));
        }
        rows
    }

    /// Whether a field was left out.
    pub(crate) fn is_left_out(&self, key: &'static str) -> bool {
        self.value(key).is_none()
    }

    /// Reports an empty list where one entry at least is needed.
    pub(crate) fn needs_one(&mut self, key: &'static str, message: Text) {
        if self.array(key).is_empty() && !self.is_no_object {
            self.report(Problem::error("required", self.pointer(key), message));
        }
    }

    /// Reports a problem of this object.
    pub(crate) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Place of a field of this object.
    pub(crate) fn pointer(&self, key: &str) -> String {
        format!("{}/{}", self.at, escape_pointer(key))
    }

    /// What stands at `key`, unless it was left out.
    fn value(&self, key: &'static str) -> Option<&'a Value> {
        debug_assert!(self.fields.iter().any(|field| field.key == key), "`{key}` has no description");
        let value = self.object?.get(key)?;
        if is_left_out(value) { None } else { Some(value) }
    }

    fn array(&mut self, key: &'static str) -> &'a [Value] {
        match self.value(key) {
            None => &[],
            Some(Value::Array(values)) => values,
            Some(_) => {
                let pointer = self.pointer(key);
                self.report(Problem::error("type", pointer, Text::new("expected a list", "应为列表")));
                &[]
            }
        }
    }

    fn scalar<T: FromStr<Err = Expected>>(&mut self, value: &Value, pointer: String) -> Option<T> {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                self.report(Problem::error("type", pointer, Text::new("expected text", "应为文本")));
                return None;
            }
        };
        match text.parse() {
            Ok(parsed) => Some(parsed),
            Err(expected) => {
                self.report(Problem::error(expected.code, pointer, expected.message));
                None
            }
        }
    }
}

fn is_left_out(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

fn unknown_key(at: &str, key: &str, fields: &[&Field]) -> Problem {
    let closest = fields.iter().map(|field| (strsim::damerau_levenshtein(key, field.key), field.key)).min();
    let message = match closest {
        Some((distance, closest)) if distance <= 2 => Text::of(
            format!("unknown field; did you mean `{closest}`?"),
            format!("未知字段；是否指 `{closest}`？"),
        ),
        _ => {
            let keys: Vec<&str> = fields.iter().map(|field| field.key).collect();
            let keys = keys.join(", ");
            Text::of(format!("unknown field; expected one of {keys}"), format!("未知字段；应为 {keys} 之一"))
        }
    };
    Problem::error("unknown-field", format!("{at}/{}", escape_pointer(key)), message)
}

/// A key as a token of a JSON pointer (RFC 6901, 3).
pub(crate) fn escape_pointer(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Finds values that stand twice, and reports each later one at its place.
pub(crate) fn report_twice<T: Ord + Display>(
    problems: &mut Vec<Problem>,
    code: &'static str,
    values: impl IntoIterator<Item = (String, T)>,
) {
    let mut first: BTreeMap<T, String> = BTreeMap::new();
    for (at, value) in values {
        if let Some(other) = first.get(&value) {
            let message = Text::of(
                format!("`{value}` is used already at {other}; each must be its own"),
                format!("`{value}` 已在 {other} 使用；每个都必须不同"),
            );
            problems.push(Problem::error(code, at, message));
        } else {
            first.insert(value, at);
        }
    }
}
