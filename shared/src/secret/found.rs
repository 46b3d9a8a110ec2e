//! Where the secrets of a snippet stand, and what takes their places.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{MASK, end_of_secret_key, is_secret};
use crate::agent::{AgentWords, Word};
use crate::ocf;

/// A piece of a snippet that holds secrets. With the key of one that is empty, it holds none.
pub(super) struct Piece<'a> {
    /// Where it stands: bytes of the snippet.
    pub(super) range: Range<usize>,
    /// The keys that lead to it; none outside of values. The tables of a list are not told apart.
    pub(super) path: Vec<String>,
    form: Form,
    content: Cow<'a, str>,
    pub(super) secrets: Vec<Secret>,
}

/// How a piece is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A value, quotes included.
    Value,
    /// A string of TOML that is a start entry; the content is what it says.
    Entry,
    /// Text that is no value: a comment, or what is not TOML.
    Line,
}

/// A secret of a piece.
pub(super) struct Secret {
    /// Where it is within the path: agent and key; or what stands before it.
    pub(super) place: Vec<String>,
    /// Where it stands with what belongs to it: bytes of the content.
    range: Range<usize>,
    before: String,
    after: &'static str,
    /// The secret alone.
    pub(super) value: String,
}

impl Secret {
    /// What stands there with another text in the place of the secret.
    pub(super) fn covered(&self, cover: &str) -> String {
        format!("{}{cover}{}", self.before, self.after)
    }

    /// Whether `***` stands there.
    pub(super) fn is_mask(&self) -> bool {
        self.value == MASK
    }
}

impl<'a> Piece<'a> {
    /// A start entry; none where it has not even the key of a secret.
    pub(super) fn of_entry(entry: Cow<'a, str>, range: Range<usize>, path: &[String]) -> Option<Self> {
        let secrets = match AgentWords::read(&entry) {
            Ok(Some(agent)) if is_free_of_secrets(&entry, &agent) => Secret::of_agent(&entry, &agent),
            // What cannot be told apart is left out from the first secret on.
            Ok(_) | Err(_) => Vec::from_iter(Secret::rest(&entry)),
        };
        let form = Form::Entry;
        let has_key = !secrets.is_empty() || end_of_secret_key(&entry, "=").is_some();
        has_key.then(|| Self { range, path: path.to_vec(), form, content: entry, secrets })
    }

    /// A value whose key says that it is a secret as a whole.
    fn of_value(text: &'a str, range: Range<usize>, path: &[String], value: String) -> Option<Self> {
        let content = text.get(range.clone())?;
        let mut secrets = Vec::new();
        if !value.is_empty() {
            let (before, after) = ("\"".to_owned(), "\"");
            secrets.push(Secret { place: Vec::new(), range: 0..content.len(), before, after, value });
        }
        let (form, content) = (Form::Value, content.into());
        Some(Self { range, path: path.to_vec(), form, content, secrets })
    }

    /// A line that is no value.
    fn of_line(line: &'a str, start: usize) -> Option<Self> {
        let secret = Secret::rest(line).filter(|secret| {
            // Where the value is found by itself, nothing is left behind the sign.
            secret.is_mask() || secret.value.contains(|c: char| c.is_alphanumeric())
        })?;
        let (form, content) = (Form::Line, line.into());
        Some(Self {
            range: start..start + line.len(),
            path: Vec::new(),
            form,
            content,
            secrets: vec![secret],
        })
    }

    /// The content with something else in the place of each secret.
    pub(super) fn content_with(&self, instead: impl Fn(&Secret) -> String) -> String {
        let mut content = String::with_capacity(self.content.len());
        let mut end = 0;
        for secret in &self.secrets {
            content.push_str(&self.content[end..secret.range.start]);
            content.push_str(&instead(secret));
            end = secret.range.end;
        }
        content + &self.content[end..]
    }

    /// The piece as it is written with something else in the place of each secret; none where it stays as it is.
    pub(super) fn written_with(&self, instead: impl Fn(&Secret) -> String) -> Option<String> {
        let content = self.content_with(instead);
        match self.form {
            _ if content == self.content => None,
            Form::Value | Form::Line => Some(content),
            // A string of JSON is one of TOML, but for the one control character that JSON leaves alone.
            Form::Entry => Some(serde_json::Value::String(content).to_string().replace('\u{7f}', "\\u007f")),
        }
    }

    /// A secret with what belongs to it, as it is written in the content.
    pub(super) fn written(&self, secret: &Secret) -> &str {
        &self.content[secret.range.clone()]
    }

    /// Whether a reader of the file sees it.
    pub(super) fn is_value(&self) -> bool {
        match self.form {
            Form::Value | Form::Entry => true,
            Form::Line => false,
        }
    }
}

