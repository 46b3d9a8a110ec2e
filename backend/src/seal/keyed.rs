//! Hashes that only this installation can make.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::token::hex;

/// Hashes of texts that hold a secret. Of a bare hash, a short secret can be guessed by whoever sees it.
pub struct Keyed(Zeroizing<[u8; 32]>);

impl Keyed {
    /// Hashes that nobody else makes.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness.
    pub fn random() -> Self {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *key).expect("the system has randomness");
        Self(key)
    }

    /// Reads what [`Keyed::to_text`] has written; `None` if it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64.decode(text.as_bytes()).ok()?);
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(&bytes);
        Some(Self(key))
    }

    /// The key as text, to be sealed.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64.encode(&*self.0))
    }

    /// The hash of a text, HMAC-SHA256 in hexadecimal. The same text always has the same one.
    pub fn digest(&self, text: &str) -> String {
        let mut hash = Hmac::<Sha256>::new_from_slice(&*self.0).expect("HMAC takes keys of any length");
        hash.update(text.as_bytes());
        hex(&hash.finalize().into_bytes())
    }
}
