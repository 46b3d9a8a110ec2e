//! A repair mends its problem, brings no other one, and touches nothing else.

use std::fs;
use std::path::Path;

use gateway::agent::StartEntry;
use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::gateway::Gateway;
use gateway::problem::Problem;
use gateway::repair::{apply, repair};
use gateway::snippet::read::resources;
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;
use gateway_tests::drafts;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::{Index, select};
use serde_json::Value;

fn file(text: &str) -> SnippetFile {
    SnippetFile { file: "a.toml".into(), text: text.into() }
}

fn problems(text: &str) -> Vec<Problem> {
    check(&[file(text)], Versions::default()).problems
}

fn repaired(text: &str) -> String {
    repair(&[file(text)], Versions::default()).files.remove(0).text
}

/// The text of a recorded case of the first document.
fn seed(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/seed.json");
    let cases: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(path).expect("the vectors are here")).expect("JSON");
    let case = cases.iter().find(|case| case["name"] == name).unwrap_or_else(|| panic!("no case {name}"));
    case["files"][0]["toml"].as_str().expect("text").to_owned()
}

/// What the agents get: the resource, and each entry's agent, instance and parameters.
fn started(text: &str) -> Vec<(String, Vec<StartEntry>)> {
    let read = |entry: &String| StartEntry::read(entry).expect("an entry");
    let resources = resources(text).expect("a snippet");
    resources
        .iter()
        .map(|resource| (resource.name.clone(), resource.start.iter().map(read).collect()))
        .collect()
}

/// A document's block as it was written, and as it was meant.
const MEANT: &[(&str, &str)] = &[
    ("a1-iscsi-as-written", "c1-iscsi-fixed"),
    ("a2-nfs-as-written", "c2-nfs-fixed"),
    ("a3-nvmeof-as-written", "c3-nvmeof-fixed"),
    ("a4-iscsi-multi-ip-as-written", "c4-iscsi-multi-ip-fixed"),
    ("a5-nfs-multi-export-as-written", "c5-nfs-multi-export-fixed"),
    ("a6-nfs-restrict-as-written", "h6-nfs-restrict-header-fixed"),
    ("a7-iscsi-chap-as-written", "h7-iscsi-chap-header-fixed"),
    ("a8-go-template-as-written", "h8-go-template-header-fixed"),
    ("h3b-nvmeof-header-fixed-quoted-key", "c3-nvmeof-fixed"),
    ("h3c-nvmeof-header-fixed-key-cut-at-colon", "c3-nvmeof-fixed"),
    ("i1-single-bracket-promoter-only", "c1-iscsi-fixed"),
    ("i2-double-bracket-resource-only", "c1-iscsi-fixed"),
];

#[test]
fn every_block_of_the_first_document_comes_out_as_it_was_meant() {
    for (written, meant) in MEANT {
        let text = repaired(&seed(written));
        let report = check(&[file(&text)], Versions::default());
        assert!(report.daemon_accepts && report.ctl_accepts, "{written}: {:#?}", report.problems);
        assert_eq!(of_lio(started(&text)), of_lio(started(&seed(meant))), "{written}");
    }
}

/// `lio` was meant for the kernel's target, which `lio-t` is; each agent must be told.
fn of_lio(mut resources: Vec<(String, Vec<StartEntry>)>) -> Vec<(String, Vec<StartEntry>)> {
    for entry in resources.iter_mut().flat_map(|(_, entries)| entries) {
        let StartEntry::Agent(agent) = entry else { continue };
        if agent.name.starts_with("iSCSI") {
            agent.parameters.insert("implementation".into(), "lio-t".into());
        }
    }
    resources
}

#[test]
fn the_resource_of_an_nvme_gateway_says_where_its_name_comes_from() {
    let text = repaired(&seed("a3-nvmeof-as-written"));
    let comment = "# The resource is named after the last part of nqn.2024-01.com.example:subsystem.nvme";
    assert!(text.contains(comment), "{text}");
}

