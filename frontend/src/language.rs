//! The language of the page: chosen by the user, remembered, switched at once.

use gateway::text::{Language, Text};
use leptos::prelude::*;

use crate::storage;

const KEY: &str = "language";

/// Gives every component below the language, and tells the page.
pub(crate) fn provide_language() {
    let language = RwSignal::new(remembered().unwrap_or_else(preferred));
    provide_context(language);
    Effect::new(move |_| {
        let tag = language.get().tag();
        if let Some(root) = document().document_element() {
            // An element always takes `lang`.
            let _ = root.set_attribute("lang", tag);
        }
    });
}

/// The language in which components speak.
pub(crate) fn use_language() -> RwSignal<Language> {
    expect_context()
}

/// Chooses a language, now and for the next visit.
pub(crate) fn choose(language: RwSignal<Language>, chosen: Language) {
    language.set(chosen);
    storage::keep(KEY, chosen.tag());
}

/// A sentence in the language of the page.
pub(crate) fn say(text: Text) -> Signal<String> {
    tell(move || text.clone())
}

/// A sentence that changes with what it is about, in the language of the page.
pub(crate) fn tell(text: impl Fn() -> Text + Send + Sync + 'static) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || text().in_language(language.get()).to_owned())
}

/// A sentence in the language of the page, with what stands between backticks set as code.
pub(crate) fn explain(text: Text) -> impl IntoView {
    let sentence = say(text);
    move || {
        let sentence = sentence.get();
        let parts = sentence.split('`').enumerate().map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 0 { part.into_any() } else { view! { <code>{part}</code> }.into_any() }
        });
        parts.collect_view()
    }
}

fn remembered() -> Option<Language> {
    let tag = storage::find(KEY)?;
    [Language::English, Language::Chinese].into_iter().find(|language| language.tag() == tag)
}

fn preferred() -> Language {
    match window().navigator().language() {
        Some(tag) if tag.starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}
