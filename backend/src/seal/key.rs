//! A key, and its line in the key file.

use data_encoding::BASE64;
use zeroize::Zeroizing;

use crate::token::hex;

/// 256 bits of chance with a name. It has no `Debug` and leaves the memory clean when it goes.
pub struct Key {
    id: String,
    secret: Zeroizing<[u8; 32]>,
}

const LONGEST_ID: usize = 64;

impl Key {
    /// A key that nobody has seen before.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness: nothing could be sealed.
    pub fn random() -> Self {
        let mut id = [0; 8];
        getrandom::fill(&mut id).expect("the system has randomness");
        let mut secret = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *secret).expect("the system has randomness");
        Self { id: hex(&id), secret }
    }

    /// Reads a line of a key file, `<id> <Base64 of 256 bits>`; `None` if it is no key.
    pub fn read(line: &str) -> Option<Self> {
        let (id, secret) = line.split_once(' ')?;
        let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(is_fit) {
            return None;
        }
        let bytes = Zeroizing::new(BASE64.decode(secret.trim().as_bytes()).ok()?);
        let mut secret = Zeroizing::new([0; 32]);
        if bytes.len() != secret.len() {
            return None;
        }
        secret.copy_from_slice(&bytes);
        Some(Self { id: id.to_owned(), secret })
    }

    /// The key's line in a key file, without its end.
    pub fn line(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{} {}", self.id, *Zeroizing::new(BASE64.encode(&*self.secret))))
    }

    /// Its name, which is no secret: every value says which key has sealed it.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn reveal(&self) -> &[u8; 32] {
        &self.secret
    }
}