#[test]
fn fragments_get_their_headers_where_their_entries_name_the_resource() {
    let list = "# only this network\n\"ocf:heartbeat:exportfs e directory=/srv/gateway-exports/nfs-data/data fsid=1 clientspec=10.0.0.0/8\",\n";
    let start = "start = [\n  \"ocf:heartbeat:Filesystem fs device=/dev/drbd0 directory=/var/lib/sds/r0-cluster-private fstype=ext4\",\n]\n";
    for (fragment, resource) in [(list, "nfs-data"), (start, "r0")] {
        let text = repaired(fragment);
        assert_eq!(started(&text)[0].0, resource, "{text}");
        assert!(text.contains(fragment.lines().last().expect("lines")), "{text}");
    }
    let unknown = "start = [\"a.service\"]\n";
    assert_eq!(repaired(unknown), unknown);
    assert!(problems(unknown).iter().any(|problem| problem.code == "no-promoter"));
}

/// A small snippet, what is wrong with it, and what it becomes.
const REPAIRS: &[(&str, &str, &str)] = &[
    (
        "\u{feff}[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n",
        "byte-order-mark",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\r\n[[promoter.resources.r0]] # x\r\nstart = ['a.service']\r\n",
        "header",
        "[[promoter]]\r\n[promoter.resources.r0] # x\r\nstart = ['a.service']\r\n",
    ),
    (
        "[promoter.resources.r0]\nstart = [\"a.service\"]\n",
        "header",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\n  \"a.service\" # first\n  \"b.service\",\n]\n",
        "missing-comma",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\n  \"a.service\", # first\n  \"b.service\",\n]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nrunner = systemd # x\nstart = [\"a.service\"]\n",
        "type",
        "[[promoter]]\n[promoter.resources.r0]\nrunner = \"systemd\" # x\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = True\nstart = [\"a.service\"]\n",
        "type",
        "[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = true\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstop_services_on_exit = true\nstart = [\"a.service\"]\n",
        "unknown-key",
        "[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = true\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\nstop-services-on-exit = true\n[promoter.resources.r0]\nstart = [\"a.service\"]\n",
        "wrong-level",
        "[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = true\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n[promoter.metadata]\nv = 1\npreferred-nodes = [\"a\"]",
        "wrong-level",
        "[[promoter]]\n[promoter.resources.r0]\npreferred-nodes = [\"a\"]\nstart = [\"a.service\"]\n[promoter.metadata]\nv = 1\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\npreferred-nodes = \"a\"\nstart = [\"a.service\"]\n",
        "type",
        "[[promoter]]\n[promoter.resources.r0]\npreferred-nodes = [\"a\"]\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\non-disk-detach = \"failover\"\nstart = [\"a.service\"]\n",
        "type",
        "[[promoter]]\n[promoter.resources.r0]\non-disk-detach = \"fail-over\"\nstart = [\"a.service\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = ['nginx']\n",
        "unit-suffix",
        "[[promoter]]\n[promoter.resources.r0]\nstart = ['nginx.service']\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"OCF:heartbeat:Dummy d fake=1\"]\n",
        "agent-as-unit",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d fake=1\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf::heartbeat:Dummy d fake=1\"]\n",
        "agent-name",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d fake=1\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy fake=1\"]\n",
        "instance-missing",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy dummy_0 fake=1\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d a=1 b=2 a=3\"]\n",
        "parameter-twice",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d b=2 a=3\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d a=50%off\"]\n",
        "percent",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:Dummy d a='50%%off'\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = ['ocf:heartbeat:Dummy d a=50%off']\n",
        "percent",
        "[[promoter]]\n[promoter.resources.r0]\nstart = ['ocf:heartbeat:Dummy d a=\"50%%off\"']\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:IPadr2 i ip=10.0.0.1\"]\n",
        "unknown-agent",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:IPaddr2 i ip=10.0.0.1\"]\n",
    ),
    (
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"\"\"\nocf:heartbeat:IPaddr2 i ip=10.0.0.1 \\\n    cidr_netmsk=24\"\"\"]\n",
        "unknown-parameter",
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"\"\"\nocf:heartbeat:IPaddr2 i ip=10.0.0.1 \\\n    cidr_netmask=24\"\"\"]\n",
    ),
];

