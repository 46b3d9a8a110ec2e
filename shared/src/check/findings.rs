//! What was found, with its place: a problem, its repair, and what the daemon does about it.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::problem::{Fix, Problem};
use crate::snippet::source::Source;
use crate::snippet::versions::Versions;
use crate::text::Text;

/// What the daemon does about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It refuses the whole configuration.
    Refused,
    /// It loads the configuration, but does not start the gateway, or exits.
    NotStarted,
    /// It says nothing.
    None,
}

/// Pieces of the document, and what takes their places.
pub(crate) type Edits = Vec<(Range<usize>, String)>;

/// Something wrong at a byte of the document.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) offset: usize,
    pub(crate) problem: Problem,
    pub(crate) effect: Effect,
    /// What mends it, where that is certain.
    pub(crate) repair: Option<(Text, Edits)>,
}

impl Finding {
    /// Something that the daemon does not mind.
    pub(crate) fn new(offset: usize, problem: Problem) -> Self {
        Self { offset, problem, effect: Effect::None, repair: None }
    }

    /// Something that the daemon minds.
    pub(crate) fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// The same with a repair, if there is one.
    pub(crate) fn with_repair(mut self, repair: Option<(Text, Edits)>) -> Self {
        self.repair = repair;
        self
    }

    /// The same in a document where `base` bytes stand before.
    pub(crate) fn moved(mut self, base: usize) -> Self {
        self.offset += base;
        for (range, _) in self.repair.iter_mut().flat_map(|(_, edits)| edits) {
            *range = range.start + base..range.end + base;
        }
        self
    }
}

/// Everything that was found in the files of a node.
pub(crate) struct Findings<'a> {
    pub(crate) source: &'a Source<'a>,
    pub(crate) versions: Versions,
    /// Whether the daemon's parser refuses the files.
    pub(crate) refused_by_parser: bool,
    /// Whether the daemon does not start some gateway, or exits.
    pub(crate) refused_at_start: bool,
    /// The daemon's other plugins, so far.
    pub(crate) plugins: Vec<(String, Map<String, Value>, usize)>,
    problems: Vec<Problem>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(source: &'a Source<'a>, versions: Versions) -> Self {
        Self {
            source,
            versions,
            refused_by_parser: false,
            refused_at_start: false,
            plugins: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Adds what was found in the document.
    pub(crate) fn push(&mut self, finding: Finding) {
        match finding.effect {
            Effect::Refused => self.refused_by_parser = true,
            Effect::NotStarted => self.refused_at_start = true,
            Effect::None => {}
        }
        let mut problem = finding.problem;
        if let Some((file, line, column)) = self.source.place(finding.offset) {
            problem.file = Some(file.to_owned());
            problem.line = Some(line);
            problem.column = Some(column);
        }
        if let Some((title, edits)) = finding.repair {
            problem.fix = self.fix(finding.offset, title, edits);
        }
        self.problems.push(problem);
    }

    /// A repair in the words of the file it belongs to; none where a piece of it is not there.
    fn fix(&self, offset: usize, title: Text, mut edits: Edits) -> Option<Fix> {
        edits.sort_by_key(|(range, _)| range.start);
        let file = self.source.index(offset)?;
        let mut fix = Fix { title, edits: Vec::new() };
        for (range, text) in edits {
            if self.source.index(range.start) != Some(file) {
                return None;
            }
            fix.edits.push(self.source.edit(range, text)?);
        }
        Some(fix)
    }

    /// Adds a problem of a file as a whole.
    pub(crate) fn push_in_file(&mut self, file: &str, problem: Problem) {
        let file = Some(file.to_owned());
        self.problems.push(Problem { file, line: Some(1), column: Some(1), ..problem });
    }

    /// Whether anything found so far is an error.
    pub(crate) fn has_error(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// Everything found, in the order of its place.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by(|one, other| {
            (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
        });
        self.problems
    }
}
