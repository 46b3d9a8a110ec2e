//! A list of records: rows that can be added, removed and moved.

use gateway::field::{Absent, Field, Input};
use gateway::text::Text;
use leptos::prelude::*;
use web_sys::DragEvent;

use super::entry::required_mark;
use super::group::MoreOptions;
use super::layout::{Help, field_view};
use super::place::{focus_soon, id_of};
use super::problems::FieldProblems;
use super::start::{copied_row, new_row};
use super::{Form, Scope};
use crate::draft;
use crate::language::{explain, say, tell};
use crate::words;

/// What a row needs to know of its list.
#[derive(Clone)]
struct List {
    form: Form,
    of_row: &'static [Field],
    row_name: Text,
    at: String,
    count: Memo<usize>,
    /// The row that is dragged, and the one above which it is.
    drag: RwSignal<Option<(usize, usize)>>,
    said: RwSignal<Option<Text>>,
}

/// A list of records.
#[component]
pub(super) fn Rows(
    form: Form,
    field: &'static Field,
    of_row: &'static [Field],
    row_name: Text,
    at: String,
) -> impl IntoView {
    let id = id_of(&at);
    let (help_id, problems_id) = (format!("{id}-help"), format!("{id}-problems"));
    let described_by = format!("{help_id} {problems_id}");
    let place = at.clone();
    let count = Memo::new(move |_| form.draft.with(|draft| draft::length_at(draft, &place)));
    let place = at.clone();
    let problems = Memo::new(move |_| form.problems_at(&place, Scope::Field));
    let said = RwSignal::new(None);
    let list = List { form, of_row, row_name: row_name.clone(), at, count, drag: RwSignal::new(None), said };
    let adding = list.clone();
    view! {
        <fieldset class="rows" id=id.clone() tabindex="-1" aria-describedby=described_by>
            <legend>{say(field.label.clone())}{required_mark(field)}</legend>
            <p class="help" id=help_id>{explain(field.help.clone())}</p>
            <FieldProblems id=problems_id problems/>
            <ol>
                <For each=move || 0..count.get() key=|index| *index let:index>
                    {row(list.clone(), index)}
                </For>
            </ol>
            <div class="rows-foot">
                <button type="button" class="add" id=format!("add-{id}") on:click=move |_| adding.add()>
                    <span aria-hidden="true">"+ "</span>{say(words::add(&row_name))}
                </button>
                <span role="status" class="said">{tell(move || said.get().unwrap_or(words::NOTHING))}</span>
            </div>
        </fieldset>
    }
}

fn row(list: List, index: usize) -> impl IntoView {
    let List { form, of_row, at, count, .. } = list.clone();
    let row_at = format!("{at}/{index}");
    let id = id_of(&row_at);
    let help = if index == 0 { Help::Shown } else { Help::ReadOut };
    let is_first = |field: &&Field| field.absent == Absent::Missing || matches!(field.input, Input::Rows(..));
    let (first, further): (Vec<&'static Field>, Vec<_>) = of_row.iter().partition(is_first);
    // A row in which nothing must be chosen would show nothing at all, and one field alone is not worth a fold.
    let (first, further) = if of_row.len() <= 2 || first.is_empty() {
        (of_row.iter().collect(), Vec::new())
    } else {
        (first, further)
    };
    let (lists, first): (Vec<_>, Vec<_>) =
        first.into_iter().partition(|field| matches!(field.input, Input::Rows(..)));
    let views = |fields: Vec<&'static Field>| {
        fields.into_iter().map(|field| field_view(form, field, &row_at, help)).collect_view()
    };
    let name = say(words::numbered(&list.row_name, index + 1));
    let (first, lists) = (views(first), views(lists));
    let is_last = move || index + 1 >= count.get();
    let (up, down, removing, copying) = (list.clone(), list.clone(), list.clone(), list.clone());
    let (lifting, hovering, dropping, drag) = (list.clone(), list.clone(), list.clone(), list.drag);
    let named = |verb: fn(&Text, usize) -> Text| {
        let row_name = list.row_name.clone();
        tell(move || verb(&row_name, index + 1))
    };
    view! {
        <li class:above=move || drag.get().is_some_and(|(from, over)| over == index && from > index)
            class:below=move || drag.get().is_some_and(|(from, over)| over == index && from < index)
            on:dragover=move |event| hovering.drag_over(index, &event)
            on:drop=move |event| dropping.drop_on(index, &event)>
            <fieldset class="row" id=id.clone() tabindex="-1">
                <legend>{name}</legend>
                <div class="row-actions">
                    <span class="handle" draggable="true" aria-hidden="true" title=named(words::drag)
                        on:dragstart=move |event| lifting.lift(index, &event)
                        on:dragend=move |_| drag.set(None)>"⠿"</span>
                    <button type="button" class="quiet" id=format!("up-{id}") disabled=index == 0
                        aria-label=named(words::move_up) on:click=move |_| up.move_up(index)>"↑"</button>
                    <button type="button" class="quiet" id=format!("down-{id}")
                        disabled=is_last
                        aria-label=named(words::move_down) on:click=move |_| down.move_down(index)>"↓"</button>
                    <button type="button" class="quiet" id=format!("copy-{id}")
                        aria-label=named(words::duplicate) on:click=move |_| copying.copy(index)>"❐"</button>
                    <button type="button" class="quiet" id=format!("remove-{id}")
                        aria-label=named(words::remove) on:click=move |_| removing.remove(index)>"✕"</button>
                </div>
                <div class="grid">{first}</div>
                <MoreOptions form fields=further at=row_at.clone() help/>
                {lists}
            </fieldset>
        </li>
    }
}

