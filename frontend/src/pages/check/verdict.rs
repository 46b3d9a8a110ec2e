//! What the daemon and its tool would make of all files, in words, and what to do about it.

use gateway::problem::Problem;
use gateway::text::Text;
use leptos::prelude::*;

use super::desk::{Checked, Desk};
use super::files::{PassedOver, are_blank};
use crate::form::problems::ProblemLine;
use crate::language::{explain, say, tell};
use crate::words;

/// What is said of all files together.
#[derive(Clone, PartialEq)]
struct Findings {
    daemon: (bool, Text),
    ctl: (bool, Text),
    count: Text,
    fixable: usize,
    /// Problems that are no file's own.
    of_all: Vec<Problem>,
}

impl Findings {
    /// Of a check, where some files are `refused` before they are parsed.
    fn of(checked: &Checked, refused: bool) -> Self {
        let report = &checked.report;
        let daemon = match (refused, report.parser_accepts, report.daemon_accepts) {
            (true, ..) | (false, false, _) => (false, words::DAEMON_REFUSES),
            (false, true, false) => (false, words::DAEMON_STOPS),
            (false, true, true) => (true, words::DAEMON_ACCEPTS),
        };
        let ctl = if report.ctl_accepts && !refused {
            (true, words::CTL_ACCEPTS)
        } else {
            (false, words::CTL_REFUSES)
        };
        Self {
            daemon,
            ctl,
            count: words::count_in_files(checked.tally(), checked.files.len()),
            fixable: report.problems.iter().filter(|problem| problem.fix.is_some()).count(),
            of_all: report.problems.iter().filter(|problem| problem.file.is_none()).cloned().collect(),
        }
    }
}

/// The verdict, and the buttons that change it.
#[component]
pub(super) fn Verdict(desk: Desk) -> impl IntoView {
    let findings = Memo::new(move |_| {
        let refused = desk.passed_over.with(|all| all.iter().any(|(_, why)| *why == PassedOver::NotUtf8));
        desk.checked.with(|checked| {
            let is_shown = refused || !are_blank(&checked.files);
            is_shown.then(|| Findings::of(checked, refused))
        })
    });
    let shown = move || match findings.get() {
        None => view! { <p class="muted">{say(words::NOTHING_TO_CHECK)}</p> }.into_any(),
        Some(Findings { daemon, ctl, count, of_all, .. }) => {
            let of_all = of_all.into_iter().map(|problem| view! { <ProblemLine problem/> }).collect_view();
            view! {
                <ul class="verdicts">
                    {verdict("daemon", daemon)}
                    {verdict("ctl", ctl)}
                </ul>
                <p id="check-count">{say(count)}</p>
                {of_all}
            }
            .into_any()
        }
    };
    let fixable = Memo::new(move |_| findings.with(|found| found.as_ref().map_or(0, |found| found.fixable)));
    let to_undo = Memo::new(move |_| desk.history.with(super::history::History::to_undo));
    let to_redo = Memo::new(move |_| desk.history.with(super::history::History::to_redo));
    let fix_all = move |_| {
        if fixable.get_untracked() > 0 {
            desk.fix_all();
        }
    };
    let is_untouched = Memo::new(move |_| {
        findings.with(Option::is_none) && to_undo.with(Option::is_none) && to_redo.with(Option::is_none)
    });
    let is_off = |is_off: bool| is_off.then_some("true");
    view! {
        <section class="verdict" aria-labelledby="verdict-title">
            <h2 id="verdict-title" tabindex="-1">{say(words::VERDICT)}</h2>
            {shown}
            <div class="actions" hidden=move || is_untouched.get()>
                // A button that is off keeps the focus: whoever pressed it last stays where they are.
                <button type="button" class="primary" id="check-fix-all"
                    aria-disabled=move || is_off(fixable.get() == 0)
                    on:click=fix_all>
                    {tell(move || words::fix_all(fixable.get()))}
                </button>
                <button type="button" aria-disabled=move || is_off(to_undo.with(Option::is_none))
                    title=tell(move || to_undo.get().unwrap_or(words::NOTHING))
                    on:click=move |_| desk.undo()>{say(words::UNDO)}</button>
                <button type="button" aria-disabled=move || is_off(to_redo.with(Option::is_none))
                    title=tell(move || to_redo.get().unwrap_or(words::NOTHING))
                    on:click=move |_| desk.redo()>{say(words::REDO)}</button>
                <span class="said" role="status" id="check-said">{tell(move || desk.said.get())}</span>
            </div>
        </section>
    }
}

fn verdict(id: &str, (is_good, text): (bool, Text)) -> impl IntoView + use<> {
    let (class, symbol) = if is_good { ("state good", "✓") } else { ("state bad", "✕") };
    view! {
        <li id=format!("check-{id}") data-accepts=if is_good { "yes" } else { "no" }>
            <span class=class><span class="symbol" aria-hidden="true">{symbol}</span></span>
            <span>{explain(text)}</span>
        </li>
    }
}
