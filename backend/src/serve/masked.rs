//! What answers tell of gateways, snippets and deployments: everything but secrets.

use gateway::api::deployments::Deployment;
use gateway::api::nodes::NodeCheck;
use gateway::api::{Revision, SavedGateway};
use gateway::plan::FoundSnippet;
use gateway::secret::json::mask_gateway;
use gateway::secret::{masked, masked_problems, masked_text};

/// A saved gateway with `***` in the place of every secret.
pub(super) fn masked_gateway(saved: SavedGateway) -> SavedGateway {
    SavedGateway {
        gateway: mask_gateway(&saved.gateway),
        text: masked(&saved.text),
        problems: masked_problems(saved.problems),
        ..saved
    }
}

/// The same for a revision.
pub(super) fn masked_revision(revision: Revision) -> Revision {
    Revision { gateway: mask_gateway(&revision.gateway), text: masked(&revision.text), ..revision }
}

/// The same for the snippets of a node.
pub(super) fn masked_snippets(mut snippets: Vec<FoundSnippet>) -> Vec<FoundSnippet> {
    for snippet in &mut snippets {
        snippet.text = masked(&snippet.text);
    }
    snippets
}

/// A deployment without what programs on nodes may have said of secrets.
pub(super) fn masked_deployment(mut deployment: Deployment) -> Deployment {
    for detail in deployment.steps.iter_mut().filter_map(|step| step.detail.as_mut()) {
        *detail = masked_text(detail);
    }
    for result in &mut deployment.results {
        result.detail = masked_text(&result.detail);
    }
    deployment
}

/// The same for what a node was found to be like.
pub(super) fn masked_checks(mut checks: Vec<NodeCheck>) -> Vec<NodeCheck> {
    for check in &mut checks {
        check.detail = masked_text(&check.detail);
    }
    checks
}
