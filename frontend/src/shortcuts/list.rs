//! The list of shortcuts, and the switch of those that are single keys.

use gateway::text::Text;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::ListOfShortcuts;
use crate::language::say;
use crate::places::PLACES;
use crate::session::use_visit;
use crate::words;

/// The dialog; it opens with every wish to see it.
#[component]
pub(crate) fn List() -> impl IntoView {
    let list: ListOfShortcuts = expect_context();
    let is_on = list.is_on;
    let dialog = NodeRef::<Dialog>::new();
    let who = use_visit().who;
    Effect::new(move |_| {
        list.wishes.track();
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let pages = move || {
        let places = PLACES.iter().filter(|place| who.with(|who| place.open_to.includes(who)));
        places.filter_map(|place| Some(row(&["g", place.key?], words::go_to(&place.title)))).collect_view()
    };
    view! {
        <dialog node_ref=dialog class="shortcuts" closedby="any" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{say(words::SHORTCUTS)}</h2>
            <label class="check">
                <input type="checkbox" prop:checked=is_on aria-describedby="single-keys-how"
                    on:change:target=move |event| list.switch(event.target().checked())/>
                {say(words::SINGLE_KEYS)}
            </label>
            <p class="help" id="single-keys-how">{say(words::SINGLE_KEYS_HOW)}</p>
            <table>
                <thead class="visually-hidden"><tr>
                    <th scope="col">{say(words::SHORTCUT_KEYS)}</th><th scope="col">{say(words::SHORTCUT_DOES)}</th>
                </tr></thead>
                <tbody>
                    {row(&["Ctrl", "K"], words::SHORTCUT_PALETTE)}
                    {row(&["Esc"], words::SHORTCUT_CLOSE)}
                </tbody>
                <tbody class:off=move || !is_on.get()>
                    {row(&["?"], words::SHORTCUT_LIST)}
                    {row(&["/"], words::SHORTCUT_SEARCH)}
                    {row(&["n"], words::SHORTCUT_NEW)}
                    {pages}
                </tbody>
            </table>
            <div class="actions"><button type="button" on:click=close>{say(words::CLOSE)}</button></div>
        </dialog>
    }
}

fn row(keys: &[&'static str], does: Text) -> impl IntoView + use<> {
    let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
    view! { <tr><td>{keys}</td><td>{say(does)}</td></tr> }
}
