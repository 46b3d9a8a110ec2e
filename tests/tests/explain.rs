//! What is said of a snippet's lines: every construct in both languages, the daemon's own unit names, no password.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gateway::agent::Agent;
use gateway::explain::{Explanation, explain};
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::secret::{masked, masked_entry};
use gateway::snippet::read::{means_the_same, resources};
use gateway::snippet::write::write;
use gateway::text::{Language, Text};
use gateway::unit::{target_name, units};
use gateway_tests::drafts;
use proptest::prelude::*;
use sds_gateway::command::explain::{Options, explain as explain_file};

fn texts(explanation: &Explanation) -> impl Iterator<Item = &Text> {
    let more = [&explanation.on_start, &explanation.on_stop, &explanation.why_here];
    std::iter::once(&explanation.what).chain(more.into_iter().flatten())
}

fn on_line(text: &str, line: &str) -> Explanation {
    let number = text.lines().position(|found| found.contains(line)).expect("the line is there") + 1;
    let mut found = explain(text).into_iter().filter(|explanation| explanation.line as usize == number);
    found.next().unwrap_or_else(|| panic!("`{line}` is explained"))
}

/// A snippet with one resource, whose lines begin with `lines`.
fn snippet(lines: &str) -> String {
    format!("[[promoter]]\n[promoter.resources.r0]\n{lines}\n")
}

fn with_entry(entry: &str) -> String {
    snippet(&format!("start = [\n{}\n]", serde_json::Value::from(entry)))
}

fn entry(entry: &str) -> Explanation {
    explain(&with_entry(entry))
        .into_iter()
        .find(|explanation| explanation.line == 4)
        .expect("it is explained")
}

fn shown(text: &str, language: Language) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), text).expect("a writable file");
    let options = Options { language, ..Options::default() };
    let mut out = Vec::new();
    explain_file(file.path(), options, &mut out, &mut Vec::new()).expect("it is read and written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn the_examples_are_explained_as_their_golden_files() {
    for kind in Kind::ALL {
        let gateway = Gateway::read(&kind.example()).expect("an example without errors");
        for language in [Language::English, Language::Chinese] {
            let text = shown(&write(&gateway), language);
            let name = format!("golden/explain/{kind}.{}.toml", &language.tag()[..2]);
            let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&golden, &text).expect("a writable directory");
            }
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(text, expected, "{} (make golden rewrites it)", golden.display());
        }
    }
}

#[test]
fn an_explained_snippet_is_still_the_same_snippet() {
    for kind in Kind::ALL {
        let text = write(&Gateway::read(&kind.example()).expect("an example without errors"));
        assert!(means_the_same(&shown(&text, Language::English), &text), "{kind}");
    }
}

#[test]
fn nothing_that_we_write_is_left_unexplained() {
    for kind in Kind::ALL {
        let text = write(&Gateway::read(&kind.example()).expect("an example without errors"));
        let explanations = explain(&text);
        for (number, line) in (1..).zip(text.lines()) {
            let is_explained =
                explanations.iter().any(|found| (found.line..=found.end_line).contains(&number));
            assert!(is_explained || ["", "]"].contains(&line.trim()), "{kind}, line {number}: {line}");
        }
        for entry in explanations.iter().filter(|explanation| explanation.unit.is_some()).skip(1) {
            assert!(
                entry.on_start.is_some() && entry.on_stop.is_some() && entry.why_here.is_some(),
                "{entry:#?}"
            );
        }
    }
}

#[test]
fn a_unit_has_the_name_that_the_daemon_gives_it() {
    for kind in Kind::ALL {
        let text = write(&Gateway::read(&kind.example()).expect("an example without errors"));
        let resource = resources(&text).expect("a snippet").remove(0);
        let mut expected = vec![target_name(&resource.name)];
        expected.extend(units(&resource).units.into_iter().filter_map(|unit| unit.unit));
        let found: Vec<String> =
            explain(&text).into_iter().filter_map(|explanation| explanation.unit).collect();
        assert_eq!(found, expected);
    }
}

