//! Planted secrets are looked for in everything that the server says, logs and keeps, after a whole life of a gateway.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{StatusCode, header};
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use gateway::api::people::Role;
use gateway::gateway::{Gateway, Kind};
use gateway::snippet::write::write;
use gateway_tests::planted::Planted;
use gateway_tests::server::{DIRECTORY, Server};
use serde_json::{Value, json};
use tracing_subscriber::filter::LevelFilter;

const FIRST: &str = "Pl4nted+Ch4p/One";
const SECOND: &str = "Pl4nted+Ch4p/Two";
const BY_HAND: &str = "Pl4nted+Ch4p/Hnd";
const REFUSED: &str = "Pl4nted+Ch4p/Bad";
const OF_ADA: &str = "Pl4nted, of ada/operator";
const PASSPHRASE: &str = "Pl4nted: passphrase/of all";

/// Answers that hold a secret because they are asked for it.
const TELLING: [(&str, &str); 2] = [
    // Whoever may, reveals it: that is what the call is for.
    ("POST /api/v1/gateways/r0/revisions/", "/reveal"),
    // The repaired text takes the place of the one that was sent: with stars in it, nobody could put it back.
    ("POST /api/v1/fix", ""),
];

/// Everything that is logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn with_chap(password: &str) -> Value {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = json!({"username": "backup", "password": password});
    draft
}

fn snippet(password: &str) -> String {
    write(&Gateway::read(&with_chap(password)).expect("a gateway"))
}

fn file(text: &str) -> Value {
    json!({"file": "sds-iscsi-r0.toml", "text": text})
}

