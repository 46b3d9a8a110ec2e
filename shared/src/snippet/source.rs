//! Files put behind each other as the daemon does, and the way back from an offset to file, line and column.

use crate::api::SnippetFile;

/// Snippets as one document.
pub(crate) struct Source<'a> {
    files: &'a [SnippetFile],
    text: String,
    /// Where each file starts in `text`.
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Puts files behind each other, in the order given.
    pub(crate) fn new(files: &'a [SnippetFile]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for file in files {
            starts.push(text.len());
            text.push_str(&file.text);
            if !file.text.ends_with('\n') {
                text.push('\n');
            }
        }
        Self { files, text, starts }
    }

    /// The document.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// File, line and column (in characters), both from 1, of a byte of the document.
    pub(crate) fn place(&self, offset: usize) -> Option<(&'a str, u32, u32)> {
        let index = self.starts.partition_point(|start| *start <= offset).checked_sub(1)?;
        let file = self.files.get(index)?;
        let before = self.text.get(self.starts[index]..offset)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        Some((&file.file, u32::try_from(line).ok()?, u32::try_from(column).ok()?))
    }
}
