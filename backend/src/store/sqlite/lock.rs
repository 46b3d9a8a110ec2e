//! Who has the data directory open: many who read and write, or one who gives everything another key.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::store::StoreError;

const FILE: &str = "sds-gateway.lock";

/// A hold on a data directory. It ends with the value, and with the process whatever ends that (flock(2)).
pub(super) struct Hold {
    _file: File,
}

impl Hold {
    /// Opens the directory beside others. It fails while somebody has it alone.
    pub(super) fn shared(data: &Path) -> Result<Self, StoreError> {
        let file = open(data).map_err(|source| directory(data, source))?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::KeysRotate),
            Err(TryLockError::Error(source)) => Err(directory(data, source)),
        }
    }

    /// Opens the directory alone. It fails while anybody else has it open.
    pub(super) fn alone(data: &Path) -> Result<Self, StoreError> {
        let file = open(data).map_err(|source| directory(data, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(source)) => Err(directory(data, source)),
        }
    }
}

fn open(data: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(data.join(FILE))
}

fn directory(data: &Path, source: io::Error) -> StoreError {
    StoreError::Directory { path: data.display().to_string(), source }
}
