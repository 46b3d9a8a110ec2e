//! Who is signed in, with what it may and the way to its own pages.

use gateway::api::people::{Role, Session};
use leptos::html::Details;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

use crate::language::say;
use crate::link::Link;
use crate::roles::RoleTag;
use crate::session::{Who, use_visit};
use crate::signing_out::SignOut;
use crate::words;

/// The menu; a link for those who have not signed in.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let who = use_visit().who;
    move || match who.get() {
        Who::Account(session) => view! { <Menu session/> }.into_any(),
        Who::Nobody => {
            view! { <Link href="/sign-in" attr:class="button small">{say(words::SIGN_IN)}</Link> }.into_any()
        }
        Who::Asked | Who::NoServer(_) => ().into_any(),
    }
}

#[component]
fn Menu(session: Session) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let is_admin = session.role == Role::Admin;
    let path = use_location().pathname;
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    Effect::new(move |_| {
        path.track();
        close();
    });
    let leave = move |event: FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let is_within = |menu: web_sys::HtmlDetailsElement| menu.contains(next.as_ref());
        if next.is_some() && !menu.get_untracked().is_some_and(is_within) {
            close();
        }
    };
    let press = move |event: KeyboardEvent| {
        let summary = menu.get_untracked().filter(|menu| event.key() == "Escape" && menu.open());
        let summary = summary.and_then(|menu| menu.query_selector("summary").ok().flatten());
        if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok()) {
            close();
            // A summary always takes the focus.
            let _ = summary.focus();
        }
    };
    view! {
        <details class="account-menu" node_ref=menu on:focusout=leave on:keydown=press>
            <summary>
                <span class="visually-hidden">{say(words::ACCOUNT_MENU)} " "</span>
                <span class="account-name">{session.account}</span> " " <RoleTag role=session.role/>
            </summary>
            <div class="account-pages">
                <Link href="/account">{say(words::MY_ACCOUNT)}</Link>
                {is_admin.then(|| view! { <Link href="/settings">{say(words::SETTINGS)}</Link> })}
                <SignOut/>
            </div>
        </details>
    }
}
