//! The lines of a snippet: numbered, walked with the arrow keys, and explained when one is opened.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Code;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::found::Found;
use super::line_told::LineTold;
use super::lit::{Source, light_fields};
use super::looks::Looks;
use super::paint::repaint;
use super::problem_told::Mending;

/// How many lines the keys for pages go.
const PAGE: usize = 10;
/// With more lines than this, the browser lays out only those that are seen.
const LONG: usize = 100;

/// Where the user is in the lines, counted from 0.
#[derive(Clone, Copy)]
struct Place {
    /// The line that the arrow keys are on.
    active: RwSignal<Option<usize>>,
    /// The line that is explained.
    open: RwSignal<Option<usize>>,
}

/// The lines; the content of the element with `id` is the text and nothing else.
#[component]
pub(super) fn Lines(
    id: String,
    text: Signal<String>,
    label: Signal<String>,
    source: Option<Source>,
    mending: Option<Mending>,
) -> impl IntoView {
    let place = Place { active: RwSignal::new(None), open: RwSignal::new(None) };
    let has_focus = RwSignal::new(false);
    let pointed: RwSignal<Option<usize>> = RwSignal::new(None);
    let lit = source.map(Source::lit_lines);
    let count = Memo::new(move |_| text.with(|text| text.lines().count()));
    let is_long = Memo::new(move |_| count.get() > LONG);
    let prefix = StoredValue::new(format!("{id}-line-"));
    if let Some(source) = source {
        Effect::new(move |_| {
            let on_line = if has_focus.get() { place.active.get() } else { None };
            let places = pointed.get().or(on_line).map(|line| source.places(line));
            light_fields(&places.unwrap_or_default());
        });
        on_cleanup(|| light_fields(&[]));
        scroll_to_lit(lit, prefix);
    }
    // What is said of a line takes room from the lines.
    Effect::new(move |_| {
        if let Some(line) = place.open.get() {
            request_animation_frame(move || {
                if let Some(prefix) = prefix.try_get_value() {
                    scroll_within(&format!("{prefix}{line}"));
                }
            });
        }
    });
    let found = mending.as_ref().map(|mending| mending.found);
    Looks { lit, active: place.active, open: place.open, found }.follow(text, prefix);
    let code = NodeRef::<Code>::new();
    Effect::new(move |before: Option<Vec<String>>| {
        let before = before.unwrap_or_default();
        let Some(code) = code.get() else { return before };
        let now: Vec<String> = text.with(|text| text.split_inclusive('\n').map(str::to_owned).collect());
        prefix.with_value(|prefix| repaint(&code, &before, &now, prefix));
        now
    });
    let walk = move |event: KeyboardEvent| {
        let on = place.active.get_untracked();
        let last = count.get_untracked().saturating_sub(1);
        let to = match &*event.key() {
            "ArrowDown" => next(text, on.map_or(0, |on| on + 1), last),
            "ArrowUp" => previous(text, on.unwrap_or(0).saturating_sub(1)),
            "PageDown" => next(text, (on.unwrap_or(0) + PAGE).min(last), last),
            "PageUp" => previous(text, on.unwrap_or(0).saturating_sub(PAGE)),
            "Home" => Some(0),
            "End" => previous(text, last),
            "Enter" | " " => {
                event.prevent_default();
                place.open.update(|open| *open = if *open == on { None } else { on });
                return;
            }
            "Escape" if place.open.with_untracked(Option::is_some) => {
                event.prevent_default();
                place.open.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            place.active.set(Some(to));
            prefix.with_value(|prefix| scroll_within(&format!("{prefix}{to}")));
        }
    };
    let press = move |event: MouseEvent| {
        // Whoever marks a piece of the text wants to copy it.
        let marks_text = window().get_selection().ok().flatten().is_some_and(|marked| !marked.is_collapsed());
        if let Some(line) = line_of(&event, prefix).filter(|_| !marks_text) {
            place.active.set(Some(line));
            place.open.update(|open| *open = if *open == Some(line) { None } else { Some(line) });
        }
    };
    let active = move || place.active.get().map(|line| prefix.with_value(|prefix| format!("{prefix}{line}")));
    let focus = move |_| {
        has_focus.set(true);
        if place.active.with_untracked(Option::is_none) {
            place.active.set(Some(0));
        }
    };
    let (region, opened) = (id.clone(), place.open);
    view! {
        <pre class="snippet coloured walked" class:has-marks=move || found.is_some_and(Found::marks_lines)
            class:long=move || is_long.get() id=id tabindex="0" role="listbox" aria-label=label
            aria-activedescendant=active
            on:keydown=walk on:click=press on:focus=focus on:blur=move |_| has_focus.set(false)
            on:mouseover=move |event| pointed.set(line_of(&event, prefix))
            on:mouseleave=move |_| pointed.set(None)>
            <code role="presentation" node_ref=code></code>
        </pre>
        <LineTold of=region text open=opened source mending/>
    }
}

/// Shows the first line of the field that is pointed at, where the lines scroll.
fn scroll_to_lit(lit: Option<Memo<Vec<usize>>>, prefix: StoredValue<String>) {
    Effect::new(move |_| {
        if let Some(first) = lit.and_then(|lit| lit.with(|lit| lit.first().copied())) {
            scroll_within(&prefix.with_value(|prefix| format!("{prefix}{first}")));
        }
    });
}

/// The first line from `from` on that says something.
fn next(text: Signal<String>, from: usize, last: usize) -> Option<usize> {
    text.with_untracked(|text| {
        let mut lines = text.lines().enumerate().skip(from).take_while(|(index, _)| *index <= last);
        lines.find(|(_, line)| !line.trim().is_empty()).map(|(index, _)| index)
    })
}

/// The last line up to `to` that says something.
fn previous(text: Signal<String>, to: usize) -> Option<usize> {
    text.with_untracked(|text| {
        let lines = text.lines().enumerate().take(to + 1).filter(|(_, line)| !line.trim().is_empty());
        lines.last().map(|(index, _)| index)
    })
}

/// The line that an event happened in.
fn line_of(event: &MouseEvent, prefix: StoredValue<String>) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let line = target.closest(".line[role='option']").ok()??;
    prefix.with_value(|prefix| line.id().strip_prefix(prefix.as_str())?.parse().ok())
}

/// Scrolls the lines and never the page: the user is in the form.
fn scroll_within(id: &str) {
    let Some(line) = document().get_element_by_id(id) else { return };
    let Some(around) = line.closest(".snippet").ok().flatten() else { return };
    let (line, room) = (line.get_bounding_client_rect(), around.get_bounding_client_rect());
    let by = if line.top() < room.top() {
        line.top() - room.top()
    } else if line.bottom() > room.bottom() {
        line.bottom() - room.bottom()
    } else {
        return;
    };
    // A pixel more or less shows nothing.
    #[expect(clippy::cast_possible_truncation, reason = "what a browser measures fits")]
    around.set_scroll_top(around.scroll_top() + by as i32);
}
