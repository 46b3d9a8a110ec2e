//! One gateway: how it is doing, its snippet, its revisions and its deployments.

mod deployments;
mod removal;
mod revisions;
mod units;

use gateway::api::GatewayRow;
use gateway::gateway::Kind;
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::Value;

use crate::api::Tagged;
use crate::language::say;
use crate::latest::{ask, follow, shown};
use crate::notice::{Failure, Warning};
use crate::form::problems::ProblemLine;
use crate::preview::Preview;
use crate::session::use_api;
use crate::shell::Heading;
use crate::status::{Status, Time};
use crate::words;
use deployments::Deployments;
use removal::Removal;
use revisions::Revisions;
use units::Units;

/// The page of a gateway.
#[component]
pub(crate) fn GatewayPage(resource: String) -> impl IntoView {
    let api = use_api();
    let asked = resource.clone();
    let gateway = ask(move || {
        let resource = asked.clone();
        async move { api.find_gateway(&resource).await }
    });
    let rows = follow(move || api.list_gateways());
    let asked = resource.clone();
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.value.as_ref()?.iter().find(|row| row.resource == asked).cloned())
    });
    view! {
        {shown(gateway, move |tagged| view! { <Head tagged=tagged.clone() row/> <Saved tagged/> })}
        <section aria-labelledby="units-title">
            <h2 id="units-title">{say(words::UNITS)}</h2>
            {move || row.get().map(|row| view! { <Units status=row.status/> })}
            {move || rows.with(|rows| rows.error.clone()).map(|error| view! { <Failure error/> })}
        </section>
        <Deployments resource=resource.clone()/>
        <Revisions resource/>
    }
}

/// What it is, how it is doing, and what can be done with it.
#[component]
fn Head(tagged: Tagged, row: Memo<Option<GatewayRow>>) -> impl IntoView {
    let Tagged { saved, tag } = tagged;
    let kind = saved.gateway.get("kind").and_then(Value::as_str).and_then(|kind| kind.parse::<Kind>().ok());
    let title = words::gateway_title(kind.map_or("", Kind::label), &saved.resource);
    let name = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.name.clone())));
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.status.clone())));
    let address = |page: &str| format!("/gateways/{}/{page}", saved.resource);
    let (edit, deploy) = (address("edit"), address("deploy"));
    view! {
        <div class="page-head">
            <Heading title=say(title)/>
            <div class="actions">
                <A href=deploy attr:class="button primary">{say(words::DEPLOY)}</A>
                <A href=edit attr:class="button">{say(words::EDIT)}</A>
                {(!saved.removed).then(|| view! { <Removal resource=saved.resource.clone() tag/> })}
            </div>
        </div>
        <p class="facts">
            <span id="status">{move || status.get().map(|status| view! { <Status status/> })}</span>
            {move || name.get().map(|name| view! { <code class="name">{name}</code> })}
            <span>{say(words::REVISION)} " " {saved.revision} ", " {saved.author} ", " <Time at=saved.saved_at/></span>
        </p>
        {saved.removed.then(|| view! { <Warning text=words::REMOVED_HOW/> })}
    }
}

#[component]
fn Saved(tagged: Tagged) -> impl IntoView {
    let saved = tagged.saved;
    let problems = saved.problems.into_iter().map(|problem| view! { <ProblemLine problem/> }).collect_view();
    view! {
        <section aria-labelledby="snippet-title">
            <h2 id="snippet-title">{say(words::SNIPPET)}</h2>
            {problems}
            <Preview file=saved.file text=saved.text/>
        </section>
    }
}
