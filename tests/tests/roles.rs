//! Every route is called by everybody, and answers as one readable matrix says.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway::names::Choice;
use gateway_tests::server::{Server, iscsi};
use sds_gateway::audit::Note;
use sds_gateway::clock;
use sds_gateway::store::StoreError;
use sds_gateway::store::people::NewSession;
use sds_gateway::token::Token;
use sds_gateway::who::Who;
use serde_json::json;

const MATRIX: &str = include_str!("roles/matrix.txt");
const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "head", "options", "trace"];
/// The columns of the matrix, in order.
const ASKERS: [Asker; 8] = [
    Asker::Nobody,
    Asker::Expired,
    Asker::Share,
    Asker::Person(Role::Viewer),
    Asker::Person(Role::Reviewer),
    Asker::Person(Role::Operator),
    Asker::Person(Role::Admin),
    Asker::Program,
];

#[derive(Clone, Copy, Debug)]
enum Asker {
    Nobody,
    Expired,
    Share,
    Person(Role),
    Program,
}

/// A row of the matrix.
struct Row {
    method: &'static str,
    path: &'static str,
    cells: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines = MATRIX.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
        Row { method, path, cells: words.collect() }
    };
    lines.map(row).collect()
}

/// The headers with which somebody asks. A session is new each time: some calls end it.
async fn headers(server: &Server, asker: Asker, share: &str) -> Vec<(&'static str, String)> {
    let cookie = |token: &str| vec![("cookie", format!("sds_session={token}"))];
    let store = &server.app.store;
    match asker {
        Asker::Nobody => Vec::new(),
        Asker::Expired => cookie(&session(server, "admin", -1).await),
        Asker::Share => {
            let mut headers = cookie(share);
            headers.push(("authorization", format!("Bearer {share}")));
            headers
        }
        Asker::Person(role) => {
            let name = role.word().parse().expect("a name");
            let note = Note::new(&Who::server(), Action::CreateUser, role.word());
            match store.create_account(&name, role, None, &note).await {
                Ok(()) | Err(StoreError::Taken) => {}
                Err(error) => panic!("{error}"),
            }
            cookie(&session(server, role.word(), 60).await)
        }
        Asker::Program => {
            let signed_in = cookie(&session(server, "admin", 60).await);
            let headers = [("content-type", "application/json"), ("cookie", signed_in[0].1.as_str())];
            let new = json!({"name": "matrix", "role": "admin", "days": 1});
            let made = server.ask("POST", "/tokens", &headers, new.to_string()).await.json();
            vec![("authorization", format!("Bearer {}", made["token"].as_str().expect("a token")))]
        }
    }
}

async fn session(server: &Server, account: &str, seconds: i64) -> String {
    let token = Token::random();
    let session = NewSession {
        account: account.to_owned(),
        token_hash: token.hash(),
        expires_at: clock::unix_seconds() + seconds,
        link: None,
    };
    let note = Note::new(&Who::server(), Action::SignIn, account);
    server.app.store.begin_session(&session, &note).await.expect("a session");
    token.reveal().to_owned()
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_matrix_says() {
    let mut server = Server::start().await;
    server.save(&iscsi()).await;
    let made = server.post("/gateways/r0/shares", &json!({"hours": 1})).await.json();
    let share = made["token"].as_str().expect("a token").to_owned();
    server.sign_out_quietly();
    // Streams end at once.
    server.close();
    let mut wrong = Vec::new();
    for row in rows() {
        assert_eq!(row.cells.len(), ASKERS.len(), "{} {}", row.method, row.path);
        // None of these is there, so that whoever may call it changes nothing.
        let path = ["{resource}", "{id}", "{name}", "{account}", "{token}"]
            .iter()
            .fold(row.path.replace("{number}", "7"), |path, part| path.replace(part, "no-such"));
        for (asker, wanted) in ASKERS.into_iter().zip(&row.cells) {
            let asked = headers(&server, asker, &share).await;
            let mut headers = vec![("content-type", "application/json"), ("if-match", "\"x\"")];
            headers.extend(asked.iter().map(|(name, value)| (*name, value.as_str())));
            let answer = server.ask(row.method, &path, &headers, "{}").await;
            let code = answer.status;
            let is_as_wanted = match *wanted {
                "." => code == StatusCode::UNAUTHORIZED && says(&answer.text, "sign-in-needed"),
                "-" => code == StatusCode::FORBIDDEN,
                // A body of nothing is not what most of them want, and an unknown link is no way to sign in.
                "x" => {
                    let is_refused = says(&answer.text, "sign-in-needed")
                        || says(&answer.text, "forbidden")
                        || says(&answer.text, "session-needed");
                    !is_refused && code != StatusCode::METHOD_NOT_ALLOWED && !code.is_server_error()
                }
                other => panic!("`{other}` in the matrix"),
            };
            if !is_as_wanted {
                wrong.push(format!(
                    "{} {} by {asker:?}: `{wanted}`, got {code} {}",
                    row.method, row.path, answer.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn says(text: &str, name: &str) -> bool {
    text.contains(&format!("/help/errors#{name}\""))
}

#[tokio::test]
async fn every_route_has_a_row_and_every_row_a_route() {
    let server = Server::start().await;
    let document = server.get("/openapi.json").await.json();
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let listed: BTreeSet<String> = rows().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    assert_eq!(described, listed);
}

#[tokio::test]
async fn what_the_document_calls_open_is_what_nobody_needs_a_session_for() {
    let server = Server::start().await;
    let document = server.get("/openapi.json").await.json();
    for row in rows() {
        let operation = &document["paths"][row.path][row.method.to_lowercase()];
        let is_open = operation["security"] == json!([{}]);
        assert_eq!(is_open, row.cells[0] == "x", "{} {}", row.method, row.path);
    }
}
