//! Two gateways never take the same thing unnoticed.

use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use axum::http::{StatusCode, header};
use gateway::api::audit::Action;
use gateway::fleet::claim::{Claim, claims};
use gateway::fleet::{Fleet, conflicts};
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;
use gateway_tests::server::Server;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sds_gateway::audit::Note;
use sds_gateway::store::Saved;
use sds_gateway::who::Who;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn found(gateway: &Gateway, other: &Gateway) -> Vec<(String, String)> {
    conflicts(gateway, [other]).into_iter().map(|problem| (problem.at, problem.code.into_owned())).collect()
}

/// An NVMe-oF gateway with the least that it needs.
fn nvmeof(resource: &str, ip: &str, port_id: u16) -> Value {
    json!({
        "kind": "nvmeof", "resource": resource, "service_ips": [{"ip": ip}], "port_id": port_id,
        "nqn": format!("nqn.2024-01.com.example:{resource}"), "namespaces": [{"volume": 1}]
    })
}

#[test]
fn a_gateway_does_not_conflict_with_itself() {
    for kind in Kind::ALL {
        let gateway = read(&kind.example());
        assert_eq!(conflicts(&gateway, [&gateway]), []);
    }
}

#[test]
fn a_copy_under_another_name_conflicts_in_all_that_clients_see() {
    for kind in Kind::ALL {
        let mut copy = kind.example();
        copy["resource"] = json!("copy");
        let codes: Vec<String> =
            found(&read(&copy), &read(&kind.example())).into_iter().map(|(_, code)| code).collect();
        assert!(codes.contains(&"service-ip-taken".to_owned()), "{kind}: {codes:?}");
        assert!(codes.contains(&"device-taken".to_owned()), "{kind}: {codes:?}");
        let own = match kind {
            Kind::Iscsi => "iqn-taken",
            Kind::Nfs => "fsid-taken",
            Kind::Nvmeof => "nqn-taken",
        };
        assert!(codes.contains(&own.to_owned()), "{kind}: {codes:?}");
    }
}

#[test]
fn a_conflict_is_reported_where_the_value_stands() {
    let one = read(&json!({
        "kind": "nvmeof", "resource": "one", "service_ips": [{"ip": "10.0.0.1/24"}], "port_id": 7,
        "nqn": "nqn.2024-01.com.example:one", "namespaces": [{"volume": 1}, {"volume": 2, "device": "/dev/drbd7"}]
    }));
    let two = read(&json!({
        "kind": "iscsi", "resource": "two", "service_ips": [{"ip": "10.0.0.2/24"}, {"ip": "10.0.0.1/16"}],
        "iqn": "iqn.2024-01.com.example:two", "luns": [{"volume": 1}, {"volume": 2}, {"volume": 3, "device": "/dev/drbd7"}]
    }));
    let expected = [("/luns/2/device", "device-taken"), ("/service_ips/1/ip", "service-ip-taken")];
    assert_eq!(found(&two, &one), expected.map(|(at, code)| (at.to_owned(), code.to_owned())));
}

#[test]
fn every_place_that_is_reported_is_one_of_the_filled_in_gateway() {
    for kind in Kind::ALL {
        let gateway = read(&kind.example());
        let mut copy = kind.example();
        copy["resource"] = json!("copy");
        let filled_in = serde_json::to_value(read(&copy).filled_in()).expect("a gateway is plain data");
        for (at, code) in found(&read(&copy), &gateway) {
            assert!(filled_in.pointer(&at).is_some(), "{code} at {at}");
        }
    }
}

#[test]
fn two_nvme_gateways_with_one_port_id_conflict() {
    let (one, two) = (nvmeof("one", "10.0.0.1/24", 7), nvmeof("two", "10.0.0.2/24", 7));
    let problems = found(&read(&one), &read(&two));
    assert_eq!(problems, [("/port_id".to_owned(), "port-id-taken".to_owned())]);
}

#[test]
fn devices_of_the_same_name_are_no_error_since_nodes_number_their_own() {
    let examples: Vec<Gateway> = Kind::ALL.iter().map(|kind| read(&kind.example())).collect();
    for gateway in &examples {
        let problems = conflicts(gateway, &examples);
        assert!(
            !problems.is_empty() && problems.iter().all(|problem| problem.code == "device-taken"),
            "{problems:#?}"
        );
        assert!(problems.iter().all(|problem| !problem.is_error()));
    }
}

