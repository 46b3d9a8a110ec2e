//! Whatever text reaches a node is data there: nothing of it is run, and the file has it byte for byte.

use std::fs;
use std::path::Path;

use axum::http::StatusCode;
use gateway_tests::machines::Machines;
use gateway_tests::site::{LIMITS, PATIENCE, Site, iscsi, nodes};
use sds_gateway::settings::{Given, Settings};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a shell, TOML, systemd or a program's options would take for something else.
const HOSTILE: [&str; 14] = [
    "$(touch /pwned)",
    "`touch /pwned`",
    "; touch /pwned",
    "| touch /pwned",
    "a\ntouch /pwned\n",
    "'; touch /pwned; '",
    "\"; touch /pwned; \"",
    "\\\"; touch /pwned",
    "-rf",
    "--version",
    "%n%i%s",
    "密码",
    "a b",
    "\"\"\"\n[[promoter]]\n",
];

fn nothing_was_run(site: &Site) {
    for node in site.machines.nodes() {
        assert!(!node.root().join("pwned").exists(), "{}", node.name());
    }
    assert!(!Path::new("/pwned").exists());
}

#[tokio::test]
async fn a_hostile_draft_is_refused_or_reaches_the_nodes_byte_for_byte() {
    let site = Site::with(Machines::start(&["node-a", "node-b"]), LIMITS, PATIENCE).await;
    let places =
        ["/resource", "/iqn", "/chap/password", "/chap/username", "/service_ips/0/nic", "/luns/0/device"];
    let (mut refused, mut deployed) = (0, 0);
    for place in places {
        for text in HOSTILE {
            let mut draft = iscsi("r0", 100, 3260);
            if place.starts_with("/chap") {
                draft["chap"] = json!({"username": "initiator", "password": "long-enough-1"});
            }
            let (parent, key) = place.rsplit_once('/').expect("a pointer");
            let parent = draft.pointer_mut(parent).expect("a place");
            parent[key] = json!(text);
            let resource = draft["resource"].as_str().expect("a text").to_owned();
            let now = site.server.get("/gateways/r0").await;
            let answer = if place == "/resource" || now.status == StatusCode::NOT_FOUND {
                site.server.post("/gateways", &draft).await
            } else {
                site.server.put("/gateways/r0", now.header(axum::http::header::ETAG), &draft).await
            };
            if answer.status.is_success() {
                deployed += 1;
                // The preview is what a node gets, whatever becomes of the agents there.
                let wanted = answer.json()["text"].as_str().expect("a text").to_owned();
                let plan = site.server.plan(&resource).await;
                let is_blocked = plan["plan"]["nodes"].to_string().contains("\"code\"");
                if !is_blocked {
                    site.deployed(&draft).await;
                    site.all_have("sds-iscsi-r0.toml", &wanted);
                }
            } else {
                refused += 1;
                assert_eq!(
                    answer.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{place} {text:?}: {}",
                    answer.text
                );
                let places = answer.places();
                assert!(places.iter().any(|at| at == place), "{place} {text:?}: {}", answer.text);
            }
            nothing_was_run(&site);
        }
    }
    assert!(refused > 50, "{refused} refused, {deployed} deployed");
}

#[tokio::test]
async fn a_hostile_foreign_snippet_reaches_the_nodes_byte_for_byte() {
    let site = Site::with(Machines::start(&["node-a", "node-b"]), LIMITS, PATIENCE).await;
    site.machines.add_drbd(&["r9"]);
    let hostile = HOSTILE.iter().filter(|text| !text.contains('\n')).map(|text| format!("# {text}\n"));
    let text = format!(
        "{}[[promoter]]\n[promoter.resources.r9]\nstart = [\"ocf:heartbeat:IPaddr2 ip ip=192.168.1.9 \
         cidr_netmask=24 '; touch /pwned;'=1 x='$(touch /pwned)`touch /pwned`'\"]\n",
        hostile.collect::<String>()
    );
    let foreign = json!({"kind": "foreign", "resource": "r9", "file": "mine.toml", "text": text});
    site.deployed(&foreign).await;
    site.all_have("mine.toml", &text);
    site.job("/gateways/r9/stop", &Value::Null).await;
    site.all_have("mine.toml.disabled", &text);
    nothing_was_run(&site);
}

