//! One's own account: who it is and what it may, its password, its sessions, and the tokens of its programs.

mod making;
mod password;
pub(crate) mod tokens;

use gateway::api::people::Session;
use leptos::prelude::*;

use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::{explain, say};
use crate::roles::{Means, RoleTag};
use crate::session::{Who, use_api, use_visit};
use crate::shell::heading;
use crate::signing_out::SignOut;
use crate::words;
use making::TokenMaking;
use password::PasswordChange;
use tokens::{Tokens, Whose};

/// The page.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let who = use_visit().who;
    // What is asked for the password again after a change must not make the page anew.
    let session = Memo::new(move |before: Option<&Option<Session>>| match who.get() {
        Who::Account(session) => Some(session),
        Who::Asked | Who::Nobody | Who::NoServer(_) => before.cloned().flatten(),
    });
    let known =
        Memo::new(move |_| session.with(|session| session.as_ref().map(|it| (it.account.clone(), it.role))));
    let state = Memo::new(move |_| session.with(|session| session.as_ref().map(|session| session.password)));
    let changed = Trigger::new();
    view! {
        {heading(words::MY_ACCOUNT)}
        {move || known.get().map(|(account, role)| view! {
            <section class="person" aria-labelledby="person-title">
                <h2 id="person-title"><span class="person-name">{account.clone()}</span> " " <RoleTag role/></h2>
                <p><Means role/></p>
                <div class="actions">
                    <SignOut/>
                    <Everywhere/>
                </div>
            </section>
            <section aria-labelledby="password-title">
                <h2 id="password-title">{say(words::PASSWORD)}</h2>
                <PasswordChange account state/>
            </section>
        })}
        <section aria-labelledby="tokens-title">
            <h2 id="tokens-title">{say(words::API_TOKENS)}</h2>
            <p class="prose">{explain(words::API_TOKENS_HOW)}</p>
            {move || known.get().map(|(account, role)| view! {
                <TokenMaking role on_made=Callback::new(move |()| changed.notify())/>
                <Tokens whose=Whose::Own(account) changed/>
            })}
        </section>
    }
}

/// Ends every session of the account, this one too.
#[component]
fn Everywhere() -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let order = Order::new_local(move |(): &()| async move {
        api.sign_out_everywhere().await?;
        visit.begin();
        Ok(())
    });
    view! {
        <Confirmed id="everywhere-title" label=words::SIGN_OUT_EVERYWHERE title=say(words::SIGN_OUT_EVERYWHERE_TITLE)
            confirm=words::SIGN_OUT_EVERYWHERE stake=Stake::Little order>
            <p>{say(words::SIGN_OUT_EVERYWHERE_HOW)}</p>
        </Confirmed>
    }
}
