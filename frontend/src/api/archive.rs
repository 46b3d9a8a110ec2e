//! The installation as one archive.

use gateway::api::archive::{ExportArchive, ImportArchive};
use gloo_net::http::Method;

use super::{Api, ApiError, request, send};

impl Api {
    /// Everything that the server keeps, sealed with a passphrase.
    pub(crate) async fn export_archive(self, wanted: ExportArchive) -> Result<Vec<u8>, ApiError> {
        let request = request(Method::POST, "/archive/export");
        let response = self.watch(send(request, Some(&wanted)).await)?;
        response.binary().await.map_err(|_| ApiError::Unreadable(response.status()))
    }

    /// Puts an archive in the place of everything that the server keeps. Every session ends.
    pub(crate) async fn import_archive(self, archive: ImportArchive) -> Result<(), ApiError> {
        self.carry_out(Method::POST, "/archive/import", Some(&archive)).await
    }
}
