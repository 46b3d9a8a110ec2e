//! Code in a chapter, to be copied.

use gateway::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{say, tell};
use crate::preview::{copy, marked};
use crate::words;

/// A text with a button that copies it; a snippet is in its colours.
#[component]
pub(super) fn Copyable(text: String, is_snippet: bool) -> impl IntoView {
    let said: RwSignal<Option<Text>> = RwSignal::new(None);
    let lines = text
        .split_inclusive('\n')
        .map(|line| if is_snippet { marked(line).into_any() } else { line.to_owned().into_any() });
    let lines = lines.collect_view();
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            said.set(Some(if copy(&text).await { words::COPIED } else { words::NOT_COPIED }));
        });
    };
    view! {
        <div class="help-code">
            <pre class="coloured" tabindex="0" role="group" aria-label=say(words::CODE_TO_COPY)><code>{lines}</code></pre>
            <div class="actions">
                <span class="said" role="status">{tell(move || said.get().unwrap_or(words::NOTHING))}</span>
                <button type="button" class="small" on:click=copy>{say(words::COPY)}</button>
            </div>
        </div>
    }
}

/// A few lines that nobody copies.
pub(super) fn inline(text: &'static str) -> impl IntoView {
    view! { <code class="help-inline">{text}</code> }
}
