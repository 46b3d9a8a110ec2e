//! What the server said last, asked again every few seconds while somebody looks.

use std::time::Duration;

use leptos::prelude::*;
use serde::Serialize;

use crate::api::ApiError;
use crate::language::say;
use crate::notice::Failure;
use crate::words;

const EVERY: Duration = Duration::from_secs(3);

/// The newest value, and why there is no newer one.
#[derive(Clone, PartialEq)]
pub(crate) struct Latest<T> {
    /// The newest value that arrived.
    pub(crate) value: Option<T>,
    /// Why the last question had no answer.
    pub(crate) error: Option<ApiError>,
}

/// Asks `fetch` now and then again, as long as the component lives and the page is visible.
pub(crate) fn follow<T, F>(fetch: impl Fn() -> F + 'static) -> Memo<Latest<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let answer = LocalResource::new(fetch);
    let is_asked = StoredValue::new(true);
    let again = move || {
        // A server that takes longer than the interval is not asked a second time meanwhile.
        if !document().hidden() && !is_asked.get_value() {
            is_asked.set_value(true);
            answer.refetch();
        }
    };
    Effect::new(move |_| {
        answer.track();
        is_asked.set_value(false);
    });
    if let Ok(interval) = set_interval_with_handle(again, EVERY) {
        on_cleanup(move || interval.clear());
    }
    keep_last(answer)
}

/// Asks once.
pub(crate) fn ask<T, F>(fetch: impl Fn() -> F + 'static) -> Memo<Latest<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    keep_last(LocalResource::new(fetch))
}

/// One failed question does not take away what is known.
fn keep_last<T>(answer: LocalResource<Result<T, ApiError>>) -> Memo<Latest<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&Latest<T>>| {
        let value = before.and_then(|before| before.value.clone());
        match answer.get() {
            None => Latest { value, error: None },
            Some(Ok(value)) => Latest { value: Some(value), error: None },
            Some(Err(error)) => Latest { value, error: Some(error) },
        }
    })
}

/// A part of the newest value, which changes less often than the whole.
pub(crate) fn part<T, P>(latest: Memo<Latest<T>>, part: fn(&T) -> P) -> Memo<Latest<P>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    P: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| {
        latest.with(|latest| Latest { value: latest.value.as_ref().map(part), error: latest.error.clone() })
    })
}

/// The entries of the newest list, each with a key that changes when it does: what stays the same keeps its elements,
/// and with them focus and what was unfolded.
pub(crate) fn entries<T>(latest: Memo<Latest<Vec<T>>>) -> impl Fn() -> Vec<(String, T)> + Clone + Send
where
    T: Clone + PartialEq + Serialize + Send + Sync + 'static,
{
    move || {
        let entries = latest.with(|latest| latest.value.clone()).unwrap_or_default();
        let keyed = |entry: T| (serde_json::to_string(&entry).unwrap_or_default(), entry);
        entries.into_iter().map(keyed).collect()
    }
}

/// Shows the newest value; before it, that it is awaited; and what went wrong.
pub(crate) fn shown<T, V>(latest: Memo<Latest<T>>, show: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let error = Memo::new(move |_| latest.with(|latest| latest.error.clone()));
    let value = Memo::new(move |_| latest.with(|latest| latest.value.clone()));
    view! {
        {move || error.get().map(|error| view! { <Failure error/> })}
        {move || match value.get() {
            Some(value) => show(value).into_any(),
            None if error.with(Option::is_some) => ().into_any(),
            None => view! { <p class="muted" role="status">{say(words::LOADING)}</p> }.into_any(),
        }}
    }
}
