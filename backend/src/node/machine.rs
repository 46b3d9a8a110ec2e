//! The port to a machine: runs a program there, and nothing else.

use std::time::Duration;

use async_trait::async_trait;

/// A machine on which programs can be run.
#[async_trait]
pub trait Machine: Send + Sync {
    /// Runs a program to its end, as a user who may look after drbd-reactor (root, or through `sudo -n`).
    ///
    /// No argument is ever read by a shell. A program that exits with an error is an answer, not an error.
    async fn run(&self, command: &Command<'_>) -> Result<Output, MachineError>;

    /// Forgets that the machine did not answer, so that the next call tries it at once: somebody waits for it.
    fn wake(&self) {}
}

/// A program with everything that it gets.
#[derive(Clone, Copy, Debug)]
pub struct Command<'a> {
    /// The program and its arguments.
    pub argv: &'a [&'a str],
    /// Its standard input.
    pub input: &'a [u8],
    /// When it is given up.
    pub limit: Duration,
}

/// What a program has written, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Its exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its standard error.
    pub stderr: String,
}

impl Output {
    /// Whether it exited with 0.
    pub fn is_success(&self) -> bool {
        self.code == Some(0)
    }
}

/// Why a machine did not run a program, or why nobody knows what came of it.
#[derive(Debug, thiserror::Error)]
pub enum MachineError {
    /// Nothing can be asked of it: it cannot be reached, does not know us, or is not the one we know.
    #[error("cannot connect: {0}")]
    Connect(String),
    /// The connection broke while the program ran.
    #[error("the connection broke")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The program did not end in time.
    #[error("`{program}` did not end within {seconds} s")]
    TimedOut {
        /// The program.
        program: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The program cannot be started.
    #[error("cannot start `{program}`")]
    Start {
        /// The program.
        program: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// `sudo` wants a password or does not know the login.
    #[error("`sudo -n` refuses: {0}")]
    Sudo(String),
}
