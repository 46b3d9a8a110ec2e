//! The directory that becomes the root of a node.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::keys::Keys;

/// The login that is not root.
pub(super) const ADMIN: &str = "admin";

/// The scripted programs that only root has on the path.
const SYSTEM_PROGRAMS: [&str; 20] = [
    "drbd-reactorctl",
    "drbd-reactor",
    "drbdadm",
    "drbdsetup",
    "targetcli",
    "exportfs",
    "rpcinfo",
    "rpc.nfsd",
    "rpc.mountd",
    "rpc.statd",
    "sm-notify",
    "iptables",
    "iptables-save",
    "ip6tables",
    "ip6tables-save",
    "modprobe",
    "modinfo",
    "fuser",
    "arping",
    "rpcbind",
];

/// The scripted programs that everybody has.
const PROGRAMS: [&str; 4] = ["systemctl", "journalctl", "sudo", "dpkg-query"];

const DIRECTORIES: [&str; 29] = [
    "usr",
    "etc/ssh",
    "etc/drbd-reactor.d",
    "etc/alternatives",
    "etc/drbd.d",
    "etc/systemd/system",
    "run/sshd",
    "run/systemd/system",
    "run/lock",
    "var/disk",
    "var/lib/nfs",
    "var/log",
    "var/tmp",
    "sys/kernel/config/nvmet/subsystems",
    "sys/kernel/config/nvmet/ports",
    "sys/kernel/config/target/iscsi",
    "sys/kernel/config/target/core",
    "sys/module",
    "sys/class/net",
    "proc",
    "dev",
    "tmp",
    "root",
    "home/admin",
    "srv",
    "mnt",
    "opt/local/sbin",
    "opt/local/bin",
    "opt/local/libexec",
];

/// The kernel's modules that are loaded when a node starts.
const MODULES: [&str; 9] = [
    "drbd",
    "drbd_transport_tcp",
    "nvmet",
    "nvmet_tcp",
    "target_core_mod",
    "iscsi_target_mod",
    "target_core_iblock",
    "nfsd",
    "nf_tables",
];

/// Makes the directory. Its sshd listens on `port`, and behind it lies what [`super::node::Node`] mounts.
pub(super) fn make(root: &Path, name: &str, port: u16, keys: &Keys) -> io::Result<()> {
    for directory in DIRECTORIES {
        fs::create_dir_all(root.join(directory))?;
    }
    for system in ["bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
        let there = Path::new("/").join(system);
        match fs::read_link(&there) {
            Ok(link) => symlink(link, root.join(system))?,
            Err(_) if there.is_dir() => fs::create_dir_all(root.join(system))?,
            Err(_) => {}
        }
    }
    for module in MODULES {
        fs::create_dir_all(root.join("sys/module").join(module))?;
    }
    fs::write(root.join("sys/module/drbd/version"), "9.2.12\n")?;
    for open in ["tmp", "var/tmp"] {
        fs::set_permissions(root.join(open), Permissions::from_mode(0o1777))?;
    }

    let local = root.join("opt/local");
    fs::write(local.join("libexec/scripted"), "")?;
    for (directory, programs) in [("sbin", SYSTEM_PROGRAMS.as_slice()), ("bin", PROGRAMS.as_slice())] {
        for program in programs {
            symlink("../libexec/scripted", local.join(directory).join(program))?;
        }
    }

    let etc = root.join("etc");
    fs::write(
        etc.join("passwd"),
        format!(
            "root:x:0:0:root:/root:/bin/sh\n\
             sshd:x:101:65534::/run/sshd:/usr/sbin/nologin\n\
             {ADMIN}:x:1000:1000::/home/admin:/bin/sh\n\
             nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
        ),
    )?;
    fs::write(etc.join("group"), format!("root:x:0:\n{ADMIN}:x:1000:\nnogroup:x:65534:\n"))?;
    fs::write(
        etc.join("shadow"),
        format!("root:*:20000::::::\nsshd:*:20000::::::\n{ADMIN}:*:20000::::::\n"),
    )?;
    fs::write(etc.join("nsswitch.conf"), "passwd: files\ngroup: files\nshadow: files\nhosts: files\n")?;
    fs::write(etc.join("hostname"), format!("{name}\n"))?;
    fs::write(etc.join("hosts"), format!("127.0.0.1 localhost\n127.0.1.1 {name}\n"))?;
    fs::write(
        etc.join("drbd-reactor.toml"),
        "snippets = \"/etc/drbd-reactor.d\"\n[[log]]\nlevel = \"info\"\n",
    )?;
    fs::write(etc.join("fstab"), "")?;
    fs::write(etc.join("exports"), "")?;
    if Path::new("/usr/lib/os-release").exists() {
        symlink("../usr/lib/os-release", etc.join("os-release"))?;
    }
    if Path::new("/etc/ld.so.cache").exists() {
        fs::copy("/etc/ld.so.cache", etc.join("ld.so.cache"))?;
    }
    symlink("/proc/self/mounts", etc.join("mtab"))?;

    let ssh = etc.join("ssh");
    fs::copy(keys.client().with_extension("pub"), ssh.join("authorized_keys"))?;
    fs::copy(keys.of_node(name), ssh.join("key"))?;
    fs::write(ssh.join("sshd_config"), sshd_config(port))
}

/// As few rules as possible, no limit that a test could meet by being fast, and the key exchange that costs least.
fn sshd_config(port: u16) -> String {
    // Since 9.8 the daemon makes clients wait whose connections fail, as they do here on purpose.
    let penalties = if version() >= (9, 8) { "PerSourcePenalties no\n" } else { "" };
    format!(
        "Port {port}\nHostKey /etc/ssh/key\nAuthorizedKeysFile /etc/ssh/authorized_keys\nPidFile none\nUsePAM no\n\
         StrictModes no\nPermitRootLogin yes\nPubkeyAuthentication yes\nPasswordAuthentication no\n\
         KbdInteractiveAuthentication no\nUseDNS no\nMaxStartups 500\nMaxSessions 100\nPrintMotd no\nPrintLastLog no\n\
         Subsystem sftp internal-sftp\n\
         KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org\nLogLevel QUIET\n{penalties}"
    )
}

/// The version of OpenSSH, such as 9.2; the oldest where it does not say.
fn version() -> (u32, u32) {
    let said = Command::new("ssh").arg("-V").output().map(|output| output.stderr).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).into_owned();
    let number = said
        .strip_prefix("OpenSSH_")
        .and_then(|rest| rest.split(|c: char| !c.is_ascii_digit() && c != '.').next());
    let mut parts = number.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or_default());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}
