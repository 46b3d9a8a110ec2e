//! What whole files are to us: those of linstor-gateway, of the project's first document, and some written by hand.

use gateway::gateway::Kind;
use gateway::names::Choice;
use serde_json::json;

use super::{alike, file, foreign, read, recorded};

/// The file of a case of the first document.
fn seed(name: &str) -> String {
    let case = recorded("seed").into_iter().find(|(case, _)| case == name);
    case.unwrap_or_else(|| panic!("no case {name}")).1
}

#[test]
fn what_linstor_gateway_writes_does_the_same_as_a_gateway_of_ours() {
    let (gateway, differences) = alike(&file("linstor-iscsi.toml"));
    let iscsi = json!({
        "kind": "iscsi",
        "resource": "vmstore",
        "service_ips": [{"ip": "10.20.0.5/24"}, {"ip": "10.21.0.5/24"}],
        "private_volume": {"directory": "/srv/ha/internal/vmstore"},
        "iqn": "iqn.2021-08.com.example:vmstore",
        "luns": [
            {"volume": 1, "product_id": "5bd09bf1", "scsi_sn": "5bd09bf1"},
            {"volume": 2, "product_id": "0e67aa21", "scsi_sn": "0e67aa21"}
        ]
    });
    assert_eq!(gateway, iscsi);
    let order = "start[1], start[2], start[3], start[4], start[5], start[6], start[7], start[8], start[9]";
    assert_eq!(
        differences,
        [
            &format!("{order}: the parameters are in another order"),
            "start[5]: `allowed_initiators`, which is empty, is left out",
            "start[5]: `incoming_password`, which is empty, is left out",
            "start[5]: `incoming_username`, which is empty, is left out",
            "the comments of these lines are lost: 1, 2",
        ]
    );

    let (gateway, _) = alike(&file("linstor-nfs.toml"));
    let nfs = json!({
        "kind": "nfs",
        "resource": "homes",
        "service_ips": [{"ip": "10.20.0.9/16"}],
        "private_volume": {"directory": "/srv/ha/internal/homes"},
        "volumes": [{
            "volume": 1,
            "directory": "/srv/gateway-exports/homes/users",
            "fstype": "xfs",
            "fsid": "6c5ac5a5-6b0b-5df0-8c5b-9d0d24a0c0c7",
            "exports": [{"clients": "[::]/0"}, {"clients": "0.0.0.0/0.0.0.0"}]
        }]
    });
    assert_eq!(gateway, nfs);

    let (gateway, differences) = alike(&file("linstor-nvmeof.toml"));
    let nvmeof = json!({
        "kind": "nvmeof",
        "resource": "fast",
        "service_ips": [{"ip": "10.20.0.7/24"}],
        "private_volume": {"directory": "/srv/ha/internal/fast"},
        "nqn": "nqn.2021-08.com.example:nvme:fast",
        "serial": "29ad3cd0e1bd0f9c",
        "port_id": 0,
        "namespaces": [
            {"volume": 1, "uuid": "0b5b0c9e-5a3a-5a8a-9a35-9c1d3f5f0f11"},
            {"volume": 2, "uuid": "2ad1c7c8-0a51-5d0e-8f1b-6a6f1d6a7e22"}
        ]
    });
    assert_eq!(gateway, nvmeof);
    assert!(differences.contains(&"start[6]: `port_id=0`, the agent's default, is written out".to_owned()));
}

#[test]
fn a_target_whose_implementation_the_node_decides_is_foreign() {
    let (reasons, would_differ) = foreign(&file("linstor-iscsi-detected.toml"));
    assert_eq!(reasons, ["the nearest gateway of ours would not do the same"]);
    let added = "`implementation=lio-t` would be added; without it, the agent finds a value itself";
    assert_eq!(would_differ, [format!("start[5], start[6], start[7]: {added}")]);
}

#[test]
fn files_of_old_linstor_gateways_are_foreign_for_all_that_is_missing() {
    for kind in Kind::ALL {
        let (reasons, would_differ) = foreign(&file(&format!("linstor-old-{kind}.toml")));
        assert!(reasons[0].starts_with("it has no cluster private volume"), "{kind}: {reasons:#?}");
        let mounts =
            would_differ.iter().any(|said| said.ends_with("`ocf:heartbeat:Filesystem` would stand here"));
        assert!(mounts, "{kind}: {would_differ:#?}");
    }
    let (_, would_differ) = foreign(&file("linstor-old-iscsi.toml"));
    let lost = "start[3]: a word that is no parameter of the agent would be lost".to_owned();
    assert!(would_differ.contains(&lost), "the `iSCSI` of an unquoted `LINSTOR iSCSI`: {would_differ:#?}");
    let (reasons, _) = foreign(&file("linstor-nfs-ganesha.toml"));
    assert!(reasons[0].starts_with("nothing here serves clients"), "{reasons:#?}");
}

