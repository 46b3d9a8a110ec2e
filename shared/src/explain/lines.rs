//! The lines of a text, and the way from an offset to them.

use std::ops::Range;

/// A text whose lines are counted from 1.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let starts = std::iter::once(0).chain(after.filter(|start| *start < text.len())).collect();
        Self { text, starts }
    }

    /// First and last line of a piece of the text.
    pub(super) fn around(&self, piece: Range<usize>) -> (u32, u32) {
        let first = self.line(piece.start);
        (first, first.max(self.line(piece.end.saturating_sub(1))))
    }

    /// Each line with its number and its content.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, &'a str)> {
        (1..).zip(self.text.lines())
    }

    /// What stands at a piece of the text.
    pub(super) fn piece(&self, piece: Range<usize>) -> &'a str {
        self.text.get(piece).unwrap_or_default()
    }

    fn line(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }
}
