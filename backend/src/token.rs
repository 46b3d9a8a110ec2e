//! Random tokens: the browser has the token, the store only its hash.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// A random text of 256 bits that is as good as a password.
pub struct Token(String);

impl Token {
    /// A token that nobody has seen before.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness: nothing that is protected by a token could be.
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system has randomness");
        Self(hex(&bytes))
    }

    /// The token itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the store keeps of it.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// SHA-256 in hexadecimal. A token has 256 bits of chance, so it needs no slow hash.
pub fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// A random identifier (UUID version 4).
///
/// # Panics
///
/// Where the system has no randomness.
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes everything");
    }
    text
}
