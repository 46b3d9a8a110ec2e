//! What is said of a file: each thing once, with all the places that it is true of.

use std::collections::BTreeMap;

use crate::text::Text;

/// Things to say, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<(Text, Vec<String>)>,
    /// Where each is in `found`.
    known: BTreeMap<Text, usize>,
}

impl Findings {
    /// Says something about the whole.
    pub(super) fn push(&mut self, text: Text) {
        self.entry(text);
    }

    /// Says something about a place of the file, such as `start[0]`.
    pub(super) fn push_at(&mut self, at: &str, text: Text) {
        self.entry(text).push(at.to_owned());
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of it, as sentences.
    pub(super) fn into_texts(self) -> Vec<Text> {
        let sentence = |(text, places): (Text, Vec<String>)| {
            if places.is_empty() {
                return text;
            }
            let (en, zh) = (places.join(", "), places.join("、"));
            Text::of(format!("{en}: {}", text.en), format!("{zh}：{}", text.zh))
        };
        self.found.into_iter().map(sentence).collect()
    }

    fn entry(&mut self, text: Text) -> &mut Vec<String> {
        let next = self.found.len();
        let index = *self.known.entry(text.clone()).or_insert(next);
        if index == next {
            self.found.push((text, Vec::new()));
        }
        &mut self.found[index].1
    }
}

impl Extend<Text> for Findings {
    fn extend<T: IntoIterator<Item = Text>>(&mut self, texts: T) {
        texts.into_iter().for_each(|text| self.push(text));
    }
}
