//! Which chapters and pages of Help have what is searched for.

use gateway::help::chapters::CHAPTERS;
use gateway::help::chapters::note::NOTES;
use gateway::help::pages;
use gateway::text::{Language, Text};

/// All of Help, as it is searched.
pub(super) struct Index {
    language: Language,
    /// The name of a chapter or the code of a page, and all that it says, plain.
    texts: Vec<(&'static str, String)>,
}

impl Index {
    /// What Help says in one language. Code is the same in all of them.
    pub(super) fn new(language: Language) -> Self {
        let mut texts = Vec::new();
        for chapter in &CHAPTERS {
            let mut all = format!("{} {} ", chapter.name, of(&chapter.title, language));
            all.push_str(of(&chapter.about, language));
            for block in chapter.blocks() {
                for text in block.texts() {
                    all.push('\n');
                    all.push_str(of(text, language));
                }
                all.push('\n');
                all.push_str(&block.code());
            }
            if chapter.name == "agent-parameters" {
                for (_, _, text) in NOTES {
                    all.push('\n');
                    all.push_str(of(text, language));
                }
            }
            texts.push((chapter.name, plain(&all)));
        }
        for (topic, page) in pages() {
            let parts = [&page.title, &page.why, &page.remedy, &topic.title].map(|text| of(text, language));
            texts.push((page.code, plain(&format!("{}\n{}", page.code, parts.join("\n")))));
        }
        Self { language, texts }
    }

    /// Whether this is what Help says in a language.
    pub(super) fn is_in(&self, language: Language) -> bool {
        self.language == language
    }

    /// The names and codes of what has `wanted` in it. Nothing wanted is in all of them.
    pub(super) fn find(&self, wanted: &str) -> Vec<&'static str> {
        let wanted = plain(wanted.trim());
        let found = self.texts.iter().filter(|(_, text)| text.contains(&wanted));
        found.map(|(name, _)| *name).collect()
    }
}

fn of(text: &Text, language: Language) -> &str {
    text.in_language(language)
}

/// Nobody types the marks of code, or cares for case.
fn plain(text: &str) -> String {
    text.replace('`', "").to_lowercase()
}
