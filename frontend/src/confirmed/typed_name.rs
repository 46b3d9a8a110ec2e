//! A field in which somebody types the name of what they are about to stop: nobody does that by accident, or to another
//! one than they mean.

use leptos::prelude::*;

use crate::language::{explain, say};
use crate::words;

/// What was typed, and whether it is the name.
#[derive(Clone)]
pub(crate) struct TypedName {
    typed: RwSignal<String>,
    name: StoredValue<String>,
}

impl TypedName {
    /// A field for a name, empty so far.
    pub(crate) fn of(name: String) -> Self {
        Self { typed: RwSignal::new(String::new()), name: StoredValue::new(name) }
    }

    /// Whether the name stands there.
    pub(crate) fn is_right(&self) -> Signal<bool> {
        let Self { typed, name } = self.clone();
        Signal::derive(move || name.with_value(|name| typed.with(|typed| typed.trim() == name)))
    }
}

/// The field.
#[component]
pub(crate) fn NameField(#[prop(into)] id: String, typed_name: TypedName) -> impl IntoView {
    let TypedName { typed, name } = typed_name;
    let (named, help) = (id.clone(), format!("{id}-how"));
    view! {
        <div class="field typed-name">
            <label for=named>{say(words::TYPE_NAME)}</label>
            <input type="text" id=id autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby=help.clone() prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())/>
            <p class="help" id=help>{explain(words::type_name(&name.get_value()))}</p>
        </div>
    }
}
