//! Laws of reading back, over gateways, edits and texts made by chance.

use std::collections::BTreeMap;

use gateway_tests::drafts;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::edits::{any_edit, apply};
use super::{hold_promises, ours, read, recorded, said};
use gateway::snippet::write::write;

proptest! {
    #[test]
    fn what_we_write_is_ours_and_loses_nothing(draft in drafts::any_gateway()) {
        let text = write(&read(&draft));
        prop_assert_eq!(write(&read(&ours(&text))), text);
    }

    #[test]
    fn what_derives_is_left_out_of_the_draft(draft in drafts::any_gateway()) {
        let gateway = ours(&write(&read(&draft)));
        let given = drafts::pointers(&draft);
        for pointer in drafts::pointers(&gateway) {
            // Of a volume with a given number all the rest may derive from it.
            let is_volume = pointer.ends_with("/volume");
            prop_assert!(is_volume || given.contains(&pointer), "{pointer} was not given\n{draft:#}\n{gateway:#}");
        }
    }

    #[test]
    fn nothing_of_an_edited_file_is_lost(draft in drafts::any_gateway(), edits in vec(any_edit(), 1..5)) {
        let text = edits.iter().fold(write(&read(&draft)), |text, edit| apply(&text, edit));
        let imported = hold_promises(&text);
        let secret = draft.pointer("/chap/password").and_then(Value::as_str);
        for (said, secret) in said(&imported).into_iter().zip(secret.into_iter().cycle()) {
            prop_assert!(!said.en.contains(secret) && !said.zh.contains(secret), "{said}");
        }
    }

    #[test]
    fn no_text_at_all_makes_a_panic(text in "(\\PC|\n){0,80}") {
        hold_promises(&text);
    }

    #[test]
    fn no_start_entry_makes_a_panic(entries in vec("(ocf:heartbeat:(iSCSITarget|IPaddr2|x|) ?)?[ -~äß名\t]{0,40}", 0..6)) {
        let entries: Vec<String> = entries.iter().map(|entry| Value::from(entry.as_str()).to_string()).collect();
        hold_promises(&format!("[[promoter]]\n[promoter.resources.r0]\nstart = [{}]\n", entries.join(", ")));
    }
}

#[test]
fn edits_lead_to_every_verdict() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeMap::new();
    for _ in 0..200 {
        let draft = drafts::any_gateway().new_tree(&mut runner).expect("a draft").current();
        let edit = any_edit().new_tree(&mut runner).expect("an edit").current();
        let imported = json!(hold_promises(&apply(&write(&read(&draft)), &edit)));
        *seen.entry(imported["is"].as_str().expect("a word").to_owned()).or_insert(0) += 1;
    }
    assert!(seen.len() == 3 && seen.values().all(|count| *count >= 10), "{seen:?}");
}

#[test]
fn recorded_files_keep_the_promises_too() {
    for set in ["directory", "grammar", "schema", "seed"] {
        for (_, text) in recorded(set) {
            hold_promises(&text);
        }
    }
}
