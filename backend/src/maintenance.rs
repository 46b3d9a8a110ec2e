//! Keeping a node free of gateways: those that run there are sent away, and none may start until the end.

use std::collections::BTreeMap;

use gateway::api::audit::Action;
use gateway::api::nodes::MaintenanceBegun;
use gateway::plan::FoundSnippet;
use gateway::snippet::read;
use serde_json::json;

use crate::app::App;
use crate::audit::Note;
use crate::deploy::DeployError;
use crate::deploy::step::runs;
use crate::node::error::NodeError;
use crate::node::{Admission, Node};
use crate::store::{Saved, StoreError};
use crate::who::Who;

/// Why the maintenance of a node does not begin or end as a whole.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// The node did not do what was asked.
    #[error("the node `{node}` did not do what was asked")]
    Node {
        /// The node.
        node: String,
        /// Why.
        #[source]
        source: NodeError,
    },
    /// A gateway cannot be sent away.
    #[error("a gateway cannot be sent away")]
    Deploy(#[source] DeployError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins the maintenance of a node. It is noted first: whatever is deployed from now on is not started there.
pub async fn begin(
    app: &App,
    node: &dyn Node,
    delay: u16,
    who: &Who,
) -> Result<MaintenanceBegun, MaintenanceError> {
    let failed = |source| MaintenanceError::Node { node: node.name().to_owned(), source };
    if !node.runs_services() {
        return Err(failed(NodeError::NoDaemon));
    }
    app.store.set_maintenance(node.name(), true, &note(who, node, true)).await?;
    let mut begun = MaintenanceBegun::default();
    let gateways = app.store.gateways().await?;
    let survey = node.survey().await.map_err(failed)?;
    for snippet in survey.snippets.iter().filter(|snippet| snippet.enabled) {
        for resource in resources(snippet) {
            let saved =
                gateways.iter().find(|saved| saved.resource == resource && saved.snippet == snippet.name);
            if let Some(saved) = saved.filter(|_| runs(survey.service(&resource).state)) {
                send_away(app, saved, node, delay, who, &mut begun).await?;
            } else {
                // What somebody else has written is kept from starting, and not interrupted: nobody would watch it.
                let name = snippet.name.parse().map_err(failed)?;
                node.admit(&name, &resource, Admission::Refused).await.map_err(failed)?;
            }
        }
    }
    Ok(begun)
}

async fn send_away(
    app: &App,
    saved: &Saved,
    node: &dyn Node,
    delay: u16,
    who: &Who,
    begun: &mut MaintenanceBegun,
) -> Result<(), MaintenanceError> {
    match app.deployments.evict_gateway(saved, who, delay, Some(node.name())).await {
        Ok(deployment) => begun.deployments.push(deployment),
        Err(DeployError::Busy) => begun.busy.push(saved.resource.clone()),
        // It has left on its own since we looked.
        Err(DeployError::NotActive) => {}
        Err(error) => return Err(MaintenanceError::Deploy(error)),
    }
    Ok(())
}

/// Ends the maintenance of a node: it may run every gateway again.
pub async fn end(app: &App, node: &dyn Node, who: &Who) -> Result<MaintenanceBegun, MaintenanceError> {
    let failed = |source| MaintenanceError::Node { node: node.name().to_owned(), source };
    let survey = node.survey().await.map_err(failed)?;
    let mut admitted: BTreeMap<String, String> = BTreeMap::new();
    // A gateway that was stopped or removed meanwhile may start there again some day, too.
    for saved in app.store.gateways().await? {
        admitted.insert(saved.resource, saved.snippet);
    }
    for snippet in &survey.snippets {
        admitted.extend(resources(snippet).into_iter().map(|resource| (resource, snippet.name.clone())));
    }
    for (resource, snippet) in admitted {
        let name = snippet.parse().map_err(failed)?;
        node.admit(&name, &resource, Admission::Admitted).await.map_err(failed)?;
    }
    // Noted last: cut short, the node still counts as kept free, and ending it again does the rest.
    app.store.set_maintenance(node.name(), false, &note(who, node, false)).await?;
    Ok(MaintenanceBegun::default())
}

fn note(who: &Who, node: &dyn Node, on: bool) -> Note {
    Note::new(who, Action::Maintenance, node.name()).after(&json!({"maintenance": on}))
}

fn resources(snippet: &FoundSnippet) -> Vec<String> {
    let resources = read::resources(&snippet.text).unwrap_or_default();
    resources.into_iter().map(|resource| resource.name).collect()
}
