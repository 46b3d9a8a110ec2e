//! One gateway: how it is doing, its snippet, its revisions and its deployments.

mod operation;
mod removal;

mod drbd;
mod journal;
mod units;

mod approvals;
mod deployments;
mod drift;
mod revisions;
mod shares;

use gateway::api::people::Role;
use gateway::api::running::{GatewayStatus, NodeStatus, RunState, SnippetState, UnitStatus};
use gateway::foreign::Foreign;
use gateway::gateway::Gateway;
use gateway::plan::interruption::Clients;
use gateway::secret::shown as covered;
use gateway::unit::target_name;
use leptos::prelude::*;

use crate::api::Tagged;
use crate::graph::Live;
use crate::language::{say, tell};
use crate::latest::{Latest, ask, follow, shown};
use crate::link::Link;
use crate::notice::Warning;
use crate::preview::found::Found;
use crate::preview::share::Shared;
use crate::preview::views::SnippetViews;
use crate::preview::{Preview, RevisionOf};
use crate::read_only::ReadOnly;
use crate::session::{may, use_api};
use crate::shell::Heading;
use crate::status::{Status, Time};
use crate::words;
use approvals::Approvals;
use deployments::Deployments;
use drift::DriftedNodes;
use operation::Operation;
use removal::Removal;
use revisions::Revisions;
use shares::Shares;
use units::Units;

/// The page of a gateway.
#[component]
pub(crate) fn GatewayPage(resource: String) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let changed = Trigger::new();
    let gateway = ask(move || {
        changed.track();
        let resource = asked.clone();
        async move { api.find_gateway(&resource).await }
    });
    let asked = resource.clone();
    let status = follow(move || {
        let resource = asked.clone();
        async move { api.find_status(&resource).await }
    });
    let (named, listed, operated) = (resource.clone(), resource.clone(), resource.clone());
    let title = tell(move || {
        let kind = gateway
            .with(|gateway| gateway.value.as_ref().and_then(read).map(|gateway| gateway.kind().label()));
        words::gateway_title(kind.unwrap_or_default(), &named)
    });
    let may_share = may(Role::Operator);
    let shares_changed = Trigger::new();
    let further = move || {
        let tagged = gateway.with(|gateway| gateway.value.clone())?;
        let (resource, revision) = (listed.clone(), tagged.saved.revision);
        let shared = resource.clone();
        Some(view! {
            <SavedSnippet tagged status shares_changed/>
            <Approvals resource=resource.clone() revision/>
            <Show when=move || may_share.get()><Shares resource=shared.clone() revision changed=shares_changed/></Show>
            <Deployments resource=resource.clone()/>
            <Revisions resource/>
        })
    };
    let is_known = Memo::new(move |_| gateway.with(|gateway| gateway.value.is_some()));
    let running = move || {
        let section = view! {
            <section>
                <h2 id="units-title">{say(words::UNITS)}</h2>
                <Units status/>
            </section>
        };
        is_known.get().then_some(section)
    };
    let saved = move || gateway.with(|gateway| gateway.value.clone());
    let clients = Memo::new(move |_| {
        gateway.with(|gateway| Some(Clients::of(&gateway.value.as_ref()?.saved.text)?.name()))
    });
    let may_change = may(Role::Operator);
    let ways = move || saved().map(|tagged| view! { <Ways tagged/> });
    let removal = move || {
        let Tagged { saved, tag } = saved().filter(|tagged| !tagged.saved.removed && may_change.get())?;
        Some(view! { <Removal resource=saved.resource tag/> })
    };
    view! {
        <div class="page-head">
            <Heading title/>
            <div class="actions">{ways} <Operation resource=operated status clients/> {removal}</div>
        </div>
        <ReadOnly role=Role::Operator/>
        {shown(gateway, move |tagged| view! { <Facts tagged status/> })}
        <DriftedNodes resource gateway status on_saved=Callback::new(move |()| changed.notify())/>
        {running}
        {further}
    }
}

