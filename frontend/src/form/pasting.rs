//! Pasting into a list of names: the names are picked out, and what became of the rest is said.

use gateway::field::{Field, Input};
use gateway::text::Text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};

use super::names_in::{Found, names_in};
use crate::language::tell;
use crate::words;

/// What was pasted last.
pub(super) type Pasted = RwSignal<Option<Text>>;

/// Whether the lines of a field are names that can be told from all else.
pub(super) fn takes_names(field: &Field) -> bool {
    matches!(field.input, Input::Lines(example) if example.starts_with("iqn.") || example.starts_with("nqn."))
}

/// The lines as they are to be once the names of what was pasted are among them; none where there are no names, and the
/// browser pastes as ever.
pub(super) fn with_pasted(event: &ClipboardEvent, pasted: Pasted) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text").ok()?;
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let kept = unselected(&area);
    let known: Vec<String> =
        kept.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let found = names_in(&text, &known);
    if found.new.is_empty() && found.twice == 0 {
        pasted.set(None);
        return None;
    }
    event.prevent_default();
    pasted.set(Some(said(&found)));
    let mut lines = known;
    lines.extend(found.new);
    Some(lines.join("\n"))
}

/// What stays in the area when something is pasted over its selection. JavaScript counts in UTF-16.
fn unselected(area: &HtmlTextAreaElement) -> String {
    let units: Vec<u16> = area.value().encode_utf16().collect();
    let place = |place: Result<Option<u32>, _>| {
        let place = place.ok().flatten().and_then(|place| usize::try_from(place).ok());
        place.unwrap_or(units.len()).min(units.len())
    };
    let (start, end) = (place(area.selection_start()), place(area.selection_end()));
    String::from_utf16_lossy(&[&units[..start], &units[end.max(start)..]].concat())
}

/// What was taken and what was not: nothing is lost without a word.
fn said(found: &Found) -> Text {
    words::pasted(found.new.len(), found.twice, &found.left_out.join(" "))
}

/// Says what became of what was pasted.
#[component]
pub(super) fn PastedNote(pasted: Pasted) -> impl IntoView {
    view! { <p class="pasted" role="status">{tell(move || pasted.get().unwrap_or(words::NOTHING))}</p> }
}
