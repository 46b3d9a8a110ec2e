//! Repairs: edits of a text that touch only what a problem is about.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::api::SnippetFile;
use crate::check::check;
use crate::problem::{Edit, Fix, Problem};
use crate::snippet::versions::Versions;
use crate::text::Text;

/// What became of files that were repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repaired {
    /// The files with every certain repair made.
    pub files: Vec<SnippetFile>,
    /// The problems that are no more, each with the repair that was made.
    pub repaired: Vec<Problem>,
    /// What is left, as a check of the repaired files finds it.
    pub left: Vec<Problem>,
}

/// Rounds of repair that a file gets at most. A large one gets fewer, so that even a hostile text ends in seconds.
fn rounds(text: &str) -> usize {
    const BYTES: usize = 32 << 20;
    (BYTES / (text.len() + 1)).clamp(8, 500)
}

/// Makes every certain repair.
///
/// A repair counts only if afterwards its problem is gone and no new one is there; otherwise the text stays as it was.
pub fn repair(files: &[SnippetFile], versions: Versions) -> Repaired {
    let mut result = Repaired { files: files.to_vec(), repaired: Vec::new(), left: Vec::new() };
    for _ in 0..MOST_PASSES {
        let (pass, is_whole) = repair_once(&result.files, versions);
        let is_done = is_whole || pass.repaired.is_empty();
        result.repaired.extend(pass.repaired);
        (result.files, result.left) = (pass.files, pass.left);
        if is_done {
            break;
        }
    }
    result
}

/// Passes over files of which some were taken back: what the others became may make room for them.
const MOST_PASSES: usize = 8;

/// One pass over all files, and whether nothing had to be taken back.
fn repair_once(files: &[SnippetFile], versions: Versions) -> (Repaired, bool) {
    let mut repaired: Vec<(SnippetFile, Vec<Problem>)> =
        files.iter().map(|file| repair_file(file, versions)).collect();
    let now = |repaired: &[(SnippetFile, Vec<Problem>)]| {
        repaired.iter().map(|(file, _)| file.clone()).collect::<Vec<SnippetFile>>()
    };
    let before = check(files, versions).problems;
    let mut left = check(&now(&repaired), versions).problems;
    let mut is_whole = true;
    // Two files may be right alone and not together: then the daemon would exit where before it refused one.
    while let Some(index) = spoilt_by(&before, &left, &repaired) {
        repaired[index] = (files[index].clone(), Vec::new());
        left = check(&now(&repaired), versions).problems;
        is_whole = false;
    }
    let files = now(&repaired);
    let repaired = repaired.into_iter().flat_map(|(_, problems)| problems).collect();
    (Repaired { files, repaired, left }, is_whole)
}

/// What makes the daemon exit. Where it refuses a file instead, a running one keeps all gateways as they are.
const FATAL: &[&str] = &["promoter-twice", "plugin-twice"];

/// The number of a repaired file in which there is a problem that was not there before.
fn spoilt_by(
    before: &[Problem],
    after: &[Problem],
    repaired: &[(SnippetFile, Vec<Problem>)],
) -> Option<usize> {
    let was = counts(before.iter());
    for (code, is) in counts(after.iter()) {
        let is_fatal = FATAL.contains(&code);
        if is <= was.get(code).copied().unwrap_or(0) && !is_fatal {
            continue;
        }
        for problem in after.iter().filter(|problem| problem.code == code) {
            let is_it = |(file, problems): &(SnippetFile, Vec<Problem>)| {
                problem.file.as_ref() == Some(&file.file) && !problems.is_empty()
            };
            if let Some(index) = repaired.iter().position(is_it) {
                return Some(index);
            }
        }
    }
    None
}

/// A file with every certain repair, and the problems that are no more.
fn repair_file(file: &SnippetFile, versions: Versions) -> (SnippetFile, Vec<Problem>) {
    let mut file = file.clone();
    let mut repaired = Vec::new();
    let mut refused = BTreeSet::new();
    let mut problems = problems_of(&file, versions);
    // As many at once as do not touch each other; where that brings a new problem, half of them, down to one.
    let mut at_once = usize::MAX;
    for _ in 0..rounds(&file.text) {
        let fixes = apart(&problems, &refused, at_once);
        if fixes.is_empty() {
            break;
        }
        let together = Fix { title: Text::new("", ""), edits: edits_of(&fixes) };
        let text = apply(&file.text, &together).unwrap_or_else(|| file.text.clone());
        let better = SnippetFile { file: file.file.clone(), text };
        let after = problems_of(&better, versions);
        if is_better(&problems, &after, &fixes) {
            repaired.extend(fixes.into_iter().cloned());
            (file, problems) = (better, after);
            at_once = usize::MAX;
        } else if fixes.len() == 1 {
            refused.insert(key(fixes[0]));
            at_once = usize::MAX;
        } else {
            at_once = fixes.len() / 2;
        }
    }
    (file, repaired)
}

fn problems_of(file: &SnippetFile, versions: Versions) -> Vec<Problem> {
    check(std::slice::from_ref(file), versions).problems
}

/// Problems with repairs that do not touch each other, in the order of their places.
fn apart<'a>(problems: &'a [Problem], refused: &BTreeSet<String>, most: usize) -> Vec<&'a Problem> {
    let mut apart: Vec<&Problem> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for problem in problems {
        let Some(fix) = &problem.fix else { continue };
        let touches = |edit: &Edit| taken.iter().any(|(start, end)| edit.start <= *end && *start <= edit.end);
        if apart.len() == most || refused.contains(&key(problem)) || fix.edits.iter().any(touches) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|edit| (edit.start, edit.end)));
        apart.push(problem);
    }
    apart
}

fn edits_of(problems: &[&Problem]) -> Vec<Edit> {
    let fixes = problems.iter().filter_map(|problem| problem.fix.as_ref());
    let mut edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.start);
    edits
}

/// Whether the problems that were repaired are gone, and no other is there that was not.
fn is_better(before: &[Problem], after: &[Problem], repaired: &[&Problem]) -> bool {
    let was = counts(before.iter());
    let mut gone = counts(repaired.iter().copied());
    for (code, is) in counts(after.iter()) {
        if is + gone.remove(code).unwrap_or(0) > was.get(code).copied().unwrap_or(0) {
            return false;
        }
    }
    true
}

fn counts<'a>(problems: impl Iterator<Item = &'a Problem>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(&*problem.code).or_insert(0) += 1;
    }
    counts
}

/// What tells problems apart while others are repaired: not their place, which moves.
fn key(problem: &Problem) -> String {
    format!("{} {} {}", problem.code, problem.at, problem.message)
}

/// A text after a repair; none where the repair was made for another text.
pub fn apply(text: &str, fix: &Fix) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let mut at = 0;
    for edit in &fix.edits {
        repaired.push_str(text.get(at..edit.start)?);
        text.get(edit.start..edit.end)?;
        repaired.push_str(&edit.text);
        at = edit.end;
    }
    repaired.push_str(text.get(at..)?);
    Some(repaired)
}

/// What changes from one text of a file to another, as a unified diff.
pub fn diff(file: &str, old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().header(file, file).to_string()
}
