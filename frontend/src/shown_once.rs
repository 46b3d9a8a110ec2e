//! What the server says once and never again, such as a token: to be copied now.

use gateway::text::Text;
use leptos::html::{Div, Input};
use leptos::leptos_dom::helpers::request_animation_frame;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{say, tell};
use crate::preview::copy;
use crate::words;

/// The text with a button that copies it. It takes the focus, since it was just asked for and will not come again.
#[component]
pub(crate) fn ShownOnce(
    #[prop(into)] id: String,
    /// What it is.
    label: Text,
    text: String,
    /// What to do with it.
    children: Children,
) -> impl IntoView {
    let (whole, field) = (NodeRef::<Div>::new(), NodeRef::<Input>::new());
    let said: RwSignal<Option<Text>> = RwSignal::new(None);
    Effect::new(move |_| {
        // A dialog that closes at the same moment gives the focus to its button first.
        request_animation_frame(move || {
            if let (Some(whole), Some(field)) = (whole.get_untracked(), field.get_untracked()) {
                whole.scroll_into_view();
                // A field always takes the focus.
                let _ = field.focus();
                field.select();
            }
        });
    });
    let (named, copied) = (id.clone(), text.clone());
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            said.set(Some(if copy(&text).await { words::COPIED } else { words::NOT_COPIED }));
        });
    };
    view! {
        <div class="notice info shown-once" node_ref=whole>
            <p><strong>{say(words::SHOWN_ONCE)}</strong></p>
            <div class="field">
                <label for=named>{say(label)}</label>
                <div class="with-button">
                    <input type="text" id=id readonly=true node_ref=field value=text.clone() autocomplete="off"
                        spellcheck="false"/>
                    <button type="button" class="primary" on:click=copy>{say(words::COPY)}</button>
                </div>
            </div>
            <p class="said" role="status">{tell(move || said.get().unwrap_or(words::NOTHING))}</p>
            {children()}
        </div>
    }
}
