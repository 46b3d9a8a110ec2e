//! Nodes get what others than its author have approved, and nothing else without a reason that stays.

#[path = "approvals/model.rs"]
mod model;

use axum::http::{StatusCode, header};
use gateway::api::people::Role;
use gateway_tests::server::{Answer, Server, iscsi};
use sds_gateway::settings::{Given, Settings, SettingsError};
use serde_json::{Value, json};
use tempfile::TempDir;

fn with_port(port: u16) -> Value {
    let mut draft = iscsi();
    draft["port"] = json!(port);
    draft
}

async fn approve(person: &Server, revision: u32) -> Answer {
    person.post(&format!("/gateways/r0/revisions/{revision}/approve"), &json!({})).await
}

async fn reject(person: &Server, revision: u32) -> Answer {
    let message = json!({"message": "not like this"});
    person.post(&format!("/gateways/r0/revisions/{revision}/reject"), &message).await
}

/// Tries to deploy with a plan that is none: whatever is asked before the plan is answered first.
async fn try_to_deploy(server: &Server) -> Answer {
    server.post("/gateways/r0/deployments", &json!({"digest": "none"})).await
}

fn says(answer: &Answer, name: &str) -> bool {
    answer.text.contains(&format!("/help/errors#{name}\""))
}

async fn is_blocked(server: &Server) -> bool {
    let answer = try_to_deploy(server).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    let is_blocked = says(&answer, "approvals-missing");
    assert_ne!(is_blocked, says(&answer, "stale-plan"), "{}", answer.text);
    is_blocked
}

#[tokio::test]
async fn a_deployment_waits_for_approvals_and_says_what_is_missing() {
    let server = Server::start_needing(2).await;
    let people = [server.person("eve", Role::Reviewer).await, server.person("dan", Role::Operator).await];
    server.save(&iscsi()).await;
    assert_eq!(server.get("/session").await.json()["approvals"], 2);
    let answer = try_to_deploy(&server).await;
    assert!(says(&answer, "approvals-missing"), "{}", answer.text);
    assert!(answer.text.contains("0 of 2 approvals") && answer.text.contains("2 more"), "{}", answer.text);
    let stands = approve(&people[0], 1).await.json();
    assert_eq!((&stands["given"], &stands["satisfied"]), (&json!(1), &json!(false)));
    assert!(is_blocked(&server).await);
    let stands = approve(&people[1], 1).await.json();
    assert_eq!((&stands["given"], &stands["satisfied"]), (&json!(2), &json!(true)));
    assert_eq!(server.plan("r0").await["approval"], stands);
    assert_eq!(server.deploy("r0").await["state"], "done");
}

#[tokio::test]
async fn nobody_judges_what_is_their_own() {
    let server = Server::start_needing(1).await;
    let operator = server.person("dan", Role::Operator).await;
    server.save(&with_port(3261)).await;
    operator.save(&with_port(3262)).await;
    operator.save(&with_port(3261)).await;
    // The first revision had this content already, so both are its authors.
    for author in [&server, &operator] {
        for answer in [approve(author, 3).await, reject(author, 3).await] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(says(&answer, "own-revision"), "{}", answer.text);
        }
    }
    assert!(is_blocked(&server).await);
}

#[tokio::test]
async fn approving_twice_is_approving_once() {
    let server = Server::start_needing(2).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    approve(&reviewer, 1).await;
    assert_eq!(approve(&reviewer, 1).await.json()["given"], 1);
    assert!(is_blocked(&server).await);
}

#[tokio::test]
async fn a_change_loses_its_approvals_and_what_was_approved_has_them_again() {
    let server = Server::start_needing(1).await;
    let (reviewer, operator) =
        (server.person("eve", Role::Reviewer).await, server.person("dan", Role::Operator).await);
    server.save(&with_port(3261)).await;
    approve(&reviewer, 1).await;
    assert!(!is_blocked(&server).await);
    server.save(&with_port(3262)).await;
    assert!(is_blocked(&server).await);
    server.save(&with_port(3261)).await;
    assert!(!is_blocked(&server).await, "the same content is approved");
    // Whoever restores something vouches for it, and no longer counts as somebody else.
    server.save(&with_port(3263)).await;
    approve(&operator, 4).await;
    assert!(!is_blocked(&server).await);
    operator.save(&with_port(3263)).await;
    assert!(is_blocked(&server).await);
}

#[tokio::test]
async fn only_the_newest_revision_is_judged() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&with_port(3261)).await;
    server.save(&with_port(3262)).await;
    for answer in [approve(&reviewer, 1).await, reject(&reviewer, 1).await] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(says(&answer, "not-newest"), "{}", answer.text);
    }
    assert_eq!(approve(&reviewer, 3).await.status, StatusCode::NOT_FOUND);
    assert_eq!(approve(&reviewer, 2).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_rejection_needs_a_reason_and_stands_until_it_is_taken_back() {
    let server = Server::start_needing(1).await;
    let people = [server.person("eve", Role::Reviewer).await, server.person("dan", Role::Reviewer).await];
    server.save(&iscsi()).await;
    let path = "/gateways/r0/revisions/1/reject";
    let answer = people[0].post(path, &json!({"message": " "})).await;
    assert_eq!(
        (answer.status, answer.places()),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["/message".to_owned()])
    );
    let answer = people[0].post(path, &json!({"message": "x".repeat(4001)})).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reject(&people[0], 1).await.json()["rejected"], 1);
    assert_eq!(approve(&people[1], 1).await.json()["satisfied"], false);
    let answer = try_to_deploy(&server).await;
    assert!(says(&answer, "approvals-missing") && answer.text.contains("eve"), "{}", answer.text);
    assert_eq!(approve(&people[0], 1).await.json()["given"], 2);
    assert!(!is_blocked(&server).await);
}

