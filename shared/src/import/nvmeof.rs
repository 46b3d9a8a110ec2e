//! An NVMe-oF gateway, read back.

use serde_json::{Value, json};

use super::entry::{self, Entry};
use super::parts::{Devices, object, private_volume, trailing_number};

/// What an NVMe-oF gateway with this subsystem has in its draft.
pub(super) fn guess(
    resource: &str,
    subsystem: &Entry<'_>,
    private: Option<&Entry<'_>>,
    entries: &[Entry<'_>],
) -> Value {
    let port = entry::of(entries, "nvmet-port").next();
    let of_port = |key: &str| port.and_then(|port| port.value_or_default(key)).map(Value::from);
    let hosts = subsystem.value("allowed_initiators").unwrap_or_default();
    let namespaces: Vec<&Entry<'_>> = entry::of(entries, "nvmet-namespace").collect();

    let mut devices = Devices::new(resource, private);
    for namespace in &namespaces {
        let number = namespace.value_or_default("namespace_id");
        devices.add(namespace.value("backing_path"), trailing_number(&namespace.instance).or(number));
    }
    let mut volumes = devices.volumes();
    let private_volume = private_volume(private, volumes.next());
    let rows = namespaces.iter().zip(volumes).map(|(namespace, volume)| {
        let given = |key| namespace.value(key).map(Value::from);
        object([
            ("volume", Some(json!(volume))),
            ("device", given("backing_path")),
            ("namespace_id", namespace.value_or_default("namespace_id").map(Value::from)),
            ("uuid", given("uuid")),
            ("nguid", given("nguid")),
        ])
    });
    object([
        ("private_volume", Some(private_volume)),
        ("nqn", subsystem.value("nqn").map(Value::from)),
        ("serial", subsystem.value("serial").map(Value::from)),
        ("allowed_hosts", Some(hosts.split_whitespace().collect())),
        ("transport", of_port("type")),
        ("port", of_port("svcid")),
        ("port_id", of_port("port_id")),
        ("namespaces", Some(rows.collect())),
    ])
}
