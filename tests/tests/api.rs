//! The HTTP interface: who may ask, what is refused and why, and that nothing is lost.

use std::time::Duration;

use axum::http::{StatusCode, header};
use futures::StreamExt;
use gateway::api::GatewayChanges;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;
use gateway_tests::server::{Server, iscsi};
use sds_gateway::feed;
use serde_json::{Value, json};
use tokio::time::timeout;

#[tokio::test]
async fn a_sign_in_link_works_once() {
    let server = Server::start().await;
    let token = server.app.make_sign_in_link().await.expect("a link");
    let body = json!({"token": token.reveal()});
    let first = server.post("/session", &body).await;
    assert_eq!(first.status, StatusCode::OK);
    let known =
        json!({"account": "admin", "role": "admin", "password": "open", "demo": true, "approvals": 0});
    assert_eq!(first.json(), known);
    let cookie = first.header(header::SET_COOKIE);
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let second = server.post("/session", &body).await;
    assert_eq!(second.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_link_makes_the_one_before_void() {
    let server = Server::start().await;
    let old = server.app.make_sign_in_link().await.expect("a link");
    server.app.make_sign_in_link().await.expect("a link");
    let answer = server.post("/session", &json!({"token": old.reveal()})).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let server = Server::start().await;
    assert_eq!(server.get("/session").await.json()["account"], "admin");
    let answer = server.ask("DELETE", "/session", &[], "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get("/session").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_document_describes_everything_that_it_names() {
    let server = Server::start().await;
    let document = server.get("/openapi.json").await.json();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    for name in document.to_string().split("#/components/schemas/").skip(1) {
        let name = name.split('"').next().unwrap_or_default();
        assert!(document["components"]["schemas"].get(name).is_some(), "the document describes {name}");
    }
}

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing() {
    let server = Server::start().await;
    for foreign in [("origin", "http://evil.test"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let headers = [("content-type", "application/json"), foreign];
        let answer = server.ask("POST", "/gateways", &headers, iscsi().to_string()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{foreign:?}");
    }
    let own = [("content-type", "application/json"), ("origin", "http://gateway.test")];
    let answer = server.ask("POST", "/gateways", &own, iscsi().to_string()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

#[tokio::test]
async fn every_kind_is_saved_and_read_back_with_the_text_of_the_preview() {
    let server = Server::start().await;
    for kind in Kind::ALL {
        let draft = kind.example();
        let gateway = Gateway::read(&draft).expect("an example without errors");
        let created = server.post("/gateways", &draft).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.text);
        let path = format!("/gateways/{}", gateway.resource);
        assert!(created.header(header::LOCATION).ends_with(&path));
        let read = server.get(&path).await;
        assert_eq!(read.header(header::ETAG), format!("\"{}-1\"", gateway.resource));
        assert_eq!(read.json()["text"], write(&gateway));
        assert_eq!(read.json()["file"], gateway.file_name());
        assert_eq!(Gateway::read(&read.json()["gateway"]), Ok(gateway));
    }
    let list = server.get("/gateways").await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert_eq!(list[0]["status"]["state"], "not_deployed");
}

#[tokio::test]
async fn all_problems_of_a_draft_are_told_at_once_with_their_places() {
    let server = Server::start().await;
    let mut draft = iscsi();
    draft["iqn"] = json!("no-iqn");
    draft["service_ips"][0]["ip"] = json!("192.168.1.100");
    draft["luns"][0]["volume"] = json!("many");
    let answer = server.post("/gateways", &draft).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    for place in ["/iqn", "/service_ips/0/ip", "/luns/0/volume"] {
        assert!(answer.places().contains(&place.to_owned()), "{:?}", answer.places());
    }
    assert_eq!(server.get("/gateways").await.json(), json!([]));
}

#[tokio::test]
async fn a_stale_write_is_refused_and_nothing_is_lost() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let change = |lun: u8| {
        let mut draft = iscsi();
        draft["luns"][1]["lun"] = json!(lun);
        draft
    };
    let first = server.put("/gateways/r0", "\"r0-1\"", &change(7)).await;
    assert_eq!((first.status, first.header(header::ETAG)), (StatusCode::OK, "\"r0-2\""));
    let stale = server.put("/gateways/r0", "\"r0-1\"", &change(9)).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(stale.json()["status"], 412);
    let without = [("content-type", "application/json")];
    let unnamed = server.ask("PUT", "/gateways/r0", &without, change(9).to_string()).await;
    assert_eq!(unnamed.status, StatusCode::PRECONDITION_REQUIRED);
    let now = server.get("/gateways/r0").await.json();
    assert_eq!((now["revision"].as_u64(), &now["gateway"]["luns"][1]["lun"]), (Some(2), &json!(7)));
}

#[tokio::test]
async fn of_two_who_build_on_one_revision_one_wins() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let mut draft = iscsi();
    draft["port"] = json!(3261);
    let (one, other) = tokio::join!(
        server.put("/gateways/r0", "\"r0-1\"", &draft),
        server.put("/gateways/r0", "\"r0-1\"", &draft)
    );
    let mut codes = [one.status.as_u16(), other.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 412]);
}

#[tokio::test]
async fn a_resource_has_one_gateway_and_keeps_its_kind_and_name() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    assert_eq!(server.post("/gateways", &iscsi()).await.status, StatusCode::CONFLICT);
    let mut other_kind = Kind::Nvmeof.example();
    other_kind["resource"] = json!("r0");
    let answer = server.put("/gateways/r0", "\"r0-1\"", &other_kind).await;
    assert_eq!((answer.status, answer.places()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["/kind".into()]));
    let mut other_name = iscsi();
    other_name["resource"] = json!("r1");
    let answer = server.put("/gateways/r0", "\"r0-1\"", &other_name).await;
    assert_eq!(
        (answer.status, answer.places()),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["/resource".into()])
    );
}

#[tokio::test]
async fn what_another_gateway_has_is_refused() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let mut thief = iscsi();
    thief["resource"] = json!("r1");
    let answer = server.post("/gateways", &thief).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.places().contains(&"/service_ips/0/ip".into()), "{:?}", answer.places());
}

