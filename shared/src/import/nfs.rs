//! An NFS gateway, read back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::entry::{self, Entry};
use super::parts::{Devices, object, private_volume, trailing_number};

/// What an NFS gateway with this server has in its draft.
pub(super) fn guess(
    resource: &str,
    server: &Entry<'_>,
    private: Option<&Entry<'_>>,
    entries: &[Entry<'_>],
) -> Value {
    let filesystems: Vec<&Entry<'_>> = entry::of(entries, "Filesystem")
        .filter(|entry| private.is_none_or(|private| entry.index != private.index))
        .collect();
    let mut exports: BTreeMap<Option<&str>, Vec<&Entry<'_>>> = BTreeMap::new();
    for export in entry::of(entries, "exportfs") {
        exports.entry(export.value("directory")).or_default().push(export);
    }

    let mut devices = Devices::new(resource, private);
    for filesystem in &filesystems {
        devices.add(filesystem.value("device"), trailing_number(&filesystem.instance));
    }
    let mut volumes = devices.volumes();
    let private_volume = private_volume(private, volumes.next());
    let rows = filesystems.iter().zip(volumes).map(|(filesystem, volume)| {
        let given = |key| filesystem.value(key).map(Value::from);
        let exports = exports.get(&filesystem.value("directory")).map(Vec::as_slice).unwrap_or_default();
        object([
            ("volume", Some(json!(volume))),
            ("device", given("device")),
            ("directory", given("directory")),
            ("fstype", given("fstype")),
            ("mount_options", given("options")),
            ("fsid", exports.iter().find_map(|export| export.value("fsid")).map(Value::from)),
            ("exports", Some(exports.iter().map(|export| clients(export)).collect())),
        ])
    });
    object([
        ("private_volume", Some(private_volume)),
        ("volumes", Some(rows.collect())),
        ("nfsv4_only", server.value("nfsv4_only").map(Value::from)),
        ("server_scope", server.value("nfs_server_scope").map(Value::from)),
    ])
}

fn clients(export: &Entry<'_>) -> Value {
    object([
        ("clients", export.value("clientspec").map(Value::from)),
        ("options", export.value("options").map(Value::from)),
    ])
}
