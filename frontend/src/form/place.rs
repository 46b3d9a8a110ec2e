//! Where something is in a form: the element that shows a JSON pointer, and the words for it.

use gateway::field::{Field, Input};
use gateway::gateway::Kind;
use gateway::text::Text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

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

/// Leads to the field at a JSON pointer, or to the closest thing around it.
pub(crate) fn go_to(at: &str) {
    let mut at = at;
    loop {
        if let Some(element) = document().get_element_by_id(&id_of(at)) {
            uncover(&element);
            focus(&element);
            return;
        }
        match at.rsplit_once('/') {
            Some((parent, _)) => at = parent,
            None => return,
        }
    }
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
