//! A file is read back as the gateway that does the same, or stays what it is; nothing of it is lost without a word.

#[path = "import/edits.rs"]
mod edits;
#[path = "import/effect.rs"]
mod effect;
#[path = "import/files.rs"]
mod files;
#[path = "import/laws.rs"]
mod laws;

use std::fs;
use std::path::Path;

use effect::Effect;
use gateway::gateway::{Gateway, Kind};
use gateway::import::{Imported, import};
use gateway::snippet::read::means_the_same;
use gateway::snippet::write::write;
use gateway::text::Text;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{draft:#}\n{problems:#?}"))
}

fn example(kind: Kind) -> String {
    write(&read(&kind.example()))
}

/// A file of `tests/imports`.
fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports").join(name);
    fs::read_to_string(path).expect("the file is here")
}

/// The file of a recorded case.
fn recorded(set: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(format!("{set}.json"));
    let cases: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("the vectors are here")).expect("JSON");
    let mut files = Vec::new();
    for case in cases.as_array().expect("a list") {
        let name = case["name"].as_str().expect("a name");
        for file in case["files"].as_array().expect("a list") {
            files.push((name.to_owned(), file["toml"].as_str().expect("a text").to_owned()));
        }
    }
    files
}

fn english(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.en.into_owned()).collect()
}

/// The gateway that a file of ours is.
fn ours(text: &str) -> Value {
    match import(text) {
        Imported::Ours { gateway } => gateway,
        other => panic!("{other:#?}\n{text}"),
    }
}

/// The gateway that does the same as a file, and what differs.
fn alike(text: &str) -> (Value, Vec<String>) {
    match import(text) {
        Imported::Alike { gateway, differences } => (gateway, english(differences)),
        other => panic!("{other:#?}\n{text}"),
    }
}

/// Why a file is foreign, and what the nearest gateway would change.
fn foreign(text: &str) -> (Vec<String>, Vec<String>) {
    match import(text) {
        Imported::Foreign { reasons, would_differ } => (english(reasons), english(would_differ)),
        other => panic!("{other:#?}\n{text}"),
    }
}

/// Everything that is said of a file.
fn said(imported: &Imported) -> Vec<&Text> {
    match imported {
        Imported::Ours { .. } => Vec::new(),
        Imported::Alike { differences, .. } => differences.iter().collect(),
        Imported::Foreign { reasons, would_differ } => reasons.iter().chain(would_differ).collect(),
    }
}

/// Holds the promises that any text has, whatever it is.
fn hold_promises(text: &str) -> Imported {
    let imported = import(text);
    let gateway = match &imported {
        Imported::Ours { gateway } => Some(gateway),
        Imported::Alike { gateway, differences } => {
            assert!(!differences.is_empty(), "ours to the byte is called ours:\n{text}");
            Some(gateway)
        }
        Imported::Foreign { reasons, .. } => {
            assert!(!reasons.is_empty(), "no reason:\n{text}");
            None
        }
    };
    for said in said(&imported) {
        assert!(!said.en.is_empty() && !said.zh.is_empty() && said.en != said.zh, "{said:?}");
    }
    if let Some(gateway) = gateway {
        let again = write(&read(gateway));
        assert_eq!(Effect::of(text), Effect::of(&again), "{text}\n{again}");
        let is_ours = matches!(imported, Imported::Ours { .. });
        assert!(!is_ours || means_the_same(text, &again), "{text}\n{again}");
    }
    imported
}

