//! What the browser remembers. Where it remembers nothing, the app works all the same.

use leptos::prelude::window;
use web_sys::Storage;

const PREFIX: &str = "sds-gateway.";

/// What was kept under `key`.
pub(crate) fn find(key: &str) -> Option<String> {
    find_in(local(), key)
}

/// Keeps `value` under `key`, for later visits.
pub(crate) fn keep(key: &str, value: &str) {
    // A full or forbidden storage loses convenience, not work.
    let _ = keep_in(local(), key, value);
}

/// Whether the browser calls something `stored` that is kept under `key`.
pub(crate) fn is_key(stored: &str, key: &str) -> bool {
    stored.strip_prefix(PREFIX) == Some(key)
}

/// Forgets what was kept under `key`.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = local() {
        // As above.
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

/// What was kept under `key` while this tab is open.
pub(crate) fn find_in_tab(key: &str) -> Option<String> {
    find_in(of_tab(), key)
}

/// Keeps `value` under `key` until this tab is closed; says whether there was room for it.
pub(crate) fn keep_in_tab(key: &str, value: &str) -> bool {
    keep_in(of_tab(), key, value)
}

/// Forgets what was kept under `key` in this tab.
pub(crate) fn forget_in_tab(key: &str) {
    if let Some(storage) = of_tab() {
        // As above.
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

fn find_in(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(&format!("{PREFIX}{key}")).ok()?
}

fn keep_in(storage: Option<Storage>, key: &str, value: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), value).is_ok())
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}

fn of_tab() -> Option<Storage> {
    window().session_storage().ok()?
}
