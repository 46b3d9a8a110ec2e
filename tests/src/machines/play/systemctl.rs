//! The scripted `systemctl`. Like its model it returns 0 from a reload, whatever becomes of it.

mod words;

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::thread;
use std::time::Duration;

use gateway::api::running::RunState;
use gateway::unit::target_name;

use super::units::{self, Kind, Shown};
use super::{RELOAD_PATH, Scene};
use crate::machines::state::Unit;
use words::Words;

/// Plays a call.
pub(super) fn play(scene: &mut Scene<'_>) -> io::Result<i32> {
    let words = Words::read(&scene.call.argv);
    let changes = !matches!(
        words.verb.as_str(),
        "show"
            | "is-active"
            | "is-enabled"
            | "is-failed"
            | "list-units"
            | "cat"
            | "--version"
            | "status"
            | "list-unit-files"
    );
    if changes && scene.call.user != 0 {
        scene.talk.err("Failed to execute operation: Interactive authentication required.")?;
        return Ok(1);
    }
    match words.verb.as_str() {
        "--version" => {
            scene.talk.out("systemd 257 (257.9-1~deb13u1)\n+PAM +AUDIT +SELINUX\n")?;
            Ok(0)
        }
        "show" => show(scene, &words),
        "is-active" => ask(scene, &words, 3, |unit| (unit.active.clone(), unit.active == "active")),
        "is-failed" => ask(scene, &words, 1, |unit| (unit.active.clone(), unit.active == "failed")),
        "is-enabled" => ask(scene, &words, 1, |unit| {
            let is_enabled = matches!(unit.file.as_str(), "enabled" | "enabled-runtime" | "static" | "alias");
            let said = if unit.file.is_empty() { "not-found".to_owned() } else { unit.file.clone() };
            (said, is_enabled)
        }),
        "list-units" | "list-unit-files" => list(scene, &words),
        "cat" => cat(scene, &words),
        "status" => {
            for unit in &words.units {
                let shown = units::show(scene, unit);
                scene.talk.out(&format!(
                    "{} - scripted\n     Active: {} ({})\n",
                    shown.unit, shown.active, shown.sub
                ))?;
            }
            Ok(0)
        }
        "daemon-reload" | "reset-failed" => Ok(0),
        "reload" | "try-reload-or-restart" | "reload-or-restart" => each(scene, &words, reload),
        "start" => each(scene, &words, start),
        "stop" => each(scene, &words, stop),
        "restart" => each(scene, &words, |scene, unit, words| {
            let code = stop(scene, unit, words)?;
            if code == 0 { start(scene, unit, words) } else { Ok(code) }
        }),
        "mask" => each(scene, &words, mask),
        "unmask" => each(scene, &words, unmask),
        "enable" => each(scene, &words, |scene, unit, words| set_file(scene, unit, words, "enabled")),
        "disable" => each(scene, &words, |scene, unit, words| set_file(scene, unit, words, "disabled")),
        other => {
            scene.talk.err(&format!("Unknown command verb '{other}'."))?;
            Ok(1)
        }
    }
}

fn show(scene: &mut Scene<'_>, words: &Words) -> io::Result<i32> {
    let mut named = Vec::new();
    for unit in &words.units {
        if unit.contains('*') {
            named.extend(units::all(scene).into_iter().filter(|name| units::matches(unit, name)));
        } else {
            named.push(unit.clone());
        }
    }
    for (index, unit) in named.iter().enumerate() {
        let shown = units::show(scene, unit);
        let is_running = shown.sub == "running";
        let text = |value: &str| value.to_owned();
        let all = [
            ("Id", shown.unit.clone()),
            ("Names", shown.unit.clone()),
            ("Description", text("Scripted")),
            ("LoadState", shown.load.clone()),
            ("ActiveState", shown.active.clone()),
            ("FreezerState", text(shown.freezer)),
            ("SubState", shown.sub.clone()),
            ("UnitFileState", shown.file.clone()),
            ("Result", text(if shown.active == "failed" { "exit-code" } else { "success" })),
            ("MainPID", text(if is_running { "4242" } else { "0" })),
            ("NeedDaemonReload", text("no")),
            ("StateChangeTimestamp", text(if is_running { "Thu 2026-01-01 00:00:00 UTC" } else { "" })),
            ("ActiveEnterTimestamp", text(if is_running { "Thu 2026-01-01 00:00:00 UTC" } else { "" })),
        ];
        let is_wanted =
            |name: &str| words.properties.is_empty() || words.properties.iter().any(|p| p == name);
        let mut block = if index > 0 { "\n".to_owned() } else { String::new() };
        for (name, value) in all.iter().filter(|(name, _)| is_wanted(name)) {
            block.extend(if words.has("--value") {
                [value, "\n", "", ""]
            } else {
                [*name, "=", value, "\n"]
            });
        }
        scene.talk.out(&block)?;
    }
    Ok(0)
}

