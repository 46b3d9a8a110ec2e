//! Sealing: what was sealed opens where it was sealed and nowhere else, and a key file is read by its owner alone.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use proptest::prelude::*;
use sds_gateway::seal::file::{KeyError, KeyFile};
use sds_gateway::seal::key::Key;
use sds_gateway::seal::keyed::Keyed;
use sds_gateway::seal::{Keyring, Place, SealError};
use tempfile::TempDir;

fn keyring() -> Keyring {
    Keyring::new(vec![Key::random(), Key::random()]).expect("two keys")
}

fn place(row: &[&str]) -> Place {
    Place::new("revisions", "text", row.iter().map(|&part| part.to_owned()).collect())
}

proptest! {
    #[test]
    fn what_was_sealed_opens_as_it_was(text: String, row: [String; 2]) {
        let keyring = keyring();
        let place = place(&row.each_ref().map(String::as_str));
        let sealed = keyring.seal(&place, &text);
        prop_assert_eq!(keyring.open(&place, &sealed).expect("it opens"), text);
    }

    #[test]
    fn what_was_sealed_for_one_place_opens_at_no_other(row: [String; 2], other: [String; 2]) {
        prop_assume!(row != other);
        let keyring = keyring();
        let sealed = keyring.seal(&place(&row.each_ref().map(String::as_str)), "hunter2");
        let moved = keyring.open(&place(&other.each_ref().map(String::as_str)), &sealed);
        prop_assert!(matches!(moved, Err(SealError::Broken { .. })), "{moved:?}");
    }

    #[test]
    fn no_text_but_a_sealed_one_opens(text: String) {
        prop_assert!(keyring().open(&place(&["r0", "1"]), &text).is_err());
    }

    #[test]
    fn a_key_is_read_as_it_was_written(id in "[a-zA-Z0-9._-]{1,64}", secret in "[a-zA-Z0-9+/]{42}A=") {
        let line = format!("{id} {secret}");
        let written = Key::read(&line).expect("a key").line();
        prop_assert_eq!(written.as_str(), line.as_str());
    }

    #[test]
    fn what_is_no_key_is_not_taken_for_one(line in "[a-zA-Z0-9 /+=._-]{0,40}") {
        prop_assert!(Key::read(&line).is_none());
    }
}

#[test]
fn no_part_of_a_row_can_become_part_of_another_column() {
    let keyring = keyring();
    let sealed = keyring.seal(&Place::new("deployed", "goal", vec!["r0".into(), "node-a".into()]), "hunter2");
    for place in [
        Place::new("deployed", "goal", vec!["r0node-a".into()]),
        Place::new("deployed", "goal", vec!["r0,node-a".into()]),
        Place::new("deployed", "goal", vec!["r0\",\"node-a".into()]),
        Place::new("deployed", "goalr0", vec!["node-a".into()]),
        Place::new("deployed", "record", vec!["r0".into(), "node-a".into()]),
        Place::new("deployments", "goal", vec!["r0".into(), "node-a".into()]),
    ] {
        assert!(keyring.open(&place, &sealed).is_err(), "{place}");
    }
}

#[test]
fn the_same_text_is_never_sealed_the_same_twice() {
    let keyring = keyring();
    let place = place(&["r0", "1"]);
    assert_ne!(keyring.seal(&place, "hunter2"), keyring.seal(&place, "hunter2"));
}

