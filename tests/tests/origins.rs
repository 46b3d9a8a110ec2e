//! Each line of a snippet names the fields that it comes from: no other field changes it, and no field is forgotten.

use std::collections::BTreeSet;
use std::fs;

use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::{Written, write, write_with_origins};
use gateway_tests::drafts;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The place by which lines name a value: that of its list, where it is one of several texts.
fn named_as(pointer: &str) -> &str {
    match pointer.rsplit_once('/') {
        Some((list, last)) if last.bytes().all(|byte| byte.is_ascii_digit()) => list,
        _ => pointer,
    }
}

fn names(written: &Written, index: usize, place: &str) -> bool {
    written.origins[index].iter().any(|origin| origin.to_string() == place)
}

/// Other values that a field might have; what the model refuses is left out later.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => {
            let cut = text.char_indices().last().map_or("", |(end, _)| &text[..end]);
            let words = [
                "true",
                "false",
                "tgt",
                "scst",
                "rdma",
                "freeze",
                "fail-over",
                "BindsTo",
                "Wants",
                "poweroff",
                "start-only",
                "10.99.0.7/16",
                "fd00::7/64",
                "zz",
                "/zz/y",
                "xfs",
                "noatime",
                "ro",
                "10.0.0.0/8",
                "iqn.2001-02.com.other:x",
                "nqn.2001-02.com.other:x",
                "99999999-2222-3333-4444-555555555555",
            ];
            let near = [format!("{text}1"), format!("{text}b"), format!("{cut}2"), format!("{cut}/9")];
            near.into_iter().chain(words.map(str::to_owned)).map(Value::from).collect()
        }
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_default();
            [number + 1, number + 7, 200].map(Value::from).into()
        }
        Value::Bool(yes) => vec![json!(!yes)],
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// Every value that is given or derived, with its place.
fn leaves(gateway: &Gateway) -> Vec<(String, Value)> {
    let json = serde_json::to_value(gateway).expect("a gateway is plain data");
    let of = |pointer: String| Some((pointer.clone(), json.pointer(&pointer)?.clone()));
    let leaves = drafts::pointers(&json).into_iter().filter_map(of);
    leaves.filter(|(at, value)| at != "/kind" && !value.is_object() && !value.is_array()).collect()
}

#[track_caller]
fn assert_named(draft: &Value) {
    let gateway = Gateway::read(draft).expect("a draft without errors");
    let written = write_with_origins(&gateway);
    assert_eq!(written.text, write(&gateway));
    let lines: Vec<&str> = written.text.lines().collect();
    assert_eq!(written.origins.len(), lines.len());
    let given: BTreeSet<String> = leaves(&gateway).into_iter().map(|(at, _)| at).collect();
    for at in &given {
        let place = named_as(at);
        assert!(
            (0..lines.len()).any(|index| names(&written, index, place)),
            "no line names {place}\n{draft:#}"
        );
    }
    for (at, value) in leaves(&gateway.filled_in()) {
        for other in others(&value) {
            let Some(changed) = with(draft, &at, &other).and_then(|draft| Gateway::read(&draft).ok()) else {
                continue;
            };
            let other_text = write(&changed);
            let other_lines: Vec<&str> = other_text.lines().collect();
            assert_eq!(other_lines.len(), lines.len(), "{at} = {other} makes another number of lines");
            for (index, (before, after)) in lines.iter().zip(other_lines).enumerate() {
                let is_named = names(&written, index, named_as(&at));
                assert!(
                    *before == after || is_named,
                    "{at} = {other} changes a line that does not name it\n{before}\n{after}\n{draft:#}"
                );
            }
        }
    }
}

/// The draft with another value at a place that is there or may be there; none where the row itself is derived.
fn with(draft: &Value, at: &str, value: &Value) -> Option<Value> {
    let mut draft = draft.clone();
    if let Some(there) = draft.pointer_mut(at) {
        *there = value.clone();
        return Some(draft);
    }
    let (parent, key) = at.rsplit_once('/')?;
    if draft.pointer(parent).is_none() {
        let (above, group) = parent.rsplit_once('/')?;
        draft.pointer_mut(above)?.as_object_mut()?.insert(group.into(), json!({}));
    }
    draft.pointer_mut(parent)?.as_object_mut()?.insert(key.into(), value.clone());
    Some(draft)
}

#[test]
fn no_field_changes_a_line_that_does_not_name_it() {
    for kind in Kind::ALL {
        assert_named(&kind.example());
    }
}

#[test]
fn no_field_of_a_golden_gateway_changes_a_line_that_does_not_name_it() {
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/golden")).expect("golden files") {
        let path = file.expect("a golden file").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).expect("a golden file");
            assert_named(&serde_json::from_str(&text).expect("a draft"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]
    #[test]
    fn whatever_a_gateway_is_called_its_fields_change_only_lines_that_name_them(draft in drafts::any_gateway()) {
        assert_named(&draft);
    }
}
