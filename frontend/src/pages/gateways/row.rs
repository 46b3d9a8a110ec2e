//! A row of the list: it stays as long as its gateway is near what is in view, and repaints what changed of it.

use gateway::api::GatewayRow;
use gateway::api::review::ApprovalCount;
use gateway::gateway::Kind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, FocusEvent, HtmlElement, HtmlInputElement, MouseEvent, PointerEvent};

use super::columns::Column;
use super::evidence::{EVIDENCE, Shown};
use super::fleet::{Entry, Fleet};
use super::selection::Selection;
use crate::language::{say, tell};
use crate::link::Link;
use crate::locale::{Ago, Now};
use crate::status::{Running, Simulated, State};
use crate::words;

/// What rows share.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    /// All gateways.
    pub(super) fleet: RwSignal<Fleet>,
    /// Those that are listed, in their order.
    pub(super) listed: Memo<Vec<Entry>>,
    /// The columns that are shown.
    pub(super) columns: Memo<Vec<Column>>,
    /// What is selected.
    pub(super) selection: Selection,
    /// Whose evidence is shown.
    pub(super) evidence: Shown,
    /// What time it is.
    pub(super) now: Now,
}

/// The row of a gateway; `number` counts from 0.
#[component]
pub(super) fn Row(entry: Entry, number: Signal<usize>, shared: Shared) -> impl IntoView {
    let resource = StoredValue::new(entry.resource().to_owned());
    let entry = Memo::new(move |before: Option<&Entry>| {
        let found = resource.with_value(|resource| shared.fleet.with(|fleet| fleet.find(resource)));
        // A row outlives its gateway by a moment.
        found.unwrap_or_else(|| before.unwrap_or(&entry).clone())
    });
    let is_removed = Memo::new(move |_| entry.with(|entry| entry.row().removed));
    let is_selected = Memo::new(move |_| resource.with_value(|resource| shared.selection.has(resource)));
    let select = move |event: MouseEvent| {
        let Some(box_) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let resource = resource.get_value();
        if event.shift_key() {
            shared
                .listed
                .with_untracked(|listed| shared.selection.set_range(listed, &resource, box_.checked()));
        } else {
            shared.selection.set(&resource, box_.checked());
        }
    };
    let cells = move || {
        let columns = shared.columns.get();
        columns
            .into_iter()
            .filter(|column| *column != Column::Resource)
            .map(|column| cell(column, entry, shared))
            .collect_view()
    };
    let name = resource.get_value();
    let (address, label) = (format!("/gateways/{name}"), say(words::select_one(&name)));
    let title = name.clone();
    view! {
        <tr role="row" aria-rowindex=move || number.get() + 2 class:removed=is_removed class:selected=is_selected>
            <td role="cell" class="select">
                <input type="checkbox" data-control="select" aria-label=label
                    prop:checked=is_selected on:click=select/>
            </td>
            <th role="rowheader" scope="row" data-column="resource" title=title>
                <Link href=address attr:data-control="link">{name}</Link>
                {move || is_removed.get().then(|| view! { " " <span class="tag">{say(words::REMOVED)}</span> })}
            </th>
            {cells}
        </tr>
    }
}

fn cell(column: Column, entry: Memo<Entry>, shared: Shared) -> AnyView {
    let content = match column {
        // It heads the row.
        Column::Resource => return ().into_any(),
        Column::Kind => kind(entry),
        Column::Status => status(entry, shared.evidence),
        Column::RunsOn => runs_on(entry),
        Column::ServiceIps => code(entry, |row| row.service_ips.join(", ")),
        Column::Name => code(entry, |row| row.name.clone()),
        Column::Drift => drift(entry),
        Column::Approvals => approvals(entry),
        Column::Revision => revision(entry, shared.now),
    };
    view! {
        <td role="cell" data-column=column.word()>
            <span class="cell-name" aria-hidden="true">{say(column.label())}</span>
            <div>{content}</div>
        </td>
    }
    .into_any()
}

/// What a kind is called; a foreign snippet has none.
pub(super) fn kind_name(kind: Option<Kind>) -> AnyView {
    match kind {
        Some(kind) => kind.label().into_any(),
        None => say(words::FOREIGN).into_any(),
    }
}

fn kind(entry: Memo<Entry>) -> AnyView {
    let kind = Memo::new(move |_| entry.with(|entry| entry.row().kind));
    (move || kind_name(kind.get())).into_any()
}

