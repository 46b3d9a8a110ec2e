//! What a merge promises.

use gateway::field::Field;
use gateway::gateway::Kind;
use gateway::names::Choice;
use serde_json::{Value, json};

use super::{Choices, Merged, Side, merge};
use crate::form::start::fields;

fn merged(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    merge(&of(base), base, mine, theirs, &Choices::new())
}

fn of(gateway: &Value) -> Vec<&'static Field> {
    let kind: Kind = gateway["kind"].as_str().expect("a kind").parse().expect("one of ours");
    fields(kind).collect()
}

fn base() -> Value {
    json!({
        "kind": "iscsi", "resource": "r0", "iqn": "iqn.2024-01.a.b:r0",
        "service_ips": [{"ip": "10.0.0.1/24"}],
        "allowed_initiators": ["iqn.2024-01.a.b:x", "iqn.2024-01.a.b:y"],
        "luns": [{"volume": 1}, {"volume": 2, "device": "/dev/drbd2"}]
    })
}

/// The base with another value at `at`.
fn with(at: &str, value: Value) -> Value {
    let mut changed = base();
    crate::draft::set(&mut changed, at, Some(value));
    changed
}

/// Changes that do not touch each other.
fn changes() -> Vec<Value> {
    vec![
        with("/port", json!(3261)),
        with("/service_ips", json!([{"ip": "10.0.0.1/24", "nic": "eth0"}])),
        with("/luns", json!([{"volume": 1}, {"volume": 2, "device": "/dev/drbd2"}, {"volume": 3}])),
        with("/promoter/on-quorum-loss", json!("freeze")),
    ]
}

#[test]
fn a_change_of_one_side_alone_is_the_result() {
    for kind in Kind::ALL {
        let example = kind.example();
        let mut changed = example.clone();
        crate::draft::set(&mut changed, "/service_ips/0/ip", Some(json!("10.9.9.9/24")));
        for (mine, theirs) in [(&changed, &example), (&example, &changed), (&changed, &changed)] {
            assert_eq!(
                merged(&example, mine, theirs),
                Merged { draft: changed.clone(), conflicts: Vec::new() }
            );
        }
    }
}

#[test]
fn changes_of_different_places_are_all_in_the_result_whoever_merges() {
    for (index, one) in changes().iter().enumerate() {
        for (other_index, other) in changes().iter().enumerate() {
            let [mine, theirs] = [merged(&base(), one, other), merged(&base(), other, one)];
            assert_eq!(mine.conflicts, [], "{index} {other_index}");
            assert_eq!(mine.draft, theirs.draft, "{index} {other_index}");
            // Merged once more with either, nothing is missing.
            assert_eq!(merged(&base(), &mine.draft, one).draft, mine.draft);
            assert_eq!(merged(&base(), &mine.draft, other).draft, mine.draft);
        }
    }
}

#[test]
fn what_both_changed_is_mine_until_theirs_is_chosen() {
    let (mine, theirs) = (with("/luns/1/device", json!("/dev/a")), with("/luns/1/device", json!("/dev/b")));
    let result = merged(&base(), &mine, &theirs);
    assert_eq!(result.draft, mine);
    let [conflict] = &result.conflicts[..] else { panic!("{:?}", result.conflicts) };
    assert_eq!(conflict.label.en, "LUN 2 › Device");
    assert_eq!((conflict.mine.as_deref(), conflict.theirs.as_deref()), (Some("/dev/a"), Some("/dev/b")));
    let choices = Choices::from([(conflict.key.clone(), Side::Theirs)]);
    let chosen = merge(&of(&base()), &base(), &mine, &theirs, &choices);
    assert_eq!(chosen.draft, theirs);
    assert_eq!(chosen.conflicts, result.conflicts, "what was chosen can be chosen again");
}

#[test]
fn names_that_both_sides_added_and_took_out_are_merged() {
    let mine =
        with("/allowed_initiators", json!(["iqn.2024-01.a.b:x", "iqn.2024-01.a.b:y", "iqn.2024-01.a.b:m"]));
    let theirs = with("/allowed_initiators", json!(["iqn.2024-01.a.b:y", "iqn.2024-01.a.b:t"]));
    let result = merged(&base(), &mine, &theirs);
    assert_eq!(result.conflicts, []);
    let expected = json!(["iqn.2024-01.a.b:y", "iqn.2024-01.a.b:m", "iqn.2024-01.a.b:t"]);
    assert_eq!(result.draft["allowed_initiators"], expected);
}

#[test]
fn a_row_that_one_side_took_out_and_the_other_changed_is_a_choice() {
    let mine = with("/luns", json!([{"volume": 1}]));
    let theirs = with("/luns/1/device", json!("/dev/b"));
    let result = merged(&base(), &mine, &theirs);
    assert_eq!(result.draft, mine);
    let [conflict] = &result.conflicts[..] else { panic!("{:?}", result.conflicts) };
    assert_eq!(conflict.mine, None);
    let choices = Choices::from([(conflict.key.clone(), Side::Theirs)]);
    assert_eq!(merge(&of(&base()), &base(), &mine, &theirs, &choices).draft, theirs);
}

#[test]
fn rows_are_known_by_their_number_wherever_they_stand() {
    let mine = with("/luns", json!([{"volume": 2, "device": "/dev/drbd2"}, {"volume": 1}]));
    let theirs = with("/luns", json!([{"volume": 1, "lun": 7}, {"volume": 2, "device": "/dev/drbd2"}]));
    let result = merged(&base(), &mine, &theirs);
    assert_eq!(result.conflicts, []);
    assert_eq!(result.draft["luns"], json!([{"volume": 2, "device": "/dev/drbd2"}, {"volume": 1, "lun": 7}]));
}

#[test]
fn the_same_row_added_by_both_is_one_row() {
    let mine = with("/luns", json!([{"volume": 1}, {"volume": 2, "device": "/dev/drbd2"}, {"volume": 3}]));
    let theirs =
        with("/luns", json!([{"volume": 1}, {"volume": 2, "device": "/dev/drbd2"}, {"volume": 3, "lun": 9}]));
    let result = merged(&base(), &mine, &theirs);
    assert_eq!(result.draft, theirs);
    assert_eq!(result.conflicts, []);
}
