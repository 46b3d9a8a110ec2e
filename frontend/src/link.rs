//! A link to a page of the app, wherever the app lies.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::address::within;

/// Leads to the page at a path of the routes. The link to the page that is shown says so (`aria-current`), that to a
/// page around it, too, unless it is `exact`.
#[component]
pub(crate) fn Link(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] exact: bool,
    children: Children,
) -> impl IntoView {
    view! { <A href=move || within(&href.get()) exact>{children()}</A> }
}
