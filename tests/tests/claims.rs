//! What start entries take for themselves, and who takes it from whom.

use std::collections::{BTreeMap, BTreeSet};

use gateway::fleet::claim::{Claim, Claimed, claims};
use gateway::fleet::index::{Index, twice};
use gateway::gateway::Gateway;
use gateway::problem::Severity;
use gateway_tests::drafts;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The claims of a start entry of `agent` with these parameters.
fn claims_of(agent: &str, parameters: &[(&str, &str)]) -> Vec<Claimed> {
    claims(agent, &|name| parameters.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

/// The codes of what two start entries of different owners have in common.
fn common(one: (&str, &[(&str, &str)]), other: (&str, &[(&str, &str)])) -> Vec<(&'static str, Severity)> {
    let other: BTreeSet<Claim> =
        claims_of(other.0, other.1).into_iter().map(|claimed| claimed.claim).collect();
    let mut found = Vec::new();
    for claimed in claims_of(one.0, one.1) {
        if other.contains(&claimed.claim) {
            found.push((claimed.claim.code(), claimed.claim.severity()));
        }
    }
    found
}

#[test]
fn what_agents_and_kernel_take_for_one_thing_is_one_claim_in_every_spelling() {
    use Severity::{Error, Warning};
    let same = |agent: &str, parameter: &str, one: &str, other: &str| {
        common((agent, &[(parameter, one)]), (agent, &[(parameter, other)]))
    };
    let cases = [
        ("IPaddr2", "ip", "fd00::1", "FD00:0::0001", "service-ip-taken", Error),
        ("Filesystem", "device", "/dev/drbd1", "/dev//drbd1", "device-taken", Warning),
        ("Filesystem", "directory", "/srv/a", "/srv/a/", "mount-point-taken", Warning),
        ("iSCSITarget", "iqn", "iqn.2024-01.com.example:A", "iqn.2024-01.com.example:a", "iqn-taken", Error),
        ("iSCSITarget", "tid", "8", "08", "", Error),
        ("iSCSITarget", "tid", "8", "0x8", "target-id-taken", Error),
        ("iSCSILogicalUnit", "scsi_sn", "A1", "a1", "scsi-sn-taken", Error),
        ("iSCSILogicalUnit", "scsi_id", "one", "one", "scsi-id-taken", Error),
        ("iSCSILogicalUnit", "product_id", "12345678a", "12345678b", "product-id-taken", Error),
        ("iSCSILogicalUnit", "product_id", "1234567a", "1234567b", "", Error),
        ("exportfs", "fsid", "0", "root", "fsid-taken", Warning),
        ("exportfs", "fsid", "1", "4294967297", "fsid-taken", Warning),
        ("exportfs", "options", "rw,fsid=1", "fsid=1,ro", "fsid-taken", Warning),
        (
            "exportfs",
            "fsid",
            "12345678-1234-1234-1234-123456789abc",
            "12345678:12341234:12341234:56789ABC",
            "fsid-taken",
            Warning,
        ),
        (
            "nvmet-subsystem",
            "nqn",
            "nqn.2024-01.com.example:a",
            "nqn.2024-01.com.example:a",
            "nqn-taken",
            Error,
        ),
        ("nvmet-subsystem", "nqn", "nqn.2024-01.com.example:a", "nqn.2024-01.com.example:A", "", Error),
        (
            "nvmet-namespace",
            "uuid",
            "11111111-2222-3333-4444-55555555555a",
            "11111111-2222-3333-4444-55555555555A",
            "uuid-taken",
            Error,
        ),
        (
            "nvmet-namespace",
            "nguid",
            "11111111-2222-3333-4444-55555555555a",
            "1111111122223333:444455555555555A",
            "nguid-taken",
            Error,
        ),
        ("nvmet-port", "port_id", "010", "8", "port-id-taken", Error),
        ("nvmet-port", "port_id", "0", "", "port-id-taken", Error),
        ("nvmet-port", "addr", "10.0.0.1", "10.0.0.2", "port-id-taken", Error),
        ("nfsserver", "nfs_shared_infodir", "/srv/a", "/srv/b", "nfs-server-taken", Warning),
        ("portblock", "ip", "10.0.0.1", "10.0.0.1", "", Error),
        ("SomethingElse", "ip", "10.0.0.1", "10.0.0.1", "", Error),
    ];
    for (agent, parameter, one, other, code, severity) in cases {
        let expected = if code.is_empty() { vec![] } else { vec![(code, severity)] };
        assert_eq!(same(agent, parameter, one, other), expected, "{agent} {parameter} {one} {other}");
    }
}

#[test]
fn a_device_is_one_whichever_agent_uses_it() {
    let users = [("Filesystem", "device"), ("iSCSILogicalUnit", "path"), ("nvmet-namespace", "backing_path")];
    for (path, severity) in [
        ("/dev/drbd1", Severity::Warning),
        ("/dev/mapper/one", Severity::Warning),
        ("/dev/drbd/by-res/r0/1", Severity::Error),
        ("/dev/disk/by-id/wwn-0x1", Severity::Error),
    ] {
        for one in users {
            for other in users {
                let found = common((one.0, &[(one.1, path)]), (other.0, &[(other.1, path)]));
                assert_eq!(found, [("device-taken", severity)], "{one:?} {other:?} {path}");
            }
        }
    }
}

#[test]
fn a_network_file_system_or_a_label_may_be_mounted_by_many() {
    for device in ["nas:/export", "tmpfs", "-L data", "LABEL=data", "/srv/bound"] {
        assert_eq!(claims_of("Filesystem", &[("device", device)]), [], "{device}");
    }
}

#[test]
fn only_those_who_number_targets_take_a_target_id() {
    for (implementation, expected) in [("tgt", 1), ("iet", 1), ("", 1), ("lio", 0), ("lio-t", 0)] {
        let parameters = [("tid", "1"), ("implementation", implementation)];
        assert_eq!(claims_of("iSCSITarget", &parameters).len(), expected, "{implementation}");
    }
}

#[test]
fn disks_that_lio_would_give_one_identifier_conflict_although_their_serial_numbers_differ() {
    let lun =
        |implementation, sn| ("iSCSILogicalUnit", [("scsi_sn", sn), ("implementation", implementation)]);
    let codes = |one: (&str, [(&str, &str); 2]), other: (&str, [(&str, &str); 2])| {
        common((one.0, &one.1), (other.0, &other.1))
    };
    let naa = [("naa-taken", Severity::Error)];
    assert_eq!(codes(lun("lio-t", "disk-x"), lun("lio-t", "disk-y")), naa);
    assert_eq!(codes(lun("lio-t", "1"), lun("lio", "10")), naa);
    assert_eq!(codes(lun("lio-t", "disk-1"), lun("lio-t", "disk-2")), []);
    assert_eq!(codes(lun("tgt", "disk-x"), lun("tgt", "disk-y")), []);
}

#[test]
fn serial_numbers_that_tgt_cuts_to_the_same_conflict() {
    let long = |end: &str| format!("{}{end}", "x".repeat(36));
    let (one, other) = (long("1"), long("2"));
    let lun = |sn, implementation| [("scsi_sn", sn), ("implementation", implementation)];
    let common = |implementation| {
        let (one, other) = (lun(one.as_str(), implementation), lun(other.as_str(), implementation));
        common(("iSCSILogicalUnit", &one), ("iSCSILogicalUnit", &other))
    };
    assert_eq!(common("tgt"), [("scsi-sn-taken", Severity::Error)]);
    assert_eq!(common("scst"), []);
}

#[test]
fn every_conflict_is_explained_in_both_languages_and_names_the_other() {
    let uuid = "11111111-2222-3333-4444-55555555555a";
    let entries: [(&str, &[(&str, &str)]); 9] = [
        ("IPaddr2", &[("ip", "10.0.0.1")]),
        ("Filesystem", &[("device", "/dev/drbd1"), ("directory", "/srv/a")]),
        ("iSCSITarget", &[("iqn", "iqn.2024-01.com.example:a"), ("tid", "1")]),
        (
            "iSCSILogicalUnit",
            &[("path", "/dev/drbd1"), ("scsi_sn", "a"), ("scsi_id", "b"), ("product_id", "c")],
        ),
        ("iSCSILogicalUnit", &[("path", "/dev/drbd1"), ("scsi_sn", "a"), ("implementation", "lio-t")]),
        ("nfsserver", &[]),
        ("exportfs", &[("fsid", "1")]),
        ("nvmet-subsystem", &[("nqn", "nqn.2024-01.com.example:a")]),
        ("nvmet-namespace", &[("backing_path", "/dev/drbd1"), ("uuid", uuid), ("nguid", uuid)]),
    ];
    let mut codes = BTreeSet::new();
    let mut claims: Vec<Claimed> =
        entries.iter().flat_map(|(agent, given)| claims_of(agent, given)).collect();
    claims.extend(claims_of("nvmet-port", &[]));
    for Claimed { claim, .. } in claims {
        let (message, within) = (claim.message("r7"), claim.message_within("the first"));
        assert!(message.en.contains("`r7`") && message.zh.contains("`r7`"), "{message:?}");
        assert!(within.en.contains("the first") && within.zh.contains("the first"), "{within:?}");
        assert!(message.en != message.zh && within.en != within.zh, "{message:?} {within:?}");
        assert!(claim.rule().code() != claim.rule().code_within());
        assert!(message.en.contains(claim.value()), "{message:?}");
        codes.insert(claim.code());
    }
    assert_eq!(codes.len(), 15, "{codes:?}");
}

#[test]
fn start_entries_of_one_resource_may_share_what_is_said_of_the_same() {
    let entries: [(&str, &[(&str, &str)]); 7] = [
        ("exportfs", &[("directory", "/srv/a"), ("fsid", "1"), ("clientspec", "10.0.0.0/8")]),
        ("exportfs", &[("directory", "/srv/a/"), ("fsid", "1"), ("clientspec", "192.168.0.0/16")]),
        ("exportfs", &[("directory", "/srv/b"), ("fsid", "1")]),
        ("iSCSILogicalUnit", &[("target_iqn", "one"), ("path", "/dev/drbd1"), ("scsi_sn", "a")]),
        ("iSCSILogicalUnit", &[("target_iqn", "two"), ("path", "/dev/drbd1"), ("scsi_sn", "a")]),
        ("nvmet-port", &[("addr", "10.0.0.1")]),
        ("nvmet-port", &[("addr", "10.0.0.2")]),
    ];
    let claims = entries.iter().enumerate().flat_map(|(index, (agent, parameters))| {
        claims_of(agent, parameters).into_iter().map(move |claimed| {
            let place = (index, claimed.parameter);
            (claimed, place)
        })
    });
    let found: Vec<_> = twice(claims)
        .into_iter()
        .map(|twice| (twice.claim.rule().code_within(), twice.first, twice.place))
        .collect();
    let expected = [
        ("fsid-twice", (0, Some("fsid")), (2, Some("fsid"))),
        ("device-twice", (3, Some("path")), (4, Some("path"))),
        ("port-id-twice", (5, None), (6, None)),
    ];
    assert_eq!(found, expected);
}

/// Claims of few kinds and values.
fn some_claims() -> impl Strategy<Value = Vec<(Claim, u8)>> {
    let entry = prop_oneof![
        select(vec!["10.0.0.1", "10.0.0.2", "10.0.0.3"]).prop_map(|ip| claims_of("IPaddr2", &[("ip", ip)])),
        select(vec!["/srv/a", "/srv/b"]).prop_map(|at| claims_of("Filesystem", &[("directory", at)])),
        Just(claims_of("nvmet-port", &[])),
    ];
    vec((entry, 0..9_u8), 0..5).prop_map(|entries| {
        let claims = entries
            .into_iter()
            .flat_map(|(claims, place)| claims.into_iter().map(move |claimed| (claimed.claim, place)));
        claims.collect()
    })
}

proptest! {
    #[test]
    fn a_generated_gateway_takes_nothing_from_itself(draft in drafts::any_gateway()) {
        let gateway = Gateway::read(&draft).expect("a draft without problems");
        let agents = gateway.sections().into_iter().flat_map(|section| section.agents);
        let mut claims = Vec::new();
        for (index, agent) in agents.enumerate() {
            let given: Vec<(&str, &str)> =
                agent.parameters.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            claims.extend(claims_of(&agent.name, &given).into_iter().map(|claimed| (claimed, index)));
        }
        prop_assert_eq!(twice(claims), []);
    }

    #[test]
    fn an_index_that_was_changed_equals_one_built_anew(
        changes in vec((0..4_u8, option::of(some_claims())), 0..20),
    ) {
        let mut changed = Index::new();
        let mut last = BTreeMap::new();
        for (owner, claims) in changes {
            match &claims {
                Some(claims) => changed.insert(owner, claims.clone()),
                None => changed.remove(&owner),
            }
            last.insert(owner, claims);
        }
        let mut anew = Index::new();
        for (owner, claims) in last {
            if let Some(claims) = claims {
                anew.insert(owner, claims);
            }
        }
        prop_assert_eq!(&changed, &anew);
        let one_by_one: Vec<_> = (0..4_u8)
            .flat_map(|owner| anew.conflicts(&owner).into_iter().map(move |conflict| (owner, conflict)))
            .collect();
        let all: Vec<_> = changed.all_conflicts().map(|(owner, conflict)| (*owner, conflict)).collect();
        prop_assert_eq!(all, one_by_one);
    }

    #[test]
    fn an_owner_conflicts_where_another_makes_the_same_claim(owners in vec(some_claims(), 1..5)) {
        let mut index = Index::new();
        for (owner, claims) in owners.iter().enumerate() {
            index.insert(owner, claims.clone());
        }
        for (owner, claims) in owners.iter().enumerate() {
            let is_claimed_by = |other: usize, claim: &Claim| owners[other].iter().any(|(known, _)| known == claim);
            let is_taken = |claim: &Claim| {
                (0..owners.len()).any(|other| other != owner && is_claimed_by(other, claim))
            };
            let expected: BTreeSet<u8> =
                claims.iter().filter(|(claim, _)| is_taken(claim)).map(|(_, place)| *place).collect();
            let conflicts = index.conflicts(&owner);
            prop_assert_eq!(conflicts.len(), expected.len());
            for conflict in conflicts {
                prop_assert!(expected.contains(conflict.place));
                prop_assert!(*conflict.other != owner && is_claimed_by(*conflict.other, conflict.claim));
                prop_assert!(owners[*conflict.other].contains(&(conflict.claim.clone(), *conflict.other_place)));
            }
        }
    }
}
