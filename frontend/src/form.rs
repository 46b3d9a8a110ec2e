//! A form of a gateway: what was typed, and everything that follows from it.

pub(crate) mod problems;

mod entry;
mod group;
pub(crate) mod place;
mod rows;

use std::collections::BTreeSet;

use gateway::field::place::Place;
use gateway::field::{Absent, Field, Input};
use gateway::gateway::{Gateway, Kind};
use gateway::problem::Problem;
use gateway::secret::MASK;
use gateway::snippet::write::write_with_origins;
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::draft;
use entry::Entry;
use group::Group;
use rows::Rows;

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
    /// The newest draft without errors.
    pub(crate) last_good: Memo<Option<Good>>,
    /// Fields that the user has been to.
    touched: RwSignal<BTreeSet<String>>,
    /// Whether saving was tried, so that nothing is left to be spared.
    is_tried: RwSignal<bool>,
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
            last_good,
            touched: RwSignal::new(BTreeSet::new()),
            is_tried: RwSignal::new(false),
        }
    }

    /// Changes the draft in place.
    pub(crate) fn change(self, change: impl FnOnce(&mut Value)) {
        self.draft.update(change);
        if self.refused.with_untracked(|problems| !problems.is_empty()) {
            self.refused.set(Vec::new());
        }
    }

    /// Puts another draft into the place of this one.
    pub(crate) fn replace(self, draft: Value) {
        self.change(|old| *old = draft);
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
        let mut problems = self.reading.with(|reading| reading.problems.clone());
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
        let below = format!("{at}/");
        let is_here = |problem: &&Problem| match scope {
            Scope::Field => problem.at == at,
            Scope::Below => problem.at == at || problem.at.starts_with(&below),
        };
        let is_shown = |problem: &&Problem| {
            let is_missing = matches!(&*problem.code, "required" | "chap-pair");
            !is_missing || self.is_tried.get() || self.touched.with(|touched| touched.contains(&problem.at))
        };
        let pick = |problems: &Vec<Problem>| -> Vec<Problem> {
            problems.iter().filter(is_here).filter(is_shown).cloned().collect()
        };
        let mut here = self.reading.with(|reading| pick(&reading.problems));
        let refused = self.refused.with(pick);
        here.extend(
            refused.into_iter().filter(|problem| !self.reading.with(|r| r.problems.contains(problem))),
        );
        here
    }

    fn touch(self, at: &str) {
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

/// Every field of a kind, in the order of its form.
pub(crate) fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    Gateway::FIRST_FIELDS.iter().chain(kind.fields()).chain(Gateway::LAST_FIELDS)
}

/// A new draft: one row in each list that needs one.
pub(crate) fn new_draft(kind: Kind) -> Value {
    let mut draft = json!({"kind": kind.to_string()});
    for field in fields(kind) {
        if let (Input::Rows(of_row, _), Absent::Missing) = (&field.input, field.absent) {
            let at = format!("/{}", field.key);
            let row = new_row(&draft, &at, of_row);
            draft::push(&mut draft, &at, row);
        }
    }
    draft
}

/// A new row, with the next volume where rows have one.
fn new_row(draft: &Value, at: &str, of_row: &[Field]) -> Value {
    let has_volume = of_row.iter().any(|field| field.key == "volume");
    if has_volume { json!({"volume": draft::next_volume(draft, at)}) } else { json!({}) }
}

/// Takes secrets out of a draft: what the browser keeps lies on the disk, readable. One that is not shown is none.
pub(crate) fn without_secrets(kind: Kind, mut draft: Value) -> Value {
    for field in fields(kind) {
        if let Input::Group(of_group) = &field.input {
            for secret in of_group.iter().filter(|field| matches!(field.input, Input::Secret)) {
                let at = format!("/{}/{}", field.key, secret.key);
                if draft::text_at(&draft, &at) != MASK {
                    draft::set_existing(&mut draft, &at, None);
                }
            }
        }
    }
    draft
}

/// The whole form.
#[component]
pub(crate) fn Fields(form: Form) -> impl IntoView {
    let (first, further): (Vec<_>, Vec<_>) = fields(form.kind).partition(|field| is_first(field));
    let views = |fields: Vec<&'static Field>| {
        fields.into_iter().map(|field| field_view(form, field, "", Help::Shown)).collect_view()
    };
    let (groups, options): (Vec<_>, Vec<_>) =
        further.into_iter().partition(|field| matches!(field.input, Input::Group(_)));
    view! {
        {views(first)}
        <group::MoreOptions form fields=options at=String::new() help=Help::Shown/>
        {views(groups)}
    }
}

/// Whether a field is shown at once: what must be chosen, what decides who gets in, and what else has rows.
fn is_first(field: &Field) -> bool {
    let is_list = matches!(field.input, Input::Rows(..) | Input::Lines(_));
    field.absent == Absent::Missing || is_list
}

/// Whether a field explains itself; in a list of rows, the first row does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Help {
    Shown,
    ReadOut,
}

/// A field of the record at `parent`.
fn field_view(form: Form, field: &'static Field, parent: &str, help: Help) -> AnyView {
    let at = format!("{parent}/{}", field.key);
    match &field.input {
        Input::Group(of_group) => view! { <Group form field of_group at/> }.into_any(),
        Input::Rows(of_row, row_name) => {
            view! { <Rows form field of_row row_name=row_name.clone() at/> }.into_any()
        }
        Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
            view! { <Entry form field at help/> }.into_any()
        }
    }
}
