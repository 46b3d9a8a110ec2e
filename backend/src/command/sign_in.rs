//! `sign-in`: a new one-time link, for whoever has lost theirs.

use std::io::Write;

use crate::app::make_first_link;
use crate::settings::Settings;
use crate::store::StoreError;
use crate::store::sqlite::Sqlite;
use crate::token::Token;
use crate::who::Who;

/// Why there is no new link.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The data directory holds no data of a server.
    #[error("there is no data of a server in `{0}`; start it with `sds-gateway serve` first")]
    NoData(String),
    /// The store failed.
    #[error("cannot make a link")]
    Store(#[from] StoreError),
    /// The link cannot be shown.
    #[error("cannot write to standard output")]
    Write(#[source] std::io::Error),
}

/// Prints a new link; the links made before are void. It works while the server runs.
pub async fn sign_in(settings: &Settings, out: &mut dyn Write) -> Result<(), SignInError> {
    let store = open(settings).await?;
    let token = make_first_link(&store, &Who::at_the_machine()).await?;
    writeln!(out, "{}", link(&settings.web.base(settings.listen), &token)).map_err(SignInError::Write)
}

/// The store of a server that has run before.
pub(super) async fn open(settings: &Settings) -> Result<Sqlite, SignInError> {
    if !Sqlite::is_in(&settings.data) {
        return Err(SignInError::NoData(settings.data.display().to_string()));
    }
    Ok(Sqlite::open_with(&settings.data, settings.key_file.clone()).await?)
}

/// The line with a link. Behind `#`, the token is sent to no server and stands in no log.
pub(super) fn link(base: &str, token: &Token) -> String {
    format!("Sign in once: {base}/sign-in#{}", token.reveal())
}
