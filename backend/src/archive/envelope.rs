//! The outside of an archive: a header that says how the key derives from the passphrase, and what the key seals.
//!
//! The header is `sds-gateway archive 1` and a newline, then three numbers of argon2id (KiB of memory, passes, lanes; 32
//! bits each, little end first), 16 bytes of salt and 24 of nonce. The seal, XChaCha20-Poly1305, vouches for all of it.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::ArchiveError;

const MAGIC: &[u8] = b"sds-gateway archive 1\n";
/// What all versions begin with.
const FAMILY: &[u8] = b"sds-gateway archive ";
const NUMBERS: usize = 3 * 4;
const SALT: usize = 16;
const NONCE: usize = 24;
const HEADER: usize = MAGIC.len() + NUMBERS + SALT + NONCE;

/// 64 MiB and three passes (RFC 9106, 4: the second recommended choice), on one lane: nobody waits long, and guessing is dear.
const COST: Cost = Cost { memory: 64 << 10, passes: 3, lanes: 1 };
/// What we are willing to spend on a file of somebody else.
const MOST: Cost = Cost { memory: 256 << 10, passes: 10, lanes: 4 };

#[derive(Clone, Copy)]
struct Cost {
    /// KiB of memory.
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    fn bytes(self) -> Vec<u8> {
        [self.memory, self.passes, self.lanes].into_iter().flat_map(u32::to_le_bytes).collect()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut numbers = bytes.chunks_exact(4).map(|number| number.try_into().map(u32::from_le_bytes));
        let mut next = || numbers.next()?.ok();
        Some(Self { memory: next()?, passes: next()?, lanes: next()? })
    }

    fn is_bearable(self) -> bool {
        self.memory <= MOST.memory && self.passes <= MOST.passes && self.lanes <= MOST.lanes
    }
}

/// Seals a content with a passphrase.
pub(super) fn seal(content: &[u8], passphrase: &str) -> Vec<u8> {
    let mut chance = [0; SALT + NONCE];
    getrandom::fill(&mut chance).expect("the system has randomness");
    let mut file = MAGIC.to_vec();
    file.extend(COST.bytes());
    file.extend(chance);
    let (salt, nonce) = chance.split_at(SALT);
    let cipher = cipher(COST, passphrase, salt).expect("the parameters are right, and there is memory");
    let payload = Payload { msg: content, aad: &file };
    let nonce = XNonce::try_from(nonce).expect("a nonce has that length");
    let sealed = cipher.encrypt(&nonce, payload).expect("no archive is as long as the cipher's limit");
    file.extend(sealed);
    file
}

/// Opens what was sealed with the passphrase.
pub(super) fn open(file: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ArchiveError> {
    if !file.starts_with(MAGIC) {
        let is_other = file.starts_with(FAMILY) && file.len() > HEADER;
        return Err(if is_other { ArchiveError::OtherVersion } else { ArchiveError::NotArchive });
    }
    let (header, sealed) = file.split_at_checked(HEADER).ok_or(ArchiveError::NotArchive)?;
    let (numbers, chance) = header[MAGIC.len()..].split_at(NUMBERS);
    let (salt, nonce) = chance.split_at(SALT);
    let cost = Cost::read(numbers).filter(|cost| cost.is_bearable()).ok_or(ArchiveError::Costly)?;
    let cipher = cipher(cost, passphrase, salt).ok_or(ArchiveError::Costly)?;
    let nonce = XNonce::try_from(nonce).map_err(|_| ArchiveError::NotArchive)?;
    let opened = cipher.decrypt(&nonce, Payload { msg: sealed, aad: header });
    opened.map(Zeroizing::new).map_err(|_| ArchiveError::Closed)
}

/// The cipher with the key of a passphrase; `None` where argon2 knows no such parameters, or there is too little memory.
fn cipher(cost: Cost, passphrase: &str, salt: &[u8]) -> Option<XChaCha20Poly1305> {
    let mut key = Zeroizing::new([0; 32]);
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(key.len())).ok()?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), salt, &mut *key).ok()?;
    Some(XChaCha20Poly1305::new((&*key).into()))
}
