//! `archive`: an installation as one file, out and in.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use gateway::api::audit::Action;
use gateway::names::password::{NewPassword, Password};
use gateway::problem::Expected;
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::sign_in::{SignInError, open};
use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;
use crate::settings::Settings;
use crate::store::StoreError;
use crate::store::archive::Archives;
use crate::store::sqlite::Sqlite;
use crate::who::Who;

/// Why nothing was written, or nothing taken in.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveCommandError {
    /// The data cannot be used.
    #[error(transparent)]
    Data(#[from] SignInError),
    /// The store failed.
    #[error("cannot use the store")]
    Store(#[from] StoreError),
    /// The archive cannot be made or taken in.
    #[error("{error}; {}", .error.remedy().en)]
    Archive {
        /// Why.
        error: ArchiveError,
    },
    /// The file cannot be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write `{path}`")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The passphrase is too short.
    #[error("cannot take the passphrase: {0}")]
    Passphrase(Expected),
    /// Two different passphrases were typed.
    #[error("the passphrases differ; nothing was written")]
    Differ,
    /// There is no terminal to ask on.
    #[error(
        "there is no terminal to ask for the passphrase; name a file that holds it with `--passphrase-file`"
    )]
    NoTerminal,
    /// The passphrase cannot be read, or the answer not be written.
    #[error("cannot read or write")]
    Io(#[from] io::Error),
}

impl From<ArchiveError> for ArchiveCommandError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Store(error) => Self::Store(error),
            error => Self::Archive { error },
        }
    }
}

/// Writes everything that is kept into a new file, for its owner alone. It works while the server runs.
pub async fn export(
    settings: &Settings,
    file: &Path,
    passphrase: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), ArchiveCommandError> {
    let typed = read_passphrase(passphrase, Typed::Twice)?;
    let passphrase = NewPassword::try_from(typed).map_err(ArchiveCommandError::Passphrase)?;
    let note = Note::new(&Who::at_the_machine(), Action::Export, "");
    let archive = open(settings).await?.export(&note).await?;
    let failed = |source| ArchiveCommandError::Write { path: file.to_owned(), source };
    write_new(file, &archive.write(&passphrase)).map_err(failed)?;
    writeln!(out, "Everything is in `{}`; who has it and the passphrase has every secret", file.display())?;
    Ok(())
}

/// Takes an archive in, where there are no gateways yet. The server must not run meanwhile.
pub async fn import(
    settings: &Settings,
    file: &Path,
    passphrase: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), ArchiveCommandError> {
    let bytes =
        fs::read(file).map_err(|source| ArchiveCommandError::Read { path: file.to_owned(), source })?;
    let archive = Archive::read(&bytes, &read_passphrase(passphrase, Typed::Once)?)?;
    let store = Sqlite::open_alone(&settings.data, settings.key_file.clone()).await?;
    store.import(&archive, Note::new(&Who::at_the_machine(), Action::Import, "")).await?;
    writeln!(out, "Everything of the archive is in `{}`; start the server", settings.data.display())?;
    Ok(())
}

/// How often a passphrase is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// A wrong one is noticed.
    Once,
    /// A misspelt one would be known by nobody.
    Twice,
}

/// The first line of the file; without a file, what is typed on the terminal.
fn read_passphrase(file: Option<&Path>, often: Typed) -> Result<Password, ArchiveCommandError> {
    if let Some(path) = file {
        let text = fs::read_to_string(path)
            .map_err(|source| ArchiveCommandError::Read { path: path.to_owned(), source })?;
        let text = Zeroizing::new(text);
        return Ok(Password::new(text.lines().next().unwrap_or_default().to_owned()));
    }
    if !io::stdin().is_terminal() {
        return Err(ArchiveCommandError::NoTerminal);
    }
    let typed = rpassword::prompt_password("Passphrase: ")?;
    if often == Typed::Twice && rpassword::prompt_password("Once more: ")? != typed {
        return Err(ArchiveCommandError::Differ);
    }
    Ok(Password::new(typed))
}

/// Writes a file that is there as a whole or not at all, and takes the place of no other.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
    // It is made with mode 0600.
    let mut beside = NamedTempFile::new_in(directory.unwrap_or(Path::new(".")))?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist_noclobber(path).map(drop).map_err(|error| error.error)
}
