//! The command line as a shell sees it: exit codes, standard output, standard error.

#[path = "cli/fix.rs"]
mod fix;
#[path = "cli/graph.rs"]
mod graph;
#[path = "cli/server.rs"]
mod server;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;
use serde_json::Value;
use tempfile::TempDir;

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sds-gateway"));
    command.current_dir(home).stdin(Stdio::null());
    for variable in ["SDS_GATEWAY_CONFIG", "SDS_GATEWAY_LISTEN", "SDS_GATEWAY_DATA"] {
        command.env_remove(variable);
    }
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    program(home).args(arguments).output().expect("the program runs")
}

fn run_with_input(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = program(home)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("input is read");
    child.wait_with_output().expect("the program ends")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn home() -> TempDir {
    TempDir::new().expect("a directory")
}

#[test]
fn render_prints_the_text_of_every_preview() {
    let home = home();
    for kind in Kind::ALL {
        let draft = kind.example().to_string();
        let gateway = Gateway::read(&kind.example()).expect("an example without errors");
        let output = run_with_input(home.path(), &["render", "-"], &draft);
        assert_eq!(code(&output), Some(0));
        assert_eq!(text(&output.stdout), write(&gateway));
    }
}

#[test]
fn render_tells_every_problem_with_its_pointer_and_prints_no_snippet() {
    let output = run_with_input(home().path(), &["render", "-"], r#"{"kind": "iscsi", "iqn": "nonsense"}"#);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    for pointer in ["/iqn: error[", "/resource: error[", "/luns: error["] {
        assert!(text(&output.stderr).contains(pointer), "{}", text(&output.stderr));
    }
    let output = run_with_input(home().path(), &["render", "-"], "{\n  \"kind\" }");
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stderr).starts_with("-:2:10: error[json]"), "{}", text(&output.stderr));
}

#[test]
fn a_secret_that_is_not_shown_is_neither_rendered_nor_accepted() {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = serde_json::json!({"username": "backup", "password": "***"});
    let output = run_with_input(home().path(), &["render", "-"], &draft.to_string());
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    assert!(text(&output.stderr).starts_with("/chap/password: error[secret-masked]"), "{output:?}");
    let snippet = write(&Gateway::read(&draft).expect("it can be previewed"));
    let output = run_with_input(home().path(), &["check", "-"], &snippet);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).contains("error[secret-masked]"), "{output:?}");
}

#[test]
fn what_cannot_be_read_is_neither_fine_nor_an_error_of_the_user() {
    let home = home();
    for arguments in
        [&["render", "no-such.json"][..], &["check", "no-such.toml"], &["check"], &["no-such-command"]]
    {
        let output = run(home.path(), arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
}

#[test]
fn check_accepts_what_render_prints() {
    let home = home();
    for kind in Kind::ALL {
        let gateway = Gateway::read(&kind.example()).expect("an example without errors");
        fs::write(home.path().join(gateway.file_name()), write(&gateway)).expect("a file");
    }
    let output = run(home.path(), &["check", "--json", "."]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    assert_eq!(report["daemon_accepts"], true, "{report}");
    assert_eq!(report["ctl_accepts"], true);
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["ctl_accepts", "daemon_accepts", "problems", "resources"]);
    assert_eq!(report["resources"].as_array().map(Vec::len), Some(3));
}

#[test]
fn check_names_file_line_and_column_of_an_error() {
    let home = home();
    fs::write(home.path().join("broken.toml"), "[[promoter]]\nname = \n").expect("a file");
    let output = run(home.path(), &["check", "broken.toml"]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).starts_with("broken.toml:2:"), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains(": error["));
    let report = run(home.path(), &["check", "--json", "broken.toml"]);
    let report: Value = serde_json::from_slice(&report.stdout).expect("one JSON document");
    let problem = &report["problems"][0];
    assert_eq!((&report["daemon_accepts"], &problem["line"]), (&Value::from(false), &Value::from(2)));
    assert!(problem["message"].is_string() && problem.get("fix").is_some_and(Value::is_null), "{problem}");
}

#[test]
fn warnings_count_where_strictness_is_asked_for() {
    let home = home();
    let snippet =
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"a.service\"]\nstop-service-on-exit = true\n";
    fs::write(home.path().join("typo.toml"), snippet).expect("a file");
    assert_eq!(code(&run(home.path(), &["check", "typo.toml"])), Some(0));
    let strict = run(home.path(), &["check", "--strict", "typo.toml"]);
    assert_eq!(code(&strict), Some(3));
    assert!(text(&strict.stdout).starts_with("typo.toml:4:1: warning["), "{}", text(&strict.stdout));
    assert!(!text(&strict.stdout).contains('\x1b'), "colours are for terminals");
}

#[test]
fn a_directory_is_read_as_the_daemon_reads_it() {
    let home = home();
    let snippets = home.path().join("snippets");
    fs::create_dir_all(snippets.join("deeper.toml")).expect("a directory");
    for (file, resource) in [("b.toml", "r1"), (".a.toml", "r2"), ("c.toml.disabled", "r3"), ("d.txt", "r4")]
    {
        let text = format!("[[promoter]]\n[promoter.resources.{resource}]\nstart = [\"a.service\"]\n");
        fs::write(snippets.join(file), text).expect("a file");
    }
    std::os::unix::fs::symlink(snippets.join("d.txt"), snippets.join("e.toml")).expect("a link");
    let output = run(home.path(), &["check", "--json", "snippets"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let resources = report["resources"].as_array().expect("a list").iter();
    let names: Vec<&str> = resources.filter_map(|resource| resource["resource"].as_str()).collect();
    assert_eq!(names, ["r2", "r1", "r4"]);
}

#[test]
fn bytes_that_are_no_text_are_an_error_with_a_place() {
    let home = home();
    fs::write(home.path().join("a.toml"), b"# fine\n# not: \xff\n").expect("a file");
    let output = run(home.path(), &["check", "a.toml"]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).starts_with("a.toml:2:8: error[not-utf-8]"), "{}", text(&output.stdout));
}

#[test]
fn a_name_that_is_no_text_keeps_the_daemon_from_reading_the_directory() {
    use std::os::unix::ffi::OsStrExt;
    let home = home();
    fs::write(home.path().join(std::ffi::OsStr::from_bytes(b"notes\xff.txt")), "").expect("a file");
    let output = run(home.path(), &["check", "."]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).contains("error[file-name]"), "{}", text(&output.stdout));
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish"] {
        let output = run(home().path(), &["completions", shell]);
        assert_eq!(code(&output), Some(0));
        assert!(text(&output.stdout).contains("sds-gateway"));
    }
}

