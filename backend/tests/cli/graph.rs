//! `graph`: the start order as a picture and as data.

use std::fs;

use gateway::gateway::{Gateway, Kind};
use gateway::graph::Graph;
use gateway::graph::svg::svg;
use gateway::names::Choice;
use gateway::snippet::write::write;
use gateway::text::Language;
use serde_json::Value;

use super::{code, home, run, run_with_input, text};

fn example(kind: Kind) -> String {
    write(&Gateway::read(&kind.example()).expect("an example without errors"))
}

fn entry(resource: &str) -> String {
    format!("[[promoter]]\n[promoter.resources.{resource}]\nstart = [\"a.service\", \"b.service\"]\n")
}

#[test]
fn graph_prints_the_picture_that_the_browser_saves() {
    let home = home();
    for &kind in Kind::ALL {
        let snippet = example(kind);
        fs::write(home.path().join("a.toml"), &snippet).expect("a file");
        let graph = Graph::of(&snippet).pop().expect("a graph");
        for (name, language) in [("en", Language::English), ("zh", Language::Chinese)] {
            let output = run(home.path(), &["graph", "--language", name, "a.toml"]);
            assert_eq!((code(&output), text(&output.stderr)), (Some(0), ""));
            assert_eq!(text(&output.stdout), svg(&graph, language, &[]));
            let from_input = run_with_input(home.path(), &["graph", "--language", name, "-"], &snippet);
            assert_eq!(from_input.stdout, output.stdout);
        }
    }
}

#[test]
fn graph_as_json_has_the_units_and_what_ties_them_together() {
    let output = run_with_input(home().path(), &["graph", "--json", "-"], &example(Kind::Iscsi));
    assert_eq!(code(&output), Some(0));
    let graphs: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let graph = &graphs[0];
    assert_eq!(graph["units"][0]["unit"], "drbd-services@r0.target");
    assert_eq!(graph["units"][0]["role"]["kind"], "target");
    assert_eq!(graph["units"][2]["role"]["kind"], "agent");
    assert_eq!(graph["units"][2]["role"]["name"], "Filesystem");
    assert!(graph["units"][2]["what"]["zh"].is_string());
    let mut edges = graph["edges"].as_array().expect("a list").iter();
    let bound = edges.find(|edge| edge["from"] == 2 && edge["to"] == 1);
    assert_eq!(bound.expect("the first entry hangs on the promotion")["kinds"][0], "BindsTo");
}

#[test]
fn graph_draws_the_one_resource_that_is_named() {
    let home = home();
    fs::write(home.path().join("a.toml"), format!("{}{}", entry("r0"), entry("r1"))).expect("a file");
    let output = run(home.path(), &["graph", "a.toml"]);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    assert!(text(&output.stderr).contains("`--resource`: r0, r1"), "{}", text(&output.stderr));

    let output = run(home.path(), &["graph", "--language", "en", "--resource", "r1", "a.toml"]);
    assert_eq!(code(&output), Some(0));
    assert!(text(&output.stdout).contains("<title>Start order of r1</title>"));

    let output = run(home.path(), &["graph", "--resource", "r2", "a.toml"]);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    assert!(text(&output.stderr).contains("r0, r1"), "{}", text(&output.stderr));

    let output = run(home.path(), &["graph", "--json", "a.toml"]);
    let graphs: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    assert_eq!(graphs.as_array().map(Vec::len), Some(2));
}

#[test]
fn graph_tells_why_there_is_nothing_to_draw() {
    let home = home();
    for nothing in
        ["no TOML", "", "[[promoter]]\n[promoter.resources.r0]\nrunner = \"shell\"\nstart = [\"a\"]\n"]
    {
        let output = run_with_input(home.path(), &["graph", "-"], nothing);
        assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""), "{nothing}");
        assert!(text(&output.stderr).starts_with("-: systemd starts nothing"), "{}", text(&output.stderr));
    }
    fs::write(home.path().join("a.toml"), b"\xff").expect("a file");
    let output = run(home.path(), &["graph", "a.toml"]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stderr).starts_with("a.toml: error[not-utf-8]"), "{}", text(&output.stderr));
    assert_eq!(code(&run(home.path(), &["graph", "no-such.toml"])), Some(2));
}
