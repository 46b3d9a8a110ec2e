//! Who is on the way to the provider and back.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use openidconnect::{Nonce, PkceCodeVerifier};

use crate::token;

/// How long somebody may take at the provider.
pub const PATIENCE: Duration = Duration::from_mins(10);

/// As many are on the way at once; the oldest is forgotten then. It bounds what strangers can make us keep.
const MOST: usize = 10_000;

/// What only we and one browser know of a sign-in that has begun.
#[derive(Debug)]
pub struct Attempt {
    /// Hash of what the browser's cookie has.
    cookie: String,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    since: Instant,
}

impl Attempt {
    /// An attempt that begins now.
    pub fn new(cookie: &str, nonce: Nonce, verifier: PkceCodeVerifier) -> Self {
        Self { cookie: token::hash(cookie), nonce, verifier, since: Instant::now() }
    }

    /// What the provider's answer must have, and what proves that it was us who asked.
    pub fn into_parts(self) -> (Nonce, PkceCodeVerifier) {
        (self.nonce, self.verifier)
    }
}

/// All attempts, by their `state`.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<String, Attempt>>);

impl Attempts {
    /// Keeps an attempt until it is taken or too old.
    pub fn keep(&self, state: &str, attempt: Attempt) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, attempt| attempt.since.elapsed() < PATIENCE);
        if attempts.len() >= MOST {
            let oldest = attempts.iter().min_by_key(|(_, attempt)| attempt.since);
            if let Some(state) = oldest.map(|(state, _)| state.clone()) {
                attempts.remove(&state);
            }
        }
        attempts.insert(token::hash(state), attempt);
    }

    /// Takes the attempt that began with this state in the browser with this cookie. It is there once, and another
    /// browser does not take it away.
    pub fn take(&self, state: &str, cookie: &str) -> Option<Attempt> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = token::hash(state);
        // Both are compared as hashes: the time that it takes says nothing about the secret.
        let found = attempts.get(&state).filter(|attempt| attempt.cookie == token::hash(cookie))?;
        let is_in_time = found.since.elapsed() < PATIENCE;
        attempts.remove(&state).filter(|_| is_in_time)
    }
}

#[cfg(test)]
mod tests {
    use openidconnect::{Nonce, PkceCodeVerifier};

    use super::{Attempt, Attempts};

    fn attempt() -> Attempt {
        let nonce = Nonce::new("nonce".to_owned());
        Attempt::new(
            "cookie",
            nonce,
            PkceCodeVerifier::new("a verifier of forty-three characters or more".to_owned()),
        )
    }

    #[test]
    fn an_attempt_is_taken_once_and_by_its_own_browser() {
        let attempts = Attempts::default();
        attempts.keep("state", attempt());
        assert!(attempts.take("other", "cookie").is_none());
        assert!(attempts.take("state", "another cookie").is_none());
        assert!(attempts.take("state", "cookie").is_some(), "whoever had it wrong took nothing away");
        assert!(attempts.take("state", "cookie").is_none());
    }
}
