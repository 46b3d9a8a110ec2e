//! The files of a bundle: read, written under names of their own, and removed, each error with its path.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// Writes a file under a name that has a hash of its content in it, and says that name.
pub(crate) fn publish(dist: &Path, name: &str, content: &[u8]) -> Result<String> {
    let (stem, extension) = name.rsplit_once('.').context("a file of the bundle has no extension")?;
    let name = format!("{stem}-{}.{extension}", shorten(&Sha256::digest(content)));
    write(&dist.join(&name), content)?;
    Ok(name)
}

/// The first 64 bits, in hexadecimal: enough to tell the versions of one file apart.
pub(crate) fn shorten(digest: &[u8]) -> String {
    let (start, _) = digest.split_first_chunk().expect("SHA-256 has 256 bits");
    format!("{:016x}", u64::from_be_bytes(*start))
}

/// Removes a file or a directory, if there is one.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    ensure!(!path.exists(), "two files of the bundle would be called {}", path.display());
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
