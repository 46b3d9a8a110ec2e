//! A machine that is reached over SSH, by the system's OpenSSH: `ssh_config`, agent, jump hosts and `known_hosts` of the
//! server's user count, and so does every key type that OpenSSH knows.

mod link;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use openssh::{Session, Stdio};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::limits::Limits;
use super::machine::{Command, Machine, MachineError, Output};
use crate::settings::node::Reached;
use link::Link;

/// Programs that one connection runs at once: sshd allows ten sessions (`MaxSessions`) unless told otherwise.
const SESSIONS: usize = 8;

/// What all machines share: how many of them are asked at once, and where the sockets of their connections are.
pub struct Gate {
    at_once: Semaphore,
    sockets: TempDir,
}

impl Gate {
    /// A gate that lets so many programs run at once.
    ///
    /// # Errors
    ///
    /// Where the directory of the sockets cannot be made.
    pub fn new(at_once: usize) -> std::io::Result<Self> {
        // Not below the data directory: the path of a socket has 107 bytes at most (unix(7)).
        let sockets = tempfile::Builder::new().prefix("sds-gateway-ssh-").tempdir()?;
        Ok(Self { at_once: Semaphore::new(at_once.max(1)), sockets })
    }
}

/// A machine with at most one connection, which is kept and made anew when it broke.
pub struct SshMachine {
    gate: Arc<Gate>,
    link: Link,
    sessions: Semaphore,
}

impl SshMachine {
    /// A machine; nothing is connected yet. `ssh_config` is another file than the user's.
    pub fn new(reached: Reached, ssh_config: Option<&Path>, limits: Limits, gate: Arc<Gate>) -> Self {
        let sockets = gate.sockets.path().to_owned();
        let link = Link::new(reached, ssh_config.map(Path::to_owned), sockets, limits);
        Self { gate, link, sessions: Semaphore::new(SESSIONS) }
    }
}

#[async_trait]
impl Machine for SshMachine {
    async fn run(&self, command: &Command<'_>) -> Result<Output, MachineError> {
        let closed = "semaphores are never closed";
        let _session = self.sessions.acquire().await.expect(closed);
        let _one_of_all = self.gate.at_once.acquire().await.expect(closed);
        let connection = self.link.connection().await?;
        let prefix: &[&str] = if connection.needs_sudo { &["sudo", "-n", "--"] } else { &[] };
        let argv: Vec<&str> = prefix.iter().chain(command.argv).copied().collect();
        match timeout(command.limit, execute(&connection.session, &argv, command.input)).await {
            Err(_) => Err(MachineError::TimedOut(command.limit.as_secs())),
            Ok(Err(error)) => {
                self.link.broke(&connection).await;
                Err(MachineError::Broken(error.into()))
            }
            Ok(Ok(output))
                if connection.needs_sudo && output.stderr.starts_with("sudo:") && !output.is_success() =>
            {
                Err(MachineError::Sudo(output.stderr.trim().to_owned()))
            }
            Ok(Ok(output)) => Ok(output),
        }
    }

    fn wake(&self) {
        self.link.wake();
    }
}

/// Runs a program; its arguments are quoted for the login's shell, one by one.
async fn execute(session: &Session, argv: &[&str], input: &[u8]) -> Result<Output, openssh::Error> {
    let (program, arguments) = argv.split_first().expect("a command has a program");
    let mut command = session.command(*program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().await?;
    let stdin = child.stdin().take();
    let feed = async {
        if let Some(mut stdin) = stdin {
            // A program that does not read to the end says by its exit code what it thinks of it.
            drop(stdin.write_all(input).await);
            drop(stdin.shutdown().await);
        }
    };
    let ((), ended) = tokio::join!(feed, child.wait_with_output());
    match ended {
        Ok(output) => Ok(Output {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }),
        // This is said of a program that a signal ended, and just so of a connection that broke under it.
        Err(openssh::Error::RemoteProcessTerminated) => session.check().await.map(|()| Output::default()),
        // The login's shell found no such program, and says so by this code.
        Err(openssh::Error::Remote(said)) => {
            Ok(Output { code: Some(127), stderr: format!("`{program}`: {said}"), ..Output::default() })
        }
        Err(error) => Err(error),
    }
}
