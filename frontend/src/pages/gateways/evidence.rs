//! Why a status is what it is: every unit on every node. Opened by pointing, by focus and by a click; Escape closes it.

use std::time::Duration;

use gateway::api::running::{NodeStatus, RunState, SnippetState, UnitStatus};
use js_sys::{Function, Object, Reflect};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::fleet::Fleet;
use crate::language::{say, tell, use_language};
use crate::link::Link;
use crate::locale::exact;
use crate::status::{Running, Simulated};
use crate::words;

/// Id of the popover, which all rows share.
pub(super) const EVIDENCE: &str = "evidence";
/// Whoever passes over a row wants to know nothing, and the way from the row to the popover takes a moment.
const PAUSE: Duration = Duration::from_millis(250);

/// Of which gateway the evidence is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    resource: RwSignal<Option<String>>,
    popover: NodeRef<Div>,
    /// The button that shows it.
    source: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// What is to happen soon, unless something else happens before.
    soon: StoredValue<Option<TimeoutHandle>>,
}

impl Shown {
    /// Of none.
    pub(super) fn new() -> Self {
        Self {
            resource: RwSignal::new(None),
            popover: NodeRef::new(),
            source: StoredValue::new_local(None),
            soon: StoredValue::new(None),
        }
    }

    /// Shows that of a gateway beside the button of its status.
    pub(super) fn show(self, resource: &str, button: &HtmlElement) {
        self.wait();
        self.resource.set(Some(resource.to_owned()));
        self.source.set_value(Some(button.clone()));
        let Some(popover) = self.popover.get_untracked() else { return };
        let source = Object::new();
        // It fails only where the object takes no new properties.
        let _ = Reflect::set(&source, &"source".into(), button);
        // The source gives it its place, and its turn when the focus moves on.
        if let Some(show) =
            Reflect::get(&popover, &"showPopover".into()).ok().and_then(|it| it.dyn_into().ok())
        {
            let show: Function = show;
            // It fails only where the popover is shown already.
            let _ = show.call1(&popover, &source);
        }
    }

    /// Shows it, if the pointer stays.
    pub(super) fn show_soon(self, resource: String, button: HtmlElement) {
        self.later(move || self.show(&resource, &button));
    }

    /// Hides it, unless the pointer comes back or goes onto it, or the focus is where it was opened.
    pub(super) fn hide_soon(self) {
        self.later(move || {
            let focused = document().active_element();
            let is_asked_for = focused.is_some_and(|element| {
                let is_source = self.source.with_value(|source| {
                    source.as_ref().is_some_and(|source| source.is_same_node(Some(&element)))
                });
                is_source || element.closest(&format!("#{EVIDENCE}")).is_ok_and(|found| found.is_some())
            });
            if !is_asked_for {
                self.hide();
            }
        });
    }

    /// Hides it.
    pub(super) fn hide(self) {
        self.wait();
        if self.resource.get_untracked().is_none() {
            return;
        }
        if let Some(popover) = self.popover.get_untracked() {
            // It fails only where the popover is hidden already.
            let _ = popover.hide_popover();
        }
        self.resource.set(None);
    }

    /// Nothing is to happen any more.
    fn wait(self) {
        self.soon.update_value(|soon| {
            if let Some(soon) = soon.take() {
                soon.clear();
            }
        });
    }

    fn later(self, act: impl FnOnce() + 'static) {
        self.wait();
        self.soon.set_value(set_timeout_with_handle(act, PAUSE).ok());
    }
}

/// The popover.
#[component]
pub(super) fn Evidence(shown: Shown, fleet: RwSignal<Fleet>) -> impl IntoView {
    on_cleanup(move || shown.wait());
    let row = Memo::new(move |_| {
        let resource = shown.resource.get()?;
        fleet.with(|fleet| fleet.find(&resource))
    });
    let title = tell(move || {
        shown.resource.with(|resource| words::evidence_of(resource.as_deref().unwrap_or_default()))
    });
    let content = move || {
        let entry = row.get()?;
        let nodes = entry.row().status.nodes.iter().map(node).collect_view();
        let address = format!("/gateways/{}", entry.resource());
        Some(view! {
            <ul>{nodes}</ul>
            <p><Link href=address>{say(words::TO_GATEWAY)}</Link></p>
        })
    };
    view! {
        <div popover="auto" id=EVIDENCE class="evidence" role="group" aria-label=title node_ref=shown.popover
            on:pointerenter=move |_| shown.wait() on:pointerleave=move |_| shown.hide_soon()>
            {content}
        </div>
    }
}

fn node(node: &NodeStatus) -> impl IntoView + use<> {
    let is_files_only = node.state == RunState::NotDeployed && node.units.is_empty();
    let state = if is_files_only && node.snippet != SnippetState::Absent {
        view! { <span class="tag">{say(words::FILES_ONLY)}</span> }.into_any()
    } else {
        view! { <Running state=node.state/> }.into_any()
    };
    // Of a node that does not answer, nobody knows what it has.
    let snippet = node
        .error
        .is_none()
        .then(|| view! { <span class="muted">{say(words::snippet_state(node.snippet))}</span> });
    let drbd =
        node.drbd.as_ref().map(|drbd| view! { <span class="muted">{format!("DRBD {}", drbd.role)}</span> });
    let units = node.units.iter().map(unit).collect_view();
    view! {
        <li>
            <p class="evidence-node">
                <strong>{node.node.clone()}</strong>
                {state} {snippet} {drbd}
                {node.simulated.then(|| view! { <Simulated/> })}
                {node.drift.map(|drift| view! { <span class="tag drift">{say(words::drift(drift))}</span> })}
            </p>
            {node.error.clone().map(|error| view! { <p class="muted">{say(error)}</p> })}
            {(!node.units.is_empty()).then(|| view! { <ul class="evidence-units">{units}</ul> })}
        </li>
    }
}

fn unit(unit: &UnitStatus) -> impl IntoView + use<> {
    let language = use_language();
    let since = unit.since.clone().map(|at| {
        let text = tell(move || words::since(&exact(language.get(), &at)));
        view! { <span class="muted">{text}</span> }
    });
    view! { <li><code>{unit.unit.clone()}</code> <Running state=unit.state/> {since}</li> }
}
