//! A link to a page of the app, wherever the app lies.

use leptos::prelude::*;

use crate::address::within;
use crate::link::Link;

/// Leads to the page at a path of the routes. The link to the page that is shown says so (`aria-current`), that to a
/// page around it, too, unless it is `exact`.
#[component]
pub(crate) fn Link(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] exact: bool,
    children: Children,
) -> impl IntoView {
    view! { <Link href=move || within(&href.get()) exact>{children()}</Link> }
}