const SETTINGS: &[&str] = &[
    "runner = \"systemd\"",
    "runner = \"shell\"",
    "stop-services-on-exit = true",
    "stop-services-on-exit = false",
    "target-as = \"Wants\"",
    "target-as = \"Requires\"",
    "dependencies-as = \"Requisite\"",
    "dependencies-as = \"BindsTo\"",
    "sleep-before-promote-factor = 0",
    "sleep-before-promote-factor = 2",
    "on-drbd-demote-failure = \"none\"",
    "on-drbd-demote-failure = \"reboot\"",
    "on-drbd-demote-failure = \"reboot-force\"",
    "on-drbd-demote-failure = \"reboot-immediate\"",
    "on-drbd-demote-failure = \"poweroff\"",
    "on-drbd-demote-failure = \"poweroff-force\"",
    "on-drbd-demote-failure = \"poweroff-immediate\"",
    "on-drbd-demote-failure = \"exit\"",
    "on-drbd-demote-failure = \"exit-force\"",
    "preferred-nodes = [\"node-a\", \"node-b\"]",
    "preferred-nodes = []",
    "preferred-nodes-policy = \"always\"",
    "preferred-nodes-policy = \"start-only\"",
    "secondary-force = true",
    "secondary-force = false",
    "on-quorum-loss = \"shutdown\"",
    "on-quorum-loss = \"freeze\"",
    "fencing-promote-delay = 5",
    "on-disk-detach = \"ignore\"",
    "on-disk-detach = \"fail-over\"",
    "adjust-resource-on-start = true",
    "adjust-resource-on-start = false",
    "on-stop-failure = \"reboot\"",
    "stop = [\"a\"]",
    "start = []",
    "start = [\"a.service\"]",
    "start = 1",
    "secondary_force = true",
];

const ENTRIES: &[&str] = &[
    "ocf:heartbeat:portblock a ip=192.0.2.1 portno=3260 action=block protocol=tcp",
    "ocf:heartbeat:portblock a ip=192.0.2.1 portno=3260 action=unblock protocol=tcp",
    "ocf:heartbeat:portblock a ip=192.0.2.1 portno=3260 action=unblock protocol=tcp tickle_dir=/srv/state",
    "ocf:heartbeat:IPaddr2 a ip=192.0.2.1 cidr_netmask=24",
    "ocf:heartbeat:IPaddr2 a ip=2001:db8::1 nic=eth0",
    "ocf:heartbeat:Filesystem a device=/dev/drbd0 directory=/srv/state fstype=ext4 run_fsck=no",
    "ocf:heartbeat:Filesystem a device=/dev/drbd0 directory=/srv/state fstype=ext4 options=noatime",
    "ocf:heartbeat:iSCSITarget a iqn=iqn.2024-01.com.example:a portals=192.0.2.1:3260 implementation=lio-t",
    "ocf:heartbeat:iSCSITarget a iqn=iqn.2024-01.com.example:a implementation=tgt tid=7",
    "ocf:heartbeat:iSCSITarget a iqn=iqn.2024-01.com.example:a incoming_username=u incoming_password=p-a-s-s",
    "ocf:heartbeat:iSCSILogicalUnit a target_iqn=iqn.2024-01.com.example:a lun=1 path=/dev/drbd1",
    "ocf:heartbeat:iSCSILogicalUnit a target_iqn=iqn.2024-01.com.example:a lun=1 path=/dev/drbd1 scsi_sn=s product_id=p",
    "ocf:heartbeat:nfsserver a",
    "ocf:heartbeat:nfsserver a nfs_ip=192.0.2.1 nfs_shared_infodir=/srv/state nfs_server_scope=s nfsv4_only=yes",
    "ocf:heartbeat:exportfs a directory=/srv/data clientspec=192.0.2.0/24 options=rw fsid=1",
    "ocf:heartbeat:exportfs a directory=/srv/data clientspec=* wait_for_leasetime_on_stop=true",
    "ocf:heartbeat:ganesha-nfs a export_path=/srv/data clients=192.0.2.0/24",
    "ocf:heartbeat:ganesha-nfs a",
    "ocf:heartbeat:nvmet-subsystem a nqn=nqn.2024-01.com.example:a serial=s",
    "ocf:heartbeat:nvmet-subsystem a nqn=nqn.2024-01.com.example:a allowed_initiators=nqn.2024-01.com.example:h",
    "ocf:heartbeat:nvmet-namespace a nqn=nqn.2024-01.com.example:a backing_path=/dev/drbd1",
    "ocf:heartbeat:nvmet-namespace a nqn=nqn.2024-01.com.example:a backing_path=/dev/drbd1 namespace_id=2 uuid=u",
    "ocf:heartbeat:nvmet-port a nqns=nqn.2024-01.com.example:a addr=192.0.2.1 port_id=9",
    "ocf:heartbeat:Dummy a",
    "ocf:linbit:agent a",
    "srv-data.mount",
    "a word or two",
    "ocf:heartbeat:IPaddr2 a ip='192.0.2.1",
    "ocf:heartbeat:IPaddr2 # a",
    "ocf:heartbeat:IPaddr2 a",
];

