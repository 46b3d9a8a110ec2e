//! Problems: at their field, and all in a list that leads to the fields.

use gateway::gateway::Kind;
use gateway::problem::{Problem, Severity};
use gateway::text::Text;
use leptos::prelude::*;

use super::Form;
use super::place::{go_to, name_of};
use crate::address::within;
use crate::language::{explain, say, tell};
use crate::words;

/// The problems of a field, below it.
#[component]
pub(crate) fn FieldProblems(id: String, problems: Memo<Vec<Problem>>) -> impl IntoView {
    let items = move || problems.get().into_iter().map(|problem| line(problem, ())).collect_view();
    view! { <div class="field-problems" id=id>{items}</div> }
}

/// One problem with its severity in a word and a symbol.
#[component]
pub(crate) fn ProblemLine(problem: Problem) -> impl IntoView {
    let help = view! { " " <HelpLink code=problem.code.to_string()/> };
    line(problem, help)
}

fn line(problem: Problem, help: impl IntoView) -> impl IntoView {
    let (class, symbol, word) = severity(problem.severity);
    view! {
        <p class=format!("problem {class}")>
            <span class="symbol" aria-hidden="true">{symbol}</span>
            <span class="visually-hidden">{say(word)}": "</span>
            {explain(problem.message)}
            {help}
        </p>
    }
}

/// The code of a problem, which leads to its page in Help.
#[component]
pub(crate) fn HelpLink(code: String) -> impl IntoView {
    let address = within(&format!("/help/{code}"));
    let name = say(words::help_on(&code));
    // Not the router's `A`: an attribute given to it outlives the problem, and a change of language would then ask for a
    // name that is gone. The router follows plain links all the same.
    view! { <a href=address class="code" aria-label=name>{code}</a> }
}

/// All problems of a form; each leads to its field.
#[component]
pub(crate) fn ProblemList(form: Form) -> impl IntoView {
    let problems = Memo::new(move |_| form.problems());
    let count = tell(move || {
        let errors = problems.with(|problems| problems.iter().filter(|problem| problem.is_error()).count());
        let warnings = problems.with(Vec::len) - errors;
        words::problem_count(errors, warnings)
    });
    let items = move || {
        problems
            .get()
            .into_iter()
            .map(|problem| view! { <ListedProblem kind=form.kind problem/> })
            .collect_view()
    };
    view! {
        <section class="problems" id="problems" aria-labelledby="problems-title">
            <h2 id="problems-title">{say(words::PROBLEMS)}</h2>
            <p class="problem-count" role="status">{count}</p>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn ListedProblem(kind: Kind, problem: Problem) -> impl IntoView {
    let (class, symbol, word) = severity(problem.severity);
    let place = name_of(kind, &problem.at);
    let at = problem.at;
    let code = problem.code.to_string();
    view! {
        <li class=format!("problem {class}")>
            <span class="symbol" aria-hidden="true">{symbol}</span>
            <span class="visually-hidden">{say(word)}": "</span>
            <button type="button" class="as-link" on:click=move |_| go_to(&at)>{say(place)}</button>
            " "
            {explain(problem.message)}
            " "
            <HelpLink code/>
        </li>
    }
}

/// How bad a problem is: its class, its symbol, its word.
pub(crate) fn severity(severity: Severity) -> (&'static str, &'static str, Text) {
    match severity {
        Severity::Error => ("error", "✕", words::ERROR),
        Severity::Warning => ("warning", "!", words::WARNING),
        Severity::Info => ("info", "i", words::INFO),
    }
}