#[test]
fn import_prints_the_gateway_that_render_made_a_snippet_of() {
    let home = home();
    for kind in Kind::ALL {
        let snippet = write(&Gateway::read(&kind.example()).expect("an example without errors"));
        let output = run_with_input(home.path(), &["import", "-"], &snippet);
        assert_eq!((code(&output), text(&output.stderr)), (Some(0), ""));
        let rendered = run_with_input(home.path(), &["render", "-"], text(&output.stdout));
        assert_eq!(text(&rendered.stdout), snippet);
    }
}

#[test]
fn import_tells_what_differs_and_why_a_snippet_is_none_of_ours() {
    let home = home();
    let snippet = write(&Gateway::read(&Kind::Nfs.example()).expect("an example without errors"));
    let noted = format!("# ask storage first\n{snippet}");
    let output = run_with_input(home.path(), &["import", "-"], &noted);
    assert_eq!(
        (code(&output), text(&output.stderr)),
        (Some(0), "differs: the comments of these lines are lost: 1\n")
    );
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok_and(|gateway| gateway["kind"] == "nfs"));

    let foreign = snippet.replace("options=rw,", "unlock_on_stop=0 options=rw,");
    let output = run_with_input(home.path(), &["import", "-"], &foreign);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    let told: Vec<&str> = text(&output.stderr).lines().collect();
    let place = "start[6], start[7]";
    assert_eq!(
        told,
        [
            "foreign: the nearest gateway of ours would not do the same".to_owned(),
            format!("would differ: {place}: `unlock_on_stop` would be lost"),
        ]
    );
    for (snippet, is, exit_code) in [(snippet, "ours", 0), (noted, "alike", 0), (foreign, "foreign", 1)] {
        let output = run_with_input(home.path(), &["import", "--json", "-"], &snippet);
        let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
        assert_eq!((code(&output), &document["is"], text(&output.stderr)), (Some(exit_code), &is.into(), ""));
    }
}

#[test]
fn bytes_that_are_no_text_are_imported_as_none_of_ours() {
    let home = home();
    fs::write(home.path().join("a.toml"), b"# not: \xff\n").expect("a file");
    let output = run(home.path(), &["import", "a.toml"]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stderr).starts_with("foreign: expected UTF-8"), "{}", text(&output.stderr));
    assert_eq!(code(&run(home.path(), &["import", "no-such.toml"])), Some(2));
}