#[test]
fn a_sealed_text_with_any_bit_flipped_is_refused() {
    let keyring = keyring();
    let place = place(&["r0", "1"]);
    let sealed = keyring.seal(&place, "incoming_password=hunter2");
    for at in 0..sealed.len() {
        for bit in 0..7 {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let flipped = String::from_utf8(bytes).expect("ASCII");
            assert!(keyring.open(&place, &flipped).is_err(), "bit {bit} of byte {at}: {flipped}");
        }
        assert!(keyring.open(&place, &sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn what_does_not_open_says_where_and_with_which_key_and_nothing_of_what_is_in_it() {
    let (keyring, other) = (keyring(), keyring());
    let place = place(&["r0", "7"]);
    let sealed = keyring.seal(&place, "hunter2");
    let error = other.open(&place, &sealed).expect_err("another keyring").to_string();
    for part in ["`text`", "`r0/7`", "`revisions`", keyring.newest().id(), "put that line back"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let id = keyring.newest().id();
    let namesake = Key::read(&format!("{id} {}", &Key::random().line()[17..])).expect("a key");
    let namesake = Keyring::new(vec![namesake]).expect("a key");
    let error = namesake.open(&place, &sealed).expect_err("another key of that name").to_string();
    assert!(error.contains("another key of that id") && error.contains("`r0/7`"), "{error}");
    let error = keyring.open(&place, "incoming_password=hunter2").expect_err("not sealed").to_string();
    assert!(error.contains("not sealed") && !error.contains("hunter2"), "{error}");
}

#[test]
fn keyed_hashes_are_the_same_for_the_same_text_and_key_alone() {
    let (one, other) = (Keyed::random(), Keyed::random());
    assert_eq!(one.digest("r0"), one.digest("r0"));
    assert_eq!(Keyed::read(&one.to_text()).expect("a key").digest("r0"), one.digest("r0"));
    assert_ne!(one.digest("r0"), one.digest("r1"));
    assert_ne!(one.digest("r0"), other.digest("r0"));
    assert_eq!(one.digest("r0").len(), 64);
}

#[test]
fn a_keyed_hash_is_the_one_of_rfc_4231() {
    // Test case 2 of RFC 4231 has the key `Jefe`; HMAC fills a key up with zeros, so that 32 bytes say the same.
    let key = "SmVmZQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let digest = Keyed::read(key).expect("a key").digest("what do ya want for nothing?");
    assert_eq!(digest, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

#[test]
fn a_key_file_is_made_once_for_its_owner_alone() {
    let home = TempDir::new().expect("a directory");
    let file = KeyFile::beside(home.path());
    assert!(file.read().expect("nothing is wrong").is_none());
    let first = file.create().expect("a key file");
    let mode = fs::metadata(file.path()).expect("a file").permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    let again = file.create().expect("theirs counts");
    assert_eq!(again.newest().id(), first.newest().id());
    let names: Vec<_> = fs::read_dir(home.path()).expect("a directory").flatten().collect();
    assert_eq!(names.len(), 1, "nothing is left over: {names:?}");
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    let home = TempDir::new().expect("a directory");
    let file = KeyFile::beside(home.path());
    file.create().expect("a key file");
    for mode in [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644] {
        set_mode(file.path(), mode);
        let Err(error) = file.read() else { panic!("{mode:o} is not refused") };
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    set_mode(file.path(), 0o400);
    assert!(file.read().is_ok(), "a file that nobody writes is fine");
}

#[test]
fn a_credential_counts_before_the_data_directory_and_is_never_written() {
    let home = TempDir::new().expect("a directory");
    let (data, credentials) = (home.path().join("data"), home.path().join("credentials"));
    fs::create_dir(&credentials).expect("a directory");
    let without = KeyFile::find(&data, None, Some(&credentials));
    assert_eq!(without, KeyFile::beside(&data));
    let line = Key::random().line();
    let path = credentials.join("sds-gateway.key");
    fs::write(&path, format!("{}\n", *line)).expect("a file");
    // systemd lets the server's user in by an access control list, whose mask shows as the rights of the group.
    set_mode(&path, 0o440);
    let file = KeyFile::find(&data, None, Some(&credentials));
    assert!(file.is_given());
    let keyring = file.read().expect("a key file").expect("a file");
    assert!(matches!(file.add(&keyring, &Key::random()), Err(KeyError::Given { .. })));
    assert!(matches!(file.keep_newest(&keyring), Err(KeyError::Given { .. })));
    set_mode(&path, 0o444);
    assert!(matches!(file.read(), Err(KeyError::Exposed { .. })));
    let chosen = home.path().join("keys");
    assert_eq!(KeyFile::find(&data, Some(&chosen), Some(&credentials)).path(), chosen);
    assert!(KeyFile::find(&data, Some(&path), Some(&credentials)).is_given());
}

#[test]
fn a_wrong_line_is_named_by_its_number_and_not_repeated() {
    let home = TempDir::new().expect("a directory");
    let file = KeyFile::beside(home.path());
    let (line, short) = (Key::random().line(), "id aHVudGVyMg==");
    for (text, part) in [
        (format!("{}\n\n{short}\n", *line), "line 3"),
        (format!("{}\nhunter2", *line), "line 2"),
        (format!("{0}\n{0}\n", *line), "are called"),
        ("\n\n".to_owned(), "has no key"),
        (String::new(), "has no key"),
    ] {
        fs::write(file.path(), &text).expect("a file");
        set_mode(file.path(), 0o600);
        let Err(error) = file.read() else { panic!("{text} is not refused") };
        let error = error.to_string();
        assert!(error.contains(part), "{part}: {error}");
        assert!(!error.contains("hunter2") && !error.contains("aHVudGVyMg"), "{error}");
    }
}

#[test]
fn keys_are_added_at_the_end_and_only_the_newest_is_kept() {
    let home = TempDir::new().expect("a directory");
    let file = KeyFile::beside(home.path());
    let first = file.create().expect("a key file");
    let second = Key::random();
    file.add(&first, &second).expect("a second key");
    let both = file.read().expect("a key file").expect("a file");
    let ids: Vec<&str> = both.keys().map(Key::id).collect();
    assert_eq!(ids, [first.newest().id(), second.id()]);
    assert_eq!(both.newest().id(), second.id());
    file.keep_newest(&both).expect("a file with one key");
    let text = fs::read_to_string(file.path()).expect("a file");
    assert_eq!(text, format!("{}\n", *second.line()));
    assert_eq!(fs::metadata(file.path()).expect("a file").permissions().mode() & 0o7777, 0o600);
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("the file is ours");
}
