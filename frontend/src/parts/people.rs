//! The part in which people, and what they did, are looked at.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::pages::account::AccountPage;
use crate::pages::audit::AuditPage;
use crate::pages::settings::SettingsPage;
use crate::pages::users::UsersPage;

/// A page of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum People {
    /// The account of whoever is signed in.
    Account,
    /// All accounts.
    Users,
    /// What was done.
    Audit,
    /// The installation.
    Settings,
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(people, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(page: People) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        People::Account => view! { <AccountPage/> }.into_any(),
        People::Users => view! { <UsersPage/> }.into_any(),
        People::Audit => view! { <AuditPage/> }.into_any(),
        People::Settings => view! { <SettingsPage/> }.into_any(),
    })
}