/// Says one word of each unit; succeeds where one of them is as asked.
fn ask(
    scene: &mut Scene<'_>,
    words: &Words,
    code: i32,
    answer: impl Fn(&Shown) -> (String, bool),
) -> io::Result<i32> {
    let mut is_one = false;
    for unit in &words.units {
        let (said, is_so) = answer(&units::show(scene, unit));
        is_one |= is_so;
        if !words.has("--quiet") {
            scene.talk.out(&format!("{said}\n"))?;
        }
    }
    Ok(if is_one { 0 } else { code })
}

fn list(scene: &mut Scene<'_>, words: &Words) -> io::Result<i32> {
    for unit in units::all(scene) {
        let is_wanted =
            words.units.is_empty() || words.units.iter().any(|pattern| units::matches(pattern, &unit));
        if !is_wanted {
            continue;
        }
        let shown = units::show(scene, &unit);
        let line = if words.verb == "list-units" {
            format!("{unit} {} {} {} Scripted\n", shown.load, shown.active, shown.sub)
        } else {
            format!("{unit} {} -\n", shown.file)
        };
        scene.talk.out(&line)?;
    }
    Ok(0)
}

fn cat(scene: &mut Scene<'_>, words: &Words) -> io::Result<i32> {
    let mut code = 0;
    for unit in &words.units {
        let places = ["etc/systemd/system", "run/systemd/system"];
        let found = places.iter().find_map(|place| {
            let text = fs::read_to_string(scene.node.root().join(place).join(unit)).ok()?;
            Some(format!("# /{place}/{unit}\n{text}\n"))
        });
        if let Some(text) = found {
            scene.talk.out(&text)?;
        } else if units::show(scene, unit).load == "not-found" {
            scene.talk.err(&format!("No files found for {unit}."))?;
            code = 1;
        } else {
            scene.talk.out(&format!("# /lib/systemd/system/{unit}\n[Unit]\nDescription=Scripted\n"))?;
        }
    }
    Ok(code)
}

