//! Finds what keeps a text from being TOML, where it is certain what was meant.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;
use toml_parser::lexer::{Token, TokenKind};

use crate::names::drbd::ResourceName;
use crate::problem::Problem;
use crate::snippet::document::one_or_many;
use crate::snippet::keys::{Wants, resource_key};
use crate::snippet::origin;
use crate::text::Text;

/// More commas than this nobody forgets.
const MOST_COMMAS: usize = 1000;

/// Something wrong, and the pieces of text to put in the place of others.
pub(super) struct Found {
    pub(super) problem: Problem,
    pub(super) title: Text,
    pub(super) edits: Vec<(Range<usize>, String)>,
}

impl Found {
    fn new(problem: Problem, title: Text, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { problem, title, edits: vec![(range, text.into())] }
    }
}

/// What keeps `text`, the content of `file`, from being a snippet: nothing, one thing, or several of a kind that do not
/// depend on each other, in the order of their places.
pub(super) fn find(file: &str, text: &str) -> Vec<Found> {
    if text.starts_with('\u{feff}') {
        let problem = Problem::error("byte-order-mark", "", BYTE_ORDER_MARK);
        return vec![Found::new(problem, REMOVE_MARK, 0..'\u{feff}'.len_utf8(), "")];
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let Some(error) = errors.first() else {
        let found = fragment(file, text, table.get_ref()).or_else(|| dotted_header(text, table.get_ref()));
        return found.into_iter().collect();
    };
    let tokens: Vec<Token> = toml_parser::Source::new(text).lex().collect();
    if let Some(found) = bare_list(file, text, &tokens) {
        return vec![found];
    }
    let Some(at) = error.span().map(|span| span.start) else { return Vec::new() };
    if let Some(found) = header(text, at) {
        return vec![found];
    }
    let commas = missing_commas(&tokens, at);
    if commas.is_empty() { unquoted(text, at).into_iter().collect() } else { commas }
}

/// `[promoter.resources.nqn.2024-01.com.example:x]`: a bare key has no `:`, and no DRBD resource is named like that.
fn header(text: &str, at: usize) -> Option<Found> {
    const RESOURCES: &str = "promoter.resources.";
    let line = line_around(text, at);
    let written = &text[line.clone()];
    let opening = written.len() - written.trim_start().len();
    let closing = written.find(']')?;
    let key = written[opening..closing].trim_start_matches('[').trim().strip_prefix(RESOURCES)?;
    let name = resource_of_qualified_name(key)?;
    let indent = &written[..opening];
    let problem = Problem::error(
        "qualified-name-as-resource",
        "promoter.resources",
        Text::of(
            format!(
                "`{key}` is no DRBD resource, and TOML takes no `:` in a bare key; expected the resource's name, such as `{name}`"
            ),
            format!("`{key}` 不是 DRBD 资源名，且 TOML 的裸键不能含 `:`；应为资源名，如 `{name}`"),
        ),
    );
    let title = Text::of(
        format!("name the resource `{name}`, after the last part of `{key}`"),
        format!("按 `{key}` 的最后一部分将资源命名为 `{name}`"),
    );
    let closing_end = closing + written[closing..].len() - written[closing..].trim_start_matches(']').len();
    let new = format!("{}\n{indent}[{RESOURCES}{name}]", named_after(indent, key));
    Some(Found::new(problem, title, line.start..line.start + closing_end, new))
}

/// The comment that says where a resource's name comes from.
pub(crate) fn named_after(indent: &str, whole: &str) -> String {
    format!(
        "{indent}# The resource is named after the last part of {whole}: it must be the name that DRBD knows it by."
    )
}

/// `[promoter.resources.nqn.2024-01.com.example]`: a name that was cut where TOML would not take it any more.
fn dotted_header(text: &str, table: &DeTable<'_>) -> Option<Found> {
    let promoters = table.get("promoter").map(one_or_many).unwrap_or_default();
    let tables = promoters.into_iter().filter_map(|promoter| promoter.get_ref().as_table());
    let resources = tables.filter_map(|promoter| promoter.get("resources")?.get_ref().as_table());
    let mut keys = resources.flat_map(|resources| resources.keys());
    let name = keys.find(|name| ["nqn", "iqn"].contains(&name.get_ref().as_ref()))?;
    let line = line_around(text, name.span().start);
    let written = &text[line.clone()];
    let indent = &written[..written.len() - written.trim_start().len()];
    let key = written.trim().strip_prefix("[promoter.resources.")?.split(']').next()?;
    // The whole name stands in the parameters of the agents.
    let mut wholes = BTreeSet::new();
    for (start, _) in text.match_indices(key) {
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"']".contains(c)).unwrap_or(rest.len());
        wholes.extend(rest[..end].contains(':').then_some(&rest[..end]));
    }
    let whole = wholes.pop_first().filter(|_| wholes.is_empty())?;
    let resource = resource_of_qualified_name(whole)?;
    let problem = Problem::error("dotted-resource", "promoter.resources", dotted(name.get_ref()));
    let title = Text::of(
        format!("name the resource `{resource}`, after the last part of `{whole}`"),
        format!("按 `{whole}` 的最后一部分将资源命名为 `{resource}`"),
    );
    let new = format!("{}\n{indent}[promoter.resources.{resource}]", named_after(indent, whole));
    Some(Found::new(problem, title, line.start..line.start + written.find(']')? + 1, new))
}

