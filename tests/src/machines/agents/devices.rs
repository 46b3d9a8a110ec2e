//! The block devices of DRBD, which udev makes on every node as soon as a resource is up.

use std::collections::BTreeMap;
use std::process::Command;

use crate::machines::node::Node;
use crate::machines::stage::Stage;

/// Makes devices and the links by which they are found. Arguments: the node's root, the resource, then volume and minor
/// number of each.
const MAKE: &str = "cd \"$1/dev\" && rm -rf \"drbd/by-res/$2\" && mkdir -p \"drbd/by-res/$2\" && resource=$2 && shift 2 && \
                    while [ $# -gt 0 ]; do mknod \"drbd$2\" b 147 \"$2\" 2>/dev/null; \
                    ln -s \"../../../drbd$2\" \"drbd/by-res/$resource/$1\"; shift 2; done";

/// The resources whose devices are there, with their volumes.
#[derive(Default)]
pub(super) struct Devices {
    there: BTreeMap<String, Vec<u16>>,
}

impl Devices {
    /// Makes the devices of resources that are new, and removes those of resources that are gone.
    pub(super) fn settle(&mut self, stage: &Stage) {
        let drbd = stage.drbd();
        let mut wanted = BTreeMap::new();
        for name in drbd.names() {
            if let Some(resource) = drbd.find(&name).filter(|resource| resource.is_up) {
                wanted.insert(name, resource.volumes);
            }
        }
        let gone = self.there.keys().filter(|name| !wanted.contains_key(*name));
        let gone = gone.map(|name| (name.clone(), Vec::new()));
        let new = wanted.iter().filter(|(name, volumes)| self.there.get(*name) != Some(*volumes));
        let changed: Vec<(String, Vec<u16>)> =
            gone.chain(new.map(|(name, volumes)| (name.clone(), volumes.clone()))).collect();
        for (name, volumes) in changed {
            let volumes =
                volumes.iter().map(|volume| (volume.to_string(), drbd.minor(&name, *volume).to_string()));
            let numbers: Vec<String> = volumes.flat_map(|(volume, minor)| [volume, minor]).collect();
            for node in stage.nodes() {
                make(node, &name, &numbers);
            }
        }
        self.there = wanted;
    }
}

fn make(node: &Node, resource: &str, numbers: &[String]) {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", MAKE, "sh"]).arg(node.root()).arg(resource).args(numbers);
    let is_made = command.status().is_ok_and(|status| status.success());
    // A node that has ended in the meantime needs none.
    assert!(is_made || !node.root().exists(), "the devices of {resource} on {}", node.name());
}
