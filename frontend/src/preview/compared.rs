//! Two texts of a snippet against each other, with the words that changed within a line.

use std::collections::BTreeSet;

use gateway::snippet::compare::{ComparedLine, Piece, Standing, compare};
use leptos::prelude::*;

use super::highlight::{Mark, marks};
use super::{SecretsButton, has_secrets};
use crate::language::say;
use crate::words;

/// Lines that stay around what changes.
const CONTEXT: usize = 3;

/// What changes from one text to the other.
#[component]
pub(super) fn Compared(
    before: Signal<String>,
    after: Signal<String>,
    label: Signal<String>,
) -> impl IntoView {
    let lines =
        Memo::new(move |_| before.with(|before| after.with(|after| near_changes(compare(before, after)))));
    let has_secrets =
        Memo::new(move |_| lines.with(|lines| lines.iter().flatten().any(|line| has_secrets(&line.text))));
    let shows_secrets = RwSignal::new(false);
    let is_same = Memo::new(move |_| lines.with(Vec::is_empty));
    move || {
        if is_same.get() {
            return view! { <p class="muted" role="status">{say(words::NO_CHANGES)}</p> }.into_any();
        }
        let numbered = move || lines.get().into_iter().enumerate();
        view! {
            <div class="preview" class:shows-secrets=shows_secrets>
                <Show when=move || has_secrets.get()>
                    <div class="actions"><SecretsButton shows_secrets/></div>
                </Show>
                <pre class="diff coloured" tabindex="0" role="region" aria-label=label>
                    <code><For each=numbered key=Clone::clone let((_, line))>{compared(line)}</For></code>
                </pre>
            </div>
        }
        .into_any()
    }
}

/// The lines that change with those around them; none stands for lines left out. Empty where nothing changes.
fn near_changes(lines: Vec<ComparedLine>) -> Vec<Option<ComparedLine>> {
    let changed = lines.iter().enumerate().filter(|(_, line)| line.standing != Standing::Same);
    let near: BTreeSet<usize> = changed
        .flat_map(|(index, _)| index.saturating_sub(CONTEXT)..=(index + CONTEXT).min(lines.len() - 1))
        .collect();
    let mut kept = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if near.contains(&index) {
            kept.push(Some(line));
        } else if kept.last().is_some_and(Option::is_some) {
            kept.push(None);
        }
    }
    // What is left out at the end needs no mark.
    if kept.last().is_some_and(Option::is_none) {
        kept.pop();
    }
    kept
}

fn compared(line: Option<ComparedLine>) -> AnyView {
    let Some(ComparedLine { standing, text, changed }) = line else {
        return view! { <span class="diff-head">"⋯\n"</span> }.into_any();
    };
    let (class, sign, word) = match standing {
        Standing::Same => ("diff-same", " ", None),
        Standing::Added => ("diff-added", "+", Some(words::LINE_ADDED)),
        Standing::Removed => ("diff-removed", "-", Some(words::LINE_REMOVED)),
    };
    let word = word.map(|word| view! { <span class="visually-hidden">{say(word)}": "</span> });
    view! { <span class=class>{word}{sign}{with_words(&text, &changed)}"\n"</span> }.into_any()
}

/// A line in its colours, with the words that changed marked.
pub(crate) fn with_words(line: &str, changed: &[Piece]) -> AnyView {
    let mut at = 0;
    let mut parts = Vec::new();
    for (mark, part) in marks(line) {
        let class = if mark == Mark::Plain { "" } else { mark.class() };
        let end = at + part.len();
        let mut from = at;
        let mut pieces = Vec::new();
        for (start, stop) in changed {
            let (start, stop) = ((*start).clamp(from, end), (*stop).clamp(from, end));
            if start < stop {
                pieces.push(line[from..start].to_owned().into_any());
                pieces.push(
                    view! { <mark class="changed-words">{line[start..stop].to_owned()}</mark> }.into_any(),
                );
                from = stop;
            }
        }
        pieces.push(line[from..end].to_owned().into_any());
        parts.push(view! { <span class=class>{pieces}</span> });
        at = end;
    }
    parts.into_any()
}

#[cfg(test)]
mod tests {
    use gateway::snippet::compare::compare;

    use super::near_changes;

    #[test]
    fn what_is_far_from_every_change_is_left_out() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let kept = near_changes(compare(before, &before.replace('9', "x")));
        let kept: Vec<Option<&str>> = kept.iter().map(|line| line.as_ref().map(|line| &*line.text)).collect();
        assert_eq!(kept, [Some("6"), Some("7"), Some("8"), Some("9"), Some("x")]);
        assert_eq!(near_changes(compare(before, before)), []);
    }
}
