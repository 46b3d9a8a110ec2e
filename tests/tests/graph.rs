//! The start order as a graph: what the drop-ins say, the steps of a failover, and the picture of it.

use std::fs;
use std::path::Path;

use gateway::gateway::{Gateway, Kind};
use gateway::graph::failover::{Clients, Side};
use gateway::graph::svg::{Mark, svg};
use gateway::graph::{Graph, Role};
use gateway::names::Choice;
use gateway::snippet::read::resources;
use gateway::snippet::write::write;
use gateway::text::Language;
use gateway::unit::drop_in::drop_ins;
use gateway::unit::units;
use gateway_tests::drafts;
use proptest::prelude::*;

fn text_of(kind: Kind) -> String {
    write(&Gateway::read(&kind.example()).expect("an example without errors"))
}

fn graph_of(text: &str) -> Graph {
    Graph::of(text).pop().expect("a snippet of ours has one resource")
}

#[test]
fn the_units_are_those_that_the_daemon_makes_in_their_order() {
    for &kind in Kind::ALL {
        let text = text_of(kind);
        let made = units(&resources(&text).expect("a snippet")[0]);
        let mut expected = vec![made.target, made.promote];
        expected.extend(made.units.into_iter().filter_map(|unit| unit.unit));
        let found: Vec<String> = graph_of(&text).units.into_iter().map(|unit| unit.unit).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn every_edge_is_a_line_of_a_drop_in_and_every_such_line_an_edge() {
    for &kind in Kind::ALL {
        let text = text_of(kind);
        let graph = graph_of(&text);
        let mut drawn = Vec::new();
        for edge in &graph.edges {
            for kind in &edge.kinds {
                drawn.push((
                    graph.units[edge.from].unit.clone(),
                    format!("{kind}={}", graph.units[edge.to].unit),
                ));
            }
        }
        let is_known = |line: &str| {
            line.split_once('=').is_some_and(|(_, name)| graph.units.iter().any(|unit| unit.unit == name))
        };
        let mut said = Vec::new();
        for drop_in in drop_ins(&resources(&text).expect("a snippet")[0]) {
            let lines = drop_in.lines.iter().filter(|line| is_known(line));
            said.extend(lines.map(|line| (drop_in.unit.clone(), line.clone())));
        }
        drawn.sort();
        said.sort();
        assert_eq!(drawn, said, "{kind}");
    }
}

#[test]
fn dependencies_are_those_that_were_chosen() {
    let mut draft = Kind::Nfs.example();
    draft["promoter"] = serde_json::json!({"target-as": "Wants", "dependencies-as": "BindsTo"});
    let graph = graph_of(&write(&Gateway::read(&draft).expect("a draft without errors")));
    assert_eq!(graph.kinds(0, 2), ["Wants"]);
    assert_eq!(graph.kinds(3, 2), ["BindsTo", "After"]);
    assert_eq!(graph.kinds(3, 1), ["BindsTo", "After"]);
    assert_eq!(graph.kinds(3, 0), ["PartOf"]);
}

fn assert_order(text: &str) {
    let graph = graph_of(text);
    let steps = graph.failover();
    let of = |wanted: Side| -> Vec<usize> {
        steps.iter().filter(|step| step.side == wanted).map(|step| step.unit).collect()
    };
    let started: Vec<usize> = (1..graph.units.len()).collect();
    let stopped: Vec<usize> = started.iter().rev().copied().collect();
    assert_eq!(of(Side::Leaving), stopped, "all stops in reverse, and the promotion last");
    assert_eq!(of(Side::Taking), started, "the promotion comes first");
    let first_start = steps.iter().position(|step| step.side == Side::Taking);
    assert_eq!(first_start, Some(stopped.len()), "nothing starts before all has stopped");
}

#[test]
fn on_a_failover_clients_are_kept_out_first_and_let_in_last() {
    for &kind in Kind::ALL {
        let text = text_of(kind);
        assert_order(&text);
        let graph = graph_of(&text);
        let steps = graph.failover();
        let clients: Vec<Clients> = steps.iter().map(|step| step.clients).collect();
        assert_eq!(clients.first(), Some(&Clients::Blocked), "{kind}");
        assert_eq!(clients.last(), Some(&Clients::Served), "{kind}");
        assert!(clients.contains(&Clients::NoAddress), "{kind}");
        assert!(!clients.contains(&Clients::Refused), "{kind}: {clients:?}");
        let is_served = clients.iter().filter(|each| **each == Clients::Served).count();
        assert_eq!(is_served, 1, "{kind}");
    }
}

#[test]
fn without_a_blocked_port_clients_may_be_refused() {
    let text = "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:IPaddr2 ip ip=10.0.0.1\", \
                \"a.service\"]\n";
    let clients: Vec<Clients> = graph_of(text).failover().iter().map(|step| step.clients).collect();
    assert_eq!(clients[0], Clients::Refused);
}

#[test]
fn what_systemd_does_not_run_has_no_graph() {
    assert_eq!(Graph::of("[[promoter]]\n[promoter.resources.r0]\nrunner = \"shell\"\nstart = [\"a\"]\n"), []);
    assert_eq!(Graph::of("no TOML"), []);
}

#[test]
fn the_picture_is_the_golden_one() {
    for &kind in Kind::ALL {
        let graph = graph_of(&text_of(kind));
        for language in [Language::English, Language::Chinese] {
            let picture = svg(&graph, language, &[]);
            let name = format!("golden/graph/{kind}.{}.svg", &language.tag()[..2]);
            let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&golden, &picture).expect("a writable directory");
            }
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(picture, expected, "{} (make golden rewrites it)", golden.display());
        }
    }
}

fn assert_complete(graph: &Graph, picture: &str) {
    let document = roxmltree::Document::parse(picture).unwrap_or_else(|error| panic!("{error}\n{picture}"));
    let all = || document.descendants().filter(roxmltree::Node::is_element);
    assert_eq!(all().filter(|node| node.attribute("data-unit").is_some()).count(), graph.units.len());
    for node in all() {
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(
                !value.contains("://") && !["href", "style", "src"].contains(&attribute.name()),
                "{value}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn every_picture_is_well_formed_and_needs_nothing_else(draft in drafts::any_gateway()) {
        let text = write(&Gateway::read(&draft).expect("a draft without errors"));
        assert_order(&text);
        let graph = graph_of(&text);
        assert_complete(&graph, &svg(&graph, Language::Chinese, &[]));
        let mark = Mark { class: "active", symbol: "●", word: "<&\u{1}>".into() };
        let marks = vec![Some(mark); graph.units.len()];
        assert_complete(&graph, &svg(&graph, Language::English, &marks));
        prop_assert_eq!(svg(&graph, Language::English, &marks), svg(&graph, Language::English, &marks));
    }
}

#[test]
fn no_picture_tells_a_password() {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = serde_json::json!({"username": "backup", "password": "of-Zq7-secret"});
    let graph = graph_of(&write(&Gateway::read(&draft).expect("a draft without errors")));
    assert!(!svg(&graph, Language::English, &[]).contains("Zq7"));
    assert!(graph.units.iter().any(|unit| unit.role != Role::Target));
}
