//! A problem of a preview in words: where, why, the way out, and a button that mends it where that is certain.

use gateway::draft::mend::{Mend, mend};
use gateway::problem::Problem;
use gateway::text::Text;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::found::Found;
use crate::form::Form;
use crate::form::place::{go_to, name_of};
use crate::form::problems::{HelpLink, severity};
use crate::language::{explain, say};
use crate::words;

/// So many problems that no line comes from stand above the lines; the list of the form has all of them.
const MOST_ABOVE: usize = 8;

/// What is done with the problems of one preview.
#[derive(Clone)]
pub(super) struct Mending {
    /// What is wrong.
    pub(super) found: Found,
    /// Id of the element that has the lines, which takes the focus from a button that goes away.
    pub(super) lines: String,
    /// What was done last.
    pub(super) said: RwSignal<Option<Text>>,
}

/// The problems that no line comes from, above the lines.
#[component]
pub(super) fn Elsewhere(mending: Mending) -> impl IntoView {
    let problems = Memo::new(move |_| mending.found.elsewhere());
    let shown = move || {
        let problems = problems.get();
        if problems.is_empty() {
            return ().into_any();
        }
        let more = problems.len().saturating_sub(MOST_ABOVE);
        let more = (more > 0).then(|| view! { <p class="muted">{say(words::more_problems(more))}</p> });
        let of_mending = mending.clone();
        view! {
            <div class="found-elsewhere">
                <h3>{say(words::NO_LINE)}</h3>
                {list(problems.into_iter().take(MOST_ABOVE), &of_mending)}
                {more}
            </div>
        }
        .into_any()
    };
    view! { {shown} }
}

/// The problems at a line, counted from 0.
#[component]
pub(super) fn AtLine(mending: Mending, line: usize) -> impl IntoView {
    let problems = Memo::new(move |_| mending.found.at(line));
    move || problems.with(|problems| (!problems.is_empty()).then(|| list(problems.iter().cloned(), &mending)))
}

fn list(problems: impl Iterator<Item = Problem>, mending: &Mending) -> AnyView {
    let items = problems.map(|problem| told(problem, mending.clone())).collect_view();
    view! { <ul class="plain-list found">{items}</ul> }.into_any()
}

fn told(problem: Problem, mending: Mending) -> AnyView {
    let (class, symbol, word) = severity(problem.severity);
    let Found { form, kind, .. } = mending.found;
    let at = problem.at.clone();
    // A problem of the whole has no field, and one of a text has a key of the file.
    let name = kind.filter(|_| at.starts_with('/')).map(|kind| say(name_of(kind, &at)));
    let place = name.map(|name| match form {
        Some(_) => {
            view! { <button type="button" class="as-link" on:click=move |_| go_to(&at)>{name}</button> }
                .into_any()
        }
        None => view! { <strong>{name}</strong> }.into_any(),
    });
    let fix = form.and_then(|form| Some(fix(form, mend(&form.draft.get_untracked(), &problem)?, mending)));
    let code = problem.code.to_string();
    view! {
        <li class=format!("problem {class}")>
            <p>
                <span class="symbol" aria-hidden="true">{symbol}</span>
                <span class="visually-hidden">{say(word)}": "</span>
                {place}
                " "
                {explain(problem.message)}
                " "
                <HelpLink code/>
            </p>
            {fix}
        </li>
    }
    .into_any()
}

/// Makes the mend, as a step of the form that can be undone.
fn fix(form: Form, mend: Mend, Mending { lines, said, .. }: Mending) -> AnyView {
    let title = words::fix(&mend.title);
    let make = move |_| {
        form.change(&mend.at, |draft| mend.apply(draft));
        said.set(Some(words::mended(&mend.title)));
        let lines = lines.clone();
        request_animation_frame(move || {
            if let Some(lines) = document().get_element_by_id(&lines) {
                // The lines take the focus.
                let _ = lines.unchecked_into::<HtmlElement>().focus();
            }
        });
    };
    view! { <button type="button" class="fix" on:click=make><span>{explain(title)}</span></button> }
        .into_any()
}
