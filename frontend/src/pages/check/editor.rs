//! The text of the shown file, to type into.

use gateway::text::Text;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use super::desk::{Desk, Wanted};
use super::files::name_fault;
use super::typing::{selection, shown};
use crate::language::{say, tell};
use crate::preview::{copy, download};
use crate::words;

/// How many lines stand above the one that the user is led to.
const LINES_ABOVE: u32 = 3;

/// Name and text.
#[component]
pub(super) fn Editor(desk: Desk) -> impl IntoView {
    view! {
        <section class="check-editor" aria-labelledby="check-editor-title">
            <h2 id="check-editor-title">{say(words::FILE)}</h2>
            <FileName desk/>
            <FileText desk/>
            <FileActions desk/>
        </section>
    }
}

/// The name, which decides whether and when the daemon reads the file.
#[component]
fn FileName(desk: Desk) -> impl IntoView {
    let fault: RwSignal<Option<Text>> = RwSignal::new(None);
    Effect::new(move |_| {
        desk.chosen.track();
        fault.set(None);
    });
    let rename = move |name: String| {
        let name = name.trim().to_owned();
        let old = desk.chosen.get_untracked();
        let found = desk.files.with_untracked(|files| name_fault(&name, &old, files));
        if found.is_none() && name != old {
            desk.change(words::renamed(&old, &name), |state| {
                let text = state.files.remove(&old).unwrap_or_default();
                state.files.insert(name.clone(), text);
                state.chosen = name;
            });
        }
        fault.set(found);
    };
    view! {
        <div class="field">
            <label for="check-name">{say(words::FILE_NAME)}</label>
            <input type="text" id="check-name" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby="check-name-fault"
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                prop:value=move || desk.chosen.get()
                on:change:target=move |event| rename(event.target().value())/>
            <p class="problem error" id="check-name-fault" role="status">
                {tell(move || fault.get().unwrap_or(words::NOTHING))}
            </p>
        </div>
    }
}

#[component]
fn FileText(desk: Desk) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    let text = Memo::new(move |_| desk.text());
    Effect::new(move |_| {
        let Some(area) = area.get() else { return };
        let text = text.get();
        let shown = shown(&text);
        // What was typed is there already; to put it there again would move the cursor.
        if area.value() != shown {
            area.set_value(&shown);
        }
        if let Some(Wanted { piece, takes_focus }) = desk.wanted.get() {
            desk.wanted.set(None);
            let line = text.get(..piece.start).map_or(0, |before| before.matches('\n').count());
            if let Some(selected) = selection(&text, &piece) {
                // Any range is one of a textarea.
                let _ = area.set_selection_range(selected.start, selected.end);
            }
            if takes_focus {
                // A textarea takes the focus.
                let _ = area.focus();
            }
            scroll_to(&area, line, shown.matches('\n').count() + 1);
        }
    });
    // The browser's own memory knows nothing of repairs and of other files.
    let undo = move |event: KeyboardEvent| {
        let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        match (is_command, event.shift_key(), &*event.key().to_lowercase()) {
            (true, false, "z") => desk.undo(),
            (true, true, "z") | (true, false, "y") => desk.redo(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="field check-text">
            <label for="check-text">{say(words::FILE_TEXT)}</label>
            <textarea id="check-text" rows="20" wrap="off" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder=say(words::PASTE_HERE)
                node_ref=area
                on:input:target=move |event| desk.take_over(&event.target().value())
                on:keydown=undo></textarea>
        </div>
    }
}

/// Scrolls to a line, from 0, of so many. Selecting alone scrolls nowhere.
fn scroll_to(area: &HtmlTextAreaElement, line: usize, lines: usize) {
    let (line, lines) = (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(lines).unwrap_or(u32::MAX));
    let height = f64::from(area.scroll_height()) / f64::from(lines.max(1));
    let top = f64::from(line.saturating_sub(LINES_ABOVE)) * height;
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen, to the pixel")]
    area.set_scroll_top(top as i32);
}

/// What can be done with the file as a whole.
#[component]
fn FileActions(desk: Desk) -> impl IntoView {
    let said: RwSignal<Option<Text>> = RwSignal::new(None);
    let copy = move |_| {
        let text = untrack(|| desk.text()).to_string();
        spawn_local(async move {
            said.set(Some(if copy(&text).await { words::COPIED } else { words::NOT_COPIED }));
        });
    };
    let download = move |_| {
        if download(&desk.chosen.get_untracked(), &untrack(|| desk.text())).is_ok() {
            said.set(Some(words::DOWNLOADED));
        }
    };
    let remove = move |_| {
        let name = desk.chosen.get_untracked();
        desk.change(words::file_removed(&name), |state| {
            state.files.remove(&name);
            let next = state.files.range(name..).next().or_else(|| state.files.iter().next_back());
            state.chosen = next.map(|(name, _)| name.clone()).unwrap_or_default();
        });
    };
    view! {
        <div class="actions">
            <button type="button" on:click=copy>{say(words::COPY)}</button>
            <button type="button" on:click=download>{say(words::DOWNLOAD)}</button>
            <button type="button" on:click=remove>{say(words::REMOVE_FILE)}</button>
            <span role="status" class="said">{tell(move || said.get().unwrap_or(words::NOTHING))}</span>
        </div>
    }
}
