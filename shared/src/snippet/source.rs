//! Files put behind each other as the daemon does, and the way back from an offset to file, line and column.

use std::cell::OnceCell;
use std::ops::Range;

use crate::api::SnippetFile;
use crate::problem::Edit;

use super::patch::Patched;

/// Snippets as one document.
pub(crate) struct Source<'a> {
    files: Vec<(&'a SnippetFile, Patched<'a>)>,
    /// Where each file starts in the document.
    starts: Vec<usize>,
    /// Where the lines of each file start, once somebody asks.
    lines: Vec<OnceCell<Vec<usize>>>,
}

impl<'a> Source<'a> {
    /// Puts files behind each other, in the order given.
    pub(crate) fn new(files: impl IntoIterator<Item = (&'a SnippetFile, Patched<'a>)>) -> Self {
        let mut source = Self { files: Vec::new(), starts: Vec::new(), lines: Vec::new() };
        let mut start = 0;
        for (file, patched) in files {
            source.starts.push(start);
            // The daemon puts a newline behind every file, whether one is there or not.
            start += patched.text().len() + 1;
            source.files.push((file, patched));
            source.lines.push(OnceCell::new());
        }
        source
    }

    /// Puts files as they are behind each other.
    pub(crate) fn unchanged(files: &'a [SnippetFile]) -> Self {
        Self::new(files.iter().map(|file| (file, Patched::unchanged(&file.text))))
    }

    /// The files with where they start.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&'a SnippetFile, &Patched<'a>, usize)> {
        self.files.iter().zip(&self.starts).map(|((file, patched), start)| (*file, patched, *start))
    }

    /// The document.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (_, patched) in &self.files {
            text.push_str(patched.text());
            text.push('\n');
        }
        text
    }

    /// A piece of the document; none where it is not within one file.
    pub(crate) fn slice(&self, range: Range<usize>) -> Option<&str> {
        let index = self.index(range.start)?;
        let start = self.starts[index];
        self.files[index].1.text().get(range.start - start..range.end - start)
    }

    /// Which file a byte of the document is in.
    pub(crate) fn index(&self, offset: usize) -> Option<usize> {
        self.starts.partition_point(|start| *start <= offset).checked_sub(1)
    }

    /// File, line and column (in characters), both from 1, of a byte of the document.
    pub(crate) fn place(&self, offset: usize) -> Option<(&'a str, u32, u32)> {
        let index = self.index(offset)?;
        let (file, patched) = &self.files[index];
        let at = patched.original(offset - self.starts[index]);
        let lines = self.lines[index].get_or_init(|| line_starts(&file.text));
        let line = lines.partition_point(|start| *start <= at);
        let column = file.text.get(*lines.get(line - 1)?..at)?.chars().count() + 1;
        Some((&file.file, u32::try_from(line).ok()?, u32::try_from(column).ok()?))
    }

    /// An edit of a piece of the document, as one of its file; none where the file does not have the piece as it is.
    pub(crate) fn edit(&self, range: Range<usize>, text: String) -> Option<Edit> {
        let index = self.index(range.start)?;
        let start = self.starts[index];
        let range = self.files[index].1.original_range(range.start - start..range.end - start)?;
        Some(Edit { start: range.start, end: range.end, text })
    }
}

/// Line and column (in characters), both from 1, of a byte of a text.
pub(crate) fn place_of(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    (count(before.matches('\n').count()), count(line.chars().count()))
}

fn line_starts(text: &str) -> Vec<usize> {
    let behind = text.match_indices('\n').map(|(newline, _)| newline + 1);
    std::iter::once(0).chain(behind).collect()
}
