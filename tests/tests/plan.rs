//! A plan says what a deployment does to each node, and stops a running gateway only where its content changes.

use std::collections::BTreeSet;

use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::plan::interruption::Clients;
use gateway::plan::{Action, Found, FoundSnippet, Plan, Wanted, plan};
use gateway::snippet::write::write;
use gateway::text::Text;

const SNIPPET: &str = "sds-iscsi-r0";

fn text() -> String {
    write(&Gateway::read(&Kind::Iscsi.example()).expect("an example without problems"))
}

fn wanted(text: Option<String>) -> Wanted {
    Wanted { resource: "r0".into(), revision: 2, snippet: SNIPPET.into(), text }
}

fn snippet(name: &str, enabled: bool, text: &str) -> FoundSnippet {
    FoundSnippet { name: name.into(), enabled, text: text.into() }
}

fn node(name: &str, active: bool, snippets: Vec<FoundSnippet>) -> Found {
    Found {
        node: name.into(),
        simulated: false,
        runs_services: true,
        snippets,
        twice: BTreeSet::new(),
        active,
        checks: Vec::new(),
        error: None,
    }
}

fn actions(plan: &Plan) -> Vec<Action> {
    plan.nodes.iter().map(|node| node.action).collect()
}

#[test]
fn a_new_gateway_is_created_and_interrupts_nobody() {
    let plan = plan(&wanted(Some(text())), &[node("a", false, vec![]), node("b", false, vec![])]);
    assert_eq!(actions(&plan), [Action::Create, Action::Create]);
    assert_eq!(plan.interrupts, None);
    assert!(plan.nodes[0].diff.contains("+[[promoter]]"), "{}", plan.nodes[0].diff);
    assert!(!plan.is_blocked() && !plan.is_empty());
}

#[test]
fn what_is_there_already_needs_nothing() {
    let same = || vec![snippet(SNIPPET, true, &text())];
    let plan = plan(&wanted(Some(text())), &[node("a", true, same()), node("b", false, same())]);
    assert!(plan.is_empty());
    assert_eq!(plan.nodes[0].diff, "");
    assert_eq!(plan.interrupts, None);
}

#[test]
fn changed_content_stops_a_running_gateway_on_all_nodes() {
    let old = || vec![snippet(SNIPPET, true, &text().replace("cidr_netmask=24", "cidr_netmask=25"))];
    let plan = plan(&wanted(Some(text())), &[node("a", true, old()), node("b", false, old())]);
    assert_eq!(actions(&plan), [Action::Replace, Action::Replace]);
    let said = plan.interrupts.as_ref().map(|text| text.en.as_ref()).unwrap_or_default();
    assert!(said.starts_with("clients of 192.168.1.100:3260 lose the connection for some seconds"), "{said}");
    assert!(plan.nodes.iter().all(|node| node.restarts));
}

#[test]
fn changed_comments_stop_nothing() {
    let old = || vec![snippet(SNIPPET, true, &text().replace("# Start iSCSI Target", "# start it"))];
    let plan = plan(&wanted(Some(text())), &[node("a", true, old())]);
    assert_eq!(actions(&plan), [Action::Replace]);
    assert_eq!(plan.interrupts, None);
    assert!(!plan.nodes[0].restarts);
}

#[test]
fn a_further_node_stops_nothing() {
    let same = vec![snippet(SNIPPET, true, &text())];
    let plan = plan(&wanted(Some(text())), &[node("a", true, same), node("b", false, vec![])]);
    assert_eq!(actions(&plan), [Action::Nothing, Action::Create]);
    assert_eq!(plan.interrupts, None);
}

#[test]
fn a_disabled_snippet_is_enabled() {
    let plan = plan(&wanted(Some(text())), &[node("a", false, vec![snippet(SNIPPET, false, &text())])]);
    assert_eq!(actions(&plan), [Action::Enable]);
}

