//! What was found on a node before something is deployed to it.

use gateway::api::nodes::NodeCheck;
use gateway::problem::Severity;
use leptos::prelude::*;

use crate::form::problems::{ProblemLine, severity};
use crate::language::{explain, say};
use crate::words;

/// Findings, the worst first; those that are as they should be are folded.
#[component]
pub(crate) fn Findings(checks: Vec<NodeCheck>) -> impl IntoView {
    let (mut found, fine): (Vec<_>, Vec<_>) = checks.into_iter().partition(|check| check.severity.is_some());
    found.sort_by_key(|check| match check.severity {
        Some(Severity::Error) => 0,
        Some(Severity::Warning) => 1,
        Some(Severity::Info) => 2,
        None => 3,
    });
    let count = fine.len();
    let fine = fine.into_iter().map(finding).collect_view();
    view! {
        <ul class="findings">{found.into_iter().map(finding).collect_view()}</ul>
        {(count > 0).then(|| view! {
            <details class="folded">
                <summary>
                    <span class="state good"><span class="symbol" aria-hidden="true">"✓"</span>{say(words::fine_findings(count))}</span>
                </summary>
                <ul class="findings">{fine}</ul>
            </details>
        })}
    }
}

/// A finding with its snippets at fault.
pub(crate) fn finding(check: NodeCheck) -> impl IntoView {
    let NodeCheck { severity: how_bad, detail, problems, .. } = check;
    let (class, symbol, word) = how_bad.map_or(("fine", "✓", words::FINE), severity);
    let problems = problems.into_iter().map(|problem| {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        view! { <li><code>{problem.file.clone()} {line}</code> <ProblemLine problem/></li> }
    });
    let problems: Vec<_> = problems.collect();
    view! {
        <li class=format!("problem {class}")>
            <span class="symbol" aria-hidden="true">{symbol}</span>
            <span class="visually-hidden">{say(word)}": "</span>
            {explain(detail)}
            {(!problems.is_empty()).then(|| view! { <ul>{problems}</ul> })}
        </li>
    }
}
