//! A field of a small form: its label, its control, what it is for, and what the server says is wrong with it.

use gateway::problem::Problem;
use gateway::text::Text;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::form::problems::FieldProblems;
use crate::language::{explain, say};

/// What a control takes, and what the browser may fill in.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    input: &'static str,
    autocomplete: &'static str,
}

impl Kind {
    /// Any text.
    pub(crate) const TEXT: Self = Self { input: "text", autocomplete: "off" };
    /// A whole number.
    pub(crate) const NUMBER: Self = Self { input: "number", autocomplete: "off" };
    /// A day.
    pub(crate) const DAY: Self = Self { input: "date", autocomplete: "off" };
    /// The name of one's own account.
    pub(crate) const ACCOUNT: Self = Self { input: "text", autocomplete: "username" };
    /// A password that there is.
    pub(crate) const PASSWORD: Self = Self { input: "password", autocomplete: "current-password" };
    /// A password that is to be.
    pub(crate) const NEW_PASSWORD: Self = Self { input: "password", autocomplete: "new-password" };
}

/// The field.
#[component]
pub(crate) fn TypedField(
    #[prop(into)] id: String,
    label: Text,
    kind: Kind,
    typed: RwSignal<String>,
    /// What it is for, or what is expected.
    #[prop(optional)]
    help: Option<Text>,
    /// What is wrong with it.
    #[prop(optional)]
    problems: Option<Memo<Vec<Problem>>>,
) -> impl IntoView {
    let (help_id, problems_id) = (format!("{id}-help"), format!("{id}-problems"));
    let described_by = match (&help, problems.is_some()) {
        (Some(_), true) => Some(format!("{help_id} {problems_id}")),
        (Some(_), false) => Some(help_id.clone()),
        (None, true) => Some(problems_id.clone()),
        (None, false) => None,
    };
    let is_invalid = move || {
        problems.is_some_and(|problems| problems.with(|problems| problems.iter().any(Problem::is_error)))
    };
    let named = id.clone();
    view! {
        <div class="field">
            <label for=named>{say(label)}</label>
            <input type=kind.input id=id autocomplete=kind.autocomplete autocapitalize="off" spellcheck="false"
                aria-describedby=described_by
                aria-invalid=move || is_invalid().then_some("true")
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())/>
            {problems.map(|problems| view! { <FieldProblems id=problems_id problems/> })}
            {help.map(|help| view! { <p class="help" id=help_id>{explain(help)}</p> })}
        </div>
    }
}

/// What an error says of the field at a JSON pointer.
pub(crate) fn problems_at(
    error: impl Fn() -> Option<ApiError> + Send + Sync + 'static,
    at: &'static str,
) -> Memo<Vec<Problem>> {
    Memo::new(move |_| {
        let problems = error().map(|error| error.problems()).unwrap_or_default();
        problems.into_iter().filter(|problem| problem.at == at).collect()
    })
}
