//! The ways to the first gateway, where there is none.

use gateway::api::people::Role;
use gateway::gateway::Kind;
use gateway::names::Choice;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{explain, say, tell};
use crate::link::Link;
use crate::preview::copy;
use crate::read_only::ReadOnly;
use crate::session::{Who, may, use_visit};
use crate::words;

const DEMO: &str = "sds-gateway serve --demo";

/// What is offered in the place of the list.
#[component]
pub(super) fn Empty() -> impl IntoView {
    let who = use_visit().who;
    let is_demo = Memo::new(move |_| who.with(|who| matches!(who, Who::Account(session) if session.demo)));
    view! {
        <section class="empty">
            <h2>{say(words::NO_GATEWAYS)}</h2>
            <p>{say(words::NO_GATEWAYS_HOW)}</p>
            <ReadOnly role=Role::Operator/>
            <Ways/>
            <Show when=move || !is_demo.get()><ul class="kinds"><Demo/></ul></Show>
        </section>
    }
}

/// What is offered where no server answers, which would have a list.
#[component]
pub(super) fn Unserved() -> impl IntoView {
    view! {
        <section class="empty">
            <h2>{say(words::UNSERVED)}</h2>
            <p>{explain(words::UNSERVED_HOW)}</p>
            <Ways/>
        </section>
    }
}

/// The ways that need no gateway.
#[component]
fn Ways() -> impl IntoView {
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
                    view! { <Link href=address(*kind)>{say(words::new_kind(*kind))}</Link> }.into_any()
                } else {
                    kind.label().into_any()
                }}
                <p class="muted">{say(purpose)}</p>
            </li>
        }
    });
    view! {
        <ul class="kinds">{kinds.collect_view()}</ul>
        <ul class="kinds">
            <li>
                <Link href="/check">{say(words::OR_IMPORT)}</Link>
                <p class="muted">{explain(words::OR_IMPORT_HOW)}</p>
            </li>
        </ul>
    }
}

/// How the demo is started.
#[component]
fn Demo() -> impl IntoView {
    let said = RwSignal::new(words::NOTHING);
    let copy = move |_| {
        spawn_local(async move {
            said.set(if copy(DEMO).await { words::COPIED } else { words::NOT_COPIED });
        });
    };
    view! {
        <li>
            <strong>{say(words::OR_DEMO)}</strong>
            <p class="muted">{say(words::OR_DEMO_HOW)}</p>
            <pre class="command"><code>{DEMO}</code></pre>
            <p class="actions">
                <button type="button" on:click=copy>{say(words::COPY_COMMAND)}</button>
                <span class="said" role="status">{tell(move || said.get())}</span>
            </p>
        </li>
    }
}

/// Where a gateway of a kind is made.
pub(super) fn address(kind: Kind) -> String {
    format!("/new/{kind}")
}
