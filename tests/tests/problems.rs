//! A wrong draft gets every reason at once, each at its place.

use gateway::gateway::{Gateway, Kind};
use serde_json::{Value, json};

/// The code and place of every problem of a draft, in the order of places.
fn problems(draft: &Value) -> Vec<(String, String)> {
    let problems = match Gateway::read(draft) {
        Ok(gateway) => gateway.warnings(),
        Err(problems) => problems,
    };
    let mut found: Vec<_> =
        problems.into_iter().map(|problem| (problem.at, problem.code.into_owned())).collect();
    found.sort();
    found
}

fn check(draft: &Value, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
    assert_eq!(problems(draft), expected, "{draft:#}");
}

/// An example with other values at some pointers.
fn example(kind: Kind, changes: &[(&str, Value)]) -> Value {
    let mut draft = kind.example();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = draft.pointer_mut(parent).expect("the example has it");
        match parent {
            Value::Array(rows) => rows.push(value.clone()),
            _ => parent[key] = value.clone(),
        }
    }
    draft
}

#[test]
fn an_empty_draft_misses_its_kind_resource_and_address() {
    check(&json!({}), &[("/kind", "required"), ("/resource", "required"), ("/service_ips", "required")]);
}

#[test]
fn what_is_no_object_is_no_draft() {
    assert!(Gateway::read(&json!([1, 2])).is_err());
    assert!(Gateway::read(&json!("text")).is_err());
    assert!(Gateway::read(&json!(null)).is_err());
}

#[test]
fn what_is_no_record_is_not_asked_for_its_fields() {
    let draft = example(Kind::Iscsi, &[("/luns/-", json!(3)), ("/service_ips/-", json!("10.0.0.5/16"))]);
    check(&draft, &[("/luns/2", "type"), ("/service_ips/1", "type")]);
}

#[test]
fn all_that_must_be_chosen_is_missed_at_once() {
    let missing = |kind: &str, more: &[(&str, &str)]| {
        let mut expected = vec![("/resource", "required"), ("/service_ips", "required")];
        expected.extend(more);
        expected.sort_unstable();
        check(&json!({"kind": kind}), &expected);
    };
    missing("iscsi", &[("/iqn", "required"), ("/luns", "required")]);
    missing("nfs", &[("/volumes", "required")]);
    missing("nvmeof", &[("/nqn", "required"), ("/namespaces", "required")]);
}

#[test]
fn a_draft_with_names_addresses_and_volumes_is_complete() {
    let ips = json!([{"ip": "10.0.0.5/16"}]);
    let iscsi = json!({"kind": "iscsi", "resource": "r0", "service_ips": ips, "iqn": "iqn.2024-01.com.example:a", "luns": [{"volume": 1}]});
    let nfs = json!({"kind": "nfs", "resource": "r0", "service_ips": ips, "volumes": [{"volume": 1}]});
    let nvmeof = json!({"kind": "nvmeof", "resource": "r0", "service_ips": ips, "nqn": "nqn.2024-01.com.example:a", "namespaces": [{"volume": 1}]});
    for draft in [iscsi, nfs, nvmeof] {
        Gateway::read(&draft).unwrap_or_else(|problems| panic!("{problems:#?}"));
    }
}

#[test]
fn problems_of_names_and_of_rules_come_together() {
    let draft = json!({
        "kind": "iscsi",
        "resource": "all",
        "service_ips": [{"ip": "192.168.1.100/24"}, {"ip": "192.168.1.100/16"}, {"ip": "192.168.1.0/24"}],
        "iqn": "iqn.2024-01.com.example:A",
        "implementaton": "tgt",
        "chap": {"username": "user"},
        "luns": [{"volume": 1}, {"volume": 1, "lun": 7}, {"lun": 7}]
    });
    check(
        &draft,
        &[
            ("/chap/password", "chap-pair"),
            ("/implementaton", "unknown-field"),
            ("/iqn", "iqn"),
            ("/luns/1/volume", "volume-twice"),
            ("/luns/2/lun", "lun-twice"),
            ("/luns/2/volume", "required"),
            ("/resource", "resource-name"),
            ("/service_ips/1/ip", "service-ip-twice"),
            ("/service_ips/2/ip", "service-ip"),
        ],
    );
}

#[test]
fn chap_is_a_pair_that_is_enforced() {
    let chap = |value| example(Kind::Iscsi, &[("/chap", value)]);
    check(&chap(json!({"username": "user", "password": "0123456789ab"})), &[]);
    check(&chap(json!({"username": "", "password": ""})), &[]);
    check(&chap(json!({"password": "0123456789ab"})), &[("/chap/username", "chap-pair")]);
    check(&chap(json!({"username": "user"})), &[("/chap/password", "chap-pair")]);
    check(&chap(json!({"username": "user", "password": "short"})), &[("/chap/password", "chap-password")]);
    let lio = example(
        Kind::Iscsi,
        &[
            ("/chap", json!({"username": "user", "password": "0123456789ab"})),
            ("/implementation", json!("lio")),
        ],
    );
    check(&lio, &[("/chap", "lio-chap"), ("/implementation", "lio-gone")]);
}

