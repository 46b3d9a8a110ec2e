//! A form of a gateway: what was typed, and everything that follows from it.

pub(crate) mod start;

pub(crate) mod layout;
pub(crate) mod problems;

mod derived;
pub(crate) mod detail;
mod entry;
mod generated;
mod group;
mod history;
mod names_in;
mod origin;
mod pasting;
pub(crate) mod place;
mod rows;

use std::collections::BTreeSet;

use gateway::field::place::Place;
use gateway::gateway::{Gateway, Kind};
use gateway::problem::Problem;
use gateway::snippet::write::write_with_origins;
use leptos::prelude::*;
use serde_json::Value;

use crate::draft;
use detail::Detail;
use history::History;
use start::fields;

/// State of a form. The draft is the one truth; problems, text and placeholders derive from it.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// Kind of the gateway.
    pub(crate) kind: Kind,
    /// What was typed.
    pub(crate) draft: RwSignal<Value>,
    /// What was saved last, or what a new form starts with.
    pub(crate) saved: RwSignal<Value>,
    /// What the server found wrong with this very draft.
    pub(crate) refused: RwSignal<Vec<Problem>>,
    /// Whether the gateway was saved before, so that its resource cannot change any more.
    pub(crate) is_saved: bool,
    /// What the model finds in the draft.
    pub(crate) reading: Memo<Reading>,
    /// What is wrong with it: most keys change nothing of that, and then nothing looks again.
    faults: Memo<Vec<Problem>>,
    /// The newest draft without errors.
    pub(crate) last_good: Memo<Option<Good>>,
    /// Fields that the user has been to.
    touched: RwSignal<BTreeSet<String>>,
    /// Whether saving was tried, so that nothing is left to be spared.
    is_tried: RwSignal<bool>,
    history: RwSignal<History>,
    /// How much is unfolded.
    pub(crate) detail: RwSignal<Detail>,
}

/// A draft as the model reads it.
#[derive(Clone, PartialEq)]
pub(crate) struct Reading {
    /// The gateway, if the draft has no errors.
    pub(crate) gateway: Option<Gateway>,
    /// Errors, or warnings of a draft without errors.
    pub(crate) problems: Vec<Problem>,
}

/// What a draft without errors gives.
#[derive(Clone, PartialEq)]
pub(crate) struct Good {
    /// Name of the file on the nodes.
    pub(crate) file: String,
    /// The snippet.
    pub(crate) text: String,
    /// For each of its lines, the fields that it comes from.
    pub(crate) origins: Vec<Vec<Place>>,
    /// The gateway with every derived value, as JSON.
    filled_in: Value,
}

impl Form {
    /// A form that starts with `draft`.
    pub(crate) fn new(kind: Kind, draft: Value, is_saved: bool) -> Self {
        let saved = RwSignal::new(draft.clone());
        let draft = RwSignal::new(draft);
        let reading = Memo::new(move |_| draft.with(read));
        let faults = Memo::new(move |_| reading.with(|reading| reading.problems.clone()));
        let last_good = Memo::new(move |before: Option<&Option<Good>>| {
            let now = reading.with(|reading| reading.gateway.as_ref().map(Good::new));
            now.or_else(|| before.cloned().flatten())
        });
        Self {
            kind,
            draft,
            saved,
            refused: RwSignal::new(Vec::new()),
            is_saved,
            reading,
            faults,
            last_good,
            touched: RwSignal::new(BTreeSet::new()),
            is_tried: RwSignal::new(false),
            history: RwSignal::new(History::default()),
            detail: RwSignal::new(detail::remembered()),
        }
    }

    /// Changes the draft in place, at `at` or below it, as one step.
    pub(crate) fn change(self, at: &str, change: impl FnOnce(&mut Value)) {
        let before = self.draft.get_untracked();
        self.draft.update(change);
        if self.draft.with_untracked(|draft| *draft != before) {
            self.history.update(|history| history.note(at, before));
        }
        self.forget_refusal();
    }

    /// Takes what was typed into the field at `at`: one step with what is typed there before and after it.
    fn type_at(self, at: &str, value: Option<Value>) {
        if self.draft.with_untracked(|draft| draft.pointer(at) == value.as_ref()) {
            return;
        }
        if !self.history.with_untracked(|history| history.goes_on(at)) {
            let before = self.draft.get_untracked();
            self.history.update(|history| history.open(at, before));
        }
        self.draft.update(|draft| draft::set(draft, at, value));
        self.forget_refusal();
    }

    /// Puts another draft into the place of this one, as one step.
    pub(crate) fn replace(self, draft: Value) {
        self.change("", |old| *old = draft);
        self.spare();
    }

