//! Between a text and the textarea that shows it, which knows no ends of lines but `\n` and counts in UTF-16.

use std::ops::Range;

/// A piece of a text that another piece took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The piece that is gone: bytes of the text before.
    pub(super) before: Range<usize>,
    /// The piece that is new: bytes of the text after.
    pub(super) after: Range<usize>,
}

/// A text as a textarea has it.
pub(super) fn shown(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The smallest change between two texts; none where they are the same.
pub(super) fn change(before: &str, after: &str) -> Option<Change> {
    if before == after {
        return None;
    }
    let mut start = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let (old, new) = (&before[start..], &after[start..]);
    let mut end = old.bytes().rev().zip(new.bytes().rev()).take_while(|(one, other)| one == other).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    Some(Change { before: start..before.len() - end, after: start..after.len() - end })
}

/// A text after what was typed into its textarea: where nothing was typed, its ends of lines stay what they are.
pub(super) fn take_over(text: &str, typed: &str) -> String {
    if !text.contains('\r') {
        return typed.to_owned();
    }
    let Some(Change { before, after }) = change(&shown(text), typed) else { return text.to_owned() };
    let mut inserted = typed[after].to_owned();
    if text.contains("\r\n") {
        inserted = inserted.replace('\n', "\r\n");
    }
    let range = offset_in_text(text, before.start)..offset_in_text(text, before.end);
    let mut taken = text.to_owned();
    taken.replace_range(range, &inserted);
    taken
}

/// Where a byte of the shown text is in the text.
fn offset_in_text(text: &str, shown: usize) -> usize {
    let hidden = |at: usize, byte: u8| byte == b'\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
    let visible = text.bytes().enumerate().filter(|(at, byte)| !hidden(*at, *byte)).nth(shown);
    // An end of a line is one place, and it is before its `\r`.
    visible.map_or(
        text.len(),
        |(at, _)| if at > 0 && hidden(at - 1, text.as_bytes()[at - 1]) { at - 1 } else { at },
    )
}

/// Where a piece of a text is in its textarea, in units of UTF-16.
pub(super) fn selection(text: &str, piece: &Range<usize>) -> Option<Range<u32>> {
    let units = |offset: usize| {
        let before = text.get(..offset)?;
        u32::try_from(shown(before).encode_utf16().count()).ok()
    };
    Some(units(piece.start)?..units(piece.end)?)
}

/// The word at a line and column, both from 1 and in characters: what to show of a place. Bytes of the text.
pub(super) fn word_at(text: &str, line: u32, column: u32) -> Range<usize> {
    let line = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
    let column = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let Some(content) = text.split_inclusive('\n').nth(line) else { return text.len()..text.len() };
    let line_start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let content = content.trim_end_matches(['\r', '\n']);
    let start = content.char_indices().nth(column).map_or(content.len(), |(at, _)| at);
    let rest = &content[start..];
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let length = rest.find([' ', '\t', ',']).unwrap_or(rest.len()).max(first);
    line_start + start..line_start + start + length
}

#[cfg(test)]
mod tests {
    use super::{Change, change, selection, shown, take_over, word_at};

    #[test]
    fn the_smallest_change_is_found_between_characters() {
        assert_eq!(change("abc", "abc"), None);
        assert_eq!(change("ac", "abc"), Some(Change { before: 1..1, after: 1..2 }));
        // Both begin with the same byte.
        assert_eq!(change("\u{e9}", "\u{e8}"), Some(Change { before: 0..2, after: 0..2 }));
        assert_eq!(change("aa", "a"), Some(Change { before: 1..2, after: 1..1 }));
    }

    #[test]
    fn typing_leaves_the_ends_of_all_other_lines_alone() {
        let text = "a\r\nb\nc\r\n";
        for (typed, expected) in [
            ("a\nb\nc\n", "a\r\nb\nc\r\n"),
            ("ax\nb\nc\n", "ax\r\nb\nc\r\n"),
            ("a\nb\nx\nc\n", "a\r\nb\nx\r\nc\r\n"),
            ("ab\nc\n", "ab\nc\r\n"),
            ("a\nb\nc", "a\r\nb\nc"),
            ("", ""),
        ] {
            let taken = take_over(text, typed);
            assert_eq!(taken, expected, "{typed:?}");
            assert_eq!(shown(&taken), typed);
        }
    }

    #[test]
    fn a_place_is_counted_as_the_textarea_counts() {
        let text = "# \u{1f600}\r\nkey = 1";
        let piece = word_at(text, 2, 1);
        assert_eq!(&text[piece.clone()], "key");
        assert_eq!(selection(text, &piece), Some(5..8));
    }

    #[test]
    fn a_place_that_is_not_there_is_the_end() {
        assert_eq!(word_at("a\n", 7, 1), 2..2);
        assert_eq!(word_at("a\nb", 1, 9), 1..1);
    }
}
