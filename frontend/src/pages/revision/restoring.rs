//! The way back to a revision: a dialog that shows what it changes, and asks why.

use gateway::changes::FieldChange;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::confirmed::{Confirmed, Order, Stake};
use crate::diff::Diff;
use crate::language::say;
use crate::pages::compare::fields;
use crate::session::use_api;
use crate::toast::use_messages;
use crate::words;

/// What restoring a revision does.
#[derive(Clone, PartialEq)]
pub(super) struct Restored {
    /// The DRBD resource.
    pub(super) resource: String,
    /// The revision that becomes the newest.
    pub(super) number: u32,
    /// Tag of what is the newest now.
    pub(super) tag: String,
    /// What changes, field by field.
    pub(super) changes: Vec<FieldChange>,
    /// What changes in the text, as a unified diff.
    pub(super) diff: String,
}

/// The button and its dialog.
#[component]
pub(super) fn Restoring(restored: Restored, #[prop(into)] is_offered: Signal<bool>) -> impl IntoView {
    let Restored { resource, number, tag, changes, diff } = restored;
    let api = use_api();
    let (navigate, messages) = (use_navigate(), use_messages());
    let address = format!("/gateways/{resource}");
    let message = RwSignal::new(String::new());
    let restore = Order::new_local(move |(): &()| {
        let (resource, tag) = (resource.clone(), tag.clone());
        let (navigate, address) = (navigate.clone(), address.clone());
        let said = message.get_untracked();
        async move {
            api.restore_revision(&resource, number, &tag, said.trim()).await?;
            let deploy = format!("{address}/deploy");
            messages.tell_with_way(words::restored(&resource, number), words::SEE_PLAN, deploy);
            navigate(&address, NavigateOptions::default());
            Ok(())
        }
    });
    view! {
        <Confirmed id="restore-title" label=words::restore_revision(number) is_offered
            title=say(words::restore_title(number)) confirm=words::RESTORE stake=Stake::Little order=restore>
            <p>{say(words::RESTORE_HOW)}</p>
            <div class="restoring" tabindex="0" role="region" aria-label=say(words::RESTORE_CHANGES)>
                <h3>{say(words::RESTORE_CHANGES)}</h3>
                {fields(changes)}
                <details class="folded">
                    <summary>{say(words::IN_TEXT)}</summary>
                    <Diff text=diff label=say(words::IN_TEXT)/>
                </details>
            </div>
            <div class="field">
                <label for="restore-message">{say(words::RESTORE_WHY)}</label>
                <input type="text" id="restore-message" maxlength="1000" autocomplete="off"
                    aria-describedby="restore-message-how" prop:value=message
                    on:input:target=move |event| message.set(event.target().value())/>
                <p class="help" id="restore-message-how">{say(words::MESSAGE_HOW)}</p>
            </div>
        </Confirmed>
    }
}
