//! Paths of nodes: devices, mount points, file systems.

use super::is_visible;
use crate::problem::Expected;

super::text_type! {
    /// Path of a block device below `/dev`.
    Device, check_device, "/dev/drbd/by-res/r0/1"
}

fn check_device(text: &str) -> Result<(), Expected> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._:@+=,-".contains(&byte);
    if text.starts_with("/dev/") && is_clean_path(text) && text.bytes().all(is_plain) {
        return Ok(());
    }
    Err(Expected::new(
        "device",
        "expected a device below `/dev` such as `/dev/drbd1` or `/dev/drbd/by-res/r0/1`",
        "应为 `/dev` 下的设备，如 `/dev/drbd1` 或 `/dev/drbd/by-res/r0/1`",
    ))
}

super::text_type! {
    /// Directory in which a file system is mounted. The agent creates it, and refuses `/`.
    ///
    /// Blanks are refused because exportfs(8) and `/proc/mounts` escape them each in their own way, and the agents
    /// compare the two as text; pattern characters because they are used as a regular expression there.
    MountPath, check_mount_path, "/srv/gateway-exports/nfs-data/data"
}

/// Directories that a node needs itself: a file system mounted there would hide them.
const SYSTEM_DIRECTORIES: &[&str] = &[
    "/bin",
    "/boot",
    "/etc",
    "/lib",
    "/lib32",
    "/lib64",
    "/root",
    "/run",
    "/sbin",
    "/tmp",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/sbin",
    "/usr/share",
    "/var",
    "/var/lib",
    "/var/log",
    "/var/run",
    "/var/tmp",
    "/dev",
    "/proc",
    "/sys",
];

/// File systems of the kernel.
const VIRTUAL: &[&str] = &["/dev/", "/proc/", "/sys/"];

fn check_mount_path(text: &str) -> Result<(), Expected> {
    let is_taken_literally = |c: char| is_visible(c) && !r#"*?[]{}()|^$\+"'`<>&;!"#.contains(c);
    let is_free = !SYSTEM_DIRECTORIES.contains(&text) && !VIRTUAL.iter().any(|root| text.starts_with(root));
    if text.starts_with('/') && is_clean_path(text) && text.chars().all(is_taken_literally) && is_free {
        return Ok(());
    }
    Err(Expected::new(
        "mount-path",
        "expected an absolute directory other than `/`, such as `/srv/gateway-exports/data`, that is none of the system's own, \
         without `.`, `..`, `//`, trailing `/`, blanks, quotes and pattern characters",
        "应为 `/` 以外的绝对目录，如 `/srv/gateway-exports/data`，不能是系统目录，不含 `.`、`..`、`//`、结尾的 `/`、空格、引号和通配字符",
    ))
}

impl MountPath {
    /// Whether it is `directory` or lies below it.
    pub fn is_within(&self, directory: &str) -> bool {
        self.0.strip_prefix(directory).is_some_and(|below| below.is_empty() || below.starts_with('/'))
    }
}

/// Whether no component of an absolute path is empty, `.`, `..` or too long for Linux (`NAME_MAX`, `PATH_MAX`).
fn is_clean_path(text: &str) -> bool {
    let mut components = text.split('/').skip(1);
    text.len() < 4096 && components.all(|name| !matches!(name, "" | "." | "..") && name.len() <= 255)
}

super::text_type! {
    /// Type of a file system as in `/proc/filesystems`.
    FsType, check_fs_type, "ext4"
}

fn check_fs_type(text: &str) -> Result<(), Expected> {
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if (1..=32).contains(&text.len()) && text.bytes().all(is_name) && !text.starts_with('-') {
        return Ok(());
    }
    Err(Expected::new(
        "fs-type",
        "expected a file system type such as `ext4` or `xfs`",
        "应为文件系统类型，如 `ext4` 或 `xfs`",
    ))
}

super::text_type! {
    /// Options of mount(8): a comma-separated list.
    MountOptions, check_mount_options, "noatime,discard"
}

fn check_mount_options(text: &str) -> Result<(), Expected> {
    let is_option =
        |option: &str| !option.is_empty() && !option.starts_with('-') && option.chars().all(is_visible);
    if text.split(',').all(is_option) && text.len() < 4096 {
        return Ok(());
    }
    Err(Expected::new(
        "mount-options",
        "expected mount options without blanks, such as `noatime,discard`",
        "应为不含空格的挂载选项，如 `noatime,discard`",
    ))
}
