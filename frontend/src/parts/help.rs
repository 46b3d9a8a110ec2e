//! The part in which things are explained.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::parameter;
use crate::pages::help::HelpPage;
use crate::pages::help::entry::HelpEntry;

/// A page of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Help {
    /// Everything.
    All,
    /// A problem.
    Entry,
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(help, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(page: Help) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Help::All => view! { <HelpPage/> }.into_any(),
        Help::Entry => entry(),
    })
}

fn entry() -> AnyView {
    let code = parameter("code");
    (move || view! { <HelpEntry code=code.get()/> }).into_any()
}
