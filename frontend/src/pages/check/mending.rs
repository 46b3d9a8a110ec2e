//! Repairs: one that the user chose, or all that are certain.

use std::sync::Arc;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::problem::Problem;
use gateway::repair::{apply, repair};
use gateway::snippet::versions::Versions;
use leptos::prelude::*;

use super::desk::Desk;
use super::files::{Files, snippet_files};
use super::typing::change;
use crate::words;

/// With more files than this, each is repaired by itself first: the model checks all of them after every repair.
const FEW: usize = 12;
/// At most so many repairs are tried on all files together when there are many.
const FEW_FIXES: usize = 40;

impl Desk {
    /// Makes the repair of a problem that is shown.
    pub(super) fn fix(self, shown: &Problem) {
        // The text may have changed since, and with it every place.
        self.settle();
        let is_it = |problem: &&Problem| {
            (&problem.code, &problem.file, &problem.at, &problem.message)
                == (&shown.code, &shown.file, &shown.at, &shown.message)
        };
        let found = self.checked.with_untracked(|checked| {
            let problems = &checked.report.problems;
            problems.iter().find(|problem| *problem == shown).or_else(|| problems.iter().find(is_it)).cloned()
        });
        let Some(Problem { file: Some(file), fix: Some(fix), .. }) = found else { return };
        let before = self.files.with_untracked(|files| files.get(&file).cloned()).unwrap_or_default();
        let Some(after) = apply(&before, &fix) else { return };
        let place = change(&before, &after);
        let what = words::fixed(&fix.title);
        self.change(what.clone(), |state| {
            state.files.insert(file.clone(), after.into());
            state.chosen = file;
        });
        self.say_what_is_left(&what);
        if let Some(place) = place {
            self.want(place.after, false);
        }
    }

    /// Makes every repair that is certain, in all files.
    pub(super) fn fix_all(self) {
        self.settle();
        let (files, versions) = (self.files.get_untracked(), self.versions.get_untracked());
        let (repaired, count) = repair_all(&files, versions);
        if count == 0 {
            self.say_what_is_left(&words::NOTHING_FIXED);
            return;
        }
        let what = words::fixed_all(count);
        self.change(what.clone(), |state| state.files = repaired);
        self.say_what_is_left(&what);
    }
}

/// The files after every certain repair, and how many there were.
fn repair_all(files: &Files, versions: Versions) -> (Files, usize) {
    let given = snippet_files(files);
    if given.len() <= FEW {
        let all = repair(&given, versions);
        return (taken(files, all.files), all.repaired.len());
    }
    let (alone, count) = repair_each(&given, versions);
    let fixable = check(&alone, versions).problems.iter().filter(|problem| problem.fix.is_some()).count();
    if fixable == 0 || fixable > FEW_FIXES {
        return (taken(files, alone), count);
    }
    let all = repair(&alone, versions);
    (taken(files, all.files), count + all.repaired.len())
}

/// Repairs each file by itself; all stay as they are where that makes something worse for all of them together.
fn repair_each(given: &[SnippetFile], versions: Versions) -> (Vec<SnippetFile>, usize) {
    let before = check(given, versions).problems;
    let mut count = 0;
    let mut alone = Vec::with_capacity(given.len());
    for file in given {
        let is_fixable =
            |problem: &Problem| problem.fix.is_some() && problem.file.as_deref() == Some(&file.file);
        if !before.iter().any(is_fixable) {
            alone.push(file.clone());
            continue;
        }
        let repaired = repair(std::slice::from_ref(file), versions);
        count += repaired.repaired.len();
        alone.extend(repaired.files);
    }
    let after = check(&alone, versions).problems;
    let errors = |problems: &[Problem]| problems.iter().filter(|problem| problem.is_error()).count();
    if errors(&after) > errors(&before) { (given.to_vec(), 0) } else { (alone, count) }
}

/// The repaired files; those that stayed as they were keep their text.
fn taken(before: &Files, repaired: Vec<SnippetFile>) -> Files {
    let keep = |SnippetFile { file, text }: SnippetFile| {
        let same = before.get(&file).filter(|known| ***known == *text).cloned();
        (file, same.unwrap_or_else(|| Arc::from(text)))
    };
    repaired.into_iter().map(keep).collect()
}
