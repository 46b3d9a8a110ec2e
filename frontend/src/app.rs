//! The app: what all pages share, and which page answers which address.

use gateway::gateway::Kind;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_params_map;
use leptos_router::path;

use crate::adopted::provide_adopted;
use crate::brought::provide_brought;
use crate::language::provide_language;
use crate::pages::account::AccountPage;
use crate::pages::audit::AuditPage;
use crate::pages::builder::{EditGateway, NewGateway};
use crate::pages::check::CheckPage;
use crate::pages::compare::ComparePage;
use crate::pages::deploy::DeployPage;
use crate::pages::deployment::DeploymentPage;
use crate::pages::gateway::GatewayPage;
use crate::pages::gateways::GatewaysPage;
use crate::pages::help::HelpPage;
use crate::pages::help::entry::HelpEntry;
use crate::pages::nodes::NodesPage;
use crate::pages::not_found::NotFound;
use crate::pages::provide_pages;
use crate::pages::review::{ReviewPage, SharedReviewPage};
use crate::pages::revision::RevisionPage;
use crate::pages::settings::SettingsPage;
use crate::pages::sign_in::{SignInFirst, SignInPage};
use crate::pages::users::UsersPage;
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
    view! {
        <Router>
            <Shell>
                <Routes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/sign-in") view=SignInPage/>
                    <Route path=path!("/check") view=CheckPage/>
                    <Route path=path!("/help") view=HelpPage/>
                    <Route path=path!("/help/:code") view=help_entry/>
                    <Route path=path!("/review/:token") view=shared_review/>
                    <Route path=path!("/") view=|| view! { <Guarded page=|| view! { <GatewaysPage/> }.into_any()/> }/>
                    <Route path=path!("/nodes") view=|| view! { <Guarded page=|| view! { <NodesPage/> }.into_any()/> }/>
                    <Route path=path!("/account")
                        view=|| view! { <Guarded page=|| view! { <AccountPage/> }.into_any()/> }/>
                    <Route path=path!("/users") view=|| view! { <Guarded page=|| view! { <UsersPage/> }.into_any()/> }/>
                    <Route path=path!("/settings")
                        view=|| view! { <Guarded page=|| view! { <SettingsPage/> }.into_any()/> }/>
                    <Route path=path!("/audit") view=|| view! { <Guarded page=|| view! { <AuditPage/> }.into_any()/> }/>
                    <Route path=path!("/new/:kind") view=|| view! { <Guarded page=new_gateway/> }/>
                    <Route path=path!("/gateways/:resource") view=|| view! { <Guarded page=gateway/> }/>
                    <Route path=path!("/gateways/:resource/edit") view=|| view! { <Guarded page=edit/> }/>
                    <Route path=path!("/gateways/:resource/deploy") view=|| view! { <Guarded page=deploy/> }/>
                    <Route path=path!("/gateways/:resource/revisions/:number")
                        view=|| view! { <Guarded page=revision/> }/>
                    <Route path=path!("/gateways/:resource/revisions/:number/review")
                        view=|| view! { <Guarded page=review/> }/>
                    <Route path=path!("/gateways/:resource/compare") view=|| view! { <Guarded page=compare/> }/>
                    <Route path=path!("/deployments/:id") view=|| view! { <Guarded page=deployment/> }/>
                </Routes>
            </Shell>
        </Router>
    }
}

/// A page for those who are known; others are told how to sign in. What the page holds stays while its guard does.
#[component]
fn Guarded(page: fn() -> AnyView) -> impl IntoView {
    let visit = use_visit();
    visit.ask();
    let is_known = Memo::new(move |_| match visit.who.get() {
        Who::Asked => None,
        Who::Account(_) | Who::NoServer(_) => Some(true),
        Who::Nobody => Some(false),
    });
    move || match is_known.get() {
        None => ().into_any(),
        Some(true) => page(),
        Some(false) => view! { <SignInFirst/> }.into_any(),
    }
}

fn new_gateway() -> AnyView {
    let kind = parameter("kind");
    let page = move || match kind.get().parse::<Kind>() {
        Ok(kind) => view! { <NewGateway kind/> }.into_any(),
        Err(_) => view! { <NotFound/> }.into_any(),
    };
    page.into_any()
}

fn gateway() -> AnyView {
    let resource = parameter("resource");
    (move || view! { <GatewayPage resource=resource.get()/> }).into_any()
}

fn edit() -> AnyView {
    let resource = parameter("resource");
    (move || view! { <EditGateway resource=resource.get()/> }).into_any()
}

fn deploy() -> AnyView {
    let resource = parameter("resource");
    (move || view! { <DeployPage resource=resource.get()/> }).into_any()
}

fn revision() -> AnyView {
    let (resource, number) = (parameter("resource"), parameter("number"));
    let page = move || match number.get().parse::<u32>() {
        Ok(number) => view! { <RevisionPage resource=resource.get() number/> }.into_any(),
        Err(_) => view! { <NotFound/> }.into_any(),
    };
    page.into_any()
}

fn shared_review() -> AnyView {
    let token = parameter("token");
    (move || view! { <SharedReviewPage token=token.get()/> }).into_any()
}

fn review() -> AnyView {
    let (resource, number) = (parameter("resource"), parameter("number"));
    let page = move || match number.get().parse::<u32>() {
        Ok(number) => view! { <ReviewPage resource=resource.get() number/> }.into_any(),
        Err(_) => view! { <NotFound/> }.into_any(),
    };
    page.into_any()
}

fn compare() -> AnyView {
    let resource = parameter("resource");
    (move || view! { <ComparePage resource=resource.get()/> }).into_any()
}

fn help_entry() -> AnyView {
    let code = parameter("code");
    (move || view! { <HelpEntry code=code.get()/> }).into_any()
}

fn deployment() -> AnyView {
    let id = parameter("id");
    (move || view! { <DeploymentPage id=id.get()/> }).into_any()
}

/// A part of the address. A page is made anew when its part changes.
fn parameter(name: &'static str) -> Memo<String> {
    let parameters = use_params_map();
    Memo::new(move |_| parameters.with(|parameters| parameters.get(name).unwrap_or_default()))
}
