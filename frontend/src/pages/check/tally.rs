//! How many problems there are, by how bad they are.

use gateway::problem::{Problem, Severity};

/// A count of problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// What is only worth knowing.
    pub(crate) notes: usize,
}

impl Tally {
    /// Counts problems.
    pub(crate) fn of<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Self {
        let mut tally = Self::default();
        for problem in problems {
            tally.add(problem.severity);
        }
        tally
    }

    /// Counts one more.
    pub(crate) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.notes += 1,
        }
    }

    /// All of them.
    pub(crate) fn all(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}
