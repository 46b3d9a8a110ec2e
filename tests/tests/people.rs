//! Accounts: how people sign in and out, what their tokens may, and what nobody may do to them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use gateway::api::people::Role;
use gateway_tests::server::{Answer, Server, iscsi};
use http_body_util::BodyExt;
use sds_gateway::clock;
use sds_gateway::lockout::{OF_ACCOUNT, OF_ADDRESS};
use sds_gateway::serve::router::router_with;
use sds_gateway::settings::web::WebSettings;
use serde_json::{Value, json};
use tower::ServiceExt;

const PASSWORD: &str = "correct horse battery staple";

/// Sets the password of whoever asks, and gives the answer.
async fn set_password(person: &Server, current: Option<&str>, new: &str) -> Answer {
    let body = json!({"current": current, "new": new});
    person.ask("PUT", "/session/password", &[("content-type", "application/json")], body.to_string()).await
}

/// Signs in anew with name and password.
async fn sign_in(server: &Server, account: &str, password: &str) -> Answer {
    server.anybody().post("/session", &json!({"account": account, "password": password})).await
}

async fn put(person: &Server, path: &str, body: &Value) -> Answer {
    person.ask("PUT", path, &[("content-type", "application/json")], body.to_string()).await
}

/// A call with an API token instead of a session.
async fn with_token(server: &Server, token: &str, method: &str, path: &str, body: &Value) -> Answer {
    let token = format!("Bearer {token}");
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    server.anybody().ask(method, path, &headers, body.to_string()).await
}

fn problem(answer: &Answer) -> String {
    let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
    kind.trim_start_matches("/help/errors#").to_owned()
}

#[tokio::test]
async fn whoever_came_by_a_link_sets_a_password_and_signs_in_with_it() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Operator).await;
    assert_eq!(ada.get("/session").await.json()["password"], "open");
    assert_eq!(set_password(&ada, None, PASSWORD).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ada.get("/session").await.json()["password"], "set");
    let answer = sign_in(&server, " Ada ", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK, "a name is read in any case: {}", answer.text);
    assert_eq!(answer.json()["account"], "ada");
    assert_eq!(answer.json()["role"], "operator");
    let cookie = answer.header(header::SET_COOKIE);
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "without TLS the browser would drop it: {cookie}");
}

#[tokio::test]
async fn a_password_is_changed_only_by_who_knows_it_and_ends_the_other_sessions() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Viewer).await;
    set_password(&ada, None, PASSWORD).await;
    let mut elsewhere = server.anybody();
    assert_eq!(elsewhere.sign_in("ada", PASSWORD).await.status, StatusCode::OK);
    for wrong in [None, Some("something else entirely")] {
        let refused = set_password(&ada, wrong, "another password").await;
        assert_eq!(
            (refused.status, problem(&refused).as_str()),
            (StatusCode::FORBIDDEN, "current-password-wrong")
        );
    }
    for short in ["elevenchars", "aaaaaaaaaaaaaaaa"] {
        let refused = set_password(&ada, Some(PASSWORD), short).await;
        assert_eq!(
            (refused.status, refused.places()),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["/new".to_owned()])
        );
    }
    assert_eq!(elsewhere.get("/session").await.status, StatusCode::OK, "nothing was changed");
    assert_eq!(set_password(&ada, Some(PASSWORD), "another password").await.status, StatusCode::NO_CONTENT);
    assert_eq!(elsewhere.get("/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ada.get("/session").await.status, StatusCode::OK, "one's own session goes on");
    assert_eq!(sign_in(&server, "ada", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&server, "ada", "another password").await.status, StatusCode::OK);
}

#[tokio::test]
async fn failures_lock_an_account_and_tell_nobody_whether_it_exists() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Viewer).await;
    set_password(&ada, None, PASSWORD).await;
    for name in ["ada", "nobody-of-that-name", "not a name"] {
        let mut said = Vec::new();
        for _ in 0..OF_ACCOUNT {
            let answer = sign_in(&server, name, "a wrong password").await;
            said.push((answer.status, answer.text));
        }
        assert!(said.iter().all(|(status, text)| {
            *status == StatusCode::UNAUTHORIZED && text.contains("password-wrong") && *text == said[0].1
        }));
    }
    let locked = sign_in(&server, "ada", PASSWORD).await;
    assert_eq!((locked.status, problem(&locked).as_str()), (StatusCode::TOO_MANY_REQUESTS, "locked-out"));
    let seconds: u64 = locked.header(header::RETRY_AFTER).parse().expect("seconds");
    assert!((60..=16 * 60).contains(&seconds), "{seconds}");
    assert_eq!(ada.get("/session").await.status, StatusCode::OK, "whoever is in stays in");
    let link = server.post("/users/ada/link", &Value::Null).await.json()["token"].clone();
    let by_link = server.anybody().post("/session", &json!({"token": link})).await;
    assert_eq!(by_link.status, StatusCode::OK, "a link is the way around a lock");
    assert_eq!(
        sign_in(&server, "ada", PASSWORD).await.status,
        StatusCode::OK,
        "signing in forgets the failures"
    );
}

