//! A draft, the JSON of a gateway while it is typed, changed in place by JSON pointer (RFC 6901).

use serde_json::{Map, Value};

/// The text of a scalar at `pointer`, as an input shows it; empty where there is none.
pub(crate) fn text_at(draft: &Value, pointer: &str) -> String {
    match draft.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(yes)) => yes.to_string(),
        Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

/// The texts of a list at `pointer`, one a line.
pub(crate) fn lines_at(draft: &Value, pointer: &str) -> String {
    let values = draft.pointer(pointer).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let lines: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
    lines.join("\n")
}

/// How many entries the list at `pointer` has.
pub(crate) fn length_at(draft: &Value, pointer: &str) -> usize {
    draft.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len)
}

/// Whether a value says anything.
pub(crate) fn is_given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Text of an input as a value: nothing where it is empty.
pub(crate) fn text_value(text: &str) -> Option<Value> {
    if text.is_empty() { None } else { Some(text.into()) }
}

/// Text of an input as a number where it is written as one, else as it was typed, so that nothing typed is lost.
pub(crate) fn number_value(text: &str) -> Option<Value> {
    match text.parse::<u64>() {
        Ok(number) if number.to_string() == text => Some(number.into()),
        _ => text_value(text),
    }
}

/// The lines of an input as a list: nothing where all are blank.
pub(crate) fn lines_value(text: &str) -> Option<Value> {
    let lines: Vec<Value> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from).collect();
    if lines.is_empty() { None } else { Some(Value::Array(lines)) }
}

/// Puts a value to `pointer`, or removes the key there. Objects on the way are made; the list around a row must exist.
///
/// An object that loses its last key stays: it may be a row.
pub(crate) fn set(draft: &mut Value, pointer: &str, value: Option<Value>) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    let Some(parent) = make(draft, parent) else { return };
    match (parent, value) {
        (Value::Object(object), Some(value)) => {
            object.insert(unescape(key), value);
        }
        (Value::Object(object), None) => {
            object.remove(&unescape(key));
        }
        (Value::Array(array), Some(value)) => {
            if let Some(slot) = key.parse().ok().and_then(|index: usize| array.get_mut(index)) {
                *slot = value;
            }
        }
        _ => {}
    }
}

/// As [`set`], unless there is nothing at `pointer`.
pub(crate) fn set_existing(draft: &mut Value, pointer: &str, value: Option<Value>) {
    if draft.pointer(pointer).is_some() {
        set(draft, pointer, value);
    }
}

/// Adds a row to the list at `pointer`.
pub(crate) fn push(draft: &mut Value, pointer: &str, row: Value) {
    if let Some(Value::Array(rows)) = draft.pointer_mut(pointer) {
        rows.push(row);
    } else {
        set(draft, pointer, Some(Value::Array(vec![row])));
    }
}

/// Removes a row of the list at `pointer`; the last one takes the list with it.
pub(crate) fn remove(draft: &mut Value, pointer: &str, index: usize) {
    let Some(Value::Array(rows)) = draft.pointer_mut(pointer) else { return };
    if index < rows.len() {
        rows.remove(index);
    }
    if rows.is_empty() {
        set(draft, pointer, None);
    }
}

/// Takes a row out of the list at `pointer` and puts it where `to` says, counted without it.
pub(crate) fn shift(draft: &mut Value, pointer: &str, from: usize, to: usize) {
    if let Some(Value::Array(rows)) = draft.pointer_mut(pointer)
        && from.max(to) < rows.len()
    {
        let row = rows.remove(from);
        rows.insert(to, row);
    }
}

/// Puts a row into the list at `pointer`, before the one that is `index` now.
pub(crate) fn insert(draft: &mut Value, pointer: &str, index: usize, row: Value) {
    if let Some(Value::Array(rows)) = draft.pointer_mut(pointer) {
        rows.insert(index.min(rows.len()), row);
    }
}

/// The lowest volume number that is above all others in use; 0 is the cluster private volume's unless it says otherwise.
pub(crate) fn next_volume(draft: &Value, pointer: &str) -> u64 {
    let rows = draft.pointer(pointer).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let private = draft.pointer("/private_volume/volume").and_then(Value::as_u64);
    let used = rows.iter().filter_map(|row| row.get("volume").and_then(Value::as_u64));
    used.chain(private).max().unwrap_or(0) + 1
}

/// The value at `pointer`, with empty objects made on the way.
fn make<'a>(draft: &'a mut Value, pointer: &str) -> Option<&'a mut Value> {
    let mut at = draft;
    for key in pointer.split('/').skip(1) {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        at = match at {
            Value::Object(object) => object.entry(unescape(key)).or_insert_with(|| Value::Object(Map::new())),
            Value::Array(array) => array.get_mut(key.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(at)
}

fn unescape(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{insert, lines_value, next_volume, number_value, push, remove, set, shift, text_at};

    #[track_caller]
    fn check(before: Value, change: impl Fn(&mut Value), after: Value) {
        let mut draft = before;
        change(&mut draft);
        assert_eq!(draft, after);
    }

    #[test]
    fn a_value_makes_the_objects_around_it() {
        check(
            json!({}),
            |draft| set(draft, "/chap/username", Some("a".into())),
            json!({"chap": {"username": "a"}}),
        );
    }

    #[test]
    fn a_cleared_field_is_gone() {
        check(json!({"iqn": "a", "port": 1}), |draft| set(draft, "/iqn", None), json!({"port": 1}));
    }

    #[test]
    fn a_field_of_a_row_is_set_in_its_row() {
        check(
            json!({"luns": [{}, {"volume": 2}]}),
            |draft| set(draft, "/luns/1/volume", Some(3.into())),
            json!({"luns": [{}, {"volume": 3}]}),
        );
    }

    #[test]
    fn the_last_row_takes_its_list_with_it() {
        check(
            json!({}),
            |draft| push(draft, "/luns", json!({"volume": 1})),
            json!({"luns": [{"volume": 1}]}),
        );
        check(json!({"luns": [{"volume": 1}]}), |draft| remove(draft, "/luns", 0), json!({}));
    }

    #[test]
    fn a_row_goes_where_it_is_put() {
        let rows = || json!({"luns": [1, 2, 3]});
        check(rows(), |draft| shift(draft, "/luns", 0, 2), json!({"luns": [2, 3, 1]}));
        check(rows(), |draft| shift(draft, "/luns", 2, 0), json!({"luns": [3, 1, 2]}));
        check(rows(), |draft| shift(draft, "/luns", 0, 3), rows());
        check(rows(), |draft| insert(draft, "/luns", 1, json!(9)), json!({"luns": [1, 9, 2, 3]}));
    }

    #[test]
    fn what_was_typed_for_a_number_is_kept() {
        assert_eq!(number_value("3260"), Some(json!(3260)));
        assert_eq!(number_value("032"), Some(json!("032")));
        assert_eq!(text_at(&json!({"port": "3x"}), "/port"), "3x");
    }

    #[test]
    fn blank_lines_are_no_entries() {
        assert_eq!(lines_value(" a \n\nb\n"), Some(json!(["a", "b"])));
        assert_eq!(lines_value("\n \n"), None);
    }

    #[test]
    fn the_next_volume_is_above_all_others() {
        assert_eq!(next_volume(&json!({}), "/luns"), 1);
        assert_eq!(next_volume(&json!({"luns": [{"volume": 7}, {}]}), "/luns"), 8);
    }
}
