//! Light or dark: as the system has it, unless the user chose.

use gateway::text::Text;
use leptos::prelude::*;

use crate::language::say;
use crate::{storage, words};

const KEY: &str = "theme";

/// How bright the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub(crate) const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its word in `data-theme`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What it is called.
    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Auto => words::THEME_AUTO,
            Self::Light => words::THEME_LIGHT,
            Self::Dark => words::THEME_DARK,
        }
    }

    fn find(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or(Self::Auto)
    }
}

/// Gives every component below the theme; `data-theme` of the page follows it.
pub(crate) fn provide_theme() {
    let theme = RwSignal::new(storage::find(KEY).map_or(Theme::Auto, |word| Theme::find(&word)));
    provide_context(theme);
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // An element always takes a `data-` attribute.
            let _ = root.set_attribute("data-theme", theme.get().word());
        }
    });
}

/// The theme of the page.
pub(crate) fn use_theme() -> RwSignal<Theme> {
    expect_context()
}

/// Chooses a theme, now and for the next visit.
pub(crate) fn brighten(theme: RwSignal<Theme>, chosen: Theme) {
    theme.set(chosen);
    storage::keep(KEY, chosen.word());
}

/// The choice of a theme.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let theme = use_theme();
    let choose = move |event| brighten(theme, Theme::find(&event_target_value(&event)));
    let options = Theme::ALL.map(|each| {
        view! { <option value=each.word() prop:selected=move || theme.get() == each>{say(each.label())}</option> }
    });
    view! {
        <label class="theme">
            <span class="visually-hidden">{say(words::THEME)}</span>
            <select id="theme" on:change=choose>{options.collect_view()}</select>
        </label>
    }
}