#[test]
fn a_file_written_by_hand_comes_back_with_every_value_that_was_chosen() {
    let (gateway, differences) = alike(&file("by-hand-iscsi.toml"));
    let expected = json!({
        "kind": "iscsi",
        "resource": "backup",
        "service_ips": [{"ip": "172.16.4.10/22", "nic": "bond0"}],
        "private_volume": {"device": "/dev/drbd10", "directory": "/var/lib/sds/state", "fstype": "xfs"},
        "promoter": {
            "stop-services-on-exit": false,
            "on-drbd-demote-failure": "none",
            "dependencies-as": "BindsTo",
            "preferred-nodes": ["node-b", "node-a"],
            "secondary-force": true
        },
        "iqn": "iqn.2019-05.net.example:backup",
        "chap": {"username": "veeam", "password": "correct-horse7"},
        "luns": [{
            "volume": 1, "device": "/dev/drbd11", "lun": 0, "product_id": "backup", "scsi_sn": "rack2-backup"
        }]
    });
    assert_eq!(gateway, expected);
    for difference in [
        "`on-drbd-demote-failure = \"none\"`, the daemon's default, is written out",
        "start[0]: the instance `state` becomes `fs_cluster_private`",
        "start[0]: `fast_stop=no`, the agent's default, is left out",
        "start[0], start[3]: quotes, blanks, repeated parameters or comments within the entry do not stay as they are",
        "start[5]: `direction=in`, the agent's default, is left out",
        "the comments of these lines are lost: 1, 13",
        "`owner` of the metadata does not stay as it is",
    ] {
        assert!(differences.iter().any(|said| said == difference), "{difference}\n{differences:#?}");
    }
}

#[test]
fn the_first_document_s_examples_are_gateways_where_they_say_all_that_matters() {
    for name in ["c2-nfs-fixed", "h2-nfs-header-fixed"] {
        let (gateway, differences) = alike(&seed(name));
        assert_eq!(read(&gateway), read(&Kind::Nfs.example()), "{name}");
        assert_eq!(differences, ["the comments of these lines are lost: 2"]);
    }
    for name in ["c5-nfs-multi-export-fixed", "h5-nfs-multi-export-header-fixed"] {
        assert_eq!(alike(&seed(name)).0["volumes"][0]["exports"].as_array().map(Vec::len), Some(2), "{name}");
    }
    let (gateway, _) = alike(&seed("h6-nfs-restrict-header-fixed"));
    assert_eq!(gateway["volumes"][0]["exports"][0]["clients"], "192.168.1.0/24");
    let (gateway, _) = alike(&seed("c3-nvmeof-fixed"));
    assert_eq!((&gateway["resource"], &gateway["port_id"]), (&json!("subsystem-nvme"), &json!(0)));

    // `lio` on the target alone: the LUNs take what they find on the node.
    for name in
        ["c1-iscsi-fixed", "c4-iscsi-multi-ip-fixed", "h1-iscsi-header-fixed", "h8-go-template-header-fixed"]
    {
        let (_, would_differ) = foreign(&seed(name));
        assert!(
            would_differ.len() == 1 && would_differ[0].contains("`implementation=lio` would be added"),
            "{name}"
        );
    }
    let (_, would_differ) = foreign(&seed("h4-iscsi-multi-ip-header-fixed"));
    let lost = "`portals=192.168.1.100:3260` would be `portals=192.168.1.100:3260 192.168.1.101:3260`";
    assert!(would_differ.contains(&format!("start[5]: {lost}")), "{would_differ:#?}");
    for name in ["c7-iscsi-chap-fixed", "h7-iscsi-chap-header-fixed"] {
        let (reasons, _) = foreign(&seed(name));
        assert!(
            reasons[0].starts_with("/chap/password: expected a CHAP secret of 12 to 16"),
            "{name}: {reasons:#?}"
        );
    }
    let (reasons, _) = foreign(&seed("h3-nvmeof-header-fixed"));
    assert!(reasons[0].starts_with("line 7: "), "{reasons:#?}");
    let (reasons, _) = foreign(&seed("h3b-nvmeof-header-fixed-quoted-key"));
    assert!(reasons[0].starts_with("/resource: expected a DRBD resource name"), "{reasons:#?}");
    let (reasons, _) = foreign(&seed("h3c-nvmeof-header-fixed-key-cut-at-colon"));
    assert!(reasons.iter().any(|reason| reason.starts_with("nothing here serves clients")), "{reasons:#?}");
}
