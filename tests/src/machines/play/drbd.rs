//! The scripted `drbdadm` and `drbdsetup`.

use std::io;

use serde_json::Value;

use super::Scene;

/// Plays `drbdadm`.
pub(super) fn drbdadm(scene: &mut Scene<'_>) -> io::Result<i32> {
    let argv = scene.argv();
    let words: Vec<&str> = argv.iter().copied().filter(|word| !word.starts_with('-')).collect();
    if argv.contains(&"--version") {
        return version(scene);
    }
    match words.as_slice() {
        ["sh-resources"] => {
            let names = scene.stage.drbd().names();
            scene.talk.out(&format!("{}\n", names.join(" ")))?;
            Ok(0)
        }
        ["dump" | "dump-md", wanted @ ..] => {
            let drbd = scene.stage.drbd();
            let all = drbd.names();
            let named: Vec<&str> = if wanted.is_empty() || wanted == ["all"] {
                all.iter().map(String::as_str).collect()
            } else {
                wanted.to_vec()
            };
            let missing = named.iter().find(|name| drbd.find(name).is_none()).map(|name| (*name).to_owned());
            let text: Option<Vec<String>> = missing
                .is_none()
                .then(|| named.iter().map(|name| drbd.dump(name, scene.node.name())).collect());
            drop(drbd);
            match (text, missing) {
                (Some(text), _) => {
                    scene.talk.out(&text.concat())?;
                    Ok(0)
                }
                (None, missing) => unknown(scene, &missing.unwrap_or_default()),
            }
        }
        [verb @ ("sh-dev" | "sh-minor" | "sh-ll-dev"), name] => {
            let (resource, volume) = name.split_once('/').unwrap_or((name, ""));
            let Some(known) = scene.stage.drbd().find(resource) else { return unknown(scene, resource) };
            let mut lines = String::new();
            for number in
                known.volumes.iter().filter(|number| volume.is_empty() || number.to_string() == volume)
            {
                let minor = scene.stage.drbd().minor(resource, *number);
                lines.extend([match *verb {
                    "sh-dev" => format!("/dev/drbd{minor}\n"),
                    "sh-minor" => format!("{minor}\n"),
                    _ => format!("/dev/vg/{resource}_{number:05}\n"),
                }]);
            }
            if lines.is_empty() {
                return unknown(scene, name);
            }
            scene.talk.out(&lines)?;
            Ok(0)
        }
        ["status", ..] => status(scene),
        ["role", name] => {
            if scene.stage.drbd().find(name).is_none() {
                return unknown(scene, name);
            }
            let is_primary = scene.stage.cluster.primary(name).as_deref() == Some(scene.node.name());
            scene.talk.out(if is_primary { "Primary\n" } else { "Secondary\n" })?;
            Ok(0)
        }
        ["adjust" | "up" | "down" | "primary" | "secondary", ..] => Ok(0),
        other => {
            scene.talk.err(&format!("drbdadm: unknown command {other:?}"))?;
            Ok(20)
        }
    }
}

/// Plays `drbdsetup`.
pub(super) fn drbdsetup(scene: &mut Scene<'_>) -> io::Result<i32> {
    let argv = scene.argv();
    if argv.contains(&"--version") {
        return version(scene);
    }
    let words: Vec<&str> = argv.iter().copied().filter(|word| !word.starts_with('-')).collect();
    match words.as_slice() {
        ["status", ..] => status(scene),
        ["show", wanted @ ..] => {
            each(scene, wanted, |scene, name| scene.stage.drbd().show(name, scene.node.name()))
        }
        other => {
            scene.talk.err(&format!("drbdsetup: unknown command {other:?}"))?;
            Ok(20)
        }
    }
}

fn status(scene: &mut Scene<'_>) -> io::Result<i32> {
    let argv = scene.argv();
    let names: Vec<&str> = argv.iter().copied().filter(|word| !word.starts_with('-')).skip(1).collect();
    each(scene, &names, |scene, name| {
        let primary = scene.stage.cluster.primary(name);
        scene.stage.drbd().status(name, scene.node.name(), primary.as_deref())
    })
}

/// Says something in JSON of each resource that is up.
fn each(scene: &mut Scene<'_>, wanted: &[&str], say: impl Fn(&Scene<'_>, &str) -> Value) -> io::Result<i32> {
    let up = |name: &str| scene.stage.drbd().find(name).is_some_and(|resource| resource.is_up);
    let named: Vec<String> = if wanted.is_empty() {
        // A statement of its own: the filter asks again, and would wait for itself.
        let names = scene.stage.drbd().names();
        names.into_iter().filter(|name| up(name)).collect()
    } else {
        wanted.iter().map(|name| (*name).to_owned()).collect()
    };
    if let Some(missing) = named.iter().find(|name| !up(name)) {
        scene.talk.err(&format!("{missing}: No such resource"))?;
        return Ok(10);
    }
    let all: Vec<Value> = named.iter().map(|name| say(scene, name)).collect();
    if scene.argv().contains(&"--json") {
        let text = serde_json::to_string_pretty(&all).map_err(io::Error::other)?;
        scene.talk.out(&format!("{text}\n"))?;
    } else {
        for resource in &all {
            let said = |key: &str| resource[key].as_str().unwrap_or_default().to_owned();
            scene.talk.out(&format!("{} role:{}\n", said("name"), said("role")))?;
        }
    }
    Ok(0)
}

fn unknown(scene: &mut Scene<'_>, name: &str) -> io::Result<i32> {
    scene.talk.err(&format!("'{name}' not defined in your config (for this host)."))?;
    Ok(10)
}

fn version(scene: &mut Scene<'_>) -> io::Result<i32> {
    let (kernel, utils) = {
        let state = scene.node.state();
        (state.drbd.clone(), state.drbd_utils.clone())
    };
    let code = |version: &str| {
        let parts = version.split('.').map(|part| part.parse().unwrap_or_default());
        parts.fold(0_u32, |code, part: u32| code * 256 + part)
    };
    scene.talk.out(&format!(
        "DRBDADM_BUILDTAG=GIT-hash:\\ 0000000000000000000000000000000000000000\nDRBDADM_API_VERSION=2\n\
         DRBD_KERNEL_VERSION_CODE={:#08x}\nDRBD_KERNEL_VERSION={kernel}\nDRBDADM_VERSION_CODE={:#08x}\n\
         DRBDADM_VERSION={utils}\n",
        code(&kernel),
        code(&utils),
    ))?;
    Ok(0)
}
