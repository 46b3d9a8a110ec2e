//! What the check finds in targets and LUNs, whatever stands around them.

use gateway::api::SnippetFile;
use gateway::check::check;
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

#[test]
fn chap_is_a_user_and_a_secret_that_arrive() {
    let user = "incoming_username=backup";
    let secret = |secret: &str| format!("{user} | incoming_password={secret}");
    let error = [("chap-password", Error, "incoming_password")];
    let warning = [("chap-password", Warning, "incoming_password")];
    for (written, found) in [
        ("short", &warning[..]),
        ("longer-than-sixteen", &warning),
        ("'abcdefgh$(id)'", &warning),
        ("'abcdef ghijkl'", &error),
        (r"'abcdef\ghijkl'", &error),
        (r#"'abcdef"ghijkl'"#, &error),
        ("'abcdef*ghijkl'", &error),
        ("'abcdefßghijkl'", &error),
        ("NULLabcdefgh", &error),
    ] {
        assert_targets(&[(&secret(written), Newest, found, "")]);
    }
    let long = secret(&"a".repeat(256));
    let of_iet = format!("{} | {IET}", secret("NULLabcdefgh"));
    let long_user = format!("incoming_username={} | incoming_password=abcdefghijkl", "u".repeat(256));
    assert_targets(&[
        (&long, Newest, &error, ""),
        (&of_iet, Newest, &warning, ""),
        (&long_user, Newest, &[("chap-username", Error, "incoming_username")], ""),
        (
            "incoming_username='a b' | incoming_password=abcdefghijkl",
            Newest,
            &[("chap-username", Error, "incoming_username")],
            "",
        ),
        (
            "incoming_username=-a | incoming_password=abcdefghijkl",
            Newest,
            &[("chap-username", Warning, "incoming_username")],
            "",
        ),
        (user, Newest, &[("chap-pair", Error, "incoming_password")], ""),
        (
            "incoming_username=backup | incoming_password=",
            V4_12,
            &[("chap-pair", Error, "incoming_password")],
            "",
        ),
        ("incoming_password=abcdefghijkl", Newest, &[("chap-pair", Error, "incoming_username")], ""),
    ]);
}

#[test]
fn no_message_tells_a_secret() {
    for secret in ["hush", "hu sh-hush-hush", "NULLhush-hush"] {
        for implementation in ["lio", "lio-t", "tgt", "iet", "scst", "none"] {
            for user in ["", " | incoming_username=backup"] {
                let change = format!("implementation={implementation} | incoming_password='{secret}'{user}");
                let problems = check(&[file(&[target(&change)])], Versions::default()).problems;
                assert!(!problems.is_empty());
                for problem in problems {
                    let said = format!("{} {}", problem.message.en, problem.message.zh);
                    assert!(!said.contains("hush"), "{problem:?}");
                }
            }
        }
    }
}

#[test]
fn tgt_knows_a_user_once_per_node() {
    let target = |number: u8| {
        format!(
            "ocf:heartbeat:iSCSITarget target{number} iqn=iqn.2024-01.com.example:{number} implementation=tgt tid={number} \
             allowed_initiators=ALL incoming_username=backup incoming_password=abcdefghijkl"
        )
    };
    let taken = [("chap-username-taken", Error, "2.incoming_username")];
    assert_found(&["before.service", &target(1), &target(2)], Newest, &taken);
    let lio = |number: u8| target(number).replace("=tgt", "=lio-t portals=10.0.0.5:3260");
    let entries = ["before.service", &lio(1), &lio(2)];
    let ignored = ["1.tid", "2.tid"].map(|at| ("parameter-ignored", Info, at));
    let initiators = ["1.allowed_initiators", "2.allowed_initiators"].map(|at| ("initiator", Error, at));
    assert_found(&entries, Newest, &[ignored, initiators].concat());

    let mut other = file(&[target(2)]);
    other.file = "b.toml".into();
    other.text = other.text.replace("resources.r0", "resources.r1");
    let report = check(&[file(&[target(1)]), other], Versions::default());
    let taken: Vec<_> =
        report.problems.iter().filter(|problem| problem.code == "chap-username-taken").collect();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!((taken[0].severity, taken[0].file.as_deref()), (Warning, Some("b.toml")));
}

#[test]
fn those_who_may_connect_are_names_with_blanks_between() {
    let one = "iqn.1998-01.com.vmware:esx1";
    let two = "iqn.1998-01.com.vmware:esx2";
    let list = |list: &str| format!("allowed_initiators={list}");
    let quoted = list(&format!("'{one} {two}'"));
    let comma = [("list-comma", Error, "allowed_initiators")];
    let error = [("initiator", Error, "allowed_initiators")];
    let twice = [("initiator-twice", Error, "allowed_initiators")];
    assert_targets(&[
        (&list(&format!("{one},{two}")), Newest, &comma, &quoted),
        (&list(&format!("'{one}, {two}'")), Newest, &comma, &quoted),
        (&list("a,b"), Newest, &comma, ""),
        (&list("ALL"), Newest, &error, ""),
        (&list("iqn.1998-01.com.vmware:ESX1"), Newest, &error, ""),
        (&list("iqn.1998-01.com.vmware:esx_1"), Newest, &error, ""),
        (&list("iqn.1998-01.vmware:esx1"), V4_12, &error, ""),
        (&list("iqn.1998-19.com.vmware:esx1"), Newest, &[("initiator", Warning, "allowed_initiators")], ""),
        (&list(&format!("'{one} {one}'")), Newest, &twice, &list(one)),
        (
            "-portals | implementation=tgt | tid=1",
            Newest,
            &[("initiators-nobody", Warning, "allowed_initiators")],
            TGT,
        ),
        (
            "-portals | implementation=tgt | tid=1 | allowed_initiators=",
            Newest,
            &[("initiators-nobody", Warning, "allowed_initiators")],
            TGT,
        ),
        (&TGT.replace("ALL", "10.0.0.1,10.0.0.2"), Newest, &comma, ""),
        (&TGT.replace("ALL", one), Newest, &[("initiators-tgt", Error, "allowed_initiators")], ""),
        (&TGT.replace("ALL", "'10.0.0.1 10.0.0.1'"), Newest, &twice, &TGT.replace("ALL", "10.0.0.1")),
        (
            &format!("implementation=scst | allowed_initiators={one},{two}"),
            Newest,
            &comma,
            &format!("implementation=scst | {quoted}"),
        ),
    ]);
}

#[test]
fn a_list_on_a_lun_keeps_nobody_out_of_an_open_target() {
    let list = "allowed_initiators=iqn.1998-01.com.vmware:esx1";
    let open = [("lun-open", Error, "allowed_initiators")];
    let ignored = [("parameter-ignored", Warning, "allowed_initiators")];
    let of_tgt = format!("implementation=tgt | {list}");
    assert_luns("", &[(list, Newest, &open, "")]);
    assert_luns(list, &[(list, Newest, &[], "")]);
    assert_luns(
        list,
        &[("allowed_initiators=ALL", Newest, &[("initiator", Error, "allowed_initiators")], "")],
    );
    assert_luns(TGT, &[(&of_tgt, Newest, &open, "")]);
    assert_luns(&TGT.replace("ALL", "10.0.0.1"), &[(&of_tgt, Newest, &ignored, "")]);
}

#[test]
fn a_lun_belongs_to_a_target_of_its_resource() {
    let unknown = [("target-unknown", Error, "target_iqn")];
    assert_luns(
        "",
        &[
            (
                "target_iqn=iqn.2024-01.com.example:A",
                Newest,
                &unknown,
                "target_iqn=iqn.2024-01.com.example:a",
            ),
            (
                "target_iqn=iqn.2024-01.com.exampel:a",
                Newest,
                &unknown,
                "target_iqn=iqn.2024-01.com.example:a",
            ),
            ("target_iqn=iqn.2024-01.com.example:other", Newest, &unknown, ""),
        ],
    );
    assert_changes(&[], lun, &[("", Newest, &unknown, "")]);
}

#[test]
fn a_lun_has_a_number_that_the_program_takes() {
    let number = [("lun-number", Error, "lun")];
    let restricted = "allowed_initiators=iqn.1998-01.com.vmware:esx1";
    assert_luns(
        "",
        &[
            ("lun=65536", Newest, &number, ""),
            ("lun=-1", Newest, &number, ""),
            ("lun=01", Newest, &number, "lun=1"),
            ("lun=256", Newest, &[], ""),
        ],
    );
    assert_luns(restricted, &[("lun=256", Newest, &[("lun-restricted", Error, "lun")], "")]);
    assert_luns(restricted, &[("lun=255", Newest, &[], "")]);
    assert_luns(
        TGT,
        &[
            ("implementation=tgt | lun=0", Newest, &[("tgt-lun-0", Error, "lun")], ""),
            ("implementation=tgt | lun=65536", Newest, &number, ""),
            ("implementation=tgt | lun=01", Newest, &[("number-spelling", Warning, "lun")], ""),
        ],
    );
    let first = lun("scsi_sn=other | path=/dev/drbd/by-res/r0/2 | product_id=other").replace("lu1", "lu0");
    assert_changes(&[target(""), first.clone()], lun, &[("", Newest, &[("lun-twice", Error, "lun")], "")]);
    assert_changes(&[target(""), first], lun, &[("lun=2", Newest, &[], "")]);
}

#[test]
fn a_lun_offers_an_absolute_path() {
    let device = [("device", Error, "path")];
    assert_luns(
        "",
        &[
            ("path=dev/drbd1", Newest, &device, ""),
            ("path='/srv/an image'", Newest, &device, ""),
            ("path=/srv/image", Newest, &[], ""),
        ],
    );
    assert_luns(TGT, &[("implementation=tgt | path=pool/image | tgt_bstype=rbd", Newest, &[], "")]);
}

#[test]
fn initiators_know_a_lun_by_a_serial_number_of_its_own() {
    let no_serial = [("scsi-sn-default", Warning, "scsi_sn")];
    let serial = [("scsi-sn", Error, "scsi_sn")];
    let product = [("product-id", Warning, "product_id")];
    let long = format!("scsi_sn={}", "s".repeat(253));
    let fits = format!("scsi_sn={}", "s".repeat(252));
    assert_luns(
        "",
        &[
            ("-scsi_sn", Newest, &no_serial, ""),
            ("scsi_sn=", Newest, &serial, ""),
            ("-scsi_sn | liot_bstype=pscsi", Newest, &[], ""),
            (&long, Newest, &serial, ""),
            (&fits, Newest, &[], ""),
            ("scsi_sn=a,b", Newest, &[], ""),
            ("scsi_sn='a b'", Newest, &serial, ""),
            ("scsi_sn=größe", Newest, &serial, ""),
            ("product_id=seventeen-letters", Newest, &product, ""),
            ("product_id=größe", Newest, &product, ""),
            ("product_id='a b'", Newest, &[], ""),
        ],
    );
}

#[test]
fn tgt_cuts_what_is_long_and_breaks_at_commas() {
    let sn = [("scsi-sn", Warning, "scsi_sn")];
    let thirty_seven = "s".repeat(37);
    let tgt = |change: &str| format!("implementation=tgt | {change}");
    assert_luns(
        TGT,
        &[
            (&tgt("-scsi_sn"), Newest, &[("scsi-sn-default", Warning, "scsi_sn")], ""),
            (&tgt("scsi_sn="), Newest, &sn, ""),
            (&tgt(&format!("scsi_sn={thirty_seven}")), Newest, &sn, ""),
            (&tgt(&format!("scsi_id={thirty_seven}")), Newest, &[("scsi-id", Warning, "scsi_id")], ""),
            (&tgt("product_id=seventeen-letters"), Newest, &[("product-id", Warning, "product_id")], ""),
            (&tgt("vendor_id=ninebytes"), Newest, &[("vendor-id", Warning, "vendor_id")], ""),
            (&tgt("scsi_sn=a,b"), Newest, &[("scsi-sn", Error, "scsi_sn")], ""),
            (&tgt("scsi_id='a b'"), Newest, &[("scsi-id", Error, "scsi_id")], ""),
            (&tgt("product_id=a,b"), Newest, &[("product-id", Error, "product_id")], ""),
            (&tgt("vendor_id=a,b"), Newest, &[("vendor-id", Error, "vendor_id")], ""),
        ],
    );
    assert_luns(
        IET,
        &[
            ("implementation=iet | scsi_sn=a,b", Newest, &[("scsi-sn", Error, "scsi_sn")], ""),
            ("implementation=iet | product_id=a,b", Newest, &[], ""),
        ],
    );
}

#[test]
fn what_is_for_another_program_is_ignored() {
    let cases = [
        ("", "lio-t", ["vendor_id=v", "scsi_id=i", "tgt_bstype=aio", "tgt_bsopts=x", "lio_iblock=1"]),
        (
            TGT,
            "tgt",
            ["emulate_tpu=1", "emulate_3pc=1", "emulate_caw=1", "liot_bstype=fileio", "lio_iblock=1"],
        ),
        (
            IET,
            "iet",
            ["vendor_id=v", "tgt_bsoflags=sync", "tgt_device_type=disk", "emulate_tpu=1", "lio_iblock=1"],
        ),
    ];
    for (of_target, implementation, parameters) in cases {
        for parameter in parameters {
            let change = format!("implementation={implementation} | {parameter}");
            let key = parameter.split('=').next().expect("a key");
            assert_luns(of_target, &[(&change, V4_12, &[("parameter-ignored", Warning, key)], "")]);
        }
    }
    assert_luns("", &[("lio_iblock=0", Newest, &[], "")]);
    assert_luns(TGT, &[("implementation=tgt | liot_bstype=block", Newest, &[], "")]);
}

#[test]
fn some_parameters_are_one_of_a_few_words() {
    assert_luns(
        "",
        &[
            ("liot_bstype=ramdisk", V4_12, &[("choice", Error, "liot_bstype")], ""),
            ("write_cache=2", Newest, &[("choice", Error, "write_cache")], ""),
            ("block_size=4000", Newest, &[("choice", Error, "block_size")], ""),
            ("block_size=4096 | write_cache=1", Newest, &[], ""),
            ("block_size=4000", V4_18, &[("parameter-newer", Warning, "block_size")], ""),
            ("scst_bstype=blockio", Newest, &[("choice", Error, "scst_bstype")], ""),
        ],
    );
}
