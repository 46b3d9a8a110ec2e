//! One wrong character: either nothing changes for the daemon, or somebody is told.

use std::collections::{BTreeMap, BTreeSet};

use gateway::agent::StartEntry;
use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::read::{means_the_same, resources};
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;

/// What nobody can know from a snippet alone, and why. The agent and parameter whose value became another one.
const UNKNOWABLE: &[(&str, &str)] = &[
    ("Filesystem device", "whether a device is there, only a node can say; preflight asks it"),
    ("Filesystem fstype", "the kernel's file systems are the node's"),
    ("Filesystem directory", "an agent makes any directory that it is told"),
    ("IPaddr2 cidr_netmask", "the prefix of the network is the administrator's"),
    ("iSCSILogicalUnit path", "whether a device is there, only a node can say; preflight asks it"),
    ("iSCSILogicalUnit lun", "any free number is one"),
    ("iSCSILogicalUnit product_id", "any text is one"),
    ("iSCSILogicalUnit scsi_sn", "any text is one"),
    ("nfsserver nfs_shared_infodir", "any directory on a mounted volume is one"),
    ("nfsserver nfs_server_scope", "any text is one"),
    ("nfsserver nfs_ip", "only clients that are told of a failover see it"),
    ("exportfs fsid", "any UUID is one"),
    ("exportfs clientspec", "any network is one"),
    ("exportfs options", "another option that exportfs knows"),
    ("nvmet-subsystem serial", "any text is one"),
    ("nvmet-namespace namespace_id", "any free number is one"),
    ("nvmet-namespace backing_path", "whether a device is there, only a node can say; preflight asks it"),
    ("nvmet-namespace uuid", "any UUID is one"),
    ("nvmet-namespace nguid", "any 16 bytes are one"),
    ("nvmet-port port_id", "any free number is one"),
    ("nvmet-port svcid", "any port is one where nothing blocks it"),
    ("instance", "an instance may have any name"),
    ("resource", "whether DRBD has the resource, only a node can say; preflight asks it"),
    ("setting", "another value that the daemon takes"),
];

/// What every character is replaced by, one after the other.
const REPLACEMENTS: &[&str] = &["", "x", "7", "\"", "'", " ", "-", "="];

fn file(text: &str) -> SnippetFile {
    SnippetFile { file: "a.toml".into(), text: text.into() }
}

fn codes(text: &str) -> BTreeMap<String, usize> {
    let mut codes = BTreeMap::new();
    for problem in check(&[file(text)], Versions::default()).problems {
        *codes.entry(problem.code.into_owned()).or_insert(0) += 1;
    }
    codes
}

/// What is another value now, as [`UNKNOWABLE`] names it.
fn changed(one: &str, other: &str) -> BTreeSet<String> {
    let (one, other) = (resources(one).expect("a snippet"), resources(other).expect("a snippet"));
    let mut changed = BTreeSet::new();
    for (one, other) in one.iter().zip(&other) {
        if one.name != other.name {
            changed.insert("resource".into());
        }
        let settings = |resource: &gateway::snippet::read::Resource| {
            let mut settings = resource.settings.clone();
            settings.remove("start");
            settings
        };
        if settings(one) != settings(other) {
            changed.insert("setting".into());
        }
        for (one, other) in one.start.iter().zip(&other.start) {
            let (Ok(StartEntry::Agent(one)), Ok(StartEntry::Agent(other))) =
                (StartEntry::read(one), StartEntry::read(other))
            else {
                changed.insert("entry".into());
                continue;
            };
            if one.instance != other.instance {
                changed.insert("instance".into());
            }
            for key in one.parameters.keys().chain(other.parameters.keys()) {
                if one.parameters.get(key) != other.parameters.get(key) {
                    changed.insert(format!("{} {key}", one.name));
                }
            }
        }
    }
    changed
}

#[test]
fn one_wrong_character_changes_nothing_or_is_told() {
    let (mut same, mut told, mut silent, mut unknown) = (0_u32, 0_u32, 0_u32, BTreeMap::new());
    for kind in Kind::ALL {
        let text = write(&Gateway::read(&kind.example()).expect("an example"));
        let known = codes(&text);
        for (at, c) in text.char_indices() {
            let replacement = REPLACEMENTS[(at * 7 + at / 11) % REPLACEMENTS.len()];
            if replacement == c.to_string() {
                continue;
            }
            let mutated = format!("{}{replacement}{}", &text[..at], &text[at + c.len_utf8()..]);
            let found = codes(&mutated);
            if found.iter().any(|(code, count)| known.get(code).unwrap_or(&0) < count) {
                told += 1;
                continue;
            }
            let changed =
                if means_the_same(&text, &mutated) { BTreeSet::new() } else { changed(&text, &mutated) };
            // A blank more between two words is another entry to the daemon, and none to the agent.
            if changed.is_empty() {
                same += 1;
                continue;
            }
            silent += 1;
            let is_changed = |(one, other): &(&str, &str)| one != other;
            let line =
                mutated.lines().zip(text.lines()).find(is_changed).map(|(line, _)| line.trim().to_owned());
            for what in changed {
                unknown.entry(what).or_insert_with(Vec::new).push(line.clone());
            }
        }
    }
    let told_of = f64::from(told) * 100.0 / f64::from(told + silent);
    println!(
        "one wrong character: {same} change nothing for any agent; of the others {told_of:.1} % are told, {silent} are not:"
    );
    for (what, lines) in &unknown {
        let reason = UNKNOWABLE.iter().find(|(known, _)| known == what).map(|(_, reason)| *reason);
        println!("  {:4} {what}: {}", lines.len(), reason.unwrap_or("?"));
    }
    let unexplained: Vec<_> =
        unknown.iter().filter(|(what, _)| UNKNOWABLE.iter().all(|(known, _)| known != what)).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert!(told_of > 90.0, "{told_of:.1} %");
}
