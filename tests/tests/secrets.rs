//! Secrets are covered wherever they are shown, and `***` in a draft means *as it is saved*.

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::gateway::{Gateway, Kind};
use gateway::import::{Imported, import};
use gateway::names::secret::Secret;
use gateway::secret::json::{mask_gateway, problems_of_masks};
use gateway::secret::pair::masked_pair;
use gateway::secret::said::{masked_output, secrets};
use gateway::secret::unmask::unmask;
use gateway::secret::{CHANGED, MASK, has_mask, masked};
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;
use gateway_tests::drafts;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{draft:#}\n{problems:#?}"))
}

fn with_chap(password: &str) -> Value {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = json!({"username": "backup", "password": password});
    draft
}

fn foreign(text: &str) -> Value {
    json!({"kind": "foreign", "resource": "r0", "file": "sds-iscsi-r0.toml", "text": text})
}

fn file(text: &str) -> SnippetFile {
    SnippetFile { file: "sds-iscsi-r0.toml".into(), text: text.to_owned() }
}

/// A foreign snippet with these lines in its start list.
fn started(entries: &str) -> Value {
    foreign(&format!("# by hand\n[[promoter]]\n[promoter.resources.r0]\nstart = [\n{entries}\n]\n"))
}

fn text(draft: &Value) -> &str {
    draft["text"].as_str().expect("a foreign snippet")
}

fn places(unmasked: Result<Value, Vec<gateway::problem::Problem>>) -> Vec<String> {
    let problems = unmasked.expect_err("nothing is known there");
    assert!(problems.iter().all(|problem| problem.code == "secret-masked" && problem.is_error()));
    problems.into_iter().map(|problem| problem.at).collect()
}

proptest! {
    #[test]
    fn a_masked_gateway_is_one_whose_snippet_is_masked(draft in drafts::any_gateway()) {
        let gateway = serde_json::to_value(read(&draft)).expect("plain data");
        let shown = mask_gateway(&gateway);
        let password = draft.pointer("/chap/password").and_then(Value::as_str);
        if let Some(password) = password {
            prop_assert!(!shown["chap"].to_string().contains(password));
        } else {
            prop_assert_eq!(&shown, &gateway);
        }
        let written = write(&read(&shown));
        prop_assert_eq!(&written, &masked(&write(&read(&gateway))));
        prop_assert_eq!(has_mask(&written), password.is_some());
        prop_assert_eq!(problems_of_masks(&shown, &written).len(), usize::from(password.is_some()));
        prop_assert_eq!(problems_of_masks(&gateway, &write(&read(&gateway))).len(), 0);
        prop_assert_eq!(mask_gateway(&shown), shown);
    }

    #[test]
    fn a_masked_snippet_is_read_as_the_masked_gateway(draft in drafts::any_gateway()) {
        let gateway = serde_json::to_value(read(&draft)).expect("plain data");
        let of = |text: &str| match import(text) {
            Imported::Ours { gateway } | Imported::Alike { gateway, .. } => gateway,
            Imported::Foreign { reasons, .. } => panic!("{reasons:?}"),
        };
        let written = write(&read(&gateway));
        prop_assert_eq!(of(&masked(&written)), mask_gateway(&of(&written)));
    }

    #[test]
    fn what_was_masked_is_unmasked_by_what_is_saved(draft in drafts::any_gateway()) {
        let gateway = serde_json::to_value(read(&draft)).expect("plain data");
        let written = write(&read(&gateway));
        prop_assert_eq!(unmask(&mask_gateway(&gateway), &gateway).expect("it is saved"), gateway.clone());
        let text = foreign(&written);
        prop_assert_eq!(unmask(&mask_gateway(&text), &text).expect("it is saved"), text.clone());
        // A foreign snippet becomes ours, or ours a foreign one.
        prop_assert_eq!(unmask(&mask_gateway(&gateway), &text).expect("it is saved"), gateway.clone());
        prop_assert_eq!(unmask(&mask_gateway(&text), &gateway).expect("it is saved"), text.clone());
        // A draft without masks needs nothing.
        prop_assert_eq!(unmask(&gateway, &Value::Null).expect("nothing is asked for"), gateway);
    }

    #[test]
    fn a_pair_tells_no_secret_and_which_one_changed(
        draft in drafts::any_gateway(),
        password in "[a-zA-Z0-9._:@/+=]{12,16}",
    ) {
        let old = write(&read(&draft));
        prop_assert_eq!(masked_pair(&old, &old), (masked(&old), masked(&old)));
        let Some(before) = draft.pointer("/chap/password").and_then(Value::as_str) else { return Ok(()) };
        prop_assume!(!password.starts_with("NULL") && password != before);
        let mut changed = draft.clone();
        changed["chap"]["password"] = json!(password);
        changed["service_ips"][0]["nic"] = json!("eth9");
        let new = write(&read(&changed));
        let (old_shown, new_shown) = masked_pair(&old, &new);
        prop_assert_eq!(&old_shown, &masked(&old));
        prop_assert_eq!(new_shown, masked(&new).replace("password=***", "password=***changed***"));
    }

    #[test]
    fn whatever_the_texts_are_nothing_breaks_and_masks_stay(
        one in "\\PC{0,200}|[\\[\\]{}=\"'#.a-z\\n\\\\ ]{0,200}|(ocf:a:b |password=|\\*\\*\\*|[\" '#=\\n])*",
        other in "\\PC{0,200}|(start = |\\[|\\]|\"ocf:a:b |secret=|\\*\\*\\*|[\" '#=\\n])*",
    ) {
        let shown = masked(&one);
        prop_assert_eq!(masked(&shown).lines().count(), one.lines().count());
        let _ = masked_pair(&one, &other);
        let _ = unmask(&foreign(&one), &foreign(&other));
        if !has_mask(&one) {
            prop_assert_eq!(unmask(&foreign(&shown), &foreign(&one)).ok(), Some(foreign(&one)));
        }
    }
}

