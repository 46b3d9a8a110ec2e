//! The list of messages at the lower edge of the window.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Toast, use_messages};
use crate::language::{explain, say};
use crate::link::Link;
use crate::words;

/// Every message that has not gone: successes are told when the user is idle, errors at once.
///
/// The list of successes is there from the start, since a live region that comes together with its text is often not
/// told; an alert always is.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let messages = use_messages();
    let of = move |is_error: bool| {
        move || {
            messages.toasts.with(|toasts| {
                toasts.iter().filter(|toast| toast.is_error == is_error).cloned().collect::<Vec<_>>()
            })
        }
    };
    let read = move |is_read: bool| messages.is_read.set(is_read);
    let press = move |event: KeyboardEvent| {
        let last = messages.toasts.with_untracked(|toasts| toasts.last().map(|toast| toast.id));
        if let Some(last) = last.filter(|_| event.key() == "Escape") {
            messages.close(last);
        }
    };
    view! {
        <section class="toasts" aria-label=say(words::MESSAGES) on:keydown=press
            on:mouseenter=move |_| read(true) on:mouseleave=move |_| read(false)
            on:focusin=move |_| read(true) on:focusout=move |_| read(false)>
            <div>
                <For each=of(true) key=|toast| toast.id children=shown/>
            </div>
            <div aria-live="polite">
                <For each=of(false) key=|toast| toast.id children=shown/>
            </div>
        </section>
    }
}

fn shown(toast: Toast) -> impl IntoView {
    let messages = use_messages();
    let Toast { id, text, is_error, way } = toast;
    let (class, symbol, role) =
        if is_error { ("toast error", "✕", Some("alert")) } else { ("toast", "✓", None) };
    let way = way.map(|(label, path)| {
        view! { <Link href=path attr:class="button small" on:click=move |_| messages.close(id)>{say(label)}</Link> }
    });
    view! {
        <div class=class role=role>
            <span class="toast-symbol" aria-hidden="true">{symbol}</span>
            <div class="toast-said"><p>{explain(text)}</p> {way}</div>
            <button type="button" class="toast-close" aria-label=say(words::DISMISS)
                on:click=move |_| messages.close(id)>"✕"</button>
        </div>
    }
}
