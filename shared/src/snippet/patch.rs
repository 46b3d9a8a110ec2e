//! What keeps a file from being TOML, as far as it is certain what was meant: to look at the rest all the same.
//!
//! One bad header would otherwise hide every other problem of a file. Each patch is a problem of its own, with the patch
//! as its repair.

pub(crate) mod find;

use std::borrow::Cow;
use std::ops::Range;

use crate::problem::{Edit, Fix, Problem};
use find::{Found, find};

/// Rounds of patches: more make another text of it.
const MOST: usize = 32;

/// Patches after which nothing is sought any more: each moves what follows it.
const MOST_PATCHES: usize = 2000;

/// A file's text with all patches, and the way back.
#[derive(Clone)]
pub(crate) struct Patched<'a> {
    text: Cow<'a, str>,
    /// In the order of their places.
    patches: Vec<Patch>,
}

/// A patch of a file that is not TOML as it stands.
#[derive(Clone)]
struct Patch {
    /// What is wrong, with all its patches as its repair; with the first of them. It has no place yet.
    problem: Option<Problem>,
    /// The piece of the patched text that the patch made.
    made: Range<usize>,
    /// How many bytes it took the place of.
    replaced: usize,
}

impl<'a> Patched<'a> {
    /// A text as it is.
    pub(crate) fn unchanged(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), patches: Vec::new() }
    }

    /// Patches `text` until it is a snippet, or until it is not certain any more what was meant.
    pub(crate) fn new(file: &str, text: &'a str) -> Self {
        let mut patched = Self::unchanged(text);
        for _ in 0..MOST {
            let found = find(file, &patched.text);
            // From the last to the first, so that none moves another.
            let applied = found.into_iter().rev().filter(|found| patched.apply(found)).count();
            if applied == 0 || patched.patches.len() > MOST_PATCHES {
                break;
            }
        }
        patched
    }

    /// The patched text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The patches, with where they start in the patched text.
    pub(crate) fn problems(&self) -> impl Iterator<Item = (usize, &Problem)> {
        self.patches.iter().filter_map(|patch| Some((patch.made.start, patch.problem.as_ref()?)))
    }

    /// Whether anything was patched.
    pub(crate) fn is_patched(&self) -> bool {
        !self.patches.is_empty()
    }

    /// Whether it could be applied: what a patch made is not patched again.
    fn apply(&mut self, found: &Found) -> bool {
        let mut edits = Vec::new();
        for (range, text) in &found.edits {
            let Some(original) = self.original_range(range.clone()) else { return false };
            edits.push(Edit { start: original.start, end: original.end, text: text.clone() });
        }
        let fix = Some(Fix { title: found.title.clone(), edits });
        let mut problem = Some(found.problem.clone().with_fix(fix));
        // From the last to the first, so that none moves another; the problem stands with the first.
        for (index, (range, text)) in found.edits.iter().enumerate().rev() {
            let problem = if index == 0 { problem.take() } else { None };
            self.replace(range.clone(), text, problem);
        }
        true
    }

    fn replace(&mut self, range: Range<usize>, text: &str, problem: Option<Problem>) {
        self.text.to_mut().replace_range(range.clone(), text);
        for patch in self.patches.iter_mut().filter(|patch| patch.made.start >= range.end) {
            patch.made.start = patch.made.start + text.len() - range.len();
            patch.made.end = patch.made.end + text.len() - range.len();
        }
        let made = range.start..range.start + text.len();
        self.patches.push(Patch { problem, made, replaced: range.len() });
        self.patches.sort_by_key(|patch| (patch.made.start, patch.made.end));
    }

    /// Where a byte of the patched text is in the file.
    pub(crate) fn original(&self, offset: usize) -> usize {
        let mut original = offset;
        for patch in self.patches.iter().rev() {
            if offset >= patch.made.end && (offset > patch.made.start || patch.replaced > 0) {
                original = original + patch.replaced - patch.made.len();
            } else if offset > patch.made.start {
                original -= offset - patch.made.start;
            }
        }
        original
    }

    /// Where a piece of the patched text is in the file; none where a patch made some of it.
    pub(crate) fn original_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let is_touched =
            self.patches.iter().any(|patch| patch.made.start < range.end && range.start < patch.made.end);
        if is_touched { None } else { Some(self.original(range.start)..self.original(range.end)) }
    }
}
