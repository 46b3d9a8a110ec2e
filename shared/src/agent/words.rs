//! The words of a POSIX shell: quotes are removed, nothing is expanded.

use std::borrow::Cow;
use std::ops::Range;

use super::{EntryError, Word};

/// Words, and the first piece that a `#` hides.
type Words<'a> = (Vec<Word<'a>>, Option<Range<usize>>);

/// What ends a piece without quotes: blanks of the shell, quotes and the backslash.
const SPECIAL: [char; 6] = [' ', '\t', '\n', '\'', '"', '\\'];

/// Splits text from byte `from` on into words.
pub(super) fn split(text: &str, from: usize) -> Result<Words<'_>, EntryError> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut hidden = None;
    let mut word: Option<Word<'_>> = None;
    // Blanks of Unicode end the agent, but within the words only those of the shell count.
    let mut at = text.len() - text[from..].trim_start().len();
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b' ' | b'\t' | b'\n' => {
                words.extend(word.take().map(|word| word.ending(at)));
                at += 1;
                continue;
            }
            b'#' if word.is_none() => {
                let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
                hidden.get_or_insert(at..end);
                at = end;
                continue;
            }
            // A backslash before a newline joins the lines.
            b'\\' if text[at..].starts_with("\\\n") => {
                at += 2;
                continue;
            }
            _ => {}
        }
        let word = word.get_or_insert_with(|| Word::starting(at));
        let unmatched = EntryError::UnmatchedQuote { at };
        at = match byte {
            b'\'' => word.read_single_quoted(text, at + 1).ok_or(unmatched)?,
            b'"' => word.read_double_quoted(text, at + 1).ok_or(unmatched)?,
            b'\\' => word.read_escaped(text, at),
            _ => {
                let end = text[at..].find(SPECIAL).map_or(text.len(), |length| at + length);
                word.push(&text[at..end]);
                end
            }
        };
    }
    words.extend(word.map(|word| word.ending(text.len())));
    Ok((words, hidden))
}

impl<'a> Word<'a> {
    /// Key and value as they are written. Of a word without `=` the daemon makes an empty variable.
    pub(crate) fn parameter(&self) -> (Cow<'a, str>, Cow<'a, str>) {
        match &self.text {
            Cow::Borrowed(word) => {
                let (key, value) = word.split_once('=').unwrap_or((word, ""));
                (key.into(), value.into())
            }
            Cow::Owned(word) => {
                let (key, value) = word.split_once('=').unwrap_or((word, ""));
                (key.to_owned().into(), value.to_owned().into())
            }
        }
    }

    fn starting(at: usize) -> Self {
        Self { text: Cow::Borrowed(""), range: at..at }
    }

    fn ending(mut self, at: usize) -> Self {
        self.range.end = at;
        self
    }

    /// Adds a piece. A word of one piece, as nearly all are, is not copied.
    fn push(&mut self, piece: &'a str) {
        if self.text.is_empty() {
            self.text = Cow::Borrowed(piece);
        } else {
            self.text.to_mut().push_str(piece);
        }
    }

    /// Reads from behind a quote to behind its partner, and says where that is; none where there is no partner.
    fn read_single_quoted(&mut self, text: &'a str, from: usize) -> Option<usize> {
        let end = from + text[from..].find('\'')?;
        self.push(&text[from..end]);
        Some(end + 1)
    }

    /// The same for double quotes, within which a backslash has a meaning before a few signs only.
    fn read_double_quoted(&mut self, text: &'a str, mut from: usize) -> Option<usize> {
        loop {
            let end = from + text[from..].find(['"', '\\'])?;
            self.push(&text[from..end]);
            if text[end..].starts_with('"') {
                return Some(end + 1);
            }
            let escaped = text[end + 1..].chars().next()?;
            from = end + 1 + escaped.len_utf8();
            match escaped {
                '\n' => {}
                '$' | '`' | '"' | '\\' => self.push(&text[end + 1..from]),
                _ => self.push(&text[end..from]),
            }
        }
    }

    /// Reads a backslash and what it takes the meaning from; at the end of the text it is itself.
    fn read_escaped(&mut self, text: &'a str, at: usize) -> usize {
        let Some(escaped) = text[at + 1..].chars().next() else {
            self.push(&text[at..]);
            return text.len();
        };
        let end = at + 1 + escaped.len_utf8();
        self.push(&text[at + 1..end]);
        end
    }
}
