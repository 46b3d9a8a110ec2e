//! The commands of the server, its accounts and its audit log.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::{code, home, program, run, run_with_input, text};

/// A server of its own, ended when it is dropped.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // Whoever is gone already cannot be killed.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts a server over the data of `home`, and waits until it says where it is.
fn serve(home: &Path) -> Serving {
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data", "data"];
    let mut child = program(home)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("a pipe");
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    assert!(line.contains("listens on"), "{line}");
    Serving(child)
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let home = home();
    fs::write(home.path().join("sds-gateway.toml"), "listen = \"127.0.0.1:0\"\nlisten-on = 1\n")
        .expect("a file");
    let output = run(home.path(), &["serve"]);
    assert_eq!(code(&output), Some(2));
    assert!(text(&output.stderr).contains("listen-on"), "{}", text(&output.stderr));
}

#[test]
fn a_sign_in_link_needs_the_data_of_a_server() {
    let home = home();
    let output = run(home.path(), &["sign-in", "--data", "nothing-here"]);
    assert_eq!(code(&output), Some(2));
    assert!(!home.path().join("nothing-here").exists(), "and makes none");
}

#[test]
fn serve_says_where_it_listens_and_how_to_get_in_and_ends_when_told() {
    let home = home();
    fs::create_dir(home.path().join("snippets")).expect("a directory");
    let settings = "data = \"of-the-file\"\n[[node]]\nname = \"lab\"\ndirectory = \"snippets\"\n";
    fs::write(home.path().join("sds-gateway.toml"), settings).expect("a file");
    let mut server = program(home.path())
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("SDS_GATEWAY_DATA", "of-the-environment")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut lines = BufReader::new(server.stdout.take().expect("a pipe")).lines();
    let mut line = || lines.next().expect("a line").expect("UTF-8");
    let first = line();
    let address = first.strip_prefix("SDS Gateway listens on ").expect("where it listens");
    let address = address.strip_suffix(" (this machine only)").expect("who reaches it");
    assert!(address.starts_with("http://127.0.0.1:") && !address.ends_with(":0"), "{address}");
    let second = line();
    let token = second.strip_prefix(&format!("Sign in once: {address}/sign-in#")).expect("how to get in");
    assert!(token.len() >= 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{token}");
    assert!(home.path().join("of-the-environment").is_dir(), "the environment counts before the file");

    let new = run(home.path(), &["sign-in", "--data", "of-the-environment"]);
    assert!(text(&new.stdout).starts_with("Sign in once: http://127.0.0.1:8080/sign-in#"));
    let told = Command::new("kill").arg(server.id().to_string()).status().expect("kill runs");
    assert!(told.success());
    assert_eq!(server.wait().expect("it ends").code(), Some(0));
}

#[test]
fn accounts_are_made_listed_and_given_a_password_while_the_server_runs() {
    let home = home();
    let _serving = serve(home.path());
    let add = run(home.path(), &["user", "add", "ada", "--role", "operator", "--data", "data"]);
    assert_eq!(code(&add), Some(0), "{add:?}");
    assert!(text(&add.stdout).contains("/sign-in#"), "{add:?}");
    let again = run(home.path(), &["user", "add", "ada", "--data", "data"]);
    assert_eq!(code(&again), Some(2));
    assert!(text(&again.stderr).contains("there is an account `ada` already"), "{again:?}");
    let wrong = run(home.path(), &["user", "add", "Ada Lovelace", "--data", "data"]);
    assert_eq!(code(&wrong), Some(2));
    assert!(text(&wrong.stderr).contains("lower-case letters"), "{wrong:?}");
    let short = run_with_input(home.path(), &["user", "passwd", "ada", "--data", "data"], "too short\n");
    assert_eq!(code(&short), Some(2));
    assert!(text(&short.stderr).contains("12 to 256 characters"), "{short:?}");
    let set =
        run_with_input(home.path(), &["user", "passwd", "ada", "--data", "data"], "a long enough one\n");
    assert_eq!(code(&set), Some(0), "{set:?}");
    let unknown =
        run_with_input(home.path(), &["user", "passwd", "eve", "--data", "data"], "a long enough one\n");
    assert_eq!(code(&unknown), Some(2));
    assert!(text(&unknown.stderr).contains("there is no account `eve`"), "{unknown:?}");
    let list = run(home.path(), &["user", "list", "--data", "data"]);
    let line = text(&list.stdout).lines().find(|line| line.starts_with("ada")).expect("a line");
    assert!(line.contains("operator") && line.contains("password") && line.contains("never"), "{line}");
    let json = run(home.path(), &["user", "list", "--json", "--data", "data"]);
    let users: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let ada = users.as_array().expect("a list").iter().find(|user| user["account"] == "ada").expect("ada");
    assert_eq!((&ada["role"], &ada["has_password"]), (&"operator".into(), &true.into()));
    assert!(!text(&json.stdout).contains("argon2"), "a hash is nobody's business");
}

#[test]
fn the_audit_log_is_verified_and_a_changed_entry_found() {
    let home = home();
    drop(serve(home.path()));
    run(home.path(), &["user", "add", "ada", "--data", "data"]);
    let fine = run(home.path(), &["audit", "verify", "--data", "data"]);
    assert_eq!(code(&fine), Some(0), "{fine:?}");
    assert!(text(&fine.stdout).contains("the chain is whole"), "{fine:?}");
    let database = home.path().join("data/sds-gateway.sqlite");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        use sqlx::{ConnectOptions, Connection, Executor};
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database);
        let mut connection = options.connect().await.expect("a database");
        let change = "DROP TRIGGER audit_stays; UPDATE audit SET entry = replace(entry, 'viewer', 'admin')";
        connection.execute(change).await.expect("a change");
        connection.close().await.expect("an end");
    });
    let broken = run(home.path(), &["audit", "verify", "--data", "data"]);
    assert_eq!(code(&broken), Some(1), "{broken:?}");
    assert!(text(&broken.stdout).contains("is not what it was"), "{broken:?}");
}
