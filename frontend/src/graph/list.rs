//! The units of the graph as a list: what each does, and what it hangs on.

use gateway::graph::{Graph, GraphUnit};
use gateway::text::Text;
use leptos::prelude::*;

use super::Live;
use crate::language::{explain, say};
use crate::status::Running;
use crate::words;

/// The units in the order in which they start.
#[component]
pub(super) fn UnitList(graph: Memo<Option<Graph>>, live: Signal<Live>) -> impl IntoView {
    let units = move || {
        let graph = graph.get();
        let of_unit = |graph: &Graph, index: usize| {
            let unit = graph.units[index].clone();
            (index, unit, ties(graph, index))
        };
        graph
            .map(|graph| (0..graph.units.len()).map(|index| of_unit(&graph, index)).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    // A unit that says the same as before keeps its element, and stays open.
    let key = |(index, unit, ties): &(usize, GraphUnit, Vec<Text>)| format!("{index} {unit:?} {ties:?}");
    view! {
        <ol class="graph-units" aria-label=say(words::START_ORDER)>
            <For each=units key=key let((index, unit, ties))>{item(index, unit, ties, live)}</For>
        </ol>
    }
}

fn item(index: usize, unit: GraphUnit, ties: Vec<Text>, live: Signal<Live>) -> AnyView {
    let title = unit.title();
    let GraphUnit { unit, what, on_start, on_stop, why_here, .. } = unit;
    let named = unit.clone();
    let state = Memo::new(move |_| live.with(|live| live.state(&named)));
    let more = [(words::ON_START, on_start), (words::ON_STOP, on_stop), (words::WHY_HERE, why_here)];
    let more = more.into_iter().filter_map(|(word, text)| {
        text.map(|text| view! { <div><dt>{say(word)}</dt><dd>{explain(text)}</dd></div> })
    });
    let more = more.collect_view();
    let ties = ties.into_iter().map(|tie| view! { <li>{explain(tie)}</li> }).collect_view();
    view! {
        <li data-of-unit=index>
            <details class="folded">
                <summary>
                    <span class="graph-unit-title">{say(title)}</span>
                    " "
                    {move || state.get().map(|state| view! { <Running state/> })}
                </summary>
                <div class="graph-unit">
                    <p><code>{unit}</code></p>
                    <p>{explain(what)}</p>
                    <dl>{more}</dl>
                    <p class="graph-ties">{say(words::TIES)}</p>
                    <ul class="points">{ties}</ul>
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// What a unit hangs on, in systemd's own words.
fn ties(graph: &Graph, index: usize) -> Vec<Text> {
    let of_unit = graph.edges.iter().filter(|edge| edge.from == index);
    // The target has one for each entry, all alike.
    if index == 0 {
        let kinds = graph.kinds(0, Graph::FIRST_ENTRY).join(" + ");
        return if kinds.is_empty() { Vec::new() } else { vec![words::ties_to_all(&kinds)] };
    }
    of_unit.map(|edge| words::tie(&edge.kinds, &graph.units[edge.to].unit)).collect()
}
