//! What the daemon would say of snippets, and what it would not say.
//!
//! drbd-reactor reads all snippets of a node as one document. `drbd-reactorctl` parses each alone.

pub(crate) mod findings;

mod across;
mod agents;
mod alone;
mod comments;
mod entries;
mod order;
mod shape;
pub(crate) mod sole;
pub(crate) mod started;
mod together;

use serde::{Deserialize, Serialize};

use crate::api::SnippetFile;
use crate::problem::Problem;
use crate::secret::masked_problems;
use crate::snippet::source::Source;
use crate::snippet::versions::Versions;
use crate::unit::ResourceUnits;
use alone::Alone;
use findings::Findings;

/// What was found in a set of snippets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// Whether the daemon's parser would take all files together. Where it does not, a running daemon keeps all that it
    /// had; where it does, the daemon may still exit or not start some gateway.
    pub parser_accepts: bool,
    /// Whether the daemon would load and start all files together.
    pub daemon_accepts: bool,
    /// Whether `drbd-reactorctl` would parse each file alone.
    pub ctl_accepts: bool,
    /// Every problem with its file, line and column.
    pub problems: Vec<Problem>,
    /// What the daemon would make of every resource; empty when it accepts nothing.
    pub resources: Vec<ResourceUnits>,
}

impl Report {
    /// The same as it may be told: no secret stands in its repairs and units, and none in a message anyway.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.problems = masked_problems(self.problems);
        self.resources = self.resources.into_iter().map(ResourceUnits::masked).collect();
        self
    }
}

/// Checks snippets, each alone and all together, as a node with exactly these files would read them.
///
/// The files are read in the order of their names, as the daemon does.
pub fn check(files: &[SnippetFile], versions: Versions) -> Report {
    let mut files: Vec<&SnippetFile> = files.iter().collect();
    files.sort_by(|one, other| one.file.cmp(&other.file));
    let alone: Vec<Alone<'_>> = files.into_iter().map(Alone::read).collect();
    let ctl_accepts = alone.iter().all(|file| file.accepted);
    let is_patched = alone.iter().any(|file| file.patched.is_patched());
    let report = look(&alone, ctl_accepts, versions);
    if !is_patched {
        return report;
    }
    // What was meant is looked at for its problems; the verdict is about what is there.
    let plain: Vec<Alone<'_>> = alone.into_iter().map(Alone::unpatched).collect();
    Report { problems: report.problems, ..look(&plain, ctl_accepts, versions) }
}

fn look(files: &[Alone<'_>], ctl_accepts: bool, versions: Versions) -> Report {
    let source = Source::new(files.iter().map(|file| (file.file, file.patched.clone())));
    let mut findings = Findings::new(&source, versions);
    let promoters = together::read(files, &mut findings);
    comments::look_at(&mut findings);
    let (started, resources) = entries::look_at(&promoters, &mut findings);
    agents::look_at(&started, &mut findings);
    order::look_at(&started, &mut findings);
    across::look_at(&started, &mut findings);

    let resources = if findings.refused_by_parser { Vec::new() } else { resources };
    Report {
        parser_accepts: !findings.refused_by_parser,
        daemon_accepts: !findings.refused_by_parser && !findings.refused_at_start,
        ctl_accepts,
        problems: findings.into_problems(),
        resources,
    }
}
