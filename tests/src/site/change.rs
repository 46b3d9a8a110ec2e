//! A gateway that runs with one content and is to get another, while something goes wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sds_gateway::deploy::Patience;
use sds_gateway::node::limits::Limits;
use serde_json::{Value, json};

use super::{Site, iscsi, of_node};
use crate::machines::Machines;
use crate::machines::node::Node;
use crate::machines::stage::Reaction;
use crate::machines::wire::Call;

/// The file of the gateway.
pub const FILE: &str = "sds-iscsi-r0.toml";

/// Two nodes, with a gateway that is to change.
pub struct Change {
    /// The server and its nodes.
    pub site: Site,
    /// The text that runs.
    pub old: String,
    /// The text that is to run.
    pub new: String,
}

impl Change {
    /// Deploys the old content and saves the new one.
    pub async fn prepared(limits: Limits, patience: Patience) -> Self {
        let site = Site::with(Machines::start(&["node-a", "node-b"]), limits, patience).await;
        let old = site.deployed(&iscsi("r0", 100, 3260)).await;
        let saved = site.server.save(&iscsi("r0", 100, 3261)).await;
        site.machines.forget_calls();
        Self { site, old, new: saved["text"].as_str().expect("a text").to_owned() }
    }

    /// The node on which things go wrong.
    pub fn node(&self) -> Arc<Node> {
        self.site.machines.node("node-b")
    }

    /// Lets something happen at the first call on that node that is as wanted, once the deployment changes things.
    pub fn at(
        &self,
        is_wanted: impl Fn(&Call) -> bool + Send + Sync + 'static,
        then: impl Fn(&Node) -> Reaction + Send + Sync + 'static,
    ) {
        let (node, happened) = (self.node(), AtomicBool::new(false));
        self.site.machines.hook(move |call| {
            if call.node == node.name() && is_wanted(call) && !happened.swap(true, Ordering::SeqCst) {
                then(&node)
            } else {
                Reaction::Continue
            }
        });
    }

    /// Wants every file to be whole, whatever came of the deployment.
    #[track_caller]
    pub fn is_whole(&self) {
        self.site.nothing_is_half(&[&self.old, &self.new]);
    }

    /// Wants all nodes to have the old file, and the gateway to run with it.
    #[track_caller]
    pub fn is_old(&self) {
        self.site.all_have(FILE, &self.old);
        assert!(self.runs_at("3260"), "{:?}", self.site.running("r0"));
    }

    /// Wants all nodes to have the new file, and the gateway to run with it.
    #[track_caller]
    pub fn is_new(&self) {
        self.site.all_have(FILE, &self.new);
        assert!(self.runs_at("3261"), "{:?}", self.site.running("r0"));
    }

    fn runs_at(&self, port: &str) -> bool {
        self.site.running("r0").iter().any(|entry| entry.contains(port))
    }

    /// Wants the next deployment to bring everything about, as one does that is tried again.
    pub async fn can_be_brought_about(&self) {
        let deployment = self.site.server.deploy("r0").await;
        assert_eq!(deployment["state"], "done", "{deployment:#}");
        self.is_new();
    }
}

/// Whether a call is one of `drbd-reactorctl` with a verb.
pub fn ctl(verb: &'static str) -> impl Fn(&Call) -> bool + Send + Sync + 'static {
    move |call| call.is("drbd-reactorctl", &["--context", "none", verb])
}

/// What a deployment says of a node, in English; both languages must say something.
///
/// # Panics
///
/// If it says nothing.
pub fn said(deployment: &Value, node: &str) -> String {
    let detail = &of_node(&deployment["results"], node)["detail"];
    assert_ne!(detail["zh"], json!(""));
    detail["en"].as_str().expect("a text").to_owned()
}
