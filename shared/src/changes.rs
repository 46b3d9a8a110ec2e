//! What differs between two states of a gateway, field by field, in the words of its form.

mod rows;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::draft::escape_pointer;
use crate::field::{Field, Input};
use crate::foreign::Foreign;
use crate::gateway::{Gateway, Kind};
use crate::secret::pair::masked_pair;
use crate::secret::{CHANGED, MASK, is_secret};
use crate::text::Text;

/// A field that has another value than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// JSON pointer (RFC 6901) into the later state; of what is gone, into the earlier one.
    pub at: String,
    /// What the field is called, after the row or group that it is in.
    pub label: Text,
    /// What it was; none where it was left out. Several values are one a line; a secret is `***`.
    pub before: Option<String>,
    /// What it is; none where it is left out. A secret that is another one than before is `***changed***`.
    pub after: Option<String>,
}

/// What differs between two states of a gateway of ours or a foreign snippet, in the order of the form.
///
/// Rows of a list are compared by what tells them apart, such as the number of a LUN; where nothing does, those that stay
/// as they are belong together, and the others one by one.
pub fn changes(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut comparison = Comparison { found: Vec::new() };
    let mut fields = fields_of(after);
    for field in fields_of(before) {
        if fields.iter().all(|known| known.key != field.key) {
            fields.push(field);
        }
    }
    comparison.compare_records(&fields, Some(before), Some(after), &Place::root());
    comparison.found
}

/// Every field that a gateway may have.
fn fields_of(gateway: &Value) -> Vec<&'static Field> {
    let mut fields: Vec<&Field> = Gateway::KIND.iter().collect();
    if Foreign::is_draft(gateway) {
        fields.extend(Gateway::FIRST_FIELDS.iter().filter(|field| field.key == "resource"));
        fields.extend(Foreign::FIELDS);
        return fields;
    }
    fields.extend(Gateway::FIRST_FIELDS);
    let kind = gateway.get("kind").and_then(Value::as_str).and_then(|kind| kind.parse::<Kind>().ok());
    fields.extend(kind.map(Kind::fields).unwrap_or_default());
    fields.extend(Gateway::LAST_FIELDS);
    fields
}

/// Where a record stands, and what it is called.
#[derive(Clone)]
struct Place {
    pointer: String,
    label: Option<Text>,
}

impl Place {
    const fn root() -> Self {
        Self { pointer: String::new(), label: None }
    }

    /// The place of a key, called `label` within this one.
    fn inner(&self, key: &str, label: &Text) -> Self {
        let pointer = format!("{}/{}", self.pointer, escape_pointer(key));
        let label = match &self.label {
            None => label.clone(),
            Some(outer) => {
                Text::of(format!("{}: {}", outer.en, label.en), format!("{}：{}", outer.zh, label.zh))
            }
        };
        Self { pointer, label: Some(label) }
    }
}

struct Comparison {
    found: Vec<FieldChange>,
}

impl Comparison {
    fn compare_records(
        &mut self,
        fields: &[&'static Field],
        before: Option<&Value>,
        after: Option<&Value>,
        place: &Place,
    ) {
        for field in fields {
            let before = before.and_then(|record| record.get(field.key));
            let after = after.and_then(|record| record.get(field.key));
            let inner = place.inner(field.key, &field.label);
            match &field.input {
                Input::Group(of_group) => {
                    self.compare_records(&of_group.iter().collect::<Vec<_>>(), before, after, &inner);
                }
                Input::Rows(of_row, row_name) => {
                    let pairs = rows::pairs(of_row, before, after);
                    self.compare_order(of_row, &pairs, &inner);
                    // A row is called by its own name, to which that of the list adds nothing.
                    let list = Place { pointer: inner.pointer, label: place.label.clone() };
                    self.compare_rows(of_row, row_name, &pairs, &list);
                }
                Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
                    self.compare_values(field, shown(before), shown(after), &inner);
                }
            }
        }
    }

    fn compare_values(
        &mut self,
        field: &Field,
        before: Option<String>,
        after: Option<String>,
        place: &Place,
    ) {
        if before == after {
            return;
        }
        let (before, after) = match (before, after) {
            (before, after) if matches!(field.input, Input::Secret) || is_secret(field.key) => {
                let cover = if before.is_some() { CHANGED } else { MASK };
                (before.map(|_| MASK.to_owned()), after.map(|_| cover.to_owned()))
            }
            // What has secrets within is a snippet.
            (before, after) => {
                let texts = (before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default());
                let (old, new) = masked_pair(texts.0, texts.1);
                (before.map(|_| old), after.map(|_| new))
            }
        };
        self.push(place, before, after);
    }

    fn push(&mut self, place: &Place, before: Option<String>, after: Option<String>) {
        let label = place.label.clone().unwrap_or(Text::new("Gateway", "网关"));
        self.found.push(FieldChange { at: place.pointer.clone(), label, before, after });
    }
}

/// A value as a text; of a list, one a line. Empty text and `null` are a field left out, and so is an empty list.
fn shown(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let lines: Vec<String> = values.iter().filter_map(|value| shown(Some(value))).collect();
            lines.join("\n")
        }
        other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_)) => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
