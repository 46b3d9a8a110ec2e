//! What we know of the agents is what they declare, and what we write is declared by them.
//!
//! The agents themselves are Debian's package resource-agents; `make nextest` installs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use gateway::agent::Agent;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::ocf::{AGENTS, ParameterType, Version, declaration, is_true, names};
use gateway_tests::drafts;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

/// What is declared of one parameter in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Declared {
    required: bool,
    unique: bool,
    kind: ParameterType,
    default: Option<String>,
}

/// What is declared in one version, by agent and parameter.
type Declarations = BTreeMap<(String, String), Declared>;

/// Defaults that say nothing about another machine, so that we know none.
const FOUND_OUT: [(&str, &str, &str); 5] = [
    ("iSCSITarget", "implementation", "the first program of a list that is installed"),
    ("iSCSILogicalUnit", "implementation", "the first program of a list that is installed"),
    ("iSCSILogicalUnit", "scsi_id", "the start of the instance's name"),
    ("iSCSILogicalUnit", "scsi_sn", "the start of the MD5 of the instance's name"),
    ("nfsserver", "nfs_init_script", "the words `auto detected`, which stand for a search"),
];

/// What an agent calls a default, as we keep it: an empty one is none, because an agent that is given nothing and an
/// agent that is given an empty value look at the same empty variable.
fn default(agent: &str, parameter: &str, declared: Option<&str>) -> Option<String> {
    let is_found_out = FOUND_OUT.iter().any(|(of, name, _)| (*of, *name) == (agent, parameter));
    declared.filter(|default| !default.is_empty() && !is_found_out).map(str::to_owned)
}

fn kind(word: &str) -> ParameterType {
    match word {
        "string" => ParameterType::Text,
        "integer" => ParameterType::Whole,
        "boolean" => ParameterType::Boolean,
        other => panic!("expected `string`, `integer` or `boolean`, found `{other}`"),
    }
}

/// What our table says of a version.
fn ours(version: Version) -> Declarations {
    let mut declared = Declarations::new();
    for agent in AGENTS.iter().filter(|agent| agent.is_known(version)) {
        for parameter in agent.parameters.iter().filter(|parameter| parameter.is_known(version)) {
            let declaration = Declared {
                required: parameter.is_required(version),
                unique: parameter.unique,
                kind: parameter.kind_in(version),
                default: parameter.default_in(version).map(str::to_owned),
            };
            let key = (agent.name.to_owned(), parameter.name.to_owned());
            assert_eq!(declared.insert(key, declaration), None, "{} stands there twice", parameter.name);
        }
    }
    declared
}

/// What stands in none of `ours` as it does in `theirs`.
fn differences(ours: &[Declarations], theirs: &Declarations) -> Vec<String> {
    let mut keys: Vec<_> = ours.iter().flat_map(BTreeMap::keys).chain(theirs.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.retain(|key| ours.iter().all(|ours| ours.get(key) != theirs.get(key)));
    let line = |key: &(String, String)| {
        let ours: Vec<_> = ours.iter().map(|ours| ours.get(key)).collect();
        format!("{} {}: ours {ours:?}, theirs {:?}", key.0, key.1, theirs.get(key))
    };
    keys.into_iter().map(line).collect()
}

/// The recorded declarations of all versions.
#[derive(Deserialize)]
struct Record {
    agents: BTreeMap<String, RecordedAgent>,
}

#[derive(Deserialize)]
struct RecordedAgent {
    parameters: Vec<RecordedParameter>,
}

#[derive(Deserialize)]
struct RecordedParameter {
    name: String,
    versions: Vec<String>,
    unique: bool,
    #[serde(flatten)]
    newest: Recorded,
    /// Where a version declares something else.
    differs: BTreeMap<String, Recorded>,
}

#[derive(Deserialize)]
struct Recorded {
    required: bool,
    #[serde(rename = "type")]
    kind: String,
    default: Option<String>,
}

fn recorded(record: &Record, version: Version) -> Declarations {
    let word = match version {
        Version::V4_12 => "4.12.0",
        Version::V4_16 => "4.16.0",
        Version::V4_18 => "4.18.0",
        Version::Newest => "git",
    };
    let mut declared = Declarations::new();
    for (agent, RecordedAgent { parameters }) in &record.agents {
        for parameter in parameters {
            if parameter.versions.iter().any(|version| version == word) {
                let recorded = parameter.differs.get(word).unwrap_or(&parameter.newest);
                let declaration = Declared {
                    required: recorded.required,
                    unique: parameter.unique,
                    kind: kind(&recorded.kind),
                    default: default(agent, &parameter.name, recorded.default.as_deref()),
                };
                declared.insert((agent.clone(), parameter.name.clone()), declaration);
            }
        }
    }
    declared
}

#[test]
fn the_table_is_the_record_of_every_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/ocf-params.json");
    let text = std::fs::read_to_string(path).expect("the record is here");
    let record: Record = serde_json::from_str(&text).expect("the record has this shape");
    for version in Version::ALL {
        let theirs = recorded(&record, *version);
        assert!(theirs.len() > 90, "{version}: the record has lost parameters");
        let differences = differences(&[ours(*version)], &theirs);
        assert!(differences.is_empty(), "{version}: {differences:#?}");
    }
}

