//! What DRBD says of a resource on one node: its role, and whatever is not as it should be.

use gateway::api::running::{DrbdConnection, DrbdStatus, DrbdVolume};
use leptos::prelude::*;

use crate::status::State;
use crate::words;

/// The cell of a node.
#[component]
pub(super) fn Drbd(status: DrbdStatus) -> impl IntoView {
    let DrbdStatus { role, volumes, connections } = status;
    let faults =
        volumes.into_iter().flat_map(of_volume).chain(connections.into_iter().filter_map(of_connection));
    let faults: Vec<_> = faults.map(|fault| view! { <li><State of=fault/></li> }).collect();
    view! {
        {role}
        {(!faults.is_empty()).then(|| view! { <ul>{faults}</ul> })}
    }
}

type Fault = (&'static str, &'static str, gateway::text::Text);

fn of_volume(volume: DrbdVolume) -> Vec<Fault> {
    let number = volume.volume;
    let mut faults = Vec::new();
    match volume.disk.as_str() {
        "UpToDate" => {}
        // A node without a disk of its own may be meant so: it has its vote in the quorum.
        "Diskless" => faults.push(("idle", "–", words::volume_disk(number, &volume.disk))),
        disk => faults.push(("bad", "!", words::volume_disk(number, disk))),
    }
    if !volume.quorum {
        faults.push(("bad", "!", words::no_quorum(number)));
    }
    faults
}

fn of_connection(connection: DrbdConnection) -> Option<Fault> {
    let DrbdConnection { peer, state, .. } = connection;
    (state != "Connected").then(|| ("bad", "!", words::connection(&peer, &state)))
}
