//! An iSCSI gateway, read back.

use serde_json::{Value, json};

use super::entry::{self, Entry};
use super::parts::{Devices, blocked_port, object, private_volume, trailing_number};

/// What an iSCSI gateway with this target has in its draft.
pub(super) fn guess(
    resource: &str,
    target: &Entry<'_>,
    private: Option<&Entry<'_>>,
    entries: &[Entry<'_>],
) -> Value {
    let luns: Vec<&Entry<'_>> = entry::of(entries, "iSCSILogicalUnit").collect();
    let implementation = luns.iter().find_map(|entry| entry.value("implementation"));
    let implementation = target.value("implementation").or(implementation);
    let chap = [("username", "incoming_username"), ("password", "incoming_password")];
    let chap = chap.map(|(field, key)| (field, target.value(key).map(Value::from)));

    let mut devices = Devices::new(resource, private);
    for lun in &luns {
        devices.add(lun.value("path"), trailing_number(&lun.instance).or_else(|| lun.value("lun")));
    }
    let mut volumes = devices.volumes();
    let private_volume = private_volume(private, volumes.next());
    let rows = luns.iter().zip(volumes).map(|(lun, volume)| {
        let given = |key| lun.value(key).map(Value::from);
        object([
            ("volume", Some(json!(volume))),
            ("device", given("path")),
            ("lun", given("lun")),
            ("product_id", given("product_id")),
            ("scsi_sn", given("scsi_sn")),
        ])
    });
    object([
        ("private_volume", Some(private_volume)),
        ("iqn", target.value("iqn").map(Value::from)),
        ("port", blocked_port(entries).map(Value::from)),
        ("implementation", implementation.map(Value::from)),
        ("tid", target.value("tid").map(Value::from)),
        ("chap", Some(object(chap))),
        ("allowed_initiators", Some(initiators(target, implementation))),
        ("luns", Some(rows.collect())),
    ])
}

/// The initiators that may connect. To tgt everyone is `ALL`, and nobody listed is nobody.
fn initiators(target: &Entry<'_>, implementation: Option<&str>) -> Value {
    let listed = target.value("allowed_initiators").unwrap_or_default();
    if implementation == Some("tgt") && listed == "ALL" {
        return json!([]);
    }
    listed.split_whitespace().collect()
}
