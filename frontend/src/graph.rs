//! The start order: a picture of the units, the same as a list that the keyboard walks, and what a failover does.

mod failover;
mod list;

use gateway::api::running::{RunState, UnitStatus};
use gateway::graph::Graph;
use gateway::graph::svg::{Mark, svg};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::language::{say, use_language};
use crate::preview::download_as;
use crate::words;
use failover::Failover;
use list::UnitList;

/// How units are doing, where somebody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Live {
    /// The node that says so.
    pub(crate) node: Option<String>,
    /// Each unit there.
    pub(crate) units: Vec<UnitStatus>,
    /// How every other unit of the snippet is doing.
    pub(crate) others: Option<RunState>,
}

impl Live {
    /// How a unit is doing.
    fn state(&self, unit: &str) -> Option<RunState> {
        self.units.iter().find(|each| each.unit == unit).map(|each| each.state).or(self.others)
    }
}

/// The graphs of a snippet, with how each unit is doing where that is known.
#[component]
pub(crate) fn StartOrder(text: Signal<String>, live: Signal<Live>) -> impl IntoView {
    let graphs = Memo::new(move |_| text.with(|text| Graph::of(text)));
    let count = Memo::new(move |_| graphs.with(Vec::len));
    move || {
        if count.get() == 0 {
            return view! { <p class="muted">{say(words::NO_GRAPH)}</p> }.into_any();
        }
        let each = (0..count.get()).map(|index| {
            let graph = Memo::new(move |before: Option<&Option<Graph>>| {
                let now = graphs.with(|graphs| graphs.get(index).cloned());
                now.or_else(|| before.cloned().flatten())
            });
            view! { <OneGraph graph live/> }
        });
        each.collect_view().into_any()
    }
}

#[component]
fn OneGraph(graph: Memo<Option<Graph>>, live: Signal<Live>) -> impl IntoView {
    let language = use_language();
    let picture = Memo::new(move |_| draw(graph, live, language));
    let download = move |_| {
        let resource = graph.with_untracked(|graph| graph.as_ref().map(|graph| graph.resource.clone()));
        let file = format!("start-order-{}.svg", resource.unwrap_or_default());
        // Where the browser keeps a page from saving, it says so itself.
        let _ = download_as(&file, &picture.get_untracked(), "image/svg+xml");
    };
    let node = Memo::new(move |_| live.with(|live| live.node.clone()));
    let told_by = move || node.get().map(|node| view! { " " {say(words::as_it_is_on(&node))} });
    view! {
        <div class="order-graph">
            <div class="order-head">
                <p class="muted">{say(words::GRAPH_HOW)} {told_by}</p>
                <button type="button" class="small" on:click=download>{say(words::DOWNLOAD_SVG)}</button>
            </div>
            <div class="order-sides">
                // The list beside it says all of it: the picture needs no stop of its own.
                <div class="graph-drawing" inner_html=move || picture.get() on:click=open_unit></div>
                <UnitList graph live/>
            </div>
            <Failover graph/>
        </div>
    }
}

fn draw(
    graph: Memo<Option<Graph>>,
    live: Signal<Live>,
    language: RwSignal<gateway::text::Language>,
) -> String {
    let language = language.get();
    let mark = |unit: &str| {
        let state = live.with(|live| live.state(unit))?;
        let (class, symbol, word) = words::run_state(state);
        Some(Mark { class, symbol, word: word.in_language(language).to_owned() })
    };
    graph.with(|graph| {
        let Some(graph) = graph else { return String::new() };
        let marks: Vec<Option<Mark>> = graph.units.iter().map(|unit| mark(&unit.unit)).collect();
        svg(graph, language, &marks)
    })
}

/// A press on a box of the picture opens the same unit in the list.
fn open_unit(event: MouseEvent) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let unit = target.and_then(|target| target.closest("[data-unit]").ok().flatten());
    let Some((unit, around)) = unit.and_then(|unit| {
        Some((unit.get_attribute("data-unit")?, unit.closest(".order-graph").ok().flatten()?))
    }) else {
        return;
    };
    let item = around.query_selector(&format!("[data-of-unit='{unit}']")).ok().flatten();
    let summary = item.and_then(|item| item.query_selector("summary").ok().flatten());
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        // A summary takes the focus, and a press on it unfolds.
        let _ = summary.focus();
        summary.click();
    }
}
