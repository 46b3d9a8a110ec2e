//! A draft on its way into a new form: what a snippet was recognised as. It may hold secrets, so nothing keeps it.

use gateway::gateway::Kind;
use leptos::prelude::*;
use serde_json::Value;

/// The draft that waits for its form.
#[derive(Clone, Copy)]
pub(crate) struct Adopted(StoredValue<Option<Waiting>>);

/// A draft with what it was.
pub(crate) struct Waiting {
    /// The file that it was read from.
    pub(crate) file: String,
    /// The kind of the gateway.
    pub(crate) kind: Kind,
    /// The draft.
    pub(crate) draft: Value,
    /// The node that has the secrets which are `***` in the draft.
    pub(crate) secrets_from: Option<String>,
}

/// Gives every component below a place to leave a draft.
pub(crate) fn provide_adopted() {
    provide_context(Adopted(StoredValue::new(None)));
}

/// The place.
pub(crate) fn use_adopted() -> Adopted {
    expect_context()
}

impl Adopted {
    /// Leaves a draft for the next new form of its kind.
    pub(crate) fn hand_over(self, draft: Waiting) {
        self.0.set_value(Some(draft));
    }

    /// Takes the draft that was left for a form of this kind.
    pub(crate) fn take(self, kind: Kind) -> Option<Waiting> {
        let taken = self.0.try_update_value(Option::take).flatten();
        taken.filter(|waiting| waiting.kind == kind)
    }
}