/// Text that may be longer than its column; its title is the whole.
fn code(entry: Memo<Entry>, read: fn(&GatewayRow) -> String) -> AnyView {
    let text = Memo::new(move |_| entry.with(|entry| read(entry.row())));
    view! { <code title=text>{text}</code> }.into_any()
}

fn status(entry: Memo<Entry>, evidence: Shown) -> AnyView {
    let state = Memo::new(move |_| entry.with(|entry| entry.row().status.state));
    let resource = move || entry.with_untracked(|entry| entry.resource().to_owned());
    // A part of the button may be what was clicked.
    let button = |target: Option<EventTarget>| {
        let button = target?.dyn_into::<Element>().ok()?.closest("button").ok()??;
        button.dyn_into::<HtmlElement>().ok()
    };
    let show = move |target| {
        if let Some(button) = button(target) {
            evidence.show(&resource(), &button);
        }
    };
    let point = move |event: PointerEvent| {
        if let Some(button) = button(event.target()).filter(|_| event.pointer_type() == "mouse") {
            evidence.show_soon(resource(), button);
        }
    };
    view! {
        <span class="status">
            <button type="button" class="as-link" data-control="status" popovertarget=EVIDENCE popovertargetaction="show"
                on:focus=move |event: FocusEvent| show(event.target())
                on:blur=move |_| evidence.hide_soon()
                on:click=move |event: MouseEvent| show(event.target())
                on:pointerenter=point on:pointerleave=move |_| evidence.hide_soon()>
                {move || view! { <Running state=state.get()/> }}
                <span class="visually-hidden">". " {say(words::EVIDENCE)}</span>
            </button>
        </span>
    }
    .into_any()
}

fn runs_on(entry: Memo<Entry>) -> AnyView {
    let node = Memo::new(move |_| entry.with(|entry| entry.row().status.primary_on.clone()));
    let is_simulated = Memo::new(move |_| entry.with(|entry| entry.row().status.simulated));
    let name = move || match node.get() {
        Some(node) => view! { <span class="on-node" title=node.clone()>{node.clone()}</span> }.into_any(),
        None => nothing(words::RUNS_NOWHERE),
    };
    view! { {name} {move || is_simulated.get().then(|| view! { " " <Simulated/> })} }.into_any()
}

/// The mark of a gateway of which nodes have something else than was deployed there, with their names.
fn drift(entry: Memo<Entry>) -> AnyView {
    let nodes = Memo::new(move |_| entry.with(|entry| entry.drifted().join(", ")));
    let mark = move || {
        if nodes.with(String::is_empty) {
            return nothing(words::NO_DRIFT);
        }
        let names = nodes.with(|nodes| say(words::on_node(nodes)));
        view! {
            <span class="tag drift" title=names>{say(words::DRIFT)} <span class="visually-hidden">" " {names}</span></span>
        }
        .into_any()
    };
    mark.into_any()
}

fn approvals(entry: Memo<Entry>) -> AnyView {
    let count = Memo::new(move |_| entry.with(|entry| entry.row().approvals));
    let shown = move || {
        let Some(count) = count.get() else { return nothing(words::NONE_NEEDED) };
        let ApprovalCount { needed, given, rejected } = count;
        let state = if rejected > 0 {
            ("bad", "✕", words::IS_REJECTED)
        } else if count.is_satisfied() {
            ("good", "✓", words::approvals_of(given, needed))
        } else {
            ("busy", "◔", words::approvals_of(given, needed))
        };
        view! { <State of=state/> }.into_any()
    };
    shown.into_any()
}

fn revision(entry: Memo<Entry>, now: Now) -> AnyView {
    let number = Memo::new(move |_| entry.with(|entry| entry.row().revision));
    let author = Memo::new(move |_| entry.with(|entry| entry.row().author.clone()));
    let saved_at = Memo::new(move |_| entry.with(|entry| entry.row().saved_at.clone()));
    view! {
        <span class="revision">{number}</span> " " {author} " " <span class="muted"><Ago at=saved_at now/></span>
    }
    .into_any()
}

/// A cell with nothing to tell says so to those who cannot see that it is empty.
fn nothing(word: gateway::text::Text) -> AnyView {
    let word = tell(move || word.clone());
    view! { <span class="muted" aria-hidden="true">"–"</span><span class="visually-hidden">{word}</span> }
        .into_any()
}
