//! The secrets of a gateway's JSON.

use serde_json::Value;

use super::{MASK, MASKED, found, has_mask, is_secret, masked};
use crate::draft::escape_pointer;
use crate::foreign::Foreign;
use crate::problem::Problem;
use crate::snippet::source::place_of;
use crate::text::Text;

/// A gateway, or a draft of one, with `***` in the place of every secret; of a foreign snippet, in its text.
///
/// What is shown can be read, checked and written like any other gateway: its snippet has `***` where the secret was.
#[must_use]
pub fn mask_gateway(gateway: &Value) -> Value {
    let mut shown = gateway.clone();
    if Foreign::is_draft(gateway) {
        if let Some(Value::String(text)) = shown.get_mut("text") {
            *text = masked(text);
        }
    } else {
        for_each_secret(&mut shown, &Place::root(), &mut |_, secret| *secret = MASK.into());
    }
    shown
}

/// What is wrong with every `***` in the place of a secret of a gateway that nodes are to get, and whose snippet is
/// `text`.
pub fn problems_of_masks(gateway: &Value, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !has_mask(text) {
        return problems;
    }
    if let Some(text) = foreign_text(gateway) {
        problems_of_text(text, &MASKED, &mut problems);
    } else {
        for_each_secret(&mut gateway.clone(), &Place::root(), &mut |place, secret| {
            if secret == MASK {
                problems.push(Problem::error("secret-masked", place.pointer.clone(), MASKED));
            }
        });
    }
    if problems.is_empty() {
        // It stands within another value, such as the options of a mount.
        problems.push(Problem::error("secret-masked", "", MASKED));
    }
    problems
}

/// The text of a foreign snippet.
pub(super) fn foreign_text(gateway: &Value) -> Option<&str> {
    if Foreign::is_draft(gateway) { gateway.get("text").and_then(Value::as_str) } else { None }
}

/// Adds a problem for each line of a foreign text that has `***` in the place of a secret.
pub(super) fn problems_of_text(text: &str, message: &Text, problems: &mut Vec<Problem>) {
    for mask in found::masks(text) {
        let (line, column) = place_of(text, mask.start);
        let problem = Problem::error("secret-masked", "/text", message.clone());
        problems.push(Problem { line: Some(line), column: Some(column), ..problem });
    }
}

/// Where a secret of a draft stands.
#[derive(Clone)]
pub(super) struct Place {
    /// JSON pointer (RFC 6901).
    pub(super) pointer: String,
    /// Whether it is within a list: its rows may have been moved, so that the pointer does not tell which is which.
    pub(super) is_in_row: bool,
}

impl Place {
    pub(super) const fn root() -> Self {
        Self { pointer: String::new(), is_in_row: false }
    }
}

/// Visits every secret that is given. Empty text and `null` are none.
pub(super) fn for_each_secret(value: &mut Value, place: &Place, visit: &mut impl FnMut(&Place, &mut Value)) {
    for_each(value, false, place, visit);
}

fn for_each(value: &mut Value, is_inner: bool, place: &Place, visit: &mut impl FnMut(&Place, &mut Value)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let pointer = format!("{}/{}", place.pointer, escape_pointer(key));
                for_each(value, is_inner || is_secret(key), &Place { pointer, ..place.clone() }, visit);
            }
        }
        Value::Array(rows) => {
            for (index, row) in rows.iter_mut().enumerate() {
                let pointer = format!("{}/{index}", place.pointer);
                for_each(row, is_inner, &Place { pointer, is_in_row: true }, visit);
            }
        }
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {
            if is_inner {
                visit(place, value);
            }
        }
    }
}
