//! Share links: made, shown once, listed and revoked.

use gateway::api::review::{NewShare, Share, ShareMade};
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{ask, shown};
use crate::notice::Failure;
use crate::session::use_api;
use crate::shown_once::ShownOnce;
use crate::status::Time;
use crate::words;

/// The section of a gateway's page, for those who may share it.
#[component]
pub(super) fn Shares(resource: String, revision: u32) -> impl IntoView {
    let api = use_api();
    let changed = Trigger::new();
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
            <NewLink resource revision on_changed/>
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

/// What the link shows and for how long, and the link itself.
#[component]
fn NewLink(resource: String, revision: u32, on_changed: Callback<()>) -> impl IntoView {
    let api = use_api();
    let hours = RwSignal::new(72_u16);
    let is_pinned = RwSignal::new(false);
    let create = Action::new_local(move |(): &()| {
        let resource = resource.clone();
        let revision = is_pinned.get_untracked().then_some(revision);
        let new = NewShare { revision, hours: hours.get_untracked() };
        async move { api.create_share(&resource, &new).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(_)) = create.value().get() {
            on_changed.run(());
        }
    });
    let made = move || match create.value().get() {
        Some(Ok(made)) => view! { <Made made/> }.into_any(),
        Some(Err(error)) => view! { <Failure error/> }.into_any(),
        None => ().into_any(),
    };
    let lifetimes = words::LIFETIMES.into_iter().map(|(each, word)| {
        view! { <option value=each.to_string() selected=move || hours.get() == each>{say(word)}</option> }
    });
    let lifetimes = lifetimes.collect_view();
    view! {
        <div class="new-share screen-only">
            <div class="field">
                <label for="share-shows">{say(words::SHARE_SHOWS)}</label>
                <select id="share-shows"
                    on:change:target=move |event| is_pinned.set(event.target().value() == "pinned")>
                    <option value="newest">{say(words::FOLLOWS)}</option>
                    <option value="pinned">{say(words::this_revision(revision))}</option>
                </select>
            </div>
            <div class="field">
                <label for="share-hours">{say(words::SHARE_LIFETIME)}</label>
                <select id="share-hours" on:change:target=move |event| {
                    hours.set(event.target().value().parse().unwrap_or(72));
                }>{lifetimes}</select>
            </div>
            <button type="button" disabled=create.pending() on:click=move |_| {
                create.dispatch(());
            }>{say(words::SHARE_CREATE)}</button>
        </div>
        {made}
    }
}

/// The link, this once.
#[component]
fn Made(made: ShareMade) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let link = format!("{origin}/review/{}", made.token);
    view! {
        <ShownOnce id="share-link" label=words::SHARE_LINK text=link>
            <p>{say(words::SHARE_END)} " " <Time at=made.share.expires_at/></p>
        </ShownOnce>
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
