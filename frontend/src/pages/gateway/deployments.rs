//! Every deployment of a gateway.

use gateway::api::deployments::Deployment;
use leptos::prelude::*;

use crate::language::say;
use crate::latest::{follow, shown};
use crate::link::Link;
use crate::session::use_api;
use crate::status::{State, Time};
use crate::words;

/// The list of deployments, the newest first.
#[component]
pub(super) fn Deployments(resource: String) -> impl IntoView {
    let api = use_api();
    let deployments = follow(move || {
        let resource = resource.clone();
        async move { api.list_deployments(&resource).await }
    });
    view! {
        <section aria-labelledby="deployments-title">
            <h2 id="deployments-title">{say(words::DEPLOYMENTS)}</h2>
            {shown(deployments, |deployments| {
                if deployments.is_empty() {
                    view! { <p class="muted">{say(words::NO_DEPLOYMENTS)}</p> }.into_any()
                } else {
                    list(deployments).into_any()
                }
            })}
        </section>
    }
}

fn list(mut deployments: Vec<Deployment>) -> impl IntoView {
    deployments.sort_by(|one, other| other.started_at.cmp(&one.started_at));
    let rows = deployments.into_iter().map(|deployment| {
        let address = format!("/deployments/{}", deployment.id);
        let (job, revision) = (deployment.job, deployment.revision);
        view! {
            <li>
                <Link href=address>
                    {say(words::job(job))} ", " {say(words::REVISION)} " " {revision} " · "
                    <Time at=deployment.started_at/>
                </Link>
                <span>{deployment.author}</span>
                <State of=words::deployment_state(job, deployment.state)/>
            </li>
        }
    });
    view! { <ol class="plain-list deployments">{rows.collect_view()}</ol> }
}
