//! The scripted `drbd-reactorctl`: it believes what it is told, says little, and mostly exits with 0.

mod evict;
mod status;

use std::io;

use super::files;
use super::{RELOAD_PATH, Scene, systemctl};
use crate::machines::node::SNIPPETS;

/// How a subcommand ends: with an exit code, or with words and 1.
pub(super) type Ended = io::Result<Result<(), String>>;

/// Plays a call.
pub(super) fn play(scene: &mut Scene<'_>) -> io::Result<i32> {
    let mut rest = scene.call.argv.as_slice();
    let mut has_context = false;
    while let [option, value, tail @ ..] = rest {
        match (option.as_str(), value.as_str()) {
            ("--context", "none" | "local") => has_context = true,
            ("--config" | "-c", _) => {}
            _ => break,
        }
        rest = tail;
    }
    let Some((verb, arguments)) = rest.split_first() else { return refuse(scene, "no subcommand") };
    // It is known after the subcommand, too.
    let at = arguments.windows(2).position(|pair| pair[0] == "--context" && pair[1] == "none");
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(at) = at {
        has_context = true;
        arguments.drain(at..at + 2);
    }
    if !has_context {
        return refuse(scene, "called without `--context none`: it would fan out over SSH");
    }
    if scene.call.user != 0 {
        return end(scene, Err("Error: Permission denied (os error 13)".to_owned()));
    }
    let (options, names): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|word| word.starts_with('-'));
    let ended = match verb.as_str() {
        "enable" => enable(scene, &names)?,
        "disable" => disable(scene, &names, options.contains(&"--now"))?,
        "restart" => restart(scene, &names, options.contains(&"--with-targets"))?,
        "ls" => ls(scene, &names, options.contains(&"--disabled"))?,
        "cat" => cat(scene, &names)?,
        "rm" => rm(scene, &names, &options)?,
        "status" => status::status(scene, &arguments)?,
        "evict" => evict::evict(scene, &arguments)?,
        other => return refuse(scene, &format!("The subcommand '{other}' wasn't recognized")),
    };
    end(scene, ended)
}

fn end(scene: &mut Scene<'_>, ended: Result<(), String>) -> io::Result<i32> {
    match ended {
        Ok(()) => Ok(0),
        Err(reason) => {
            scene.talk.err(&reason)?;
            Ok(1)
        }
    }
}

/// Refuses a call as the real program would not, or as its reader of arguments does.
fn refuse(scene: &mut Scene<'_>, reason: &str) -> io::Result<i32> {
    scene.talk.err(&format!("error: {reason}"))?;
    Ok(1)
}

/// The files that names stand for: all with the suffix where there are none, and no name is looked up.
fn expand(scene: &mut Scene<'_>, names: &[&str], suffix: &str) -> io::Result<Vec<String>> {
    if names.is_empty() {
        return Ok(files::names(scene.node, suffix));
    }
    let mut files = Vec::new();
    for name in names {
        let name = name.strip_prefix(&format!("{SNIPPETS}/")).unwrap_or(name);
        let other = if suffix == ".toml" { ".toml.disabled" } else { ".toml" };
        if name.ends_with(suffix) {
            files.push(name.to_owned());
        } else if name.ends_with(other) || name.rsplit_once('.').is_some_and(|(_, end)| end.len() < 5) {
            scene.talk.err(&format!(
                "File '{name}' has an extension, but it is not the expected one ('{suffix}'), ignoring"
            ))?;
        } else {
            files.push(format!("{name}{suffix}"));
        }
    }
    Ok(files)
}

fn exists(scene: &Scene<'_>, name: &str) -> bool {
    files::outside(scene.node, name).exists()
}

fn warn_missing(scene: &mut Scene<'_>, name: &str) -> io::Result<()> {
    scene.talk.out(&format!("WARN: '{}' does not exist, doing nothing\n", files::path(name)))
}

/// Lets the daemon read its files, unless a path unit does it anyhow.
fn reload(scene: &mut Scene<'_>) -> Result<(), String> {
    let watches = scene.node.state().units.get(RELOAD_PATH).is_some_and(|unit| unit.active == "active");
    if watches {
        return Ok(());
    }
    if scene.stage.cluster.has_exited(scene.node.name()) {
        return Err(
            "drbd-reactor.service is not active, cannot reload.\nError: Return code not status success"
                .to_owned(),
        );
    }
    scene.stage.reload(scene.node);
    Ok(())
}