#[test]
fn what_an_implementation_ignores_is_refused() {
    let implementation =
        |word: &str, change: (&str, Value)| example(Kind::Iscsi, &[("/implementation", json!(word)), change]);
    check(
        &implementation("tgt", ("/luns/-", json!({"volume": 3, "lun": 0}))),
        &[("/implementation", "portals-ignored"), ("/luns/2/lun", "tgt-lun-0")],
    );
    check(
        &implementation("tgt", ("/allowed_initiators", json!(["iqn.1998-01.com.vmware:esx1"]))),
        &[("/allowed_initiators", "initiators-tgt"), ("/implementation", "portals-ignored")],
    );
    check(
        &implementation("tgt", ("/port", json!(3261))),
        &[("/implementation", "portals-ignored"), ("/port", "port-ignored")],
    );
    check(
        &implementation("lio-t", ("/service_ips/-", json!({"ip": "fd00::5/64"}))),
        &[("/service_ips/1/ip", "portal-ipv6"), ("/service_ips/1/ip", "portblock-ipv6")],
    );
    let restricted = example(
        Kind::Iscsi,
        &[
            ("/allowed_initiators", json!(["iqn.1998-01.com.vmware:esx1"])),
            ("/luns/-", json!({"volume": 256})),
        ],
    );
    check(&restricted, &[("/luns/2/lun", "lun-restricted")]);
}

#[test]
fn a_volume_serves_once() {
    let again = json!({"volume": 0, "lun": 5});
    check(&example(Kind::Iscsi, &[("/luns/-", again)]), &[("/luns/2/volume", "volume-twice")]);
    let same_device = json!({"volume": 9, "device": "/dev/drbd1"});
    check(&example(Kind::Iscsi, &[("/luns/-", same_device)]), &[("/luns/2/device", "device-twice")]);
}

#[test]
fn mount_points_and_exports_are_their_own() {
    let root = [("/volumes/0/exports", "export-root"), ("/volumes/1/exports", "export-root")];
    check(&example(Kind::Nfs, &[]), &root);
    let inside = json!({"volume": 3, "directory": "/srv/gateway-exports/nfs-data/data/inner", "exports": [{"options": "ro"}]});
    check(
        &example(Kind::Nfs, &[("/volumes/-", inside)]),
        &[root[0], root[1], ("/volumes/2/directory", "mount-point-twice")],
    );
    let exports =
        json!([{"clients": "0.0.0.0/0", "options": "ro"}, {"clients": "0.0.0.0/0.0.0.0", "options": "ro"}]);
    check(
        &example(Kind::Nfs, &[("/volumes/-", json!({"volume": 3, "exports": exports}))]),
        &[root[0], root[1], ("/volumes/2/exports/1/clients", "export-twice")],
    );
    let fsid =
        json!({"volume": 3, "fsid": "12345678-1234-1234-1234-123456789abc", "exports": [{"options": "ro"}]});
    check(
        &example(Kind::Nfs, &[("/volumes/-", fsid)]),
        &[root[0], root[1], ("/volumes/2/fsid", "fsid-twice")],
    );
}

#[test]
fn namespaces_are_their_own() {
    let namespace = |value| example(Kind::Nvmeof, &[("/namespaces/-", value)]);
    check(
        &namespace(json!({"volume": 3, "namespace_id": 2})),
        &[("/namespaces/2/namespace_id", "namespace-id-twice")],
    );
    check(
        &namespace(json!({"volume": 3, "uuid": "11111111-2222-3333-4444-555555555555"})),
        &[("/namespaces/2/nguid", "nguid-twice"), ("/namespaces/2/uuid", "uuid-twice")],
    );
    check(
        &namespace(json!({"volume": 3, "namespace_id": 0})),
        &[("/namespaces/2/namespace_id", "namespace-id")],
    );
    let ports = example(
        Kind::Nvmeof,
        &[("/port_id", json!(65535)), ("/service_ips/-", json!({"ip": "10.0.0.9/24"}))],
    );
    check(&ports, &[("/port_id", "port-id")]);
}

#[test]
fn a_field_of_another_kind_is_unknown() {
    check(
        &example(Kind::Iscsi, &[("/nqn", json!("nqn.2024-01.com.example:a"))]),
        &[("/nqn", "unknown-field")],
    );
    check(
        &example(Kind::Nvmeof, &[("/promoter", json!({"stop": []}))]),
        &[("/promoter/stop", "unknown-field")],
    );
    check(
        &example(Kind::Nvmeof, &[("/promoter", json!({"runner": "shell"}))]),
        &[("/promoter/runner", "choice")],
    );
}
