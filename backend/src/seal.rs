//! Seals what is kept, so that whoever has the database without the key file reads no secret in it.
//!
//! A sealed value is `sealed:1:<key>:<Base64>`: the form's number, the key's id, and a nonce with what
//! XChaCha20-Poly1305 makes of the value. Its nonces are long enough to be chosen by chance (192 bits), and a value
//! opens only at the place that it was sealed for: no row can be given the secret of another one.

pub mod file;
pub mod key;
pub mod keyed;

use std::fmt::{self, Display, Formatter};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;

use key::Key;

/// Where a value is kept: a column of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    table: &'static str,
    column: &'static str,
    row: Vec<String>,
}

impl Place {
    /// A column of the row with this primary key.
    pub fn new(table: &'static str, column: &'static str, row: Vec<String>) -> Self {
        Self { table, column, row }
    }

    /// The place as data that the seal vouches for. JSON keeps the parts of a key from running into each other.
    fn vouched_for(&self) -> Vec<u8> {
        serde_json::to_vec(&(self.table, self.column, &self.row)).expect("texts are JSON")
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of `{}` in `{}`", self.column, self.row.join("/"), self.table)
    }
}

/// Why a sealed value cannot be opened. It says where, and what helps; never what is in there.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The value is not in the form of a sealed one.
    #[error(
        "{0} is not sealed: something else than this program has written it; restore the database from a backup"
    )]
    NotSealed(Place),
    /// The key is not among those that we have.
    #[error(
        "cannot open {place}: it is sealed with the key `{key}`, which is not in the key file; put that line back"
    )]
    KeyMissing {
        /// The place.
        place: Place,
        /// The key's id.
        key: String,
    },
    /// The value is not what was sealed there, or the key of that id is another one.
    #[error(
        "cannot open {place} with the key `{key}`: it was changed, moved there from elsewhere, or sealed with another \
         key of that id; restore the database and the key file from one backup"
    )]
    Broken {
        /// The place.
        place: Place,
        /// The key's id.
        key: String,
    },
}

/// The keys of an installation. The newest one seals; each opens what it has sealed.
pub struct Keyring {
    older: Vec<Key>,
    newest: Key,
}

const FORM: &str = "sealed:1:";
const NONCE: usize = 24;

impl Keyring {
    /// A keyring whose newest key is the last one; `None` without any.
    pub fn new(mut keys: Vec<Key>) -> Option<Self> {
        let newest = keys.pop()?;
        Some(Self { older: keys, newest })
    }

    /// All keys, the newest one last.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.older.iter().chain([&self.newest])
    }

    /// The key that seals.
    pub fn newest(&self) -> &Key {
        &self.newest
    }

    /// Seals a value for its place.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness.
    pub fn seal(&self, place: &Place, plain: &str) -> String {
        let mut sealed = vec![0; NONCE];
        getrandom::fill(&mut sealed).expect("the system has randomness");
        let payload = Payload { msg: plain.as_bytes(), aad: &place.vouched_for() };
        let nonce = XNonce::try_from(sealed.as_slice()).expect("a nonce has that length");
        let hidden = cipher(&self.newest).encrypt(&nonce, payload);
        sealed.extend(hidden.expect("no value is as long as the cipher's limit of 256 GiB"));
        format!("{FORM}{}:{}", self.newest.id(), BASE64.encode(&sealed))
    }

    /// Opens a value that was sealed for this place.
    pub fn open(&self, place: &Place, sealed: &str) -> Result<String, SealError> {
        let not_sealed = || SealError::NotSealed(place.clone());
        let rest = sealed.strip_prefix(FORM).ok_or_else(not_sealed)?;
        let (id, bytes) = rest.split_once(':').ok_or_else(not_sealed)?;
        let key = self.keys().find(|key| key.id() == id);
        let key = key.ok_or_else(|| SealError::KeyMissing { place: place.clone(), key: id.to_owned() })?;
        let plain = || {
            let bytes = BASE64.decode(bytes.as_bytes()).ok()?;
            let (nonce, hidden) = bytes.split_at_checked(NONCE)?;
            let payload = Payload { msg: hidden, aad: &place.vouched_for() };
            let plain = cipher(key).decrypt(&XNonce::try_from(nonce).ok()?, payload).ok()?;
            String::from_utf8(plain).ok()
        };
        plain().ok_or_else(|| SealError::Broken { place: place.clone(), key: id.to_owned() })
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.reveal().into())
}
