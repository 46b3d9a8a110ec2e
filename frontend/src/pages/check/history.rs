//! What was done to the files, step by step, and back again.

use gateway::text::Text;

use super::files::Files;
use super::typing::Change;

/// The files as they were, and which of them was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The files.
    pub(super) files: Files,
    /// Name of the shown one.
    pub(super) chosen: String,
}

/// Something that was done, or undone.
#[derive(Clone, Debug)]
struct Step {
    /// Before it was done; after it, where it was undone.
    state: State,
    what: Text,
}

/// The steps, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    run: Option<Run>,
}

/// Keys typed one after the other at one place: a step together.
#[derive(Clone, Debug)]
struct Run {
    file: String,
    is_deletion: bool,
    /// The piece of the text that was typed; where keys removed, the place where they did.
    start: usize,
    end: usize,
    /// What was typed last was a blank: the next word is another step.
    ends_blank: bool,
    /// When the last key was pressed, in milliseconds.
    at: f64,
}

/// More steps than this are not kept.
const MOST: usize = 500;
/// Nor are older ones, where the texts that they alone still hold are more than this, in bytes.
const ROOM: usize = 32 << 20;
/// Whoever waits longer than this, in milliseconds, begins something new.
const PAUSE: f64 = 2000.0;

impl History {
    /// Adds a step, before it is done.
    pub(super) fn push(&mut self, before: State, what: Text) {
        self.run = None;
        self.undone.clear();
        self.done.push(Step { state: before, what });
        self.forget_oldest();
    }

    /// Adds a key that was pressed, before the files change by it, at a time in milliseconds.
    pub(super) fn push_typed(&mut self, before: State, change: &Change, inserted: &str, at: f64, what: Text) {
        let goes_on = self.run.as_ref().is_some_and(|run| run.goes_on(&before.chosen, change, inserted, at));
        let run = if let Some(mut run) = self.run.take().filter(|_| goes_on) {
            run.start = run.start.min(change.before.start);
            run
        } else {
            let (file, start) = (before.chosen.clone(), change.after.start);
            self.push(before, what);
            Run { file, is_deletion: inserted.is_empty(), start, end: start, ends_blank: false, at }
        };
        let ends_blank = inserted.ends_with(char::is_whitespace);
        self.run = Some(Run { end: change.after.end, ends_blank, at, ..run });
    }

    /// What undoing would undo.
    pub(super) fn to_undo(&self) -> Option<Text> {
        self.done.last().map(|step| step.what.clone())
    }

    /// What redoing would do again.
    pub(super) fn to_redo(&self) -> Option<Text> {
        self.undone.last().map(|step| step.what.clone())
    }

    /// Goes one step back: what was undone, and the files before it.
    pub(super) fn undo(&mut self, now: State) -> Option<(Text, State)> {
        self.run = None;
        let Step { state, what } = self.done.pop()?;
        self.undone.push(Step { state: now, what: what.clone() });
        Some((what, state))
    }

    /// Goes one step forth again.
    pub(super) fn redo(&mut self, now: State) -> Option<(Text, State)> {
        self.run = None;
        let Step { state, what } = self.undone.pop()?;
        self.done.push(Step { state: now, what: what.clone() });
        Some((what, state))
    }

    fn forget_oldest(&mut self) {
        // A step that changed one file shares all other texts with its neighbours.
        let mut room = ROOM;
        let fits = |step: &&Step| {
            let chosen = step.state.files.get(&step.state.chosen).map_or(0, |text| text.len());
            room = room.saturating_sub(chosen);
            room > 0
        };
        let kept = self.done.iter().rev().take(MOST).take_while(fits).count().max(1);
        self.done.drain(..self.done.len() - kept);
    }
}

impl Run {
    fn goes_on(&self, file: &str, change: &Change, inserted: &str, at: f64) -> bool {
        let is_soon = at - self.at < PAUSE;
        let is_deletion = inserted.is_empty();
        // Backspace removes what is before the place, Delete what is behind it. What an input method composes takes the
        // place of what it composed before.
        let is_here = if is_deletion {
            change.before.end == self.end || change.before.start == self.end
        } else {
            change.before.end == self.end && change.before.start >= self.start
        };
        let is_next_word = self.ends_blank && !inserted.starts_with(char::is_whitespace);
        let is_line = inserted.contains('\n');
        self.file == file
            && is_soon
            && self.is_deletion == is_deletion
            && is_here
            && !is_line
            && (is_deletion || !is_next_word)
    }
}

#[cfg(test)]
mod tests {
    use gateway::text::Text;

    use super::{History, State};
    use crate::pages::check::files::Files;
    use crate::pages::check::typing::change;

    const WHAT: Text = Text::new("typing", "输入");

    fn state(text: &str) -> State {
        State { files: Files::from([("a.toml".into(), text.into())]), chosen: "a.toml".into() }
    }

    /// The texts that undoing leads through, last first, after these were there one after the other, a tenth of a
    /// second apart.
    fn undone(texts: &[&str]) -> Vec<String> {
        let mut history = History::default();
        let mut at = 0.0;
        for pair in texts.windows(2) {
            let change = change(pair[0], pair[1]).expect("they differ");
            let inserted = &pair[1][change.after.clone()];
            history.push_typed(state(pair[0]), &change, inserted, at, WHAT);
            at += 100.0;
        }
        let mut now = state(texts[texts.len() - 1]);
        let mut seen = Vec::new();
        while let Some((_, before)) = history.undo(now.clone()) {
            seen.push(before.files["a.toml"].to_string());
            now = before;
        }
        seen
    }

    #[test]
    fn a_word_is_undone_at_once_and_words_one_by_one() {
        assert_eq!(undone(&["", "a", "ab", "ab ", "ab c", "ab cd"]), ["ab ", ""]);
    }

    #[test]
    fn a_line_is_a_step_and_so_is_another_place() {
        assert_eq!(undone(&["x", "xa", "xa\n", "xa\nb"]), ["xa\n", "xa", "x"]);
        assert_eq!(undone(&["xy", "xay", "bxay"]), ["xay", "xy"]);
    }

    #[test]
    fn removing_is_undone_apart_from_typing() {
        assert_eq!(undone(&["", "a", "ab", "a", ""]), ["ab", ""]);
    }

    #[test]
    fn what_an_input_method_composes_is_one_step() {
        assert_eq!(undone(&["", "n", "ni", "\u{4f60}"]), [""]);
    }

    #[test]
    fn whoever_waits_begins_a_step() {
        let mut history = History::default();
        for (before, after, at) in [("", "a", 0.0), ("a", "ab", 5000.0)] {
            let change = change(before, after).expect("they differ");
            history.push_typed(state(before), &change, &after[change.after.clone()], at, WHAT);
        }
        let (_, before) = history.undo(state("ab")).expect("something was typed");
        assert_eq!(before, state("a"));
    }

    #[test]
    fn what_was_undone_comes_back_until_something_else_is_done() {
        let mut history = History::default();
        history.push(state("a"), WHAT);
        let (_, before) = history.undo(state("b")).expect("there is a step");
        assert_eq!(before, state("a"));
        let (_, after) = history.redo(before).expect("it was undone");
        assert_eq!(after, state("b"));
        let (_, before) = history.undo(after).expect("there is a step");
        history.push(before, WHAT);
        assert!(history.to_redo().is_none());
    }
}
