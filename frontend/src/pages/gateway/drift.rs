//! What nodes have instead of what was deployed there, and the two ways out: to take it over, or to deploy again.

use gateway::api::people::Role;
use gateway::api::running::{Drift, GatewayStatus, NodeDrift};
use leptos::prelude::*;

use crate::api::Tagged;
use crate::confirmed::{Confirmed, Order, Stake};
use crate::diff::Diff;
use crate::language::{explain, say};
use crate::latest::{Latest, ask, entries, part, shown};
use crate::link::Link;
use crate::session::{may, use_api};
use crate::words;

/// The nodes that drifted; nothing where none did.
#[component]
pub(super) fn DriftedNodes(
    resource: String,
    gateway: Memo<Latest<Tagged>>,
    status: Memo<Latest<GatewayStatus>>,
    /// Told that there is a new revision.
    on_saved: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let drifted = part(status, drifted);
    let has_drifted = Memo::new(move |_| {
        drifted.with(|drifted| drifted.value.as_ref().is_some_and(|drifted| !drifted.is_empty()))
    });
    let taken: RwSignal<Option<u32>> = RwSignal::new(None);
    let may_change = may(Role::Operator);
    move || {
        if !has_drifted.get() {
            return None;
        }
        let asked = resource.clone();
        let found = ask(move || {
            drifted.track();
            let resource = asked.clone();
            async move { api.list_drift(&resource).await }
        });
        let (resource, deploy) = (resource.clone(), format!("/gateways/{resource}/deploy"));
        let again = deploy.clone();
        let said = move || {
            let text = words::taken_over(taken.get()?);
            let deploy = deploy.clone();
            Some(view! {
                <p class="notice info" role="status">{say(text)} " " <Link href=deploy>{say(words::DEPLOY)}</Link></p>
            })
        };
        Some(view! {
            <section aria-labelledby="drift-title" id="drift">
                <div class="page-head">
                    <h2 id="drift-title">{say(words::DRIFTED)}</h2>
                    <Show when=move || may_change.get()>
                        <Link href=again.clone() attr:class="button">{say(words::DEPLOY_AGAIN)}</Link>
                    </Show>
                </div>
                <p class="prose">{say(words::DRIFTED_HOW)}</p>
                {said}
                {shown(part(found, Vec::is_empty), move |_| {
                    let resource = resource.clone();
                    view! {
                        <ul class="plan">
                            <For each=entries(found) key=|(key, _)| key.clone() let((_, drift))>
                                <DriftedNode resource=resource.clone() drift gateway taken on_saved/>
                            </For>
                        </ul>
                    }
                })}
            </section>
        })
    }
}

fn drifted(status: &GatewayStatus) -> Vec<(String, Drift)> {
    status.nodes.iter().filter_map(|node| Some((node.node.clone(), node.drift?))).collect()
}

#[component]
fn DriftedNode(
    resource: String,
    drift: NodeDrift,
    gateway: Memo<Latest<Tagged>>,
    taken: RwSignal<Option<u32>>,
    on_saved: Callback<()>,
) -> impl IntoView {
    let NodeDrift { node, drift, diff, taking_over_loses } = drift;
    // Only another text is something to save.
    let can_take_over = match drift {
        Drift::Changed | Drift::Extra => true,
        Drift::Missing | Drift::Disabled | Drift::Enabled => false,
    };
    let label = words::changes_on(&node);
    view! {
        <li class="node">
            <h3>{node.clone()}</h3>
            <p><strong>{say(words::drift(drift))}</strong></p>
            {(!diff.is_empty()).then(|| view! {
                <details class="folded" open=can_take_over>
                    <summary>{say(words::CHANGES)}</summary>
                    <Diff text=diff label=say(label)/>
                </details>
            })}
            {can_take_over.then(|| view! {
                <div class="actions">
                    <TakingOver resource node losses=taking_over_loses gateway taken on_saved/>
                </div>
            })}
        </li>
    }
}

#[component]
fn TakingOver(
    resource: String,
    node: String,
    losses: Vec<gateway::text::Text>,
    gateway: Memo<Latest<Tagged>>,
    taken: RwSignal<Option<u32>>,
    on_saved: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let may_save = may(Role::Operator);
    let (id, title) = (format!("take-over-{node}"), words::take_over_title(&node));
    let order = Order::new_local(move |(): &()| {
        let (resource, node) = (resource.clone(), node.clone());
        let tag = gateway.with_untracked(|gateway| gateway.value.as_ref().map(|tagged| tagged.tag.clone()));
        async move {
            let tagged = api.take_over(&resource, &tag.unwrap_or_default(), node).await?;
            taken.set(Some(tagged.saved.revision));
            on_saved.run(());
            Ok(())
        }
    });
    let losses = (!losses.is_empty()).then(|| {
        let items = losses.into_iter().map(|loss| view! { <li>{explain(loss)}</li> }).collect_view();
        view! { <p>{say(words::TAKING_OVER_LOSES)}</p> <ul class="points">{items}</ul> }
    });
    view! {
        <Confirmed id label=words::TAKE_OVER title=say(title) confirm=words::TAKE_OVER_CONFIRM stake=Stake::Little order
            is_offered=may_save>
            <p>{say(words::TAKE_OVER_HOW)}</p>
            {losses}
        </Confirmed>
    }
}
