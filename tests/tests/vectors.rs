//! Our verdict on a snippet is the recorded verdict of the real daemon, for every recorded case.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::snippet::versions::Versions;
use gateway::unit::{ResourceUnits, Unit};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    files: Vec<File>,
    daemon_accepts: bool,
    ctl_accepts: bool,
    resources: Vec<ResourceUnits>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    toml: String,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for name in ["directory", "grammar", "schema", "seed"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(format!("{name}.json"));
        let text = fs::read_to_string(path).expect("the vectors are here");
        cases.extend(serde_json::from_str::<Vec<Case>>(&text).expect("vectors have this shape"));
    }
    assert!(cases.len() > 100, "vectors are missing");
    cases
}

fn check_case(case: &Case) -> gateway::check::Report {
    let files: Vec<SnippetFile> = case
        .files
        .iter()
        .map(|file| SnippetFile { file: file.file.clone(), text: file.toml.clone() })
        .collect();
    check(&files, Versions::default())
}

/// The daemon's own words in `error` are not promised; that there is one is.
fn without_words(mut resources: Vec<ResourceUnits>) -> Vec<ResourceUnits> {
    for unit in resources.iter_mut().flat_map(|resource| &mut resource.units) {
        if unit.error.is_some() {
            *unit = Unit { unit: None, env: BTreeMap::new(), error: Some("…".into()), ..unit.clone() };
        }
    }
    resources
}

#[test]
fn verdicts_are_those_of_the_daemon() {
    let mut wrong = Vec::new();
    for case in cases() {
        let report = check_case(&case);
        if (report.daemon_accepts, report.ctl_accepts) != (case.daemon_accepts, case.ctl_accepts) {
            wrong.push((case.name, report.daemon_accepts, report.ctl_accepts, report.problems));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn units_are_those_that_the_daemon_generates() {
    let mut wrong = Vec::new();
    for case in cases().into_iter().filter(|case| !case.resources.is_empty()) {
        let found = without_words(check_case(&case).resources);
        let recorded = without_words(case.resources);
        if found != recorded {
            wrong.push((case.name, found, recorded));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn whatever_is_refused_has_an_error_with_its_place() {
    for case in cases().into_iter().filter(|case| !case.daemon_accepts) {
        let problems = check_case(&case).problems;
        let has_place = problems.iter().any(|problem| problem.is_error() && problem.line.is_some());
        assert!(has_place, "{}: {problems:#?}", case.name);
    }
}
