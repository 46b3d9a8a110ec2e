//! Whether file systems can be mounted where they belong, and by nobody else.

use std::collections::BTreeMap;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::{Facts, Mounted};
use crate::needs::{Mount, Needs};

pub(super) fn mounts(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    if needs.mounts.is_empty() {
        return Vec::new();
    }
    let mut findings = Findings::of(Aspect::Mounts);
    let runs = facts.runs(&needs.resource);
    match &facts.mounts {
        None => findings.info("what is mounted could not be found out", "无法得知当前的挂载情况"),
        Some(mounted) => {
            for mount in &needs.mounts {
                if !runs {
                    in_use(&mut findings, mounted, mount);
                    read_only(&mut findings, mounted, needs, mount);
                }
            }
        }
    }
    for mount in &needs.mounts {
        at_boot(&mut findings, facts, mount);
    }
    findings.or_fine(Text::new("all file systems can be mounted", "全部文件系统均可挂载"))
}

/// The agent refuses to mount where something is mounted already, or below.
fn in_use(findings: &mut Findings, mounted: &[Mounted], mount: &Mount) {
    let directory = &mount.directory;
    let below = format!("{directory}/");
    for other in mounted {
        if other.directory == *directory || other.directory.starts_with(&below) {
            let (device, at) = (&other.device, &other.directory);
            findings.error(
                format!(
                    "`{device}` is mounted at `{at}`, though the gateway does not run here, and keeps `{directory}` from being \
                     mounted; `fuser -vm {at}`, then `umount {at}`"
                ),
                format!(
                    "网关未在此节点运行，但 `{device}` 已挂载于 `{at}`，导致无法挂载 `{directory}`；请查看 `fuser -vm {at}`，再执行 `umount {at}`"
                ),
            );
        }
    }
    let elsewhere = |other: &&Mounted| other.device == mount.device && other.directory != *directory;
    if let Some(other) = mounted.iter().find(elsewhere).filter(|other| other.device.starts_with("/dev/")) {
        let (device, at) = (&other.device, &other.directory);
        findings.error(
            format!("`{device}` is mounted at `{at}` and belongs to the gateway; `umount {at}`"),
            format!("`{device}` 属于该网关，却挂载于 `{at}`；请执行 `umount {at}`"),
        );
    }
}

/// The agent makes the directory, which takes a file system that can be written.
fn read_only(findings: &mut Findings, mounted: &[Mounted], needs: &Needs, mount: &Mount) {
    let holds = |directory: &str| {
        let base = directory.trim_end_matches('/');
        mount.directory.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'))
    };
    // What the gateway mounts itself comes in between.
    if needs.mounts.iter().any(|other| other != mount && holds(&other.directory)) {
        return;
    }
    // Of two that are mounted at one place, the later hides the earlier.
    let mut holding: BTreeMap<usize, &Mounted> = BTreeMap::new();
    for other in mounted.iter().filter(|other| holds(&other.directory)) {
        holding.insert(other.directory.len(), other);
    }
    if let Some((_, holder)) = holding.last_key_value().filter(|(_, holder)| holder.is_read_only) {
        let (at, directory) = (&holder.directory, &mount.directory);
        findings.error(
            format!("`{at}` is mounted read-only, so that `{directory}` cannot be made; `mount -o remount,rw {at}`"),
            format!("`{at}` 以只读方式挂载，无法创建 `{directory}`；请执行 `mount -o remount,rw {at}`"),
        );
    }
}

fn at_boot(findings: &mut Findings, facts: &Facts, mount: &Mount) {
    for (device, directory) in &facts.fstab {
        let trimmed = directory.trim_end_matches('/');
        if trimmed == mount.directory || *device == mount.device {
            findings.warning(
                format!(
                    "`/etc/fstab` mounts `{device}` at `{directory}`, which is the gateway's to do; take the line out, or add \
                     `noauto`"
                ),
                format!("`/etc/fstab` 会将 `{device}` 挂载到 `{directory}`，而这应由网关完成；请删除该行，或加上 `noauto`"),
            );
        }
    }
}
