//! Two changes of one gateway brought together, field by field: what only one side changed is taken, and where both did,
//! somebody has to choose.

mod rows;

use std::collections::BTreeMap;

use gateway::field::{Field, Input};
use gateway::text::Text;
use serde_json::{Map, Value};

/// Whose value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// That of the one who merges.
    Mine,
    /// That which was saved meanwhile.
    Theirs,
}

/// What was chosen, by the key of the conflict.
pub(crate) type Choices = BTreeMap<String, Side>;

/// A place that both sides changed, and not to the same.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conflict {
    /// What tells it from the others. It stays the same whatever is chosen.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) label: Text,
    /// My value; none where it is left out.
    pub(crate) mine: Option<String>,
    /// Theirs; none where it is left out.
    pub(crate) theirs: Option<String>,
}

/// The result of a merge.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Merged {
    /// The draft, with my value where nobody chose.
    pub(crate) draft: Value,
    /// What both sides changed, in the order of the form.
    pub(crate) conflicts: Vec<Conflict>,
}

/// A value in the three states: what both began with, mine and theirs.
#[derive(Clone, Copy)]
struct Three<'a> {
    base: Option<&'a Value>,
    mine: Option<&'a Value>,
    theirs: Option<&'a Value>,
}

/// Where a value stands: its key among the conflicts, and what it is called.
#[derive(Clone)]
struct At {
    key: String,
    label: Option<Text>,
}

/// Merges two changes of `base`, a gateway with these fields.
pub(crate) fn merge(
    fields: &[&'static Field],
    base: &Value,
    mine: &Value,
    theirs: &Value,
    choices: &Choices,
) -> Merged {
    let mut merging = Merging { choices, conflicts: Vec::new() };
    let three = Three { base: Some(base), mine: Some(mine), theirs: Some(theirs) };
    let top = At { key: String::new(), label: None };
    let draft = match three.settled() {
        Settled::As(value) => value.cloned().unwrap_or_default(),
        Settled::Not => merging.record(fields, three, &top),
    };
    Merged { draft, conflicts: merging.conflicts }
}

struct Merging<'a> {
    choices: &'a Choices,
    conflicts: Vec<Conflict>,
}

/// What three states are together, looked at as a whole.
enum Settled<'a> {
    /// One side at most changed it, or both did the same: this value, or none.
    As(Option<&'a Value>),
    /// Both changed it.
    Not,
}

impl<'a> Three<'a> {
    fn settled(self) -> Settled<'a> {
        let [base, mine, theirs] = [self.base, self.mine, self.theirs].map(given);
        if mine == theirs || theirs == base {
            Settled::As(mine)
        } else if mine == base {
            Settled::As(theirs)
        } else {
            Settled::Not
        }
    }

    fn inner(self, key: &str) -> Self {
        let of = |value: Option<&'a Value>| value.and_then(|value| value.get(key));
        Self { base: of(self.base), mine: of(self.mine), theirs: of(self.theirs) }
    }

    fn lists(self) -> [&'a [Value]; 3] {
        [self.base, self.mine, self.theirs]
            .map(|value| value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice))
    }
}

impl At {
    fn inner(&self, key: &str, label: &Text) -> Self {
        let label = match &self.label {
            None => label.clone(),
            Some(outer) => {
                Text::of(format!("{} › {}", outer.en, label.en), format!("{} › {}", outer.zh, label.zh))
            }
        };
        Self { key: format!("{}/{key}", self.key), label: Some(label) }
    }
}

impl Merging<'_> {
    fn record(&mut self, fields: &[&'static Field], three: Three<'_>, at: &At) -> Value {
        let mut record = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                record.insert(key.to_owned(), value);
            }
        };
        for field in fields {
            let value = self.value(field, three.inner(field.key), &at.inner(field.key, &field.label));
            put(field.key, value);
        }
        // A key that no field has is a mistake that the model tells, or the kind.
        for record in [three.theirs, three.mine].into_iter().flatten().filter_map(Value::as_object) {
            for key in record.keys().filter(|key| fields.iter().all(|field| field.key != **key)) {
                let inner = three.inner(key);
                let value = match inner.settled() {
                    Settled::As(value) => value,
                    Settled::Not => inner.mine,
                };
                put(key, value.cloned());
            }
        }
        Value::Object(record)
    }

    fn value(&mut self, field: &'static Field, three: Three<'_>, at: &At) -> Option<Value> {
        if let Settled::As(value) = three.settled() {
            return value.cloned();
        }
        match &field.input {
            Input::Group(of_group) => Some(self.record(&of_group.iter().collect::<Vec<_>>(), three, at)),
            Input::Rows(of_row, row_name) => self.rows(of_row, row_name, three, at),
            // The best node stands first; in all other lists the order says nothing.
            Input::Lines(_) if field.key != "preferred-nodes" => merged_lines(three),
            Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
                self.choose(three.mine, three.theirs, at)
            }
        }
    }

    /// Takes the value that was chosen, or mine.
    fn choose(&mut self, mine: Option<&Value>, theirs: Option<&Value>, at: &At) -> Option<Value> {
        self.conflicts.push(Conflict {
            key: at.key.clone(),
            label: at.label.clone().unwrap_or(Text::new("", "")),
            mine: shown(mine),
            theirs: shown(theirs),
        });
        match self.choices.get(&at.key).copied().unwrap_or(Side::Mine) {
            Side::Mine => given(mine).cloned(),
            Side::Theirs => given(theirs).cloned(),
        }
    }
}

/// My lines without those that they took out, and after them those that they added.
fn merged_lines(three: Three<'_>) -> Option<Value> {
    let [base, mine, theirs] = three.lists();
    let kept = mine.iter().filter(|line| theirs.contains(line) || !base.contains(line));
    let added = theirs.iter().filter(|line| !base.contains(line) && !mine.contains(line));
    let lines: Vec<Value> = kept.chain(added).cloned().collect();
    if lines.is_empty() { None } else { Some(Value::Array(lines)) }
}

/// The value, unless nothing was entered.
fn given(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    })
}

/// A value as it is shown: the lines of a list, and what is given in a row.
fn shown(value: Option<&Value>) -> Option<String> {
    let join = |values: Vec<String>| values.join(", ");
    Some(match given(value)? {
        Value::String(text) => text.clone(),
        Value::Array(values) => join(values.iter().filter_map(|value| shown(Some(value))).collect()),
        Value::Object(object) => join(object.values().filter_map(|value| shown(Some(value))).collect()),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other.to_string(),
    })
}

#[cfg(test)]
mod tests;
