//! A unified diff, its lines told apart by sign and colour.

use leptos::prelude::*;

use crate::language::say;
use crate::words;

/// A unified diff.
#[component]
pub(crate) fn Diff(text: String, #[prop(into)] label: Signal<String>) -> impl IntoView {
    if text.trim().is_empty() {
        return view! { <p class="muted">{say(words::NO_CHANGES)}</p> }.into_any();
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let class = class_of(line);
        let line = line.to_owned();
        match class {
            Some(class) => view! { <span class=class>{line}</span> }.into_any(),
            None => line.into_any(),
        }
    });
    let lines = lines.collect_view();
    view! { <pre class="diff" tabindex="0" role="region" aria-label=label><code>{lines}</code></pre> }.into_any()
}

fn class_of(line: &str) -> Option<&'static str> {
    if line.starts_with("+++") || line.starts_with("---") || line.starts_with("@@") {
        return Some("diff-head");
    }
    match line.as_bytes().first() {
        Some(b'+') => Some("diff-added"),
        Some(b'-') => Some("diff-removed"),
        _ => None,
    }
}
