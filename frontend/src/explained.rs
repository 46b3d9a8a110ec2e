//! What a line of a snippet does, for people.

use gateway::explain::Explanation;
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::words;

/// An explanation: what begins at a line, and what happens with it.
#[component]
pub(crate) fn Explained(explanation: Explanation) -> impl IntoView {
    let Explanation { line, end_line, what, unit, on_start, on_stop, why_here } = explanation;
    let lines = (end_line > line).then(|| {
        view! { <span class="muted">{say(words::lines(line, end_line))}" "</span> }
    });
    let unit = unit.map(|unit| {
        view! { <div><dt>{say(words::UNIT)}</dt><dd><code>{unit}</code></dd></div> }
    });
    let more = [(words::ON_START, on_start), (words::ON_STOP, on_stop), (words::WHY_HERE, why_here)];
    let more = more.into_iter().filter_map(|(word, text)| {
        text.map(|text| view! { <div><dt>{say(word)}</dt><dd>{explain(text)}</dd></div> })
    });
    let more = more.collect_view();
    view! {
        <p>{lines}{explain(what)}</p>
        <dl>{unit}{more}</dl>
    }
}
