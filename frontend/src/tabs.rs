//! Several ways to look at one thing, of which one is shown: a list of tabs that the arrow keys walk.

use gateway::text::Text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::language::say;

/// A way to look at something. Its view is made when it is chosen, and gone when another is.
pub(crate) struct Tab {
    /// What the way is called.
    label: Text,
    view: ViewFn,
}

impl Tab {
    /// A tab with its label and what it shows.
    pub(crate) fn new<V: IntoView + 'static>(
        label: Text,
        view: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        Self { label, view: ViewFn::from(move || view().into_any()) }
    }
}

/// The tabs and what the chosen one shows (WAI-ARIA, "Tabs").
#[component]
pub(crate) fn Tabs(
    /// What the elements' ids begin with.
    id: &'static str,
    label: Text,
    tabs: Vec<Tab>,
) -> impl IntoView {
    let chosen = RwSignal::new(0);
    let last = tabs.len().saturating_sub(1);
    let id_of = move |index: usize| format!("{id}-tab-{index}");
    let buttons = tabs.iter().enumerate().map(|(index, tab)| {
        let is_chosen = move || chosen.get() == index;
        view! {
            <button type="button" role="tab" id=id_of(index) aria-controls=format!("{id}-panel")
                aria-selected=move || is_chosen().to_string() tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| chosen.set(index)>{say(tab.label.clone())}</button>
        }
    });
    let buttons = buttons.collect_view();
    let walk = move |event: KeyboardEvent| {
        let on = chosen.get_untracked();
        let to = match &*event.key() {
            "ArrowRight" => {
                if on == last {
                    0
                } else {
                    on + 1
                }
            }
            "ArrowLeft" => on.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        let tab = document().get_element_by_id(&id_of(to)).and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
        if let Some(tab) = tab {
            // A button takes the focus.
            let _ = tab.focus();
        }
    };
    let views: Vec<ViewFn> = tabs.into_iter().map(|tab| tab.view).collect();
    view! {
        <div class="tabs" role="tablist" aria-label=say(label) on:keydown=walk>{buttons}</div>
        <div class="tab-panel" role="tabpanel" id=format!("{id}-panel")
            aria-labelledby=move || id_of(chosen.get())>{move || views[chosen.get()].run()}</div>
    }
}