#[test]
fn an_empty_default_is_none() {
    for version in Version::ALL {
        for (key, declared) in ours(*version) {
            assert_ne!(declared.default.as_deref(), Some(""), "{version}: {key:?}");
        }
    }
}

#[test]
fn a_default_that_a_machine_finds_out_is_none() {
    for (agent, parameter, reason) in FOUND_OUT {
        let agent = declaration("heartbeat", agent).expect("we know the agent");
        let parameter = agent.parameter(parameter).expect("the agent has the parameter");
        assert_eq!(parameter.default, None, "{} {}: {reason}", agent.name, parameter.name);
    }
}

#[test]
fn an_agent_is_found_by_vendor_and_name() {
    for name in names() {
        assert_eq!(declaration("heartbeat", name).map(|agent| agent.name), Some(name));
    }
    assert_eq!(declaration("pacemaker", "IPaddr2"), None);
    assert_eq!(declaration("linbit", "drbd"), None);
    assert_eq!(declaration("heartbeat", "ipaddr2"), None);
}

#[test]
fn a_parameter_comes_and_goes_with_versions() {
    let parameter = |agent, name| {
        let agent = declaration("heartbeat", agent).expect("we know the agent");
        agent.parameter(name).expect("the agent has the parameter")
    };
    let method = parameter("portblock", "method");
    assert_eq!((method.since(), method.last()), (Version::V4_18, Version::Newest));
    assert!(!method.is_known(Version::V4_16) && method.is_known(Version::V4_18));
    let hash = parameter("IPaddr2", "clusterip_hash");
    assert_eq!((hash.since(), hash.last()), (Version::V4_12, Version::V4_18));
    assert!(hash.is_known(Version::V4_18) && !hash.is_known(Version::Newest));
    let fsid = parameter("exportfs", "fsid");
    assert!(fsid.is_required(Version::V4_12) && !fsid.is_required(Version::V4_16));
}

/// Asserts that every version of an agent knows all that it is given, and gets all that it needs.
fn assert_declared(agent: &Agent) {
    let entry = agent.to_string();
    let declared = declaration(&agent.vendor, &agent.name).unwrap_or_else(|| panic!("unknown: {entry}"));
    for version in Version::ALL {
        assert!(declared.is_known(*version), "{version} does not have {entry}");
        for (name, value) in &agent.parameters {
            let parameter = declared.parameter(name).filter(|parameter| parameter.is_known(*version));
            let parameter = parameter.unwrap_or_else(|| panic!("{version} does not know `{name}`: {entry}"));
            let is_of_its_kind = match parameter.kind_in(*version) {
                ParameterType::Text => true,
                ParameterType::Whole => value.parse::<u64>().is_ok(),
                ParameterType::Boolean => is_true(value) || ["false", "no", "0"].contains(&value.as_str()),
            };
            assert!(is_of_its_kind, "{version}: `{name}` is of another type: {entry}");
        }
        for parameter in declared.parameters.iter().filter(|parameter| parameter.is_required(*version)) {
            let is_given =
                agent.parameters.iter().any(|(name, value)| name == parameter.name && !value.is_empty());
            assert!(is_given, "{version} needs `{}`: {entry}", parameter.name);
        }
    }
}

fn assert_all_declared(draft: &Value) {
    let gateway = Gateway::read(draft).unwrap_or_else(|problems| panic!("{draft:#}\n{problems:#?}"));
    let sections = gateway.sections();
    assert!(!sections.is_empty(), "{draft:#}");
    sections.iter().flat_map(|section| &section.agents).for_each(assert_declared);
}

#[test]
fn every_parameter_of_the_examples_is_declared_in_every_version() {
    for kind in Kind::ALL {
        assert_all_declared(&kind.example());
    }
}

proptest! {
    #[test]
    fn every_parameter_that_we_write_is_declared_in_every_version(draft in drafts::any_gateway()) {
        assert_all_declared(&draft);
    }
}

const OCF_ROOT: &str = "/usr/lib/ocf";
const INSTALL: &str = "expected Debian's package resource-agents: run `make resource-agents`, or \
                       `apt-get install --no-install-recommends resource-agents`";

