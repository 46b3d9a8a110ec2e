//! What the palette offers: pages, things to do, and the chapters of Help.

use gateway::api::people::Role;
use gateway::gateway::Kind;
use gateway::names::Choice;
use gateway::text::{Language, Text};

use super::rank::{Sought, misfit};
use crate::places::{OpenTo, PLACES};
use crate::session::Who;
use crate::theme::Theme;
use crate::words;

/// Something to go to or to do.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    /// What it is remembered by.
    pub(super) key: String,
    pub(super) sort: Sort,
    pub(super) title: Text,
    /// What else is to be known of it, beside the title.
    pub(super) note: String,
    /// Further words that find it, in small letters.
    also: String,
    /// The titles in small letters.
    plain: [String; 2],
    pub(super) deed: Deed,
}

/// The sorts of entries, in the order in which they stand where nothing else decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Gateway,
    Page,
    Action,
    Help,
}

/// What becomes of an entry that is chosen.
#[derive(Clone, PartialEq)]
pub(super) enum Deed {
    /// The page at this path is shown. Whatever interrupts somebody is asked for there.
    Go(String),
    /// The page at this path is shown; where it is there already, the button with this id is pressed, which asks first.
    Ask(String, &'static str),
    Speak(Language),
    Brighten(Theme),
    ListShortcuts,
    SignOut,
}

impl Entry {
    pub(super) fn new(key: impl Into<String>, sort: Sort, title: Text, deed: Deed) -> Self {
        let plain = [title.en.to_lowercase(), title.zh.to_lowercase()];
        Self { key: key.into(), sort, title, note: String::new(), also: String::new(), plain, deed }
    }

    pub(super) fn noting(mut self, note: String, also: &str) -> Self {
        self.also = also.to_lowercase();
        self.note = note;
        self
    }

    pub(super) fn going(sort: Sort, title: Text, path: impl Into<String>) -> Self {
        let path = path.into();
        Self::new(path.clone(), sort, title, Deed::Go(path))
    }

    /// How badly it fits what was typed, which is in small letters.
    pub(super) fn misfit(&self, typed: &str) -> Option<u32> {
        misfit(typed, &Sought { titles: [&self.plain[0], &self.plain[1]], also: &self.also })
    }
}

impl Sort {
    pub(super) const fn label(self) -> Text {
        match self {
            Self::Gateway => words::SORT_GATEWAY,
            Self::Page => words::SORT_PAGE,
            Self::Action => words::SORT_ACTION,
            Self::Help => words::SORT_HELP,
        }
    }
}

/// What is there whatever the server knows.
pub(super) fn lasting(who: &Who) -> Vec<Entry> {
    let places = PLACES.iter().filter(|place| place.open_to.includes(who));
    let mut entries: Vec<Entry> =
        places.map(|place| Entry::going(Sort::Page, place.title.clone(), place.path)).collect();
    if OpenTo::Role(Role::Operator).includes(who) {
        entries.extend(Kind::ALL.iter().map(|kind| {
            Entry::going(Sort::Action, words::new_of_kind(kind.label()), format!("/new/{}", kind.word()))
        }));
    }
    if let Who::Nobody = who {
        entries.push(Entry::going(Sort::Action, words::SIGN_IN, "/sign-in"));
    }
    for (language, title) in [(Language::English, words::IN_ENGLISH), (Language::Chinese, words::IN_CHINESE)]
    {
        entries.push(Entry::new(language.tag(), Sort::Action, title, Deed::Speak(language)));
    }
    for theme in Theme::ALL {
        let title = words::theme_is(&theme.label());
        entries.push(Entry::new(theme.word(), Sort::Action, title, Deed::Brighten(theme)));
    }
    entries.push(Entry::new("shortcuts", Sort::Action, words::SHORTCUTS, Deed::ListShortcuts));
    if let Who::Account(_) = who {
        entries.push(Entry::new("sign-out", Sort::Action, words::SIGN_OUT, Deed::SignOut));
    }
    entries
}

/// The way on to Help, where everything is searched.
pub(super) fn in_help(typed: &str) -> Entry {
    let path = format!("/help?q={}", String::from(js_sys::encode_uri_component(typed)));
    Entry::new("", Sort::Help, words::search_help_for(typed), Deed::Go(path))
}
