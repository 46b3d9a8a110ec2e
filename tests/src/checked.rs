//! Start lists and what the check finds in them, as tables of tests say it.

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::ocf::Version;
use gateway::problem::{Problem, Severity};
use gateway::repair::repair;
use gateway::snippet::versions::Versions;

/// A finding: its code, how bad it is, and where: `INDEX.PARAMETER` in a start list, `PARAMETER` of an agent.
pub type Found<'a> = (&'a str, Severity, &'a str);

/// An agent's parameters, the version that reads them, what is found in which parameter, and the parameters after the
/// repair, or nothing where none is certain.
pub type Case<'a> = (&'a str, Version, &'a [Found<'a>], &'a str);

/// Asserts what is found in the parameters of one agent, whatever stands around it: units before and after it may do
/// anything, so that no rule over the order of a list has a say.
///
/// # Panics
///
/// If anything else is found or repaired.
pub fn assert_cases(agent: &str, cases: &[Case<'_>]) {
    for (parameters, version, expected, repaired) in cases {
        let entry = |parameters: &str| format!("ocf:heartbeat:{agent} a {parameters}");
        let start = entry(parameters);
        let entries = ["before.service", &start, "after.service"];
        let places: Vec<String> = expected.iter().map(|(_, _, key)| format!("1.{key}")).collect();
        let found = expected.iter().zip(&places);
        let found: Vec<Found<'_>> =
            found.map(|((code, severity, _), at)| (*code, *severity, &**at)).collect();
        assert_found(&entries, *version, &found);
        let repaired = if repaired.is_empty() { parameters } else { repaired };
        assert_repaired(&entries, *version, 1, &entry(repaired));
    }
}

/// What changes in the parameters of an agent, the version that reads them, what is found in which parameter, and the
/// change after the repair, or nothing where none is certain.
pub type Change<'a> = (&'a str, Version, &'a [Found<'a>], &'a str);

/// Parameters with others in their places, and without those that begin with `-`.
///
/// # Panics
///
/// If one is to go that is not there.
pub fn changed(parameters: &str, change: &str) -> String {
    let mut words: Vec<String> = parameters.split_whitespace().map(str::to_owned).collect();
    for new in change.split(" | ").filter(|new| !new.is_empty()) {
        let key = new.trim_start_matches('-').split('=').next().expect("a key");
        let at = words.iter().position(|word| word.split('=').next() == Some(key));
        match (at, new.starts_with('-')) {
            (Some(at), true) => drop(words.remove(at)),
            (Some(at), false) => new.clone_into(&mut words[at]),
            (None, true) => panic!("no `{key}` in `{parameters}`"),
            (None, false) => words.push(new.to_owned()),
        }
    }
    words.join(" ")
}

/// Asserts what is found in an entry among others, and what its repair is. Units that may do anything stand around, so
/// that the rules over order say nothing.
///
/// # Panics
///
/// If anything else is found or repaired.
pub fn assert_changes(others: &[String], entry: impl Fn(&str) -> String, cases: &[Change<'_>]) {
    for (change, version, expected, repaired) in cases {
        let own = entry(change);
        let mut entries = vec!["before.service"];
        entries.extend(others.iter().map(String::as_str));
        let index = entries.len();
        entries.extend([&*own, "after.service"]);
        let places: Vec<String> = expected.iter().map(|(_, _, key)| format!("{index}.{key}")).collect();
        let found = expected.iter().zip(&places);
        let found: Vec<Found<'_>> =
            found.map(|((code, severity, _), at)| (*code, *severity, &**at)).collect();
        assert_found(&entries, *version, &found);
        let repaired = if repaired.is_empty() { change } else { repaired };
        assert_repaired(&entries, *version, index, &entry(repaired));
    }
}

fn file(entries: &[&str]) -> SnippetFile {
    let mut text = "[[promoter]]\n[promoter.resources.r0]\nstart = [\n".to_owned();
    for entry in entries {
        // Entries of tables have no control characters, so JSON's strings are TOML's.
        text.push_str(&serde_json::Value::from(*entry).to_string());
        text.push_str(",\n");
    }
    text.push_str("]\n");
    SnippetFile { file: "a.toml".into(), text }
}

fn versions(resource_agents: Version) -> Versions {
    Versions { resource_agents, ..Versions::default() }
}

fn found(problem: &Problem) -> (String, Severity, String) {
    let at = problem.at.rsplit_once(".start[").map_or(&*problem.at, |(_, at)| at);
    (problem.code.to_string(), problem.severity, at.replace(']', ""))
}

/// Asserts that the check finds exactly this, in any order, and says it in both languages.
///
/// # Panics
///
/// If it finds anything else.
pub fn assert_found(entries: &[&str], version: Version, expected: &[Found<'_>]) {
    let problems = check(&[file(entries)], versions(version)).problems;
    let mut is: Vec<_> = problems.iter().map(found).collect();
    let own = |(code, severity, at): &Found<'_>| ((*code).to_owned(), *severity, (*at).to_owned());
    let mut wanted: Vec<_> = expected.iter().map(own).collect();
    is.sort();
    wanted.sort();
    assert_eq!(is, wanted, "{entries:#?} with {version}: {problems:#?}");
    for problem in problems {
        assert!(!problem.message.en.is_empty() && !problem.message.zh.is_empty(), "{problem:?}");
    }
}

/// Asserts that repairing an entry among others makes `repaired` of it, or leaves it as it is, and makes nothing worse.
///
/// # Panics
///
/// If it does not.
pub fn assert_repaired(entries: &[&str], version: Version, index: usize, repaired: &str) {
    let before = file(entries);
    let known = check(std::slice::from_ref(&before), versions(version)).problems;
    let result = repair(&[before], versions(version));
    let mut expected: Vec<&str> = entries.to_vec();
    expected[index] = repaired;
    assert_eq!(result.files, [file(&expected)], "{:#?}", result.left);
    for problem in &known {
        let is_left = result.left.iter().any(|left| left.code == problem.code && left.at == problem.at);
        assert_eq!(is_left, problem.fix.is_none(), "{problem:?}");
    }
    assert!(result.left.len() <= known.len(), "{:#?}", result.left);
}
