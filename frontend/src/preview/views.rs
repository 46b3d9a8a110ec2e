//! The ways to look at a snippet: as the file, as changes, against each node, as units, and as the order they start in.

use leptos::prelude::*;

use super::compared::Compared;
use super::on_nodes::OnNodes;
use super::units::UnitFiles;
use crate::graph::{Live, StartOrder};
use crate::language::say;
use crate::tabs::{Tab, Tabs};
use crate::words;

/// The snippet in the way that the user chooses.
#[component]
pub(crate) fn SnippetViews(
    file: Signal<String>,
    text: Signal<String>,
    /// The saved text, where this one may differ.
    #[prop(optional)]
    saved: Option<Signal<String>>,
    /// Whether nodes may have it.
    #[prop(optional)]
    on_nodes: bool,
    /// How the units are doing, where somebody knows.
    #[prop(optional)]
    live: Option<Signal<Live>>,
    /// The file.
    children: ChildrenFn,
) -> impl IntoView {
    let mut tabs = vec![Tab::new(words::AS_FILE, move || children())];
    if let Some(saved) = saved {
        tabs.push(Tab::new(words::AS_CHANGES, move || {
            view! {
                <p class="muted">{say(words::AS_CHANGES_HOW)}</p>
                <Compared before=saved after=text label=say(words::AS_CHANGES)/>
            }
        }));
    }
    if on_nodes {
        tabs.push(Tab::new(words::AS_NODES, move || view! { <OnNodes file text/> }));
    }
    tabs.push(Tab::new(words::AS_UNITS, move || view! { <UnitFiles text/> }));
    let live = live.unwrap_or_else(|| Signal::stored(Live::default()));
    tabs.push(Tab::new(words::START_ORDER, move || view! { <StartOrder text live/> }));
    view! { <Tabs id="views" label=words::VIEWS tabs/> }
}
