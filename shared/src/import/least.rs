//! The smallest draft of a gateway: what would be derived all the same is left out.

use std::slice;

use serde_json::Value;

use crate::field::{Absent, Field, Input};
use crate::gateway::Gateway;

/// Where a value may be left out: keys from the outside in, a list standing for each of its rows.
type Place = Vec<&'static str>;

/// The gateway's JSON without the values that would take their own place.
pub(super) fn least_draft(gateway: &Gateway) -> Value {
    let filled = gateway.filled_in();
    let given = json(gateway);
    let mut places = Vec::new();
    for fields in [Gateway::FIRST_FIELDS, gateway.kind().fields(), Gateway::LAST_FIELDS] {
        find_places(fields, &mut Vec::new(), &mut places);
    }
    let means_the_same = |draft: &Value| Gateway::read(draft).is_ok_and(|read| read.filled_in() == filled);
    // Most gateways are left to derive all that they can.
    let mut draft = without(&given, &places);
    if means_the_same(&draft) {
        return draft;
    }
    // All at once: that is right wherever nothing derives from a value that has to be kept.
    let full = json(&filled);
    draft.clone_from(&given);
    leave_out(&mut draft, &full, &places);
    if !means_the_same(&draft) {
        draft = given;
    }
    // Then one place at a time: what derives from a value that is kept must derive from that one.
    for place in &places {
        if is_given(&draft, place) {
            leave_out(&mut draft, &full, slice::from_ref(place));
        }
    }
    draft
}

fn json(gateway: &Gateway) -> Value {
    serde_json::to_value(gateway).expect("a gateway is plain data")
}

/// All places below the keys `outer`. Outer ones come first.
fn find_places(fields: &[Field], outer: &mut Place, places: &mut Vec<Place>) {
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

/// Leaves out what takes its own place when all these places are left out together.
fn leave_out(draft: &mut Value, full: &Value, places: &[Place]) {
    let Ok(derived) = Gateway::read(&without(draft, places)) else { return };
    let derived = json(&derived.filled_in());
    for place in places {
        remove_same(draft, &derived, full, place);
    }
}

fn without(draft: &Value, places: &[Place]) -> Value {
    let mut draft = draft.clone();
    for place in places {
        remove(&mut draft, place);
    }
    draft
}

fn is_given(draft: &Value, place: &[&str]) -> bool {
    match (draft, place) {
        (Value::Array(rows), _) => rows.iter().any(|row| is_given(row, place)),
        (Value::Object(object), [key]) => object.contains_key(*key),
        (Value::Object(object), [key, inner @ ..]) => {
            object.get(*key).is_some_and(|value| is_given(value, inner))
        }
        _ => false,
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
