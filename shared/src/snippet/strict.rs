//! The daemon reads TOML 1.0, our parser 1.1: what only the newer one allows, the daemon refuses.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::text::Text;

/// The first thing in `text` that is not TOML 1.0, and where it is; `table` is what the newer parser made of it.
pub(crate) fn violation(text: &str, table: &DeTable<'_>) -> Option<(usize, Text)> {
    let is_suspect = text.contains('{') || text.contains("\\x") || text.contains("\\e");
    if is_suspect && let Some(found) = in_tokens(text) {
        return Some(found);
    }
    table.iter().find_map(|(_, value)| in_value(text, value))
}

fn in_tokens(text: &str) -> Option<(usize, Text)> {
    let mut open: Vec<TokenKind> = Vec::new();
    let mut last = TokenKind::Newline;
    for token in Source::new(text).lex() {
        let start = token.span().start();
        match token.kind() {
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => open.push(kind),
            TokenKind::RightSquareBracket => drop(open.pop()),
            TokenKind::RightCurlyBracket => {
                if last == TokenKind::Comma {
                    return Some((start, TRAILING_COMMA));
                }
                open.pop();
            }
            TokenKind::Newline | TokenKind::Comment if open.last() == Some(&TokenKind::LeftCurlyBracket) => {
                return Some((start, NEWLINE));
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                let literal = &text[start..token.span().end()];
                if let Some(offset) = new_escape(literal) {
                    return Some((start + offset, ESCAPE));
                }
            }
            TokenKind::Newline
            | TokenKind::Comment
            | TokenKind::Dot
            | TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::Whitespace
            | TokenKind::LiteralString
            | TokenKind::MlLiteralString
            | TokenKind::Atom
            | TokenKind::Eof => {}
        }
        if token.kind() != TokenKind::Whitespace {
            last = token.kind();
        }
    }
    None
}

/// Where a basic string has an escape that TOML 1.0 does not know.
fn new_escape(literal: &str) -> Option<usize> {
    let mut bytes = literal.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some((_, b'x' | b'e'))) {
            return Some(offset);
        }
    }
    None
}

fn in_value(text: &str, value: &Spanned<DeValue<'_>>) -> Option<(usize, Text)> {
    let found = |message| Some((value.span().start, message));
    match value.get_ref() {
        DeValue::Integer(number) => {
            let digits = number.as_str().trim_start_matches('+');
            if i64::from_str_radix(digits, number.radix()).is_err() { found(INTEGER) } else { None }
        }
        DeValue::Float(number) => {
            let is_too_large = number.as_str().parse::<f64>().is_ok_and(f64::is_infinite);
            if is_too_large && !number.as_str().contains("inf") { found(FLOAT) } else { None }
        }
        DeValue::Datetime(_) => {
            let written = &text[value.span()];
            let minutes = written.split_once(':').map(|(_, rest)| rest.get(2..).unwrap_or_default());
            if minutes.is_some_and(|rest| !rest.starts_with(':')) { found(SECONDS) } else { None }
        }
        DeValue::Array(values) => values.iter().find_map(|value| in_value(text, value)),
        DeValue::Table(table) => table.iter().find_map(|(_, value)| in_value(text, value)),
        DeValue::String(_) | DeValue::Boolean(_) => None,
    }
}

const TRAILING_COMMA: Text = Text::new(
    "the daemon reads TOML 1.0, which has no comma before the `}` of an inline table",
    "守护进程按 TOML 1.0 读取，内联表的 `}` 之前不能有逗号",
);
const NEWLINE: Text = Text::new(
    "the daemon reads TOML 1.0, where an inline table `{ … }` stands on one line",
    "守护进程按 TOML 1.0 读取，内联表 `{ … }` 必须写在一行内",
);
const ESCAPE: Text = Text::new(
    "the daemon reads TOML 1.0, which does not know this escape; expected `\\uXXXX`",
    "守护进程按 TOML 1.0 读取，不支持该转义；应为 `\\uXXXX`",
);
const INTEGER: Text =
    Text::new("the number is too large: at most 9223372036854775807", "数值过大：最大为 9223372036854775807");
const FLOAT: Text = Text::new("the number is too large", "数值过大");
const SECONDS: Text = Text::new(
    "the daemon reads TOML 1.0, where a time has seconds, such as `07:32:00`",
    "守护进程按 TOML 1.0 读取，时间必须带秒，如 `07:32:00`",
);
