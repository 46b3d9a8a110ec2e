//! How long nobody may try to sign in after failures.

/// Seconds after which failures are forgotten.
pub const MEMORY: i64 = 15 * 60;

/// Failures of an account until it is locked.
pub const OF_ACCOUNT: u32 = 5;

/// Failures of an address until it is locked; several people may sit behind one.
pub const OF_ADDRESS: u32 = 20;

/// Failures that count at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the last one was, in seconds since 1970.
    pub last_at: i64,
}

impl Failures {
    /// The failures after another one at `now`.
    #[must_use]
    pub fn and_another(self, now: i64) -> Self {
        let count = if now - self.last_at > MEMORY { 0 } else { self.count };
        Self { count: count.saturating_add(1), last_at: now }
    }

    /// Seconds until one may try again, where `limit` failures are too many.
    pub fn locked_for(self, limit: u32, now: i64) -> Option<u64> {
        let left = self.last_at + MEMORY - now;
        u64::try_from(left).ok().filter(|left| *left > 0 && self.count >= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Failures, MEMORY, OF_ACCOUNT};

    #[test]
    fn an_account_is_locked_by_too_many_failures_and_opens_after_a_while() {
        let mut failures = Failures::default();
        for second in 0..i64::from(OF_ACCOUNT) {
            assert_eq!(failures.locked_for(OF_ACCOUNT, 1000 + second), None);
            failures = failures.and_another(1000 + second);
        }
        assert_eq!(failures.locked_for(OF_ACCOUNT, 1010), Some(894));
        assert_eq!(failures.locked_for(OF_ACCOUNT, 1004 + MEMORY), None);
        assert_eq!(failures.and_another(2000 + MEMORY).count, 1, "old failures are forgotten");
    }
}
