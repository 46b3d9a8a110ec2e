//! Two gateways never take the same thing unnoticed.

use gateway::fleet::conflicts;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn found(gateway: &Gateway, other: &Gateway) -> Vec<(String, String)> {
    conflicts(gateway, [other]).into_iter().map(|problem| (problem.at, problem.code.into_owned())).collect()
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
fn two_nvme_gateways_with_one_port_id_conflict() {
    let gateway = |resource: &str, ip: &str| {
        let nqn = format!("nqn.2024-01.com.example:{resource}");
        read(&json!({
            "kind": "nvmeof", "resource": resource, "service_ips": [{"ip": ip}], "port_id": 7, "nqn": nqn,
            "namespaces": [{"volume": 1}]
        }))
    };
    let problems = found(&gateway("one", "10.0.0.1/24"), &gateway("two", "10.0.0.2/24"));
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
