//! The demo: a simulated cluster of three nodes, a directory node, and gateways to look at.

use std::path::Path;
use std::sync::Arc;

use gateway::api::audit::Action;
use gateway::gateway::Gateway;
use gateway::names::drbd::ResourceName;
use gateway::secret::masked;
use gateway::snippet::write::write;
use serde_json::{Value, json};

use crate::audit::Note;
use crate::clock;
use crate::node::Node;
use crate::node::directory::DirectoryNode;
use crate::node::error::NodeError;
use crate::node::simulated::SimulatedNode;
use crate::node::simulated::cluster::{Cluster, Pace};
use crate::store::{Saved, Store, StoreError};
use crate::who::Who;

/// The simulated machines.
const NODES: [&str; 3] = ["node-a", "node-b", "node-c"];
/// The node that is a directory; what is in it was deployed by the one who tries the demo.
const DIRECTORY: &str = "demo-directory";

/// Why the demo cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The directory of a node cannot be made.
    #[error("cannot create the directory `{path}` of a demo node")]
    Directory {
        /// The directory.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A node does not work.
    #[error("cannot start the node `{name}`")]
    Node {
        /// The node.
        name: &'static str,
        /// Why.
        #[source]
        source: NodeError,
    },
    /// The sample gateways cannot be saved.
    #[error("cannot save the sample gateways")]
    Store(#[from] StoreError),
}

/// Starts the demo's nodes over the data of an earlier start, or over samples that already run at the first.
pub async fn start(data: &Path, store: &dyn Store, pace: Pace) -> Result<Vec<Arc<dyn Node>>, DemoError> {
    let home = data.join("demo");
    let samples = save_samples(store).await?;
    let cluster = Arc::new(Cluster::new(pace));
    let mut nodes: Vec<Arc<dyn Node>> = Vec::new();
    for name in NODES {
        let directory = home.join(name).join("etc").join("drbd-reactor.d");
        create(&directory)?;
        let failed = |source| DemoError::Node { name, source };
        let files = DirectoryNode::new(name, &directory);
        for sample in &samples {
            let snippet = sample.snippet.parse().map_err(failed)?;
            files.put_enabled(&snippet, &sample.text, &[]).await.map_err(failed)?;
        }
        nodes.push(Arc::new(
            SimulatedNode::boot(name, directory, Arc::clone(&cluster)).await.map_err(failed)?,
        ));
    }
    let directory = home.join(DIRECTORY);
    create(&directory)?;
    nodes.push(Arc::new(DirectoryNode::new(DIRECTORY, directory)));
    Ok(nodes)
}

fn create(directory: &Path) -> Result<(), DemoError> {
    std::fs::create_dir_all(directory)
        .map_err(|source| DemoError::Directory { path: directory.display().to_string(), source })
}

/// Saves those samples that were never saved; whoever removes one does not get it back.
async fn save_samples(store: &dyn Store) -> Result<Vec<Saved>, StoreError> {
    let mut saved = Vec::new();
    for draft in samples() {
        let gateway = Gateway::read(&draft).expect("the samples have no errors");
        if store.revisions(ResourceName::as_str(&gateway.resource)).await?.is_empty() {
            let sample = Saved {
                resource: gateway.resource.to_string(),
                revision: 1,
                author: "demo".to_owned(),
                saved_at: clock::now(),
                message: String::new(),
                removed: false,
                snippet: gateway.snippet_name(),
                gateway: serde_json::to_value(&gateway).expect("a gateway is plain data"),
                text: write(&gateway),
            };
            let note = Note::new(&Who::server(), Action::CreateGateway, &sample.resource)
                .after(&json!({"revision": 1, "text": masked(&sample.text)}));
            store.append(&sample, &note).await?;
            saved.push(sample);
        }
    }
    Ok(saved)
}

/// No NFS among them: a node has one kernel NFS server, and the first own NFS gateway is to get it.
fn samples() -> [Value; 2] {
    [
        json!({
            "kind": "iscsi",
            "resource": "vm-disks",
            "service_ips": [{"ip": "192.168.50.10/24"}, {"ip": "192.168.51.10/24"}],
            "iqn": "iqn.2024-01.com.example:demo.vm-disks",
            "luns": [{"volume": 1}, {"volume": 2}],
            "promoter": {"preferred-nodes": ["node-b"]}
        }),
        json!({
            "kind": "nvmeof",
            "resource": "fast-disks",
            "service_ips": [{"ip": "192.168.50.20/24"}],
            "nqn": "nqn.2024-01.com.example:demo.fast-disks",
            "namespaces": [{"volume": 1}]
        }),
    ]
}
