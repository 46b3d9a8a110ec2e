//! What a file has and the daemon does not see: comments, metadata, deprecated keys.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::file::{Document, document, promoters};
use super::findings::Findings;
use super::settings::deprecated;
use crate::text::Text;

/// Says what of it would be lost when `written` took the place of `text`.
pub(super) fn compare(text: &str, written: &str, differences: &mut Findings) {
    let ours: BTreeSet<&str> = comments(written).map(|(_, comment)| comment).collect();
    let lost = comments(text).filter(|(_, comment)| !comment.is_empty() && !ours.contains(comment));
    let lines: Vec<String> = lost.map(|(line, _)| line.to_string()).collect();
    if !lines.is_empty() {
        differences.push(Text::of(
            format!("the comments of these lines are lost: {}", lines.join(", ")),
            format!("以下各行的注释会丢失：{}", lines.join("、")),
        ));
    }
    let (given, again) = (document(text), document(written));
    let ours = metadata(&again);
    for (key, _) in metadata(&given).into_iter().filter(|(key, value)| ours.get(key) != Some(value)) {
        differences.push(Text::of(
            format!("`{key}` of the metadata does not stay as it is"),
            format!("元数据中的 `{key}` 不会保持原样"),
        ));
    }
    if promoter(&given).is_some_and(|promoter| promoter.contains_key("id")) {
        differences.push(deprecated("id"));
    }
}

/// The comments of a snippet without `#` and blanks, each with its line from 1.
///
/// They are not repeated in a text: somebody may have kept a password there.
fn comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut line = 1;
    Source::new(text).lex().filter_map(move |token| {
        let piece = &text[token.span().start()..token.span().end()];
        let at = line;
        line += piece.matches('\n').count();
        let comment = piece.trim_start_matches('#').trim();
        (token.kind() == TokenKind::Comment).then_some((at, comment))
    })
}

fn promoter(document: &Document) -> Option<&Map<String, Value>> {
    promoters(document).first().and_then(Value::as_object)
}

/// The metadata, flat: whatever is no table goes by its own name.
fn metadata(document: &Document) -> Map<String, Value> {
    match promoter(document).and_then(|promoter| promoter.get("metadata")) {
        Some(Value::Object(metadata)) => metadata.clone(),
        Some(other) => Map::from_iter([("metadata".to_owned(), other.clone())]),
        None => Map::new(),
    }
}
