//! The smallest draft of a gateway: what would be derived all the same is left out.

use serde_json::Value;

use crate::field::{Absent, Field, Input};
use crate::gateway::Gateway;

/// The gateway's JSON without the values that would take their own place.
pub(super) fn least_draft(gateway: &Gateway) -> Value {
    let json = |gateway: &Gateway| serde_json::to_value(gateway).expect("a gateway is plain data");
    let full = json(&gateway.filled_in());
    let mut draft = json(gateway);
    let mut places = Vec::new();
    for fields in [Gateway::FIRST_FIELDS, gateway.kind().fields(), Gateway::LAST_FIELDS] {
        find_places(fields, &mut Vec::new(), &mut places);
    }
    for place in places {
        // One place at a time: what derives from a value that is kept must derive from that one.
        let mut tried = draft.clone();
        remove(&mut tried, &place);
        if let Ok(derived) = Gateway::read(&tried) {
            remove_same(&mut draft, &json(&derived.filled_in()), &full, &place);
        }
    }
    draft
}

/// Where values may be left out: keys from the outside in, a list standing for each of its rows. Outer ones come first.
fn find_places(fields: &[Field], outer: &mut Vec<&'static str>, places: &mut Vec<Vec<&'static str>>) {
    for field in fields {
        outer.push(field.key);
        match field.absent {
            Absent::Default(_) | Absent::Derived => places.push(outer.clone()),
            Absent::Missing | Absent::LeftOut => {}
        }
        match field.input {
            Input::Group(fields) | Input::Rows(fields, _) => find_places(fields, outer, places),
            Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {}
        }
        outer.pop();
    }
}

fn remove(draft: &mut Value, place: &[&str]) {
    match (draft, place) {
        (Value::Array(rows), _) => rows.iter_mut().for_each(|row| remove(row, place)),
        (Value::Object(object), [key]) => drop(object.remove(*key)),
        (Value::Object(object), [key, inner @ ..]) => {
            object.get_mut(*key).into_iter().for_each(|value| remove(value, inner));
        }
        _ => {}
    }
}

/// Removes what is derived as it was given.
fn remove_same(draft: &mut Value, derived: &Value, full: &Value, place: &[&str]) {
    match (draft, place) {
        (Value::Array(rows), _) => {
            for (index, row) in rows.iter_mut().enumerate() {
                remove_same(row, &derived[index], &full[index], place);
            }
        }
        (Value::Object(object), [key]) if derived[*key] == full[*key] => drop(object.remove(*key)),
        (Value::Object(_), [_]) => {}
        (Value::Object(object), [key, inner @ ..]) => {
            if let Some(value) = object.get_mut(*key) {
                remove_same(value, &derived[*key], &full[*key], inner);
            }
        }
        _ => {}
    }
}
