//! What lies on the page: the files, which of them is shown, what was done to them, and what the model finds in them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use gateway::check::{Report, check};
use gateway::problem::Problem;
use gateway::snippet::versions::Versions;
use gateway::text::Text;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::files::{Files, NEW, PassedOver, are_blank, free_name, snippet_files};
use super::history::{History, State};
use super::tally::Tally;
use super::typing::{change, take_over};
use crate::brought::Waiting;
use crate::words;

/// A check that takes longer than this, in milliseconds, waits until the user pauses.
const AT_ONCE: f64 = 25.0;
const PAUSE: Duration = Duration::from_millis(250);

/// State of the page. What was found derives from the files, at once or a moment later.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The files; one at least.
    pub(super) files: RwSignal<Files>,
    /// Name of the file that is shown.
    pub(super) chosen: RwSignal<String>,
    /// Files that were found and are not among them, by name.
    pub(super) passed_over: RwSignal<Vec<(String, PassedOver)>>,
    /// The nodes that have the secrets which are `***` in files from them, by the name of the file.
    pub(super) secrets_from: RwSignal<SecretsFrom>,
    /// The programs of the node.
    pub(super) versions: RwSignal<Versions>,
    /// What was found.
    pub(super) checked: RwSignal<Checked>,
    /// What was done, and what is left.
    pub(super) said: RwSignal<Text>,
    /// What the textarea is to select, in bytes of the text; taken by whoever does it.
    pub(super) wanted: RwSignal<Option<Wanted>>,
    /// What was done, to undo it.
    pub(super) history: RwSignal<History>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

/// Nodes by the names of the files that are theirs.
pub(super) type SecretsFrom = BTreeMap<String, String>;

/// What was found in the files as they were when they were checked.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    /// The files.
    pub(super) files: Files,
    /// What was found.
    pub(super) report: Arc<Report>,
    /// How long it took, in milliseconds.
    took: f64,
}

/// A piece of the shown text to lead the user to.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Bytes of the text.
    pub(super) piece: Range<usize>,
    /// Whether the textarea gets the focus, too.
    pub(super) takes_focus: bool,
}

impl Checked {
    fn new(files: Files, versions: Versions, secrets_from: &SecretsFrom) -> Self {
        let start = js_sys::Date::now();
        let mut report = check(&snippet_files(&files), versions);
        // What the server does not show is no fault of the file.
        report.problems.retain(|problem| {
            let file = problem.file.as_ref().filter(|_| problem.code == "secret-masked");
            file.is_none_or(|file| !secrets_from.contains_key(file))
        });
        let report = Arc::new(report);
        Self { files, report, took: js_sys::Date::now() - start }
    }

    /// How many problems there are.
    pub(super) fn tally(&self) -> Tally {
        Tally::of(&self.report.problems)
    }

    /// The problems of a file.
    pub(super) fn problems_of(&self, file: &str) -> Vec<Problem> {
        let is_of_file = |problem: &&Problem| problem.file.as_deref() == Some(file);
        self.report.problems.iter().filter(is_of_file).cloned().collect()
    }
}

/// One empty file, to paste into.
pub(super) fn nothing() -> State {
    State { files: Files::from([(NEW.to_owned(), "".into())]), chosen: NEW.to_owned() }
}

impl Desk {
    /// A page with these files.
    pub(super) fn new(start: State, versions: Versions, secrets_from: SecretsFrom) -> Self {
        let desk = Self {
            checked: RwSignal::new(Checked::new(start.files.clone(), versions, &secrets_from)),
            secrets_from: RwSignal::new(secrets_from),
            files: RwSignal::new(start.files),
            chosen: RwSignal::new(start.chosen),
            passed_over: RwSignal::new(Vec::new()),
            versions: RwSignal::new(versions),
            said: RwSignal::new(words::NOTHING),
            wanted: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            waiting: StoredValue::new(None),
        };
        on_cleanup(move || desk.wait_no_longer());
        desk
    }

    /// The shown text.
    pub(super) fn text(self) -> Arc<str> {
        self.files.with(|files| self.chosen.with(|chosen| files.get(chosen).cloned())).unwrap_or_default()
    }

    /// Shows another file.
    pub(super) fn choose(self, name: &str) {
        self.chosen.set(name.to_owned());
    }

    /// Leads to a piece of the shown text.
    pub(super) fn want(self, piece: Range<usize>, takes_focus: bool) {
        self.wanted.set(Some(Wanted { piece, takes_focus }));
    }

    /// Takes over what was typed into the shown text.
    pub(super) fn take_over(self, typed: &str) {
        let before = untrack(|| self.text());
        let after = take_over(&before, typed);
        let Some(change) = change(&before, &after) else { return };
        let name = self.chosen.get_untracked();
        let what = words::typed_in(&name);
        let state = self.state();
        let inserted = &after[change.after.clone()];
        self.history.update(|history| {
            history.push_typed(state, &change, inserted, js_sys::Date::now(), what);
        });
        self.files.update(|files| drop(files.insert(name, after.as_str().into())));
        self.check_soon();
    }

