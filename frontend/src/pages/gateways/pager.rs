//! Which rows are in view, and the buttons to others.

use gateway::text::Text;
use leptos::prelude::*;

use super::place::{PER_PAGE, Place};
use crate::language::{say, tell};
use crate::words;

/// The rows in view, and the buttons where there is more than one page.
#[component]
pub(super) fn Pager(
    place: Place,
    /// How many rows there are.
    all: Memo<usize>,
    /// Goes to a page, from 0.
    on_page: Callback<usize>,
) -> impl IntoView {
    let page = Memo::new(move |_| place.page(all.get()));
    let last = Memo::new(move |_| all.get().saturating_sub(1) / PER_PAGE);
    let is_paged = Memo::new(move |_| last.get() > 0);
    let rows = tell(move || {
        let first = place.first.get();
        let until = (first + place.shown.get()).min(all.get());
        words::rows_in_view(first + 1, until, all.get())
    });
    let button = move |symbol: &'static str, label: Text, to: Signal<usize>, is_there: Signal<bool>| {
        view! {
            // What has the focus stays where it is, so it is not disabled.
            <button type="button" aria-label=say(label.clone()) title=say(label)
                aria-disabled=move || if is_there.get() { "false" } else { "true" }
                on:click=move |_| {
                    if is_there.get_untracked() {
                        on_page.run(to.get_untracked());
                    }
                }>{symbol}</button>
        }
    };
    let (is_after, is_before) =
        (Signal::derive(move || page.get() > 0), Signal::derive(move || page.get() < last.get()));
    view! {
        <Show when=move || is_paged.get()>
            <nav class="pager" aria-label=say(words::PAGES)>
                <span class="muted">{rows}</span>
                {button("«", words::FIRST_PAGE, Signal::derive(|| 0), is_after)}
                {button("‹", words::PREVIOUS_PAGE, Signal::derive(move || page.get().saturating_sub(1)), is_after)}
                {button("›", words::NEXT_PAGE, Signal::derive(move || page.get() + 1), is_before)}
                {button("»", words::LAST_PAGE, Signal::derive(move || last.get()), is_before)}
            </nav>
        </Show>
    }
}
