//! What the cases work on: gateways by number, and a file that needs repair.

use gateway::api::SnippetFile;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;
use serde_json::{Value, json};

/// The draft of a gateway; two with different numbers share nothing that only one can have.
pub fn draft(kind: Kind, number: usize, volumes: u16) -> Value {
    let resource = format!("{kind}-{number}");
    let ip = format!("10.{}.{}.{}/8", number / 62_500, number / 250 % 250, number % 250 + 1);
    let rows: Vec<Value> = (1..=volumes).map(|volume| json!({"volume": volume})).collect();
    match kind {
        Kind::Iscsi => json!({
            "kind": kind, "resource": resource, "service_ips": [{"ip": ip}],
            "iqn": format!("iqn.2024-01.com.example:storage.{resource}"), "luns": rows,
        }),
        Kind::Nfs => json!({
            "kind": kind, "resource": resource, "service_ips": [{"ip": ip}], "volumes": rows,
        }),
        Kind::Nvmeof => json!({
            "kind": kind, "resource": resource, "service_ips": [{"ip": ip}],
            "nqn": format!("nqn.2024-01.com.example:subsystem.{resource}"), "namespaces": rows,
        }),
    }
}

/// The gateway of [`draft`].
pub fn gateway(kind: Kind, number: usize, volumes: u16) -> Gateway {
    let read = Gateway::read(&draft(kind, number, volumes));
    read.unwrap_or_else(|problems| panic!("expected a draft without problems: {problems:?}"))
}

/// So many gateways, of all kinds in turn.
pub fn gateways(count: usize, volumes: u16) -> Vec<Gateway> {
    let kinds = Kind::ALL.iter().cycle();
    kinds.zip(0..count).map(|(kind, number)| gateway(*kind, number, volumes)).collect()
}

/// The file that a node gets of a gateway.
pub fn file(gateway: &Gateway) -> SnippetFile {
    SnippetFile { file: gateway.file_name(), text: write(gateway) }
}

/// The project's first document's iSCSI gateway as it was written there, which the daemon refuses.
pub fn broken_file() -> SnippetFile {
    let recorded: Value =
        serde_json::from_str(include_str!("../../vectors/seed.json")).expect("the recorded cases are JSON");
    let written = recorded[0]["files"][0].clone();
    let text = |key: &str| written[key].as_str().expect("a recorded file has a name and a text").to_owned();
    SnippetFile { file: text("file"), text: text("toml") }
}