const DOCUMENTS: &[&str] = &[
    "# a comment\n",
    "[[promoter]]\n",
    "[promoter]\n",
    "promoter = 1\n",
    "promoter = [1]\n",
    "[promoter.resources.r0]\n",
    "[[promoter]]\n[promoter.resources]\n",
    "[[promoter]]\nresources = 1\n",
    "[[promoter]]\nresources.r0 = 1\n",
    "[[promoter]]\n[promoter.metadata]\nlinstor-gateway-schema-version = 1\n",
    "[[promoter]]\nmetadata = 1\n",
    "[[promoter]]\nid = \"a\"\n",
    "[[promoter]]\nname = \"a\"\n",
    "[[prometheus]]\nenums = true\n",
    "[[umh]]\n",
    "[[agentx]]\n",
    "[[debugger]]\n",
    "[[log]]\n",
    "snippets = \"a\"\n",
    "own = 1\n",
    "[own]\na = 1\n",
    "\u{feff}[[promoter]]\n",
    "this is no TOML\n",
];

#[test]
fn every_construct_is_explained_in_both_languages() {
    let settings = SETTINGS.iter().map(|setting| snippet(setting));
    let entries = ENTRIES.iter().map(|entry| with_entry(entry));
    let documents = DOCUMENTS.iter().map(|document| (*document).to_owned());
    for text in settings.chain(entries).chain(documents) {
        let explanations = explain(&text);
        assert!(!explanations.is_empty(), "{text}");
        for sentence in explanations.iter().flat_map(texts) {
            assert_ne!(sentence.en, sentence.zh);
            assert!(sentence.en.is_ascii() && sentence.en.ends_with('.'), "{}", sentence.en);
            assert!(sentence.zh.ends_with('。') && !sentence.zh.contains(". "), "{}", sentence.zh);
            assert!(!sentence.en.contains("  ") && sentence.zh.trim() == sentence.zh, "{sentence:?}");
        }
        for line in text.lines().enumerate().filter(|(_, line)| !["", "]"].contains(line)) {
            let number = u32::try_from(line.0).expect("a short text") + 1;
            let of_line = |found: &&Explanation| (found.line..=found.end_line).contains(&number);
            let is_note = text.contains("[own]") || text.contains("[[prometheus]]");
            assert!(explanations.iter().any(|found| of_line(&found)) || is_note, "{line:?} of {text}");
        }
    }
}

#[test]
fn different_values_and_agents_are_told_apart() {
    let mut sentences = BTreeSet::new();
    for setting in SETTINGS {
        assert!(sentences.insert(on_line(&snippet(setting), setting).what), "{setting}");
    }
    for text in ENTRIES {
        assert!(sentences.insert(entry(text).what) || text.contains("tickle_dir"), "{text}");
    }
}

