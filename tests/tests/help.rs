//! Help has a page for every problem, and for nothing else; each says why and what helps, in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::help::{Page, TOPICS, find, page, pages};
use gateway::snippet::versions::Versions;
use gateway::text::Text;
use gateway_tests::codes::emitted;
use serde_json::Value;

#[test]
fn every_code_in_the_sources_has_a_page() {
    let missing: Vec<_> = emitted().into_iter().filter(|(code, _)| page(code).is_none()).collect();
    assert!(missing.is_empty(), "codes without a page in shared/src/help:\n{missing:#?}");
}

#[test]
fn no_page_is_for_a_code_that_nobody_says() {
    let emitted = emitted();
    let codes = pages().map(|(_, page)| page.code);
    let idle: Vec<&str> = codes.filter(|code| !emitted.contains_key(*code)).collect();
    assert!(idle.is_empty(), "pages without a rule: {idle:?}");
}

/// Were one of these ways overlooked, the tests above would look at fewer codes and pass.
#[test]
fn a_code_is_found_however_it_is_said() {
    let emitted = emitted();
    for (code, way) in [
        ("toml", "a function of a type"),
        ("node-silent", "one in `vec!`"),
        ("iqn", "a constant"),
        ("port", "a macro of ours"),
        ("choice", "a field"),
        ("lun-before-target", "a field of a table"),
        ("volume-twice", "a function"),
        ("unit-slash", "a method"),
        ("agent-as-unit", "a tuple"),
        ("arp-count", "a loop"),
        ("service-ip-taken", "a function that answers codes"),
        ("service-ip-twice", "one that answers two"),
        ("name-fixed", "the server"),
    ] {
        assert!(emitted.contains_key(code), "`{code}` is not found in {way}");
    }
    for word in ["preferred-nodes", "allowed_initiators", "nfs_ip", "heartbeat"] {
        assert!(!emitted.contains_key(word), "`{word}` is no code");
    }
}

#[test]
fn every_problem_of_the_recorded_snippets_has_a_page() {
    let mut seen = BTreeSet::new();
    for files in recorded() {
        for problem in check(&files, Versions::default()).problems {
            assert!(page(&problem.code).is_some(), "no page for {problem}");
            seen.insert(problem.code);
        }
    }
    assert!(seen.len() > 30, "only {seen:?} were found");
}

fn recorded() -> Vec<Vec<SnippetFile>> {
    let mut recorded = Vec::new();
    for name in ["directory", "grammar", "schema", "seed"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(format!("{name}.json"));
        let cases = fs::read_to_string(path).expect("the vectors are here");
        let cases: Value = serde_json::from_str(&cases).expect("JSON");
        for case in cases.as_array().expect("a list") {
            let text = |file: &Value, key: &str| file[key].as_str().expect("text").to_owned();
            let files = case["files"].as_array().expect("files").iter();
            let files = files.map(|file| SnippetFile { file: text(file, "file"), text: text(file, "toml") });
            recorded.push(files.collect());
        }
    }
    recorded
}

#[test]
fn a_code_has_one_page_and_a_topic_one_name() {
    let codes: BTreeSet<&str> = pages().map(|(_, page)| page.code).collect();
    assert_eq!(codes.len(), pages().count());
    let names: BTreeSet<&str> = TOPICS.iter().map(|topic| topic.name).collect();
    assert_eq!(names.len(), TOPICS.len());
    for (topic, page) in pages() {
        assert_eq!(find(page.code).map(|(found, _)| found.name), Some(topic.name));
    }
    assert!(page("no-such-code").is_none());
}

#[test]
fn a_page_says_all_in_both_languages_and_briefly() {
    for (_, Page { code, title, why, remedy }) in pages() {
        let is_sentence = |text: &Text| text.en.ends_with('.') && text.zh.ends_with('。');
        assert!(is_sentence(why) && is_sentence(remedy), "{code}: whole sentences are expected");
        assert!(!title.en.ends_with('.') && !title.zh.ends_with('。'), "{code}: a title is no sentence");
        for text in [title, why, remedy] {
            assert!(
                is_chinese(&text.zh) && !is_chinese(&text.en),
                "{code}: {text:?} is in the wrong language"
            );
            assert!(text.en.len() <= 420, "{code}: {} characters are too many to read", text.en.len());
            for language in [&text.en, &text.zh] {
                let is_paired = language.matches('`').count() % 2 == 0;
                assert!(is_paired && language.trim() == language, "{code}: {language}");
                assert!(!language.contains("  "), "{code}: {language}");
            }
        }
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