#[test]
fn what_a_gateway_cannot_say_is_told_all_at_once() {
    let (reasons, _) = foreign(&file("by-hand-nfs.toml"));
    assert_eq!(
        reasons,
        [
            "start[0]: a unit of systemd, not an agent; a gateway of ours has agents only",
            "/volumes: needs one volume at least",
        ]
    );
    let text = example(Kind::Nfs);
    let more = text.replace("start = [", "stop-service-on-exit = true\n    stop = [\"a\"]\n    start = [");
    let more = more
        .replace("cidr_netmask=24", "cidr_netmask=24 iflabel=nfs")
        .replace("run_fsck=no", "run_fsck=auto");
    let more = more.replacen("ocf:heartbeat:exportfs", "ocf:linbit:exportfs", 1);
    let (_, would_differ) = foreign(&more);
    assert_eq!(
        would_differ,
        [
            "`stop` would be lost",
            "`stop-service-on-exit` would be lost",
            "start[1], start[2], start[3]: `run_fsck=auto` would be `run_fsck=no`",
            "start[4]: `iflabel` would be lost",
            "start[6]: `ocf:linbit:exportfs` would not stay here",
            "start[6]: `ocf:heartbeat:exportfs` would stand here",
        ]
    );
    let others = text.replace("cidr_netmask=24", "cidr_netmask=24 iflabel=nfs");
    let others = format!("{others}[[prometheus]]\naddress = \":9942\"\n[[promoter]]\nowner = 1\n");
    let (reasons, _) = foreign(&others);
    assert_eq!(
        reasons,
        [
            "it has `prometheus` beside its promoter",
            "the daemon knows no `owner` in a promoter",
            "it has several promoters; a gateway of ours has one",
            "the nearest gateway of ours would not do the same",
        ]
    );
    let (reasons, _) = foreign(&format!("{text}[promoter.resources.other]\n"));
    assert_eq!(reasons, ["it has several resources; a gateway of ours has one"]);
    let (reasons, _) = foreign(&text.replace("\"systemd\"", "\"shell\""));
    assert!(reasons[0].starts_with("the runner `shell`"), "{reasons:#?}");
}

#[test]
fn an_order_that_matters_is_kept_or_foreign() {
    let text = example(Kind::Iscsi);
    let mut lines: Vec<&str> = text.lines().collect();
    let at =
        |name: &str, lines: &[&str]| lines.iter().position(|line| line.contains(name)).expect("an entry");
    let (block, address) = (at("pblock0", &lines), at("service_ip0", &lines));
    lines.swap(block, address);
    let (_, would_differ) = foreign(&lines.join("\n"));
    assert_eq!(
        would_differ,
        [
            "start[1]: `ocf:heartbeat:IPaddr2` would not stay here",
            "start[2]: `ocf:heartbeat:portblock` would not stay here",
            "start[1]: `ocf:heartbeat:portblock` would stand here",
            "start[2]: `ocf:heartbeat:IPaddr2` would stand here",
        ]
    );
}

#[test]
fn what_the_daemon_does_not_see_hinders_nothing_and_is_said() {
    let text = example(Kind::Nvmeof);
    let more = text.replace("[[promoter]]", "[[promoter]]\n  id = \"nvme\" # old");
    let more = more.replace("start = [", "on-stop-failure = \"reboot\"\n    start = [ # in order");
    let more = more.replace("schema-version = 1", "schema-version = 2\n    owner = \"storage\"");
    let (gateway, differences) = alike(&more);
    assert_eq!(gateway, ours(&text));
    assert_eq!(
        differences,
        [
            "`on-stop-failure`, which the daemon ignores, is left out",
            "the comments of these lines are lost: 8, 16",
            "`linstor-gateway-schema-version` of the metadata does not stay as it is",
            "`owner` of the metadata does not stay as it is",
            "`id`, which the daemon ignores, is left out",
        ]
    );
    let bare: Vec<&str> = text.lines().filter(|line| !line.trim().starts_with('#')).collect();
    assert_eq!(ours(&bare.join("\r\n")), gateway, "neither are our own comments, nor how lines end");
}

