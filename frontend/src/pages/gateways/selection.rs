//! Which gateways are selected.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::fleet::Entry;

/// The resources of the selected gateways. A gateway stays selected while a filter hides it.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    chosen: RwSignal<BTreeSet<String>>,
    /// Where a range begins.
    last: StoredValue<Option<String>>,
}

impl Selection {
    /// Nothing is selected.
    pub(super) fn new() -> Self {
        Self { chosen: RwSignal::new(BTreeSet::new()), last: StoredValue::new(None) }
    }

    /// Whether a gateway is selected.
    pub(super) fn has(self, resource: &str) -> bool {
        self.chosen.with(|chosen| chosen.contains(resource))
    }

    /// How many are selected.
    pub(super) fn count(self) -> usize {
        self.chosen.with(BTreeSet::len)
    }

    /// How many of these are.
    pub(super) fn count_of(self, entries: &[Entry]) -> usize {
        self.chosen.with(|chosen| entries.iter().filter(|entry| chosen.contains(entry.resource())).count())
    }

    /// The selected gateways, sorted.
    pub(super) fn resources(self) -> Vec<String> {
        self.chosen.with_untracked(|chosen| chosen.iter().cloned().collect())
    }

    /// Selects a gateway, or no longer.
    pub(super) fn set(self, resource: &str, is_selected: bool) {
        self.last.set_value(Some(resource.to_owned()));
        self.chosen.update(|chosen| put(chosen, resource, is_selected));
    }

    /// The same for all from the one that was changed last up to this one, as they are listed.
    pub(super) fn set_range(self, entries: &[Entry], resource: &str, is_selected: bool) {
        let place = |resource: &str| entries.iter().position(|entry| entry.resource() == resource);
        let last = self.last.get_value().and_then(|last| place(&last));
        let (Some(from), Some(until)) = (last, place(resource)) else {
            return self.set(resource, is_selected);
        };
        let range = &entries[from.min(until)..=from.max(until)];
        self.set_all(range, is_selected);
        self.last.set_value(Some(resource.to_owned()));
    }

    /// The same for all of these.
    pub(super) fn set_all(self, entries: &[Entry], is_selected: bool) {
        self.chosen.update(|chosen| {
            for entry in entries {
                put(chosen, entry.resource(), is_selected);
            }
        });
    }

    /// Selects nothing any more.
    pub(super) fn clear(self) {
        self.chosen.update(BTreeSet::clear);
    }

    /// Forgets those that are not there any more: nobody could unselect them.
    pub(super) fn keep(self, is_there: impl Fn(&str) -> bool) {
        self.chosen.maybe_update(|chosen| {
            let before = chosen.len();
            chosen.retain(|resource| is_there(resource));
            chosen.len() != before
        });
    }
}

fn put(chosen: &mut BTreeSet<String>, resource: &str, is_selected: bool) {
    if is_selected {
        chosen.insert(resource.to_owned());
    } else {
        chosen.remove(resource);
    }
}
