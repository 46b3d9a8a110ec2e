//! Keeps secrets out of what is shown, and control characters off the terminal.
//!
//! `***` stands in the place of a secret wherever one is shown. Where a gateway is saved, it stands for the secret that is
//! saved already, so that who changes something else need not know it.

mod found;

pub mod json;
pub mod pair;
pub mod said;
pub mod unmask;

use crate::problem::{Edit, Problem};
use crate::text::Text;
use found::{Piece, lines, pieces, replaced};

/// What is shown in the place of a secret.
pub const MASK: &str = "***";

/// What is shown in the place of a secret that was another one before.
pub const CHANGED: &str = "***changed***";

const SECRET_WORDS: [&str; 3] = ["password", "passwd", "secret"];

/// Whether the value of a key or variable is nobody's business, such as that of `incoming_password`.
pub fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| key.contains(word))
}

/// A value of a key or variable as a text may show it: `***` for a secret, unless there is none.
pub fn shown_value<'a>(key: &str, value: &'a str) -> &'a str {
    if is_secret(key) && !value.is_empty() { MASK } else { value }
}

/// A name or value, fit to be shown: without what may be a password, and in one line.
pub fn shown(text: &str) -> String {
    // In the name of a unit, `=` is escaped.
    let end = end_of_secret_key(text, "=").or_else(|| end_of_secret_key(text, "\\x3d"));
    let (known, mask) = end.map_or((text, ""), |end| (&text[..end], MASK));
    let mut shown = String::with_capacity(known.len());
    for c in known.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown + mask
}

/// A snippet with `***` in the place of every secret; everything else is as it was, on the line where it was.
///
/// Where it is not TOML, and in comments, the rest of a line that may hold a secret is left out.
pub fn masked(text: &str) -> String {
    replaced(text, &pieces(text), |_, secret| secret.covered(MASK))
}

/// A start entry with `***` in the place of every secret.
pub fn masked_entry(entry: &str) -> String {
    match Piece::of_entry(entry.into(), 0..entry.len(), &[]) {
        Some(piece) => piece.content_with(|secret| secret.covered(MASK)),
        None => entry.to_owned(),
    }
}

/// A text that is no snippet, such as a message of a program, without what may be a secret in any of its lines.
pub fn masked_lines(text: &str) -> String {
    replaced(text, &lines(text, 0), |_, secret| secret.covered(MASK))
}

/// The same in both languages.
pub fn masked_text(text: &Text) -> Text {
    Text::of(masked_lines(&text.en), masked_lines(&text.zh))
}

/// Problems as they may be told: without a repair that would write a secret down.
#[must_use]
pub fn masked_problems(mut problems: Vec<Problem>) -> Vec<Problem> {
    let tells = |edit: &Edit| end_of_secret_key(&edit.text, "=").is_some();
    for problem in &mut problems {
        if problem.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(tells)) {
            problem.fix = None;
        }
    }
    problems
}

/// Whether `***` stands somewhere in a snippet where the secret itself is expected. Comments expect nothing.
pub fn has_mask(text: &str) -> bool {
    text.contains(MASK) && !found::masks(text).is_empty()
}

/// Whether a word of a start entry, such as `incoming_password=***`, stands for one with a secret.
pub(crate) fn is_masked_word(word: &str) -> bool {
    end_of_secret_key(word, "=").is_some_and(|end| &word[end..] == MASK)
}

/// Where the value of a key with a secret would begin: behind `sign`.
fn end_of_secret_key(text: &str, sign: &str) -> Option<usize> {
    // Lower case of ASCII only: the offsets stay the same.
    let lower = text.to_ascii_lowercase();
    let mut ends = Vec::new();
    for word in SECRET_WORDS {
        for (offset, _) in lower.match_indices(word) {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let rest = lower[offset + word.len()..].trim_start_matches(is_name);
            let rest = rest.trim_start_matches(['"', '\'', ' ', '\t']);
            ends.extend(rest.strip_prefix(sign).map(|rest| text.len() - rest.len()));
        }
    }
    ends.into_iter().min()
}

/// What is wrong with `***` where a node would take it for the secret.
pub(crate) const MASKED: Text = Text::new(
    "`***` stands for a secret that is not shown; a file on a node must have the secret itself",
    "`***` 代表未显示的密码；节点上的文件必须包含密码本身",
);