#[tokio::test]
async fn an_old_revision_comes_back_as_a_new_one() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let mut draft = iscsi();
    draft["port"] = json!(3261);
    server.save(&draft).await;
    let restore = [("if-match", "\"r0-2\"")];
    let answer = server.ask("POST", "/gateways/r0/revisions/1/restore", &restore, "").await;
    assert_eq!(answer.json()["revision"], 3);
    let revisions = server.get("/gateways/r0/revisions").await.json();
    let numbers: Vec<u64> =
        revisions.as_array().expect("a list").iter().filter_map(|one| one["revision"].as_u64()).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert_eq!(revisions[0]["text"], revisions[2]["text"]);
    assert_eq!(server.get("/gateways/r0/revisions/2").await.json()["gateway"]["port"], 3261);
    let diff = server.get("/gateways/r0/diff?from=1&to=2").await.text;
    assert!(diff.contains("\n-") && diff.contains("3261"), "{diff}");
    assert_eq!(server.get("/gateways/r0/diff?from=1&to=3").await.text, "");
}

#[tokio::test]
async fn a_removed_gateway_keeps_its_revisions_and_can_come_back() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let removed = server.delete("/gateways/r0", "\"r0-1\"").await;
    assert_eq!(removed.json()["removed"], true);
    assert_eq!(server.get("/gateways").await.json(), json!([]), "no node has it");
    assert_eq!(server.get("/gateways/r0/revisions").await.json().as_array().map(Vec::len), Some(2));
    let again = server.post("/gateways", &iscsi()).await;
    assert_eq!((again.status, again.json()["revision"].as_u64()), (StatusCode::CREATED, Some(3)));
}

