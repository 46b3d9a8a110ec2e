//! The section of share links: made, listed and revoked.

use gateway::api::review::Share;
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{ask, shown};
use crate::preview::share::NewLink;
use crate::session::use_api;
use crate::status::Time;
use crate::words;

/// The section of a gateway's page, for those who may share it.
#[component]
pub(super) fn Shares(
    resource: String,
    revision: u32,
    /// Told wherever a link was made or revoked.
    changed: Trigger,
) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let shares = ask(move || {
        changed.track();
        let resource = asked.clone();
        async move { api.list_shares(&resource).await }
    });
    let on_changed = Callback::new(move |()| changed.notify());
    view! {
        <section aria-labelledby="shares-title" id="shares">
            <h2 id="shares-title">{say(words::SHARES)}</h2>
            <p class="muted">{say(words::SHARES_HOW)}</p>
            <NewLink id="share" resource revision on_changed/>
            {shown(shares, move |shares| {
                if shares.is_empty() {
                    return view! { <p class="muted">{say(words::NO_SHARES)}</p> }.into_any();
                }
                let rows = shares.into_iter().map(|share| view! { <Row share on_changed/> }).collect_view();
                view! { <ul class="plain-list shares">{rows}</ul> }.into_any()
            })}
        </section>
    }
}

#[component]
fn Row(share: Share, on_changed: Callback<()>) -> impl IntoView {
    let api = use_api();
    let Share { id, resource, revision, author, expires_at, revoked_at, .. } = share;
    let now: String = js_sys::Date::new_0().to_iso_string().into();
    // Both are UTC and written alike as far as the seconds go.
    let is_over = expires_at.get(..19) <= now.get(..19);
    let is_revoked = revoked_at.is_some();
    let revoke = Action::new_local(move |(): &()| {
        let (resource, id) = (resource.clone(), id.clone());
        async move {
            let revoked = api.revoke_share(&resource, &id).await;
            on_changed.run(());
            revoked
        }
    });
    let shows = revision.map_or(words::FOLLOWS, words::this_revision);
    view! {
        <li>
            <span>{say(shows)}</span>
            <span>{author}</span>
            <span class="muted">"→ " <Time at=expires_at/></span>
            {is_revoked.then(|| view! { <span class="tag">{say(words::SHARE_REVOKED)}</span> })}
            {(is_over && !is_revoked).then(|| view! { <span class="tag">{say(words::SHARE_EXPIRED)}</span> })}
            {(!is_over && !is_revoked).then(|| view! {
                <button type="button" class="small" disabled=revoke.pending() on:click=move |_| {
                    revoke.dispatch(());
                }>{say(words::SHARE_REVOKE)}</button>
            })}
        </li>
    }
}
