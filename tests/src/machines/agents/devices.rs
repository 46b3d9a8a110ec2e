//! The block devices of DRBD, which udev makes on every node as soon as a resource is up.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;

use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
use rustix::io::Errno;

use crate::machines::node::Node;
use crate::machines::stage::Stage;

/// The major number of DRBD's devices.
const DRBD: u32 = 147;

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
            let volumes = volumes.iter().map(|volume| (*volume, drbd.minor(&name, *volume)));
            let volumes: Vec<(u16, u32)> = volumes.collect();
            for node in stage.nodes() {
                let made = make(node, &name, &volumes);
                // A node that has ended in the meantime needs none.
                assert!(made.is_ok() || !node.root().exists(), "the devices of {name}: {made:?}");
            }
        }
        self.there = wanted;
    }
}

/// Makes the devices of a resource, given by volume and minor number, and the links by which they are found.
fn make(node: &Node, resource: &str, volumes: &[(u16, u32)]) -> io::Result<()> {
    let devices = node.root().join("dev");
    let links = devices.join("drbd/by-res").join(resource);
    let _ = fs::remove_dir_all(&links);
    if volumes.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(&links)?;
    for (volume, minor) in volumes {
        let file = devices.join(format!("drbd{minor}"));
        let mode = Mode::from_raw_mode(0o660);
        match mknodat(CWD, file, FileType::BlockDevice, mode, makedev(DRBD, *minor)) {
            // Who is root in a namespace only makes no devices: the links lead nowhere there.
            Ok(()) | Err(Errno::EXIST | Errno::PERM) => {}
            Err(error) => return Err(error.into()),
        }
        symlink(format!("../../../drbd{minor}"), links.join(volume.to_string()))?;
    }
    Ok(())
}
