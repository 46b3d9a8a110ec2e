//! The app: what all pages share, and which page answers which address.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::address;
use crate::adopted::provide_adopted;
use crate::brought::provide_brought;
use crate::language::provide_language;
use crate::pages::gateways::GatewaysPage;
use crate::pages::gateways::orders::provide_orders;
use crate::pages::not_found::NotFound;
use crate::pages::provide_pages;
use crate::pages::sign_in::{SignInFirst, SignInPage};
use crate::parts::{Building, Help, Page, Parted, People, Running};
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
    view! {
        <Router base=address::base()>
            <Shell>
                <Routes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/") view=as_view(|| view! { <Guarded page=gateways/> }.into_any())/>
                    <Route path=path!("/sign-in") view=as_view(|| view! { <SignInPage/> }.into_any())/>
                    <Route path=path!("/check") view=as_view(|| open(Page::Building(Building::Check)))/>
                    <Route path=path!("/help") view=as_view(|| open(Page::Help(Help::All)))/>
                    <Route path=path!("/help/:code") view=as_view(|| open(Page::Help(Help::Entry)))/>
                    <Route path=path!("/review/:token") view=as_view(|| open(Page::Running(Running::SharedReview)))/>
                    <Route path=path!("/nodes") view=as_view(|| guard(Page::Running(Running::Nodes)))/>
                    <Route path=path!("/account") view=as_view(|| guard(Page::People(People::Account)))/>
                    <Route path=path!("/users") view=as_view(|| guard(Page::People(People::Users)))/>
                    <Route path=path!("/settings") view=as_view(|| guard(Page::People(People::Settings)))/>
                    <Route path=path!("/audit") view=as_view(|| guard(Page::People(People::Audit)))/>
                    <Route path=path!("/new/:kind") view=as_view(|| guard(Page::Building(Building::New)))/>
                    <Route path=path!("/gateways/:resource") view=as_view(|| guard(Page::Running(Running::Gateway)))/>
                    <Route path=path!("/gateways/:resource/edit") view=as_view(|| guard(Page::Building(Building::Edit)))/>
                    <Route path=path!("/gateways/:resource/deploy") view=as_view(|| guard(Page::Running(Running::Deploy)))/>
                    <Route path=path!("/gateways/:resource/revisions/:number")
                        view=as_view(|| guard(Page::Running(Running::Revision)))/>
                    <Route path=path!("/gateways/:resource/revisions/:number/review")
                        view=as_view(|| guard(Page::Running(Running::Review)))/>
                    <Route path=path!("/gateways/:resource/compare") view=as_view(|| guard(Page::Running(Running::Compare)))/>
                    <Route path=path!("/deployments/:id") view=as_view(|| guard(Page::Running(Running::Deployment)))/>
                </Routes>
            </Shell>
        </Router>
    }
}

/// The views of all routes are of one type, so that what the router makes of it is there once.
fn as_view(view: fn() -> AnyView) -> fn() -> AnyView {
    view
}

fn gateways() -> AnyView {
    view! { <GatewaysPage/> }.into_any()
}

fn open(page: Page) -> AnyView {
    view! { <Parted page/> }.into_any()
}

fn guard(page: Page) -> AnyView {
    view! { <Guarded page=move || open(page)/> }.into_any()
}

/// A page for those who are known; others are told how to sign in. What the page holds stays while its guard does.
#[component]
fn Guarded(#[prop(into)] page: ViewFn) -> impl IntoView {
    let visit = use_visit();
    visit.ask();
    let is_known = Memo::new(move |_| match visit.who.get() {
        Who::Asked => None,
        Who::Account(_) | Who::NoServer(_) => Some(true),
        Who::Nobody => Some(false),
    });
    move || match is_known.get() {
        None => ().into_any(),
        Some(true) => page.run(),
        Some(false) => view! { <SignInFirst/> }.into_any(),
    }
}