/// Does something with each unit; the last failure is the exit code.
fn each(
    scene: &mut Scene<'_>,
    words: &Words,
    act: impl Fn(&mut Scene<'_>, &str, &Words) -> io::Result<i32>,
) -> io::Result<i32> {
    let mut last = 0;
    for unit in &words.units {
        let code = act(scene, unit, words)?;
        last = if code == 0 { last } else { code };
    }
    Ok(last)
}

fn reload(scene: &mut Scene<'_>, unit: &str, _: &Words) -> io::Result<i32> {
    match units::kind(scene, unit) {
        Kind::Daemon if scene.stage.cluster.has_exited(scene.node.name()) => {
            scene.talk.err(&format!("{unit} is not active, cannot reload."))?;
            Ok(1)
        }
        Kind::Daemon => {
            scene.stage.reload(scene.node);
            Ok(0)
        }
        Kind::Target(_) | Kind::Part(_) | Kind::Other => {
            scene.talk.err(&format!(
                "Failed to reload {unit}: Job type reload is not applicable for unit {unit}."
            ))?;
            Ok(1)
        }
    }
}

fn start(scene: &mut Scene<'_>, unit: &str, words: &Words) -> io::Result<i32> {
    let node = scene.node.name();
    match units::kind(scene, unit) {
        Kind::Daemon => {
            if scene.stage.cluster.has_exited(node) {
                scene.stage.restart_daemon(scene.node);
            }
            let failed = scene.stage.cluster.has_exited(node);
            if failed {
                scene.talk.err(&format!(
                    "Job for {unit} failed because the control process exited with error code."
                ))?;
            }
            Ok(i32::from(failed))
        }
        Kind::Target(resource) | Kind::Part(resource) => {
            if scene.stage.cluster.is_masked(node, &resource) {
                scene.talk.err(&format!("Failed to start {unit}: Unit {unit} is masked."))?;
                return Ok(1);
            }
            if !scene.stage.cluster.start(node, &resource) {
                scene
                    .talk
                    .err(&format!("A dependency job for {unit} failed. See 'journalctl -xe' for details."))?;
                return Ok(1);
            }
            wait(scene, &resource, words.has("--no-block"), |state| state == RunState::Activating);
            Ok(0)
        }
        Kind::Other => set_active(scene, unit, "active", words),
    }
}

fn stop(scene: &mut Scene<'_>, unit: &str, words: &Words) -> io::Result<i32> {
    match units::kind(scene, unit) {
        Kind::Daemon => {
            scene.stage.cluster.exit(scene.node.name());
            Ok(0)
        }
        Kind::Target(resource) | Kind::Part(resource) => {
            stop_target(scene, &resource, words.has("--no-block"));
            Ok(0)
        }
        Kind::Other => set_active(scene, unit, "inactive", words),
    }
}

/// Stops the target of a resource, and waits until it has.
pub(super) fn stop_target(scene: &Scene<'_>, resource: &str, does_not_wait: bool) {
    scene.stage.cluster.stop(scene.node.name(), resource);
    wait(scene, resource, does_not_wait, |state| state == RunState::Deactivating);
}

/// Lets time pass while the target of a resource is on its way, as the real program does.
fn wait(scene: &Scene<'_>, resource: &str, does_not_wait: bool, is_on_its_way: impl Fn(RunState) -> bool) {
    while !does_not_wait && is_on_its_way(scene.stage.cluster.status(scene.node.name(), resource).state) {
        thread::sleep(Duration::from_millis(5));
    }
}

fn mask(scene: &mut Scene<'_>, unit: &str, words: &Words) -> io::Result<i32> {
    let place = if words.has("--runtime") { "run/systemd/system" } else { "etc/systemd/system" };
    let link = scene.node.root().join(place).join(unit);
    if !link.is_symlink() {
        fs::create_dir_all(scene.node.root().join(place))?;
        symlink("/dev/null", &link)?;
        scene.talk.err(&format!("Created symlink '/{place}/{unit}' → '/dev/null'."))?;
    }
    if let Kind::Target(resource) = units::kind(scene, unit) {
        scene.stage.cluster.mask(scene.node.name(), &resource);
    }
    Ok(0)
}

fn unmask(scene: &mut Scene<'_>, unit: &str, _: &Words) -> io::Result<i32> {
    for place in ["run/systemd/system", "etc/systemd/system"] {
        if fs::remove_file(scene.node.root().join(place).join(unit)).is_ok() {
            scene.talk.err(&format!("Removed '/{place}/{unit}'."))?;
        }
    }
    if let Kind::Target(resource) = units::kind(scene, unit) {
        scene.stage.cluster.unmask(scene.node.name(), &resource);
    }
    Ok(0)
}

/// Whether a unit outside of the cluster is there: known, or a file that somebody put.
fn exists(scene: &Scene<'_>, unit: &str) -> bool {
    let places = ["etc/systemd/system", "run/systemd/system"];
    scene.node.state().units.contains_key(unit)
        || places.iter().any(|place| scene.node.root().join(place).join(unit).is_file())
}

fn set_active(scene: &mut Scene<'_>, unit: &str, active: &str, _: &Words) -> io::Result<i32> {
    if !exists(scene, unit) {
        scene.talk.err(&format!("Failed to start {unit}: Unit {unit} not found."))?;
        return Ok(5);
    }
    if unit == RELOAD_PATH && active == "active" {
        // It tells of changes from now on.
        let seen = super::files::seen(scene.node);
        scene.node.state().seen = seen;
    }
    let mut state = scene.node.state();
    let known = state.units.entry(unit.to_owned()).or_insert_with(|| Unit::new(active, "disabled"));
    active.clone_into(&mut known.active);
    Ok(0)
}

fn set_file(scene: &mut Scene<'_>, unit: &str, words: &Words, file: &str) -> io::Result<i32> {
    match units::kind(scene, unit) {
        Kind::Other if !exists(scene, unit) => {
            scene.talk.err(&format!("Failed to enable unit: Unit {unit} does not exist"))?;
            return Ok(1);
        }
        Kind::Other => {
            let mut state = scene.node.state();
            let known = state.units.entry(unit.to_owned()).or_insert_with(|| Unit::new("inactive", file));
            file.clone_into(&mut known.file);
        }
        Kind::Daemon | Kind::Target(_) | Kind::Part(_) => {}
    }
    match (words.has("--now"), file) {
        (true, "enabled") => start(scene, unit, words),
        (true, _) => stop(scene, unit, words),
        (false, _) => Ok(0),
    }
}

/// Takes the mask away that an eviction has left, as `drbd-reactorctl` does it: by hand.
pub(super) fn remove_runtime_mask(scene: &mut Scene<'_>, resource: &str) -> io::Result<()> {
    let unit = target_name(resource);
    let _ = fs::remove_file(scene.node.root().join("run/systemd/system").join(&unit));
    if !scene.node.root().join("etc/systemd/system").join(&unit).is_symlink() {
        scene.stage.cluster.unmask(scene.node.name(), resource);
    }
    scene.talk.out(&format!("Removed /run/systemd/system/{unit}.\n"))
}

/// Masks a target until the next boot.
pub(super) fn mask_runtime(scene: &mut Scene<'_>, resource: &str) -> io::Result<i32> {
    let words = Words::with("--runtime");
    mask(scene, &target_name(resource), &words)
}
