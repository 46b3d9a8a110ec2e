//! The port to an installation as a whole.

use async_trait::async_trait;

use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;

/// Gives everything that is kept, and takes it in.
#[async_trait]
pub trait Archives: Send + Sync {
    /// Everything that is kept, as of one moment. It fails with [`ArchiveError::Busy`] while a deployment runs: what is
    /// half done here would be gone on with there.
    async fn export(&self, note: &Note) -> Result<Archive, ArchiveError>;

    /// Takes an archive in, in the place of everything that is kept; sessions, links and failures to sign in are forgotten.
    /// It fails with [`ArchiveError::NotEmpty`] where there are gateways. The audit log is the archive's from then on; the
    /// note of the import is its next entry, and names the end of the log that was here before.
    async fn import(&self, archive: &Archive, note: Note) -> Result<(), ArchiveError>;
}