/// The ways to change it and to bring it to the nodes.
#[component]
fn Ways(tagged: Tagged) -> impl IntoView {
    let saved = tagged.saved;
    let address = |page: &str| format!("/gateways/{}/{page}", saved.resource);
    let (edit, deploy) = (address("edit"), address("deploy"));
    let kind = saved.gateway.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
    let duplicate = format!("/new/{kind}?from={}", saved.resource);
    let may_change = may(Role::Operator);
    let can_edit = !Foreign::is_draft(&saved.gateway);
    move || {
        if !may_change.get() {
            // What a deployment would do may be looked at.
            return view! { <Link href=deploy.clone() attr:class="button">{say(words::SEE_PLAN)}</Link> }
                .into_any();
        }
        let change = can_edit.then(|| {
            view! {
                <Link href=edit.clone() attr:class="button">{say(words::EDIT)}</Link>
                <Link href=duplicate.clone() attr:class="button">{say(words::DUPLICATE)}</Link>
            }
        });
        view! { <Link href=deploy.clone() attr:class="button primary">{say(words::DEPLOY)}</Link> {change} }
            .into_any()
    }
}

/// How it is doing, and what it is.
#[component]
fn Facts(tagged: Tagged, status: Memo<Latest<GatewayStatus>>) -> impl IntoView {
    let name = read(&tagged).map(|gateway| gateway.name());
    let name = name.or_else(|| Some(Foreign::read(&tagged.saved.gateway).ok()?.name()));
    let saved = tagged.saved;
    let is_gone = Memo::new(move |_| {
        status.with(|status| {
            let nodes = status.value.as_ref().map(|status| &status.nodes);
            nodes.is_some_and(|nodes| nodes.iter().all(|node| node.snippet == SnippetState::Absent))
        })
    });
    let removed = move || {
        let text = if is_gone.get() { words::REMOVED_DONE } else { words::REMOVED_HOW };
        view! { <Warning text/> }
    };
    view! {
        <p class="facts">
            <span id="status">
                {move || status.with(|status| status.value.clone()).map(|status| view! { <Status status/> })}
            </span>
            <code class="name">{name}</code>
            <span>{say(words::REVISION)} " " {saved.revision} ", " {saved.author} ", " <Time at=saved.saved_at/></span>
        </p>
        {saved.removed.then_some(removed)}
    }
}

#[component]
fn SavedSnippet(
    tagged: Tagged,
    status: Memo<Latest<GatewayStatus>>,
    /// Told when a link was made.
    shares_changed: Trigger,
) -> impl IntoView {
    let saved = tagged.saved;
    let shared = Shared {
        resource: saved.resource.clone(),
        revision: saved.revision,
        is_changed: Signal::stored(false),
        on_changed: Callback::new(move |()| shares_changed.notify()),
    };
    let revision = RevisionOf { resource: saved.resource, number: saved.revision };
    let (file, text) = (Signal::stored(saved.file), Signal::stored(saved.text));
    let of_resource = revision.resource.clone();
    let live = Memo::new(move |_| {
        status.with(|status| live(status.value.as_ref()?, &of_resource)).unwrap_or_default()
    });
    let live = Signal::from(live);
    let found = Found::in_saved(&saved.gateway, saved.problems);
    view! {
        <section aria-labelledby="snippet-title">
            <h2 id="snippet-title">{say(words::SNIPPET)}</h2>
            <SnippetViews file text on_nodes=true live>
                <Preview file text revision=revision.clone() found shared=shared.clone()/>
            </SnippetViews>
        </section>
    }
}

/// How each unit is doing, its target among them, on the node that says most of the whole: the one where the gateway
/// runs, or else one that is doing as the whole is.
fn live(status: &GatewayStatus, resource: &str) -> Option<Live> {
    if status.state == RunState::Stopped {
        // No daemon reads the snippet, so that no node knows its units, and none runs them.
        return Some(Live { others: Some(RunState::Stopped), ..Live::default() });
    }
    let is_primary = |node: &&NodeStatus| Some(&node.node) == status.primary_on.as_ref();
    let is_telling = |node: &&NodeStatus| node.state == status.state && !node.units.is_empty();
    let node = status.nodes.iter().find(is_primary).or_else(|| status.nodes.iter().find(is_telling))?;
    let target = UnitStatus { unit: covered(&target_name(resource)), state: node.state, since: None };
    let units = std::iter::once(target).chain(node.units.iter().cloned()).collect();
    Some(Live { node: Some(node.node.clone()), units, others: None })
}

/// What was saved, as the model reads it.
fn read(tagged: &Tagged) -> Option<Gateway> {
    Gateway::read(&tagged.saved.gateway).ok()
}