#[test]
fn removing_a_running_gateway_interrupts_it() {
    let there = vec![snippet(SNIPPET, true, &text())];
    let plan = plan(&wanted(None), &[node("a", true, there), node("b", false, vec![])]);
    assert_eq!(actions(&plan), [Action::Remove, Action::Nothing]);
    let said = plan.interrupts.as_ref().map(|text| text.en.as_ref()).unwrap_or_default();
    assert!(said.starts_with("clients of 192.168.1.100:3260 lose the connection for good"), "{said}");
    assert!(plan.nodes[0].diff.contains("-[[promoter]]"), "{}", plan.nodes[0].diff);
}

#[test]
fn a_directory_that_would_no_longer_load_blocks_its_node() {
    let broken = vec![snippet("other", true, "[promoter]\n")];
    let plan = plan(&wanted(Some(text())), &[node("a", false, broken), node("b", false, vec![])]);
    assert!(plan.is_blocked());
    let problem = &plan.nodes[0].blocked[0];
    assert_eq!((problem.file.as_deref(), problem.line), (Some("other.toml"), Some(1)));
    assert!(plan.nodes[1].blocked.is_empty());
}

#[test]
fn a_disabled_broken_file_blocks_nothing() {
    let broken = vec![snippet("other", false, "[promoter]\n")];
    assert!(!plan(&wanted(Some(text())), &[node("a", false, broken)]).is_blocked());
}

#[test]
fn another_snippet_with_the_resource_blocks_its_node() {
    let other =
        vec![snippet("by-hand", true, "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n")];
    let plan = plan(&wanted(Some(text())), &[node("a", false, other)]);
    assert_eq!(plan.nodes[0].blocked[0].code, "resource-twice");
}

#[test]
fn a_silent_node_blocks() {
    let silent =
        Found { error: Some(Text::new("connection refused", "连接被拒绝")), ..node("a", false, vec![]) };
    let plan = plan(&wanted(Some(text())), &[silent]);
    assert_eq!(plan.nodes[0].blocked[0].code, "node-silent");
}

#[test]
fn the_interruption_names_where_clients_are_for_every_kind() {
    let said = |kind: Kind| {
        let gateway = Gateway::read(&kind.example()).expect("an example without problems");
        let clients = Clients::of(&write(&gateway)).expect("an example has ports");
        (clients.while_it_restarts().en.into_owned(), clients.for_good().en.into_owned())
    };
    for kind in Kind::ALL {
        let (restarts, stops) = said(*kind);
        let portal = match kind {
            Kind::Iscsi => "192.168.1.100:3260",
            Kind::Nfs => "192.168.1.200:2049",
            Kind::Nvmeof => "192.168.1.150:4420",
        };
        assert!(restarts.contains(portal) && stops.contains(portal), "{restarts}");
    }
    let (restarts, stops) = said(Kind::Nfs);
    for directory in ["/srv/gateway-exports/nfs-data/data", "/srv/gateway-exports/nfs-data/backup"] {
        assert!(restarts.contains(directory) && stops.contains(directory), "{restarts}");
    }
}

#[test]
fn the_interruption_is_told_of_what_runs_and_not_of_what_is_to_come() {
    let old = vec![snippet(SNIPPET, true, &text().replace("192.168.1.100", "192.168.1.99"))];
    let plan = plan(&wanted(Some(text())), &[node("a", true, old)]);
    let said = plan.interrupts.expect("the address changes").en;
    assert!(said.contains("192.168.1.99:3260") && !said.contains("192.168.1.100"), "{said}");
}

#[test]
fn a_snippet_that_names_no_port_is_told_of_without_one() {
    let foreign = "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\n";
    assert_eq!(Clients::of(foreign), None);
    let plan = plan(&wanted(None), &[node("a", true, vec![snippet(SNIPPET, true, foreign)])]);
    assert!(plan.interrupts.expect("it runs").en.starts_with("the gateway stops on all nodes"));
}
