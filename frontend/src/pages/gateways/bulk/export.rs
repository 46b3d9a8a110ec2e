//! The snippets of the selected gateways in one file.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tar::{Builder, Header};

use super::super::selection::Selection;
use crate::language::{explain, say, tell};
use crate::preview::download_bytes;
use crate::session::use_api;
use crate::words;

const FILE: &str = "sds-gateways.tar";

/// How far the export is.
#[derive(Clone, PartialEq)]
enum Standing {
    /// It has not begun.
    Before,
    /// So many were read.
    Reading(usize),
    /// The file is there, without those that could not be read.
    Done(Vec<String>),
}

/// The dialog, open as long as `is_shown`.
#[component]
pub(super) fn Export(selection: Selection, is_shown: RwSignal<bool>) -> impl IntoView {
    let api = use_api();
    let dialog = NodeRef::<Dialog>::new();
    let standing = RwSignal::new(Standing::Before);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get().filter(|_| is_shown.get()) else { return };
        standing.set(Standing::Before);
        // It fails only where the dialog is open already.
        let _ = dialog.show_modal();
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let export = move |_| {
        let resources = selection.resources();
        standing.set(Standing::Reading(0));
        spawn_local(async move {
            let mut archive = Builder::new(Vec::new());
            let mut missing = Vec::new();
            for (done, resource) in resources.into_iter().enumerate() {
                // Whoever closes the dialog or leaves the page wants no file any more.
                if is_shown.try_get_untracked() != Some(true) {
                    return;
                }
                let found = api.find_gateway(&resource).await;
                let is_added =
                    found.is_ok_and(|found| add(&mut archive, &found.saved.file, &found.saved.text).is_ok());
                if !is_added {
                    missing.push(resource);
                }
                standing.try_set(Standing::Reading(done + 1));
            }
            if let Ok(bytes) = archive.into_inner()
                && download_bytes(FILE, &bytes).is_ok()
            {
                standing.try_set(Standing::Done(missing));
            }
        });
    };
    let said = tell(move || match standing.get() {
        Standing::Before => words::NOTHING,
        Standing::Reading(done) => words::read_of(done, selection.count()),
        Standing::Done(missing) if missing.is_empty() => words::DOWNLOADED,
        Standing::Done(missing) => words::could_not_read(&missing.join(", ")),
    });
    let is_before = Memo::new(move |_| standing.with(|standing| *standing == Standing::Before));
    view! {
        <dialog node_ref=dialog aria-labelledby="export-list-title" on:close=move |_| is_shown.set(false)>
            <h2 id="export-list-title">{say(words::EXPORT)}</h2>
            <p>{explain(words::EXPORT_HOW)}</p>
            <p role="status">{said}</p>
            <div class="actions">
                <button type="button" on:click=close>
                    {tell(move || if is_before.get() { words::CANCEL } else { words::CLOSE })}
                </button>
                <button type="button" class="primary" disabled=move || !is_before.get() on:click=export>
                    {say(words::EXPORT_NOW)}
                </button>
            </div>
        </dialog>
    }
}

/// Adds a snippet, readable for its owner only. The time is none, so that the same snippets give the same file.
fn add(archive: &mut Builder<Vec<u8>>, file: &str, text: &str) -> std::io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_size(text.len() as u64);
    header.set_mode(0o600);
    header.set_mtime(0);
    archive.append_data(&mut header, file, text.as_bytes())
}
