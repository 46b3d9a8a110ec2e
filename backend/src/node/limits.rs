//! How long a node may take for what it is asked, before somebody is told.

use std::time::Duration;

/// How long a node may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// To let us in.
    pub connect: Duration,
    /// Until a silent connection is asked whether it lives, in whole seconds; the third question without an answer ends
    /// it.
    pub heartbeat: Duration,
    /// The pause after the first failed attempt to connect; each further one doubles it.
    pub pause: Duration,
    /// For a program that does not wait for services.
    pub program: Duration,
    /// For services to start or to stop.
    pub services: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            heartbeat: Duration::from_secs(5),
            pause: Duration::from_secs(1),
            program: Duration::from_secs(30),
            // The default of systemd is 90 s for each unit (`DefaultTimeoutStopSec`), and an NFS server that waits for
            // its lease time takes 92 s.
            services: Duration::from_mins(5),
        }
    }
}

impl Limits {
    /// How long so many programs of a script may take until it is given up from here: longer than the node itself
    /// waits, so that the node says what is late.
    pub(super) fn programs(&self, count: u32) -> Duration {
        self.program * (count + 1) + GRACE
    }
}

/// What a program gets to end after it was told to, and a node to say so.
const GRACE: Duration = Duration::from_secs(6);
