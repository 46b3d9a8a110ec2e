//! A whole server in the test's process, with nodes that it reaches over real SSH.

pub mod change;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use gateway::gateway::Kind;
use gateway::names::Choice;
use sds_gateway::deploy::Patience;
use sds_gateway::node::limits::Limits;
use sds_gateway::node::reactor::ReactorNode;
use sds_gateway::node::simulated::cluster::{Cluster, Pace};
use sds_gateway::node::ssh::Gate;
use sds_gateway::node::{DISABLED, ENABLED, Node};
use sds_gateway::settings::{Given, Settings};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::machines::Machines;
use crate::server::Server;

/// The nodes that a site has unless told otherwise.
pub const NAMES: [&str; 3] = ["node-a", "node-b", "node-c"];

/// Limits that no test meets unless it wants to, and that break a dead connection soon.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    heartbeat: Duration::from_secs(1),
    pause: Duration::from_millis(20),
    program: Duration::from_secs(15),
    services: Duration::from_secs(15),
};

/// Patience that no test meets unless it wants to.
pub const PATIENCE: Patience = Patience { limit: Duration::from_secs(20), pause: Duration::from_millis(20) };

/// A server and its nodes.
pub struct Site {
    /// The server. It is dropped before the nodes are, so that it ends its connections.
    pub server: Server,
    /// The nodes, and what runs on them.
    pub machines: Arc<Machines>,
    home: Arc<TempDir>,
}

impl Site {
    /// A server with three nodes that do everything in little time.
    pub async fn start() -> Self {
        Self::with(Machines::start(&NAMES), LIMITS, PATIENCE).await
    }

    /// A server with these nodes. DRBD knows the resources of the examples.
    pub async fn with(machines: Machines, limits: Limits, patience: Patience) -> Self {
        // Nobody pulls the plug here, so that no write needs to wait for a disk.
        let memory = Path::new("/dev/shm");
        let home = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let home = Arc::new(home.expect("a temporary directory"));
        let resources: Vec<String> = Kind::ALL.iter().map(|kind| resource(&draft(*kind))).collect();
        machines.add_drbd(&resources.iter().map(String::as_str).collect::<Vec<_>>());
        let nodes = nodes(&machines.settings(), limits);
        let server = Server::over(Arc::clone(&home), nodes, patience).await.signed_in().await;
        Self { server, machines: Arc::new(machines), home }
    }

    /// A server with these nodes, whose gateways take their time.
    pub async fn at(names: &[&str], pace: Pace) -> Self {
        Self::with(Machines::start_at(names, pace), LIMITS, PATIENCE).await
    }

    /// Another server over the same data and the same nodes, whose settings may be others. It is connected to none.
    pub async fn again(&self, settings: &str, limits: Limits, patience: Patience) -> Server {
        Server::over(Arc::clone(&self.home), nodes(settings, limits), patience).await.signed_in().await
    }

    /// Saves and deploys a gateway, and gives its text.
    ///
    /// # Panics
    ///
    /// If the deployment does not end as it should.
    pub async fn deployed(&self, draft: &Value) -> String {
        let resource = resource(draft);
        self.machines.add_drbd(&[&resource]);
        let saved = self.server.save(draft).await;
        let deployment = self.server.deploy(&resource).await;
        assert_eq!(deployment["state"], "done", "{deployment:#}");
        saved["text"].as_str().expect("a text").to_owned()
    }

    /// Asks for a job by POST, waits for its end, and gives the deployment.
    ///
    /// # Panics
    ///
    /// If it does not begin.
    pub async fn job(&self, path: &str, body: &Value) -> Value {
        let begun = self.server.post(path, body).await;
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
        self.server.end_of(begun.json()["id"].as_str().expect("an id")).await
    }

    /// How a gateway is doing.
    pub async fn status(&self, resource: &str) -> Value {
        self.server.get(&format!("/gateways/{resource}/status")).await.json()
    }

    /// A directory that goes with the server, with its data directory in it.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What every node has in its directory.
    pub fn files(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        self.machines.nodes().iter().map(|node| (node.name().to_owned(), node.files())).collect()
    }

    /// Wants every node to have one file and nothing else.
    ///
    /// # Panics
    ///
    /// If a node has something else.
    #[track_caller]
    pub fn all_have(&self, file: &str, text: &str) {
        for (node, files) in self.files() {
            assert_eq!(files, BTreeMap::from([(file.to_owned(), text.to_owned())]), "{node}");
        }
    }

