//! `drbd-reactorctl evict`: moves a gateway away by a mask, and waits for a peer.

use std::io;
use std::thread;
use std::time::Duration;

use super::{Ended, exists, expand, warn_missing};
use crate::machines::play::{Scene, files, systemctl};

/// Plays `evict`.
pub(super) fn evict(scene: &mut Scene<'_>, arguments: &[&str]) -> Ended {
    let (mut delay, mut is_forced, mut keeps, mut unmasks) = (20, false, false, false);
    let mut names = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "-d" | "--delay" => {
                match words.next().and_then(|text| text.parse::<u32>().ok()).filter(|delay| *delay > 0) {
                    Some(seconds) => delay = seconds,
                    None => return Ok(Err("error: Invalid value for '--delay <delay>'".to_owned())),
                }
            }
            "-f" | "--force" => is_forced = true,
            "-k" | "--keep-masked" => keeps = true,
            "-u" | "--unmask" => unmasks = true,
            name => names.push(name),
        }
    }
    let mut resources = Vec::new();
    for name in expand(scene, &names, ".toml")? {
        if !exists(scene, &name) {
            warn_missing(scene, &name)?;
            continue;
        }
        let of_file = match files::read(scene.node, &name) {
            Ok(of_file) => of_file,
            Err(error) => return Ok(Err(error)),
        };
        scene.talk.out(&format!("{}:\n", files::path(&name)))?;
        if of_file.len() > 1 && !is_forced {
            let path = files::path(&name);
            return Ok(Err(format!(
                "Error: Promoter in config file '{path}' responsible for multiple resources"
            )));
        }
        resources.extend(of_file.into_iter().map(|resource| resource.name));
    }
    for resource in resources {
        if !unmasks {
            // Where whoever called goes away in the middle, the mask stays: the program ends at its next word.
            move_away(scene, &resource, delay)?;
        }
        if unmasks || !keeps {
            unmask_and_start(scene, &resource)?;
        }
    }
    Ok(Ok(()))
}

fn move_away(scene: &mut Scene<'_>, resource: &str, delay: u32) -> io::Result<()> {
    let me = scene.node.name().to_owned();
    let primary = |scene: &Scene<'_>| scene.stage.cluster.primary(resource);
    scene.talk.out(&format!("Evicting {resource}\n"))?;
    match primary(scene) {
        None => {
            return scene.talk.out(&format!("Sorry, resource state for '{resource}' unknown, ignoring\n"));
        }
        Some(node) if node != me => {
            let line = format!("Active on '{node}', nothing to do on this node, ignoring\n");
            return scene.talk.out(&line);
        }
        Some(_) => {}
    }
    systemctl::mask_runtime(scene, resource)?;
    systemctl::stop_target(scene, resource, false);
    let took_over = |scene: &Scene<'_>| primary(scene).is_some_and(|node| node != me);
    let mut has_counted = false;
    for left in (0..=delay).rev() {
        if took_over(scene) {
            break;
        }
        scene.talk.out(&if left > 0 { format!("{left}..") } else { left.to_string() })?;
        has_counted = true;
        if left > 0 {
            thread::sleep(Duration::from_secs(1));
        }
    }
    if has_counted {
        scene.talk.out("\n")?;
    }
    let line = match primary(scene) {
        Some(node) if node == me => {
            "Local node still DRBD Primary, not all services stopped in time locally\n".to_owned()
        }
        Some(node) => format!("Node '{node}' took over\n"),
        None => "Unfortunately no other node took over, resource in unknown state\n".to_owned(),
    };
    scene.talk.out(&line)
}

fn unmask_and_start(scene: &mut Scene<'_>, resource: &str) -> io::Result<()> {
    scene.talk.out(&format!("Re-enabling {resource}\n"))?;
    systemctl::remove_runtime_mask(scene, resource)?;
    // It fails on purpose where a peer has taken over.
    let _ = scene.stage.cluster.start(scene.node.name(), resource);
    Ok(())
}
