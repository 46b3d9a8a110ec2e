//! The part in which snippets are written and checked.

use gateway::gateway::Kind;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::pages::builder::{EditGateway, NewGateway};
use crate::pages::check::CheckPage;

/// A page of the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Building {
    /// The builder with a new gateway of a kind.
    New(Kind),
    /// The builder with the saved one of a resource.
    Edit(String),
    /// Check & import.
    Check,
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(building, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(page: Building) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Building::New(kind) => view! { <NewGateway kind/> }.into_any(),
        Building::Edit(resource) => view! { <EditGateway resource/> }.into_any(),
        Building::Check => view! { <CheckPage/> }.into_any(),
    })
}
