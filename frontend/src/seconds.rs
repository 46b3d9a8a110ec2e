//! How long another node may take to take over, as the user types it.

use leptos::prelude::*;

use crate::language::say;
use crate::words;

/// As `drbd-reactorctl evict` has it.
const USUAL: u16 = 20;

/// What was typed.
#[derive(Clone, Copy)]
pub(crate) struct Seconds(RwSignal<String>);

impl Seconds {
    /// The usual time.
    pub(crate) fn usual() -> Self {
        Self(RwSignal::new(USUAL.to_string()))
    }

    /// The number, if it is one that the server takes.
    pub(crate) fn read(self) -> Option<u16> {
        self.0.with(|typed| typed.trim().parse().ok()).filter(|seconds| (1..=600).contains(seconds))
    }
}

/// The field for them.
#[component]
pub(crate) fn SecondsField(
    /// Of the field.
    #[prop(into)]
    id: String,
    seconds: Seconds,
) -> impl IntoView {
    let help = format!("{id}-help");
    view! {
        <div class="field">
            <label for=id.clone()>{say(words::DELAY)}</label>
            <input type="number" id=id min="1" max="600" inputmode="numeric" aria-describedby=help.clone()
                aria-invalid=move || seconds.read().is_none().then_some("true")
                prop:value=seconds.0
                on:input:target=move |event| seconds.0.set(event.target().value())/>
            <p class="help" id=help>{say(words::DELAY_HELP)}</p>
        </div>
    }
}
