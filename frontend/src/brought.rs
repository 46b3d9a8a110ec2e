//! A snippet on its way to the page that checks. It may hold secrets, so nothing keeps it.

use leptos::prelude::*;

/// The snippet that waits.
#[derive(Clone, Copy)]
pub(crate) struct Brought(StoredValue<Option<(String, String)>>);

/// Gives every component below a place to leave a snippet.
pub(crate) fn provide_brought() {
    provide_context(Brought(StoredValue::new(None)));
}

/// The place.
pub(crate) fn use_brought() -> Brought {
    expect_context()
}

impl Brought {
    /// Leaves a text for the page that checks, with the name of its file.
    pub(crate) fn hand_over(self, file: String, text: String) {
        self.0.set_value(Some((file, text)));
    }

    /// Takes what was left: file and text.
    pub(crate) fn take(self) -> Option<(String, String)> {
        self.0.try_update_value(Option::take).flatten()
    }
}
