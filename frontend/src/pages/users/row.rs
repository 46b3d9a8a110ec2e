//! An account in the list, and what an admin can do with it.

use gateway::api::people::{ChangeUser, User};
use leptos::prelude::*;

use super::Changes;
use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::{explain, say};
use crate::pages::account::tokens::cell;
use crate::roles::{RoleField, RoleTag};
use crate::session::{Who, use_api, use_visit};
use crate::status::{State, Time};
use crate::words;

/// The row.
#[component]
pub(super) fn UserRow(user: User, changes: Changes) -> impl IntoView {
    let visit = use_visit();
    let is_me = visit.who.with_untracked(|who| matches!(who, Who::Account(me) if me.account == user.account));
    let state = if user.disabled {
        view! { <State of=("bad", "✕", words::ACCOUNT_DISABLED)/> }.into_any()
    } else if user.elsewhere {
        say(words::BY_COMPANY_LOGIN).into_any()
    } else if user.has_password {
        say(words::HAS_PASSWORD).into_any()
    } else {
        say(words::HAS_NO_PASSWORD).into_any()
    };
    let signed_in = match user.signed_in_at.clone() {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{say(words::NEVER)}</span> }.into_any(),
    };
    let is_disabled = user.disabled;
    view! {
        <tr class:removed=is_disabled>
            <th scope="row">
                {user.account.clone()} {is_me.then(|| view! { " " <span class="tag">{say(words::YOU)}</span> })}
            </th>
            {cell(words::ROLE, view! { <RoleTag role=user.role/> })}
            {cell(words::STATE, state)}
            {cell(words::SIGNED_IN_LAST, signed_in)}
            {cell(words::CHANGE, view! {
                <div class="actions">
                    <RoleChange user=user.clone() changes/>
                    {(!user.elsewhere && !user.disabled).then(|| view! { <NewLink account=user.account.clone() changes/> })}
                    {(!user.disabled).then(|| view! { <Everywhere account=user.account.clone()/> })}
                    <Enabling user changes/>
                </div>
            })}
        </tr>
    }
}

#[component]
fn RoleChange(user: User, changes: Changes) -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let chosen = RwSignal::new(user.role);
    let User { account, role, disabled, elsewhere, .. } = user;
    let (id, title) = (format!("role-{account}"), words::change_role_title(&account));
    let order = Order::new_local(move |(): &()| {
        let account = account.clone();
        let change = ChangeUser { role: chosen.get_untracked(), disabled };
        async move {
            api.change_user(&account, change).await?;
            changes.changed.notify();
            // It may have been one's own.
            visit.begin();
            Ok(())
        }
    });
    view! {
        <Confirmed id=format!("{id}-title") label=words::CHANGE_ROLE title=say(title) confirm=words::CHANGE_ROLE
            stake=Stake::Little order is_ready=Signal::derive(move || chosen.get() != role)>
            <RoleField id chosen/>
            {elsewhere.then(|| view! { <p class="notice warning">{say(words::ROLE_FROM_ELSEWHERE)}</p> })}
        </Confirmed>
    }
}

#[component]
fn NewLink(account: String, changes: Changes) -> impl IntoView {
    let api = use_api();
    let (id, title) = (format!("link-{account}"), words::new_link_title(&account));
    let order = Order::new_local(move |(): &()| {
        let account = account.clone();
        async move {
            changes.link.set(None);
            changes.link.set(Some(api.make_user_link(&account).await?));
            Ok(())
        }
    });
    view! {
        <Confirmed id label=words::NEW_LINK title=say(title) confirm=words::NEW_LINK_CONFIRM stake=Stake::Little order>
            <p>{say(words::NEW_LINK_HOW)}</p>
        </Confirmed>
    }
}

#[component]
fn Everywhere(account: String) -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let (id, title) = (format!("out-{account}"), words::sign_out_title(&account));
    let order = Order::new_local(move |(): &()| {
        let account = account.clone();
        async move {
            api.sign_user_out(&account).await?;
            // It may have been oneself.
            visit.begin();
            Ok(())
        }
    });
    view! {
        <Confirmed id label=words::SIGN_OUT_EVERYWHERE title=say(title) confirm=words::SIGN_OUT_EVERYWHERE
            stake=Stake::Little order>
            <p>{say(words::SIGN_USER_OUT_HOW)}</p>
        </Confirmed>
    }
}

#[component]
fn Enabling(user: User, changes: Changes) -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let User { account, role, disabled, .. } = user;
    let id = format!("enabling-{account}");
    let (label, title, how, stake) = if disabled {
        (words::ENABLE, words::enable_title(&account), words::ENABLE_HOW, Stake::Little)
    } else {
        (words::DISABLE, words::disable_title(&account), words::DISABLE_HOW, Stake::Existence)
    };
    let order = Order::new_local(move |(): &()| {
        let account = account.clone();
        async move {
            api.change_user(&account, ChangeUser { role, disabled: !disabled }).await?;
            changes.changed.notify();
            visit.begin();
            Ok(())
        }
    });
    view! {
        <Confirmed id label=label.clone() title=say(title) confirm=label stake order>
            <p>{explain(how)}</p>
        </Confirmed>
    }
}