#[test]
fn a_secret_that_is_not_shown_is_one_to_a_gateway_and_none_to_a_node() {
    let secret: Secret = MASK.parse().expect("it stands for one");
    assert!(secret.is_masked() && "**".parse::<Secret>().is_err() && "****".parse::<Secret>().is_err());
    let draft = with_chap(MASK);
    let text = write(&read(&draft));
    assert!(text.contains(" incoming_password=*** "), "{text}");
    let problems = check(&[file(&text)], Versions::default()).problems;
    let found: Vec<(&str, &str)> =
        problems.iter().map(|problem| (&*problem.code, &text[column(&text, problem)..][..17])).collect();
    assert_eq!(found, [("secret-masked", "incoming_password")], "{problems:#?}");
}

/// The byte that a problem names.
fn column(text: &str, problem: &gateway::problem::Problem) -> usize {
    let line = problem.line.expect("a line") as usize;
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    before + problem.column.expect("a column") as usize - 1
}

#[test]
fn a_mask_without_a_saved_secret_is_a_problem_at_its_place() {
    let plain = Kind::Iscsi.example();
    assert_eq!(places(unmask(&with_chap(MASK), &plain)), ["/chap/password"]);
    assert_eq!(places(unmask(&with_chap(MASK), &Value::Null)), ["/chap/password"]);
    assert_eq!(places(unmask(&with_chap(MASK), &with_chap(MASK))), ["/chap/password"]);
    assert_eq!(places(unmask(&with_chap(MASK), &foreign("nothing"))), ["/chap/password"]);
    assert_eq!(places(unmask(&foreign(&write(&read(&with_chap(MASK)))), &plain)), ["/text"]);
}

