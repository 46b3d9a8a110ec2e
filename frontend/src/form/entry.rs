//! One field of a form: its label, its control, what it does, and what is wrong with it.

use gateway::field::{Absent, Field, Input};
use gateway::problem::Problem;
use gateway::secret::MASK;
use leptos::prelude::*;
use serde_json::Value;
use web_sys::ClipboardEvent;

use super::derived::DerivedMark;
use super::generated::{Generated, random_secret};
use super::layout::Help;
use super::origin::Origin;
use super::pasting::{Pasted, PastedNote, takes_names, with_pasted};
use super::place::id_of;
use super::problems::FieldProblems;
use super::{Form, Scope};
use crate::draft;
use crate::language::{explain, say, tell, use_language};
use crate::words;

/// What every control of a field needs.
#[derive(Clone)]
pub(super) struct Control {
    pub(super) form: Form,
    pub(super) field: &'static Field,
    pub(super) at: String,
    pub(super) id: String,
    described_by: String,
    /// What is typed, as the control shows it.
    pub(super) text: Memo<String>,
    is_invalid: Memo<bool>,
}

/// A field that is one control.
#[component]
pub(super) fn Entry(form: Form, field: &'static Field, at: String, help: Help) -> impl IntoView {
    let id = id_of(&at);
    let (help_id, problems_id) = (format!("{id}-help"), format!("{id}-problems"));
    let is_list = matches!(field.input, Input::Lines(_));
    let scope = if is_list { Scope::Below } else { Scope::Field };
    let place = at.clone();
    let problems = Memo::new(move |_| form.problems_at(&place, scope));
    let place = at.clone();
    let text = Memo::new(move |_| {
        form.draft.with(
            |draft| if is_list { draft::lines_at(draft, &place) } else { draft::text_at(draft, &place) },
        )
    });
    let control = Control {
        form,
        field,
        at,
        id: id.clone(),
        described_by: format!("{help_id} {problems_id}"),
        text,
        is_invalid: Memo::new(move |_| problems.with(|problems| problems.iter().any(Problem::is_error))),
    };
    let marked = control.clone();
    let control = match &field.input {
        Input::Choice(words) => choice(control, words()).into_any(),
        Input::Lines(_) => lines(control).into_any(),
        Input::Secret => secret(control).into_any(),
        Input::Text(_) | Input::Number(_) | Input::Group(_) | Input::Rows(..) => line(control).into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{say(field.label.clone())}{required_mark(field)}</label>
            {control}
            <DerivedMark control=marked/>
            <FieldProblems id=problems_id problems/>
            <p class="help" class:visually-hidden=help == Help::ReadOut id=help_id>{explain(field.help.clone())}</p>
            {(help == Help::Shown).then(|| view! { <Origin field/> })}
        </div>
    }
}

/// The star of a field that must be chosen.
pub(super) fn required_mark(field: &Field) -> impl IntoView + use<> {
    let is_required = field.absent == Absent::Missing;
    is_required.then(|| view! { <span class="required" aria-hidden="true">" *"</span> })
}

impl Control {
    /// Takes over what was typed. Blanks around it come from pasting.
    fn take(&self, typed: &str) {
        let value: Option<Value> = match &self.field.input {
            Input::Number(_) => draft::number_value(typed.trim()),
            Input::Lines(_) => draft::lines_value(typed),
            Input::Secret => draft::text_value(typed),
            Input::Text(_) | Input::Choice(_) | Input::Group(_) | Input::Rows(..) => {
                draft::text_value(typed.trim())
            }
        };
        self.form.type_at(&self.at, value);
    }

    fn touch(&self) {
        self.form.touch(&self.at);
    }

    /// Takes over a value that was not typed, as a step of its own.
    pub(super) fn give(&self, value: &str) {
        self.form.end_step();
        self.take(value);
        self.form.end_step();
    }

    fn is_required(&self) -> bool {
        self.field.absent == Absent::Missing
    }

    /// What takes the place of an empty field, or an example.
    fn placeholder(&self) -> Signal<String> {
        let Self { form, field, at, .. } = self.clone();
        let language = use_language();
        Signal::derive(move || {
            let say = |text: gateway::text::Text| text.in_language(language.get()).to_owned();
            match (field.absent, &field.input) {
                (Absent::Default(value), _) => value.to_owned(),
                (Absent::Derived, _) => form.derived(&at).unwrap_or_else(|| say(words::DERIVED)),
                (_, Input::Text(example) | Input::Number(example) | Input::Lines(example)) => {
                    say(words::example(example))
                }
                (Absent::Missing | Absent::LeftOut, _) => String::new(),
            }
        })
    }
}

fn line(control: Control) -> impl IntoView {
    let placeholder = control.placeholder();
    let input_mode = if matches!(control.field.input, Input::Number(_)) { "numeric" } else { "text" };
    let is_fixed = control.form.is_saved && control.at == "/resource";
    let Control { id, described_by, text, is_invalid, .. } = control.clone();
    let (typing, leaving, required) = (control.clone(), control.clone(), control.is_required());
    view! {
        <input type="text" id=id inputmode=input_mode autocomplete="off" autocapitalize="off" spellcheck="false"
            class:number=input_mode == "numeric"
            prop:value=text
            placeholder=placeholder
            readonly=is_fixed
            aria-required=required.then_some("true")
            aria-invalid=move || is_invalid.get().then_some("true")
            aria-describedby=described_by
            on:input:target=move |event| typing.take(&event.target().value())
            on:change:target=move |event| event.target().set_value(&text.get_untracked())
            on:blur=move |_| leaving.touch()/>
    }
}

