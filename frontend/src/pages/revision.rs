//! One revision of a gateway: its snippet, what changed since, and the way back to it.

use gateway::api::Revision;
use gateway::api::people::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::{ApiError, Tagged};
use crate::diff::Diff;
use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::notice::Failure;
use crate::preview::{Preview, RevisionOf};
use crate::session::{may, use_api};
use crate::shell::Heading;
use crate::status::Time;
use crate::toast::use_messages;
use crate::words;

/// What the page shows.
#[derive(Clone, PartialEq)]
struct Seen {
    revision: Revision,
    newest: Tagged,
    diff: String,
}

/// The page of a revision.
#[component]
pub(crate) fn RevisionPage(resource: String, number: u32) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let seen = ask(move || {
        let resource = asked.clone();
        async move {
            let revision = api.find_revision(&resource, number).await?;
            let newest = api.find_gateway(&resource).await?;
            let diff = if newest.saved.revision == number {
                String::new()
            } else {
                api.diff_revisions(&resource, number, newest.saved.revision).await?
            };
            Ok::<_, ApiError>(Seen { revision, newest, diff })
        }
    });
    let address = format!("/gateways/{resource}");
    view! {
        <Heading title=say(words::revision_title(&resource, number))/>
        <p><Link href=address>{say(words::TO_GATEWAY)}</Link></p>
        {shown(seen, show)}
    }
}

fn show(seen: Seen) -> impl IntoView {
    let Seen { revision, newest: Tagged { saved, tag }, diff } = seen;
    let is_newest = saved.revision == revision.revision;
    view! {
        <p class="facts">
            <span>{revision.author} ", " <Time at=revision.saved_at/></span>
            {is_newest.then(|| view! { <span class="tag">{say(words::NEWEST)}</span> })}
            {revision.removed.then(|| view! { <span class="tag">{say(words::REMOVED)}</span> })}
        </p>
        {(!is_newest).then(|| view! { <Restore resource=saved.resource.clone() number=revision.revision tag/> })}
        {(!is_newest).then(|| view! {
            <section>
                <h2 id="diff-title">{say(words::CHANGES_SINCE)}</h2>
                <Diff text=diff label=say(words::CHANGES_SINCE)/>
            </section>
        })}
        <section aria-labelledby="snippet-title">
            <h2 id="snippet-title">{say(words::SNIPPET)}</h2>
            <Preview file=saved.file text=revision.text
                revision=RevisionOf { resource: saved.resource, number: revision.revision }/>
        </section>
    }
}

/// Makes the revision the newest again.
#[component]
fn Restore(resource: String, number: u32, tag: String) -> impl IntoView {
    let api = use_api();
    let (navigate, messages) = (use_navigate(), use_messages());
    let address = format!("/gateways/{resource}");
    let named = resource.clone();
    let may_restore = may(Role::Operator);
    let restore = Action::new_local(move |(): &()| {
        let (resource, tag) = (resource.clone(), tag.clone());
        async move { api.restore_revision(&resource, number, &tag).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = restore.value().get() {
            let deploy = format!("{address}/deploy");
            messages.tell_with_way(words::restored(&named, number), words::SEE_PLAN, deploy);
            navigate(&address, NavigateOptions::default());
        }
    });
    let failure = move || match restore.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    view! {
        {failure}
        <Show when=move || may_restore.get()>
            <div class="actions">
                <button type="button" disabled=restore.pending() on:click=move |_| {
                    restore.dispatch(());
                }>{say(words::restore_revision(number))}</button>
            </div>
        </Show>
    }
}