#[test]
fn explain_prints_the_snippet_with_what_each_line_does_in_the_language_of_the_terminal() {
    let home = home();
    let gateway = Gateway::read(&Kind::Iscsi.example()).expect("an example without errors");
    fs::write(home.path().join("a.toml"), write(&gateway)).expect("a file");
    let explained = |arguments: &[&str], locale: [(&str, &str); 3]| {
        let output = program(home.path()).arg("explain").args(arguments).envs(locale).output();
        let output = output.expect("the program runs");
        assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let locale = |all, messages, lang| [("LC_ALL", all), ("LC_MESSAGES", messages), ("LANG", lang)];
    let english = explained(&["a.toml"], locale("C", "", "zh_CN.UTF-8"));
    for line in write(&gateway).lines() {
        assert!(english.lines().any(|found| found == line), "{line}");
    }
    assert!(english.contains("#> Brings 192.168.1.100/24 up"), "{english}");
    assert!(!english.contains('\x1b'), "colours are for terminals");
    let chinese = explained(&["a.toml"], locale("", "", "zh_CN.UTF-8"));
    assert!(chinese.contains("#> 在活动节点上启用 192.168.1.100/24"), "{chinese}");
    assert_eq!(explained(&["--language", "zh", "a.toml"], locale("C", "", "")), chinese);
    assert_eq!(explained(&["--language", "en", "a.toml"], locale("", "zh_TW", "")), english);

    let both = explained(&["--json", "a.toml"], locale("", "", ""));
    let both: Value = serde_json::from_str(&both).expect("one JSON document");
    assert!(both[0]["line"] == 1 && both[0]["what"]["en"] != both[0]["what"]["zh"], "{both:#}");
}

#[test]
fn explain_reads_standard_input_and_refuses_what_is_no_text() {
    let home = home();
    let output = run_with_input(home.path(), &["explain", "--language", "en", "-"], "no = TOML\n");
    assert_eq!(code(&output), Some(0));
    assert!(text(&output.stdout).starts_with("no = TOML\n#> "), "{}", text(&output.stdout));
    fs::write(home.path().join("a.toml"), b"\xff").expect("a file");
    let output = run(home.path(), &["explain", "a.toml"]);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), ""));
    assert!(text(&output.stderr).starts_with("a.toml: error[not-utf-8]"), "{}", text(&output.stderr));
    assert_eq!(code(&run(home.path(), &["explain", "no-such.toml"])), Some(2));
}

const TWO_ENTRIES: &str = r#"[[promoter]]
[promoter.resources.r0]
dependencies-as = "BindsTo"
start = [
  "a.service",
  "ocf:heartbeat:iSCSITarget t iqn=50%%off alias=%p dropped=%Z incoming_password=hidden-1234",
]
"#;

#[test]
fn units_shows_what_starts_after_what_and_the_environment_without_passwords() {
    let home = home();
    fs::write(home.path().join("a.toml"), TWO_ENTRIES).expect("a file");
    let output = run(home.path(), &["units", "a.toml"]);
    assert_eq!((code(&output), text(&output.stderr)), (Some(0), ""));
    let shown = text(&output.stdout);
    for line in [
        "resource r0",
        "  target   drbd-services@r0.target (Requires every entry)",
        "  promote  drbd-promote@r0.service",
        "  1  a.service",
        "     kind   unit of systemd",
        "     after  drbd-promote@r0.service (BindsTo)",
        "  2  ocf.rs@t_r0.service",
        "     kind   agent heartbeat/iSCSITarget",
        "     after  a.service (BindsTo)",
        "     env    OCF_RESKEY_iqn=50%off",
        "     env    OCF_RESKEY_alias=ocf.rs",
        "     env    OCF_RESKEY_incoming_password=***",
    ] {
        assert!(shown.lines().any(|found| found == line), "{line}\n{shown}");
    }
    assert!(shown.contains("OCF_RESKEY_dropped=(systemd knows no `%Z`"), "{shown}");
    assert!(!shown.contains("1234"));
}

#[test]
fn units_as_json_are_the_resources_of_check() {
    let home = home();
    fs::write(home.path().join("b.toml"), TWO_ENTRIES).expect("a file");
    let gateway = Gateway::read(&Kind::Nfs.example()).expect("an example without errors");
    fs::write(home.path().join("a.toml"), write(&gateway)).expect("a file");
    let json =
        |output: Output| -> Value { serde_json::from_slice(&output.stdout).expect("one JSON document") };
    let units = json(run(home.path(), &["units", "--json", "."]));
    assert_eq!(units, json(run(home.path(), &["check", "--json", "."]))["resources"]);
    let unit = &units[1]["units"][1];
    let keys: Vec<&String> = unit.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["entry", "env", "error", "kind", "unit"]);
    assert_eq!(unit["env"]["OCF_RESKEY_iqn"], "50%%off");
}

#[test]
fn units_tells_why_the_daemon_would_not_load_the_snippets() {
    let home = home();
    fs::write(home.path().join("a.toml"), TWO_ENTRIES).expect("a file");
    fs::write(home.path().join("b.toml"), "[promoter]\n").expect("a file");
    let output = run(home.path(), &["units", "--json", "a.toml", "b.toml"]);
    assert_eq!((code(&output), text(&output.stdout).trim()), (Some(1), "[]"));
    assert!(text(&output.stderr).contains("b.toml:1:2: error[header]"), "{}", text(&output.stderr));

    fs::write(home.path().join("a.toml"), TWO_ENTRIES.replace("%Z", "'%Z")).expect("a file");
    let output = run(home.path(), &["units", "a.toml"]);
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).contains("error  expected a closing quote"), "{}", text(&output.stdout));
    assert!(!text(&output.stdout).contains("1234"));
    assert!(text(&output.stderr).contains("error[quote]"), "{}", text(&output.stderr));
}
