//! One revision of a gateway: its snippet, what changed since, and the way back to it.

mod restoring;

use gateway::api::Revision;
use gateway::api::people::Role;
use gateway::changes::FieldChange;
use leptos::prelude::*;

use crate::api::{ApiError, Tagged};
use crate::diff::Diff;
use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::preview::{Preview, RevisionOf};
use crate::session::{may, use_api};
use crate::shell::Heading;
use crate::status::Time;
use crate::words;
use restoring::{Restored, Restoring};

/// What the page shows.
#[derive(Clone, PartialEq)]
struct Seen {
    revision: Revision,
    newest: Tagged,
    diff: String,
    /// What restoring it would change.
    back: Option<(Vec<FieldChange>, String)>,
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
            let now = newest.saved.revision;
            if now == number {
                return Ok(Seen { revision, newest, diff: String::new(), back: None });
            }
            let diff = api.diff_revisions(&resource, number, now).await?;
            let changes = api.list_changes(&resource, now, number).await?;
            let back = Some((changes, api.diff_revisions(&resource, now, number).await?));
            Ok::<_, ApiError>(Seen { revision, newest, diff, back })
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
    let Seen { revision, newest: Tagged { saved, tag }, diff, back } = seen;
    let is_newest = saved.revision == revision.revision;
    view! {
        <p class="facts">
            <span>{revision.author} ", " <Time at=revision.saved_at/></span>
            {is_newest.then(|| view! { <span class="tag">{say(words::NEWEST)}</span> })}
            {revision.removed.then(|| view! { <span class="tag">{say(words::REMOVED)}</span> })}
        </p>
        {(!revision.message.is_empty()).then(|| view! { <p class="message">{revision.message}</p> })}
        {back.map(|(changes, diff)| {
            let (resource, number) = (saved.resource.clone(), revision.revision);
            let restored = Restored { resource, number, tag, changes, diff };
            view! { <div class="actions"><Restoring restored is_offered=may(Role::Operator)/></div> }
        })}
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
