//! The time, as it is written into the store and into answers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, in UTC and whole seconds (RFC 3339).
pub fn now() -> String {
    in_seconds(0)
}

/// The time in so many seconds, written as [`now`] is.
pub fn in_seconds(seconds: u16) -> String {
    let time = OffsetDateTime::now_utc() + time::Duration::seconds(seconds.into());
    time.truncate_to_second().format(&Rfc3339).expect("the year has four digits until 9999")
}

/// A time in seconds since 1970, written as [`now`] is.
pub fn at(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).expect("the year has four digits until 9999")
}

/// The time that [`at`] has written, in seconds since 1970; nothing where it is none.
pub fn read(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}

/// Now, in seconds since 1970.
pub fn unix_seconds() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}

/// Now, since 1970; zero where the clock is set before.
pub fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
