//! An installation as one archive.

use serde::{Deserialize, Serialize};

use crate::names::password::Password;

/// Body of `POST /archive/export`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportArchive {
    /// What opens the archive: 12 to 256 characters. Nobody opens it without.
    pub passphrase: Password,
}

/// Body of `POST /archive/import`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportArchive {
    /// What opens the archive.
    pub passphrase: Password,
    /// The archive, in Base64.
    #[cfg_attr(feature = "openapi", schema(content_encoding = "base64"))]
    pub archive: String,
}
