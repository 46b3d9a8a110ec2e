//! Service IPs: what uses one needs it brought up, and before.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::list::{List, bare_address, portal};
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// An agent that needs an address.
struct Use<'a> {
    agent: &'a StartedAgent<'a>,
    key: &'static str,
    /// How bad it is that nobody brings the address up.
    missing: Severity,
    /// How bad it is that the address comes up later only, if at all.
    late: Option<Severity>,
}

/// Looks at the addresses that a list uses.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    let mut uses: BTreeMap<IpAddr, Vec<Use<'_>>> = BTreeMap::new();
    for agent in list.all() {
        for (address, used) in uses_of(agent) {
            if !address.is_unspecified() && !address.is_loopback() {
                uses.entry(address).or_default().push(used);
            }
        }
    }
    for (address, uses) in uses {
        match list.brought_up(address) {
            // The first one is enough: the others are of the same address.
            None if !list.may_do_it(..) => {
                let worst = uses.iter().find(|used| used.missing == Severity::Error).or(uses.first());
                if let Some(used) = worst {
                    used.agent.report(findings, used.missing, "ip-missing", used.key, missing(address), None);
                }
            }
            None => {}
            Some(up) => {
                for used in
                    uses.iter().filter(|used| used.agent.index < up && !list.may_do_it(..used.agent.index))
                {
                    if let Some(severity) = used.late {
                        used.agent.report(findings, severity, "ip-late", used.key, late(address), None);
                    }
                }
            }
        }
    }
}

fn uses_of<'a>(agent: &'a StartedAgent<'a>) -> Vec<(IpAddr, Use<'a>)> {
    let need = |key, missing, late| Use { agent, key, missing, late };
    let value = |key| agent.some(key).filter(|_| agent.vendor == "heartbeat").unwrap_or_default();
    let mut uses = Vec::new();
    match agent.name {
        "portblock" => {
            let address = bare_address(value("ip"));
            uses.extend(address.map(|address| (address, need("ip", Severity::Error, None))));
        }
        "nvmet-port" => {
            let late = Some(Severity::Error);
            let address = bare_address(value("addr"));
            uses.extend(address.map(|address| (address, need("addr", Severity::Error, late))));
        }
        "iSCSITarget" => {
            // The others listen on every address, or on what the kernel has; a target without a word detects its own.
            let late = match agent.some("implementation") {
                Some("lio-t" | "lio") => Some(Severity::Error),
                None => Some(Severity::Warning),
                Some(_) => None,
            };
            for (address, _) in value("portals").split_whitespace().filter_map(portal) {
                uses.push((address, need("portals", Severity::Error, late)));
            }
        }
        "nfsserver" => {
            for address in value("nfs_ip").split([',', ' ', '\t']).filter_map(bare_address) {
                uses.push((address, need("nfs_ip", Severity::Warning, None)));
            }
        }
        _ => {}
    }
    uses
}

fn missing(address: IpAddr) -> Text {
    Text::of(
        format!(
            "no `IPaddr2` of this resource brings `{address}` up, so no client gets there; add one, or correct the address"
        ),
        format!("该资源中没有 `IPaddr2` 启用 `{address}`，客户端无法访问；请添加一个，或更正地址"),
    )
}

fn late(address: IpAddr) -> Text {
    Text::of(
        format!(
            "`{address}` comes up later in the list: nothing can listen on it yet; put its `IPaddr2` before"
        ),
        format!("`{address}` 在列表中更靠后才启用：此时还不能在其上监听；请将其 `IPaddr2` 放在前面"),
    )
}