#[tokio::test]
async fn an_address_that_tries_many_names_is_locked() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Viewer).await;
    set_password(&ada, None, PASSWORD).await;
    for number in 0..OF_ADDRESS {
        let answer = sign_in(&server, &format!("name-{number}"), "a wrong password").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(sign_in(&server, "ada", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_the_account_and_of_no_other() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Viewer).await;
    set_password(&ada, None, PASSWORD).await;
    let mut elsewhere = server.anybody();
    elsewhere.sign_in("ada", PASSWORD).await;
    let answer = ada.ask("DELETE", "/session/everywhere", &[], "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    for session in [&ada, &elsewhere] {
        assert_eq!(session.get("/session").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(server.get("/session").await.status, StatusCode::OK);
    elsewhere.sign_in("ada", PASSWORD).await;
    assert_eq!(server.ask("DELETE", "/users/ada/sessions", &[], "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(elsewhere.get("/session").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_person_gets_a_link_that_works_once() {
    let server = Server::start().await;
    let made = server.post("/users", &json!({"account": "grace", "role": "reviewer"})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.header(header::LOCATION), "/api/v1/users/grace");
    let link = json!({"token": made.json()["token"]});
    let first = server.anybody().post("/session", &link).await;
    assert_eq!((first.status, first.json()["role"].clone()), (StatusCode::OK, json!("reviewer")));
    let second = server.anybody().post("/session", &link).await;
    assert_eq!((second.status, problem(&second).as_str()), (StatusCode::UNAUTHORIZED, "link-used"));
    let twice = server.post("/users", &json!({"account": "grace", "role": "viewer"})).await;
    assert_eq!((twice.status, problem(&twice).as_str()), (StatusCode::CONFLICT, "account-exists"));
    for name in ["Grace", "", "-x", "a b", "ä", &"x".repeat(65)] {
        let refused = server.post("/users", &json!({"account": name, "role": "viewer"})).await;
        assert_eq!(refused.places(), ["/account"], "{name}: {}", refused.text);
    }
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_gone_at_once() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Operator).await;
    let token = ada.post("/tokens", &json!({"name": "job", "role": "operator", "days": 1})).await.json();
    let token = token["token"].as_str().expect("a token").to_owned();
    ada.save(&iscsi()).await;
    let change = |role: &str, disabled: bool| json!({"role": role, "disabled": disabled});
    assert_eq!(put(&server, "/users/ada", &change("viewer", false)).await.status, StatusCode::OK);
    assert_eq!(ada.post("/gateways/r0/stop", &Value::Null).await.status, StatusCode::FORBIDDEN);
    let by_token = with_token(&server, &token, "POST", "/gateways/r0/stop", &Value::Null).await;
    assert_eq!(by_token.status, StatusCode::FORBIDDEN, "a token may never more than its account");
    assert_eq!(ada.get("/gateways").await.status, StatusCode::OK);
    assert_eq!(put(&server, "/users/ada", &change("viewer", true)).await.status, StatusCode::OK);
    assert_eq!(ada.get("/gateways").await.status, StatusCode::UNAUTHORIZED);
    let by_token = with_token(&server, &token, "GET", "/gateways", &Value::Null).await;
    assert_eq!(by_token.status, StatusCode::UNAUTHORIZED);
    let link = server.post("/users/ada/link", &Value::Null).await;
    assert_eq!(problem(&link), "account-disabled");
}

#[tokio::test]
async fn whoever_may_look_no_longer_hears_nothing_more() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Viewer).await;
    let router = router_with(Arc::clone(&server.app), &WebSettings::default());
    let from = ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 4711)));
    let request = Request::get("/api/v1/events").header(header::COOKIE, ada.cookie()).extension(from);
    let request = request.body(Body::empty()).expect("a request");
    let stream = router.oneshot(request).await.expect("an answer");
    assert_eq!(stream.status(), StatusCode::OK);
    let change = json!({"role": "viewer", "disabled": true});
    assert_eq!(put(&server, "/users/ada", &change).await.status, StatusCode::OK);
    let end = tokio::time::timeout(Duration::from_mins(1), stream.into_body().collect()).await;
    end.expect("the stream ends").expect("and not by an error");
}

