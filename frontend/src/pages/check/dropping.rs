//! Files and directories dropped anywhere on the page.

use leptos::ev::{dragend, dragleave, dragover, drop};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

use super::desk::Desk;
use super::gather::{Dropped, add};

/// Takes what is dropped from now on; says whether something is held over the page.
pub(super) fn take_drops(desk: Desk) -> ReadSignal<bool> {
    let (is_over, set_is_over) = signal(false);
    let over = window_event_listener(dragover, move |event| {
        if has_files(&event) {
            // Without this, the browser would leave the app and show the file.
            event.prevent_default();
            set_is_over.set(true);
        }
    });
    let leave = window_event_listener(dragleave, move |event| {
        // It is fired between any two elements, too; only outside of the window there is no next one.
        if event.related_target().is_none() {
            set_is_over.set(false);
        }
    });
    let end = window_event_listener(dragend, move |_| set_is_over.set(false));
    let dropped = window_event_listener(drop, move |event| {
        set_is_over.set(false);
        let Some(transfer) = event.data_transfer() else { return };
        let dropped = Dropped::of(&transfer);
        if dropped.is_empty() {
            return;
        }
        event.prevent_default();
        spawn_local(async move { add(desk, dropped.find().await).await });
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        end.remove();
        dropped.remove();
    });
    is_over
}

/// Text that is dragged belongs to the textarea.
fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
