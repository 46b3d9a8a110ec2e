//! The part in which gateways are looked at, compared and deployed.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::parameter;
use crate::pages::compare::ComparePage;
use crate::pages::deploy::DeployPage;
use crate::pages::deployment::DeploymentPage;
use crate::pages::gateway::GatewayPage;
use crate::pages::nodes::NodesPage;
use crate::pages::not_found::NotFound;
use crate::pages::review::{ReviewPage, SharedReviewPage};
use crate::pages::revision::RevisionPage;

/// A page of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Running {
    /// A gateway.
    Gateway,
    /// The plan of a deployment.
    Deploy,
    /// A deployment.
    Deployment,
    /// A revision.
    Revision,
    /// Two revisions.
    Compare,
    /// The review of a revision.
    Review,
    /// The review for whoever has a share link.
    SharedReview,
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
        Running::Gateway => of_resource(|resource| view! { <GatewayPage resource/> }.into_any()),
        Running::Deploy => of_resource(|resource| view! { <DeployPage resource/> }.into_any()),
        Running::Compare => of_resource(|resource| view! { <ComparePage resource/> }.into_any()),
        Running::Deployment => deployment(),
        Running::Revision => {
            of_revision(|resource, number| view! { <RevisionPage resource number/> }.into_any())
        }
        Running::Review => of_revision(|resource, number| view! { <ReviewPage resource number/> }.into_any()),
        Running::SharedReview => shared_review(),
        Running::Nodes => view! { <NodesPage/> }.into_any(),
    })
}

fn of_resource(page: fn(String) -> AnyView) -> AnyView {
    let resource = parameter("resource");
    (move || page(resource.get())).into_any()
}

fn of_revision(page: fn(String, u32) -> AnyView) -> AnyView {
    let (resource, number) = (parameter("resource"), parameter("number"));
    let page = move || match number.get().parse::<u32>() {
        Ok(number) => page(resource.get(), number),
        Err(_) => view! { <NotFound/> }.into_any(),
    };
    page.into_any()
}

fn deployment() -> AnyView {
    let id = parameter("id");
    (move || view! { <DeploymentPage id=id.get()/> }).into_any()
}

fn shared_review() -> AnyView {
    let token = parameter("token");
    (move || view! { <SharedReviewPage token=token.get()/> }).into_any()
}
