//! What the check finds in targets and LUNs, whatever stands around them.

#[path = "check_iscsi/access.rs"]
mod access;
#[path = "check_iscsi/luns.rs"]
mod luns;

use gateway::api::SnippetFile;
use gateway::ocf::Version::{Newest, V4_12, V4_16, V4_18};
use gateway::problem::Severity::{Error, Info, Warning};
use gateway::repair::repair;
use gateway::snippet::versions::Versions;
use gateway_tests::checked::{Change, assert_changes, assert_found, changed};

const TARGET: &str = "iqn=iqn.2024-01.com.example:a portals=10.0.0.5:3260 implementation=lio-t";
const LUN: &str = "target_iqn=iqn.2024-01.com.example:a lun=1 path=/dev/drbd/by-res/r0/1 product_id=p1 scsi_sn=s1 \
                   implementation=lio-t";

fn target(change: &str) -> String {
    format!("ocf:heartbeat:iSCSITarget target {}", changed(TARGET, change))
}

fn lun(change: &str) -> String {
    format!("ocf:heartbeat:iSCSILogicalUnit lu1 {}", changed(LUN, change))
}

fn assert_targets(cases: &[Change<'_>]) {
    assert_changes(&[], target, cases);
}

fn assert_luns(of_target: &str, cases: &[Change<'_>]) {
    assert_changes(&[target(of_target)], lun, cases);
}

fn file(entries: &[String]) -> SnippetFile {
    let start = serde_json::to_string(entries).expect("strings");
    SnippetFile {
        file: "a.toml".into(),
        text: format!("[[promoter]]\n[promoter.resources.r0]\nstart = {start}\n"),
    }
}

/// Asserts that a repair of several entries at once makes these of them.
fn assert_all_repaired(entries: &[String], repaired: &[String]) {
    let result = repair(&[file(entries)], Versions::default());
    assert_eq!(result.files, [file(repaired)], "{:#?}", result.left);
}

const TGT: &str = "-portals | implementation=tgt | tid=1 | allowed_initiators=ALL";
const IET: &str = "-portals | implementation=iet";
const SCST: &str = "implementation=scst";

#[test]
fn what_works_has_nothing_against_it() {
    let long = format!("iqn=iqn.2024-01.com.example:{}", "a".repeat(223 - 24));
    assert_targets(&[
        ("", V4_12, &[], ""),
        ("portals='10.0.0.5:3260 10.0.0.6:3261'", Newest, &[], ""),
        ("iqn=eui.02004567a425678d", Newest, &[], ""),
        (&long, Newest, &[], ""),
        ("incoming_username=backup | incoming_password=abcdefghijkl", Newest, &[], ""),
        ("incoming_username= | incoming_password= | allowed_initiators=", Newest, &[], ""),
        ("allowed_initiators='iqn.1998-01.com.vmware:esx1 eui.02004567a425678d'", Newest, &[], ""),
        (TGT, V4_12, &[], ""),
        (
            "-portals | implementation=tgt | tid=1 | allowed_initiators='10.0.0.0/24 10.1.0.1'",
            Newest,
            &[],
            "",
        ),
        (IET, V4_12, &[], ""),
        ("-portals | implementation=iet | allowed_initiators=10.0.0.1,10.0.0.2", V4_12, &[], ""),
        (SCST, V4_16, &[], ""),
        ("-portals | implementation=scst", V4_16, &[], ""),
        ("iqn=iqn.2024-01.com.example:Upper_Case | -portals | implementation=iet", Newest, &[], ""),
    ]);
    assert_luns("", &[("", V4_12, &[], ""), ("lun=0", Newest, &[], ""), ("lun=65535", Newest, &[], "")]);
    assert_luns(TGT, &[("implementation=tgt | vendor_id=DRBD | scsi_id=i1", V4_12, &[], "")]);
    assert_luns(IET, &[("implementation=iet", V4_12, &[], "")]);
    assert_luns(SCST, &[("implementation=scst | scst_bstype=vdisk_fileio", Newest, &[], "")]);
}

#[test]
fn a_target_names_the_program_that_serves_it() {
    let lio = [("lio-gone", Warning, "implementation")];
    let lio_chap = [
        ("lio-gone", Warning, "implementation"),
        ("lio-chap", Error, "implementation"),
        ("chap-password", Warning, "incoming_password"),
    ];
    assert_targets(&[
        ("-implementation", Newest, &[("implementation-missing", Warning, "implementation")], ""),
        ("implementation=", V4_16, &[("implementation", Error, "implementation")], ""),
        ("implementation=targetcli", Newest, &[("implementation", Error, "implementation")], ""),
        (
            "implementation=LIO_T",
            Newest,
            &[("implementation", Error, "implementation")],
            "implementation=lio-t",
        ),
        ("implementation=scst", V4_12, &[("implementation-newer", Error, "implementation")], ""),
        ("implementation=lio", V4_12, &lio, "implementation=lio-t"),
        (
            "implementation=lio | incoming_username=user | incoming_password=pass",
            Newest,
            &lio_chap,
            "implementation=lio-t | incoming_username=user | incoming_password=pass",
        ),
    ]);
}

#[test]
fn a_lun_is_served_by_the_program_of_its_target() {
    let missing = [("implementation-missing", Warning, "implementation")];
    let wrong = [("implementation", Error, "implementation")];
    let differs = [("implementation-differs", Error, "implementation")];
    let newer = [("implementation-newer", Error, "implementation"), differs[0]];
    let gone = [("lio-gone", Warning, "implementation")];
    assert_luns(
        "",
        &[
            ("-implementation", Newest, &missing, "-implementation | implementation=lio-t"),
            ("implementation=", Newest, &wrong, "implementation=lio-t"),
            ("implementation=lio", Newest, &gone, "implementation=lio-t"),
            ("implementation=lio_t", Newest, &wrong, "implementation=lio-t"),
            ("implementation=iscsi", Newest, &wrong, ""),
            ("implementation=tgt", Newest, &differs, ""),
            ("implementation=scst", V4_12, &newer, ""),
        ],
    );
}

#[test]
fn target_and_luns_leave_lio_together() {
    let (gone, new) = ("implementation=lio", "implementation=lio-t");
    assert_all_repaired(&[target(gone), lun(gone)], &[target(new), lun(new)]);
    let added = format!("-implementation | {new}");
    assert_all_repaired(&[target(gone), lun("-implementation")], &[target(new), lun(&added)]);
}

#[test]
fn a_target_without_a_program_takes_that_of_its_luns() {
    assert_all_repaired(
        &[target("-implementation"), lun("")],
        &[target("-implementation | implementation=lio-t"), lun("")],
    );
}

#[test]
fn a_name_is_one_that_the_program_takes() {
    let error = [("iqn", Error, "iqn")];
    let long = format!("iqn=iqn.2024-01.com.example:{}", "a".repeat(200));
    let long_of_iet = format!("{long} | {IET}");
    assert_targets(&[
        ("iqn=iqn.2024-01.com.example:Storage", Newest, &error, "iqn=iqn.2024-01.com.example:storage"),
        ("iqn=iqn.2024-01.com.example:a_b", V4_12, &error, ""),
        ("iqn=iqn.2024-01.example", Newest, &error, ""),
        ("iqn=iqn.24-01.com.example:a", Newest, &error, ""),
        ("iqn='iqn.2024-01.com.example:a b'", Newest, &error, ""),
        ("iqn=iqn.2024-01.com.example:a/b", Newest, &error, ""),
        ("iqn=storage", Newest, &error, ""),
        ("iqn=eui.02004567A425678D", Newest, &error, "iqn=eui.02004567a425678d"),
        (&long, Newest, &error, ""),
        ("iqn=iqn.2024-13.com.example:a", Newest, &[("iqn", Warning, "iqn")], ""),
        ("iqn='iqn.2024-01.com.example:a b' | -portals | implementation=iet", Newest, &error, ""),
        ("iqn=storage | -portals | implementation=iet", Newest, &[("iqn", Warning, "iqn")], ""),
        (&long_of_iet, Newest, &[("iqn", Warning, "iqn")], ""),
    ]);
}

#[test]
fn a_target_gets_its_lower_case_name_with_its_luns() {
    let upper = "iqn.2024-01.com.example:A";
    assert_all_repaired(
        &[target(&format!("iqn={upper}")), lun(&format!("target_iqn={upper}"))],
        &[target(""), lun("")],
    );
}

#[test]
fn only_tgt_wants_a_number() {
    let without = target("-portals | implementation=tgt | allowed_initiators=ALL");
    assert_found(&["before.service", &without], Newest, &[("parameter-missing", Error, "1.tid")]);
    let repaired = repair(&[file(&["before.service".to_owned(), without])], Versions::default());
    assert!(repaired.left.is_empty() && repaired.files[0].text.contains(" tid="), "{repaired:?}");
    assert_targets(&[
        ("tid=1", Newest, &[("parameter-ignored", Info, "tid")], ""),
        (&TGT.replace("tid=1", "tid=0"), Newest, &[("target-id", Error, "tid")], ""),
        (&TGT.replace("tid=1", "tid=2147483648"), Newest, &[("target-id", Error, "tid")], ""),
        (&TGT.replace("tid=1", "tid=010"), Newest, &[("number-spelling", Warning, "tid")], ""),
        ("-portals | implementation=iet | tid=-1", Newest, &[("target-id", Error, "tid")], ""),
    ]);
}

#[test]
fn a_portal_is_an_ipv4_address_and_a_port() {
    let portal = [("portal", Error, "portals")];
    let ipv6 = [("portal-ipv6", Error, "portals")];
    let port = [("port", Error, "portals")];
    let no_port = [("portal-port", Warning, "portals")];
    assert_targets(&[
        ("portals=iscsi.example.com:3260", Newest, &portal, ""),
        ("portals=10.0.0.5:3260:1", Newest, &port, ""),
        ("portals=[fd00::5]:3260", Newest, &ipv6, ""),
        ("portals=fd00::5:3260", V4_12, &ipv6, ""),
        ("portals='10.0.0.5:3260 [fd00::5]:3260'", V4_18, &ipv6, ""),
        ("portals=10.0.0.5:0", Newest, &port, ""),
        ("portals=10.0.0.5:65536", Newest, &port, ""),
        ("portals=10.0.0.5:iscsi", Newest, &port, ""),
        ("portals=10.0.0.5", Newest, &no_port, "portals=10.0.0.5:3260"),
        ("portals='10.0.0.5 10.0.0.6:3261'", Newest, &no_port, "portals='10.0.0.5:3260 10.0.0.6:3261'"),
        (
            "portals=10.0.0.5:3260,10.0.0.6:3260",
            Newest,
            &[("list-comma", Error, "portals")],
            "portals='10.0.0.5:3260 10.0.0.6:3260'",
        ),
        ("portals=10.0.0.5,10.0.0.6", Newest, &[("list-comma", Error, "portals")], ""),
        (
            "portals='10.0.0.5:3260 10.0.0.5:3260'",
            Newest,
            &[("portal-twice", Error, "portals")],
            "portals=10.0.0.5:3260",
        ),
        ("portals='0.0.0.0:3260 10.0.0.5:3260'", Newest, &[("portal-any", Warning, "portals")], ""),
        ("portals=[fd00::5]:3260 | implementation=scst", V4_16, &ipv6, ""),
        ("portals=a:3260 | implementation=scst", V4_16, &portal, ""),
        ("portals=10.0.0.5:3261 | implementation=scst", V4_16, &[("port-ignored", Error, "portals")], ""),
    ]);
}

#[test]
fn a_target_of_lio_has_portals() {
    let missing = [("portals-missing", Error, "portals")];
    assert_targets(&[("-portals", Newest, &missing, ""), ("portals=0.0.0.0:3260", V4_12, &missing, "")]);
    let empty = [("portals-missing", Error, "1.portals"), ("empty-value", Warning, "1.portals")];
    assert_found(&["before.service", &target("portals=")], Newest, &empty);
}

#[test]
fn portals_that_are_missing_are_the_service_ips() {
    let address = |ip: &str| format!("ocf:heartbeat:IPaddr2 ip{} ip={ip} cidr_netmask=24", &ip[7..]);
    let block = "ocf:heartbeat:portblock block ip=10.0.0.5 portno=3261 action=block protocol=tcp".to_owned();
    let ips = [address("10.0.0.5"), address("10.0.0.6")];
    let with = |change: &str, block: Option<&String>| {
        let mut entries: Vec<String> = vec!["before.service".into()];
        entries.extend(ips.iter().cloned().chain(block.cloned()));
        entries.extend([target(change), "after.service".into()]);
        entries
    };
    assert_all_repaired(
        &with("-portals", None),
        &with("-portals | portals='10.0.0.5:3260 10.0.0.6:3260'", None),
    );
    assert_all_repaired(
        &with("-portals", Some(&block)),
        &with("-portals | portals='10.0.0.5:3261 10.0.0.6:3261'", Some(&block)),
    );
}

#[test]
fn tgt_and_iet_listen_everywhere() {
    let ignored = [("portals-ignored", Warning, "portals")];
    let port = [("portals-ignored", Warning, "portals"), ("port-ignored", Error, "portals")];
    let tgt = TGT.trim_start_matches("-portals | ");
    let other_port = format!("{tgt} | portals=10.0.0.5:3261");
    assert_targets(&[
        (tgt, Newest, &ignored, ""),
        (&other_port, Newest, &port, ""),
        ("implementation=iet | portals=[fd00::5]:3260", Newest, &ignored, ""),
        ("implementation=iet | portals=0.0.0.0:3260", Newest, &[], ""),
    ]);
}
