//! A unified diff: its lines told apart by sign and colour, the words that changed marked.

use gateway::snippet::compare::{Piece, changed_words};
use leptos::prelude::*;

use crate::language::say;
use crate::preview::{SecretsButton, has_secrets, with_words};
use crate::words;

/// A unified diff of snippets.
#[component]
pub(crate) fn Diff(text: String, #[prop(into)] label: Signal<String>) -> impl IntoView {
    if text.trim().is_empty() {
        return view! { <p class="muted">{say(words::NO_CHANGES)}</p> }.into_any();
    }
    let shows_secrets = RwSignal::new(false);
    let has_secrets = text.lines().any(|line| line.get(1..).is_some_and(has_secrets));
    let changed = changed_words(&text);
    let lines = text.split_inclusive('\n').zip(changed).map(|(line, changed)| of_diff(line, &changed));
    let lines = lines.collect_view();
    view! {
        <div class="preview" class:shows-secrets=shows_secrets>
            {has_secrets.then(|| view! { <div class="actions"><SecretsButton shows_secrets/></div> })}
            <pre class="diff coloured" tabindex="0" role="region" aria-label=label><code>{lines}</code></pre>
        </div>
    }
    .into_any()
}

fn of_diff(line: &str, changed: &[Piece]) -> AnyView {
    if line.starts_with("+++") || line.starts_with("---") || line.starts_with("@@") {
        return view! { <span class="diff-head">{line.to_owned()}</span> }.into_any();
    }
    let class = match line.as_bytes().first() {
        Some(b'+') => "diff-added",
        Some(b'-') => "diff-removed",
        Some(b' ') => "diff-same",
        _ => return line.to_owned().into_any(),
    };
    let (sign, content) = line.split_at(1);
    view! { <span class=class>{sign.to_owned()}{with_words(content, changed)}</span> }.into_any()
}
