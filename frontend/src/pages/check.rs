//! Snippets that are there already: what the daemon would say of them, what mends them, and which gateway they are.
//!
//! All of it happens in the browser. The page needs no server and nobody to be signed in.

mod desk;
pub(crate) mod files;
mod history;
mod kept;
mod mending;
pub(crate) mod tally;
mod typing;

mod dropping;
mod gather;

mod editor;
mod list;
mod rows;
mod sources;
mod verdict;
mod view;
mod what;

use leptos::prelude::*;

use crate::brought::use_brought;
use crate::language::{explain, say};
use crate::shell::heading;
use crate::words;
use dropping::take_drops;
use editor::Editor;
use files::are_blank;
use kept::keep_desk;
use list::{FileList, PassedOverList};
use sources::Sources;
use verdict::Verdict;
use view::LinesView;
use what::WhatItIs;

/// The page.
#[component]
pub(crate) fn CheckPage() -> impl IntoView {
    let (desk, is_kept) = keep_desk();
    let is_over = take_drops(desk);
    if let Some(brought) = use_brought().take() {
        desk.bring(brought);
    }
    let is_blank = Memo::new(move |_| desk.checked.with(|checked| are_blank(&checked.files)));
    view! {
        {heading(words::CHECK)}
        <div class="check" class:is-over=is_over>
            <div class="check-intro prose">
                <p>{explain(words::CHECK_WHAT)}</p>
                <p class="muted">
                    {move || explain(if is_kept.get() { words::CHECK_STAYS } else { words::CHECK_TOO_LARGE })}
                </p>
            </div>
            <Sources desk/>
            <FileList desk/>
            <PassedOverList desk/>
            <Verdict desk/>
            <div class="check-sides">
                <Editor desk/>
                <Show when=move || !is_blank.get()><LinesView desk/></Show>
            </div>
            <WhatItIs desk/>
            <Show when=move || is_over.get()>
                <p class="drop-here" aria-hidden="true"><span>{say(words::DROP_HERE)}</span></p>
            </Show>
        </div>
    }
}
