//! Laws that hold for every gateway of every kind, whatever it is called.

use std::collections::{BTreeMap, BTreeSet};

use gateway::agent::{EntryError, StartEntry};
use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::field::{Field, Input};
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::read::resources;
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;
use gateway::unit;
use gateway_tests::{daemon, drafts};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{draft:#}\n{problems:#?}"))
}

proptest! {
    #[test]
    fn json_gives_the_gateway_back(draft in drafts::any_gateway()) {
        let gateway = read(&draft);
        let json = serde_json::to_value(&gateway).expect("a gateway is plain data");
        prop_assert_eq!(read(&json), gateway);
    }

    #[test]
    fn what_is_derived_can_be_written_out(draft in drafts::any_gateway()) {
        let gateway = read(&draft);
        let filled_in = gateway.filled_in();
        prop_assert_eq!(write(&filled_in), write(&gateway));
        let json = serde_json::to_value(&filled_in).expect("a gateway is plain data");
        prop_assert_eq!(read(&json), filled_in);
    }

    #[test]
    fn the_same_gateway_gives_the_same_bytes(draft in drafts::any_gateway()) {
        prop_assert_eq!(write(&read(&draft)), write(&read(&draft.clone())));
    }

    #[test]
    fn a_snippet_is_toml_with_one_promoter_and_one_resource(draft in drafts::any_gateway()) {
        let gateway = read(&draft);
        let document: toml::Table = write(&gateway).parse().expect("TOML");
        prop_assert_eq!(document.keys().collect::<Vec<_>>(), ["promoter"]);
        let promoters = document["promoter"].as_array().expect("a list of tables");
        prop_assert_eq!(promoters.len(), 1);
        let resources = promoters[0]["resources"].as_table().expect("a table");
        prop_assert_eq!(resources.keys().collect::<Vec<_>>(), [gateway.resource.as_str()]);
    }

    #[test]
    fn our_own_check_has_nothing_against_a_snippet_but_what_the_gateway_warns_of(draft in drafts::any_gateway()) {
        let gateway = read(&draft);
        let report = check(&[SnippetFile { file: gateway.file_name(), text: write(&gateway) }], Versions::default());
        prop_assert!(report.daemon_accepts && report.ctl_accepts, "{report:#?}");
        let known: BTreeSet<_> = gateway.warnings().into_iter().map(|problem| problem.code).collect();
        for problem in report.problems {
            prop_assert!(!problem.is_error() && known.contains(&problem.code), "{problem:#?}");
        }
    }

    /// The judges are others' programs: the `toml` and `shell-words` crates; systemd's rules are the tests' own.
    #[test]
    fn every_value_reaches_its_agent_unchanged(draft in drafts::any_gateway()) {
        let gateway = read(&draft);
        let document: toml::Table = write(&gateway).parse().expect("TOML");
        let resource = &document["promoter"][0]["resources"][gateway.resource.as_str()];
        let entries = resource["start"].as_array().expect("a list");
        let agents: Vec<_> = gateway.sections().into_iter().flat_map(|section| section.agents).collect();
        prop_assert_eq!(entries.len(), agents.len());
        for (entry, agent) in entries.iter().zip(agents) {
            let (instance, environment) = daemon::start(entry.as_str().expect("a string"));
            prop_assert_eq!(instance, agent.instance);
            prop_assert_eq!(environment, agent.parameters.into_iter().collect::<BTreeMap<_, _>>());
        }
    }

    #[test]
    fn an_entry_is_read_as_a_shell_would(words in "[ -~äß名\t\n]{0,60}") {
        // The daemon trims an entry before it looks at it.
        let words = words.trim();
        let judged = shell_words::split(words);
        let read = StartEntry::read(&format!("ocf:h:x {words}"));
        match (judged, read) {
            (Err(_), Err(_)) => {}
            // Nothing but a comment: the daemon misses the instance name.
            (Ok(judged), Err(EntryError::NoInstance)) => prop_assert!(judged.is_empty()),
            (Ok(judged), Ok(StartEntry::Agent(agent))) => {
                let mut judged = judged.into_iter();
                prop_assert_eq!(agent.instance, judged.next().unwrap_or_default());
                let parameters: BTreeMap<String, String> = judged.map(|word| {
                    let (key, value) = word.split_once('=').unwrap_or((&word, ""));
                    (key.to_owned(), value.to_owned())
                }).collect();
                prop_assert_eq!(agent.parameters, parameters);
            }
            // Words that are blank to the end leave no blank behind the agent's name.
            (Ok(judged), Ok(StartEntry::Unit(_))) => prop_assert!(judged.is_empty()),
            (judged, read) => prop_assert!(false, "{judged:?} is not {read:?}"),
        }
    }

    #[test]
    fn an_unusual_value_survives_the_unit(value in "[ -~äß名\t]{0,40}") {
        prop_assert_eq!(daemon::systemd_reads(&unit::escape_value(&value.replace('%', "%%"))), value);
    }

    #[test]
    fn no_draft_at_all_makes_a_panic(draft in drafts::any_json()) {
        let _ = Gateway::read(&draft);
    }

    #[test]
    fn a_spoilt_draft_makes_no_panic_and_says_why(
        draft in drafts::any_gateway(),
        place in any::<prop::sample::Index>(),
        spoil in drafts::any_json(),
    ) {
        let mut draft = draft;
        let pointers = drafts::pointers(&draft);
        let pointer = &pointers[place.index(pointers.len())];
        *draft.pointer_mut(pointer).expect("a pointer of the draft") = spoil;
        if let Err(problems) = Gateway::read(&draft) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(!problem.message.en.is_empty() && !problem.message.zh.is_empty(), "{problem:?}");
            }
        }
    }
}

