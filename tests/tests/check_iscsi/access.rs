//! Who may connect to a target, and with which secret.

use gateway::check::check;
use gateway::ocf::Version::{Newest, V4_12};
use gateway::problem::Severity::{Error, Info, Warning};
use gateway::snippet::versions::Versions;
use gateway_tests::checked::assert_found;

use super::{IET, TGT, assert_luns, assert_targets, file, target};

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