#[test]
fn two_nfs_gateways_are_warned_of_each_other() {
    let gateway = |resource: &str, ip: &str| {
        read(
            &json!({"kind": "nfs", "resource": resource, "service_ips": [{"ip": ip}], "volumes": [{"volume": 1}]}),
        )
    };
    let problems = conflicts(&gateway("one", "10.0.0.1/24"), [&gateway("two", "10.0.0.2/24")]);
    assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:#?}");
    assert_eq!(problems.len(), 1);
}

/// What a gateway claims, without the fleet's help.
fn claims_alone(gateway: &Gateway) -> BTreeSet<Claim> {
    let mut found = BTreeSet::new();
    for agent in gateway.sections().into_iter().flat_map(|section| section.agents) {
        let parameter = |name: &str| {
            agent.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
        };
        found.extend(claims(&agent.name, &parameter).into_iter().map(|claimed| claimed.claim));
    }
    found
}

#[test]
fn one_edit_among_ten_thousand_gateways_meets_exactly_those_that_it_would_meet_in_pairs() {
    let draft = |number: usize| {
        let (resource, ip) = (format!("r{number}"), format!("10.{}.{}.1/24", number / 250, number % 250));
        let nqn = format!("nqn.2024-01.com.example:{resource}");
        // Every port id has another gateway that wants it too.
        json!({
            "kind": "nvmeof", "resource": resource, "service_ips": [{"ip": ip}], "port_id": number / 2, "nqn": nqn,
            "namespaces": [{"volume": 1}]
        })
    };
    let gateways: Vec<Gateway> = (0..10_000).map(|number| read(&draft(number))).collect();
    let claims: Vec<BTreeSet<Claim>> = gateways.iter().map(claims_alone).collect();
    let fleet: Fleet = gateways.iter().collect();
    for number in (0..10_000).step_by(1_111) {
        let mut edit = draft(number);
        edit["service_ips"] = draft((number + 4_000) % 10_000)["service_ips"].clone();
        edit["namespaces"][0]["device"] = json!(format!("/dev/drbd/by-res/r{}/1", (number + 77) % 10_000));
        let edit = read(&edit);
        let own = claims_alone(&edit);
        let mut in_pairs: Vec<(&str, usize)> = Vec::new();
        for (other, claims) in claims.iter().enumerate().filter(|(other, _)| *other != number) {
            in_pairs.extend(own.intersection(claims).map(|claim| (claim.code(), other)));
        }
        in_pairs.sort_unstable();
        let problems = fleet.conflicts(&edit);
        let says = |problem: &gateway::problem::Problem, other: usize| {
            problem.message.en.contains(&format!("the gateway `r{other}`"))
        };
        let mut in_fleet: Vec<&str> = problems.iter().map(|problem| problem.code.as_ref()).collect();
        in_fleet.sort_unstable();
        assert_eq!(in_fleet, in_pairs.iter().map(|(code, _)| *code).collect::<Vec<_>>());
        assert_eq!(in_fleet, ["device-taken", "port-id-taken", "service-ip-taken"]);
        for (code, other) in in_pairs {
            assert!(
                problems.iter().any(|problem| problem.code == code && says(problem, other)),
                "{code} {other}"
            );
        }
    }
}

#[tokio::test]
async fn what_a_saved_gateway_has_is_refused_until_it_is_removed() {
    let server = Server::start().await;
    let (one, two) = (nvmeof("one", "10.0.0.1/24", 1), nvmeof("two", "10.0.0.1/24", 2));
    server.save(&one).await;
    for server in [&server, &server.start_again().await.signed_in().await] {
        let refused = server.post("/gateways", &two).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert_eq!(refused.places(), ["/service_ips/0/ip"]);
    }
    let etag = server.get("/gateways/one").await.header(header::ETAG).to_owned();
    assert_eq!(server.delete("/gateways/one", &etag).await.status, StatusCode::OK);
    assert_eq!(server.save(&two).await["problems"], json!([]));
}

#[tokio::test]
async fn a_change_frees_what_the_gateway_had_and_takes_what_it_has_now() {
    let server = Server::start().await;
    server.save(&nvmeof("one", "10.0.0.1/24", 1)).await;
    server.save(&nvmeof("one", "10.0.0.2/24", 1)).await;
    server.save(&nvmeof("two", "10.0.0.1/24", 2)).await;
    let refused = server.post("/gateways", &nvmeof("three", "10.0.0.2/24", 1)).await;
    assert_eq!(refused.places(), ["/port_id", "/service_ips/0/ip"]);
}