#[test]
fn an_entry_is_explained_with_its_values() {
    let text = "ocf:heartbeat:IPaddr2 service_ip0 ip=192.168.1.100 cidr_netmask=24";
    let sentence = "Brings 192.168.1.100/24 up on the active node and announces it to the neighbours.";
    assert_eq!(entry(text).what.en, sentence);
    assert_eq!(entry(text).unit.as_deref(), Some("ocf.rs@service_ip0_r0.service"));
}

#[test]
fn a_value_is_shown_as_the_agent_gets_it() {
    let directory =
        |value| entry(&format!("ocf:heartbeat:Filesystem a device=d fstype=f directory={value}")).what.en;
    assert!(directory("/srv/50%%off").contains("/srv/50%off"));
    assert!(directory("/srv/%p").contains("/srv/ocf.rs"));
    assert!(directory("/srv/%H").contains("/srv/<host name of the node>"));
    // systemd drops what it cannot resolve, and the agent does not start.
    assert!(directory("/srv/%Z").contains("gets no `directory`"));
}

#[test]
fn a_target_is_said_to_be_as_open_as_it_is() {
    let what = |more: &str| entry(&format!("ocf:heartbeat:iSCSITarget a iqn=i {more}")).what.en;
    for (more, expected) in [
        (
            "portals=p implementation=lio-t",
            "with the portals p. Every initiator may connect, without a password.",
        ),
        ("implementation=lio-t", "without a portal, so nobody reaches it."),
        ("portals=p implementation=tgt", "on every address of the node, port 3260. No initiator may connect"),
        ("implementation=tgt allowed_initiators=ALL", "Every initiator may connect"),
        ("allowed_initiators='a b'", "Only a b may connect"),
        ("incoming_username=u incoming_password=p", "with CHAP as `u`."),
        ("incoming_username=u", "with CHAP as `u` and an empty password."),
        ("incoming_password=p", "without a password: the given one has no effect without a user name."),
        (
            "implementation=lio incoming_username=u incoming_password=p",
            "without a password: `lio` ignores CHAP.",
        ),
    ] {
        assert!(what(more).contains(expected), "{more}: {}", what(more));
    }
}

#[test]
fn a_place_is_only_justified_where_it_holds() {
    let ip = "\"ocf:heartbeat:IPaddr2 ip ip=192.0.2.1\"";
    let block = "\"ocf:heartbeat:portblock b ip=192.0.2.1 portno=1 action=block protocol=tcp\"";
    let place = |first: &str, second: &str| {
        let text = snippet(&format!("start = [\n{first},\n{second}\n]"));
        on_line(&text, "portblock").why_here.expect("a reason").en
    };
    assert!(place(block, ip).starts_with("It comes before the address"));
    assert!(place(ip, block).starts_with("It comes after the address"));
    let other = "\"ocf:heartbeat:IPaddr2 ip ip=192.0.2.2\"";
    assert_eq!(on_line(&snippet(&format!("start = [\n{block},\n{other}\n]")), "portblock").why_here, None);
}

#[test]
fn a_snippet_that_breaks_off_is_explained_up_to_there() {
    let text = snippet("runner = \"systemd\"\nstart = [\n\"a.service\",\n") + "target-as = ";
    let explanations = explain(&text);
    assert!(explanations.iter().any(|found| found.what.en.contains("stops being TOML")), "{explanations:#?}");
    assert!(explanations.iter().any(|found| found.unit.as_deref() == Some("a.service")), "{explanations:#?}");
}

#[test]
fn comments_are_found_but_not_inside_strings() {
    let text = "# one\n# two\n\n[[promoter]] # three\n[promoter.resources.r0]\nstart = [\n\"\"\"ocf:x:y a b=\n# c\n\"\"\",\n # d\n]\n";
    let is_comment = |found: &Explanation| found.what.en.starts_with("A comment");
    let found: Vec<Explanation> = explain(text).into_iter().filter(is_comment).collect();
    let lines: Vec<(u32, u32)> = found.iter().map(|found| (found.line, found.end_line)).collect();
    assert_eq!(lines, [(1, 2), (10, 10)]);
}

