//! Keeps passwords out of what is shown, and control characters off the terminal.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::agent::AgentWords;

/// What is shown in the place of a secret.
pub const MASK: &str = "***";

const SECRET_WORDS: [&str; 3] = ["password", "passwd", "secret"];

/// Whether the value of a key or variable is nobody's business, such as that of `incoming_password`.
pub fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| key.contains(word))
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
    let (document, _) = DeTable::parse_recoverable(text);
    let mut secrets = Vec::new();
    for (key, value) in document.get_ref() {
        find_secrets(key.get_ref(), value, &mut secrets);
    }
    secrets.sort_by_key(|(span, _)| span.start);
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for (span, replacement) in secrets {
        // Of text that is not TOML, the parser may recover pieces that lie within each other.
        let (Some(before), Some(secret)) = (text.get(end..span.start), text.get(span.clone())) else {
            continue;
        };
        push_masked_lines(&mut masked, before);
        masked.push_str(&replacement);
        masked.extend(secret.matches('\n'));
        end = span.end;
    }
    push_masked_lines(&mut masked, text.get(end..).unwrap_or_default());
    masked
}

/// Finds values that are or hold a secret, and what takes their place.
fn find_secrets(key: &str, value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, String)>) {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().for_each(|value| find_secrets(key, value, found)),
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| find_secrets(key.get_ref(), value, found));
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
            if is_secret(key) =>
        {
            found.push((value.span(), format!("\"{MASK}\"")));
        }
        DeValue::String(entry) => {
            let masked = masked_entry(entry);
            if masked != **entry {
                // A string of JSON is one of TOML, but for the one control character that JSON leaves alone.
                let string = serde_json::Value::String(masked).to_string().replace('\u{7f}', "\\u007f");
                found.push((value.span(), string));
            }
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// A start entry with `***` in the place of every secret.
pub fn masked_entry(entry: &str) -> String {
    let words = match AgentWords::read(entry) {
        Ok(Some(agent)) if is_free_of_secrets(entry, &agent) => agent.words,
        Ok(_) | Err(_) => return shown_start(entry),
    };
    let mut masked = String::with_capacity(entry.len());
    let mut end = 0;
    for word in words {
        if let Some(secret) = end_of_secret_key(&word.text, "=") {
            masked.push_str(&entry[end..word.range.start]);
            masked.push_str(&word.text[..secret]);
            masked.push_str(MASK);
            end = word.range.end;
        }
    }
    masked + &entry[end..]
}

/// Whether there is no secret but in the words: none before them, and none that a `#` hides.
fn is_free_of_secrets(entry: &str, agent: &AgentWords<'_>) -> bool {
    let hidden = agent.hidden.clone().unwrap_or_default();
    [&entry[agent.head.clone()], &entry[hidden]].iter().all(|text| end_of_secret_key(text, "=").is_none())
}

/// What stands before the first secret.
fn shown_start(text: &str) -> String {
    match end_of_secret_key(text, "=") {
        Some(end) => format!("{}{MASK}", &text[..end]),
        None => text.to_owned(),
    }
}

/// Copies text that is no value; of a line that may hold a secret, what stands before it.
fn push_masked_lines(masked: &mut String, text: &str) {
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let secret = end_of_secret_key(content, "=").filter(|end| {
            // Where the value was masked already, nothing is left behind the sign.
            content[*end..].contains(|c: char| c.is_alphanumeric())
        });
        match secret {
            Some(end) => {
                masked.push_str(&content[..end]);
                masked.push_str(MASK);
                masked.push_str(&line[content.len()..]);
            }
            None => masked.push_str(line),
        }
    }
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