#[tokio::test]
async fn a_removed_gateway_stays_in_the_list_until_no_node_has_it() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    server.delete("/gateways/r0", "\"r0-1\"").await;
    assert_eq!(server.get("/gateways").await.json()[0]["removed"], true);
    let mut other_kind = Kind::Nvmeof.example();
    other_kind["resource"] = json!("r0");
    assert_eq!(server.post("/gateways", &other_kind).await.status, StatusCode::CONFLICT);
    server.deploy("r0").await;
    assert_eq!(server.get("/gateways").await.json(), json!([]));
    assert_eq!(server.get("/gateways?gone=true").await.json()[0]["resource"], "r0");
    assert_eq!(server.post("/gateways", &other_kind).await.status, StatusCode::CREATED);
}

/// Method, path, headers and body of a request, and the status that it gets.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, u16);

#[tokio::test]
async fn whatever_goes_wrong_is_told_as_a_problem_document() {
    let server = Server::start().await;
    let json = ("content-type", "application/json");
    let large = "x".repeat(5 << 20);
    let cases: [Case<'_>; 8] = [
        ("POST", "/gateways", &[json], "{\"kind\": ", 400),
        ("POST", "/session", &[json], "{}", 400),
        ("POST", "/gateways", &[], "{}", 415),
        ("GET", "/no-such-thing", &[], "", 404),
        ("GET", "/gateways/no-such", &[], "", 404),
        ("PATCH", "/gateways", &[], "", 405),
        ("POST", "/render", &[json], &large, 413),
        ("POST", "//api/v2/gateways", &[json], "{}", 404),
    ];
    for (method, path, headers, body, status) in cases {
        let answer = server.ask(method, path, headers, body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}: {}", answer.text);
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json", "{method} {path}");
        assert_eq!(answer.json()["status"], status);
        for language in ["detail", "detail_zh"] {
            assert!(answer.json()[language].as_str().is_some_and(|text| !text.is_empty()), "{}", answer.text);
        }
    }
}

#[tokio::test]
async fn rendering_and_checking_save_nothing() {
    let server = Server::start().await;
    let rendered = server.post("/render", &iscsi()).await.json();
    assert_eq!(rendered["text"], write(&Gateway::read(&iscsi()).expect("an example")));
    let files = json!([{"file": rendered["file"], "text": rendered["text"]}]);
    let report = server.post("/check", &files).await.json();
    assert_eq!(
        (&report["daemon_accepts"], &report["resources"][0]["resource"]),
        (&json!(true), &json!("r0"))
    );
    assert_eq!(server.get("/gateways").await.json(), Value::Array(Vec::new()));
}