#[tokio::test]
async fn no_planted_secret_is_told_logged_or_kept_in_plain_text() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let server = Server::start().await;
    let (ada, token) = sign_ada_in(&server).await;
    save_and_deploy(&ada).await;
    drift_and_take_over(&ada).await;
    refuse(&ada).await;
    ask_without_the_store(&ada).await;
    run_and_stop(&ada).await;
    let link = review(&ada).await;
    let reveal = ada.post("/gateways/r0/revisions/1/reveal", &Value::Null).await;
    assert!(reveal.status == StatusCode::OK && reveal.text.contains(FIRST), "{}", reveal.text);
    let other = move_everything(&server).await;
    for server in [&server, &other] {
        // Streams end at once.
        server.close();
        read_everything(server).await;
    }
    let planted = [
        Planted::new("the first CHAP secret", FIRST),
        Planted::new("the second CHAP secret", SECOND),
        Planted::new("the CHAP secret that somebody wrote by hand", BY_HAND),
        Planted::new("the CHAP secret of requests that were refused", REFUSED),
        Planted::new("the password of an account", OF_ADA),
        Planted::new("the passphrase of an archive", PASSPHRASE),
        Planted::new("an API token", token),
        Planted::new("the token of a share link", link),
    ];
    let log = log.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let text = String::from_utf8_lossy(&log);
    for logged in ["DEBUG request", "/gateways/{resource}", "INSERT INTO revisions"] {
        assert!(text.contains(logged), "`{logged}` is logged: {}", &text[..text.len().min(4000)]);
    }
    // What is there is found, so that what is not found is not there.
    let revealed = server.heard().into_iter().filter(|heard| heard.asked.ends_with("/reveal"));
    assert!(revealed.into_iter().any(|heard| planted[0].is_in(&heard.answered).is_some()));
    assert!(!kept(&server.data(), &Planted::new("the name of the snippet", "sds-iscsi-r0")).is_empty());
    let mut leaks = Vec::new();
    for planted in &planted {
        if let Some(form) = planted.is_in(&log) {
            let lines = text.lines().filter(|line| line.contains(&form)).collect::<Vec<_>>().join("\n");
            leaks.push(format!("{}: `{form}` in the log: {lines}", planted.name));
        }
        for heard in server.heard().iter().chain(&other.heard()) {
            let is_asked_for = TELLING
                .iter()
                .any(|(start, end)| heard.asked.starts_with(start) && heard.asked.ends_with(end));
            // A token is told once, to whom it is made for.
            let makes = ["POST /api/v1/tokens", "POST /api/v1/gateways/r0/shares"];
            let is_made = makes.contains(&heard.asked.as_str()) && planted.name.contains("token");
            if let Some(form) = planted.is_in(&heard.answered).filter(|_| !is_asked_for && !is_made) {
                let answered = String::from_utf8_lossy(&heard.answered).into_owned();
                leaks
                    .push(format!("{}: `{form}` in the answer of {}: {answered}", planted.name, heard.asked));
            }
        }
        for data in [server.data(), other.data()] {
            leaks.extend(kept(&data, planted));
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

/// An operator with a password, who signs in with it, and the token of a program.
async fn sign_ada_in(server: &Server) -> (Server, String) {
    let mut ada = server.person("ada", Role::Operator).await;
    let body = json!({"new": OF_ADA});
    let headers = [("content-type", "application/json")];
    let set = ada.ask("PUT", "/session/password", &headers, body.to_string()).await;
    assert!(set.status.is_success(), "{}", set.text);
    ada.sign_out_quietly();
    let typed_as_name = json!({"account": OF_ADA, "password": "wrong"});
    let typed_twice = json!({"account": "ada", "password": format!("{OF_ADA}{OF_ADA}")});
    let nested = json!({"account": "ada", "password": {"is": OF_ADA}});
    for body in [typed_as_name, typed_twice, nested, json!({"token": OF_ADA}), json!(OF_ADA)] {
        assert!(ada.post("/session", &body).await.status.is_client_error());
    }
    let signed_in = ada.post("/session", &json!({"account": "ada", "password": OF_ADA})).await;
    assert_eq!(signed_in.status, StatusCode::OK, "{}", signed_in.text);
    let cookie = signed_in.header(header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned();
    let headers = [("content-type", "application/json"), ("cookie", cookie.as_str())];
    let wrong = json!({"current": format!("{OF_ADA}?"), "new": "short"});
    let changed = ada.ask("PUT", "/session/password", &headers, wrong.to_string()).await;
    assert!(changed.status.is_client_error());
    let new = json!({"name": "planted", "role": "operator", "days": 1});
    let made = ada.ask("POST", "/tokens", &headers, new.to_string()).await.json();
    let token = made["token"].as_str().expect("a token").to_owned();
    let bearer = format!("Bearer {token}");
    for (path, status) in [("/gateways", StatusCode::OK), ("/users", StatusCode::FORBIDDEN)] {
        assert_eq!(ada.ask("GET", path, &[("authorization", &bearer)], "").await.status, status);
    }
    // It is put where it does not belong.
    for path in
        [format!("/gateways?token={token}"), format!("/gateways/{token}"), format!("//review/{token}")]
    {
        ada.ask("GET", &path, &[], "").await;
    }
    let ada = server.anybody().with_cookie(&cookie);
    (ada, token)
}

async fn save_and_deploy(server: &Server) {
    server.save(&with_chap(FIRST)).await;
    assert_eq!(server.deploy("r0").await["state"], "done");
    server.save(&with_chap(SECOND)).await;
    let plan = server.plan("r0").await;
    assert!(plan["digest"].is_string(), "{plan}");
    assert_eq!(server.deploy("r0").await["state"], "done");
}

/// Somebody writes another secret by hand, which is then saved as it is.
async fn drift_and_take_over(server: &Server) {
    let file = server.directory(DIRECTORY).join("sds-iscsi-r0.toml");
    let text = fs::read_to_string(&file).expect("a file").replace(SECOND, BY_HAND);
    assert!(text.contains(BY_HAND), "{text}");
    fs::write(&file, text).expect("a file");
    server.get("/gateways/r0/drift").await;
    server.get(&format!("/nodes/{DIRECTORY}/snippets")).await;
    let tag = server.get("/gateways/r0").await.header(header::ETAG).to_owned();
    let headers = [("content-type", "application/json"), ("if-match", tag.as_str())];
    let node = json!({"node": DIRECTORY});
    let taken = server.ask("POST", "/gateways/r0/take-over", &headers, node.to_string()).await;
    assert!(taken.status.is_success(), "{}", taken.text);
    let deployment = server.deploy("r0").await;
    assert_eq!(deployment["state"], "done", "{deployment}");
    let id = deployment["id"].as_str().expect("an id");
    let back = server.post(&format!("/deployments/{id}/rollback"), &Value::Null).await;
    assert_eq!(back.status, StatusCode::ACCEPTED, "{}", back.text);
    server.end_of(back.json()["id"].as_str().expect("an id")).await;
    // A file that no daemon reads, with the secret in what is no TOML.
    fs::write(server.directory(DIRECTORY).join("broken.toml"), format!("incoming_password={BY_HAND} \"\n"))
        .expect("a file");
    server.get("/nodes").await;
    server.get("/gateways/r0/drift").await;
    server.post("/gateways/r0/plan", &Value::Null).await;
    fs::remove_file(server.directory(DIRECTORY).join("broken.toml")).expect("a file");
}

/// Requests that fail, with a secret in each.
async fn refuse(server: &Server) {
    let broken = |change: fn(&mut Value)| {
        let mut draft = with_chap(REFUSED);
        change(&mut draft);
        draft
    };
    let drafts = [
        broken(|draft| draft["chap"]["username"] = json!("")),
        broken(|draft| draft["chap"]["password"] = json!([REFUSED])),
        broken(|draft| draft["chap"]["password"] = json!(format!("{REFUSED} too long"))),
        broken(|draft| draft["chap"] = json!(REFUSED)),
        broken(|draft| draft["resource"] = json!(1)),
        broken(|draft| draft["luns"] = json!([])),
        broken(|draft| draft["chap"]["pasword"] = json!(REFUSED)),
        json!({"kind": "foreign", "resource": "r0", "file": "x.toml", "text": format!("{} \"", snippet(REFUSED))}),
        json!(REFUSED),
    ];
    for draft in &drafts {
        for path in ["/gateways", "/render"] {
            assert!(server.post(path, draft).await.status.is_client_error(), "{draft}");
        }
        server.put("/gateways/r0", "\"r0-1\"", draft).await;
        server.put("/gateways/r0", "\"r0-99\"", draft).await;
    }
    let cut = with_chap(REFUSED).to_string();
    let cut = &cut[..=cut.find(REFUSED).expect("the secret") + REFUSED.len()];
    for kind in ["application/json", "text/plain"] {
        for path in ["/gateways", "/check", "/session", "/users", "/nodes", "/archive/import"] {
            server.ask("POST", path, &[("content-type", kind)], cut.to_owned()).await;
            server.ask("POST", path, &[("content-type", kind)], json!(REFUSED).to_string()).await;
        }
    }
    let order = json!({"digest": REFUSED, "on_failure": REFUSED});
    server.post("/gateways/r0/deployments", &order).await;
    server.post("/gateways/r0/evict", &json!({"delay": REFUSED})).await;
}

async fn ask_without_the_store(server: &Server) {
    let text = snippet(FIRST);
    let broken =
        text.replace("[[promoter]]", "[promoter]").replace("incoming_password=", "incoming_pasword=");
    for text in
        [text.clone(), broken.replace("pasword", "password"), text.replace(FIRST, &format!("%{FIRST}"))]
    {
        for path in ["/check", "/fix"] {
            assert!(server.post(path, &json!([file(&text)])).await.status.is_success());
        }
        for path in ["/explain", "/import"] {
            assert!(server.post(path, &file(&text)).await.status.is_success());
        }
    }
    assert!(server.post("/render", &with_chap(FIRST)).await.status.is_success());
}

async fn run_and_stop(server: &Server) {
    for path in ["/gateways/r0/stop", "/gateways/r0/start", "/gateways/r0/evict"] {
        let begun = server.post(path, &json!({})).await;
        if begun.status == StatusCode::ACCEPTED {
            server.end_of(begun.json()["id"].as_str().expect("an id")).await;
        }
    }
    for on in [true, false] {
        let headers = [("content-type", "application/json")];
        let body = json!({"maintenance": on, "on": on}).to_string();
        server.ask("PUT", "/nodes/node-a/maintenance", &headers, body).await;
    }
}

/// A share link is read by somebody without an account, and reviewers say what they think; gives the link's token.
async fn review(server: &Server) -> String {
    let made = server.post("/gateways/r0/shares", &json!({"hours": 1})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let token = made.json()["token"].as_str().expect("a token").to_owned();
    let shown = server.anybody().get(&format!("/review/{token}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let comment = json!({"line": 3, "text": "Which secret is that?"});
    server.post("/gateways/r0/revisions/1/comments", &comment).await;
    for verdict in ["approve", "reject"] {
        let path = format!("/gateways/r0/revisions/1/{verdict}");
        assert!(!server.post(&path, &json!({"message": "looks right"})).await.status.is_server_error());
    }
    token
}

/// Everything goes into another installation.
async fn move_everything(server: &Server) -> Server {
    let file = server.post("/archive/export", &json!({"passphrase": PASSPHRASE})).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    let other = Server::start().await;
    for (passphrase, status) in [
        (format!("{PASSPHRASE}?"), StatusCode::UNPROCESSABLE_ENTITY),
        (PASSPHRASE.to_owned(), StatusCode::NO_CONTENT),
    ] {
        let body = json!({"passphrase": passphrase, "archive": BASE64.encode(&file.bytes)});
        let answer = other.post("/archive/import", &body).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
    other.signed_in().await
}

/// Asks every route that reads, with what is there.
async fn read_everything(server: &Server) {
    let document = server.get("/openapi.json").await.json();
    let deployments = server.get("/gateways/r0/deployments").await.json();
    let id = deployments[0]["id"].as_str().expect("a deployment");
    let paths = document["paths"].as_object().expect("paths");
    for (path, _) in paths.iter().filter(|(_, item)| item.get("get").is_some()) {
        for (number, node) in [("1", "node-a"), ("2", DIRECTORY), ("3", "node-b")] {
            let path = [
                ("{resource}", "r0"),
                ("{number}", number),
                ("{name}", node),
                ("{id}", id),
                ("{account}", "ada"),
                ("{token}", "no-such"),
            ]
            .iter()
            .fold(path.clone(), |path, (part, value)| path.replace(part, value));
            server.get(&format!("{path}?from=1&to={number}&resource=r0&unit=drbd-reactor.service")).await;
        }
    }
}

/// What the files of a data directory hold of a secret. The key file holds keys alone.
fn kept(data: &Path, planted: &Planted) -> Vec<String> {
    let mut leaks = Vec::new();
    let mut directories = vec![data.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // What a node has must hold the secret.
                if path.file_name().is_none_or(|name| name != "nodes") {
                    directories.push(path);
                }
                continue;
            }
            if let Some(form) = planted.is_in(&fs::read(&path).expect("a file")) {
                leaks.push(format!("{}: `{form}` in {}", planted.name, path.display()));
            }
        }
    }
    leaks
}

#[test]
fn a_planted_secret_is_found_however_it_is_written() {
    let planted = Planted::new("a secret", FIRST);
    for before in 0..7 {
        let bytes = ["x".repeat(before).as_bytes(), FIRST.as_bytes(), b"behind"].concat();
        for written in [
            BASE64.encode(&bytes),
            BASE64URL_NOPAD.encode(&bytes),
            HEXLOWER.encode(&bytes),
            HEXUPPER.encode(&bytes),
            format!("{}Pl4nted%2BCh4p%2fOne", "x".repeat(before)).replace("%2f", "%2F"),
            "?password=pl&x=Pl4nted%2bCh4p%2fOne&".to_owned(),
            "ocf.rs@Pl4nted\\x2bCh4p\\x2fOne.service".to_owned(),
            json!({"x": FIRST}).to_string(),
        ] {
            assert!(planted.is_in(written.as_bytes()).is_some(), "{written}");
        }
    }
    assert!(planted.is_in(b"Pl4nted+Ch4p/Two").is_none());
}
