//! The lines of the shown file in colours, with problems, repairs and explanations where they belong.

use gateway::explain::explain as explain_lines;
use gateway::problem::Problem;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::desk::Desk;
use super::rows::{Line, Row, rows};
use super::typing::word_at;
use crate::explained::Explained;
use crate::form::problems::{HelpLink, severity};
use crate::language::{explain, say, tell};
use crate::preview::marked;
use crate::words;

/// Every button that repairs something, in the order of the page.
const FIXES: &str = ".check-fix";

/// The lines.
#[component]
pub(super) fn LinesView(desk: Desk) -> impl IntoView {
    let is_explained = RwSignal::new(false);
    let text = Memo::new(move |_| {
        desk.checked.with(|checked| desk.chosen.with(|chosen| checked.files.get(chosen).cloned()))
    });
    let explanations = Memo::new(move |_| match text.get() {
        Some(text) if is_explained.get() => explain_lines(&text),
        _ => Vec::new(),
    });
    let rows = Memo::new(move |_| {
        let text = text.get().unwrap_or_default();
        let problems = desk.checked.with(|checked| desk.chosen.with(|chosen| checked.problems_of(chosen)));
        explanations.with(|explanations| rows(&text, problems, explanations.clone()))
    });
    let count = tell(move || {
        let count = rows.with(|rows| {
            let of_row = |row: &Row| match row {
                Row::Line(line) => line.problems.len(),
                Row::Gap(_) => 0,
            };
            rows.iter().map(of_row).sum()
        });
        words::count_in_file(count)
    });
    // A line that stays as it is keeps its elements. What a repair would do is part of the line: it moves with the text.
    let keyed = move || {
        let key = |(index, row): (usize, Row)| {
            let key = match &row {
                Row::Line(Line { number, text, problems, explanations }) => {
                    serde_json::to_string(&(number, text, problems, explanations)).unwrap_or_default()
                }
                Row::Gap(count) => format!("{count} before {index}"),
            };
            (key, row)
        };
        rows.get().into_iter().enumerate().map(key).collect::<Vec<_>>()
    };
    view! {
        <section class="check-view" aria-labelledby="check-view-title">
            <div class="page-head">
                <h2 id="check-view-title" tabindex="-1">{say(words::AT_LINES)}</h2>
                <button type="button" class="small"
                    aria-pressed=move || if is_explained.get() { "true" } else { "false" }
                    on:click=move |_| is_explained.update(|is| *is = !*is)>{say(words::EXPLAIN_LINES)}</button>
            </div>
            <p class="muted" id="check-view-count">{count}</p>
            <div class="snippet coloured numbered" id="check-lines" tabindex="0" role="region"
                aria-label=move || desk.chosen.get()>
                <For each=keyed key=|(key, _)| key.clone() let((_, row))>{row_view(desk, row)}</For>
            </div>
        </section>
    }
}

fn row_view(desk: Desk, row: Row) -> AnyView {
    let line = match row {
        Row::Gap(count) => {
            return view! { <p class="gap">{say(words::lines_left_out(count))}</p> }.into_any();
        }
        Row::Line(line) => line,
    };
    let Line { number, text, problems, explanations } = line;
    let is_faulty = problems.iter().any(Problem::is_error);
    let below = (!problems.is_empty()).then(|| {
        let problems =
            problems.into_iter().map(|problem| view! { <ProblemAtLine desk problem/> }).collect_view();
        view! { <ul class="at-line">{problems}</ul> }
    });
    let explained = (!explanations.is_empty()).then(|| {
        let explained =
            explanations.into_iter().map(|explanation| view! { <Explained explanation/> }).collect_view();
        view! { <div class="at-line explained">{explained}</div> }
    });
    view! {
        <code class="line" class:faulty=is_faulty data-number=number>{marked(&text)}"\n"</code>
        {below}
        {explained}
    }
    .into_any()
}

/// A problem below its line.
#[component]
fn ProblemAtLine(desk: Desk, problem: Problem) -> impl IntoView {
    let (class, symbol, word) = severity(problem.severity);
    let (line, column) = (problem.line.unwrap_or(1), problem.column.unwrap_or(1));
    let go = move |_| {
        // What is typed meanwhile moves places.
        desk.settle();
        let text = untrack(|| desk.text());
        desk.want(word_at(&text, line, column), true);
    };
    let code = problem.code.to_string();
    let message = problem.message.clone();
    let title = problem.fix.as_ref().map(|fix| fix.title.clone());
    let problem = StoredValue::new(problem);
    let fix = title.map(|title| {
        let fix = move |event: leptos::ev::MouseEvent| {
            let index = index_of(&event_target::<HtmlElement>(&event));
            problem.with_value(|problem| desk.fix(problem));
            focus_fix_soon(index);
        };
        view! {
            <button type="button" class="check-fix" on:click=fix>
                <span>{explain(words::fix(&title))}</span>
            </button>
        }
    });
    view! {
        <li class=format!("problem {class}")>
            <p>
                <span class="symbol" aria-hidden="true">{symbol}</span>
                <strong>{say(word)}</strong>
                " "
                <button type="button" class="as-link" on:click=go>{say(words::at_place(line, column))}</button>
                " "
                {explain(message)}
                " "
                <HelpLink code/>
            </p>
            {fix}
        </li>
    }
}

/// Which of the buttons that repair something this is.
fn index_of(button: &HtmlElement) -> u32 {
    let Ok(all) = document().query_selector_all(FIXES) else { return 0 };
    let is_it = |index: &u32| all.get(*index).is_some_and(|each| each.contains(Some(button)));
    (0..all.length()).find(is_it).unwrap_or(0)
}

/// Once the page shows the repair: the focus goes to the next one, or where it says that there is none.
fn focus_fix_soon(index: u32) {
    request_animation_frame(move || {
        let Ok(all) = document().query_selector_all(FIXES) else { return };
        let next = all.length().checked_sub(1).and_then(|last| all.get(index.min(last)));
        let next = next.or_else(|| document().get_element_by_id("verdict-title").map(JsCast::unchecked_into));
        if let Some(next) = next {
            // A button and a title with a tabindex take the focus.
            let _ = next.unchecked_into::<HtmlElement>().focus();
        }
    });
}