fn agent_file(name: &str) -> PathBuf {
    Path::new(OCF_ROOT).join("resource.d/heartbeat").join(name)
}

/// Runs a program with the environment of an agent, and gives its output.
fn run(program: impl AsRef<Path>, arguments: &[&str]) -> String {
    let program = program.as_ref();
    let functions = Path::new(OCF_ROOT).join("lib/heartbeat");
    let mut command = Command::new(program);
    command.args(arguments).env("OCF_ROOT", OCF_ROOT).env("OCF_FUNCTIONS_DIR", functions);
    let output = command.output().unwrap_or_else(|error| panic!("{}: {error}; {INSTALL}", program.display()));
    assert!(output.status.success(), "{} failed: {output:?}; {INSTALL}", program.display());
    String::from_utf8(output.stdout).expect("its output is UTF-8")
}

/// Which versions of ours the installed package may agree with: one, or the two that it lies between.
fn installed_versions() -> &'static [Version] {
    let text = run("dpkg-query", &["--show", "--showformat=${Version}", "resource-agents"]);
    // `1:4.12.0-2` is epoch, release and Debian's revision.
    let release = text.split_once(':').map_or(text.as_str(), |(_, release)| release);
    let mut numbers = release.split(['.', '-', '+', '~']).map_while(|number| number.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(4), Some(12)) => &[Version::V4_12],
        (Some(4), Some(13..=15)) => &[Version::V4_12, Version::V4_16],
        (Some(4), Some(16)) => &[Version::V4_16],
        (Some(4), Some(17)) => &[Version::V4_16, Version::V4_18],
        (Some(4), Some(18)) => &[Version::V4_18],
        (Some(4), Some(19..)) | (Some(5..), _) => &[Version::Newest],
        (_, _) => panic!("expected resource-agents 4.12 or newer, found `{text}`"),
    }
}

/// What an installed agent says of itself.
fn real(agent: &str) -> Declarations {
    let text = run(agent_file(agent), &["meta-data"]);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&text, options)
        .unwrap_or_else(|error| panic!("{agent} prints no XML: {error}"));
    let mut declared = Declarations::new();
    for parameter in document.descendants().filter(|node| node.has_tag_name("parameter")) {
        let name = parameter.attribute("name").expect("a parameter has a name");
        let content = parameter.children().find(|node| node.has_tag_name("content"));
        let content = content.expect("a parameter has content");
        let declaration = Declared {
            required: parameter.attribute("required").is_some_and(is_true),
            unique: parameter.attribute("unique").is_some_and(is_true),
            kind: kind(content.attribute("type").expect("content has a type")),
            default: default(agent, name, content.attribute("default")),
        };
        declared.insert((agent.to_owned(), name.to_owned()), declaration);
    }
    declared
}

#[test]
fn the_table_is_what_the_installed_agents_declare() {
    let versions = installed_versions();
    let absent: Vec<&str> = names().filter(|name| !agent_file(name).exists()).collect();
    let is_newest = versions.contains(&Version::Newest);
    let expected: &[&str] = if is_newest { &[] } else { &["ganesha-nfs"] };
    assert_eq!(absent, expected, "not in the installed package {versions:?}");

    let theirs: Declarations = names().filter(|name| !absent.contains(name)).flat_map(real).collect();
    let ours: Vec<Declarations> = versions.iter().map(|version| ours(*version)).collect();
    let differences = differences(&ours, &theirs);
    assert!(differences.is_empty(), "{versions:?}: {differences:#?}");
}

#[test]
fn what_is_true_to_us_is_true_to_the_agents() {
    const SCRIPT: &str = r#". "$OCF_FUNCTIONS_DIR/ocf-shellfuncs"
        for word; do if ocf_is_true "$word"; then echo "$word"; fi; done"#;
    let mut words: Vec<String> = ["", "0", "1", "2", "01", " 1", "1 "].map(str::to_owned).into();
    for word in ["yes", "true", "ja", "on", "y", "t", "no", "false", "off", "enabled", "oui", "yes "] {
        let (first, rest) = word.split_at(1);
        words.extend([word.to_owned(), word.to_uppercase(), first.to_uppercase() + rest]);
    }
    let mut arguments = vec!["-c", SCRIPT, "sh"];
    arguments.extend(words.iter().map(String::as_str));
    let theirs = run("/bin/sh", &arguments);
    let ours: Vec<&str> = words.iter().map(String::as_str).filter(|word| is_true(word)).collect();
    assert_eq!(theirs.lines().collect::<Vec<_>>(), ours);
    assert_eq!(ours.len(), 9);
}
