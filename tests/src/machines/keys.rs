//! The keys of a test cluster, and what an SSH client has to know of its nodes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The client's side of a test cluster.
pub(super) struct Keys {
    home: PathBuf,
}

impl Keys {
    /// Makes the client's key and one key per node, all at once.
    ///
    /// # Panics
    ///
    /// Where there is no `ssh-keygen`.
    pub(super) fn make(home: &Path, nodes: &[&str]) -> Self {
        let keys = Self { home: home.to_owned() };
        let mut all: Vec<Child> = nodes.iter().map(|node| generate(&keys.of_node(node))).collect();
        all.push(generate(&keys.client()));
        for mut child in all {
            let status = child.wait().expect("ssh-keygen runs");
            assert!(status.success(), "ssh-keygen: {status}");
        }
        keys
    }

    /// The client's private key.
    pub(super) fn client(&self) -> PathBuf {
        self.home.join("client")
    }

    /// The private key of a node.
    pub(super) fn of_node(&self, node: &str) -> PathBuf {
        self.home.join(format!("{node}.key"))
    }

    /// The settings of an SSH client that knows all nodes and asks nobody anything.
    pub(super) fn ssh_config(&self) -> PathBuf {
        self.home.join("ssh_config")
    }

    /// Writes what the client knows: each node with its address, port and name.
    ///
    /// # Panics
    ///
    /// If the files cannot be written.
    pub(super) fn introduce(&self, nodes: &[(String, String, u16)]) {
        let mut known = String::new();
        let mut config = String::new();
        for (name, address, port) in nodes {
            let key = fs::read_to_string(self.of_node(name).with_extension("key.pub")).expect("a public key");
            let at = if *port == 22 { address.clone() } else { format!("[{address}]:{port}") };
            known.extend([format!("{at} {key}")]);
            config.extend([format!(
                "Host {name}\n  HostName {address}\n  Port {port}\n  HostKeyAlias {at}\n  User root\n"
            )]);
        }
        let home = self.home.display();
        config.extend([format!(
            "Host *\n  IdentityFile {home}/client\n  IdentitiesOnly yes\n  UserKnownHostsFile {home}/known_hosts\n  \
             GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  BatchMode yes\n  LogLevel ERROR\n  \
             IgnoreUnknown WarnWeakCrypto\n  WarnWeakCrypto no\n"
        )]);
        fs::write(self.home.join("known_hosts"), known).expect("a file");
        fs::write(self.ssh_config(), config).expect("a file");
    }
}

fn generate(path: &Path) -> Child {
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"]).arg(path);
    command
        .stdin(Stdio::null())
        .spawn()
        .expect("ssh-keygen, of Debian's package openssh-client, is installed")
}
