//! Any text gets the verdict that the daemon would give it.

use std::fs;
use std::path::Path;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::snippet::versions::Versions;
use gateway_tests::reactor;
use proptest::prelude::{any, prop_assert_eq, proptest};
use proptest::sample::{Index, select};
use serde_json::Value;

/// The texts of all recorded cases.
fn recorded() -> Vec<String> {
    let mut texts = Vec::new();
    for name in ["directory", "grammar", "schema", "seed"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(format!("{name}.json"));
        let cases: Value =
            serde_json::from_str(&fs::read_to_string(path).expect("the vectors are here")).expect("JSON");
        for case in cases.as_array().expect("a list") {
            let files = case["files"].as_array().expect("files");
            texts.extend(files.iter().map(|file| file["toml"].as_str().expect("text").to_owned()));
        }
    }
    texts
}

fn we_accept(text: &str) -> bool {
    check(&[SnippetFile { file: "a.toml".into(), text: text.into() }], Versions::default()).daemon_accepts
}

#[test]
fn the_second_reading_agrees_with_the_recorded_verdicts() {
    for text in recorded() {
        // Other plugins are not read a second time.
        let is_promoter =
            ["[[prometheus]]", "[[agentx]]", "[[umh]]", "log="].iter().all(|plugin| !text.contains(plugin));
        if is_promoter {
            assert_eq!(reactor::accepts(&text), we_accept(&text), "{text}");
        }
    }
}

#[test]
fn toml_is_that_of_the_daemon_and_not_a_newer_one() {
    let values = [
        "\"\\x41\"",
        "\"\\e\"",
        "{b=1,\n c=2}",
        "{b=1,}",
        "{b=1 # x\n}",
        "07:32",
        "1979-05-27 07:32",
        "99999999999999999999",
        "1e400",
        "9223372036854775808",
        "-9223372036854775808",
        "+1",
        "0x7f",
        "0b12",
        "1_0",
        "1__0",
        "nan",
        "-inf",
        "'''a''b'''",
        "\"\"\"a\\\n  b\"\"\"",
        "[1,\n2,\n]",
        "{}",
        "{a={b={}}}",
        "[[1],{}]",
        "1979-05-27T07:32:00.5+01:00",
        "\"\u{7f}\"",
        "\"\\u00e9\"",
        "\"\\U00110000\"",
        "'a\tb'",
        "{\"a\\x41\"=1}",
        "[{a=1,}]",
        "{a=[1,\n2]}",
        "{a=\"\"\"x\ny\"\"\"}",
        "[ # x\n]",
        ".5",
        "5.",
        "00",
    ];
    for value in values {
        for text in [format!("[[promoter]]\n[promoter.metadata]\nv = {value}\n"), format!("v = {value}\n")] {
            assert_eq!(we_accept(&text), reactor::accepts(&text), "{text}");
        }
    }
}

#[test]
fn shapes_that_nobody_would_write_get_the_verdict_of_the_daemon() {
    let documents = [
        "promoter = []",
        "promoter = [[]]",
        "promoter = [{}]",
        "promoter = {}",
        "promoter = 1",
        "promoter = [1]",
        "[[promoter]]\nid = 1",
        "[[promoter]]\nid = \"a\"",
        "[[promoter]]\nresources = []",
        "[[promoter]]\nresources = {}",
        "[[promoter]]\nresources = 1",
        "[[promoter]]\nresources.r0 = []",
        "[[promoter]]\nresources.r0 = [[]]",
        "[[promoter]]\nresources.r0 = [[\"a.service\"]]",
        "[[promoter]]\nresources.r0 = [[\"a.service\"], [], \"\", true]",
        "[[promoter]]\nresources.r0 = [{}]",
        "[[promoter]]\nresources.r0 = {}",
        "[[promoter]]\nresources.r0 = \"\"",
        "[[promoter]]\nresources.r0.runner = {systemd = {}}",
        "[[promoter]]\nresources.r0.runner = {shell = {}}",
        "[[promoter]]\nresources.r0.runner = [\"systemd\"]",
        "[[promoter]]\nresources.r0.on-stop-failure = true",
        "[[promoter]]\nresources.r0.sleep-before-promote-factor = 4294967296",
        "[[promoter]]\nresources.r0.fencing-promote-delay = -1",
        "[[promoter]]\nresources.r0.start = [1]",
        "[[promoter]]\nresources.r0.start = \"a\"",
        "[[promoter]]\nresources.r0.start = [[\"a\"]]",
        "[[promoter]]\n[[promoter]]",
        "[[promoter]]\nresources.r0 = {}\n[[promoter]]\nresources.r0 = {runner = \"systemd\"}",
        "[[promoter]]\nid = \"a\"\nresources.r0 = {}\n[[promoter]]\nresources.r0 = {}",
        "[[promoter]]\nmetadata = 1\n[[promoter]]",
        "statistics-poll-interval = 1.5",
        "statistics-poll-interval = -1",
        "statistics-poll-interval = 60",
        "[[promoter]]\nresources.r0.start = [\"ocf:h:x #a\"]",
        "[[promoter]]\nresources.r0.start = [\"ocf:h:x ''\", \"ocf:h:y \\\"\\\"\"]",
        "[[promoter]]\nresources.r0.start = [\"ocf:h:x \\\\\\n a\"]",
        "[[promoter]]\nresources.r0.start = [\"ocf:h:x a\\\\\"]",
        "[[promoter]]\nresources.r0.start = [\"ocf:h:x \\\"a\\\\\"]",
        "[[promoter]]\nresources.r0.preferred-nodes = [1]",
        "[[promoter]]\n[[promoter.resources.r0]]",
        "[[promoter]]\n[promoter.resources]\nr0 = 1979-05-27",
    ];
    let wrong: Vec<&str> =
        documents.into_iter().filter(|text| we_accept(text) != reactor::accepts(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Characters that mean something to TOML, the shell or systemd.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "\\",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r\n",
    " ",
    "\t",
    "%",
    "\\x41",
    "\\e",
    "\\\"",
    "\u{feff}",
    "é",
    "promoter",
    "[[promoter]]\n",
    "start",
    "true",
    "1",
    "-",
    "_",
    "/",
    ":",
    "ocf:h:x n ",
    "'''",
    "\"\"\"",
    "\u{0}",
];

proptest! {
    #[test]
    fn a_changed_snippet_gets_the_verdict_of_the_daemon(
        text in select(recorded()),
        changes in proptest::collection::vec((any::<Index>(), 0_usize..3, select(PIECES)), 1..4),
    ) {
        let mut text = text;
        for (at, removed, piece) in changes {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if starts.is_empty() { continue }
            let from = at.index(starts.len());
            let to = starts.get(from + removed).copied().unwrap_or(text.len());
            text.replace_range(starts[from]..to, piece);
        }
        let is_promoter = !["prometheus", "agentx", "umh", "log", "snippets", "debugger"].iter().any(|key| text.contains(key));
        if is_promoter {
            prop_assert_eq!(we_accept(&text), reactor::accepts(&text), "{}", text);
        }
    }

    #[test]
    fn any_text_gets_the_verdict_of_the_daemon(pieces in proptest::collection::vec(select(PIECES), 0..24)) {
        let text = pieces.concat();
        prop_assert_eq!(we_accept(&text), reactor::accepts(&text), "{}", text);
    }
}
