//! Messages that follow the user from page to page: what an action came to, where its place is not in view any more.

pub(crate) mod view;

use std::time::Duration;

use gateway::text::Text;
use leptos::prelude::*;

use crate::api::ApiError;

/// How long a success stays, unless somebody reads it: WCAG's examples call 20 seconds enough to be read aloud, and it
/// covers nothing meanwhile.
const STAYS: Duration = Duration::from_secs(12);

/// A message.
#[derive(Clone, PartialEq)]
struct Toast {
    id: u32,
    text: Text,
    is_error: bool,
    /// Where it goes on: a label and a path.
    way: Option<(Text, String)>,
}

/// The messages, as everything else knows them.
#[derive(Clone, Copy)]
pub(crate) struct Messages {
    toasts: RwSignal<Vec<Toast>>,
    /// Whether somebody reads them: the pointer or the focus is there.
    is_read: RwSignal<bool>,
    next: StoredValue<u32>,
}

/// Gives every component below the messages.
pub(crate) fn provide_toasts() {
    let (toasts, is_read) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    provide_context(Messages { toasts, is_read, next: StoredValue::new(0) });
}

/// The messages.
pub(crate) fn use_messages() -> Messages {
    expect_context()
}

impl Messages {
    /// Tells a success, and goes after a while.
    pub(crate) fn tell(self, text: Text) {
        self.add(text, false, None);
    }

    /// Tells a success and where it goes on, and goes after a while.
    pub(crate) fn tell_with_way(self, text: Text, label: Text, path: String) {
        self.add(text, false, Some((label, path)));
    }

    /// Tells an error, which stays until it is closed.
    pub(crate) fn fail(self, error: &ApiError) {
        self.add(error.message(), true, None);
    }

    fn add(self, text: Text, is_error: bool, way: Option<(Text, String)>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.toasts.update(|toasts| {
            // Told twice, it is said once.
            toasts.retain(|toast| toast.text != text);
            toasts.push(Toast { id, text, is_error, way });
        });
        if !is_error {
            self.fade(id);
        }
    }

    /// Takes a message away when its time is over; while somebody reads, no time passes.
    fn fade(self, id: u32) {
        set_timeout(
            move || {
                if self.is_read.get_untracked() || document().hidden() {
                    self.fade(id);
                } else {
                    self.close(id);
                }
            },
            STAYS,
        );
    }

    fn close(self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
        if self.toasts.with_untracked(Vec::is_empty) {
            // What is gone tells no more that the pointer left it.
            self.is_read.set(false);
        }
    }
}
