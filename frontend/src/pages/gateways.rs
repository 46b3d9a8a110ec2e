//! Every gateway: what it is, where it runs, who saved it last.

use gateway::api::GatewayRow;
use gateway::api::people::Role;
use gateway::api::running::GatewayStatus;
use gateway::gateway::Kind;
use gateway::names::Choice;
use gateway::text::Text;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::language::say;
use crate::latest::{Latest, ask, entries, follow, part, shown};
use crate::read_only::ReadOnly;
use crate::session::{may, use_api};
use crate::shell::heading;
use crate::status::{Status, Time};
use crate::words;

/// The list.
#[component]
pub(crate) fn GatewaysPage() -> impl IntoView {
    let api = use_api();
    let rows = follow(move || api.list_gateways());
    view! {
        {heading(words::GATEWAYS)}
        {shown(part(rows, Vec::is_empty), move |is_empty| {
            if is_empty { empty().into_any() } else { list(rows).into_any() }
        })}
        <Gone/>
    }
}

/// Removed gateways: their revisions are kept, so there must be a way to them.
#[component]
fn Gone() -> impl IntoView {
    let api = use_api();
    let gone = ask(move || api.list_gone_gateways());
    move || {
        let gone = gone.with(|gone| gone.value.clone()).filter(|gone| !gone.is_empty())?;
        let links = gone.into_iter().map(|row| {
            let link = format!("/gateways/{}", row.resource);
            view! { <li><A href=link>{row.resource}</A> " " <span class="muted">{kind_name(row.kind)}</span></li> }
        });
        let links = links.collect_view();
        Some(view! {
            <details class="gone">
                <summary>{say(words::GONE)}</summary>
                <ul class="plain-list">{links}</ul>
            </details>
        })
    }
}

fn list(rows: Memo<Latest<Vec<GatewayRow>>>) -> impl IntoView {
    let head =
        [words::RESOURCE, words::KIND, words::STATUS, words::SERVICE_IPS, words::NAME, words::REVISION];
    let head = head.map(|word| view! { <th scope="col">{say(word)}</th> }).collect_view();
    view! {
        <New/>
        <table class="cards gateways">
            <thead><tr>{head}</tr></thead>
            <tbody><For each=entries(rows) key=|(key, _)| key.clone() let((_, each))>{row(each)}</For></tbody>
        </table>
    }
}

/// The ways to a new gateway, for those who may save one.
#[component]
fn New() -> impl IntoView {
    let may_save = may(Role::Operator);
    let kinds = || {
        let link = |kind: Kind| {
            view! { <A href=address(kind) attr:class="button">{say(words::new_kind(kind))}</A> }
        };
        Kind::ALL.iter().copied().map(link).collect_view()
    };
    view! {
        <Show when=move || may_save.get() fallback=|| view! { <ReadOnly role=Role::Operator/> }>
            <nav class="actions" aria-label=say(words::NEW_GATEWAY)>{kinds()}</nav>
        </Show>
    }
}

fn row(row: GatewayRow) -> impl IntoView {
    let cell = |word: Text, content: AnyView| {
        view! { <td><span class="cell-name" aria-hidden="true">{say(word)}</span><div>{content}</div></td> }
    };
    let link = format!("/gateways/{}", row.resource);
    let service_ips = row.service_ips.into_iter().map(|ip| view! { <code>{ip}</code> }).collect_view();
    let drifted = drifted(&row.status);
    let removed = row.removed.then(|| view! { " " <span class="tag">{say(words::REMOVED)}</span> });
    let revision = view! {
        <span class="revision">{row.revision}</span> " " {row.author} " " <span class="muted"><Time at=row.saved_at/></span>
    };
    view! {
        <tr class:removed=row.removed>
            <th scope="row"><A href=link>{row.resource}</A>{removed}</th>
            {cell(words::KIND, kind_name(row.kind).into_any())}
            {cell(words::STATUS, view! { <Status status=row.status/> {drifted} }.into_any())}
            {cell(words::SERVICE_IPS, view! { <span class="service-ips">{service_ips}</span> }.into_any())}
            {cell(words::NAME, view! { <code class="name">{row.name}</code> }.into_any())}
            {cell(words::REVISION, revision.into_any())}
        </tr>
    }
}

/// The mark of a gateway of which nodes have something else than was deployed there, with their names.
fn drifted(status: &GatewayStatus) -> Option<impl IntoView + use<>> {
    let nodes: Vec<&str> =
        status.nodes.iter().filter(|node| node.drift.is_some()).map(|node| node.node.as_str()).collect();
    let names = say(words::on_node(&nodes.join(", ")));
    (!nodes.is_empty()).then(|| {
        view! {
            " "
            <span class="tag drift" title=names>
                {say(words::DRIFT)} <span class="visually-hidden">" " {names}</span>
            </span>
        }
    })
}

/// What a kind is called; a foreign snippet has none.
fn kind_name(kind: Option<Kind>) -> impl IntoView {
    match kind {
        Some(kind) => kind.label().into_any(),
        None => say(words::FOREIGN).into_any(),
    }
}

fn empty() -> impl IntoView {
    let may_save = may(Role::Operator);
    let kinds = Kind::ALL.iter().map(|kind| {
        let purpose = match kind {
            Kind::Iscsi => words::ISCSI_FOR,
            Kind::Nfs => words::NFS_FOR,
            Kind::Nvmeof => words::NVMEOF_FOR,
        };
        view! {
            <li>
                {move || if may_save.get() {
                    view! { <A href=address(*kind)>{say(words::new_kind(*kind))}</A> }.into_any()
                } else {
                    kind.label().into_any()
                }}
                <p class="muted">{say(purpose)}</p>
            </li>
        }
    });
    view! {
        <section class="empty">
            <h2>{say(words::NO_GATEWAYS)}</h2>
            <p>{say(words::NO_GATEWAYS_HOW)}</p>
            <ReadOnly role=Role::Operator/>
            <ul class="kinds">{kinds.collect_view()}</ul>
        </section>
    }
}

fn address(kind: Kind) -> String {
    format!("/new/{kind}")
}