#[tokio::test]
async fn of_two_who_save_the_same_address_at_once_one_is_refused() {
    let server = Server::start().await;
    let (one, two) = (nvmeof("one", "10.0.0.1/24", 1), nvmeof("two", "10.0.0.1/24", 2));
    let answers = tokio::join!(server.post("/gateways", &one), server.post("/gateways", &two));
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test]
async fn a_save_for_which_nobody_waits_any_more_is_seen_by_the_next_one() {
    let server = Server::start().await;
    server.save(&nvmeof("one", "10.0.0.1/24", 1)).await;
    let fleet = server.app.fleet.lock().await.expect("a fleet");
    let two = read(&nvmeof("two", "10.0.0.2/24", 2));
    let now = server.app.store.revisions("one").await.expect("revisions").remove(0);
    let saved = Saved {
        resource: "two".into(),
        snippet: two.snippet_name(),
        gateway: json!(two),
        text: write(&two),
        ..now
    };
    {
        // Asked once how far it is, and dropped.
        let note = Note::new(&Who::server(), Action::CreateGateway, "two");
        let mut append = pin!(fleet.append(saved, note));
        let answer = poll_fn(|context| Poll::Ready(append.as_mut().poll(context))).await;
        assert!(answer.is_pending());
    }
    let refused = server.post("/gateways", &nvmeof("three", "10.0.0.2/24", 3)).await;
    assert_eq!(refused.places(), ["/service_ips/0/ip"], "{}", refused.text);
}

/// A gateway of few names and addresses, so that it has much in common with others.
fn crowded() -> impl Strategy<Value = Gateway> {
    let resource = select(vec!["ra", "rb", "rc", "rd", "re"]);
    let ip = select(vec!["10.0.0.1/24", "10.0.0.2/24", "10.0.0.3/16"]);
    let device = select(vec!["/dev/drbd1", "/dev/drbd2", "/dev/drbd/by-res/ra/1"]);
    let name = select(vec!["a", "b"]);
    (resource, ip, device, name, select(Kind::ALL.to_vec())).prop_map(|(resource, ip, device, name, kind)| {
        let mut draft = json!({"kind": kind, "resource": resource, "service_ips": [{"ip": ip}]});
        match kind {
            Kind::Iscsi => {
                draft["iqn"] = json!(format!("iqn.2024-01.com.example:{name}"));
                draft["luns"] = json!([{"volume": 1, "device": device, "scsi_sn": name}, {"volume": 2}]);
            }
            Kind::Nfs => {
                let directory = format!("/srv/{name}");
                draft["volumes"] =
                    json!([{"volume": 1, "device": device, "directory": directory, "fsid": "7"}]);
            }
            Kind::Nvmeof => {
                draft["nqn"] = json!(format!("nqn.2024-01.com.example:{name}"));
                draft["port_id"] = json!(7);
                draft["namespaces"] = json!([{"volume": 1, "device": device}]);
            }
        }
        read(&draft)
    })
}

proptest! {
    #[test]
    fn if_one_conflicts_with_the_other_the_other_does_with_the_one(one in crowded(), other in crowded()) {
        let codes = |one: &Gateway, other: &Gateway| -> BTreeSet<(String, bool)> {
            let problems = conflicts(one, [other]).into_iter();
            problems.map(|problem| (problem.code.to_string(), problem.is_error())).collect()
        };
        prop_assert_eq!(codes(&one, &other), codes(&other, &one));
    }

    #[test]
    fn without_the_other_there_is_no_conflict(gateways in vec(crowded(), 1..6), gateway in crowded()) {
        let mut fleet: Fleet = gateways.iter().collect();
        // Of two with one resource, the second took the place of the first.
        let mut others: BTreeMap<&str, &Gateway> =
            gateways.iter().map(|other| (other.resource.as_str(), other)).collect();
        others.remove(gateway.resource.as_str());
        others.retain(|_, other| !claims_alone(&gateway).is_disjoint(&claims_alone(other)));
        for other in others.into_values() {
            prop_assert!(!fleet.conflicts(&gateway).is_empty());
            fleet.remove(&other.resource);
        }
        prop_assert_eq!(fleet.conflicts(&gateway), []);
    }
}
