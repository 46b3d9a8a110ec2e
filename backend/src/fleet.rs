//! The saved gateways as a fleet: read from the store once, and kept along with what is saved.

use std::sync::Arc;

use gateway::fleet::Fleet;
use gateway::problem::Problem;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::archive::{Archive, ArchiveError};
use crate::audit::Note;
use crate::content::Content;
use crate::store::{Saved, Store, StoreError};

/// What the saved gateways have for themselves.
///
/// It is right as long as this server alone writes to the store, and all its gateways are saved here.
pub struct SavedFleet {
    store: Arc<dyn Store>,
    /// None until it is asked for, and after a save that failed.
    kept: Arc<Mutex<Option<Fleet>>>,
}

impl SavedFleet {
    /// The gateways of a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, kept: Arc::default() }
    }

    /// Has the fleet to itself until the answer is dropped: of two who want to save the same thing at once, the second
    /// sees the first.
    pub async fn lock(&self) -> Result<LockedFleet, StoreError> {
        let mut kept = Arc::clone(&self.kept).lock_owned().await;
        if kept.is_none() {
            let mut fleet = Fleet::default();
            for saved in self.store.gateways().await? {
                follow(&mut fleet, &saved);
            }
            *kept = Some(fleet);
        }
        Ok(LockedFleet { store: Arc::clone(&self.store), kept })
    }
}

/// A fleet that nobody else reads or changes.
pub struct LockedFleet {
    store: Arc<dyn Store>,
    kept: OwnedMutexGuard<Option<Fleet>>,
}

impl LockedFleet {
    /// What `content` would take from the others.
    pub fn conflicts(&self, content: &Content) -> Vec<Problem> {
        let fleet = self.kept.as_ref().expect("whoever locks the fleet has read it");
        match content {
            Content::Ours(gateway) => fleet.conflicts(gateway),
            Content::Foreign(foreign) => fleet.conflicts_of_foreign(foreign),
        }
    }

    /// Takes an archive in, as the store does. The fleet is read anew.
    pub async fn import(mut self, archive: &Archive, note: Note) -> Result<(), ArchiveError> {
        self.kept.take();
        self.store.import(archive, note).await
    }

    /// Saves a revision as [`Store::append`] does, and gives it back.
    pub async fn append(mut self, saved: Saved, note: Note) -> Result<Saved, StoreError> {
        // A task of its own: when a browser goes away in the middle, the store saves all the same, and the fleet has to
        // know. Where the store fails nobody knows, so the fleet is read anew.
        let task = tokio::spawn(async move {
            let fleet = self.kept.take();
            self.store.append(&saved, &note).await?;
            *self.kept = fleet.map(|mut fleet| {
                follow(&mut fleet, &saved);
                fleet
            });
            Ok(saved)
        });
        let failed = |source| StoreError::Database { attempt: "save the revision", source: Box::new(source) };
        task.await.map_err(failed)?
    }
}

/// Takes the newest revision of a resource in.
fn follow(fleet: &mut Fleet, saved: &Saved) {
    // One that breaks a rule of today cannot be compared; it is shown with its problems where it is looked at.
    let Ok(content) = Content::read(&saved.gateway) else { return };
    match content {
        Content::Ours(gateway) if saved.removed => fleet.remove(&gateway.resource),
        Content::Ours(gateway) => fleet.put(&gateway),
        Content::Foreign(foreign) if saved.removed => fleet.remove(foreign.resource()),
        Content::Foreign(foreign) => fleet.put_foreign(&foreign),
    }
}