#[tokio::test]
async fn snippets_are_checked_for_the_programs_of_a_node_and_repaired() {
    let server = Server::start().await;
    let text =
        "[promoter]\n[[promoter.resources.r0]]\non-disk-detach = \"ignore\"\nstart = [\"a.service\"]\n";
    let files = json!([{"file": "a.toml", "text": text}]);
    let codes = |report: &Value| {
        let problems = report["problems"].as_array().expect("problems").clone();
        problems
            .iter()
            .map(|problem| problem["code"].as_str().expect("a code").to_owned())
            .collect::<Vec<_>>()
    };
    let report = server.post("/check?resource_agents=4.12", &files).await.json();
    assert_eq!(codes(&report), ["header", "header"]);
    assert_eq!(report["problems"][0]["fix"]["title"]["en"], "write `[[promoter]]`");
    let old = server.post("/check?drbd_reactor=1.4", &files).await.json();
    assert_eq!(codes(&old), ["header", "header", "newer-key"]);
    for wrong in ["drbd_reactor=x", "resource_agents=3"] {
        let answer = server.post(&format!("/check?{wrong}"), &files).await;
        assert!(answer.status.is_client_error(), "{wrong}: {}", answer.text);
    }
    let fixed = server.post("/fix", &files).await.json();
    let meant =
        "[[promoter]]\n[promoter.resources.r0]\non-disk-detach = \"ignore\"\nstart = [\"a.service\"]\n";
    assert_eq!((&fixed["files"][0]["text"], &fixed["left"]), (&json!(meant), &json!([])));
    assert_eq!(fixed["repaired"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn every_answer_forbids_foreign_scripts_and_the_app_answers_its_own_routes() {
    let mut server = Server::start().await;
    server.sign_out_quietly();
    for path in ["//", "//gateways/r0", "//api/v1/gateways", "//api/v1/docs", "//no-such.js"] {
        let answer = server.get(path).await;
        assert!(answer.header(header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
    let page = server.get("//gateways/r0").await;
    assert!(page.status.is_success() && page.text.contains("<html"), "{}", page.text);
    assert_eq!(server.get("//no-such.js").await.status, StatusCode::NOT_FOUND);
    let navigated = server.ask("GET", "//nodes/node.example.com", &[("accept", "text/html")], "").await;
    assert_eq!(navigated.text, page.text, "a name with dots is a route, too");
    assert_eq!(server.get("/healthz").await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get("/readyz").await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_imported_snippet_can_be_saved_as_the_gateway_that_it_is() {
    let server = Server::start().await;
    let import = async |text: &str| {
        let answer = server.post("/import", &json!({"file": "by-hand.toml", "text": text})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    };
    for kind in Kind::ALL {
        let gateway = Gateway::read(&kind.example()).expect("an example without errors");
        let ours = import(&write(&gateway)).await;
        assert_eq!((&ours["is"], &ours["gateway"]["kind"]), (&json!("ours"), &json!(kind)));
        let alike = import(&format!("# by hand\n{}", write(&gateway))).await;
        assert_eq!((&alike["is"], &alike["gateway"]), (&json!("alike"), &ours["gateway"]));
        assert!(alike["differences"][0]["zh"].is_string(), "{alike}");
        let created = server.post("/gateways", &ours["gateway"]).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.text);
        assert_eq!(created.json()["text"], write(&gateway));
    }
    let foreign = import("[promoter]\n").await;
    assert_eq!((&foreign["is"], &foreign["would_differ"]), (&json!("foreign"), &json!([])));
    assert!(foreign["reasons"][0]["en"].is_string(), "{foreign}");
}

#[tokio::test]
async fn an_explanation_has_both_languages_and_no_password() {
    let server = Server::start().await;
    let text = "[[promoter]]\n[promoter.resources.r0]\nstart = [\n\
                \"ocf:heartbeat:iSCSITarget t iqn=iqn.2024-01.com.example:a incoming_username=user \
                incoming_password=hidden-1234\",\n]\n";
    let answer = server.post("/explain", &json!({"file": "a.toml", "text": text})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let explanations = answer.json();
    let target = explanations.as_array().and_then(|list| list.last()).expect("a list");
    assert_eq!((&target["line"], &target["unit"]), (&json!(4), &json!("ocf.rs@t_r0.service")));
    let what = target["what"]["en"].as_str().expect("a sentence");
    assert!(what.contains("with CHAP as `user`") && target["what"]["zh"] != what, "{what}");
    assert!(!answer.text.contains("1234"));
    assert_eq!(server.post("/explain", &json!({"text": text})).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_watcher_hears_of_every_gateway_once_and_then_of_what_changes() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let mut lists = Box::pin(feed::watch(&server.app));
    let mut next = async || {
        let list = timeout(Duration::from_secs(20), lists.next()).await;
        list.expect("a list before the deadline").expect("the feed goes on")
    };
    let before = next().await;
    assert_eq!(before.len(), 1);
    let mut changed = iscsi();
    changed["port"] = json!(3261);
    server.save(&changed).await;
    let mut other = Kind::Nfs.example();
    other["resource"] = json!("r1");
    server.save(&other).await;
    // Both are there at the latest when somebody new watches.
    let mut now = next().await;
    while now.len() < 2 || now[0].revision < 2 {
        now = next().await;
    }
    let changes = feed::changes(&before, &now);
    let resources: Vec<&str> = changes.changed.iter().map(|row| row.resource.as_str()).collect();
    assert_eq!((resources, changes.gone), (vec!["r0", "r1"], Vec::new()));
    assert_eq!(feed::changes(&now, &now), GatewayChanges::default());
    let gone = feed::changes(&now, &before);
    assert_eq!(gone.gone, ["r1"]);
    assert_eq!(gone.changed[0].revision, 1);
}