/// What became of a name with dots.
pub(crate) fn dotted(first: &str) -> Text {
    Text::of(
        format!(
            "TOML takes a name with dots apart: this is the resource `{first}` with nothing in it, and nothing runs; \
             expected `[promoter.resources.NAME]` with the name that DRBD knows"
        ),
        format!(
            "TOML 会在点号处拆分名称：这里成了空资源 `{first}`，不会运行任何服务；应为 `[promoter.resources.名称]`，名称为 DRBD 资源名"
        ),
    )
}

/// The name of a resource that an IQN or NQN suggests: its last part.
pub(crate) fn resource_of_qualified_name(key: &str) -> Option<ResourceName> {
    if !key.starts_with("nqn.") && !key.starts_with("iqn.") {
        return None;
    }
    let (_, last) = key.rsplit_once(':')?;
    last.replace('.', "-").parse().ok()
}

/// Strings of the list around `at` that follow each other without a comma, if `at` is where one is missed.
fn missing_commas(tokens: &[Token], at: usize) -> Vec<Found> {
    let Some(first) = tokens.iter().position(|token| token.span().start() >= at) else { return Vec::new() };
    let is_of_list = |token: &&Token| {
        is_blank(token.kind()) || is_string(token.kind()) || token.kind() == TokenKind::Comma
    };
    let before = tokens[..first].iter().rposition(|token| !is_blank(token.kind()));
    let mut last = before.map(|before| &tokens[before]);
    let mut found = Vec::new();
    for token in tokens[first..].iter().take_while(is_of_list).filter(|token| !is_blank(token.kind())) {
        if let Some(last) = last.filter(|last| is_string(last.kind()) && is_string(token.kind())) {
            let end = last.span().end();
            let problem = Problem::error("missing-comma", "", MISSING_COMMA);
            found.push(Found::new(problem, ADD_COMMA, end..end, ","));
        }
        last = Some(token);
        if found.is_empty() || found.len() == MOST_COMMAS {
            break;
        }
    }
    found
}

/// `runner = systemd`, `stop-services-on-exit = True`: a word that only needs its quotes, or its right spelling.
fn unquoted(text: &str, at: usize) -> Option<Found> {
    let line = line_around(text, at);
    let written = &text[line.clone()];
    let (key, value) = written.split_once('=')?;
    let value = value.split('#').next().unwrap_or_default();
    let start = line.start + key.len() + 1 + value.len() - value.trim_start().len();
    let value = value.trim();
    let key = resource_key(key.trim())?;
    let new = match key.wants {
        Wants::Word(words) if words.contains(&value) => format!("\"{value}\""),
        Wants::Switch => spelled_switch(value)?.to_owned(),
        Wants::Word(_) | Wants::Whole(_) | Wants::Strings | Wants::String => return None,
    };
    let problem = Problem::error("type", format!("promoter.resources.{}", key.name), key.wants.expected());
    let title = Text::of(format!("write `{new}`"), format!("改写为 `{new}`"));
    Some(Found::new(problem, title, start..start + value.len(), new))
}

