//! What the scripted programs do, as their models were seen to do it.

pub(super) mod files;

mod drbd;
mod packages;
mod reactorctl;
mod systemctl;
mod units;

use std::io;

use super::node::Node;
use super::stage::{Stage, Talk};
use super::state::Sudo;
use super::wire::Call;

/// The unit that watches the snippets directory, where an administrator has installed it.
pub(super) const RELOAD_PATH: &str = "drbd-reactor-reload.path";
/// The unit of the daemon.
pub(super) const DAEMON: &str = "drbd-reactor.service";

/// A call with everything that it is about.
pub(super) struct Scene<'a> {
    pub(super) stage: &'a Stage,
    pub(super) node: &'a Node,
    pub(super) call: &'a Call,
    pub(super) talk: &'a mut Talk,
}

/// Plays a call and gives its exit code.
pub(super) fn play(stage: &Stage, call: &Call, talk: &mut Talk) -> io::Result<i32> {
    let node = stage.node(&call.node);
    let mut scene = Scene { stage, node, call, talk };
    match call.program.as_str() {
        "drbd-reactorctl" => reactorctl::play(&mut scene),
        "drbd-reactor" => {
            let version = scene.node.state().reactor.clone();
            scene.talk.out(&format!("drbd-reactor {version}\n"))?;
            Ok(0)
        }
        "systemctl" => systemctl::play(&mut scene),
        "journalctl" => journal(&mut scene),
        "drbdadm" => drbd::drbdadm(&mut scene),
        "drbdsetup" => drbd::drbdsetup(&mut scene),
        "sudo" => sudo(&mut scene),
        "dpkg-query" => packages::query(&mut scene),
        other => packages::tool(&mut scene, other),
    }
}

impl<'a> Scene<'a> {
    /// The arguments, to be matched.
    pub(super) fn argv(&self) -> Vec<&'a str> {
        self.call.argv.iter().map(String::as_str).collect()
    }
}

fn sudo(scene: &mut Scene<'_>) -> io::Result<i32> {
    let argv: Vec<&String> = scene.call.argv.iter().skip_while(|word| word.starts_with('-')).collect();
    let asks_nobody =
        scene.call.argv.iter().take_while(|word| word.starts_with('-')).any(|word| word == "-n");
    let policy = scene.node.state().sudo;
    if scene.call.user != 0 {
        match policy {
            Sudo::Allows => {}
            Sudo::WantsPassword if asks_nobody => {
                scene.talk.err("sudo: a password is required")?;
                return Ok(1);
            }
            Sudo::WantsPassword => {
                scene.talk.err("sudo: a terminal is required to read the password")?;
                scene.talk.err("sudo: a password is required")?;
                return Ok(1);
            }
            Sudo::Refuses => {
                scene.talk.err("admin is not in the sudoers file.")?;
                return Ok(1);
            }
        }
    }
    let argv: Vec<String> = argv.into_iter().filter(|word| *word != "--").cloned().collect();
    scene.talk.become_program(&argv)?;
    Ok(0)
}

/// The lines of the journal that belong to the units asked for.
fn journal(scene: &mut Scene<'_>) -> io::Result<i32> {
    let mut wanted = Vec::new();
    let mut count = usize::MAX;
    let mut argv = scene.call.argv.iter();
    while let Some(word) = argv.next() {
        let mut value = |short: &str, long: &str| {
            let joined = word.strip_prefix(long).and_then(|rest| rest.strip_prefix('='));
            let glued = word.strip_prefix(short).filter(|rest| !rest.is_empty() && !word.starts_with("--"));
            joined.or(glued).map(str::to_owned).or_else(|| {
                let takes = word == short || word == long;
                if takes { argv.next().cloned() } else { None }
            })
        };
        if let Some(unit) = value("-u", "--unit") {
            wanted.push(unit);
        } else if let Some(lines) = value("-n", "--lines") {
            count = lines.parse().unwrap_or(count);
        }
    }
    let journal = scene.node.state().journal.clone();
    let belongs =
        |unit: &str| wanted.is_empty() || wanted.iter().any(|pattern| units::matches(pattern, unit));
    let lines: Vec<String> = journal
        .iter()
        .filter(|(unit, _)| belongs(unit))
        .map(|(unit, message)| {
            format!("2026-01-01T00:00:00+0000 {} {unit}[1]: {message}\n", scene.node.name())
        })
        .collect();
    scene.talk.out(&lines[lines.len().saturating_sub(count)..].concat())?;
    Ok(0)
}
