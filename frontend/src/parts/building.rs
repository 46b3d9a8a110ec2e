//! The part in which snippets are written and checked.

use gateway::gateway::Kind;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::parameter;
use crate::pages::builder::{EditGateway, NewGateway};
use crate::pages::check::CheckPage;
use crate::pages::not_found::NotFound;

/// A page of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Building {
    /// The builder with a new gateway.
    New,
    /// The builder with a saved one.
    Edit,
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
        Building::New => new_gateway(),
        Building::Edit => edit(),
        Building::Check => view! { <CheckPage/> }.into_any(),
    })
}

fn new_gateway() -> AnyView {
    let kind = parameter("kind");
    let page = move || match kind.get().parse::<Kind>() {
        Ok(kind) => view! { <NewGateway kind/> }.into_any(),
        Err(_) => view! { <NotFound/> }.into_any(),
    };
    page.into_any()
}

fn edit() -> AnyView {
    let resource = parameter("resource");
    (move || view! { <EditGateway resource=resource.get()/> }).into_any()
}