/// Every described field of a gateway of `kind`, with its pointer into the kind's example; rows by their first one.
fn described(kind: Kind) -> Vec<(String, &'static Field)> {
    fn walk(at: &str, fields: &'static [Field], found: &mut Vec<(String, &'static Field)>) {
        for field in fields {
            let pointer = format!("{at}/{}", field.key);
            match field.input {
                Input::Group(fields) => walk(&pointer, fields, found),
                Input::Rows(fields, _) => walk(&format!("{pointer}/0"), fields, found),
                Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {}
            }
            found.push((pointer, field));
        }
    }
    let mut found = Vec::new();
    walk("", Gateway::FIRST_FIELDS, &mut found);
    walk("", kind.fields(), &mut found);
    walk("", Gateway::LAST_FIELDS, &mut found);
    found
}

/// Puts a value at a pointer, making objects and first rows on the way.
fn put(draft: &mut Value, pointer: &str, value: Value) {
    let mut here = draft;
    for token in pointer.split('/').skip(1) {
        if token == "0" {
            if !here.is_array() {
                *here = json!([{}]);
            }
            here = &mut here[0];
        } else {
            if !here.is_object() {
                *here = json!({});
            }
            here = &mut here[token];
        }
    }
    *here = value;
}

#[test]
fn every_described_field_is_read() {
    for kind in Kind::ALL {
        for (pointer, field) in described(*kind) {
            let mut draft = kind.example();
            let wrong = match field.input {
                Input::Lines(_) | Input::Rows(..) | Input::Group(_) => json!("no list, no object"),
                Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) => json!(["no text"]),
            };
            put(&mut draft, &pointer, wrong);
            let problems = Gateway::read(&draft).expect_err(&pointer);
            assert!(problems.iter().any(|problem| problem.at == pointer), "{kind} {pointer}: {problems:#?}");
        }
    }
}

#[test]
fn no_field_takes_a_control_character() {
    for kind in Kind::ALL {
        for (pointer, field) in described(*kind) {
            let value = match field.input {
                Input::Group(_) | Input::Rows(..) => continue,
                Input::Lines(example) => json!([format!("{example}\n")]),
                Input::Text(example) | Input::Number(example) => json!(format!("{example}\n")),
                Input::Secret => json!("secret-\u{7}-secret"),
                Input::Choice(words) => json!(format!("{}\n", words()[0])),
            };
            let mut draft = kind.example();
            put(&mut draft, &pointer, value);
            let problems = Gateway::read(&draft).expect_err(&pointer);
            assert!(
                problems.iter().any(|problem| problem.at.starts_with(&pointer)),
                "{kind} {pointer}: {problems:#?}"
            );
        }
    }
}

#[test]
fn every_example_of_a_field_is_accepted_there() {
    for kind in Kind::ALL {
        for (pointer, field) in described(*kind) {
            let value = match field.input {
                Input::Group(_) | Input::Rows(..) | Input::Secret => continue,
                Input::Lines(example) => json!([example]),
                Input::Text(example) | Input::Number(example) => json!(example),
                Input::Choice(words) => json!(words()[0]),
            };
            let mut draft = kind.example();
            put(&mut draft, &pointer, value);
            let problems = Gateway::read(&draft).err().unwrap_or_default();
            let is_refused = problems
                .iter()
                .any(|problem| problem.at.starts_with(&pointer) && problem.code != "chap-pair");
            // An example may clash with a value of the second row, which is then the one at fault.
            assert!(
                !is_refused || problems.iter().all(|problem| problem.code.ends_with("-twice")),
                "{kind} {pointer}: {problems:#?}"
            );
        }
    }
}

#[test]
fn a_parameter_of_an_agent_is_one_that_it_declares() {
    let declared: Value = serde_json::from_str(include_str!("../vectors/ocf-params.json")).expect("JSON");
    for kind in Kind::ALL {
        for section in read(&kind.example()).sections() {
            for agent in section.agents {
                let parameters =
                    declared["agents"][&agent.name]["parameters"].as_array().expect("a known agent");
                for (key, _) in &agent.parameters {
                    assert!(
                        parameters.iter().any(|parameter| parameter["name"] == **key),
                        "{} {key}",
                        agent.name
                    );
                }
                for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
                    let is_there = agent.parameters.iter().any(|(key, _)| parameter["name"] == **key);
                    assert!(is_there, "{} needs {}", agent.name, parameter["name"]);
                }
            }
        }
    }
}

#[test]
fn the_units_of_a_gateway_have_names_of_their_own() {
    for kind in Kind::ALL {
        let text = write(&read(&kind.example()));
        let resource = &resources(&text).expect("TOML")[0];
        let mut names: Vec<_> = unit::units(resource).units.into_iter().map(|unit| unit.unit).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{kind}");
    }
}
