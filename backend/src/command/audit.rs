//! `audit`: the audit log from the server's machine.

use std::io::Write;

use super::Verdict;
use super::sign_in::{SignInError, open};
use crate::audit;
use crate::settings::Settings;
use crate::store::StoreError;

/// Why the log cannot be verified.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The data cannot be used.
    #[error(transparent)]
    Data(#[from] SignInError),
    /// The store failed.
    #[error("cannot read the audit log")]
    Store(#[from] StoreError),
    /// The answer cannot be written.
    #[error("cannot write to standard output")]
    Write(#[from] std::io::Error),
}

/// Looks whether the chain is whole, and prints the hash of its newest entry: noted elsewhere, it proves later that
/// nothing was cut off at the end.
pub async fn verify(settings: &Settings, out: &mut dyn Write) -> Result<Verdict, AuditError> {
    let verdict = audit::verify(&open(settings).await?).await?;
    match verdict.broken_at {
        None => {
            writeln!(out, "{} entries, the chain is whole; the newest is {}", verdict.entries, verdict.head)?;
            Ok(Verdict::Fine)
        }
        Some(number) => {
            writeln!(out, "entry {number} is not what it was, or one is missing before it")?;
            Ok(Verdict::Errors)
        }
    }
}
