//! The app: what all pages share, and the page of the address.

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{Route, Router, Routes};

use crate::address::{base, use_path};
use crate::adopted::provide_adopted;
use crate::brought::provide_brought;
use crate::language::provide_language;
use crate::pages::gateways::GatewaysPage;
use crate::pages::gateways::orders::provide_orders;
use crate::pages::not_found::NotFound;
use crate::pages::provide_pages;
use crate::parts::{Overlay, Page, Parted};
use crate::routes::{Destination, find};
use crate::session::{Who, provide_session, use_visit};
use crate::shell::Shell;

/// The whole app.
#[component]
pub(crate) fn App() -> impl IntoView {
    provide_language();
    provide_session();
    provide_pages();
    provide_adopted();
    provide_brought();
    provide_orders();
    // One route for all: what the router makes of each would be a tenth of what browsers load first.
    view! {
        <Router base=base()>
            <Shell>
                <Routes fallback=|| ()><Route path=WildcardSegment("path") view=Shown/></Routes>
            </Shell>
        </Router>
    }
}

/// The page of the address. It is made anew when the path changes, and stays when only the question behind it does.
#[component]
fn Shown() -> impl IntoView {
    let path = use_path();
    let visit = use_visit();
    let destination = Memo::new(move |_| path.with(|path| find(path)));
    move || {
        let destination = destination.get();
        if destination.asks_for_account() {
            visit.ask();
        }
        match destination {
            Destination::Gateways => {
                view! { <Guarded page=|| view! { <GatewaysPage/> }.into_any()/> }.into_any()
            }
            Destination::SignIn => open(Page::Overlay(Overlay::SignIn)),
            Destination::Open(page) => open(page),
            Destination::Guarded(page) => view! { <Guarded page=move || open(page.clone())/> }.into_any(),
            Destination::Nothing => view! { <NotFound/> }.into_any(),
        }
    }
}

fn open(page: Page) -> AnyView {
    view! { <Parted page/> }.into_any()
}

/// A page for those who are known; others are told how to sign in. What the page holds stays while its guard does.
#[component]
fn Guarded(#[prop(into)] page: ViewFn) -> impl IntoView {
    let visit = use_visit();
    let is_known = Memo::new(move |_| match visit.who.get() {
        Who::Asked => None,
        Who::Account(_) | Who::NoServer(_) => Some(true),
        Who::Nobody => Some(false),
    });
    move || match is_known.get() {
        None => ().into_any(),
        Some(true) => page.run(),
        Some(false) => open(Page::Overlay(Overlay::SignInFirst)),
    }
}
