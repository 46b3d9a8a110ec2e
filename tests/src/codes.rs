//! The codes of problems as they stand in our sources, found without a list of them.
//!
//! A code is always called `code`: the parameter, field, variable or constant of that name gets nothing else. So whatever
//! a function is given for a parameter `code`, a `let` or `for` binds to `code`, and a function `code…` answers, is one.
//! What a macro makes of its arguments is not seen; there a code stands before a sentence in both languages.

mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use tokens::{
    body, is_chinese, is_code, is_ident, is_punct, last_literal, literal, literals, name_of, only_literal,
    place_of_code, split, tokens_of, without_attributes,
};

/// Every code that the model or the server may say, with a file that says it.
pub fn emitted() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for directory in ["shared/src", "backend/src"] {
        read_all(&root.join(directory), &mut files);
    }
    // The pages name codes, and say none.
    files.retain(|(path, _)| !path.contains("shared/src/help"));
    assert!(files.len() > 100, "sources are missing");
    let mut takers = Takers::default();
    for (_, tokens) in &files {
        takers.find(tokens, None);
    }
    let mut emitted = BTreeMap::new();
    for (path, tokens) in files {
        let mut codes = BTreeSet::new();
        takers.codes_in(&tokens, None, &mut codes);
        for code in codes {
            emitted.entry(code).or_insert_with(|| path.clone());
        }
    }
    emitted
}

fn read_all(directory: &Path, files: &mut Vec<(String, Vec<TokenTree>)>) {
    for entry in fs::read_dir(directory).expect("sources are here") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            read_all(&path, files);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            let text = fs::read_to_string(&path).expect("sources are text");
            let tokens: TokenStream = text.parse().expect("sources are Rust");
            files.push((path.display().to_string(), without_attributes(tokens)));
        }
    }
}

/// How a function is called: `report(…)`, `.report(…)`, `Problem::error(…)`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Call {
    Function,
    Method,
    Of(String),
}

/// Functions that take a code: how they are called, their names, and which of their arguments it is.
#[derive(Default)]
struct Takers(BTreeSet<(Call, String, usize)>);

impl Takers {
    fn find(&mut self, tokens: &[TokenTree], of: Option<&str>) {
        for (at, token) in tokens.iter().enumerate() {
            if is_ident(token, "fn")
                && let Some((name, parameters)) = signature(&tokens[at + 1..])
            {
                let mut names: Vec<String> =
                    split(&parameters, true).iter().map(|each| name_of(each)).collect();
                let is_method = names.first().is_some_and(|first| first == "self");
                if is_method {
                    names.remove(0);
                }
                let call = match of {
                    _ if is_method => Call::Method,
                    Some(of) => Call::Of(of.to_owned()),
                    None => Call::Function,
                };
                self.0.extend(place_of_code(&names).map(|place| (call, name, place)));
            }
            if is_ident(token, "let")
                && let Some((name, parameters)) = closure(&tokens[at + 1..])
            {
                let names: Vec<String> = split(&parameters, true).iter().map(|each| name_of(each)).collect();
                self.0.extend(place_of_code(&names).map(|place| (Call::Function, name, place)));
            }
            if let TokenTree::Group(group) = token {
                let inner = implemented(&tokens[..at]);
                self.find(&tokens_of(group), inner.as_deref().or(of));
            }
        }
    }

    fn codes_in(&self, tokens: &[TokenTree], of: Option<&str>, codes: &mut BTreeSet<String>) {
        for (at, token) in tokens.iter().enumerate() {
            let rest = &tokens[at + 1..];
            if let TokenTree::Group(group) = token {
                let inner = tokens_of(group);
                if group.delimiter() == Delimiter::Parenthesis {
                    self.codes_of_call(&tokens[..at], &inner, of, codes);
                }
                let implemented = implemented(&tokens[..at]);
                self.codes_in(&inner, implemented.as_deref().or(of), codes);
            } else if is_ident(token, "let") || is_ident(token, "for") {
                codes.extend(bound(rest));
            } else if is_ident(token, "const") && rest.first().is_some_and(|name| is_ident(name, "CODE")) {
                let value = rest.iter().skip_while(|token| !is_punct(token, '=')).nth(1);
                codes.extend(value.and_then(literal).filter(|code| is_code(code)));
            } else if is_ident(token, "code") && rest.first().is_some_and(|next| is_punct(next, ':')) {
                codes.extend(rest.get(1).and_then(literal));
            } else if is_ident(token, "fn")
                && rest.first().is_some_and(|name| name.to_string().starts_with("code"))
            {
                codes.extend(rest.iter().find_map(body).into_iter().flat_map(|body| literals(&body)));
            }
        }
        for window in split(tokens, false).windows(3) {
            let [Some(code), Some(_), Some(zh)] =
                [0, 1, 2].map(|at| only_literal(&window[at]).or_else(|| last_literal(&window[at])))
            else {
                continue;
            };
            codes.extend(Some(code).filter(|code| is_code(code) && zh.chars().any(is_chinese)));
        }
    }

