//! The list: a table of which only those rows are made that are near what is in view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::columns::Column;
use super::place::Place;
use super::row::{Row, Shared};
use super::view::Sort;
use crate::language::say;
use crate::words;

/// The table.
#[component]
pub(super) fn Table(
    shared: Shared,
    place: Place,
    #[prop(into)] sort: Signal<Sort>,
    /// Sorts by a column.
    on_sort: Callback<Sort>,
    /// The list was scrolled.
    on_scrolled: Callback<()>,
) -> impl IntoView {
    let all = Memo::new(move |_| shared.listed.with(Vec::len));
    let range = Memo::new(move |_| place.rows(all.get()));
    let focus = Focus::new();
    let rows = move || {
        focus.is_changing.set_value(true);
        let (from, until) = range.get();
        shared.listed.with(|listed| listed.get(from..until.min(listed.len())).unwrap_or_default().to_vec())
    };
    let before = move || space(range.get().0, place.height.get());
    let after = move || space(all.get().saturating_sub(range.get().1), place.height.get());
    let is_at_end = Memo::new(move |_| range.get().1 >= all.get());
    let heads =
        move || shared.columns.get().into_iter().map(|column| head(column, sort, on_sort)).collect_view();
    Effect::new(move |_| {
        range.track();
        shared.listed.track();
        shared.columns.track();
        request_animation_frame(move || {
            place.look();
            focus.keep(place);
        });
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| place.look());
    on_cleanup(move || resized.remove());
    view! {
        <div class="gateways-area" tabindex="0" role="region" aria-label=say(words::LIST) node_ref=place.area
            on:scroll=move |_| {
                place.look();
                shared.evidence.hide();
                on_scrolled.run(());
            }
            on:keydown=move |event| walk(&event, place, all.get_untracked())
            on:focusin=move |event| focus.came(&event) on:focusout=move |_| focus.went()>
            <table role="table" class="cards gateways" aria-label=say(words::GATEWAYS)
                aria-rowcount=move || all.get() + 1
                style=("--columns", move || shared.columns.with(Vec::len).to_string())>
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1"><SelectAll shared/>{heads}</tr>
                </thead>
                <tbody role="rowgroup">
                    <tr class="space" aria-hidden="true" hidden=move || range.get().0 == 0>
                        <td style=("height", before)></td>
                    </tr>
                    <ForEnumerate each=rows key=|entry| entry.resource().to_owned() let(index, entry)>
                        <Row entry number=Signal::derive(move || range.get().0 + index.get()) shared/>
                    </ForEnumerate>
                    <tr class="space" aria-hidden="true" hidden=is_at_end>
                        <td style=("height", after)></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

/// The room of so many rows that are not made.
#[allow(clippy::cast_precision_loss, reason = "no list is that long")]
fn space(rows: usize, height: f64) -> String {
    format!("{}px", rows as f64 * height)
}

/// The head of a column: a button that sorts by it, and the other way round when it is pressed again.
fn head(column: Column, sort: Signal<Sort>, on_sort: Callback<Sort>) -> impl IntoView {
    let order = move || match sort.get() {
        Sort { by, is_reversed: false } if by == column => "ascending",
        Sort { by, is_reversed: true } if by == column => "descending",
        Sort { .. } => "none",
    };
    let press = move |_| {
        let Sort { by, is_reversed } = sort.get_untracked();
        on_sort.run(Sort { by: column, is_reversed: by == column && !is_reversed });
    };
    view! {
        <th role="columnheader" scope="col" data-column=column.word() aria-sort=order>
            <button type="button" class="sort" on:click=press>{say(column.label())}</button>
        </th>
    }
}

/// The box that selects all that are listed.
#[component]
fn SelectAll(shared: Shared) -> impl IntoView {
    let chosen = Memo::new(move |_| shared.listed.with(|listed| shared.selection.count_of(listed)));
    let is_some = Memo::new(move |_| chosen.get() > 0);
    let is_all = Memo::new(move |_| is_some.get() && chosen.get() == shared.listed.with(Vec::len));
    let change = move |event: leptos::ev::Targeted<leptos::ev::Event, HtmlInputElement>| {
        shared.listed.with_untracked(|listed| shared.selection.set_all(listed, event.target().checked()));
    };
    view! {
        <th role="columnheader" scope="col" class="select">
            <input type="checkbox" id="select-all" aria-label=say(words::SELECT_ALL) prop:checked=is_all
                prop:indeterminate=move || is_some.get() && !is_all.get() on:change:target=change/>
        </th>
    }
}

/// Moves the focus from row to row, staying in the same column.
fn walk(event: &KeyboardEvent, place: Place, all: usize) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let row = target.closest("tr[aria-rowindex]").ok().flatten();
    let number = row.and_then(|row| row.get_attribute("aria-rowindex")?.parse::<usize>().ok());
    // Elsewhere the keys do what they do in every list that scrolls; the heads are row 1.
    let (Some(number), Some(control)) = (number, target.get_attribute("data-control")) else { return };
    if event.alt_key() || event.meta_key() || event.shift_key() || all == 0 {
        return;
    }
    let row = number.saturating_sub(2);
    let page = place.shown.get_untracked().max(2) - 1;
    let next = match event.key().as_str() {
        "ArrowDown" => row + 1,
        "ArrowUp" => row.saturating_sub(1),
        "PageDown" => row + page,
        "PageUp" => row.saturating_sub(page),
        "Home" => 0,
        "End" => all - 1,
        _ => return,
    };
    event.prevent_default();
    let next = next.min(all - 1);
    place.reveal(next);
    // The row may have to be made first.
    request_animation_frame(move || focus_row(place, next, &control));
}

fn focus_row(place: Place, row: usize, control: &str) {
    let Some(area) = place.area.get_untracked() else { return };
    let wanted = format!("tr[aria-rowindex='{}'] [data-control='{control}']", row + 2);
    if let Ok(Some(element)) = area.query_selector(&wanted) {
        let element: HtmlElement = element.unchecked_into();
        // It fails for nothing that can have the focus.
        let _ = element.focus();
    }
}

/// What has the focus within the list. Rows that come and go around it take it away, and so does one that goes itself: the
/// focus would then begin at the page's top.
#[derive(Clone, Copy)]
struct Focus {
    held_by: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// Whether rows come and go: nobody moves the focus then.
    is_changing: StoredValue<bool>,
}

impl Focus {
    fn new() -> Self {
        Self { held_by: StoredValue::new_local(None), is_changing: StoredValue::new(false) }
    }

    fn came(self, event: &FocusEvent) {
        self.held_by.set_value(event.target().and_then(|target| target.dyn_into().ok()));
    }

    fn went(self) {
        // Leaving the list takes the focus from it, too.
        if self.is_changing.try_get_value() == Some(false) {
            self.held_by.set_value(None);
        }
    }

    /// Gives the focus back to what had it, or to the list where that is gone.
    fn keep(self, place: Place) {
        // The list may have been left meanwhile.
        if self.is_changing.try_set_value(false).is_some() {
            return;
        }
        let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        let held_by = self.held_by.get_value().filter(|_| is_lost);
        let Some(held_by) = held_by else { return };
        let area = place.area.get_untracked().map(JsCast::unchecked_into);
        if let Some(next) = Some(held_by).filter(|element| element.is_connected()).or(area) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // It fails for nothing that can have the focus.
            let _ = next.focus_with_options(&options);
        }
    }
}