#[test]
fn a_masked_snippet_differs_in_its_secrets_only() {
    let target = "ocf:heartbeat:iSCSITarget t iqn=i incoming_username=u incoming_password=";
    let text =
        snippet(&format!("# {target}hidden\nstart = [\n\"{target}'a b' tid=1\", # c\n'{target}x',\n]"));
    let expected =
        snippet(&format!("# {target}***\nstart = [\n\"{target}*** tid=1\", # c\n\"{target}***\",\n]"));
    assert_eq!(masked(&text), expected);
    assert_eq!(masked_entry("a.service"), "a.service");
}

#[test]
fn a_forgotten_instance_name_does_not_give_the_password_away() {
    for text in [
        "ocf:heartbeat:iSCSITarget incoming_password=hidden-1234 iqn=i",
        "OCF:heartbeat:iSCSITarget t incoming_password=hidden-1234",
        "ocf:heartbeat:iSCSITarget t incoming_password='hidden-1234",
        "ocf:heartbeat:iSCSITarget t # incoming_password=hidden-1234",
        "ocf:heartbeat:iSCSITarget t 'incoming_password=hidden-1234'",
        "ocf:heartbeat:iSCSITarget t incoming_pass\"\"word=hidden-1234",
    ] {
        let text = with_entry(text);
        let said = serde_json::to_string(&explain(&text)).expect("plain data");
        assert!(!said.contains("1234") && !masked(&text).contains("1234"), "{said}\n{}", masked(&text));
    }
}

proptest! {
    #[test]
    fn no_password_is_ever_told(
        password in "[A-Za-z0-9%'\"\\\\ $é]{0,8}Zq7[A-Za-z0-9%'\"\\\\ $é]{0,8}",
        key in prop::sample::select(vec!["incoming_password", "outgoing_password", "password", "passwd", "secret"]),
        place in 0..3_usize,
    ) {
        let mut agent = Agent::heartbeat("iSCSITarget", "target")
            .with("iqn", "iqn.2024-01.com.example:a")
            .with("incoming_username", "user");
        agent.parameters.insert(place.min(agent.parameters.len()), (key.to_owned(), password));
        let text = with_entry(&agent.to_string());
        let masked = masked(&text);
        let said = serde_json::to_string(&explain(&text)).expect("plain data");
        prop_assert!(!said.contains("Zq7"), "{said}");
        prop_assert!(!masked.contains("Zq7"), "{masked}");
        prop_assert!(!shown(&text, Language::English).contains("Zq7"));
        prop_assert_eq!(masked.lines().count(), text.lines().count());
        prop_assert!(resources(&masked).is_ok(), "{}", masked);
    }

    #[test]
    fn whatever_the_text_is_nothing_breaks(text in "\\PC{0,200}|[\\[\\]{}=\"'#.a-z\\n\\\\ ]{0,200}") {
        let count = u32::try_from(text.lines().count().max(1)).expect("a short text");
        for explanation in explain(&text) {
            let lines = explanation.line..=explanation.end_line;
            prop_assert!(!lines.is_empty() && *lines.start() >= 1 && *lines.end() <= count, "{:?}", explanation);
        }
        prop_assert_eq!(masked(&text).lines().count(), text.lines().count());
    }

    #[test]
    fn a_damaged_snippet_is_explained_as_far_as_it_goes(
        draft in drafts::any_gateway(),
        at in any::<prop::sample::Index>(),
        with in "\\PC{0,3}|[\\[\\]{}=\"'#.\\n\\\\ ]{0,3}",
        length in 0..20_usize,
    ) {
        let text = write(&Gateway::read(&draft).expect("a draft without errors"));
        let start = text.floor_char_boundary(at.index(text.len()));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        let text = format!("{}{with}{}", &text[..start], &text[end..]);
        let explanations = explain(&text);
        prop_assert!(!explanations.is_empty());
        prop_assert!(explanations.is_sorted_by_key(|explanation| explanation.line));
        prop_assert_eq!(masked(&text).lines().count(), text.lines().count());
    }
}