    /// Wants every file of every node to be whole: one of these texts, under a name that the daemon or
    /// `drbd-reactorctl` knows.
    ///
    /// # Panics
    ///
    /// If a node has half a file, or one that was left over.
    #[track_caller]
    pub fn nothing_is_half(&self, texts: &[&str]) {
        for (node, files) in self.files() {
            for (file, text) in files {
                let is_known = [ENABLED, DISABLED].iter().any(|suffix| file.ends_with(suffix));
                assert!(is_known, "{node} has a leftover `{file}`");
                assert!(texts.contains(&text.as_str()), "`{file}` of {node} is neither old nor new: {text}");
            }
        }
    }

    /// The values with which a gateway really runs.
    pub fn running(&self, resource: &str) -> Vec<String> {
        self.machines.running(resource).map(|running| running.entries).unwrap_or_default()
    }

    /// What plays on the nodes.
    pub fn cluster(&self) -> &Cluster {
        self.machines.cluster()
    }
}

/// The nodes of a settings file, each with a connection of its own.
///
/// # Panics
///
/// If the settings are none.
pub fn nodes(settings: &str, limits: Limits) -> Vec<Arc<dyn Node>> {
    let home = TempDir::new().expect("a temporary directory");
    let file = home.path().join("sds-gateway.toml");
    fs::write(&file, settings).expect("a file");
    read_nodes(&file, limits)
}

/// As [`nodes`], from a file.
///
/// # Panics
///
/// If the settings are none.
pub fn read_nodes(file: &Path, limits: Limits) -> Vec<Arc<dyn Node>> {
    let given = Given { config: Some(file.to_owned()), ..Given::default() };
    let settings = Settings::read(&given).expect("settings");
    let gate = Arc::new(Gate::new(settings.nodes_at_once).expect("a directory for sockets"));
    let node = |node| ReactorNode::of_settings(node, settings.ssh_config.as_deref(), limits, &gate);
    let node = |settings| Arc::new(node(settings).expect("a node that is reached over SSH")) as Arc<dyn Node>;
    settings.nodes.iter().map(node).collect()
}

/// What a view of the nodes says of one of them.
///
/// # Panics
///
/// If it says nothing.
pub fn of_node<'a>(list: &'a Value, node: &str) -> &'a Value {
    let found = list.as_array().and_then(|list| list.iter().find(|row| row["node"] == node));
    found.unwrap_or_else(|| panic!("{node} in {list:#}"))
}

/// The steps of a kind: node and state.
///
/// # Panics
///
/// If it is no deployment.
pub fn steps(deployment: &Value, action: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let steps = deployment["steps"].as_array().expect("steps").iter();
    let steps = steps.filter(|step| step["action"] == action);
    steps.map(|step| (text(&step["node"]), text(&step["state"]))).collect()
}

/// The example of a kind, with DRBD's stable names for its devices.
pub fn draft(kind: Kind) -> Value {
    let mut draft = kind.example();
    let resource = resource(&draft);
    rename_devices(&mut draft, &resource);
    draft
}

/// An iSCSI gateway of a resource. The port tells two contents of it from each other, the number it from others.
pub fn iscsi(resource: &str, number: u8, port: u16) -> Value {
    let mut draft = draft(Kind::Iscsi);
    draft["resource"] = json!(resource);
    draft["port"] = json!(port);
    draft["iqn"] = json!(format!("iqn.2024-01.com.example:{}", resource.replace('_', "-")));
    for lun in draft["luns"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        // Derived ones are this gateway's own.
        lun.retain(|key, _| key == "volume" || key == "device");
    }
    draft["service_ips"] = json!([{"ip": format!("192.168.1.{number}/24")}]);
    rename_devices(&mut draft, resource);
    draft
}

fn resource(draft: &Value) -> String {
    draft["resource"].as_str().expect("an example has a resource").to_owned()
}

fn rename_devices(value: &mut Value, resource: &str) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let number = value.as_str().filter(|_| key == "device").and_then(|device| {
                    device.strip_prefix("/dev/drbd").map(|rest| rest.rsplit('/').next().unwrap_or(rest))
                });
                match number.map(str::to_owned) {
                    Some(number) => *value = json!(format!("/dev/drbd/by-res/{resource}/{number}")),
                    None => rename_devices(value, resource),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| rename_devices(value, resource)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
