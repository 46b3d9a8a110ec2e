//! How a revision stands with approvals: how many are there, who gave them, and whose do not count.

use gateway::api::review::{Approval, Verdict};
use leptos::prelude::*;

use crate::language::say;
use crate::status::{State, Time};
use crate::words;

/// The list of verdicts, below how many are needed.
#[component]
pub(crate) fn Standing(
    approval: Approval,
    /// Whether nobody is named.
    #[prop(optional)]
    is_anonymous: bool,
) -> impl IntoView {
    let Approval { needed, given, rejected, satisfied, authors, verdicts, .. } = approval;
    let (class, symbol) = match (satisfied, rejected, needed) {
        (_, 1.., _) => ("bad", "✕"),
        (true, 0, 1..) => ("good", "✓"),
        (true, 0, 0) => ("idle", "–"),
        (false, 0, _) => ("busy", "◐"),
    };
    let (is_empty, nobody) = (verdicts.is_empty(), verdicts.is_empty() && !is_anonymous);
    let rows = verdicts.into_iter().map(verdict).collect_view();
    view! {
        <p class="facts" id="approval-state">
            <State of=(class, symbol, words::approvals_given(given, needed))/>
            {(rejected > 0).then(|| view! { <State of=("bad", "✕", words::rejections(rejected))/> })}
        </p>
        {nobody.then(|| view! { <p class="muted">{say(words::NO_VERDICTS)}</p> })}
        {(!is_empty).then(|| view! { <ul class="plain-list verdicts">{rows}</ul> })}
        {(!authors.is_empty()).then(|| view! {
            <p class="muted">{say(words::authors_cannot(&authors.join(", ")))}</p>
        })}
    }
}

fn verdict(verdict: Verdict) -> impl IntoView {
    let state =
        if verdict.approved { ("good", "✓", words::APPROVED) } else { ("bad", "✕", words::REJECTED) };
    view! {
        <li>
            <strong>{verdict.account}</strong>
            <State of=state/>
            <span class="muted"><Time at=verdict.at/></span>
            {(!verdict.counts).then(|| view! { <span class="tag">{say(words::COUNTS_NOT)}</span> })}
            {(!verdict.message.is_empty()).then(|| view! { <p class="said-of-it">{verdict.message}</p> })}
        </li>
    }
}