    /// Begins with another draft: there is nothing before it.
    pub(crate) fn begin_with(self, draft: Value) {
        self.draft.set(draft);
        self.history.set(History::default());
        self.spare();
    }

    /// Undoes the newest step, and gives its place.
    pub(crate) fn undo(self) -> Option<String> {
        self.go_to_step(History::undo)
    }

    /// Does again what was undone last, and gives its place.
    pub(crate) fn redo(self) -> Option<String> {
        self.go_to_step(History::redo)
    }

    fn go_to_step(self, go: impl FnOnce(&mut History, &Value) -> Option<(String, Value)>) -> Option<String> {
        let now = self.draft.get_untracked();
        let (at, draft) = self.history.try_update(|history| go(history, &now)).flatten()?;
        self.draft.set(draft);
        self.forget_refusal();
        Some(at)
    }

    /// Whether there is a step to undo.
    pub(crate) fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether there is a step to do again.
    pub(crate) fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }

    /// What the server said was about another draft.
    fn forget_refusal(self) {
        if self.refused.with_untracked(|problems| !problems.is_empty()) {
            self.refused.set(Vec::new());
        }
    }

    /// Nobody has been to the fields of this draft.
    fn spare(self) {
        self.touched.set(BTreeSet::new());
        self.is_tried.set(false);
    }

    /// Whether something was typed that is not saved.
    pub(crate) fn is_changed(self) -> bool {
        self.draft.with(|draft| self.saved.with(|saved| draft != saved))
    }

    /// As [`Self::is_changed`], where nothing follows from it.
    pub(crate) fn is_changed_untracked(self) -> bool {
        untrack(|| self.is_changed())
    }

    /// Shows every problem at its field from now on.
    pub(crate) fn spare_nothing(self) {
        self.is_tried.set(true);
    }

    /// All problems, of the model and of the server, in the order of the form.
    pub(crate) fn problems(self) -> Vec<Problem> {
        let mut problems = self.faults.get();
        self.refused.with(|refused| {
            for problem in refused {
                if !problems.contains(problem) {
                    problems.push(problem.clone());
                }
            }
        });
        let keys: Vec<&str> = fields(self.kind).map(|field| field.key).collect();
        problems.sort_by_key(|problem| {
            let key = problem.at.split('/').nth(1);
            keys.iter().position(|each| key == Some(each))
        });
        problems
    }

    /// The problems to show at a field. A field that nobody has been to yet is not blamed for being empty.
    fn problems_at(self, at: &str, scope: Scope) -> Vec<Problem> {
        let is_here = |problem: &&Problem| match scope {
            Scope::Field => problem.at == at,
            Scope::Below => {
                problem.at.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }
        };
        let is_shown = |problem: &&Problem| {
            let is_missing = matches!(&*problem.code, "required" | "chap-pair");
            !is_missing || self.is_tried.get() || self.touched.with(|touched| touched.contains(&problem.at))
        };
        let pick = |problems: &Vec<Problem>| -> Vec<Problem> {
            problems.iter().filter(is_here).filter(is_shown).cloned().collect()
        };
        let mut here = self.faults.with(pick);
        let refused = self.refused.with(pick);
        here.extend(
            refused.into_iter().filter(|problem| !self.faults.with(|faults| faults.contains(problem))),
        );
        here
    }

    /// Ends the newest step.
    fn end_step(self) {
        // What is seen of the history stays the same.
        self.history.update_untracked(History::close);
    }

    /// Somebody leaves the field at `at`.
    fn touch(self, at: &str) {
        self.end_step();
        if self.touched.with_untracked(|touched| !touched.contains(at)) {
            self.touched.update(|touched| {
                touched.insert(at.to_owned());
            });
        }
    }

    /// The value that takes the place of a field left out, where the draft tells.
    fn derived(self, at: &str) -> Option<String> {
        let text = self.last_good.with(|good| good.as_ref().map(|good| draft::text_at(&good.filled_in, at)));
        text.filter(|text| !text.is_empty())
    }
}

/// Which problems belong to a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Those of the place itself.
    Field,
    /// Those of what is within, too.
    Below,
}

impl Good {
    fn new(gateway: &Gateway) -> Self {
        let filled_in = serde_json::to_value(gateway.filled_in()).expect("a gateway is plain data");
        let written = write_with_origins(gateway);
        Self { file: gateway.file_name(), text: written.text, origins: written.origins, filled_in }
    }
}

fn read(draft: &Value) -> Reading {
    match Gateway::read(draft) {
        Ok(gateway) => Reading { problems: gateway.warnings(), gateway: Some(gateway) },
        Err(problems) => Reading { gateway: None, problems },
    }
}
