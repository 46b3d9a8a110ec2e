//! What happens on a failover, to be stepped through: what stops here, what starts there, and what clients notice.

use std::time::Duration;

use gateway::graph::Graph;
use gateway::graph::failover::{Clients, Side, Step};
use gateway::text::Text;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;

use crate::language::{explain, say, tell};
use crate::words;

/// Long enough to read a step.
const PACE: Duration = Duration::from_millis(2500);

/// The steps, one after the other.
#[component]
pub(super) fn Failover(graph: Memo<Option<Graph>>) -> impl IntoView {
    let steps =
        Memo::new(move |_| graph.with(|graph| graph.as_ref().map(Graph::failover).unwrap_or_default()));
    let count = Memo::new(move |_| steps.with(Vec::len));
    // How many steps are done. The steps may become fewer while somebody types.
    let done = RwSignal::new(0_usize);
    let at = Memo::new(move |_| done.get().min(count.get()));
    let playing: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let is_playing = RwSignal::new(false);
    let pause = move || {
        is_playing.set(false);
        if let Some(interval) = playing.try_update_value(Option::take).flatten() {
            interval.clear();
        }
    };
    on_cleanup(move || {
        if let Some(interval) = playing.try_update_value(Option::take).flatten() {
            interval.clear();
        }
    });
    let play = move || {
        if at.get_untracked() == count.get_untracked() {
            done.set(0);
        }
        let step = move || {
            done.set(at.get_untracked() + 1);
            if at.get_untracked() >= count.get_untracked() {
                pause();
            }
        };
        if let Ok(interval) = set_interval_with_handle(step, PACE) {
            playing.set_value(Some(interval));
            is_playing.set(true);
        }
    };
    let go = move |to: usize| {
        pause();
        done.set(to);
    };
    // What moves by itself is not offered to whoever asked for less motion.
    let moves = !prefers_reduced_motion();
    let play_word = tell(move || if is_playing.get() { words::PAUSE } else { words::PLAY });
    let playing_button = moves.then(|| {
        view! {
            <button type="button" on:click=move |_| if is_playing.get_untracked() { pause() } else { play() }>
                {play_word}
            </button>
        }
    });
    let is_over = move || at.get() == count.get();
    let now = Memo::new(move |_| {
        let at = at.get();
        let step = steps.with(|steps| at.checked_sub(1).and_then(|index| steps.get(index).cloned()))?;
        let title = graph.with(|graph| graph.as_ref().map(|graph| graph.units[step.unit].title()))?;
        Some((step, title))
    });
    view! {
        <section class="failover" aria-labelledby="failover-title">
            <h3 id="failover-title">{say(words::FAILOVER)}</h3>
            <div class="actions">
                <button type="button" disabled=move || at.get() == 0
                    on:click=move |_| go(at.get_untracked().saturating_sub(1))>{say(words::STEP_BACK)}</button>
                <button type="button" class="primary" disabled=is_over
                    on:click=move |_| go(at.get_untracked() + 1)>{say(words::STEP_ON)}</button>
                {playing_button}
                <button type="button" class="quiet" disabled=move || at.get() == 0
                    on:click=move |_| go(0)>{say(words::FROM_START)}</button>
            </div>
            <div class="failover-step" role="status">
                <p class="muted">{tell(move || words::step_of(at.get(), count.get()))}</p>
                {move || told(now.get())}
            </div>
            <div class="failover-nodes">
                <Node graph steps at side=Side::Leaving name=words::NODE_A/>
                <Node graph steps at side=Side::Taking name=words::NODE_B/>
            </div>
        </section>
    }
}

/// The step that was made last.
fn told(now: Option<(Step, Text)>) -> AnyView {
    let (head, what, clients) = match now {
        None => (words::ALL_RUNS_ON_A, None, Clients::Served),
        Some((step, title)) => (words::step_title(step.side, &title), Some(step.what), step.clients),
    };
    let (class, symbol) = match clients {
        Clients::Served => ("good", "●"),
        Clients::Blocked => ("busy", "◐"),
        Clients::NoAddress => ("busy", "○"),
        Clients::Refused => ("bad", "✕"),
    };
    view! {
        <p><strong>{say(head)}</strong></p>
        {what.map(|what| view! { <p>{explain(what)}</p> })}
        <p class=format!("state {class}")><span class="symbol" aria-hidden="true">{symbol}</span>{say(clients.told())}</p>
    }
    .into_any()
}

/// What runs on one of the two nodes.
#[component]
fn Node(
    graph: Memo<Option<Graph>>,
    steps: Memo<Vec<Step>>,
    at: Memo<usize>,
    side: Side,
    name: Text,
) -> impl IntoView {
    let units = Memo::new(move |_| {
        let titles =
            |graph: &Graph| graph.units.iter().skip(1).map(gateway::graph::GraphUnit::title).collect();
        graph.with(|graph| graph.as_ref().map_or_else(Vec::new, titles))
    });
    let touched = move |unit: usize| {
        steps.with(|steps| {
            steps[..at.get().min(steps.len())].iter().any(|step| (step.side, step.unit) == (side, unit))
        })
    };
    let is_now = move |unit: usize| {
        steps.with(|steps| {
            let step = at.get().checked_sub(1).and_then(|index| steps.get(index));
            step.is_some_and(|step| (step.side, step.unit) == (side, unit))
        })
    };
    let items = move || {
        let items = units.get().into_iter().enumerate().map(|(index, title)| {
            let unit = index + 1;
            let runs = Memo::new(move |_| (side == Side::Leaving) != touched(unit));
            let word = tell(move || if runs.get() { words::RUNS } else { words::DOES_NOT_RUN });
            view! {
                <li class:runs=runs class:now=move || is_now(unit)>
                    <span class="symbol" aria-hidden="true">{move || if runs.get() { "●" } else { "○" }}</span>
                    <span>{say(title)}</span>
                    <span class="visually-hidden">": "{word}</span>
                </li>
            }
        });
        items.collect_view()
    };
    let label = say(name);
    view! {
        <div class="failover-node">
            <h4>{label}</h4>
            <ol class="plain-list" aria-label=label>{items}</ol>
        </div>
    }
}

fn prefers_reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
