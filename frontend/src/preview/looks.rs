//! How the lines of a preview look besides their text: lit, walked to, opened, marked.
//!
//! One effect does it for all lines, and touches those alone that are special: a snippet may have hundreds of them, and
//! one that is painted anew has lost its look.

use std::collections::BTreeMap;

use gateway::text::{Language, Text};
use leptos::prelude::*;
use web_sys::Element;

use super::found::Found;
use crate::form::problems::severity;
use crate::language::use_language;

/// What makes lines special, counted from 0.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    /// The lines of the field that is pointed at.
    pub(super) lit: Option<Memo<Vec<usize>>>,
    /// The line that the arrow keys are on.
    pub(super) active: RwSignal<Option<usize>>,
    /// The line that is explained.
    pub(super) open: RwSignal<Option<usize>>,
    /// What is wrong with them.
    pub(super) found: Option<Found>,
}

/// A special line.
#[derive(Default)]
struct Look {
    is_lit: bool,
    is_active: bool,
    is_open: bool,
    /// Class, symbol and word of its worst problem.
    mark: Option<(&'static str, &'static str, Text)>,
}

impl Looks {
    /// Gives the lines of a text their looks, and takes them away again. The id of a line is `prefix` and its number.
    pub(super) fn follow(self, text: Signal<String>, prefix: StoredValue<String>) {
        let language = use_language();
        let touched: StoredValue<Vec<usize>> = StoredValue::new(Vec::new());
        Effect::new(move |_| {
            text.track();
            let (language, special) = (language.get(), self.special());
            // By then, the lines of a new text are there; and it is before anybody sees them.
            request_animation_frame(move || {
                // Whoever has left the page sees no lines any more.
                let Some(before) = touched.try_get_value() else { return };
                for line in before.into_iter().filter(|line| !special.contains_key(line)) {
                    give(prefix, line, &Look::default(), language);
                }
                for (line, look) in &special {
                    give(prefix, *line, look, language);
                }
                touched.set_value(special.into_keys().collect());
            });
        });
    }

    fn special(self) -> BTreeMap<usize, Look> {
        let mut special: BTreeMap<usize, Look> = BTreeMap::new();
        if let Some(lit) = self.lit {
            lit.with(|lit| lit.iter().for_each(|line| special.entry(*line).or_default().is_lit = true));
        }
        if let Some(active) = self.active.get() {
            special.entry(active).or_default().is_active = true;
        }
        if let Some(open) = self.open.get() {
            special.entry(open).or_default().is_open = true;
        }
        for (line, worst) in self.found.map(Found::worst).unwrap_or_default() {
            special.entry(line).or_default().mark = Some(severity(worst));
        }
        special
    }
}

/// Gives a line its look. The text may have become shorter, so that the line is gone.
fn give(prefix: StoredValue<String>, line: usize, look: &Look, language: Language) {
    let Some(element) = document().get_element_by_id(&prefix.with_value(|prefix| format!("{prefix}{line}")))
    else {
        return;
    };
    let classes = element.class_list();
    for (class, is_on) in [("lit", look.is_lit), ("active", look.is_active)] {
        // An element always takes a class.
        let _ = classes.toggle_with_force(class, is_on);
    }
    // A blank line is nothing to choose.
    if element.get_attribute("role").as_deref() == Some("option") {
        set(&element, "aria-selected", Some(if look.is_open { "true" } else { "false" }));
    }
    set(&element, "data-severity", look.mark.as_ref().map(|(class, ..)| *class));
    set(&element, "data-mark", look.mark.as_ref().map(|(_, symbol, _)| *symbol));
    // The symbol is drawn and no text, so that what is copied is the file; who cannot see it hears the word.
    let name = look.mark.as_ref().map(|(.., word)| {
        format!("{}: {}", word.in_language(language), element.text_content().unwrap_or_default().trim())
    });
    set(&element, "aria-label", name.as_deref());
}

fn set(element: &Element, attribute: &str, value: Option<&str>) {
    // Both fail for no attribute of ours.
    let _ = match value {
        Some(value) => element.set_attribute(attribute, value),
        None => element.remove_attribute(attribute),
    };
}
