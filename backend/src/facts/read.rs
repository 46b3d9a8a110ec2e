//! Reads the records of the script into facts.

use std::time::Duration;

use super::version::Version;
use super::{AgentFile, Arping, Device, Duplicate, Facts, Module, Mounted, Unit, drbd, network};
use crate::probe::{Answer, Record};

/// What the script has found out.
pub(super) fn facts(bytes: &[u8]) -> Facts {
    let answer = Answer::new(bytes);
    let mut facts = Facts::default();
    for record in answer.records() {
        take(&mut facts, record);
    }
    facts.is_whole = answer.is_whole();
    facts
}

fn take(facts: &mut Facts, record: Record<'_>) {
    let Record { which, code, text, .. } = record;
    let name = || which.to_owned();
    let lines = || text.lines().map(str::to_owned);
    let found = record.is_success();
    match record.what {
        "name" if found => facts.name = Some(text.to_owned()).filter(|name| !name.is_empty()),
        "clock" if found => facts.clock = clock(text),
        "tool" => {
            facts.tools.insert(name(), !text.is_empty());
        }
        "version" => version(facts, record),
        "package" if found => facts.versions.resource_agents = package(text),
        "drbd-module" if found => {
            facts.versions.drbd_module = Version::find(text);
            facts.versions.is_drbd_loaded = which == "loaded";
        }
        "loaded" => {
            facts.modules.insert(name(), Module::Loaded);
        }
        "module" => {
            facts.modules.insert(name(), module(code, text));
        }
        "unit" if found => {
            facts.units.insert(name(), read_unit(text));
        }
        "text" if found => {
            facts.unit_texts.insert(name(), text.to_owned());
        }
        "agent" => {
            let file = match text {
                "executable" => AgentFile::Executable,
                "other" => AgentFile::NotExecutable,
                _ => AgentFile::Missing,
            };
            facts.agents.insert(name(), file);
        }
        "addresses" if found => facts.addresses = Some(network::addresses(text)),
        "links" if found => facts.links = Some(network::links(text)),
        "listeners" if found => facts.listening = Some(network::listening(text)),
        "firewall" => facts.firewall.extend(lines()),
        "route" if found => {
            facts.routes.extend(which.parse().ok().map(|ip| (ip, network::routes(text))));
        }
        "duplicate" => {
            let answer = match code {
                0 => Duplicate::Free,
                1 => Duplicate::Taken,
                _ => Duplicate::Unknown,
            };
            facts.duplicates.extend(which.parse().ok().map(|ip| (ip, answer)));
        }
        "mounts" if found => facts.mounts = Some(read_mounts(text)),
        "filesystems" if found => {
            let last = |line: &str| line.split_whitespace().last().map(str::to_owned);
            facts.filesystems = Some(text.lines().filter_map(last).collect());
        }
        "fstab" if found => facts.fstab.extend(text.lines().filter_map(fstab_line)),
        "exports" if found => facts.exports.extend(text.lines().filter_map(export_line)),
        "iqn" => {
            facts.iqns.insert(name());
        }
        "tgt" if found => {
            let targets = text.lines().filter(|line| line.starts_with("Target "));
            facts
                .iqns
                .extend(targets.filter_map(|line| line.split_once(": ")).map(|(_, iqn)| iqn.to_owned()));
        }
        "nqn" => {
            facts.nqns.insert(name());
        }
        "port" => facts.ports.extend(which.parse::<u16>()),
        "device" => {
            let device = match text {
                "block" => Device::Block,
                "other" => Device::Other,
                _ => Device::Missing,
            };
            facts.devices.insert(name(), device);
        }
        "drbd-config" | "drbd-status" | "drbd-show" | "volume" => drbd(facts, record),
        // A node that is newer than we are may say more than we asked for.
        _ => {}
    }
}

fn version(facts: &mut Facts, record: Record<'_>) {
    match record.which {
        "drbd-reactor" if record.is_success() => facts.versions.reactor = Version::find(record.text),
        "drbd-utils" if record.is_success() => {
            let line = record.text.lines().find_map(|line| line.strip_prefix("DRBDADM_VERSION="));
            facts.versions.drbd_utils = Version::find(line.unwrap_or(record.text));
        }
        "iptables" if record.is_success() => facts.versions.iptables = Version::find(record.text),
        "arping" if record.text.contains("iputils") => facts.arping = Arping::Iputils,
        "arping" if record.code != 127 => facts.arping = Arping::Other,
        _ => {}
    }
}

/// Reads `systemctl show`.
pub(crate) fn read_unit(text: &str) -> Unit {
    let mut unit = Unit::default();
    for (key, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let place = match key {
            "LoadState" => &mut unit.load,
            "ActiveState" => &mut unit.active,
            "SubState" => &mut unit.sub,
            "UnitFileState" => &mut unit.file,
            _ => continue,
        };
        value.clone_into(place);
    }
    unit
}

fn module(code: i32, text: &str) -> Module {
    match code {
        0 if text.contains("(builtin)") => Module::Loaded,
        0 => Module::Available,
        // `timeout` has not found or not been able to start modinfo, or did not wait for it.
        124..=127 => Module::Unknown,
        _ => Module::Missing,
    }
}

/// A package that was removed without its settings is still listed, and is not installed.
fn package(text: &str) -> Option<Version> {
    let installed = text.lines().find_map(|line| line.strip_prefix("installed "));
    Version::find(installed?)
}

fn clock(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().trim_end_matches(".%N").parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// Reads `/proc/mounts`, in which blanks are written `\040`.
pub(crate) fn read_mounts(text: &str) -> Vec<Mounted> {
    let mut mounts = Vec::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let (Some(device), Some(directory)) = (words.next(), words.next()) else { continue };
        let fstype = words.next().unwrap_or_default().to_owned();
        let options = words.next().unwrap_or_default();
        let is_read_only = options.split(',').any(|option| option == "ro");
        mounts.push(Mounted {
            device: unescape(device),
            directory: unescape(directory),
            fstype,
            is_read_only,
        });
    }
    mounts
}

fn fstab_line(line: &str) -> Option<(String, String)> {
    let (device, directory) = line.split_once(' ')?;
    (!device.starts_with('#')).then(|| (unescape(device), unescape(directory)))
}

fn export_line(line: &str) -> Option<String> {
    let line = line.trim_start();
    if line.starts_with('#') {
        return None;
    }
    // A directory with blanks may be in quotes (exports(5)).
    let directory = match line.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => line.split_whitespace().next(),
    };
    directory.filter(|directory| directory.starts_with('/')).map(unescape)
}

/// Reads `\040` and its like, as the kernel and exports(5) write bytes that would end a word.
pub(crate) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match byte {
            Some(byte) if *first == b'\\' => {
                bytes.push(byte);
                rest = &tail[3..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn drbd(facts: &mut Facts, record: Record<'_>) {
    let (which, text) = (record.which, record.text);
    // What is not installed or does not answer says nothing of the resource.
    if matches!(record.code, 124..=127) {
        return;
    }
    let drbd = &mut facts.drbd;
    match record.what {
        "drbd-config" => {
            drbd.is_configured = Some(record.is_success());
            drbd.devices = text.lines().map(str::to_owned).collect();
        }
        "drbd-status" => {
            let role = drbd::role(text, which).filter(|_| record.is_success());
            drbd.is_primary = role.as_deref() == Some("Primary");
            drbd.is_up = Some(role.is_some());
        }
        "drbd-show" => drbd.options = drbd::options(text, which),
        _ => {
            let is_there = record.is_success() && !text.trim().is_empty();
            drbd.volumes.insert(which.to_owned(), is_there);
        }
    }
}
