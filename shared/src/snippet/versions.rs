//! Which daemon and which agents a node has: what they know and what they get wrong changed over time.

use std::fmt;
use std::str::FromStr;

use crate::ocf;
use crate::problem::Expected;

/// The programs of the node that reads a snippet; the newest unless told otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// The daemon.
    pub reactor: Reactor,
    /// The package of agents.
    pub resource_agents: ocf::Version,
}

/// A release of drbd-reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reactor {
    major: u16,
    minor: u16,
    patch: u16,
}

impl Reactor {
    /// The newest that we know.
    pub const NEWEST: Self = Self::new(1, 11, 0);

    /// A release by its numbers.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch }
    }
}

impl Default for Reactor {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl fmt::Display for Reactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Reactor {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: Expected = Expected::new(
            "reactor-version",
            "expected a version of drbd-reactor such as `1.11.0` or `1.4`",
            "应为 drbd-reactor 的版本，如 `1.11.0` 或 `1.4`",
        );
        let mut numbers = [0; 3];
        let parts: Vec<&str> = text.split('.').collect();
        if !(2..=3).contains(&parts.len()) {
            return Err(EXPECTED);
        }
        for (number, part) in numbers.iter_mut().zip(parts) {
            *number = part.parse().map_err(|_| EXPECTED)?;
        }
        Ok(Self::new(numbers[0], numbers[1], numbers[2]))
    }
}
