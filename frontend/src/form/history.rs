//! What a draft was before: steps that can be undone, and done again.

use serde_json::Value;

/// How many steps are kept. A draft is some kilobytes, and one of hundreds of rows some hundred.
const LIMIT: usize = 100;

/// The steps of a form, from the first to the newest.
#[derive(Default)]
pub(super) struct History {
    undone_by: Vec<Step>,
    redone_by: Vec<Step>,
    /// Whether the next key at the place of the newest step belongs to it.
    is_open: bool,
}

/// A change: where it was made, and the draft on its other side.
struct Step {
    at: String,
    draft: Value,
}

impl History {
    /// Whether a key typed at `at` goes on with the newest step.
    pub(super) fn goes_on(&self, at: &str) -> bool {
        self.is_open && self.undone_by.last().is_some_and(|step| step.at == at)
    }

    /// Notes the draft from before a change at `at`, which keys typed there go on with until [`Self::close`].
    pub(super) fn open(&mut self, at: &str, before: Value) {
        self.note(at, before);
        self.is_open = true;
    }

    /// Notes the draft from before a change at `at` that is whole.
    pub(super) fn note(&mut self, at: &str, before: Value) {
        self.undone_by.push(Step { at: at.to_owned(), draft: before });
        if self.undone_by.len() > LIMIT {
            self.undone_by.remove(0);
        }
        self.redone_by.clear();
        self.is_open = false;
    }

    /// Ends the newest step: whoever comes back to its place begins another.
    pub(super) fn close(&mut self) {
        self.is_open = false;
    }

    /// The place of the newest step, with the draft from before it.
    pub(super) fn undo(&mut self, now: &Value) -> Option<(String, Value)> {
        self.is_open = false;
        let step = self.undone_by.pop()?;
        self.redone_by.push(Step { at: step.at.clone(), draft: now.clone() });
        Some((step.at, step.draft))
    }

    /// The place of the step that was undone last, with the draft from after it.
    pub(super) fn redo(&mut self, now: &Value) -> Option<(String, Value)> {
        self.is_open = false;
        let step = self.redone_by.pop()?;
        self.undone_by.push(Step { at: step.at.clone(), draft: now.clone() });
        Some((step.at, step.draft))
    }

    /// Whether there is a step to undo.
    pub(super) fn can_undo(&self) -> bool {
        !self.undone_by.is_empty()
    }

    /// Whether there is a step to do again.
    pub(super) fn can_redo(&self) -> bool {
        !self.redone_by.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{History, LIMIT};

    #[test]
    fn a_step_is_undone_and_done_again() {
        let mut history = History::default();
        history.note("/iqn", json!(1));
        assert_eq!(history.undo(&json!(2)), Some(("/iqn".into(), json!(1))));
        assert_eq!(history.undo(&json!(1)), None);
        assert_eq!(history.redo(&json!(1)), Some(("/iqn".into(), json!(2))));
        assert_eq!(history.redo(&json!(2)), None);
        assert_eq!(history.undo(&json!(2)), Some(("/iqn".into(), json!(1))));
    }

    #[test]
    fn keys_in_one_field_are_one_step_until_it_is_left() {
        let mut history = History::default();
        history.open("/iqn", json!(1));
        assert!(history.goes_on("/iqn"));
        assert!(!history.goes_on("/port"));
        history.close();
        assert!(!history.goes_on("/iqn"));
    }

    #[test]
    fn typing_after_an_undone_step_is_another_step() {
        let mut history = History::default();
        history.open("/iqn", json!(1));
        history.undo(&json!(2));
        assert!(!history.goes_on("/iqn"));
    }

    #[test]
    fn another_change_ends_what_could_be_done_again() {
        let mut history = History::default();
        history.note("/iqn", json!(1));
        history.undo(&json!(2));
        history.note("/port", json!(1));
        assert!(!history.can_redo());
    }

    #[test]
    fn the_oldest_steps_give_way() {
        let mut history = History::default();
        for number in 0..=LIMIT {
            history.note("/iqn", json!(number));
        }
        let mut oldest = None;
        while let Some((_, draft)) = history.undo(&json!(null)) {
            oldest = Some(draft);
        }
        assert_eq!(oldest, Some(json!(1)));
    }
}
