//! Handlers of an installation as a whole.

use std::io;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use data_encoding::BASE64;
use gateway::api::ProblemDetails;
use gateway::api::archive::{ExportArchive, ImportArchive};
use gateway::api::audit::Action;
use gateway::names::password::NewPassword;
use gateway::problem::Expected;
use tokio::task::spawn_blocking;

use super::error::ApiError;
use super::extract::Body;
use super::session::Admin;
use crate::app::App;
use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;

/// The path of the one route whose body may be so large.
pub(super) const IMPORT: &str = "/archive/import";
/// Larger than the archive of any installation that is moved by a browser; the command line takes others.
pub(super) const LARGEST_IMPORT: usize = 64 << 20;

/// Everything that is kept but sessions and sign-in links, as one file that the passphrase alone opens.
#[utoipa::path(post, path = "/archive/export", tag = "archive", request_body = ExportArchive, responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn export_archive(
    admin: Admin,
    State(app): State<Arc<App>>,
    Body(wanted): Body<ExportArchive>,
) -> Result<([(HeaderName, &'static str); 2], Vec<u8>), ApiError> {
    let passphrase = NewPassword::try_from(wanted.passphrase)
        .map_err(|expected: Expected| ApiError::Problems(vec![expected.at("/passphrase")]))?;
    let archive = app.store.export(&Note::new(admin.who(), Action::Export, "")).await?;
    let file = spawn_blocking(move || archive.write(&passphrase)).await.map_err(lost)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sds-gateway.archive\""),
    ];
    Ok((headers, file))
}

/// Take an archive in, in the place of everything that is kept. Everybody signs in anew, with the archive's accounts.
#[utoipa::path(post, path = "/archive/import", tag = "archive", request_body = ImportArchive, responses(
    (status = 204),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn import_archive(
    admin: Admin,
    State(app): State<Arc<App>>,
    Body(given): Body<ImportArchive>,
) -> Result<StatusCode, ApiError> {
    let read = move || {
        let file = BASE64.decode(given.archive.as_bytes()).map_err(|_| ArchiveError::NotArchive)?;
        Archive::read(&file, &given.passphrase)
    };
    let archive = spawn_blocking(read).await.map_err(lost)??;
    app.import(archive, Note::new(admin.who(), Action::Import, "")).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn lost(error: tokio::task::JoinError) -> ApiError {
    ApiError::Hash(io::Error::other(error))
}
