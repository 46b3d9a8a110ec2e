//! Each fault is what it claims, and can be taken back.

use std::process::{Command, Output, Stdio};
use std::sync::mpsc::channel;

use gateway_tests::machines::Machines;
use gateway_tests::machines::stage::Reaction;

use super::{out, run, snippet};

/// A node, and whether a file can be put there.
struct Place {
    machines: Machines,
}

impl Place {
    fn start() -> Self {
        Self { machines: Machines::start(&["node-a"]) }
    }

    fn put(&self) -> Output {
        let script = "cp /etc/passwd /etc/drbd-reactor.d/new && rm /etc/drbd-reactor.d/new";
        self.machines.ssh("node-a", &["sh", "-c", script])
    }

    fn is_refused(&self, reason: &str) {
        let output = self.put();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(reason), "{reason}: {said}");
    }

    fn is_taken(&self) {
        let output = self.put();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_stopped_sshd_refuses_connections() {
    let place = Place::start();
    place.machines.node("node-a").stop_sshd();
    place.is_refused("Connection refused");
    place.machines.node("node-a").start_sshd();
    place.is_taken();
}

#[test]
fn over_a_cut_link_only_a_time_out_notices() {
    let place = Place::start();
    place.machines.node("node-a").cut_link();
    let mut ssh = Command::new("ssh");
    ssh.arg("-F").arg(place.machines.ssh_config()).args(["-n", "-o", "ConnectTimeout=1", "node-a", "true"]);
    let output = ssh.output().expect("ssh runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("timed out"), "{said}");
    place.machines.node("node-a").restore_link();
    place.is_taken();
}

#[test]
fn connections_break_in_the_middle_and_new_ones_work() {
    let place = Place::start();
    let (called, calls) = channel();
    place.machines.hook(move |call| {
        called.send(call.line()).expect("the test listens");
        Reaction::Hang
    });
    let mut command = place.machines.ssh_command("root", "node-a", &["drbdadm", "sh-resources"]);
    let child = command.stderr(Stdio::piped()).spawn().expect("ssh runs");
    assert_eq!(calls.recv().expect("a call"), "drbdadm sh-resources");
    place.machines.node("node-a").cut_connections();
    let output = child.wait_with_output().expect("ssh ends");
    assert_eq!(output.status.code(), Some(255));
    place.machines.unhook();
    place.is_taken();
}

#[test]
fn a_full_disk_takes_nothing() {
    let place = Place::start();
    place.machines.node("node-a").fill_disk();
    place.is_refused("No space left on device");
    place.machines.node("node-a").free_disk();
    place.is_taken();
    assert!(place.machines.node("node-a").files().is_empty(), "what filled it lies elsewhere");
}

#[test]
fn a_read_only_file_system_takes_nothing() {
    let place = Place::start();
    place.machines.node("node-a").make_read_only();
    place.is_refused("Read-only file system");
    place.machines.node("node-a").make_writable();
    place.is_taken();
}

#[test]
fn permission_is_denied_to_root_too() {
    let place = Place::start();
    place.machines.node("node-a").deny();
    place.is_refused("Permission denied");
    run(&place.machines, "node-a", &["ls", "/etc/drbd-reactor.d"]);
    place.machines.node("node-a").allow();
    place.is_taken();
    place.machines.node("node-a").deny_all();
    assert!(!place.machines.ssh("node-a", &["ls", "/etc/drbd-reactor.d"]).status.success());
}

#[test]
fn sudo_wants_a_password_from_whoever_is_not_root() {
    let place = Place::start();
    place.machines.node("node-a").require_sudo_password();
    let output = place.machines.ssh_as_admin("node-a", &["sudo", "-n", "true"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr).trim(), "sudo: a password is required");
    run(&place.machines, "node-a", &["sudo", "-n", "true"]);
}

#[test]
fn another_host_key_is_refused() {
    let place = Place::start();
    place.machines.node("node-a").change_host_key();
    place.is_refused("Host key verification failed");
}

#[test]
fn a_call_fails_says_or_hangs_as_a_test_wants() {
    let place = Place::start();
    place.machines.hook(|call| match call.program.as_str() {
        "drbdadm" => Reaction::Fail(3, "no".to_owned()),
        "drbdsetup" => Reaction::Say("yes\n".to_owned()),
        _ => Reaction::Continue,
    });
    let output = place.machines.ssh("node-a", &["drbdadm", "dump"]);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).trim()), (Some(3), "no"));
    assert_eq!(run(&place.machines, "node-a", &["drbdsetup", "status"]), "yes");
}

#[test]
fn a_test_can_do_something_before_a_call_is_played() {
    let place = Place::start();
    let node = place.machines.node("node-a");
    place.machines.hook(move |_| {
        node.write("r0.toml", &snippet(true, &["late.service"]));
        Reaction::Continue
    });
    run(&place.machines, "node-a", &["systemctl", "reload", "drbd-reactor"]);
    assert!(place.machines.running("r0").is_some());
}

#[test]
fn a_program_that_was_removed_is_not_found() {
    let place = Place::start();
    place.machines.node("node-a").remove_program("targetcli");
    let found = place.machines.ssh("node-a", &["sh", "-c", "command -v targetcli"]);
    assert_eq!(out(&found), "");
}