/// `true` or `false`, where a word says so in another spelling.
pub(crate) fn spelled_switch(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}

/// Whether a text is nothing but start entries, as they stand in a document.
pub(crate) fn is_bare_list(text: &str) -> bool {
    let tokens: Vec<Token> = toml_parser::Source::new(text).lex().collect();
    first_of_list(&tokens).is_some()
}

/// Where the first entry stands, if there is nothing but entries, commas and comments.
fn first_of_list(tokens: &[Token]) -> Option<usize> {
    let is_list =
        |kind| is_blank(kind) || is_string(kind) || kind == TokenKind::Comma || kind == TokenKind::Eof;
    let first = tokens.iter().find(|token| is_string(token.kind()))?.span().start();
    tokens.iter().all(|token| is_list(token.kind())).then_some(first)
}

/// Start entries without anything around them, as they stand in a document.
fn bare_list(file: &str, text: &str, tokens: &[Token]) -> Option<Found> {
    let first = first_of_list(tokens)?;
    let name = origin::resource(file, text)?;
    let start = line_around(text, first).start;
    let end = if text.ends_with('\n') { "]\n" } else { "\n]\n" };
    let edits = vec![
        (start..start, format!("[[promoter]]\n[promoter.resources.{name}]\nstart = [\n")),
        (text.len()..text.len(), end.to_owned()),
    ];
    Some(Found { problem: no_promoter(&name), title: wrap(&name), edits })
}

/// A start list without a promoter: TOML, but the daemon ignores it.
fn fragment(file: &str, text: &str, table: &DeTable<'_>) -> Option<Found> {
    let is_fragment =
        table.contains_key("start") && table.keys().all(|key| resource_key(key.get_ref()).is_some());
    let first = table.keys().map(|key| key.span().start).min().filter(|_| is_fragment)?;
    let name = origin::resource(file, text)?;
    let start = line_around(text, first).start;
    let new = format!("[[promoter]]\n[promoter.resources.{name}]\n");
    Some(Found::new(no_promoter(&name), wrap(&name), start..start, new))
}

fn no_promoter(name: &ResourceName) -> Problem {
    Problem::error(
        "no-promoter",
        "",
        Text::of(
            format!(
                "start entries without `[[promoter]]` and `[promoter.resources.{name}]` above them: nothing runs, and \
                 nothing says so"
            ),
            format!(
                "启动项之上没有 `[[promoter]]` 和 `[promoter.resources.{name}]`：不会运行任何服务，也没有任何提示"
            ),
        ),
    )
}

fn wrap(name: &ResourceName) -> Text {
    Text::of(
        format!("put the headers for resource `{name}`, which its entries name, above it"),
        format!("在其上方加上启动项所指资源 `{name}` 的表头"),
    )
}

/// The line around a byte, without its newline.
pub(crate) fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..end
}

fn is_blank(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment)
}

fn is_string(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

const BYTE_ORDER_MARK: Text = Text::new(
    "the file starts with a byte order mark, which the daemon refuses; save it as UTF-8 without one",
    "文件以字节顺序标记（BOM）开头，守护进程会拒绝；请保存为无 BOM 的 UTF-8",
);
const REMOVE_MARK: Text = Text::new("remove the byte order mark", "删除字节顺序标记");
const MISSING_COMMA: Text =
    Text::new("not TOML: expected `,` between two entries", "不是合法的 TOML：两个启动项之间应有 `,`");
const ADD_COMMA: Text = Text::new("add the comma", "补上逗号");
