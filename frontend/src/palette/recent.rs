//! What was chosen from the palette last, remembered by the browser.

use crate::storage;

const KEY: &str = "palette";
const KEPT: usize = 8;

/// The keys of the entries that were chosen, the last one first.
pub(super) fn find() -> Vec<String> {
    let text = storage::find(KEY).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Remembers that an entry was chosen; one without a key is not remembered.
pub(super) fn note(key: &str) {
    if key.is_empty() {
        return;
    }
    let others = find().into_iter().filter(|each| each != key);
    let keys: Vec<String> = std::iter::once(key.to_owned()).chain(others).take(KEPT).collect();
    storage::keep(KEY, &keys.join("\n"));
}
