//! All gateways as they are now: told by the server as they change, or asked for where it does not tell.

use std::time::Duration;

use gateway::api::GatewayRow;
use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use super::fleet::Fleet;
use crate::api::running::{ALIVE_EVENT, CHANGES_EVENT, GATEWAYS_EVENT, gateway_events};
use crate::api::{Api, ApiError};
use crate::session::use_api;

/// How often is looked whether the server still tells.
const EVERY: Duration = Duration::from_secs(3);
/// Milliseconds without a word after which what is shown counts as old. The server says something every five seconds.
const SILENCE: f64 = 20_000.0;
/// After so many looks at a stream that ended for good, another one is begun.
const PATIENCE: u32 = 5;

/// All gateways, and how new they are.
#[derive(Clone, Copy)]
pub(super) struct Live {
    /// The gateways.
    pub(super) fleet: RwSignal<Fleet>,
    /// Whether the server has told any list yet.
    pub(super) is_known: RwSignal<bool>,
    /// Why there is no newer one.
    pub(super) error: RwSignal<Option<ApiError>>,
    /// Whether nothing was heard for so long that what is shown may be old.
    pub(super) is_old: RwSignal<bool>,
    heard: StoredValue<f64>,
    is_asked: StoredValue<bool>,
    ended: StoredValue<u32>,
    stream: StoredValue<Option<Stream>, LocalStorage>,
}

/// A stream of events, which ends when it is dropped.
struct Stream {
    source: EventSource,
    _told: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(Event)>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Follows the gateways as long as the component lives and the page is visible.
pub(super) fn follow() -> Live {
    let api = use_api();
    let live = Live {
        fleet: RwSignal::new(Fleet::default()),
        is_known: RwSignal::new(false),
        error: RwSignal::new(None),
        is_old: RwSignal::new(false),
        heard: StoredValue::new(Date::now()),
        is_asked: StoredValue::new(false),
        ended: StoredValue::new(0),
        stream: StoredValue::new_local(None),
    };
    live.listen(api);
    if let Ok(interval) = set_interval_with_handle(move || live.look(api), EVERY) {
        on_cleanup(move || interval.clear());
    }
    let seen = window_event_listener_untyped("visibilitychange", move |_| live.look(api));
    on_cleanup(move || seen.remove());
    live
}

impl Live {
    /// Looks whether the server still tells, and asks it where it does not.
    fn look(self, api: Api) {
        if document().hidden() {
            // Browsers allow few connections to one server, and nobody looks.
            self.stream.set_value(None);
            return;
        }
        let state =
            self.stream.with_value(|stream| stream.as_ref().map(|stream| stream.source.ready_state()));
        match state {
            None => {
                self.heard.set_value(Date::now());
                self.listen(api);
            }
            Some(EventSource::OPEN) => self.ended.set_value(0),
            Some(EventSource::CONNECTING) => self.ask(api),
            Some(_) => {
                self.ask(api);
                self.ended.update_value(|looks| *looks += 1);
                if self.ended.get_value() >= PATIENCE {
                    self.ended.set_value(0);
                    self.listen(api);
                }
            }
        }
        let is_old = Date::now() - self.heard.get_value() > SILENCE;
        if self.is_old.get_untracked() != is_old {
            self.is_old.set(is_old);
        }
    }

    /// Takes over everything that the server tells from now on.
    fn listen(self, api: Api) {
        let Ok(source) = EventSource::new(&gateway_events()) else { return };
        let told = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                self.hear(&event.type_(), &text);
            }
        });
        for name in [GATEWAYS_EVENT, CHANGES_EVENT, ALIVE_EVENT] {
            // It fails only for listeners that are no functions.
            let _ = source.add_event_listener_with_callback(name, told.as_ref().unchecked_ref());
        }
        let failed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let source = event.target().and_then(|source| source.dyn_into::<EventSource>().ok());
            // One that the server refuses does not come back, and the answer to a question says why.
            let is_refused = source.is_some_and(|source| source.ready_state() == EventSource::CLOSED);
            if is_refused || self.is_known.try_get_untracked() == Some(false) {
                self.ask(api);
            }
        });
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        self.stream.set_value(Some(Stream { source, _told: told, _failed: failed }));
    }

    fn hear(self, event: &str, text: &str) {
        let is_understood = match event {
            GATEWAYS_EVENT => serde_json::from_str(text).map(|rows| self.replace(rows)).is_ok(),
            CHANGES_EVENT => {
                let changes = serde_json::from_str(text);
                changes.map(|changes| self.fleet.update(|fleet| fleet.change(changes))).is_ok()
            }
            _ => true,
        };
        if is_understood {
            self.was_heard();
        }
    }

    /// Asks for the whole list, unless an answer is under way.
    fn ask(self, api: Api) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        spawn_local(async move {
            let answer = api.list_gateways().await;
            // The page may have been left meanwhile.
            if self.is_asked.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(rows) => {
                    self.replace(rows);
                    self.was_heard();
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    fn replace(self, rows: Vec<GatewayRow>) {
        // Nothing that shows gateways is made anew where all of them are as they were.
        self.fleet.maybe_update(|fleet| fleet.replace(rows));
        if !self.is_known.get_untracked() {
            self.is_known.set(true);
        }
    }

    fn was_heard(self) {
        self.heard.set_value(Date::now());
        if self.is_old.get_untracked() {
            self.is_old.set(false);
        }
        if self.error.with_untracked(Option::is_some) {
            self.error.set(None);
        }
    }
}
