//! Rust as a sequence of tokens: what stands between commas, and what is a string.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens without attributes, which doc comments are, too.
pub(super) fn without_attributes(tokens: TokenStream) -> Vec<TokenTree> {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Bracket
            && let Some(marks) = marks_of_attribute(&kept)
        {
            kept.truncate(kept.len() - marks);
        } else if let TokenTree::Group(group) = token {
            let inner = without_attributes(group.stream()).into_iter().collect();
            kept.push(Group::new(group.delimiter(), inner).into());
        } else {
            kept.push(token);
        }
    }
    kept
}

/// How many tokens stand before the brackets of an attribute, if it is one: `#` or `#!`.
fn marks_of_attribute(before: &[TokenTree]) -> Option<usize> {
    match before {
        [.., mark] if is_punct(mark, '#') => Some(1),
        [.., mark, inner] if is_punct(mark, '#') && is_punct(inner, '!') => Some(2),
        _ => None,
    }
}

/// Every literal, however deep.
pub(super) fn literals(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(literals(&tokens_of(group))),
            TokenTree::Literal(_) => found.extend(literal(token)),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

/// Tokens between commas; commas between `<` and `>` do not count in types.
pub(super) fn split(tokens: &[TokenTree], is_of_types: bool) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0;
    for token in tokens {
        if is_of_types {
            depth += i32::from(is_punct(token, '<')) - i32::from(is_punct(token, '>'));
        }
        if depth == 0 && is_punct(token, ',') {
            parts.push(Vec::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(token.clone());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The name that a parameter or pattern gives.
pub(super) fn name_of(tokens: &[TokenTree]) -> String {
    let name = tokens.iter().find_map(|token| match token {
        TokenTree::Ident(name) if *name != "mut" => Some(name.to_string()),
        _ => None,
    });
    name.unwrap_or_default()
}

pub(super) fn place_of_code(names: &[String]) -> Option<usize> {
    names.iter().position(|name| name == "code")
}

pub(super) fn body(token: &TokenTree) -> Option<Vec<TokenTree>> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(tokens_of(group)),
        _ => None,
    }
}

pub(super) fn only_literal(tokens: &[TokenTree]) -> Option<String> {
    if let [token] = tokens { literal(token) } else { None }
}

/// The literal behind something else, such as a range.
pub(super) fn last_literal(tokens: &[TokenTree]) -> Option<String> {
    tokens.last().and_then(literal)
}

/// The text of a string literal.
pub(super) fn literal(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    Some(literal.to_string().strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

pub(super) fn is_code(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(is_plain)
}

pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

pub(super) fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if *ident == name)
}

pub(super) fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

pub(super) fn tokens_of(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}
