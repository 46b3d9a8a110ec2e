//! How gateways are doing, what starts, stops and moves them, and what nodes have instead of what was deployed.

use gateway::api::deployments::{Deployment, Evict};
use gateway::api::running::{GatewayStatus, NodeDrift};
use gateway::api::{ROOT, TakeOver};
use gloo_net::http::Method;

use super::{Api, ApiError, NO_BODY, Tagged, escape, gateway};

/// Name of the event that tells all gateways.
pub(crate) const GATEWAYS_EVENT: &str = "gateways";
/// Name of the event that tells what has changed.
pub(crate) const CHANGES_EVENT: &str = "changes";
/// Name of the event that tells that nothing has.
pub(crate) const ALIVE_EVENT: &str = "alive";

/// Where the server tells all gateways, and then what has changed.
pub(crate) fn gateway_events() -> String {
    format!("{ROOT}/events?changes=true")
}

impl Api {
    /// Where a gateway runs.
    pub(crate) async fn find_status(self, resource: &str) -> Result<GatewayStatus, ApiError> {
        self.get(&format!("{}/status", gateway(resource))).await
    }

    /// Begins to start a gateway that was stopped.
    pub(crate) async fn start_gateway(self, resource: &str) -> Result<Deployment, ApiError> {
        self.send(Method::POST, &format!("{}/start", gateway(resource)), NO_BODY).await
    }

    /// Begins to stop a gateway on all nodes.
    pub(crate) async fn stop_gateway(self, resource: &str) -> Result<Deployment, ApiError> {
        self.send(Method::POST, &format!("{}/stop", gateway(resource)), NO_BODY).await
    }

    /// Begins to move a gateway to another node, which may take `delay` seconds to take over.
    pub(crate) async fn evict_gateway(self, resource: &str, delay: u16) -> Result<Deployment, ApiError> {
        let body = Evict { delay };
        self.send(Method::POST, &format!("{}/evict", gateway(resource)), Some(&body)).await
    }

    /// Begins to give every node back what it had before a deployment.
    pub(crate) async fn roll_back(self, id: &str) -> Result<Deployment, ApiError> {
        self.send(Method::POST, &format!("/deployments/{}/rollback", escape(id)), NO_BODY).await
    }

    /// The nodes that have something else than was deployed there.
    pub(crate) async fn list_drift(self, resource: &str) -> Result<Vec<NodeDrift>, ApiError> {
        self.get(&format!("{}/drift", gateway(resource))).await
    }

    /// Saves what a node has as the newest revision, unless somebody else changed what `tag` stands for.
    pub(crate) async fn take_over(self, resource: &str, tag: &str, node: String) -> Result<Tagged, ApiError> {
        let path = format!("{}/take-over", gateway(resource));
        self.tagged(Method::POST, &path, Some(tag), Some(&TakeOver { node })).await
    }
}
