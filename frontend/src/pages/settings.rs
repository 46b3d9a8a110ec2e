//! The installation, for admins: what is set, and its way into one file and back.

mod export;
mod import;

use gateway::api::people::{Role, Session};
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::read_only::ReadOnly;
use crate::session::{Who, may, use_api, use_visit};
use crate::shell::heading;
use crate::words;
use export::Export;
use import::Import;

/// The page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let may_manage = may(Role::Admin);
    view! {
        {heading(words::SETTINGS)}
        <Show when=move || may_manage.get() fallback=|| view! { <ReadOnly role=Role::Admin/> }>
            <WhatIsSet/>
            <Export/>
            <Import/>
        </Show>
    }
}

#[component]
fn WhatIsSet() -> impl IntoView {
    let who = use_visit().who;
    let api = use_api();
    let ways = LocalResource::new(move || api.list_sign_in_ways());
    let login = move || match ways.get().and_then(Result::ok).and_then(|ways| ways.oidc) {
        Some(label) => label.into_any(),
        None => say(words::NOT_SET_UP).into_any(),
    };
    let of_session = move || match who.get() {
        Who::Account(Session { approvals, demo, .. }) => {
            let cluster = if demo { words::CLUSTER_SIMULATED } else { words::CLUSTER_REAL };
            Some(view! {
                <div><dt>{say(words::APPROVALS_NEEDED)}</dt><dd>{approvals}</dd></div>
                <div><dt>{say(words::CLUSTER)}</dt><dd>{say(cluster)}</dd></div>
            })
        }
        Who::Asked | Who::Nobody | Who::NoServer(_) => None,
    };
    view! {
        <section class="boxed" aria-label=say(words::SETTINGS)>
            <p class="help">{explain(words::SETTINGS_HOW)}</p>
            <dl class="settings">
                {of_session}
                <div><dt>{say(words::COMPANY_LOGIN)}</dt><dd>{login}</dd></div>
            </dl>
        </section>
    }
}
