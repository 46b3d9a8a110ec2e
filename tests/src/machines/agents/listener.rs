//! Something that listens in a node's network for as long as it is kept.
//!
//! It belongs to none of the node's processes, as what the kernel itself listens on.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use crate::machines::node::{Isolation, Node};

/// A process outside of the node that listens in its network; it ends when its standard input closes.
pub(in crate::machines) struct Listener {
    child: Child,
}

impl Listener {
    /// Listens on addresses such as `10.0.0.5:3260`; those that the node does not have are left out, as the kernel does.
    pub(super) fn start(node: &Node, addresses: &[String]) -> Option<Self> {
        if addresses.is_empty() || node.isolation != Isolation::Network {
            return None;
        }
        let mut command = Command::new("nsenter");
        command.arg(format!("--net=/proc/{}/ns/net", node.process())).arg("--");
        command.arg(crate::machines::program("scripted")).arg(LISTEN).args(addresses);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).arg0("nsenter");
        let mut child = command.spawn().ok()?;
        let mut line = String::new();
        let output = child.stdout.take()?;
        // It says so when it listens.
        let _ = BufReader::new(output).read_line(&mut line);
        Some(Self { child })
    }
}

/// The word that makes the scripted program listen.
pub(in crate::machines) const LISTEN: &str = "--listen";

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