#[tokio::test]
async fn a_rejection_blocks_even_where_no_approvals_are_needed() {
    let server = Server::start().await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    assert!(!is_blocked(&server).await);
    reject(&reviewer, 1).await;
    assert!(is_blocked(&server).await);
}

#[tokio::test]
async fn those_who_may_judge_no_longer_count_no_longer() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    approve(&reviewer, 1).await;
    for (role, disabled, blocked) in [
        ("viewer", false, true),
        ("operator", false, false),
        ("reviewer", true, true),
        ("reviewer", false, false),
    ] {
        let change = json!({"role": role, "disabled": disabled});
        assert_eq!(server.put("/users/eve", "", &change).await.status, StatusCode::OK);
        assert_eq!(is_blocked(&server).await, blocked, "{role} {disabled}");
    }
}

#[tokio::test]
async fn a_removal_needs_approvals_and_what_changes_no_text_needs_none() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    approve(&reviewer, 1).await;
    let deployed = server.deploy("r0").await;
    let tag = server.get("/gateways/r0").await;
    server.delete("/gateways/r0", tag.header(header::ETAG)).await;
    assert!(is_blocked(&server).await, "the removal is another content");
    for (path, body) in [
        ("/gateways/r0/evict".to_owned(), json!({"delay": 1})),
        ("/gateways/r0/stop".to_owned(), Value::Null),
        ("/gateways/r0/start".to_owned(), Value::Null),
        (format!("/deployments/{}/rollback", deployed["id"].as_str().unwrap_or_default()), Value::Null),
    ] {
        let begun = server.post(&path, &body).await;
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{path} {}", begun.text);
        server.end_of(begun.json()["id"].as_str().expect("an id")).await;
    }
    approve(&reviewer, 2).await;
    assert_eq!(server.deploy("r0").await["state"], "done");
}

#[tokio::test]
async fn an_admin_deploys_without_approval_and_everybody_can_read_why() {
    let server = Server::start_needing(1).await;
    let operator = server.person("dan", Role::Operator).await;
    server.save(&iscsi()).await;
    let digest = server.plan("r0").await["digest"].clone();
    let order = |reason: &str| json!({"digest": digest, "override_reason": reason});
    let path = "/gateways/r0/deployments";
    let reason = "the storage of r0 is down";
    let refused = operator.post(path, &order(reason)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    for reason in ["too short", &"x".repeat(1001)] {
        let refused = server.post(path, &order(reason)).await;
        assert_eq!(
            (refused.status, refused.places()),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["/override_reason".to_owned()])
        );
    }
    let begun = server.post(path, &order(reason)).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
    let ended = server.end_of(begun.json()["id"].as_str().expect("an id")).await;
    assert_eq!((&ended["state"], &ended["override_reason"]), (&json!("done"), &json!(reason)));
    let noted = server.get("/audit?action=override").await.json();
    assert_eq!(noted["lines"][0]["entry"]["reason"], reason, "{noted}");
    assert_eq!(server.get("/audit?action=deploy").await.json()["lines"], json!([]));
}

#[tokio::test]
async fn what_is_approved_is_deployed_as_ever_whatever_reason_is_given() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    approve(&reviewer, 1).await;
    let digest = server.plan("r0").await["digest"].clone();
    let order = json!({"digest": digest, "override_reason": "nobody needs this"});
    let begun = server.post("/gateways/r0/deployments", &order).await;
    let ended = server.end_of(begun.json()["id"].as_str().expect("an id")).await;
    assert!(ended["override_reason"].is_null(), "{ended}");
    assert_eq!(server.get("/audit?action=override").await.json()["lines"], json!([]));
}

#[test]
fn the_settings_say_how_many_approvals_are_needed() {
    let home = TempDir::new().expect("a temporary directory");
    let read = |text: &str| {
        let config = home.path().join("sds-gateway.toml");
        std::fs::write(&config, text).expect("a file");
        Settings::read(&Given { config: Some(config), ..Given::default() })
    };
    for (text, needed) in [("", 0), ("approvals = 0", 0), ("approvals = 9", 9)] {
        assert_eq!(read(text).expect("settings").approvals, needed, "{text}");
    }
    for text in ["approvals = 10", "approvals = -1", "approvals = \"2\""] {
        assert!(matches!(read(text), Err(SettingsError::Parse { .. })), "{text}");
    }
}

#[tokio::test]
async fn a_verdict_is_noted_with_its_reason() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("eve", Role::Reviewer).await;
    server.save(&iscsi()).await;
    reject(&reviewer, 1).await;
    let entry = server.get("/audit?action=reject").await.json()["lines"][0]["entry"].clone();
    assert_eq!((&entry["account"], &entry["subject"]), (&json!("eve"), &json!("r0")));
    assert_eq!((&entry["reason"], &entry["after"]["revision"]), (&json!("not like this"), &json!(1)));
}