/// A secret. One that is saved is not shown: it stays unless another is typed, or it is removed.
fn secret(control: Control) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let Control { form, id, at, described_by, text, is_invalid, field } = control.clone();
    let controlled = id.clone();
    let (typing, leaving, keeping, generating) = (control.clone(), control.clone(), control.clone(), control);
    let verb = tell(move || {
        let label = &field.label;
        if is_shown.get() { words::hide(label) } else { words::show(label) }
    });
    let is_masked = Memo::new(move |_| text.with(|text| text == MASK));
    // Of the text alone: an effect of a memo of the text as well would not hear of another text.
    let typed = move || text.with(|text| if text == MASK { String::new() } else { text.clone() });
    let is_saved = Memo::new(move |_| form.saved.with(|saved| draft::text_at(saved, &at) == MASK));
    let placeholder = tell(move || if is_masked.get() { words::SECRET_SAVED } else { words::NOTHING });
    let choice = tell(move || {
        if is_masked.get() { words::remove_saved(&field.label) } else { words::keep_saved(&field.label) }
    });
    let choose = move |_| keeping.take(if is_masked.get_untracked() { "" } else { MASK });
    let choose = StoredValue::new(choose);
    let generated = RwSignal::new(String::new());
    let generate = move |_| {
        if let Some(secret) = random_secret() {
            generating.give(&secret);
            is_shown.set(true);
            generated.set(secret);
        }
    };
    // It says so of this secret, and not of the next that somebody types.
    let made = Memo::new(move |_| {
        let made = generated.get();
        text.with(|text| *text == made && !made.is_empty()).then_some(made)
    });
    view! {
        <div class="with-button">
            <input type=move || if is_shown.get() { "text" } else { "password" } id=id autocomplete="off"
                autocapitalize="off" spellcheck="false"
                prop:value=typed
                placeholder=placeholder
                aria-invalid=move || is_invalid.get().then_some("true")
                aria-describedby=described_by
                on:input:target=move |event| typing.take(&event.target().value())
                on:blur=move |_| leaving.touch()/>
            <Show when=move || !is_masked.get()>
                <button type="button" aria-controls=controlled.clone()
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)>
                    {verb}
                </button>
            </Show>
            <button type="button" on:click=generate>{say(words::GENERATE)}</button>
            <Show when=move || is_masked.get() || is_saved.get()>
                <button type="button" on:click=move |event| choose.with_value(|choose| choose(event))>
                    {choice}
                </button>
            </Show>
        </div>
        {move || made.get().map(|secret| view! { <Generated secret/> })}
    }
}

/// Lines, in which names may be pasted in any shape.
fn lines(control: Control) -> impl IntoView {
    let placeholder = control.placeholder();
    let Control { field, id, described_by, text, is_invalid, .. } = control.clone();
    let (typing, leaving, required) = (control.clone(), control.clone(), control.is_required());
    let pasted: Pasted = RwSignal::new(None);
    let has_names = takes_names(field);
    let paste = move |event: ClipboardEvent| {
        if has_names && let Some(lines) = with_pasted(&event, pasted) {
            control.give(&lines);
        }
    };
    view! {
        <textarea id=id rows="3" autocomplete="off" autocapitalize="off" spellcheck="false"
            prop:value=text
            placeholder=placeholder
            aria-required=required.then_some("true")
            aria-invalid=move || is_invalid.get().then_some("true")
            aria-describedby=described_by
            on:paste=paste
            on:input:target=move |event| typing.take(&event.target().value())
            on:change:target=move |event| event.target().set_value(&text.get_untracked())
            on:blur=move |_| leaving.touch()></textarea>
        {has_names.then(|| view! { <PastedNote pasted/> })}
    }
}

fn choice(control: Control, choices: Vec<&'static str>) -> impl IntoView {
    let Control { form, field, at, id, described_by, text, is_invalid } = control.clone();
    let (typing, leaving) = (control.clone(), control);
    let none = tell(move || match field.absent {
        Absent::Missing => words::CHOOSE,
        Absent::Default(value) => words::default_is(value),
        Absent::Derived => form.derived(&at).map_or(words::DERIVED, |value| words::default_is(&value)),
        Absent::LeftOut => words::NOT_SET,
    });
    let options = choices.into_iter().map(|word| {
        view! { <option value=word prop:selected=move || text.with(|text| text == word)>{word}</option> }
    });
    let options = options.collect_view();
    // What the draft has and the list has not must show, too: it is what the problem is about.
    view! {
        <select id=id
            aria-invalid=move || is_invalid.get().then_some("true")
            aria-describedby=described_by
            on:change:target=move |event| typing.take(&event.target().value())
            on:blur=move |_| leaving.touch()>
            <option value="" prop:selected=move || text.with(String::is_empty)>{none}</option>
            {options}
        </select>
    }
}
