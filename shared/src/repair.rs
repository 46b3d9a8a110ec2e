//! Repairs: edits of a text that touch only what a problem is about.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::api::SnippetFile;
use crate::check::{Report, check};
use crate::problem::{Fix, Problem};
use crate::snippet::versions::Versions;

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

/// More repairs than this are not made at once: something would be repairing itself.
const MOST: usize = 10_000;

/// Makes every certain repair, one after the other.
///
/// A repair counts only if afterwards its problem is gone and no new one is there; otherwise the file stays as it was.
pub fn repair(files: &[SnippetFile], versions: Versions) -> Repaired {
    let mut files = files.to_vec();
    let mut repaired = Vec::new();
    let mut refused: BTreeSet<String> = BTreeSet::new();
    let mut report = check(&files, versions);
    for _ in 0..MOST {
        let next =
            report.problems.iter().find(|problem| problem.fix.is_some() && !refused.contains(&key(problem)));
        let Some(problem) = next.cloned() else { break };
        match repaired_by(&files, &report, &problem, versions) {
            Some((better, checked)) => {
                files = better;
                report = checked;
                repaired.push(problem);
            }
            None => drop(refused.insert(key(&problem))),
        }
    }
    Repaired { files, repaired, left: report.problems }
}

/// The files after one repair, if it is one.
fn repaired_by(
    files: &[SnippetFile],
    before: &Report,
    problem: &Problem,
    versions: Versions,
) -> Option<(Vec<SnippetFile>, Report)> {
    let fix = problem.fix.as_ref()?;
    let mut better = files.to_vec();
    let file = better.iter_mut().find(|file| Some(&file.file) == problem.file.as_ref())?;
    file.text = apply(&file.text, fix)?;
    let after = check(&better, versions);
    let (was, is) = (counts(&before.problems), counts(&after.problems));
    let is_gone = is.get(&*problem.code).unwrap_or(&0) < was.get(&*problem.code).unwrap_or(&0);
    let is_new = is.iter().any(|(code, count)| count > was.get(code).unwrap_or(&0));
    if is_gone && !is_new { Some((better, after)) } else { None }
}

fn counts(problems: &[Problem]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(&*problem.code).or_insert(0) += 1;
    }
    counts
}

/// What tells problems apart while others are repaired: not their place, which moves.
fn key(problem: &Problem) -> String {
    format!("{} {} {:?} {}", problem.code, problem.at, problem.file, problem.message)
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
