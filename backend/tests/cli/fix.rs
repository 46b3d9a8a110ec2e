//! What is wrong with a snippet and how it is repaired, as a shell sees it.

use std::fs;

use serde_json::Value;

use super::{code, home, run, run_with_input, text};

/// As many administrators have it on disk: headers that the daemon refuses, and a list that lost its quotes.
const BROKEN: &str = "# ours\n[promoter]\n  [[promoter.resources.r0]]   # one table\n    start = [\n      'ocf:heartbeat:iSCSITarget t \
iqn=iqn.2024-01.com.example:a portals=10.0.0.5:3260 10.0.0.6:3260 implementation=lio-t',\n      \"other.service\",\n    ]\n";
const MENDED: &str = "# ours\n[[promoter]]\n  [promoter.resources.r0]   # one table\n    start = [\n      'ocf:heartbeat:iSCSITarget t \
iqn=iqn.2024-01.com.example:a portals=\"10.0.0.5:3260 10.0.0.6:3260\" implementation=lio-t',\n      \"other.service\",\n    ]\n";

#[test]
fn fix_prints_the_repaired_text_and_what_was_repaired() {
    let home = home();
    let output = run_with_input(home.path(), &["fix", "-"], BROKEN);
    assert_eq!((code(&output), text(&output.stdout)), (Some(0), MENDED), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr).matches("fixed: ").count(), 3, "{}", text(&output.stderr));
    // Nothing certain can be done here: the text stays, and the error is named.
    let hopeless =
        "[[promoter]]\n[promoter.resources.r0]\nstart = [\"ocf:heartbeat:IPaddr2 ip ip='10.0.0.5\"]\n";
    let output = run_with_input(home.path(), &["fix", "-"], hopeless);
    assert_eq!((code(&output), text(&output.stdout)), (Some(1), hopeless));
    assert!(text(&output.stderr).contains("left: stdin.toml:3:39: error[quote]"), "{}", text(&output.stderr));
}

#[test]
fn fix_shows_what_changes_as_a_diff_and_writes_nothing() {
    let home = home();
    fs::write(home.path().join("a.toml"), BROKEN).expect("a file");
    let output = run(home.path(), &["fix", "--diff", "a.toml"]);
    assert_eq!(code(&output), Some(0));
    let diff = text(&output.stdout);
    assert!(diff.starts_with("--- a.toml\n+++ a.toml\n"), "{diff}");
    assert_eq!(diff.lines().filter(|line| line.starts_with('-')).count(), 1 + 3, "{diff}");
    assert_eq!(fs::read_to_string(home.path().join("a.toml")).expect("a file"), BROKEN);
    let both = run(home.path(), &["fix", "--diff", "--write", "a.toml"]);
    assert_eq!(code(&both), Some(2));
}

#[test]
fn fix_writes_beside_and_keeps_mode_and_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = home();
    let real = home.path().join("real.toml");
    fs::write(&real, BROKEN).expect("a file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("a mode");
    symlink("real.toml", home.path().join("link.toml")).expect("a link");
    let output = run(home.path(), &["fix", "--write", "link.toml"]);
    assert_eq!((code(&output), text(&output.stdout)), (Some(0), ""), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&real).expect("a file"), MENDED);
    assert_eq!(fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(home.path().join("link.toml")).expect("a link").is_symlink());
    let left: Vec<_> = fs::read_dir(home.path()).expect("a directory").collect();
    assert_eq!(left.len(), 2, "nothing unfinished stays: {left:?}");
    // What needs no repair is not written at all.
    let before = fs::metadata(&real).expect("a file").modified().expect("a time");
    assert_eq!(code(&run(home.path(), &["fix", "--write", "real.toml"])), Some(0));
    assert_eq!(fs::metadata(&real).expect("a file").modified().expect("a time"), before);
}

#[test]
fn check_as_json_has_the_repair_of_each_problem_and_the_programs_of_the_node() {
    let home = home();
    let output = run_with_input(home.path(), &["check", "--json", "-"], BROKEN);
    assert_eq!(code(&output), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["problems"][0]["fix"]["title"], "write `[[promoter]]`");
    let keys: Vec<&String> = report["problems"][0].as_object().expect("a problem").keys().collect();
    assert_eq!(keys, ["at", "code", "column", "file", "fix", "line", "message", "severity"]);

    let newer = "[[promoter]]\n[promoter.resources.r0]\non-disk-detach = \"ignore\"\nstart = [\"ocf:heartbeat:portblock b ip=10.0.0.5 \
                 portno=3260 action=block protocol=tcp method=reject\", \"a.service\"]\n";
    for (arguments, found) in [
        (&["check", "--json", "-"][..], &[][..]),
        (&["check", "--json", "--drbd-reactor", "1.4", "-"], &["newer-key"]),
        (&["check", "--json", "--resource-agents", "4.16", "-"], &["parameter-newer"]),
    ] {
        let output = run_with_input(home.path(), arguments, newer);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let problems = report["problems"].as_array().expect("problems");
        let codes: Vec<&str> =
            problems.iter().map(|problem| problem["code"].as_str().expect("a code")).collect();
        assert_eq!(codes, found, "{arguments:?}");
    }
    assert_eq!(code(&run(home.path(), &["check", "--resource-agents", "3", "-"])), Some(2));
}
