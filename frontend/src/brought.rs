//! A snippet of a node on its way to the page that checks. Its secrets are `***`, as the server shows them.

use leptos::prelude::*;

/// The snippet that waits.
#[derive(Clone, Copy)]
pub(crate) struct Brought(StoredValue<Option<Waiting>>);

/// A snippet with its origin.
pub(crate) struct Waiting {
    /// Name of its file.
    pub(crate) file: String,
    /// Its text.
    pub(crate) text: String,
    /// The node that has it, and its secrets.
    pub(crate) node: String,
}

/// Gives every component below a place to leave a snippet.
pub(crate) fn provide_brought() {
    provide_context(Brought(StoredValue::new(None)));
}

/// The place.
pub(crate) fn use_brought() -> Brought {
    expect_context()
}

impl Brought {
    /// Leaves a snippet for the page that checks.
    pub(crate) fn hand_over(self, snippet: Waiting) {
        self.0.set_value(Some(snippet));
    }

    /// Takes what was left.
    pub(crate) fn take(self) -> Option<Waiting> {
        self.0.try_update_value(Option::take).flatten()
    }
}
