//! The steps that give everything a new key. Between any two of them, every value has its key in the key file.

use super::{Sqlite, sealed};
use crate::audit::Note;
use crate::seal::key::Key;
use crate::store::StoreError;

impl Sqlite {
    /// First step: the new key is in the key file, as the newest one. Where the administrator
    /// looks after the file, it must be there already.
    pub fn add_key(&mut self) -> Result<(), StoreError> {
        if self.key_file.is_given() && self.sealed.keyring.keys().count() > 1 {
            return Ok(());
        }
        self.key_file.add(&self.sealed.keyring, &Key::random())?;
        self.sealed.keyring = self.key_file.read()?.ok_or_else(|| self.key_file.gone())?;
        Ok(())
    }

    /// Second step: seals everything with the newest key of the key file.
    pub async fn seal_again(&self, note: &Note) -> Result<(), StoreError> {
        sealed::seal_again(&self.pool, &self.sealed.keyring, note).await
    }

    /// Third step: nothing that was sealed with an older key is left in the pages.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        sealed::sweep_if_needed(&self.pool).await
    }

    /// The id of the key that seals.
    pub fn newest_key(&self) -> &str {
        self.sealed.keyring.newest().id()
    }

    /// Last step: the older keys leave the key file, unless the administrator looks after that.
    pub fn drop_older_keys(&mut self) -> Result<(), StoreError> {
        if self.key_file.is_given() {
            return Ok(());
        }
        self.key_file.keep_newest(&self.sealed.keyring)?;
        Ok(())
    }
}