    /// What a call hands over as a code.
    fn codes_of_call(
        &self,
        before: &[TokenTree],
        arguments: &[TokenTree],
        of: Option<&str>,
        codes: &mut BTreeSet<String>,
    ) {
        let [.., name] = before else { return };
        let call = match before {
            [.., dot, _] if is_punct(dot, '.') => Call::Method,
            [.., owner, one, two, _] if is_punct(one, ':') && is_punct(two, ':') => match of {
                Some(of) if is_ident(owner, "Self") => Call::Of(of.to_owned()),
                _ => Call::Of(owner.to_string()),
            },
            _ => Call::Function,
        };
        let name = name.to_string();
        let arguments = split(arguments, false);
        for (taker, known, place) in &self.0 {
            // A module may stand before a function as a type does.
            let is_called = *taker == call || (*taker == Call::Function && matches!(call, Call::Of(_)));
            if is_called && *known == name {
                codes.extend(arguments.get(*place).into_iter().flat_map(|argument| results(argument)));
            }
        }
    }
}

/// Name and parameters of a function, from behind `fn`.
fn signature(tokens: &[TokenTree]) -> Option<(String, Vec<TokenTree>)> {
    let name = tokens.first()?.to_string();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_punct(&tokens[at - 1], '-') => {
                depth -= 1;
            }
            TokenTree::Group(group) if depth == 0 => return Some((name, tokens_of(group))),
            TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
    None
}

/// Name and parameters of a closure, from behind `let`.
fn closure(tokens: &[TokenTree]) -> Option<(String, Vec<TokenTree>)> {
    let [name, equals, rest @ ..] = tokens else { return None };
    let rest = if rest.first().is_some_and(|first| is_ident(first, "move")) { &rest[1..] } else { rest };
    if !is_punct(equals, '=') || !is_punct(rest.first()?, '|') {
        return None;
    }
    let end = rest[1..].iter().position(|token| is_punct(token, '|'))?;
    Some((name.to_string(), rest[1..=end].to_vec()))
}

/// The type of the `impl` whose body stands behind these tokens.
fn implemented(before: &[TokenTree]) -> Option<String> {
    let start = before.iter().rposition(|token| is_ident(token, "impl"))?;
    let header = &before[start + 1..];
    if header
        .iter()
        .any(|token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace))
    {
        return None;
    }
    let behind_for = header.iter().position(|token| is_ident(token, "for")).map_or(0, |at| at + 1);
    let mut depth = 0;
    for token in &header[behind_for..] {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth -= 1,
            TokenTree::Ident(name) if depth == 0 => return Some(name.to_string()),
            TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
    None
}

/// What a `let` or `for` binds to `code`, from behind that word.
fn bound(tokens: &[TokenTree]) -> Vec<String> {
    let is_end = |token: &TokenTree| is_punct(token, '=') || is_ident(token, "in");
    let Some(end) = tokens.iter().position(is_end) else { return Vec::new() };
    let value = &tokens[end + 1..];
    let value = &value[..value.iter().position(|token| is_punct(token, ';')).unwrap_or(value.len())];
    match &tokens[..end] {
        [name, ..] if is_ident(name, "code") => results(value),
        [TokenTree::Group(names)] => {
            let names: Vec<String> =
                split(&tokens_of(names), false).iter().map(|each| name_of(each)).collect();
            place_of_code(&names).map(|place| elements(value, names.len(), place)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// The literals at one place of all tuples of one length.
fn elements(tokens: &[TokenTree], length: usize, place: usize) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let inner = tokens_of(group);
            let members = split(&inner, false);
            if group.delimiter() == Delimiter::Parenthesis && members.len() == length {
                found.extend(only_literal(&members[place]).filter(|code| is_code(code)));
            }
            found.extend(elements(&inner, length, place));
        }
    }
    found
}

/// The literals that an expression may end with: itself, or what its branches end with.
fn results(tokens: &[TokenTree]) -> Vec<String> {
    let mut found: Vec<String> = only_literal(tokens).into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                found.extend(results(&tokens_of(group)));
            }
            TokenTree::Literal(_)
                if at >= 2 && is_punct(&tokens[at - 1], '>') && is_punct(&tokens[at - 2], '=') =>
            {
                found.extend(literal(token));
            }
            TokenTree::Literal(_) | TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found.retain(|code| is_code(code));
    found
}
