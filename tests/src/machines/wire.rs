//! What a scripted program and the test that plays it say to each other, one JSON value per line.

use serde::{Deserialize, Serialize};

/// Where a test listens, as its node sees it.
pub const SOCKET: &str = "/run/scripted";

/// A scripted program was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The node, as `uname -n` says.
    pub node: String,
    /// Name of the program, such as `drbd-reactorctl`.
    pub program: String,
    /// Its arguments, without its own name.
    pub argv: Vec<String>,
    /// The directory in which it was started.
    pub directory: String,
    /// The user who started it; 0 is root.
    pub user: u32,
}

impl Call {
    /// Whether it is a call of this program whose arguments begin with these.
    pub fn is(&self, program: &str, argv: &[&str]) -> bool {
        self.program == program
            && self.argv.len() >= argv.len()
            && self.argv.iter().zip(argv).all(|(a, b)| a == b)
    }

    /// The call as it could be typed.
    pub fn line(&self) -> String {
        let mut words = vec![self.program.as_str()];
        words.extend(self.argv.iter().map(String::as_str));
        shell_words::join(words)
    }
}

/// What the program does next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Writes to its standard output.
    Out(String),
    /// Writes to its standard error.
    Err(String),
    /// Becomes another program, run by root.
    Become(Vec<String>),
    /// Ends with an exit code.
    Exit(i32),
}
