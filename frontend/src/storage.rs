//! What the browser remembers between visits. Where it remembers nothing, the app works all the same.

use leptos::prelude::window;
use web_sys::Storage;

const PREFIX: &str = "sds-gateway.";

/// What was kept under `key`.
pub(crate) fn find(key: &str) -> Option<String> {
    local()?.get_item(&format!("{PREFIX}{key}")).ok()?
}

/// Keeps `value` under `key`.
pub(crate) fn keep(key: &str, value: &str) {
    if let Some(storage) = local() {
        // A full or forbidden storage loses convenience, not work.
        let _ = storage.set_item(&format!("{PREFIX}{key}"), value);
    }
}

/// Forgets what was kept under `key`.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = local() {
        // As above.
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
