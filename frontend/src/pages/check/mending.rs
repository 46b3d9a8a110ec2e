//! Repairs: one that the user chose, or all that are certain.

use std::sync::Arc;

use gateway::api::SnippetFile;
use gateway::problem::Problem;
use gateway::repair::{apply, repair};
use leptos::prelude::*;

use super::desk::Desk;
use super::files::{Files, snippet_files};
use super::typing::change;
use crate::words;

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
        let files = self.files.get_untracked();
        let all = repair(&snippet_files(&files), self.versions.get_untracked());
        let count = all.repaired.len();
        if count == 0 {
            self.say_what_is_left(&words::NOTHING_FIXED);
            return;
        }
        let what = words::fixed_all(count);
        self.change(what.clone(), |state| state.files = taken(&files, all.files));
        self.say_what_is_left(&what);
    }
}

/// The repaired files; those that stayed as they were keep their text.
fn taken(before: &Files, repaired: Vec<SnippetFile>) -> Files {
    let keep = |SnippetFile { file, text }: SnippetFile| {
        let same = before.get(&file).filter(|known| ***known == *text).cloned();
        (file, same.unwrap_or_else(|| Arc::from(text)))
    };
    repaired.into_iter().map(keep).collect()
}
