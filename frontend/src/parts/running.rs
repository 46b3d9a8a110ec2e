//! The part in which gateways are looked at, compared and deployed.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::pages::compare::ComparePage;
use crate::pages::deploy::DeployPage;
use crate::pages::deployment::DeploymentPage;
use crate::pages::gateway::GatewayPage;
use crate::pages::nodes::NodesPage;
use crate::pages::review::{ReviewPage, SharedReviewPage};
use crate::pages::revision::RevisionPage;

/// A page of the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Running {
    /// The gateway of a resource.
    Gateway(String),
    /// The plan of the next deployment of a resource.
    Deploy(String),
    /// The deployment of an identifier.
    Deployment(String),
    /// A revision of a resource.
    Revision(String, u32),
    /// Two revisions of a resource.
    Compare(String),
    /// The review of a revision of a resource.
    Review(String, u32),
    /// The review for whoever has the token of a share link.
    SharedReview(String),
    /// The nodes.
    Nodes,
}

#[allow(clippy::unnecessary_wraps, reason = "the call fails where the part cannot be fetched")]
#[cfg_attr(
    feature = "parts",
    leptos::wasm_split::wasm_split(running, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))
)]
pub(super) fn show(page: Running) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Running::Gateway(resource) => view! { <GatewayPage resource/> }.into_any(),
        Running::Deploy(resource) => view! { <DeployPage resource/> }.into_any(),
        Running::Compare(resource) => view! { <ComparePage resource/> }.into_any(),
        Running::Deployment(id) => view! { <DeploymentPage id/> }.into_any(),
        Running::Revision(resource, number) => view! { <RevisionPage resource number/> }.into_any(),
        Running::Review(resource, number) => view! { <ReviewPage resource number/> }.into_any(),
        Running::SharedReview(token) => view! { <SharedReviewPage token/> }.into_any(),
        Running::Nodes => view! { <NodesPage/> }.into_any(),
    })
}