#[test]
fn a_repair_touches_only_what_its_problem_is_about() {
    for (text, code, meant) in REPAIRS {
        let found = problems(text);
        let problem = found.iter().find(|problem| problem.code == *code && problem.fix.is_some());
        let problem = problem.unwrap_or_else(|| panic!("{code} in {text}: {found:#?}"));
        let fix = problem.fix.as_ref().expect("a repair");
        assert_eq!(apply(text, fix).as_deref(), Some(*meant));
        assert_eq!(repaired(text), *meant);
    }
}

#[test]
fn files_that_would_make_the_daemon_exit_together_are_not_repaired_into_that() {
    let right = "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n";
    let broken = right.replace("[[promoter]]", "[promoter]");
    let files = [
        SnippetFile { file: "a.toml".into(), text: right.into() },
        SnippetFile { file: "b.toml".into(), text: broken.clone() },
    ];
    let result = repair(&files, Versions::default());
    assert_eq!((result.files[1].text.as_str(), result.repaired.len()), (broken.as_str(), 0));
}

#[test]
fn files_that_were_taken_back_are_tried_again_beside_what_the_others_became() {
    let one = "[[phomoter]]\n[promoter.reshurces.r0]\nstart=[\"a.service\"]\n[promoter.metadata]\nv=1\n";
    let two = "[[promoter]]\n[promoter.resources.r0]\nstart=[\"b.service\"]\n[xromoter.metadata]\nv=1\n";
    let files = [("a.toml", one), ("b.toml", two)]
        .map(|(file, text)| SnippetFile { file: file.into(), text: text.into() });
    let mended = repair(&files, Versions::default());
    assert_eq!(repair(&mended.files, Versions::default()).files, mended.files);
}

/// What may stand where it should not.
const PIECES: &[&str] = &[
    "\"", "'", "\\", "[", "]", "[[", "{", "=", ",", ".", "#", "\n", " ", "%", "\u{feff}", "OCF:", "ocf::",
    "_", "-", "x", "1",
];

proptest! {
    #[test]
    fn repairing_mends_without_breaking(
        draft in drafts::any_gateway(),
        changes in proptest::collection::vec((any::<Index>(), 0_usize..4, select(PIECES)), 0..6),
    ) {
        let mut text = write(&Gateway::read(&draft).expect("a gateway"));
        for (at, removed, piece) in changes {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let from = at.index(starts.len());
            let to = starts.get(from + removed).copied().unwrap_or(text.len());
            text.replace_range(starts[from]..to, piece);
        }
        let before = problems(&text);
        let result = repair(&[file(&text)], Versions::default());
        let after = problems(&result.files[0].text);
        prop_assert_eq!(&after, &result.left);
        for problem in &after {
            let count = |problems: &[Problem]| problems.iter().filter(|other| other.code == problem.code).count();
            prop_assert!(count(&after) <= count(&before), "{} is new in\n{}", problem, text);
        }
        prop_assert_eq!(after.len() + result.repaired.len() <= before.len(), true);
        // Nothing is left to repair: the second time changes nothing.
        let again = repair(&result.files, Versions::default());
        prop_assert_eq!(again.files, result.files);
    }

    #[test]
    fn a_single_repair_never_breaks_what_the_daemon_accepts(
        draft in drafts::any_gateway(),
        at in any::<Index>(),
        piece in select(PIECES),
    ) {
        let mut text = write(&Gateway::read(&draft).expect("a gateway"));
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text.insert_str(starts[at.index(starts.len())], piece);
        let before = check(&[file(&text)], Versions::default());
        for fix in before.problems.iter().filter_map(|problem| problem.fix.as_ref()) {
            let better = apply(&text, fix).expect("a repair of this text");
            let after = check(&[file(&better)], Versions::default());
            prop_assert!(after.daemon_accepts || !before.daemon_accepts, "{}\n{}", fix.title, better);
        }
    }
}
