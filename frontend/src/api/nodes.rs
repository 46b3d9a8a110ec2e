//! Nodes: what they have, what is found on them, and what keeps gateways from them.

use gateway::api::deployments::Evict;
use gateway::api::nodes::{Maintenance, MaintenanceBegun, NodeCheck, NodeRow};
use gateway::plan::FoundSnippet;
use gloo_net::http::Method;

use super::{Api, ApiError, NO_BODY, escape};

impl Api {
    /// Every node with what it has.
    pub(crate) async fn list_nodes(self) -> Result<Vec<NodeRow>, ApiError> {
        self.get("/nodes").await
    }

    /// The snippets of a node, with their texts.
    pub(crate) async fn list_snippets(self, node: &str) -> Result<Vec<FoundSnippet>, ApiError> {
        self.get(&of_node(node, "snippets")).await
    }

    /// What would keep a deployment from a node.
    pub(crate) async fn check_node(self, node: &str) -> Result<Vec<NodeCheck>, ApiError> {
        self.get(&of_node(node, "preflight")).await
    }

    /// Installs the units that reload drbd-reactor when a snippet changes, and looks at the node again.
    pub(crate) async fn install_reload_units(self, node: &str) -> Result<Vec<NodeCheck>, ApiError> {
        self.send(Method::POST, &of_node(node, "reload-units"), NO_BODY).await
    }

    /// Keeps a node free of gateways, each of which another node may take `delay` seconds to take over.
    pub(crate) async fn begin_maintenance(
        self,
        node: &str,
        delay: u16,
    ) -> Result<MaintenanceBegun, ApiError> {
        let body = Maintenance { on: true, evict: Evict { delay } };
        self.send(Method::PUT, &of_node(node, "maintenance"), Some(&body)).await
    }

    /// Lets a node run gateways again.
    pub(crate) async fn end_maintenance(self, node: &str) -> Result<MaintenanceBegun, ApiError> {
        let body = Maintenance { on: false, evict: Evict::default() };
        self.send(Method::PUT, &of_node(node, "maintenance"), Some(&body)).await
    }

    /// The last lines that a unit has written into the journal of a node.
    pub(crate) async fn read_journal(self, node: &str, unit: &str) -> Result<String, ApiError> {
        self.get_text(&format!("{}?unit={}", of_node(node, "journal"), escape(unit))).await
    }
}

fn of_node(node: &str, what: &str) -> String {
    format!("/nodes/{}/{what}", escape(node))
}