#[tokio::test]
async fn the_last_admin_stays() {
    let server = Server::start().await;
    for change in [json!({"role": "operator", "disabled": false}), json!({"role": "admin", "disabled": true})]
    {
        let refused = put(&server, "/users/admin", &change).await;
        assert_eq!((refused.status, problem(&refused).as_str()), (StatusCode::CONFLICT, "last-admin"));
    }
    let other = server.person("root", Role::Admin).await;
    let change = json!({"role": "viewer", "disabled": false});
    assert_eq!(put(&other, "/users/admin", &change).await.status, StatusCode::OK);
    assert_eq!(put(&other, "/users/root", &change).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_token_is_shown_once_does_what_its_role_may_and_ends() {
    let server = Server::start().await;
    let ada = server.person("ada", Role::Operator).await;
    let refused = ada.post("/tokens", &json!({"name": " ", "role": "admin", "days": 367})).await;
    assert_eq!(refused.places(), ["/name", "/role", "/days"], "all at once: {}", refused.text);
    let made = ada.post("/tokens", &json!({"name": "deploys", "role": "viewer", "days": 30})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let token = made.json()["token"].as_str().expect("a token").to_owned();
    assert_eq!(with_token(&server, &token, "GET", "/gateways", &Value::Null).await.status, StatusCode::OK);
    let denied = with_token(&server, &token, "POST", "/gateways", &iscsi()).await;
    assert_eq!((denied.status, problem(&denied).as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    let listed = ada.get("/tokens").await;
    assert!(!listed.text.contains(&token));
    let listed = listed.json();
    assert_eq!((&listed[0]["name"], &listed[0]["role"]), (&json!("deploys"), &json!("viewer")));
    assert!(listed[0]["used_at"].is_string());
    let id = listed[0]["id"].as_str().expect("an id").to_owned();
    let other = server.person("bob", Role::Operator).await;
    assert_eq!(other.get("/tokens").await.json(), json!([]), "others do not see it");
    let path = format!("/tokens/{id}");
    assert_eq!(other.ask("DELETE", &path, &[], "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get("/tokens").await.json()[0]["account"], "ada", "an admin sees it");
    assert_eq!(ada.ask("DELETE", &path, &[], "").await.status, StatusCode::NO_CONTENT);
    let ended = with_token(&server, &token, "GET", "/gateways", &Value::Null).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_expired_token_does_nothing() {
    let server = Server::start().await;
    let made = server.post("/tokens", &json!({"name": "old", "role": "viewer", "days": 1})).await.json();
    let hash = sds_gateway::token::hash(made["token"].as_str().expect("a token"));
    let store = &server.app.store;
    let now = clock::unix_seconds();
    assert!(store.use_token(&hash, now + 24 * 60 * 60 - 5).await.expect("a store").is_some());
    assert!(store.use_token(&hash, now + 24 * 60 * 60 + 5).await.expect("a store").is_none());
}

#[tokio::test]
async fn a_token_needs_no_origin_and_a_session_from_another_one_changes_nothing() {
    let server = Server::start().await;
    let made = server.post("/tokens", &json!({"name": "job", "role": "operator", "days": 1})).await.json();
    let token = format!("Bearer {}", made["token"].as_str().expect("a token"));
    let elsewhere = ("origin", "http://evil.test");
    let headers = [("content-type", "application/json"), ("authorization", token.as_str()), elsewhere];
    let answer = server.anybody().ask("POST", "/gateways", &headers, iscsi().to_string()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    for (method, path) in [("POST", "/gateways/r0/plan"), ("DELETE", "/session"), ("POST", "/users")] {
        let headers = [("content-type", "application/json"), elsewhere];
        let answer = server.ask(method, path, &headers, "{}").await;
        assert_eq!(
            (answer.status, problem(&answer).as_str()),
            (StatusCode::FORBIDDEN, "other-origin"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_message_stands_in_the_history_and_has_an_end() {
    let server = Server::start().await;
    let path = "/gateways?message=%20for%20the%20new%20rack%20";
    assert_eq!(server.post(path, &iscsi()).await.json()["message"], "for the new rack");
    let revisions = server.get("/gateways/r0/revisions").await.json();
    assert_eq!(revisions[0]["message"], "for the new rack");
    let mut other = iscsi();
    other["resource"] = json!("r1");
    let refused = server.post(&format!("/gateways?message={}", "x".repeat(1001)), &other).await;
    assert_eq!(
        (refused.status, refused.places()),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["/message".to_owned()])
    );
}
