//! What DRBD knows of its resources on all nodes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// A resource as DRBD has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrbdResource {
    /// Numbers of its volumes.
    pub volumes: Vec<u16>,
    /// Whether it is up.
    pub is_up: bool,
    /// Whether it has quorum.
    pub has_quorum: bool,
    /// The state of its disks, such as `UpToDate`.
    pub disk: String,
    /// The state of its connections, such as `Connected`.
    pub connection: String,
    /// Its options, by name.
    pub options: BTreeMap<String, String>,
}

impl Default for DrbdResource {
    /// A resource as a promoter wants it: up, connected, and with the options that it needs.
    fn default() -> Self {
        let options = [
            ("auto-promote", "no"),
            ("quorum", "majority"),
            ("on-no-quorum", "io-error"),
            ("on-no-data-accessible", "io-error"),
            ("on-suspended-primary-outdated", "force-secondary"),
        ];
        Self {
            volumes: (0..5).collect(),
            is_up: true,
            has_quorum: true,
            disk: "UpToDate".to_owned(),
            connection: "Connected".to_owned(),
            options: options.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        }
    }
}

/// All resources of a cluster.
pub(super) struct Drbd {
    nodes: Vec<String>,
    resources: BTreeMap<String, DrbdResource>,
    /// In the order in which they came, also those that are gone: minor numbers are never used again.
    ever: Vec<String>,
    removed: BTreeSet<String>,
}

impl Drbd {
    pub(super) fn new(nodes: Vec<String>) -> Self {
        Self { nodes, resources: BTreeMap::new(), ever: Vec::new(), removed: BTreeSet::new() }
    }

    /// Takes in resources that daemons look after.
    pub(super) fn meet(&mut self, resources: &[String]) {
        for resource in resources {
            if !self.removed.contains(resource) && !self.resources.contains_key(resource) {
                self.set(resource, DrbdResource::default());
            }
        }
    }

    pub(super) fn set(&mut self, resource: &str, state: DrbdResource) {
        self.removed.remove(resource);
        if !self.ever.iter().any(|name| name == resource) {
            self.ever.push(resource.to_owned());
        }
        self.resources.insert(resource.to_owned(), state);
    }

    pub(super) fn remove(&mut self, resource: &str) {
        self.resources.remove(resource);
        self.removed.insert(resource.to_owned());
    }

    pub(super) fn find(&self, resource: &str) -> Option<DrbdResource> {
        self.resources.get(resource).cloned()
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.resources.keys().cloned().collect()
    }

    /// The minor number of a volume.
    pub(super) fn minor(&self, resource: &str, volume: u16) -> u32 {
        let index = (0..).zip(&self.ever).find(|(_, name)| *name == resource);
        index.map_or(0, |(index, _)| index * 100) + u32::from(volume)
    }

    /// The device that a link such as `/dev/drbd/by-res/r0/1` leads to; anything else is what it is.
    pub(super) fn device(&self, path: &str) -> String {
        let known = path.strip_prefix("/dev/drbd/by-res/").and_then(|rest| rest.split_once('/'));
        let number = known.and_then(|(resource, volume)| {
            Some(self.minor(self.resources.get_key_value(resource)?.0, volume.parse().ok()?))
        });
        number.map_or_else(|| path.to_owned(), |number| format!("/dev/drbd{number}"))
    }

    /// What `drbdsetup status --json` says of a resource on a node.
    pub(super) fn status(&self, name: &str, node: &str, primary: Option<&str>) -> Value {
        let resource = &self.resources[name];
        let role = |of: &str| if primary == Some(of) { "Primary" } else { "Secondary" };
        let devices: Vec<Value> = resource
            .volumes
            .iter()
            .map(|volume| {
                json!({
                    "volume": volume, "minor": self.minor(name, *volume), "disk-state": resource.disk,
                    "client": false, "open": role(node) == "Primary", "quorum": resource.has_quorum,
                    "size": 1_048_576, "read": 0, "written": 0, "al-writes": 0, "bm-writes": 0, "upper-pending": 0,
                    "lower-pending": 0
                })
            })
            .collect();
        let peer_devices: Vec<Value> = resource
            .volumes
            .iter()
            .map(|volume| {
                json!({
                    "volume": volume, "replication-state": "Established", "peer-disk-state": resource.disk,
                    "peer-client": false, "resync-suspended": "no", "received": 0, "sent": 0, "out-of-sync": 0,
                    "pending": 0, "unacked": 0, "has-sync-details": false, "has-online-verify-details": false,
                    "percent-in-sync": "100.00"
                })
            })
            .collect();
        let connections: Vec<Value> = self
            .peers(node)
            .map(|(id, peer)| {
                json!({
                    "peer-node-id": id, "name": peer, "connection-state": resource.connection, "congested": false,
                    "peer-role": role(peer), "tls": false, "ap-in-flight": 0, "rs-in-flight": 0,
                    "peer_devices": peer_devices
                })
            })
            .collect();
        json!({
            "name": name, "node-id": self.number(node), "role": role(node), "suspended": false,
            "suspended-user": false, "suspended-no-data": false, "suspended-fencing": false,
            "suspended-quorum": false, "force-io-failures": false, "write-ordering": "flush",
            "devices": devices, "connections": connections
        })
    }

    /// What `drbdsetup show --json` says of a resource on a node.
    pub(super) fn show(&self, name: &str, node: &str) -> Value {
        let resource = &self.resources[name];
        let volumes: Vec<Value> = resource
            .volumes
            .iter()
            .map(|volume| {
                json!({
                    "volume_nr": volume, "device_minor": self.minor(name, *volume),
                    "backing-disk": format!("/dev/vg/{name}_{volume:05}"), "meta-disk": "internal"
                })
            })
            .collect();
        let connections: Vec<Value> = self
            .peers(node)
            .map(|(id, peer)| json!({"_peer_node_id": id, "net": {"_name": peer, "protocol": "C"}, "path": {}}))
            .collect();
        json!({
            "resource": name, "options": resource.options,
            "_this_host": {"node-id": self.number(node), "volumes": volumes}, "connections": connections
        })
    }

    /// What `drbdadm dump` says of a resource.
    pub(super) fn dump(&self, name: &str, node: &str) -> String {
        let resource = &self.resources[name];
        let mut text = format!("# resource {name} on {node}: not ignored, not stacked\n");
        text.extend([format!("# defined at /etc/drbd.d/{name}.res:1\nresource {name} {{\n")]);
        for (number, node) in self.nodes.iter().enumerate() {
            text.extend([format!("    on {node} {{\n        node-id {number};\n")]);
            for volume in &resource.volumes {
                text.extend([format!(
                    "        volume {volume} {{\n            device       minor {};\n            disk         \
                     /dev/vg/{name}_{volume:05};\n            meta-disk    internal;\n        }}\n",
                    self.minor(name, *volume)
                )]);
            }
            text.push_str("    }\n");
        }
        text.push_str("    options {\n");
        for (option, value) in &resource.options {
            text.extend([format!("        {option:<16} {value};\n")]);
        }
        text.push_str("    }\n}\n\n");
        text
    }

    fn number(&self, node: &str) -> usize {
        self.nodes.iter().position(|name| name == node).unwrap_or_default()
    }

    fn peers(&self, node: &str) -> impl Iterator<Item = (usize, &String)> {
        self.nodes.iter().enumerate().filter(move |(_, name)| *name != node)
    }
}