fn enable(scene: &mut Scene<'_>, names: &[&str]) -> Ended {
    let mut count = 0;
    for name in expand(scene, names, ".toml.disabled")? {
        if !exists(scene, &name) {
            warn_missing(scene, &name)?;
            continue;
        }
        scene.talk.err(&format!("Enabling '{}'...", files::path(&name)))?;
        let enabled = name.trim_end_matches(".disabled");
        if exists(scene, enabled) {
            scene.talk.out(&format!("WARN: '{}' already exists, doing nothing\n", files::path(enabled)))?;
            continue;
        }
        if let Err(error) = files::rename(scene.node, &name, enabled) {
            return Ok(Err(format!("Error: {error}")));
        }
        count += 1;
    }
    Ok(if count > 0 { reload(scene) } else { Ok(()) })
}

fn disable(scene: &mut Scene<'_>, names: &[&str], stops: bool) -> Ended {
    let mut disabled = Vec::new();
    for name in expand(scene, names, ".toml")? {
        if !exists(scene, &name) {
            warn_missing(scene, &name)?;
            continue;
        }
        scene.talk.err(&format!("Disabling '{}'...", files::path(&name)))?;
        let to = format!("{name}.disabled");
        // One that is there already is overwritten.
        if let Err(error) = files::rename(scene.node, &name, &to) {
            return Ok(Err(format!("Error: {error}")));
        }
        disabled.push(to);
    }
    if !disabled.is_empty()
        && let Err(error) = reload(scene)
    {
        return Ok(Err(error));
    }
    if stops {
        for name in disabled {
            let resources = match files::read(scene.node, &name) {
                Ok(resources) => resources,
                Err(error) => return Ok(Err(error)),
            };
            for resource in resources {
                systemctl::stop_target(scene, &resource.name, false);
            }
        }
    }
    Ok(Ok(()))
}

fn restart(scene: &mut Scene<'_>, names: &[&str], stops: bool) -> Ended {
    if names.is_empty() {
        scene.stage.cluster.exit(scene.node.name());
        scene.stage.restart_daemon(scene.node);
        return Ok(Ok(()));
    }
    match disable(scene, names, stops)? {
        Ok(()) => enable(scene, names),
        failed => Ok(failed),
    }
}

fn ls(scene: &mut Scene<'_>, names: &[&str], is_disabled: bool) -> Ended {
    let suffix = if is_disabled { ".toml.disabled" } else { ".toml" };
    for name in expand(scene, names, suffix)? {
        scene.talk.out(&format!("{}:\n", files::path(&name)))?;
        if !exists(scene, &name) {
            warn_missing(scene, &name)?;
            continue;
        }
        match files::read(scene.node, &name) {
            Ok(resources) => {
                for resource in resources {
                    let line = format!("- Promoter: {}; start = {:?}\n", resource.name, resource.start);
                    scene.talk.out(&line)?;
                }
            }
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(()))
}

fn cat(scene: &mut Scene<'_>, names: &[&str]) -> Ended {
    for name in expand(scene, names, ".toml")? {
        match std::fs::read_to_string(files::outside(scene.node, &name)) {
            Ok(text) => {
                scene.talk.err(&format!("Displaying {}...", files::path(&name)))?;
                scene.talk.out(&text)?;
            }
            Err(_) => warn_missing(scene, &name)?,
        }
    }
    Ok(Ok(()))
}

fn rm(scene: &mut Scene<'_>, names: &[&str], options: &[&str]) -> Ended {
    let is_disabled = options.contains(&"--disabled");
    let is_forced = options.iter().any(|option| matches!(*option, "-f" | "--force"));
    let mut count = 0;
    for name in expand(scene, names, if is_disabled { ".toml.disabled" } else { ".toml" })? {
        if !exists(scene, &name) {
            warn_missing(scene, &name)?;
            continue;
        }
        scene.talk.err(&format!("Removing '{}'...", files::path(&name)))?;
        // Without `--force` it asks, and nobody answers.
        if is_forced {
            if let Err(error) = std::fs::remove_file(files::outside(scene.node, &name)) {
                return Ok(Err(format!("Error: {error}")));
            }
            count += 1;
        }
    }
    Ok(if count > 0 { reload(scene) } else { Ok(()) })
}
