//! An entry of the audit log.

use gateway::api::audit::{Action, AuditEntry};
use leptos::prelude::*;

use super::values::Values;
use crate::language::say;
use crate::link::Link;
use crate::roles::RoleTag;
use crate::status::Time;
use crate::words;

/// What happened, in a line; how it was before and is since, when it is unfolded.
#[component]
pub(super) fn Entry(entry: AuditEntry) -> impl IntoView {
    let AuditEntry { number, at, account, role, via, address, action, subject, before, after, reason } =
        entry;
    let who = if account.is_empty() {
        view! { <span class="muted">{say(words::SOMEBODY)}</span> }.into_any()
    } else {
        view! { <strong>{account}</strong> }.into_any()
    };
    let page = page_of(action, &subject);
    let subject = match page {
        Some(page) => view! { <Link href=page>{subject}</Link> }.into_any(),
        None => view! { <span class="subject">{subject}</span> }.into_any(),
    };
    let has_values = !before.is_null() || !after.is_null();
    view! {
        <li class:override=action == Action::Override id=format!("audit-{number}")>
            <p class="audit-line">
                <span class="audit-number muted">{number}</span>
                <span class="audit-at"><Time at/></span>
                <span class="audit-what">
                    {who} " " {role.map(|role| view! { <RoleTag role/> })} " "
                    {(action == Action::Override).then(|| view! { <span aria-hidden="true">"⚠ "</span> })}
                    <span class="audit-action">{say(action.label())}</span> " " {subject}
                </span>
                <span class="audit-how muted">
                    {say(words::via(via))} {address.map(|address| view! { " · " <code>{address}</code> })}
                </span>
            </p>
            {(!reason.is_empty()).then(|| view! {
                <p class="audit-reason"><span class="muted">{say(words::REASON)}</span> " " <q>{reason}</q></p>
            })}
            {has_values.then(|| view! {
                <details class="folded">
                    <summary>{say(words::DETAILS)} <span class="visually-hidden">" " {number}</span></summary>
                    <Values before after/>
                </details>
            })}
        </li>
    }
}

/// The page of what it was done to, where it has one.
fn page_of(action: Action, subject: &str) -> Option<String> {
    if subject.is_empty() {
        return None;
    }
    match action {
        Action::CreateGateway
        | Action::ChangeGateway
        | Action::RemoveGateway
        | Action::RestoreRevision
        | Action::TakeOver
        | Action::Reveal
        | Action::Deploy
        | Action::Override
        | Action::RollBack
        | Action::Start
        | Action::Stop
        | Action::Evict
        | Action::DeploymentEnd
        | Action::Share
        | Action::RevokeShare
        | Action::Comment
        | Action::DeleteComment
        | Action::Approve
        | Action::Reject => Some(format!("/gateways/{subject}")),
        Action::AddNode
        | Action::ChangeNode
        | Action::ForgetNode
        | Action::InstallReloadUnits
        | Action::Maintenance => Some("/nodes".to_owned()),
        Action::SignIn
        | Action::SignInFailed
        | Action::SignOut
        | Action::SignOutEverywhere
        | Action::ChangePassword
        | Action::CreateUser
        | Action::ChangeUser
        | Action::MakeLink
        | Action::CreateToken
        | Action::RevokeToken
        | Action::Export
        | Action::Import
        | Action::RotateKey => None,
    }
}