#[test]
fn a_lun_may_be_renamed_unless_initiators_see_its_name() {
    let mut draft = Kind::Iscsi.example();
    for (implementation, is_seen) in [("lio-t", false), ("tgt", true), ("scst", true), ("iet", true)] {
        draft["implementation"] = json!(implementation);
        let text = write(&read(&draft)).replace(" lu1 ", " disk ");
        let seen = "start[4]: the instance `disk` would be `lu1`, and initiators see the name in the SCSI id";
        if is_seen {
            assert_eq!(foreign(&text).1, [seen], "{implementation}");
        } else {
            assert_eq!(alike(&text).1, ["start[4]: the instance `disk` becomes `lu1`"]);
        }
    }
}

#[test]
fn an_empty_parameter_is_left_out_only_where_it_is_the_same_as_none() {
    let text = example(Kind::Nvmeof).replace("port_id=", "port_id= x=");
    let (_, would_differ) = foreign(&text.replace(" x=", " #"));
    assert_eq!(would_differ, ["start[6]: `port_id=` would be `port_id=32838`"]);
    let mut draft = Kind::Iscsi.example();
    draft["implementation"] = json!("tgt");
    let nobody = write(&read(&draft)).replace("allowed_initiators=ALL", "allowed_initiators=");
    let (_, would_differ) = foreign(&nobody);
    assert_eq!(would_differ, ["start[3]: `allowed_initiators=` would be `allowed_initiators=ALL`"]);
}

#[test]
fn a_percent_sign_that_systemd_expands_is_foreign() {
    let text = example(Kind::Nfs).replace("nfs-data/data ", "nfs-data/%% ");
    let (gateway, _) = alike(&text);
    assert_eq!(gateway["volumes"][0]["directory"], "/srv/gateway-exports/nfs-data/%");
    let (reasons, _) = foreign(&text.replace("%%", "%h"));
    assert!(reasons[0].starts_with("start[2], start[6]: systemd puts something else"), "{reasons:#?}");
}

#[test]
fn an_address_is_compared_as_it_is_written() {
    let mut draft = Kind::Nvmeof.example();
    draft["service_ips"] = json!([{"ip": "fd00::5/64"}]);
    let text = write(&read(&draft));
    assert_eq!(ours(&text)["service_ips"], draft["service_ips"]);
    let (_, would_differ) = foreign(&text.replace("fd00::5", "FD00:0::5"));
    let other = "`addr=FD00:0::5` would be `addr=fd00::5`";
    assert!(would_differ.contains(&format!("start[6]: {other}")), "{would_differ:#?}");
}

#[test]
fn a_secret_is_in_no_text_however_it_was_miswritten() {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = json!({"username": "backup", "password": "hunter2hunter2"});
    let text = write(&read(&draft));
    let entry = "ocf:heartbeat:iSCSITarget target";
    let parameter = "incoming_password=hunter2hunter2";
    let mut miswritten = vec![text.replace(parameter, &format!("{parameter} {parameter}"))];
    for other in [
        "incoming_password=my hunter2hunter2",
        "incoming_password=my hunter2=hunter2",
        "incoming_password='hunter2hunter2",
        "incoming_password=%hunter2hunter2",
        "incoming_password=hunter2hunter2hunter2",
        "incoming-password=hunter2hunter2",
        "# incoming_password=hunter2hunter2",
    ] {
        miswritten.push(text.replace(parameter, other));
    }
    for other in [parameter, "'hunter2hunter2'", "'hunter2/hunter2'"] {
        let slipped =
            text.replace(parameter, "").replace(entry, &format!("ocf:heartbeat:iSCSITarget {other}"));
        miswritten.extend([slipped.replace("ocf:", "OCF:"), format!("{slipped}\n{{"), slipped]);
    }
    miswritten.push(text.replace("username=backup ", ""));
    miswritten.push(text.replace("[[promoter]]", "[promoter]"));
    miswritten.push(text.replace(entry, &format!("ocf:heartbeat:iSCSITarget:{parameter} target")));
    for text in miswritten {
        assert!(text.contains("hunter2"), "{text}");
        let imported = hold_promises(&text);
        for said in said(&imported) {
            assert!(!said.en.contains("hunter2") && !said.zh.contains("hunter2"), "{said}\n{text}");
        }
    }
}