impl List {
    fn add(&self) {
        let index = self.count.get_untracked();
        self.form.change(&self.at, |draft| {
            let row = new_row(draft, &self.at, self.of_row);
            draft::push(draft, &self.at, row);
        });
        if let Some(field) = self.of_row.first() {
            focus_soon(id_of(&format!("{}/{index}/{}", self.at, field.key)));
        }
    }

    fn remove(&self, index: usize) {
        self.form.touch(&self.at);
        self.form.change(&self.at, |draft| draft::remove(draft, &self.at, index));
        // The focus was on a button that is gone.
        let list = id_of(&self.at);
        let left = self.form.draft.with_untracked(|draft| draft::length_at(draft, &self.at));
        focus_soon(match left {
            0 => format!("add-{list}"),
            left => format!("remove-{list}-{}", index.min(left - 1)),
        });
    }

    fn copy(&self, index: usize) {
        self.form.change(&self.at, |draft| {
            let row = copied_row(draft, &self.at, self.of_row, index);
            draft::insert(draft, &self.at, index + 1, row);
        });
        self.said.set(Some(words::duplicated(&self.row_name, index + 1, index + 2)));
        if let Some(field) = self.of_row.first() {
            focus_soon(id_of(&format!("{}/{}/{}", self.at, index + 1, field.key)));
        }
    }

    fn move_up(&self, index: usize) {
        self.shift(index, index - 1);
        self.focus_on_mover(if index == 1 { "down" } else { "up" }, index - 1);
    }

    fn move_down(&self, index: usize) {
        self.shift(index, index + 1);
        let is_last = index + 2 >= self.count.get_untracked();
        self.focus_on_mover(if is_last { "up" } else { "down" }, index + 1);
    }

    fn shift(&self, from: usize, to: usize) {
        self.form.change(&self.at, |draft| draft::shift(draft, &self.at, from, to));
        self.said.set(Some(words::moved(&self.row_name, from + 1, to + 1)));
    }

    /// A row is dragged by its handle alone: its texts are to be selected with the mouse.
    fn lift(&self, index: usize, event: &DragEvent) {
        event.stop_propagation();
        if let Some(data) = event.data_transfer() {
            // Firefox drags nothing that has no data; who drops it elsewhere gets the name of the row.
            let _ = data.set_data("text/plain", &format!("{} {}", self.row_name.en, index + 1));
            data.set_effect_allowed("move");
        }
        self.drag.set(Some((index, index)));
    }

    fn drag_over(&self, index: usize, event: &DragEvent) {
        let Some((from, over)) = self.drag.get_untracked() else { return };
        event.prevent_default();
        if over != index {
            self.drag.set(Some((from, index)));
        }
    }

    fn drop_on(&self, index: usize, event: &DragEvent) {
        let Some((from, _)) = self.drag.get_untracked() else { return };
        event.prevent_default();
        self.drag.set(None);
        if from != index {
            self.shift(from, index);
        }
    }

    /// The focus follows the row, on the button that can be pressed there.
    fn focus_on_mover(&self, direction: &str, index: usize) {
        focus_soon(format!("{direction}-{}-{index}", id_of(&self.at)));
    }
}
