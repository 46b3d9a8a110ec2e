//! This machine: programs are run as the server's own user, or through `sudo -n`.

use std::process::Stdio;

use async_trait::async_trait;
use tokio::io::AsyncWriteExt;
use tokio::process;
use tokio::sync::OnceCell;
use tokio::time::timeout;

use super::machine::{Command, Machine, MachineError, Output};
use crate::settings::node::Sudo;

/// The machine that the server runs on.
pub struct LocalMachine {
    sudo: Sudo,
    needs_sudo: OnceCell<bool>,
}

impl LocalMachine {
    /// This machine.
    pub fn new(sudo: Sudo) -> Self {
        Self { sudo, needs_sudo: OnceCell::new() }
    }

    async fn needs_sudo(&self) -> Result<bool, MachineError> {
        match self.sudo {
            Sudo::Always => Ok(true),
            Sudo::Never => Ok(false),
            Sudo::WhereNeeded => {
                let ask = async || Ok(execute(&["id", "-u"], b"").await?.stdout != b"0\n");
                self.needs_sudo.get_or_try_init(ask).await.copied()
            }
        }
    }
}

#[async_trait]
impl Machine for LocalMachine {
    async fn run(&self, command: &Command<'_>) -> Result<Output, MachineError> {
        let needs_sudo = self.needs_sudo().await?;
        let prefix: &[&str] = if needs_sudo { &["sudo", "-n", "--"] } else { &[] };
        let argv: Vec<&str> = prefix.iter().chain(command.argv).copied().collect();
        let ended = timeout(command.limit, execute(&argv, command.input)).await;
        let output = ended.map_err(|_| MachineError::TimedOut(command.limit.as_secs()))??;
        if needs_sudo && !output.is_success() && output.stderr.starts_with("sudo:") {
            return Err(MachineError::Sudo(output.stderr.trim().to_owned()));
        }
        Ok(output)
    }
}

/// Runs a program. One that is given up is ended.
async fn execute(argv: &[&str], input: &[u8]) -> Result<Output, MachineError> {
    let (program, arguments) = argv.split_first().expect("a command has a program");
    let failed = |source| MachineError::Start { program: (*program).to_owned(), source };
    let mut child = process::Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(failed)?;
    let stdin = child.stdin.take();
    let feed = async {
        if let Some(mut stdin) = stdin {
            // A program that does not read to the end says by its exit code what it thinks of it.
            drop(stdin.write_all(input).await);
        }
    };
    let ((), output) = tokio::join!(feed, child.wait_with_output());
    let output = output.map_err(failed)?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Output { code: output.status.code(), stdout: output.stdout, stderr })
}
