//! Which rows are in view: only those near them are made, however many gateways there are.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Rows of a page.
pub(super) const PER_PAGE: usize = 50;
/// Rows that are made before and after those in view, so that nobody sees them come.
const AROUND: usize = 20;
/// After this time those around come, too: what is in view is there first.
const SOON: Duration = Duration::from_millis(100);
/// The height of most rows, in pixels, until one is there to be measured.
const USUAL_HEIGHT: f64 = 44.0;
/// The rows that are made begin and end at multiples of it, so that they do not change with every row that is passed.
const STEP: usize = 10;

/// What part of the list is in view.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// What scrolls.
    pub(super) area: NodeRef<Div>,
    /// The first row in view, from 0.
    pub(super) first: RwSignal<usize>,
    /// How many rows are in view.
    pub(super) shown: RwSignal<usize>,
    /// The height of a row in pixels, with what is between two of them.
    pub(super) height: RwSignal<f64>,
    /// How many rows are made before and after those in view.
    around: RwSignal<usize>,
}

impl Place {
    /// The beginning of the list.
    pub(super) fn new() -> Self {
        Self {
            area: NodeRef::new(),
            first: RwSignal::new(0),
            shown: RwSignal::new(room_of_window()),
            height: RwSignal::new(USUAL_HEIGHT),
            around: RwSignal::new(0),
        }
    }

    /// The rows to make of so many: from, and until.
    pub(super) fn rows(self, all: usize) -> (usize, usize) {
        let (first, shown, around) = (self.first.get(), self.shown.get(), self.around.get());
        let from = first.saturating_sub(around) / STEP * STEP;
        let until = (first + shown + around).div_ceil(STEP) * STEP;
        (from.min(all), until.min(all))
    }

    /// The page that is in view, of so many rows; at the end it is the last one, whatever row comes first.
    pub(super) fn page(self, all: usize) -> usize {
        let (first, shown) = (self.first.get(), self.shown.get());
        let is_at_end = first > 0 && first + shown >= all;
        if is_at_end { all.saturating_sub(1) / PER_PAGE } else { first / PER_PAGE }
    }

    /// Looks what is in view, and how high rows are.
    pub(super) fn look(self) {
        let Some(area) = self.area.get_untracked() else { return };
        if let Some(height) = measured(&area) {
            if (height - self.height.get_untracked()).abs() > 0.1 {
                self.height.set(height);
            }
            if self.around.get_untracked() == 0 {
                set_timeout(move || self.look_around(), SOON);
            }
        }
        let height = self.height.get_untracked();
        // What is before the rows covers as much of them as it moves them down.
        let top = f64::from(area.scroll_top()) + 1.0;
        let room = f64::from(area.client_height()) - head_height(&area);
        let first = rows_in(top, height);
        let shown = rows_in(top + room, height).saturating_sub(first).max(1);
        if self.first.get_untracked() != first {
            // Rows that came before others later would take the focus from them.
            self.look_around();
            self.first.set(first);
        }
        if self.shown.get_untracked() != shown {
            self.shown.set(shown);
        }
    }

    fn look_around(self) {
        // The list may have been left meanwhile.
        if self.around.try_get_untracked() == Some(0) {
            self.around.set(AROUND);
        }
    }

    /// Brings a row to the top.
    pub(super) fn go(self, row: usize) {
        // The first time, rows have to be there before they can be measured.
        request_animation_frame(move || {
            self.look();
            request_animation_frame(move || {
                if let Some(area) = self.area.get_untracked() {
                    area.set_scroll_top(pixels(row, self.height.get_untracked()));
                    self.look();
                }
            });
        });
    }

    /// Brings a row into view, if it is not, and moves nothing else.
    pub(super) fn reveal(self, row: usize) {
        let Some(area) = self.area.get_untracked() else { return };
        let height = self.height.get_untracked();
        let (top, bottom) = (pixels(row, height), pixels(row + 1, height));
        #[allow(clippy::cast_possible_truncation, reason = "a screen has fewer pixels than that")]
        let room = area.client_height() - head_height(&area).ceil() as i32;
        if top < area.scroll_top() {
            area.set_scroll_top(top);
        } else if bottom > area.scroll_top() + room {
            area.set_scroll_top(bottom - room);
        }
        self.look();
    }
}

/// How many rows the window has room for at most.
fn room_of_window() -> usize {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.map_or(PER_PAGE, |height| rows_in(height, USUAL_HEIGHT))
}

/// How many whole rows fit into so many pixels.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows are counted, and none is below 0"
)]
fn rows_in(pixels: f64, height: f64) -> usize {
    (pixels / height).max(0.0) as usize
}

/// Where a row begins.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "no browser scrolls that far"
)]
fn pixels(row: usize, height: f64) -> i32 {
    (row as f64 * height).round() as i32
}

/// The distance between two rows that are there, or the height of the only one.
fn measured(area: &HtmlElement) -> Option<f64> {
    let rows = area.query_selector_all("tbody tr[aria-rowindex]").ok()?;
    let place =
        |index: u32| Some(rows.get(index)?.unchecked_into::<HtmlElement>().get_bounding_client_rect());
    let first = place(0)?;
    let height = place(1).map_or_else(|| first.height(), |second| second.top() - first.top());
    (height > 1.0).then_some(height)
}

/// The height of the column heads, which stay in view; cards have none.
fn head_height(area: &HtmlElement) -> f64 {
    let head = area.query_selector("thead").ok().flatten();
    head.map_or(0.0, |head| head.get_bounding_client_rect().height())
}