    /// Changes the files in one step that can be undone, and says so. What is done is named in `what`.
    pub(super) fn change(self, what: Text, change: impl FnOnce(&mut State)) {
        let before = self.state();
        let mut after = before.clone();
        change(&mut after);
        if after.files.is_empty() {
            after = nothing();
        }
        if after == before {
            return;
        }
        self.history.update(|history| history.push(before, what.clone()));
        self.show(after);
        self.say_with_tally(&what);
    }

    /// Adds the snippet of a node, whose secrets are `***`.
    pub(super) fn bring(self, Waiting { file, text, node }: Waiting) {
        let file = self.name_for(file, &text);
        self.secrets_from.update(|nodes| drop(nodes.insert(file.clone(), node)));
        self.add(file, &text);
    }

    /// A name for a file: one of the same name with another text is in the way, and keeps its name.
    fn name_for(self, file: String, text: &str) -> String {
        let files = self.files.get_untracked();
        if files.get(&file).is_some_and(|there| **there != *text) { free_name(&files) } else { file }
    }

    /// The node that has the secrets of the shown file.
    pub(super) fn secrets_of_chosen(self) -> Option<String> {
        let chosen = self.chosen.get_untracked();
        self.secrets_from.with_untracked(|nodes| nodes.get(&chosen).cloned())
    }

    /// Adds a file and shows it.
    pub(super) fn add(self, file: String, text: &str) {
        let file = self.name_for(file, text);
        self.change(words::file_added(&file), |state| {
            if are_blank(&state.files) {
                state.files.clear();
            }
            state.files.insert(file.clone(), text.into());
            state.chosen = file;
        });
    }

    /// Undoes the last step.
    pub(super) fn undo(self) {
        self.go(History::undo, words::undone);
    }

    /// Does again what was undone.
    pub(super) fn redo(self) {
        self.go(History::redo, words::redone);
    }

    /// Says which programs the node has.
    pub(super) fn set_versions(self, change: impl FnOnce(&mut Versions)) {
        self.versions.update(change);
        self.check_now();
        self.say_with_tally(&words::CHECKED_ANEW);
    }

    /// Checks what still waits to be checked.
    pub(super) fn settle(self) {
        if self.waiting.with_value(Option::is_some) {
            self.check_now();
        }
    }

    /// Says what was done, and how many problems there are now.
    pub(super) fn say_with_tally(self, what: &Text) {
        let tally = self.checked.with_untracked(Checked::tally);
        self.said.set(words::done(what, &words::tally(tally)));
    }

    /// Says what was mended, and how many problems are left.
    pub(super) fn say_what_is_left(self, what: &Text) {
        let tally = self.checked.with_untracked(Checked::tally);
        self.said.set(words::done(what, &words::left(tally)));
    }

    /// The files as they are, and which is shown.
    pub(super) fn state(self) -> State {
        State { files: self.files.get_untracked(), chosen: self.chosen.get_untracked() }
    }

    fn go(self, way: fn(&mut History, State) -> Option<(Text, State)>, words: fn(&Text) -> Text) {
        let before = self.state();
        let gone = self.history.try_update(|history| way(history, before.clone())).flatten();
        let Some((what, after)) = gone else { return };
        let text = |state: &State| state.files.get(&after.chosen).cloned().unwrap_or_default();
        let place = change(&text(&before), &text(&after));
        self.show(after);
        if let Some(place) = place {
            self.want(place.after, false);
        }
        self.say_with_tally(&words(&what));
    }

    fn show(self, state: State) {
        self.files.set(state.files);
        self.chosen.set(state.chosen);
        self.check_now();
    }

    fn check_soon(self) {
        if self.checked.with_untracked(|checked| checked.took) < AT_ONCE {
            self.check_typed();
            return;
        }
        self.wait_no_longer();
        self.waiting.set_value(set_timeout_with_handle(move || self.check_typed(), PAUSE).ok());
    }

    /// Checks, and says so only where that changes how many problems there are: not with every key.
    fn check_typed(self) {
        let before = self.checked.with_untracked(Checked::tally);
        self.check_now();
        let after = self.checked.with_untracked(Checked::tally);
        self.said.set(if before == after { words::NOTHING } else { words::tally(after) });
    }

    fn check_now(self) {
        self.wait_no_longer();
        let (files, versions) = (self.files.get_untracked(), self.versions.get_untracked());
        self.checked.set(self.secrets_from.with_untracked(|nodes| Checked::new(files, versions, nodes)));
    }

    fn wait_no_longer(self) {
        if let Some(handle) = self.waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