#[tokio::test]
async fn names_of_files_and_units_that_somebody_else_chose_are_data() {
    let site = Site::with(Machines::start(&["node-a", "node-b"]), LIMITS, PATIENCE).await;
    let node = site.machines.node("node-b");
    let units: Vec<String> = HOSTILE.iter().map(|unit| format!("{unit:?}")).collect();
    for (number, name) in HOSTILE.iter().enumerate() {
        let file = format!("{}.toml.disabled", name.replace('/', "_"));
        let start = units.join(", ");
        let text = format!("[[promoter]]\n[promoter.resources.\"x{number}\"]\nstart = [{start}]\n");
        fs::write(node.snippets().join(file), text).expect("a file");
    }
    // Their names are shown, and what is ours is deployed beside them.
    let shown = site.server.get("/nodes/node-b/snippets").await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let names: Vec<Value> =
        shown.json().as_array().expect("a list").iter().map(|one| one["name"].clone()).collect();
    for name in HOSTILE {
        assert!(names.contains(&json!(name.replace('/', "_"))), "{name:?} of {names:?}");
    }
    let text = site.deployed(&iscsi("r0", 100, 3260)).await;
    assert_eq!(node.files()["sds-iscsi-r0.toml"], text);
    nothing_was_run(&site);
}

#[tokio::test]
async fn a_directory_with_blanks_and_quotes_works() {
    let site = Site::with(Machines::start(&["node-a", "node-b"]), LIMITS, PATIENCE).await;
    let odd = "/var/it's \"odd\" $(touch /pwned) 目录";
    for node in site.machines.nodes() {
        node.inside(&["mkdir", "-p", odd]);
    }
    let settings = site.machines.settings().replace("\"/etc/drbd-reactor.d\"", &format!("'''{odd}'''"));
    let name = "sds-iscsi-r0".parse().expect("a name");
    for node in nodes(&settings, LIMITS) {
        node.preflight().await.expect("it takes files");
        node.put_disabled(&name, "# text\n", &[]).await.expect("it takes a file");
        let survey = node.survey().await.expect("it answers");
        assert_eq!(survey.files, ["sds-iscsi-r0.toml.disabled"]);
        assert_eq!(survey.snippets[0].text, "# text\n");
        node.keep_aside("sds-iscsi-r0.toml.disabled").await.expect("a copy");
        node.remove(&name).await.expect("it goes");
        let there = site.machines.node(node.name()).root().join(odd.trim_start_matches('/'));
        let left: Vec<_> =
            fs::read_dir(there).expect("a directory").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["sds-iscsi-r0.toml.disabled.sds-aside"]);
    }
    nothing_was_run(&site);
}

#[test]
fn hostile_settings_are_refused_before_any_node_is_asked() {
    let home = TempDir::new().expect("a directory");
    let file = home.path().join("sds-gateway.toml");
    for key in ["name", "address", "user"] {
        for text in HOSTILE {
            let mut settings = "[[node]]\n".to_owned();
            for (known, value) in [("name", "node-a"), ("address", "10.0.0.1"), ("user", "root")] {
                let value = if known == key { text } else { value };
                // A string of JSON is one of TOML.
                settings.extend([format!("{known} = {}\n", json!(value))]);
            }
            fs::write(&file, settings).expect("a file");
            let given = Given { config: Some(file.clone()), ..Given::default() };
            let error = Settings::read(&given).expect_err(text).to_string();
            assert!(error.contains("cannot use the nodes"), "{key} = {text:?}: {error}");
        }
    }
}
