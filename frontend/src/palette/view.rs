//! The field of the palette and the list below it: a combobox, as the ARIA Authoring Practices describe it.

use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::entry::Entry;
use crate::language::{say, tell};
use crate::words;

/// The field and the list. The focus stays in the field; the list shows which entry Enter takes.
#[component]
pub(super) fn Options(
    typed: RwSignal<String>,
    found: Memo<Vec<Entry>>,
    carry_out: Callback<Entry>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |_| {
        found.track();
        chosen.set(0);
    });
    Effect::new(move |_| show(chosen.get()));
    let press = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        // A key that chooses among the candidates of an input method is for that.
        if event.is_composing() || count == 0 {
            return;
        }
        let now = chosen.get_untracked().min(count - 1);
        match event.key().as_str() {
            "ArrowDown" => chosen.set((now + 1) % count),
            "ArrowUp" => chosen.set((now + count - 1) % count),
            "PageDown" => chosen.set((now + 8).min(count - 1)),
            "PageUp" => chosen.set(now.saturating_sub(8)),
            "Enter" => {
                if let Some(entry) = found.with_untracked(|found| found.get(now).cloned()) {
                    carry_out.run(entry);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let count = tell(move || words::entries_found(found.with(Vec::len)));
    let active = move || found.with(|found| (!found.is_empty()).then(|| id(chosen.get())));
    view! {
        <input type="text" role="combobox" node_ref=field id="palette-field" autocomplete="off" autocapitalize="off"
            spellcheck="false" autofocus=true aria-label=say(words::PALETTE_FIELD) placeholder=say(words::PALETTE_FIELD)
            aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-activedescendant=active
            prop:value=typed on:input:target=move |event| typed.set(event.target().value()) on:keydown=press/>
        <ul role="listbox" id="palette-list" aria-label=say(words::PALETTE)>
            {move || found.get().into_iter().enumerate().map(|(index, entry)| {
                option(index, entry, chosen, carry_out)
            }).collect_view()}
        </ul>
        <p class="palette-foot">
            <span role="status">{count}</span>
            <span aria-hidden="true"><kbd>"↑"</kbd> <kbd>"↓"</kbd> " " <kbd>"↵"</kbd> " " <kbd>"Esc"</kbd></span>
        </p>
    }
}

fn option(index: usize, entry: Entry, chosen: RwSignal<usize>, carry_out: Callback<Entry>) -> impl IntoView {
    let (title, label, note) = (entry.title.clone(), entry.sort.label(), entry.note.clone());
    view! {
        <li role="option" id=id(index) aria-selected=move || if chosen.get() == index { "true" } else { "false" }
            on:click=move |_| carry_out.run(entry.clone())>
            <span class="palette-title">{say(title)}</span>
            <span class="palette-note">{note}</span>
            <span class="tag">{say(label)}</span>
        </li>
    }
}

fn id(index: usize) -> String {
    format!("palette-option-{index}")
}

/// Brings an entry into the part of the list that is seen.
fn show(index: usize) {
    if let Some(option) = document().get_element_by_id(&id(index)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