impl Secret {
    /// The words of an agent that hold one.
    fn of_agent(entry: &str, agent: &AgentWords<'_>) -> Vec<Self> {
        let name = format!("{}:{}:{}", agent.vendor, agent.name, agent.instance());
        let mut secrets: Vec<Self> = Vec::new();
        for (index, word) in agent.words.iter().enumerate() {
            if let Some(end) = end_of_secret_key(&word.text, "=") {
                let (key, value) = word.text.split_at(end);
                secrets.push(Self {
                    place: vec![name.clone(), key.to_owned()],
                    range: word.range.clone(),
                    before: key.to_owned(),
                    after: "",
                    value: value.to_owned(),
                });
                continue;
            }
            // Behind a secret with a blank in it, the rest of the secret looks like words.
            let before = index.checked_sub(1).map(|before| agent.words[before].range.end);
            let last = secrets.last_mut().filter(|last| Some(last.range.end) == before);
            if let Some(last) = last.filter(|_| !is_parameter(agent, word)) {
                last.value.push_str(&entry[last.range.end..word.range.end]);
                last.range.end = word.range.end;
            }
        }
        // An empty one is none, which is worth knowing.
        secrets.retain(|secret| !secret.value.is_empty());
        secrets
    }

    /// All that follows the first key of a secret.
    fn rest(text: &str) -> Option<Self> {
        let end = end_of_secret_key(text, "=")?;
        let place = vec![text[..end].trim().to_owned()];
        let value = text[end..].trim().to_owned();
        let range = end..text.len();
        (!value.is_empty()).then_some(Self { place, range, before: String::new(), after: "", value })
    }
}

/// Whether a word is a parameter of the agent; of an agent that we do not know, whether it looks like one.
fn is_parameter(agent: &AgentWords<'_>, word: &Word<'_>) -> bool {
    let Some((key, _)) = word.text.split_once('=') else { return false };
    match ocf::declaration(agent.vendor, agent.name) {
        Some(declaration) => declaration.parameter(key).is_some(),
        None => key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
    }
}

/// Every piece of a snippet that holds secrets, in the order of their places; none overlaps another.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (document, _) = DeTable::parse_recoverable(text);
    let mut values = Vec::new();
    find_in_table(text, document.get_ref(), &mut Vec::new(), &mut values);
    values.sort_by_key(|piece| piece.range.start);
    let mut pieces = Vec::new();
    let mut end = 0;
    for value in values {
        // Of text that is not TOML, the parser may recover pieces that lie within each other.
        let Some(before) = text.get(end..value.range.start) else { continue };
        pieces.extend(lines(before, end));
        end = value.range.end;
        pieces.push(value);
    }
    pieces.extend(lines(text.get(end..).unwrap_or_default(), end));
    pieces
}

/// The values of a snippet where `***` stands in the place of a secret.
pub(super) fn masks(text: &str) -> Vec<Range<usize>> {
    let pieces = pieces(text).into_iter();
    let masked = pieces.filter(|piece| piece.is_value() && piece.secrets.iter().any(Secret::is_mask));
    masked.map(|piece| piece.range).collect()
}

/// The text with something else in the place of each secret. Each line stays the line that it was.
pub(super) fn replaced(
    text: &str,
    pieces: &[Piece<'_>],
    instead: impl Fn(&Piece<'_>, &Secret) -> String,
) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut end = 0;
    for piece in pieces {
        let Some(written) = piece.written_with(|secret| instead(piece, secret)) else { continue };
        replaced.push_str(&text[end..piece.range.start]);
        replaced.push_str(&written);
        let newlines = text[piece.range.clone()].matches('\n');
        replaced.extend(newlines.skip(written.matches('\n').count()));
        end = piece.range.end;
    }
    replaced + &text[end..]
}

fn find_in_table<'a>(text: &'a str, table: &DeTable<'a>, path: &mut Vec<String>, found: &mut Vec<Piece<'a>>) {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        find_in_value(text, value, path, found);
        path.pop();
    }
}

fn find_in_value<'a>(
    text: &'a str,
    value: &Spanned<DeValue<'a>>,
    path: &mut Vec<String>,
    found: &mut Vec<Piece<'a>>,
) {
    let is_secret = path.last().is_some_and(|key| is_secret(key));
    match value.get_ref() {
        DeValue::Array(values) => values.iter().for_each(|value| find_in_value(text, value, path, found)),
        DeValue::Table(table) => find_in_table(text, table, path, found),
        DeValue::String(secret) if is_secret => {
            found.extend(Piece::of_value(text, value.span(), path, secret.to_string()));
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) if is_secret => {
            let secret = text.get(value.span()).unwrap_or_default().to_owned();
            found.extend(Piece::of_value(text, value.span(), path, secret));
        }
        DeValue::String(entry) => found.extend(Piece::of_entry(entry.clone(), value.span(), path)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// The lines of a text without values that may hold a secret.
pub(super) fn lines(text: &str, mut start: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for line in text.split_inclusive('\n') {
        pieces.extend(Piece::of_line(line.trim_end_matches(['\n', '\r']), start));
        start += line.len();
    }
    pieces
}

/// Whether there is no secret but in the words: none before them, and none that a `#` hides.
fn is_free_of_secrets(entry: &str, agent: &AgentWords<'_>) -> bool {
    let hidden = agent.hidden.clone().unwrap_or_default();
    [&entry[agent.head.clone()], &entry[hidden]].iter().all(|text| end_of_secret_key(text, "=").is_none())
}
