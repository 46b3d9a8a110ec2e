//! What a chapter is made of.

use super::example::Example;
use crate::text::Text;

/// A part of a chapter. In its texts, code stands between backticks.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// Points whose order does not matter.
    Points(&'static [Text]),
    /// Points in their order.
    Steps(&'static [Text]),
    /// What the reader should not miss.
    Note(Text),
    /// What would hurt.
    Warning(Text),
    /// Commands for a shell, or another text to be copied.
    Code(&'static str),
    /// A whole snippet, as it is written for an example.
    Snippet(Example),
    /// The start entries of these agents in the snippet of an example.
    Entries(Example, &'static [&'static str]),
    /// What is often written, what to write instead, and why; with the code of the problem that is reported.
    Mistake {
        /// What is often written.
        wrong: &'static str,
        /// What to write instead.
        right: &'static str,
        /// What happens with the first.
        why: Text,
        /// The code of the problem.
        code: &'static str,
    },
    /// A table.
    Table(&'static [Text], &'static [&'static [Text]]),
    /// The parameters that an agent declares.
    Agent(&'static str),
    /// Other chapters, by name.
    Chapters(&'static [&'static str]),
    /// Pages of problems, by code.
    Pages(&'static [&'static str]),
    /// Documents of others: what each is, and its address.
    Links(&'static [(Text, &'static str)]),
}

/// A sentence in both languages.
pub(super) const fn t(en: &'static str, zh: &'static str) -> Text {
    Text::new(en, zh)
}

/// What is the same in both languages.
pub(super) const fn same(text: &'static str) -> Text {
    Text::new(text, text)
}

impl Block {
    pub(super) const fn heading(en: &'static str, zh: &'static str) -> Self {
        Self::Heading(Text::new(en, zh))
    }

    pub(super) const fn paragraph(en: &'static str, zh: &'static str) -> Self {
        Self::Paragraph(Text::new(en, zh))
    }

    pub(super) const fn note(en: &'static str, zh: &'static str) -> Self {
        Self::Note(Text::new(en, zh))
    }

    pub(super) const fn warning(en: &'static str, zh: &'static str) -> Self {
        Self::Warning(Text::new(en, zh))
    }

    pub(super) const fn mistake(
        wrong: &'static str,
        right: &'static str,
        why: [&'static str; 2],
        code: &'static str,
    ) -> Self {
        Self::Mistake { wrong, right, why: Text::new(why[0], why[1]), code }
    }

    /// Every text of it, for whoever searches.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Heading(text) | Self::Paragraph(text) | Self::Note(text) | Self::Warning(text) => {
                vec![text]
            }
            Self::Points(texts) | Self::Steps(texts) => texts.iter().collect(),
            Self::Mistake { why, .. } => vec![why],
            Self::Table(head, rows) => head.iter().chain(rows.iter().copied().flatten()).collect(),
            Self::Links(links) => links.iter().map(|(text, _)| text).collect(),
            Self::Code(_)
            | Self::Snippet(_)
            | Self::Entries(..)
            | Self::Agent(_)
            | Self::Chapters(_)
            | Self::Pages(_) => Vec::new(),
        }
    }

    /// Its code, which is the same in every language.
    pub fn code(&self) -> String {
        match self {
            Self::Code(text) => (*text).to_owned(),
            Self::Snippet(example) => example.snippet(),
            Self::Entries(example, agents) => example.entries(agents),
            Self::Mistake { wrong, right, .. } => format!("{wrong}\n{right}"),
            Self::Agent(name) => {
                let agent = crate::ocf::declaration("heartbeat", name);
                let names = agent.iter().flat_map(|agent| agent.parameters).map(|parameter| parameter.name);
                names.fold(format!("ocf:heartbeat:{name}"), |all, name| all + " " + name)
            }
            Self::Heading(_)
            | Self::Paragraph(_)
            | Self::Note(_)
            | Self::Warning(_)
            | Self::Points(_)
            | Self::Steps(_)
            | Self::Table(..)
            | Self::Chapters(_)
            | Self::Pages(_)
            | Self::Links(_) => String::new(),
        }
    }
}
