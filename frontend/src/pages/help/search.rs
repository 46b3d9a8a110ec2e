//! Which pages of Help have what is searched for.

use gateway::help::pages;
use gateway::text::{Language, Text};

/// The codes of the pages that have `wanted` in their code, or in their text in the language of the page. Nothing wanted is
/// in all of them.
pub(super) fn find(wanted: &str, language: Language) -> Vec<&'static str> {
    let wanted = plain(wanted.trim());
    let has = |text: &Text| plain(text.in_language(language)).contains(&wanted);
    let found = pages().filter(|(topic, page)| {
        let texts = [&page.title, &page.why, &page.remedy, &topic.title];
        page.code.contains(&wanted) || texts.into_iter().any(has)
    });
    found.map(|(_, page)| page.code).collect()
}

/// Nobody types the marks of code, or cares for case.
fn plain(text: &str) -> String {
    text.replace('`', "").to_lowercase()
}
