//! The list of API tokens: whose, what for, until when, when used last; and revoking one.

use gateway::api::people::ApiToken;
use gateway::text::Text;
use leptos::prelude::*;

use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::latest::{ask, shown};
use crate::roles::RoleTag;
use crate::session::use_api;
use crate::status::{State, Time};
use crate::words;

/// Whose tokens are listed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Those of an account.
    Own(String),
    /// Everybody's.
    All,
}

/// The list.
#[component]
pub(crate) fn Tokens(
    whose: Whose,
    /// Notified when there are others.
    changed: Trigger,
) -> impl IntoView {
    let api = use_api();
    let tokens = ask(move || {
        changed.track();
        api.list_tokens()
    });
    shown(tokens, move |mut tokens| {
        let names_owner = match &whose {
            Whose::Own(account) => {
                tokens.retain(|token| token.account == *account);
                false
            }
            Whose::All => true,
        };
        if tokens.is_empty() {
            return view! { <p class="muted">{say(words::NO_TOKENS)}</p> }.into_any();
        }
        table(tokens, names_owner, changed).into_any()
    })
}

fn table(tokens: Vec<ApiToken>, names_owner: bool, changed: Trigger) -> impl IntoView {
    let owner = names_owner.then_some(words::ACCOUNT);
    let others = [words::ROLE, words::EXPIRES, words::USED_LAST, words::REVOKE];
    let head = [words::TOKEN_NAME].into_iter().chain(owner).chain(others);
    let head = head.map(|word| view! { <th scope="col">{say(word)}</th> }).collect_view();
    let rows = tokens.into_iter().map(|token| view! { <Row token names_owner changed/> }).collect_view();
    view! {
        <table class="cards tokens">
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(token: ApiToken, names_owner: bool, changed: Trigger) -> impl IntoView {
    let api = use_api();
    let id = token.id.clone();
    let order = Order::new_local(move |(): &()| {
        let id = id.clone();
        async move {
            api.revoke_token(&id).await?;
            changed.notify();
            Ok(())
        }
    });
    let used = match token.used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{say(words::NEVER)}</span> }.into_any(),
    };
    let is_over = is_over(&token.expires_at);
    let title = words::revoke_title(&token.name);
    view! {
        <tr class:removed=is_over>
            <th scope="row">{token.name}</th>
            {names_owner.then(|| cell(words::ACCOUNT, token.account))}
            {cell(words::ROLE, view! { <RoleTag role=token.role/> })}
            {cell(words::EXPIRES, view! {
                <Time at=token.expires_at/> {is_over.then(|| view! { " " <State of=("bad", "✕", words::EXPIRED)/> })}
            })}
            {cell(words::USED_LAST, used)}
            {cell(words::REVOKE, view! {
                <Confirmed id=format!("revoke-{}", token.id) label=words::REVOKE title=say(title)
                    confirm=words::REVOKE_CONFIRM stake=Stake::Existence order>
                    <p>{say(words::REVOKE_HOW)}</p>
                </Confirmed>
            })}
        </tr>
    }
}

/// A cell that says its column where there is no head.
pub(crate) fn cell(word: Text, content: impl IntoView) -> impl IntoView {
    view! { <td><span class="cell-name" aria-hidden="true">{say(word)}</span><div>{content}</div></td> }
}

/// Whether a time (RFC 3339, UTC) has passed, by the clock of the browser.
fn is_over(at: &str) -> bool {
    let now: String = js_sys::Date::new_0().to_iso_string().into();
    // Both are in UTC with the same digits up to the seconds.
    at.get(..19) < now.get(..19)
}