#[test]
fn a_secret_within_a_row_is_never_guessed() {
    let draft = json!({"users": [{"name": "b", "password": MASK}], "passwords": [MASK]});
    let saved = json!({"users": [{"name": "a", "password": "of-another"}], "passwords": ["of-another"]});
    assert_eq!(places(unmask(&draft, &saved)), ["/passwords/0", "/users/0/password"]);
}

#[test]
fn another_field_changes_and_the_secret_stays() {
    let saved = with_chap("0123456789ab");
    let mut draft = with_chap(MASK);
    draft["luns"].as_array_mut().expect("rows").remove(0);
    draft["chap"]["username"] = json!("restore");
    let unmasked = unmask(&draft, &saved).expect("it is saved");
    assert_eq!(unmasked["chap"], json!({"username": "restore", "password": "0123456789ab"}));
    draft["chap"]["password"] = json!("another-secret");
    assert_eq!(unmask(&draft, &saved).expect("it is given"), draft);
}

const TARGET: &str = "\"ocf:heartbeat:iSCSITarget t iqn=i incoming_username=u incoming_password=";

#[test]
fn the_secret_of_a_foreign_entry_is_that_of_the_same_agent_instance_and_key() {
    let saved = started(&format!("{TARGET}'a b%%' tid=1\",\n'ocf:x:y z secret=5',"));
    let draft = started(&format!("'ocf:x:y z   more=1 secret=***',\n{TARGET}*** tid=2\", # moved"));
    let expected = started(&format!("\"ocf:x:y z   more=1 secret=5\",\n{TARGET}'a b%%' tid=2\", # moved"));
    assert_eq!(unmask(&draft, &saved).expect("it is saved"), expected);
    for other in [
        format!("{TARGET}*** tid=1\",").replace("Target t ", "Target u "),
        format!("{TARGET}*** tid=1\",").replace("heartbeat", "other"),
        format!("{TARGET}*** tid=1\",").replace("incoming_password", "outgoing_password"),
    ] {
        assert_eq!(places(unmask(&started(&other), &saved)), ["/text"], "{other}");
    }
    let other = text(&started(&format!("{TARGET}*** tid=2\","))).replace("resources.r0", "resources.r1");
    assert_eq!(places(unmask(&foreign(&other), &saved)), ["/text"]);
}

#[test]
fn of_two_secrets_at_one_place_none_is_taken() {
    let saved = started(&format!("{TARGET}one\",\n{TARGET}two\","));
    assert_eq!(places(unmask(&started(&format!("{TARGET}***\",")), &saved)), ["/text"]);
    let same = started(&format!("{TARGET}one\",\n{TARGET}one\","));
    assert!(unmask(&started(&format!("{TARGET}***\",")), &same).is_ok());
}

#[test]
fn an_entry_that_was_cut_comes_back_as_a_whole_or_not_at_all() {
    let cut = "\"ocf:heartbeat:iSCSITarget t incoming_password=abc tid=1 # old password=def\",";
    let saved = started(cut);
    let shown = mask_gateway(&saved);
    assert!(text(&shown).contains("t incoming_password=***\","), "{}", text(&shown));
    let beside = |draft: &Value| foreign(&text(draft).replace("# by hand", "# by another hand"));
    assert_eq!(unmask(&beside(&shown), &saved).expect("it is as it was"), beside(&saved));
    let touched = foreign(&text(&shown).replace("Target t", "Target t iqn=i"));
    assert_eq!(places(unmask(&touched, &saved)), ["/text"]);
}

#[test]
fn comments_keep_their_secrets_and_owe_none() {
    let saved = foreign("# password=abc\n[[promoter]]\n[promoter.resources.r0]\nstart = []\n");
    let shown = mask_gateway(&saved);
    let draft = foreign(&format!("{}# secret=***\n", text(&shown)));
    assert!(!has_mask(text(&draft)) && problems_of_masks(&draft, text(&draft)).is_empty());
    let unmasked = unmask(&draft, &saved).expect("a comment stands for nothing");
    assert_eq!(text(&unmasked), format!("{}# secret=***\n", text(&saved)));
}

