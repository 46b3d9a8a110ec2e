//! A share link shows one gateway and nothing else; comments stand at lines that are there.

use std::sync::Arc;

use axum::http::{StatusCode, header};
use gateway::api::people::Role;
use gateway::gateway::Kind;
use gateway_tests::server::{Server, iscsi};
use sds_gateway::node::directory::DirectoryNode;
use sds_gateway::token::Token;
use serde_json::{Value, json};

const PASSWORD: &str = "correcthorse12";

fn with_chap(password: &str) -> Value {
    let mut draft = iscsi();
    draft["chap"] = json!({"username": "backup", "password": password});
    draft
}

/// Makes a share link of `r0`, and gives its token and its id.
async fn share(server: &Server, new: &Value) -> (String, String) {
    let made = server.post("/gateways/r0/shares", new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&made.json()["token"]), text(&made.json()["share"]["id"]))
}

fn is_gone(answer: &gateway_tests::server::Answer) -> bool {
    answer.status == StatusCode::NOT_FOUND && answer.text.contains("/help/errors#share-gone\"")
}

#[tokio::test]
async fn a_link_shows_one_gateway_to_somebody_without_an_account() {
    let server = Server::start().await;
    server.save(&with_chap(PASSWORD)).await;
    let (token, _) = share(&server, &json!({"hours": 1})).await;
    let answer = server.anybody().get(&format!("/review/{token}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let review = answer.json();
    assert_eq!((&review["resource"], &review["revision"]), (&json!("r0"), &json!(1)));
    assert_eq!((&review["pinned"], &review["newest"]), (&json!(false), &json!(1)));
    assert_eq!(review["gateway"]["chap"]["password"], "***");
    assert!(review["text"].as_str().is_some_and(|text| text.contains("incoming_password=***")));
    assert!(!answer.text.contains(PASSWORD), "{}", answer.text);
    assert_eq!(answer.headers["x-robots-tag"], "noindex, nofollow");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_link_that_is_unknown_revoked_or_expired_is_the_same_to_whoever_has_it() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (revoked, id) = share(&server, &json!({"hours": 1})).await;
    let (expired, _) = share(&server, &json!({"hours": 1})).await;
    let path = format!("/gateways/r0/shares/{id}");
    assert_eq!(server.delete(&path, "").await.status, StatusCode::NO_CONTENT);
    let later = sds_gateway::clock::unix_seconds() + 60 * 60;
    let kept = server.app.store.share(&sds_gateway::token::hash(&expired), later).await.expect("an answer");
    assert_eq!(kept, None, "an hour later it is none");
    let unknown = server.anybody().get(&format!("/review/{}", Token::random().reveal())).await;
    let revoked = server.anybody().get(&format!("/review/{revoked}")).await;
    assert!(is_gone(&unknown) && is_gone(&revoked), "{} {}", unknown.text, revoked.text);
    assert_eq!(unknown.text, revoked.text);
    assert!(unknown.text.contains("ask whoever sent it for a new one"), "{}", unknown.text);
}

#[tokio::test]
async fn revoking_twice_is_revoking_once() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (_, id) = share(&server, &json!({"hours": 1})).await;
    let path = format!("/gateways/r0/shares/{id}");
    for _ in 0..2 {
        assert_eq!(server.delete(&path, "").await.status, StatusCode::NO_CONTENT);
    }
    let noted = server.get("/audit?action=revoke-share").await.json();
    assert_eq!(noted["lines"].as_array().map(Vec::len), Some(1), "{noted}");
    assert!(server.get("/gateways/r0/shares").await.json()[0]["revoked_at"].is_string());
    assert_eq!(server.delete("/gateways/r0/shares/none", "").await.status, StatusCode::NOT_FOUND);
    server.save(&Kind::Nvmeof.example()).await;
    let of_another = format!("/gateways/r1/shares/{id}");
    assert_eq!(server.delete(&of_another, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_store_knows_a_link_by_its_hash_alone() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (token, _) = share(&server, &json!({"hours": 1})).await;
    assert!(!server.get("/gateways/r0/shares").await.text.contains(&token));
    assert!(!server.get("/audit").await.text.contains(&token));
}

#[tokio::test]
async fn a_link_is_pinned_or_follows_and_says_which() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (pinned, _) = share(&server, &json!({"hours": 1, "revision": 1})).await;
    let (follows, _) = share(&server, &json!({"hours": 1})).await;
    server.save(&with_chap(PASSWORD)).await;
    let pinned = server.anybody().get(&format!("/review/{pinned}")).await.json();
    assert_eq!(
        (&pinned["revision"], &pinned["newest"], &pinned["pinned"]),
        (&json!(1), &json!(2), &json!(true))
    );
    let follows = server.anybody().get(&format!("/review/{follows}")).await.json();
    assert_eq!((&follows["revision"], &follows["pinned"]), (&json!(2), &json!(false)));
}

#[tokio::test]
async fn a_link_has_a_lifetime_and_a_revision_that_is_there() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    for (new, place) in [
        (json!({"hours": 0}), "/hours"),
        (json!({"hours": 8785}), "/hours"),
        (json!({"hours": 1, "revision": 0}), "/revision"),
        (json!({"hours": 1, "revision": 2}), "/revision"),
    ] {
        let answer = server.post("/gateways/r0/shares", &new).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert_eq!(answer.places(), [place], "{new}");
    }
    share(&server, &json!({"hours": 8784})).await;
    assert_eq!(server.post("/gateways/r7/shares", &json!({"hours": 1})).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_token_of_a_link_opens_nothing_else() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (token, _) = share(&server, &json!({"hours": 1})).await;
    let anybody = server.anybody();
    for path in
        ["/gateways", "/gateways/r0", "/gateways/r0/revisions/1/review", "/session", "/audit", "/nodes"]
    {
        for (name, value) in
            [("authorization", format!("Bearer {token}")), ("cookie", format!("sds_session={token}"))]
        {
            let answer = anybody.ask("GET", path, &[(name, &value)], "").await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    let answer = anybody.post("/session", &json!({"token": token})).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_link_tells_no_account_but_the_author_no_comment_and_no_other_gateway() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.save(&Kind::Nvmeof.example()).await;
    let reviewer = server.person("eve@example.com", Role::Reviewer).await;
    let said = json!({"line": 1, "text": "remember the milk"});
    assert_eq!(reviewer.post("/gateways/r0/revisions/1/comments", &said).await.status, StatusCode::CREATED);
    let approved =
        reviewer.post("/gateways/r0/revisions/1/approve", &json!({"message": "a word of mine"})).await;
    assert_eq!(approved.status, StatusCode::OK, "{}", approved.text);
    let (token, _) = share(&server, &json!({"hours": 1})).await;
    let shown = server.anybody().get(&format!("/review/{token}")).await;
    for hidden in ["eve@", "milk", "a word of mine", "nvmeof"] {
        assert!(!shown.text.contains(hidden), "{hidden} in {}", shown.text);
    }
    assert_eq!((&shown.json()["approval"]["given"], &shown.json()["author"]), (&json!(1), &json!("admin")));
    let signed_in = reviewer.get("/gateways/r0/revisions/1/review").await.json();
    assert_eq!(signed_in["approval"]["verdicts"][0]["account"], "eve@example.com");
}

#[tokio::test]
async fn a_review_shows_how_each_node_differs_without_its_secrets() {
    let server = Server::start().await;
    server.save(&with_chap(PASSWORD)).await;
    server.deploy("r0").await;
    server.save(&with_chap("anotherhorse34")).await;
    let answer = server.get("/gateways/r0/revisions/2/review").await;
    let review = answer.json();
    let nodes = review["nodes"].as_array().expect("nodes");
    assert_eq!(nodes.len(), 4);
    for node in nodes {
        let diff = node["diff"].as_str().expect("a diff");
        assert!(diff.contains('+') && diff.contains("***changed***"), "{diff}");
    }
    for password in [PASSWORD, "anotherhorse34"] {
        assert!(!answer.text.contains(password), "{}", answer.text);
    }
    let before = server.get("/gateways/r0/revisions/1/review").await.json();
    assert!(before["nodes"].as_array().expect("nodes").iter().all(|node| node["diff"] == ""), "{before}");
    assert_eq!(server.get("/gateways/r0/revisions/3/review").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_removal_is_shown_as_what_the_nodes_lose() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    server.deploy("r0").await;
    let tag = server.get("/gateways/r0").await;
    server.delete("/gateways/r0", tag.header(header::ETAG)).await;
    let review = server.get("/gateways/r0/revisions/2/review").await.json();
    assert_eq!(review["removed"], true);
    let diff = review["nodes"][0]["diff"].as_str().expect("a diff");
    assert!(diff.contains("\n-") && !diff.contains("\n+["), "{diff}");
}

#[tokio::test]
async fn a_link_says_of_a_silent_node_only_that_it_is_silent() {
    let gone = DirectoryNode::new("dark", "/nowhere/192.0.2.7");
    let server = Server::start_with(vec![Arc::new(gone)]).await;
    server.save(&iscsi()).await;
    let (token, _) = share(&server, &json!({"hours": 1})).await;
    let shown = server.anybody().get(&format!("/review/{token}")).await;
    assert_eq!(shown.json()["nodes"][0]["error"]["en"], "the node does not answer", "{}", shown.text);
    assert!(!shown.text.contains("192.0.2.7"), "{}", shown.text);
    let signed_in = server.get("/gateways/r0/revisions/1/review").await;
    assert!(signed_in.text.contains("192.0.2.7"), "{}", signed_in.text);
}

#[tokio::test]
async fn a_review_compares_with_what_was_approved_last() {
    let server = Server::start_needing(1).await;
    let reviewer = server.person("rev", Role::Reviewer).await;
    server.save(&iscsi()).await;
    let path = "/gateways/r0/revisions/1/approve";
    assert_eq!(reviewer.post(path, &json!({})).await.status, StatusCode::OK);
    server.save(&with_chap("one-of-many-1")).await;
    server.save(&with_chap(PASSWORD)).await;
    let review = server.get("/gateways/r0/revisions/3/review").await;
    assert_eq!(review.json()["approved"]["revision"], 1);
    let diff = review.json()["approved"]["diff"].as_str().expect("a diff").to_owned();
    assert!(diff.contains("revision 1") && diff.contains("incoming_password=***"), "{diff}");
    assert!(!review.text.contains(PASSWORD), "{}", review.text);
    assert!(server.get("/gateways/r0/revisions/1/review").await.json()["approved"].is_null());
}

#[tokio::test]
async fn comments_stand_at_lines_that_are_there_and_say_something() {
    let server = Server::start().await;
    let lines = server.save(&iscsi()).await["text"].as_str().expect("text").lines().count();
    let path = "/gateways/r0/revisions/1/comments";
    for (new, place) in [
        (json!({"text": " "}), "/text"),
        (json!({"text": "x".repeat(4001)}), "/text"),
        (json!({"line": 0, "text": "x"}), "/line"),
        (json!({"line": lines + 1, "text": "x"}), "/line"),
    ] {
        let answer = server.post(path, &new).await;
        assert_eq!(
            (answer.status, answer.places()),
            (StatusCode::UNPROCESSABLE_ENTITY, vec![place.to_owned()])
        );
    }
    for new in [json!({"text": "文".repeat(4000)}), json!({"line": lines, "text": "the end"})] {
        assert_eq!(server.post(path, &new).await.status, StatusCode::CREATED);
    }
    let kept = server.get(path).await.json();
    assert_eq!((&kept[0]["line"], &kept[1]["line"]), (&Value::Null, &json!(lines)));
    assert_eq!(kept[1]["author"], "admin");
    let nowhere = "/gateways/r0/revisions/2/comments";
    assert_eq!(server.get(nowhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.post(nowhere, &json!({"text": "x"})).await.status, StatusCode::NOT_FOUND);
    // What is taken away again is not to stay in the log for ever.
    assert!(!server.get("/audit").await.text.contains("the end"));
}

#[tokio::test]
async fn a_comment_is_taken_away_by_its_author_or_an_admin() {
    let server = Server::start().await;
    server.save(&iscsi()).await;
    let (one, other) =
        (server.person("one", Role::Reviewer).await, server.person("two", Role::Operator).await);
    let path = "/gateways/r0/revisions/1/comments";
    let comment =
        async || one.post(path, &json!({"text": "hm"})).await.json()["id"].as_str().unwrap_or("").to_owned();
    let (first, second) = (comment().await, comment().await);
    let of = |id: &str| format!("{path}/{id}");
    assert_eq!(other.delete(&of(&first), "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(one.delete(&of(&first), "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(one.delete(&of(&first), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.delete(&of(&second), "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(path).await.json(), json!([]));
}
