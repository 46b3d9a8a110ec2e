//! Making an account for somebody.

use gateway::api::people::{NewUser, Role};
use leptos::prelude::*;

use super::Changes;
use crate::language::say;
use crate::notice::Failure;
use crate::roles::RoleField;
use crate::session::use_api;
use crate::typed::{Kind, TypedField, problems_at};
use crate::words;

/// The form.
#[component]
pub(super) fn Adding(changes: Changes) -> impl IntoView {
    let api = use_api();
    let account = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Viewer);
    let add = Action::new_local(move |(): &()| {
        let account = account.get_untracked().trim().to_owned();
        api.create_user(NewUser { account, role: role.get_untracked() })
    });
    Effect::new(move |_| {
        if let Some(Ok(link)) = add.value().get() {
            changes.link.set(Some(link));
            changes.changed.notify();
            account.set(String::new());
        }
    });
    let failed = move || match add.value().get() {
        Some(Err(error)) => Some(error),
        Some(Ok(_)) | None => None,
    };
    let failure =
        move || failed().filter(|error| error.problems().is_empty()).map(|error| view! { <Failure error/> });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        changes.link.set(None);
        if !add.pending().get_untracked() {
            add.dispatch(());
        }
    };
    view! {
        <details class="folded boxed">
            <summary>{say(words::ADD_USER)}</summary>
            <form class="small-form" on:submit=submit>
                <TypedField id="user-account" label=words::ACCOUNT kind=Kind::TEXT typed=account
                    help=words::ACCOUNT_HELP problems=problems_at(failed, "/account")/>
                <RoleField id="user-role" chosen=role/>
                {failure}
                <div class="actions"><button type="submit" class="primary">{say(words::ADD_USER_NOW)}</button></div>
            </form>
        </details>
    }
}
