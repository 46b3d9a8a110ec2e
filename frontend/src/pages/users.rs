//! Everybody's accounts, for admins: who there is, what they may, and the tokens of all.

mod adding;
mod row;

use gateway::api::people::{Role, UserLink};
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::latest::{ask, entries, part, shown};
use crate::pages::account::tokens::{Tokens, Whose};
use crate::read_only::ReadOnly;
use crate::session::{may, use_api};
use crate::shell::heading;
use crate::shown_once::ShownOnce;
use crate::status::Time;
use crate::words;
use adding::Adding;
use row::UserRow;

/// What a row of the list and the form for a new account need of the page.
#[derive(Clone, Copy)]
struct Changes {
    /// Notified when accounts have changed.
    changed: Trigger,
    /// The link that was made last.
    link: RwSignal<Option<UserLink>>,
}

/// The page.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let may_manage = may(Role::Admin);
    view! {
        {heading(words::USERS)}
        <Show when=move || may_manage.get() fallback=|| view! { <ReadOnly role=Role::Admin/> }>
            <Everybody/>
        </Show>
    }
}

#[component]
fn Everybody() -> impl IntoView {
    let api = use_api();
    let changes = Changes { changed: Trigger::new(), link: RwSignal::new(None) };
    let users = ask(move || {
        changes.changed.track();
        api.list_users()
    });
    let head = || {
        let head = [words::ACCOUNT, words::ROLE, words::STATE, words::SIGNED_IN_LAST, words::CHANGE];
        head.map(|word| view! { <th scope="col">{say(word)}</th> }).collect_view()
    };
    view! {
        <section aria-label=say(words::USERS)>
            {move || changes.link.get().map(shown_link)}
            <Adding changes/>
            {shown(part(users, Vec::is_empty), move |_| view! {
                <table class="cards users">
                    <thead><tr>{head()}</tr></thead>
                    <tbody>
                        <For each=entries(users) key=|(key, _)| key.clone() let((_, user))>
                            <UserRow user changes/>
                        </For>
                    </tbody>
                </table>
            })}
        </section>
        <section aria-labelledby="tokens-title">
            <h2 id="tokens-title">{say(words::TOKENS_OF_ALL)}</h2>
            <Tokens whose=Whose::All changed=changes.changed/>
        </section>
    }
}

/// A link for somebody, which the server does not say again.
fn shown_link(link: UserLink) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let text = format!("{origin}/sign-in#{}", link.token);
    view! {
        <ShownOnce id="user-link" label=words::link_of(&link.user.account) text>
            <p>{explain(words::LINK_HOW)} " " {say(words::LINK_EXPIRES)} " " <Time at=link.expires_at/></p>
        </ShownOnce>
    }
}
