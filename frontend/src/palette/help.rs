//! Help as entries of the palette: its chapters, their headings, and the codes of problems.
//!
//! The names alone: what Help says of them is fetched with its pages.

use gateway::help::chapters::CHAPTERS;
use gateway::help::index::{CODES, HEADINGS};

use super::entry::{Entry, Sort};
use crate::words;

/// Everything in Help that has a name.
pub(super) fn entries() -> Vec<Entry> {
    let chapters = CHAPTERS
        .iter()
        .map(|chapter| Entry::going(Sort::Help, chapter.title.clone(), format!("/help/{}", chapter.name)));
    let mut entries: Vec<Entry> = chapters.collect();
    let (mut of, mut number) = ("", 0);
    for (chapter, heading) in &HEADINGS {
        number = if of == *chapter { number + 1 } else { 1 };
        of = chapter;
        let path = format!("/help/{chapter}#section-{number}");
        entries.push(Entry::going(Sort::Help, words::without_marks(heading), path));
    }
    entries.extend(
        CODES
            .iter()
            .map(|code| Entry::going(Sort::Help, words::problem_named(code), format!("/help/{code}"))),
    );
    entries
}
