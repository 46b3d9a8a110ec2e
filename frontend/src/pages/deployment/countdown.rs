//! How long a step may still take.

use std::time::Duration;

use leptos::prelude::*;

use crate::language::tell;
use crate::words;

const SECOND: Duration = Duration::from_secs(1);

/// The seconds until a time (RFC 3339); nothing once it has passed.
///
/// A timer is a live region that is off unless asked for: nobody is told every second.
#[component]
pub(super) fn Countdown(until: String) -> impl IntoView {
    let end = js_sys::Date::parse(&until);
    let left = move || {
        let seconds = ((end - js_sys::Date::now()) / 1000.0).ceil();
        (seconds > 0.0).then_some(seconds)
    };
    let seconds = RwSignal::new(left());
    if let Ok(interval) = set_interval_with_handle(move || seconds.set(left()), SECOND) {
        on_cleanup(move || interval.clear());
    }
    view! { <span role="timer">{tell(move || seconds.get().map_or(words::NOTHING, words::seconds_left))}</span> }
}
