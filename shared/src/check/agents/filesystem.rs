//! `Filesystem`: mounts a volume.

use std::path::{Component, Path};

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::path::{FsType, MountPath};
use crate::ocf::{Version, is_true};
use crate::problem::Severity;
use crate::text::Text;

/// File systems whose device is no block device of the node, or none at all.
const WITHOUT_DEVICE: &[&str] = &[
    "nfs",
    "nfs4",
    "efs",
    "smbfs",
    "cifs",
    "none",
    "glusterfs",
    "ceph",
    "tmpfs",
    "overlay",
    "overlayfs",
    "rozofs",
    "zfs",
    "cvfs",
    "lustre",
];

/// What may follow a `+` in `force_unmount`, each also with `no` before it.
const UNMOUNT_METHODS: &[&str] = &["move", "xargs", "ps"];

/// Looks at the values of a `Filesystem`.
pub(super) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    for key in ["device", "directory"] {
        if let Some(value) = agent.some(key).filter(|value| value.trim() != *value) {
            agent.expect_instead(findings, Severity::Error, "blank-ends", key, value.trim(), BLANK_ENDS);
        }
    }
    look_at_device(agent, findings);
    look_at_directory(agent, findings);
    look_at_type(agent, findings);
    look_at_options(agent, findings);
    look_at_fsck(agent, findings);
    look_at_force_unmount(agent, findings);
}

/// A device is a path, or a label or UUID in the words of mount(8).
fn look_at_device(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let is_elsewhere = agent.some("fstype").is_some_and(|fstype| {
        let fstype = fstype.to_ascii_lowercase();
        WITHOUT_DEVICE.contains(&&*fstype) || fstype.starts_with("fuse")
    });
    let Some(device) = agent.some("device").map(str::trim).filter(|_| !is_elsewhere) else { return };
    let is_named = ["-U", "-L", "--uuid", "--label"].iter().any(|option| device.starts_with(option));
    if !device.starts_with('/') && !is_named {
        agent.report(findings, Severity::Error, "device", "device", DEVICE, None);
    }
}

fn look_at_directory(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(text) = agent.some("directory").map(str::trim) else { return };
    let path = Path::new(text);
    if !path.has_root() || path.components().all(|part| part == Component::RootDir) {
        agent.report(findings, Severity::Error, "mount-path", "directory", DIRECTORY, None);
        return;
    }
    // The agent resolves the path, so slashes too many do not count.
    let plain: std::path::PathBuf = path.components().collect();
    if let Err(expected) = plain.to_string_lossy().parse::<MountPath>() {
        agent.report(findings, Severity::Warning, expected.code, "directory", expected.message, None);
    }
}

fn look_at_type(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(text) = agent.some("fstype") else { return };
    let Err(expected) = text.parse::<FsType>() else { return };
    let meant = text.trim().to_ascii_lowercase();
    if meant.parse::<FsType>().is_ok() {
        agent.expect_instead(findings, Severity::Error, expected.code, "fstype", &meant, expected.message);
    } else {
        agent.report(findings, Severity::Error, expected.code, "fstype", expected.message, None);
    }
}

/// The agent expands options unquoted, so that what follows a blank is no option any more.
fn look_at_options(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "options";
    let Some(text) = agent.some(key).filter(|text| text.contains(char::is_whitespace)) else { return };
    let members: Vec<&str> = text.split(',').map(str::trim).collect();
    let meant = members.join(",");
    if meant.contains(char::is_whitespace) || meant.is_empty() {
        agent.report(findings, Severity::Error, "mount-options", key, OPTIONS, None);
    } else {
        agent.expect_instead(findings, Severity::Error, "mount-options", key, &meant, OPTIONS);
    }
}

fn look_at_fsck(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "run_fsck";
    match agent.some(key) {
        None | Some("auto" | "force" | "no") => {}
        Some("No" | "NO" | "false" | "False" | "FALSE" | "off" | "OFF" | "0") => {
            agent.expect_instead(findings, Severity::Warning, "run-fsck", key, "no", FSCK);
        }
        Some(_) => agent.report(findings, Severity::Warning, "run-fsck", key, FSCK, None),
    }
}

/// Up to 4.12 the agent declares a yes or no, which is looked at as such.
fn look_at_force_unmount(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "force_unmount";
    let version = findings.versions.resource_agents;
    let Some(text) = agent.some(key).filter(|_| version > Version::V4_12) else { return };
    let (word, methods) = text.split_once('+').map_or((text, None), |(word, methods)| (word, Some(methods)));
    let is_word = matches!(word, "safe" | "false" | "no" | "off" | "0" | "FALSE" | "False" | "NO" | "OFF")
        || is_true(word);
    let is_method = |method: &str| UNMOUNT_METHODS.contains(&method.strip_prefix("no").unwrap_or(method));
    let has_methods = methods.is_none_or(|methods| methods.split(',').all(is_method));
    let is_known = (is_word || (word.is_empty() && methods.is_some())) && has_methods;
    if !is_known {
        agent.report(findings, Severity::Warning, "force-unmount", key, FORCE_UNMOUNT, None);
    }
}

const BLANK_ENDS: Text = Text::new(
    "a blank at the start or end belongs to the name: the agent does not start; expected none",
    "首尾的空格会成为名称的一部分：代理不会启动；应去掉空格",
);
const DEVICE: Text = Text::new(
    "expected the absolute path of a device such as `/dev/drbd/by-res/r0/1`: the agent does not find it otherwise",
    "应为设备的绝对路径，如 `/dev/drbd/by-res/r0/1`：否则代理找不到设备",
);
const DIRECTORY: Text = Text::new(
    "expected an absolute directory other than `/`: the agent does not start",
    "应为 `/` 以外的绝对目录：否则代理不会启动",
);
const OPTIONS: Text = Text::new(
    "expected mount options without blanks, such as `noatime,discard`: with a blank, the mount fails",
    "应为不含空格的挂载选项，如 `noatime,discard`：含空格时挂载失败",
);
const FSCK: Text = Text::new(
    "expected `auto`, `force` or `no`: the agent takes any other word for `auto`",
    "应为 `auto`、`force` 或 `no`：代理会把其他词当作 `auto`",
);
const FORCE_UNMOUNT: Text = Text::new(
    "expected `true`, `safe` or `false`: with any other word the agent ends no process, and the file system stays busy \
     when the gateway stops",
    "应为 `true`、`safe` 或 `false`：使用其他词时代理不会终止任何进程，网关停止时文件系统会一直处于使用中",
);
