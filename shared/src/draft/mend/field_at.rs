//! The description of the field that a JSON pointer leads to.

use serde_json::Value;

use crate::field::{Field, Input};
use crate::gateway::{Gateway, Kind};

/// The field at a JSON pointer into a draft, or the list that has the entry there.
pub(super) fn field_at(draft: &Value, at: &str) -> Option<&'static Field> {
    let kind: Kind = draft.get("kind")?.as_str()?.parse().ok()?;
    let mut within: Vec<&'static Field> =
        Gateway::FIRST_FIELDS.iter().chain(kind.fields()).chain(Gateway::LAST_FIELDS).collect();
    let mut keys = at.split('/').skip(1);
    loop {
        let key = keys.next()?;
        let field = within.into_iter().find(|field| field.key == key)?;
        within = match &field.input {
            Input::Group(of_group) => of_group.iter().collect(),
            Input::Rows(of_row, _) => {
                keys.next()?;
                of_row.iter().collect()
            }
            Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
                return Some(field);
            }
        };
    }
}
