//! The commands of the command line.

pub mod archive;
pub mod audit;
pub mod rotate_key;
pub mod serve;
pub mod sign_in;
pub mod user;

pub mod check;
pub mod explain;
pub mod fix;
pub mod graph;
pub mod import;
pub mod render;
pub mod units;

pub mod demo;

mod files;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What a command found, which becomes the exit code of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong.
    Fine,
    /// Errors were found, or the request was refused.
    Errors,
    /// Warnings were found where none were allowed.
    Warnings,
}

impl Verdict {
    /// The exit code; 2 is for usage, input and output.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Errors => 1,
            Self::Warnings => 3,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file cannot be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file cannot be replaced.
    #[error("cannot replace `{path}`")]
    Replace {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// What is to be shown cannot be written.
    #[error("cannot write to standard output")]
    Write(#[source] io::Error),
}

/// The content of a file, or of standard input for `-`.
fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    let content = if path == Path::new("-") {
        let mut content = Vec::new();
        io::stdin().lock().read_to_end(&mut content).map(|_| content)
    } else {
        fs::read(path)
    };
    content.map_err(|source| CommandError::Read { path: path.to_owned(), source })
}
