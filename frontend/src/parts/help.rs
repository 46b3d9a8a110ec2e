//! The part in which things are explained.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::pages::help::HelpPage;
use crate::pages::help::entry::HelpEntry;

/// A page of the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Help {
    /// Everything.
    All,
    /// The problem of a code.
    Entry(String),
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(help, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(page: Help) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Help::All => view! { <HelpPage/> }.into_any(),
        Help::Entry(code) => view! { <HelpEntry code/> }.into_any(),
    })
}
