//! Lines that fit a terminal, also in Chinese, which has no blanks between words.

/// Breaks a text into lines of at most `columns` columns; a longer word stays whole.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && width(&line) + width(word.trim_end()) > columns {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Pieces between which a line may end, each with the blank behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (offset, c) in text.char_indices() {
        let may_break = match previous {
            None => false,
            Some(' ') => true,
            Some(previous) => (is_wide(previous) || is_wide(c)) && !is_closing(c) && previous != '（',
        };
        if may_break {
            words.push(&text[start..offset]);
            start = offset;
        }
        previous = Some(c);
    }
    words.push(&text[start..]);
    words
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether it takes two columns (Unicode Standard Annex 11, as far as our texts go).
fn is_wide(c: char) -> bool {
    ('\u{2e80}'..='\u{ffef}').contains(&c)
}

/// Whether no line may begin with it.
fn is_closing(c: char) -> bool {
    "，。、；：）！？".contains(c)
}
