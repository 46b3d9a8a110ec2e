//! Where something is in a form: the element that shows a JSON pointer, and the words for it.

use gateway::field::{Field, Input};
use gateway::gateway::Kind;
use gateway::text::Text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::start::fields;

/// The id of the element that shows a JSON pointer.
pub(crate) fn id_of(at: &str) -> String {
    format!("f{}", at.replace('/', "-"))
}

/// What a JSON pointer is called, as `LUN 1 › Volume`; empty for the whole.
pub(crate) fn name_of(kind: Kind, at: &str) -> Text {
    let mut english: Vec<String> = Vec::new();
    let mut chinese: Vec<String> = Vec::new();
    let mut push = |text: &Text, number: Option<&str>| {
        let number =
            number.and_then(|number| number.parse::<usize>().ok()).map(|index| format!(" {}", index + 1));
        let number = number.unwrap_or_default();
        english.push(format!("{}{number}", text.en));
        chinese.push(format!("{}{number}", text.zh));
    };
    let mut within: Vec<&'static Field> = fields(kind).collect();
    let mut keys = at.split('/').skip(1);
    while let Some(key) = keys.next() {
        let Some(field) = within.iter().copied().find(|field| field.key == key) else {
            push(&Text::of(key, key), None);
            break;
        };
        within = match &field.input {
            Input::Group(of_group) => {
                push(&field.label, None);
                of_group.iter().collect()
            }
            Input::Rows(of_row, row_name) => {
                match keys.next() {
                    Some(index) => push(row_name, Some(index)),
                    None => push(&field.label, None),
                }
                of_row.iter().collect()
            }
            Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
                push(&field.label, keys.next());
                Vec::new()
            }
        };
    }
    Text::of(english.join(" › "), chinese.join(" › "))
}

/// The id of what is folded in the record at a JSON pointer.
pub(super) fn id_of_folded(at: &str) -> String {
    format!("{}-more", id_of(at))
}

/// Leads to the field at a JSON pointer, or to the closest thing around it.
pub(crate) fn go_to(at: &str) {
    let find = |id: String| document().get_element_by_id(&id);
    let is_made = find(id_of(at)).is_some();
    let folded = around(at).skip(1).find_map(|record| find(id_of_folded(record)));
    if let Some(folded) = folded.filter(|_| !is_made) {
        unfold(&folded);
        let at = at.to_owned();
        request_animation_frame(move || go_to_made(&at));
    } else {
        go_to_made(at);
    }
}

fn go_to_made(at: &str) {
    let closest = around(at).find_map(|at| document().get_element_by_id(&id_of(at)));
    if let Some(element) = closest {
        uncover(&element);
        focus(&element);
    }
}

/// A JSON pointer, and those of all that is around it.
fn around(at: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(at), |at| at.rsplit_once('/').map(|(around, _)| around))
}

/// Unfolds fields that are made when somebody does so.
fn unfold(folded: &Element) {
    // An element always takes `open`, and the event, which the browser itself sends too late for the next frame.
    let _ = folded.set_attribute("open", "");
    let _ = Event::new("toggle").map(|toggle| folded.dispatch_event(&toggle));
}

/// Moves the focus to the element with this id, once the page shows what was changed just now.
pub(crate) fn focus_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus(&element);
        }
    });
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot be focused stays as it is.
        let _ = element.focus();
    }
}

/// Opens everything that is folded around an element.
fn uncover(element: &Element) {
    let mut around = Some(element.clone());
    while let Some(details) = around.and_then(|element| element.closest("details").ok().flatten()) {
        // An element always takes `open`.
        let _ = details.set_attribute("open", "");
        around = details.parent_element();
    }
}
