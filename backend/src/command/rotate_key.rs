//! `rotate-key`: a new key for everything that is sealed, and no trace of the old one.

use std::io::Write;

use gateway::api::audit::Action;

use crate::audit::Note;
use crate::settings::Settings;
use crate::store::StoreError;
use crate::store::sqlite::Sqlite;
use crate::who::Who;

/// Why the key is not replaced. Whatever was done stays good, and the command can be run again.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The data directory holds no data of a server.
    #[error("there is no data of a server in `{0}`, so that nothing is sealed")]
    NoData(String),
    /// The store failed.
    #[error("cannot replace the key")]
    Store(#[from] StoreError),
    /// What was done cannot be told.
    #[error("cannot write to standard output")]
    Write(#[source] std::io::Error),
}

/// Replaces the key. Killed between any two steps, every value is sealed with a key of the file.
pub async fn rotate_key(settings: &Settings, out: &mut dyn Write) -> Result<(), RotateError> {
    if !Sqlite::is_in(&settings.data) {
        return Err(RotateError::NoData(settings.data.display().to_string()));
    }
    let mut store = Sqlite::open_alone(&settings.data, settings.key_file.clone()).await?;
    store.add_key()?;
    store.seal_again(&Note::new(&Who::at_the_machine(), Action::RotateKey, "")).await?;
    store.sweep().await?;
    store.drop_older_keys()?;
    let (id, path) = (store.newest_key(), settings.key_file.path().display());
    let said = if settings.key_file.is_given() {
        writeln!(
            out,
            "Everything is sealed with the key `{id}`; the lines before it can leave the source of `{path}`"
        )
    } else {
        writeln!(out, "Everything is sealed with the new key `{id}` of `{path}`; keep a copy of that file")
    };
    said.map_err(RotateError::Write)
}
