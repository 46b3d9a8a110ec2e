//! The files while the tab is open: its storage keeps them over a reload, and nobody keeps them longer.
//!
//! They may hold passwords, so they are not put where drafts are.

use std::time::Duration;

use gateway::names::Choice;
use gateway::ocf;
use gateway::snippet::versions::{Reactor, Versions};
use leptos::ev::pagehide;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::desk::{Desk, SecretsFrom, nothing};
use super::files::{Files, are_blank};
use super::history::State;
use crate::storage;

const KEY: &str = "check";
const SOON: Duration = Duration::from_millis(300);

/// What is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    files: Vec<(String, String)>,
    chosen: String,
    reactor: String,
    resource_agents: String,
    #[serde(default)]
    secrets_from: SecretsFrom,
}

/// Takes up what was kept, and keeps it from now on. Says whether it can be kept: there may be too much of it.
pub(super) fn keep_desk() -> (Desk, ReadSignal<bool>) {
    let found = storage::find_in_tab(KEY).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    let secrets_from = found.as_ref().map(|found| found.secrets_from.clone()).unwrap_or_default();
    let (start, versions) = found.map_or_else(|| (nothing(), Versions::default()), Kept::into_state);
    let desk = Desk::new(start, versions, secrets_from);
    let (is_kept, set_is_kept) = signal(true);
    let keep = move || {
        let kept = Kept::of(&desk.state(), desk.versions.get_untracked(), desk.secrets_from.get_untracked());
        let text = serde_json::to_string(&kept).expect("a kept desk is plain data");
        set_is_kept.set(storage::keep_in_tab(KEY, &text));
    };
    let mut keep_soon = debounce(SOON, move |()| keep());
    Effect::new(move |_| {
        desk.files.track();
        desk.chosen.track();
        desk.versions.track();
        keep_soon(());
    });
    // Whoever leaves right after the last key loses nothing.
    on_cleanup(keep);
    let leaving = window_event_listener(pagehide, move |_| keep());
    on_cleanup(move || leaving.remove());
    (desk, is_kept)
}

impl Kept {
    fn of(state: &State, versions: Versions, secrets_from: SecretsFrom) -> Self {
        Self {
            files: state.files.iter().map(|(name, text)| (name.clone(), text.to_string())).collect(),
            chosen: state.chosen.clone(),
            reactor: versions.reactor.to_string(),
            resource_agents: versions.resource_agents.word().to_owned(),
            secrets_from,
        }
    }

    fn into_state(self) -> (State, Versions) {
        let files: Files = self.files.into_iter().map(|(name, text)| (name, text.into())).collect();
        let versions = Versions {
            reactor: self.reactor.parse::<Reactor>().unwrap_or_default(),
            resource_agents: self.resource_agents.parse::<ocf::Version>().unwrap_or_default(),
        };
        let first = files.keys().next().cloned();
        match first.filter(|_| !are_blank(&files)) {
            None => (nothing(), versions),
            Some(first) => {
                let chosen = if files.contains_key(&self.chosen) { self.chosen } else { first };
                (State { files, chosen }, versions)
            }
        }
    }
}
