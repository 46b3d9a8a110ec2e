//! A field and the lines that come from it light each other up.

use gateway::field::place::Place;
use gateway::gateway::Kind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::form::Form;
use crate::form::place::id_of;

/// Where the lines of a preview come from, and what the user points at.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    /// Kind of the gateway, whose fields have names.
    pub(super) kind: Kind,
    /// For each line, the fields that it comes from.
    pub(super) origins: Memo<Vec<Vec<Place>>>,
    /// The id of the control that is pointed at in the form.
    field: RwSignal<Option<String>>,
}

impl Source {
    /// The fields of a form.
    pub(crate) fn of(form: Form) -> Self {
        let origins = move |_: Option<&_>| {
            form.last_good.with(|good| good.as_ref().map(|good| good.origins.clone()).unwrap_or_default())
        };
        Self { kind: form.kind, origins: Memo::new(origins), field: RwSignal::new(None) }
    }

    /// The lines that come from the field which is pointed at.
    pub(super) fn lit_lines(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| {
            let Some(field) = self.field.get() else { return Vec::new() };
            let is_it = |place: &Place| id_of(&place.to_string()) == field;
            self.origins.with(|origins| {
                let lit = origins.iter().enumerate().filter(|(_, from)| from.iter().any(is_it));
                lit.map(|(index, _)| index).collect()
            })
        })
    }

    /// The places of the fields that a line comes from, counted from 0.
    pub(super) fn places(self, line: usize) -> Vec<String> {
        self.origins.with(|origins| {
            let places = origins.get(line).map_or(&[][..], Vec::as_slice);
            let mut named: Vec<String> = Vec::new();
            for place in places.iter().map(ToString::to_string) {
                if !named.contains(&place) {
                    named.push(place);
                }
            }
            named
        })
    }
}

/// Lights the lines of the field that something happened in, or of the one that has the focus.
pub(crate) fn point_at(source: Source, event: &Event) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let field = target.as_ref().and_then(field_around);
    point(source, field.or_else(focused));
}

/// Puts the light out, unless the focus stays in a field.
pub(crate) fn point_away(source: Source) {
    point(source, focused());
}

/// The control of the field around the focus. A pointer that rests elsewhere takes no light from it.
fn focused() -> Option<String> {
    field_around(&document().active_element()?)
}

/// The id of the control of the field around an element.
fn field_around(element: &Element) -> Option<String> {
    let field = element.closest(".builder-form .field").ok().flatten()?;
    let control = "[id^='f-']:not([id$='-help']):not([id$='-problems'])";
    Some(field.query_selector(control).ok().flatten()?.id())
}

fn point(source: Source, field: Option<String>) {
    if source.field.with_untracked(|lit| *lit != field) {
        source.field.set(field);
    }
}

/// Lights the fields that a line comes from, and no others.
pub(super) fn light_fields(places: &[String]) {
    let root = document();
    if let Ok(lit) = root.query_selector_all(".field.lit") {
        for index in 0..lit.length() {
            if let Some(element) = lit.get(index).and_then(|node| node.dyn_into::<Element>().ok()) {
                // A class can always be taken away.
                let _ = element.class_list().remove_1("lit");
            }
        }
    }
    for place in places {
        let field = root.get_element_by_id(&id_of(place));
        if let Some(field) = field.and_then(|element| element.closest(".field").ok().flatten()) {
            // A class can always be given.
            let _ = field.class_list().add_1("lit");
        }
    }
}
