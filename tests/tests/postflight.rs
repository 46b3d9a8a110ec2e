//! After a start, what an agent left out is a fault, though its return code was 0; and what is there is said.

use std::fmt::Write;

use gateway_tests::answers::{Answer, ask_here, needs, shells};
use proptest::prelude::*;
use sds_gateway::needs::Needs;
use sds_gateway::postflight::{Evidence, ask, faults, proofs};

/// A node on which the gateway of `needs` has all that it wants; what only one kind has comes on top.
fn good(needs: &Needs) -> Answer {
    let resource = &needs.resource;
    let mut addresses = String::new();
    let mut listening = String::from("State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n");
    let mut mounts = String::from("/dev/vda / ext4 rw 0 0\n");
    for address in &needs.addresses {
        writeln!(addresses, "2: eth0    inet {}/24 scope global eth0", address.ip)
            .expect("a string takes everything");
    }
    for listener in needs.listeners() {
        let ip = listener.ip.map_or_else(|| "0.0.0.0".to_owned(), |ip| ip.to_string());
        writeln!(listening, "LISTEN 0 256 {ip}:{} 0.0.0.0:*", listener.port)
            .expect("a string takes everything");
    }
    for mount in &needs.mounts {
        writeln!(mounts, "{} {} {} rw 0 0", mount.device, mount.directory, mount.fstype)
            .expect("a string takes everything");
    }
    let target = gateway::unit::target_name(resource);
    Answer::default()
        .and("addresses", "", &addresses)
        .and("listeners", "", &listening)
        .and("mounts", "", &mounts)
        .and("role", resource, &format!(r#"[{{"name":"{resource}","role":"Primary"}}]"#))
        .and("unit", &target, "LoadState=loaded\nActiveState=active\nSubState=active")
}

fn iscsi() -> (Needs, Answer) {
    let needs = needs("iscsi");
    let iqn = needs.targets[0].iqn.clone();
    let mut answer = good(&needs).and("iqn-enable", &iqn, "1\n").and("portal", &iqn, "192.168.1.100:3260");
    for lun in &needs.luns {
        let which = format!("{iqn} {}", lun.number);
        answer = answer
            .and("lun-device", &which, &lun.device)
            .and(
                "lun-serial",
                &which,
                &format!(
                    "T10 VPD Unit Serial Number: {}",
                    lun.scsi_sn.as_deref().expect("named in the golden file")
                ),
            )
            .and(
                "lun-product",
                &which,
                &format!("{}        ", lun.product_id.as_deref().expect("named in the golden file")),
            );
    }
    (needs, answer)
}

fn nfs() -> (Needs, Answer) {
    let needs = needs("nfs");
    let mut exported = String::new();
    for export in &needs.exports {
        let fsid = export.fsid.as_deref().expect("named in the golden file").replace('-', ":");
        writeln!(exported, "{}\t0.0.0.0/0.0.0.0(rw,sync,fsid={fsid},sec=sys)", export.directory)
            .expect("a string takes everything");
    }
    let answer = good(&needs).and("exported", "", &exported).and("nfs-threads", "", "8");
    (needs, answer)
}

fn nvmeof() -> (Needs, Answer) {
    let needs = needs("nvmeof");
    let nqn = needs.subsystems[0].nqn.clone();
    let mut answer = good(&needs).and("nqn-serial", &nqn, "a1b2c3d4e5f6g7h8").and("nqn-any", &nqn, "1");
    for namespace in &needs.namespaces {
        let which = format!("{nqn} {}", namespace.number);
        answer = answer
            .and("ns-enable", &which, "1")
            .and("ns-device", &which, &namespace.device)
            .and(
                "ns-uuid",
                &which,
                &namespace.uuid.as_deref().expect("named in the golden file").to_uppercase(),
            )
            .and("ns-nguid", &which, namespace.nguid.as_deref().expect("named in the golden file"));
    }
    answer = answer
        .and("port-address", "32838", "192.168.1.150")
        .and("port-service", "32838", "4420")
        .and("port-transport", "32838", "tcp")
        .and("port-nqn", "32838", &nqn);
    (needs, answer)
}

/// Claims that one thing is wrong, and that what is said of it has all of `words` in both languages.
fn claim(needs: &Needs, answer: &Answer, words: &[&str]) {
    let evidence = Evidence::parse(&answer.bytes());
    let faults = faults(needs, &evidence);
    assert_eq!(faults.len(), 1, "{words:?}: {faults:#?}");
    for word in words {
        assert!(faults[0].en.contains(word) && faults[0].zh.contains(word), "`{word}`: {faults:#?}");
    }
}

#[test]
fn a_gateway_that_was_really_made_has_proofs_and_no_faults() {
    let table = [
        (iscsi(), ["192.168.1.100:3260 listens", "the device of LUN 2 is `/dev/drbd2`"]),
        (nfs(), ["`192.168.1.200` is up", "is exported to `0.0.0.0/0.0.0.0`"]),
        (nvmeof(), ["namespace 1 is enabled", "NVMe port 32838 offers"]),
    ];
    for ((needs, answer), words) in table {
        let evidence = Evidence::parse(&answer.bytes());
        assert_eq!(faults(&needs, &evidence), []);
        let proofs = proofs(&needs, &evidence);
        for word in words {
            assert!(proofs.iter().any(|proof| proof.en.contains(word)), "{word}: {proofs:#?}");
        }
    }
}

#[test]
fn what_every_gateway_needs_is_looked_at() {
    let (needs, answer) = iscsi();
    let secondary = r#"[{"name":"r0","role":"Secondary"}]"#;
    claim(&needs, &answer.clone().with("role", "r0", 0, secondary), &["drbdadm status r0", "Secondary"]);
    claim(&needs, &answer.clone().with("role", "r0", 10, ""), &["drbdadm status r0"]);
    claim(&needs, &answer.clone().without("unit", "drbd-services@r0.target"), &["drbd-services@r0.target"]);
    claim(&needs, &answer.clone().with("addresses", "", 0, ""), &["192.168.1.100", "journalctl"]);
    claim(&needs, &answer.clone().with("listeners", "", 0, ""), &["192.168.1.100:3260", "ss -tlnp"]);
    claim(&needs, &answer.clone().with("listeners", "", 127, ""), &["ss -tlnp"]);
    claim(&needs, &answer.clone().with("mounts", "", 0, ""), &["/var/lib/sds/r0-cluster-private"]);
    let other = "/dev/vdb /var/lib/sds/r0-cluster-private ext4 rw 0 0";
    claim(&needs, &answer.clone().with("mounts", "", 0, other), &["/dev/vdb", "/dev/drbd0"]);
    let by_name = answer.with("mounts", "", 0, &other.replace("vdb", "drbd7")).and(
        "device",
        "/dev/drbd0",
        "/dev/drbd7",
    );
    assert_eq!(faults(&needs, &Evidence::parse(&by_name.bytes())), []);
}

#[test]
fn a_port_that_is_still_closed_is_a_fault() {
    let (needs, answer) = iscsi();
    let rule =
        |port: u16| format!("-A INPUT -d 192.168.1.100/32 -p tcp -m multiport --dports {port} -j DROP");
    claim(&needs, &answer.clone().and("firewall", "iptables", &rule(3260)), &["192.168.1.100 3260", "1.8.9"]);
    assert_eq!(faults(&needs, &Evidence::parse(&answer.and("firewall", "iptables", &rule(80)).bytes())), []);
}

#[test]
fn a_target_without_portal_or_with_another_identity_is_a_fault() {
    let (needs, answer) = iscsi();
    let iqn = &needs.targets[0].iqn;
    let lun = format!("{iqn} 1");
    claim(&needs, &answer.clone().without("portal", iqn), &["192.168.1.100:3260"]);
    claim(&needs, &answer.clone().with("iqn-enable", iqn, 0, "0"), &[iqn]);
    claim(&needs, &answer.clone().without("iqn-enable", iqn).without("portal", iqn), &[iqn, "journalctl"]);
    claim(&needs, &answer.clone().with("lun-device", &lun, 0, "/dev/drbd9"), &["LUN 1", "/dev/drbd9"]);
    claim(
        &needs,
        &answer.clone().with("lun-serial", &lun, 0, "T10 VPD Unit Serial Number: 00"),
        &["a1b2c3d4", "`00`"],
    );
    claim(&needs, &answer.clone().with("lun-product", &lun, 0, "IBLOCK"), &["IBLOCK"]);
    let gone = answer.without("lun-device", &lun).without("lun-serial", &lun).without("lun-product", &lun);
    claim(&needs, &gone, &["LUN 1"]);
}

#[test]
fn what_tgt_shows_is_understood() {
    let mut needs = needs("iscsi-tgt");
    needs.addresses.truncate(1);
    needs.blocks.truncate(1);
    needs.targets[0].portals.truncate(1);
    let shown = "Target 46970: iqn.2024-01.com.example:storage.r0\n    System information:\n        Driver: iscsi\n        \
        State: ready\n    LUN information:\n        LUN: 0\n            Type: controller\n            SCSI SN: beaf10\n            \
        Backing store path: None\n        LUN: 1\n            SCSI SN: a1b2c3d4\n            Backing store path: \
        /dev/drbd1\n        LUN: 2\n            SCSI SN: e5f6g7h8\n            Backing store path: /dev/drbd2\n";
    let of = |shown: &str| good(&needs).and("tgt", "", shown);
    assert_eq!(faults(&needs, &Evidence::parse(&of(shown).bytes())), []);
    claim(&needs, &of(&shown.replace("ready", "offline")), &["storage.r0"]);
    claim(&needs, &of(&shown.replace("/dev/drbd2", "/dev/drbd3")), &["LUN 2", "/dev/drbd3"]);
    claim(&needs, &of(&shown.replace("a1b2c3d4", "beaf11")), &["LUN 1", "beaf11"]);
}

#[test]
fn an_export_that_is_not_there_or_has_another_fsid_is_a_fault() {
    let (needs, answer) = nfs();
    let directory = &needs.exports[0].directory;
    let one =
        format!("{}\t*(rw,fsid={})\n", needs.exports[1].directory, needs.exports[1].fsid.as_deref().unwrap());
    let journal = r"journalctl -u 'ocf.rs@*_nfs\\x2ddata.service' -u drbd-reactor";
    claim(&needs, &answer.clone().with("exported", "", 0, &one), &[directory, "exportfs -v", journal]);
    let other = format!("{one}{directory}\t*(rw,fsid=7)\n");
    claim(&needs, &answer.clone().with("exported", "", 0, &other), &[directory, "`7`"]);
    claim(&needs, &answer.with("nfs-threads", "", 0, "0"), &["NFS"]);
}

#[test]
fn a_subsystem_that_nobody_or_everybody_reaches_is_a_fault() {
    let (mut needs, answer) = nvmeof();
    let nqn = needs.subsystems[0].nqn.clone();
    let namespace = format!("{nqn} 1");
    let uuid = "00000000-1111-2222-3333-444444444444";
    claim(&needs, &answer.clone().with("ns-enable", &namespace, 0, "0"), &["/dev/drbd1"]);
    claim(&needs, &answer.clone().with("ns-uuid", &namespace, 0, uuid), &[uuid, "UUID"]);
    claim(&needs, &answer.clone().with("ns-nguid", &namespace, 0, uuid), &[uuid, "NGUID"]);
    claim(&needs, &answer.clone().with("nqn-serial", &nqn, 0, "f00"), &["f00", "a1b2c3d4e5f6g7h8"]);
    claim(&needs, &answer.clone().with("nqn-any", &nqn, 0, "0"), &[&nqn]);
    claim(&needs, &answer.clone().without("port-nqn", "32838"), &["32838", "dmesg"]);
    claim(&needs, &answer.clone().with("port-service", "32838", 0, "4421"), &["4421"]);
    claim(&needs, &answer.clone().with("port-transport", "32838", 0, "rdma"), &["rdma"]);

    needs.subsystems[0].hosts = vec!["nqn.2014-08.org.nvmexpress:uuid:x".into()];
    let named = answer.and("nqn-host", &nqn, "nqn.2014-08.org.nvmexpress:uuid:x");
    claim(&needs, &named, &[&nqn]);
    let closed = named.with("nqn-any", &nqn, 0, "0");
    assert_eq!(faults(&needs, &Evidence::parse(&closed.bytes())), []);
    claim(&needs, &closed.without("nqn-host", &nqn), &["nqn.2014-08.org.nvmexpress:uuid:x"]);
}

#[test]
fn this_machine_answers_in_every_shell_and_runs_no_gateway() {
    for golden in ["iscsi", "iscsi-tgt", "nfs", "nvmeof"] {
        let needs = needs(golden);
        for shell in shells() {
            let evidence = Evidence::parse(&ask_here(shell, None, &ask(&needs)));
            assert!(evidence.is_whole && evidence.mounts.is_some(), "{evidence:#?}");
            assert!(evidence.targets.is_empty() && evidence.subsystems.is_empty(), "{evidence:#?}");
            assert!(faults(&needs, &evidence).iter().any(|fault| fault.en.contains("drbd-services@")));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_and_judged(bytes in any::<Vec<u8>>()) {
        for (needs, _) in [iscsi(), nfs(), nvmeof()] {
            let evidence = Evidence::parse(&bytes);
            let all = faults(&needs, &evidence);
            prop_assert!(!all.is_empty());
            proofs(&needs, &evidence);
        }
    }

    #[test]
    fn any_text_of_any_program_is_read_and_judged(
        what in prop::sample::select(vec![
            "role", "unit", "device", "addresses", "listeners", "firewall", "mounts", "exported", "nfs-threads", "tgt",
            "iqn-enable", "portal", "lun-device", "lun-serial", "lun-product", "nqn-serial", "nqn-any", "nqn-host",
            "ns-enable", "ns-device", "ns-uuid", "ns-nguid", "port-address", "port-nqn",
        ]),
        which in "[a-z0-9./ -]{0,12}",
        text in "[ -~\n\té\\\\]{0,80}",
    ) {
        for (needs, answer) in [iscsi(), nfs(), nvmeof()] {
            let evidence = Evidence::parse(&answer.with(what, &which, 0, &text).bytes());
            faults(&needs, &evidence);
            proofs(&needs, &evidence);
        }
    }
}
