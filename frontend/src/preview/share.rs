//! Share links: made from a section or a dialog, and shown once.

use gateway::api::people::Role;
use gateway::api::review::{NewShare, ShareMade};
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::language::say;
use crate::notice::{Failure, Warning};
use crate::session::{Who, use_api, use_visit};
use crate::shown_once::ShownOnce;
use crate::status::Time;
use crate::words;

/// The saved gateway that a link shows.
#[derive(Clone)]
pub(crate) struct Shared {
    /// The DRBD resource.
    pub(crate) resource: String,
    /// Number of its newest revision.
    pub(crate) revision: u32,
    /// Whether the page has changes that are not in it.
    pub(crate) is_changed: Signal<bool>,
    /// Told when there is a new link.
    pub(crate) on_changed: Callback<()>,
}

/// A button that opens a dialog for a link. It is there only for who may make one, at a server that answers.
#[component]
pub(super) fn ShareButton(shared: Shared) -> impl IntoView {
    let who = use_visit().who;
    let may_share = Memo::new(move |_| {
        who.with(|who| matches!(who, Who::Account(session) if session.role >= Role::Operator))
    });
    let (dialog, is_open) = (NodeRef::<Dialog>::new(), RwSignal::new(false));
    let open = move |_| {
        is_open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let shared = StoredValue::new(shared);
    let content = move || {
        let Shared { resource, revision, is_changed, on_changed } = shared.get_value();
        view! {
            <p class="muted">{say(words::SHARES_HOW)}</p>
            <Show when=move || is_changed.get()><Warning text=words::saved_is_shared(revision)/></Show>
            <NewLink id="preview-share" resource revision on_changed/>
        }
    };
    view! {
        <Show when=move || may_share.get()>
            <button type="button" on:click=open>{say(words::SHARE)}</button>
            // Whoever opens it again wants another link: what it shows is made anew.
            <dialog node_ref=dialog class="sharing" aria-labelledby="sharing-title" on:close=move |_| is_open.set(false)>
                <h2 id="sharing-title">{say(words::SHARE_TITLE)}</h2>
                <Show when=move || is_open.get()>{content()}</Show>
                <div class="actions"><button type="button" on:click=close>{say(words::CLOSE)}</button></div>
            </dialog>
        </Show>
    }
}

/// What the link shows and for how long, and the link itself.
#[component]
pub(crate) fn NewLink(
    /// What the ids of its fields begin with.
    id: &'static str,
    resource: String,
    revision: u32,
    on_changed: Callback<()>,
) -> impl IntoView {
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
        Some(Ok(made)) => view! { <Made id=format!("{id}-link") made/> }.into_any(),
        Some(Err(error)) => view! { <Failure error/> }.into_any(),
        None => ().into_any(),
    };
    let lifetimes = words::LIFETIMES.into_iter().map(|(each, word)| {
        view! { <option value=each.to_string() selected=move || hours.get() == each>{say(word)}</option> }
    });
    let lifetimes = lifetimes.collect_view();
    let (shows_id, hours_id) = (format!("{id}-shows"), format!("{id}-hours"));
    view! {
        <div class="new-share screen-only">
            <div class="field">
                <label for=shows_id.clone()>{say(words::SHARE_SHOWS)}</label>
                <select id=shows_id
                    on:change:target=move |event| is_pinned.set(event.target().value() == "pinned")>
                    <option value="newest">{say(words::FOLLOWS)}</option>
                    <option value="pinned">{say(words::this_revision(revision))}</option>
                </select>
            </div>
            <div class="field">
                <label for=hours_id.clone()>{say(words::SHARE_LIFETIME)}</label>
                <select id=hours_id on:change:target=move |event| {
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
fn Made(id: String, made: ShareMade) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let link = format!("{origin}/review/{}", made.token);
    view! {
        <ShownOnce id label=words::SHARE_LINK text=link>
            <p>{say(words::SHARE_END)} " " <Time at=made.share.expires_at/></p>
        </ShownOnce>
    }
}
