//! The part of what most visits never open: the palette, the list of shortcuts, what is done with several gateways, and
//! signing in.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::pages::gateways::bulk::Bulk;
use crate::pages::sign_in::{SignInFirst, SignInPage};
use crate::palette::dialog::PaletteDialog;
use crate::shell::signed_out::SignInAgain;
use crate::shortcuts::list::List;

/// Something that is laid over a page, added to it, or stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlay {
    /// What is done with several gateways at once.
    Bulk,
    /// The command palette.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
    /// Signing in again, where the session has ended.
    SignedOut,
    /// Signing in, as a page.
    SignIn,
    /// The same in the place of a page that nobody unknown may see.
    SignInFirst,
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(overlays, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(overlay: Overlay) -> Result<AnyView, SplitLoaderError> {
    Ok(match overlay {
        Overlay::Bulk => view! { <Bulk/> }.into_any(),
        Overlay::Palette => view! { <PaletteDialog/> }.into_any(),
        Overlay::Shortcuts => view! { <List/> }.into_any(),
        Overlay::SignedOut => view! { <SignInAgain/> }.into_any(),
        Overlay::SignIn => view! { <SignInPage/> }.into_any(),
        Overlay::SignInFirst => view! { <SignInFirst/> }.into_any(),
    })
}
