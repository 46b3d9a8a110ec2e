//! What an opened line does: in words, as a unit with its environment, and the fields that it comes from.

use gateway::explain::{Explanation, explain as explain_lines};
use gateway::snippet::read::resources;
use gateway::unit::units;
use leptos::prelude::*;

use super::lit::Source;
use super::problem_told::{AtLine, Mending};
use crate::explained::Explained;
use crate::form::place::{go_to, name_of};
use crate::language::say;
use crate::words;

/// The explanation of the line that is open, counted from 0.
#[component]
pub(super) fn LineTold(
    /// Id of the element that has the lines.
    of: String,
    text: Signal<String>,
    open: RwSignal<Option<usize>>,
    source: Option<Source>,
    mending: Option<Mending>,
) -> impl IntoView {
    let id = format!("{of}-told");
    let told = Memo::new(move |_| {
        let number = u32::try_from(open.get()? + 1).ok()?;
        let explanations = text.with(|text| explain_lines(text));
        let is_here = |it: &Explanation| (it.line..=it.end_line).contains(&number);
        // Of a comment over several lines and the line itself, the nearest says most.
        Some(explanations.into_iter().filter(is_here).collect::<Vec<_>>())
    });
    let close = move |_| {
        open.set(None);
        if let Some(lines) = document().get_element_by_id(&of) {
            // The lines take the focus.
            let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(lines).focus();
        }
    };
    let close = StoredValue::new(close);
    let shown = move || {
        let (line, explanations) = (open.get()?, told.get()?);
        let silent =
            explanations.is_empty().then(|| view! { <p class="muted">{say(words::LINE_SILENT)}</p> });
        let unit = explanations.iter().find_map(|explanation| explanation.unit.clone());
        let explained =
            explanations.into_iter().map(|explanation| view! { <Explained explanation/> }).collect_view();
        let problems = mending.clone().map(|mending| view! { <AtLine mending line/> });
        Some(view! {
            <div class="line-told">
                <div class="line-told-head">
                    <h3>{say(words::line_number(line + 1))}</h3>
                    <button type="button" class="quiet small" on:click=move |event| close.with_value(|close| close(event))>
                        {say(words::CLOSE_LINE)}
                    </button>
                </div>
                {problems}
                {silent}
                {explained}
                {unit.map(|unit| view! { <Environment text unit/> })}
                {source.map(|source| view! { <FieldsOf source line/> })}
            </div>
        })
    };
    view! { <div id=id class="told" aria-live="polite">{shown}</div> }
}

/// The variables that the unit's agent gets, without secrets.
#[component]
fn Environment(text: Signal<String>, unit: String) -> impl IntoView {
    let variables = Memo::new(move |_| {
        let resources = text.with(|text| resources(text)).unwrap_or_default();
        let all = resources.iter().flat_map(|resource| units(resource).masked().units);
        let of_unit = all.into_iter().find(|each| each.unit.as_ref() == Some(&unit));
        of_unit.map(|unit| unit.env.into_iter().collect::<Vec<_>>()).unwrap_or_default()
    });
    move || {
        let variables = variables.get();
        if variables.is_empty() {
            return ().into_any();
        }
        let lines = variables.into_iter().map(|(name, value)| {
            view! { <div><dt><code>{name}</code></dt><dd><code>{value}</code></dd></div> }
        });
        view! {
            <details class="folded">
                <summary>{say(words::ENVIRONMENT)}</summary>
                <dl class="environment">{lines.collect_view()}</dl>
            </details>
        }
        .into_any()
    }
}

/// The fields that a line comes from; each leads there.
#[component]
fn FieldsOf(source: Source, line: usize) -> impl IntoView {
    let places = Memo::new(move |_| source.places(line));
    move || {
        let places = places.get();
        if places.is_empty() {
            return view! { <p class="muted">{say(words::FROM_NO_FIELD)}</p> }.into_any();
        }
        let fields = places.into_iter().map(|place| {
            let name = say(name_of(source.kind, &place));
            view! {
                <li><button type="button" class="as-link" on:click=move |_| go_to(&place)>{name}</button></li>
            }
        });
        view! {
            <p class="line-fields-title">{say(words::FROM_FIELDS)}</p>
            <ul class="plain-list line-fields">{fields.collect_view()}</ul>
        }
        .into_any()
    }
}