#[test]
fn the_rest_of_a_secret_with_a_blank_is_covered_too() {
    for rest in ["hidden", "hidden 'hidden too'", "hidden=1", "'hidden=1'"] {
        let shown = masked(text(&started(&format!("{TARGET}my {rest} tid=1\","))));
        assert!(shown.contains("incoming_password=*** tid=1\""), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }
}

#[test]
fn an_empty_secret_is_none_and_shows() {
    for empty in [" tid=1\",", "'' tid=1\",", "\","] {
        let draft = started(&format!("{TARGET}{empty}"));
        assert_eq!(mask_gateway(&draft), draft);
    }
    let draft = started("], password = [ ''");
    assert_eq!(mask_gateway(&draft), draft);
    let shown = masked(text(&started(&format!("{TARGET} hidden tid=1\","))));
    assert!(shown.contains("incoming_password=*** tid=1\""), "{shown}");
}

#[test]
fn a_changed_secret_shows_wherever_it_stands() {
    let pair = |old: &str, new: &str| masked_pair(text(&started(old)), text(&started(new)));
    for (old, new) in [
        (format!("{TARGET}one\","), format!("{TARGET}two\",")),
        (format!("{TARGET}one\","), format!("{TARGET}two\",").replace("Target t", "Target u")),
        ("'x', # password=one".into(), "'x', # password=two".into()),
        ("'ocf:a:b c secret=one # secret=one',".into(), "'ocf:a:b c secret=two # secret=one',".into()),
        ("], secret = [ 'one'".into(), "], secret = [ 'two'".into()),
    ] {
        let (old, new) = pair(&old, &new);
        assert!(new.contains(CHANGED) && !old.contains(CHANGED), "{old}{new}");
        assert!(![old, new].concat().contains("two"));
    }
    let (_, added) = pair("", &format!("{TARGET}two\","));
    assert!(added.contains("incoming_password=***\""), "{added}");
}

#[test]
fn what_a_program_says_repeats_no_secret() {
    let known = secrets(&write(&read(&with_chap("planted-7Vq2mXw9"))));
    assert_eq!(known, ["planted-7Vq2mXw9"]);
    let table = [
        ("cannot set planted-7Vq2mXw9 for backup", "cannot set *** for backup"),
        ("a planted-7Vq2mXw9, planted-7Vq2mXw9!\nb", "a ***, ***!\nb"),
        ("iSCSITarget: set auth userid=a password=other b", "iSCSITarget: set auth userid=a password=***"),
        ("OCF_RESKEY_incoming_password=other\r\nnext", "OCF_RESKEY_incoming_password=***\r\nnext"),
        ("\"chap_password\": \"other\",", "\"chap_password\": ***"),
        ("tgtadm --mode account --password other", "tgtadm --mode account --password ***"),
        ("ocf.rs@incoming_password\\x3dother", "ocf.rs@incoming_password\\x3d***"),
        ("sudo: a password is required", "sudo: a password is required"),
        ("[sudo] password for backup:", "[sudo] password for backup:"),
        ("Permission denied (publickey,password).", "Permission denied (publickey,password)."),
        ("", ""),
    ];
    for (said, wanted) in table {
        assert_eq!(masked_output(said, &known), wanted);
    }
}

#[test]
fn secrets_of_a_text_are_found_as_a_program_gets_them() {
    let text = started("\"ocf:heartbeat:x a incoming_password='two words' outgoing_password=p-w secret=**\"");
    let found = secrets(text["text"].as_str().expect("a text"));
    for secret in ["two words", "p-w"] {
        assert!(found.iter().any(|found| found == secret), "{secret}: {found:?}");
    }
    assert!(secrets("[[promoter]]").is_empty());
}
