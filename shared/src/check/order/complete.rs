//! Parts without which nobody gets anything from a gateway: they were forgotten, or hidden in a comment.

use super::list::{List, bare_address, portal};
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// Looks whether every part has what it is for.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    if list.may_do_it(..) {
        return;
    }
    for target in list.agents("iSCSITarget") {
        let has_lun = list.agents("iSCSILogicalUnit").any(|lun| lun.some("target_iqn") == target.some("iqn"));
        if !has_lun {
            target.report(findings, Severity::Warning, "target-without-lun", "iqn", NO_LUN, None);
        }
    }
    for subsystem in list.agents("nvmet-subsystem") {
        let nqn = subsystem.some("nqn");
        if !list.agents("nvmet-namespace").any(|namespace| namespace.some("nqn") == nqn) {
            let code = "subsystem-without-namespace";
            subsystem.report(findings, Severity::Warning, code, "nqn", NO_NAMESPACE, None);
        }
        let links = |port: &StartedAgent<'_>| {
            port.some("nqns").unwrap_or_default().split_whitespace().any(|linked| Some(linked) == nqn)
        };
        if !list.agents("nvmet-port").any(links) {
            subsystem.report(findings, Severity::Error, "subsystem-without-port", "nqn", NO_PORT, None);
        }
    }
    for server in list.agents("nfsserver") {
        if list.agents("exportfs").next().is_none() {
            server.report(findings, Severity::Warning, "server-without-export", "", NO_EXPORT, None);
        }
    }
    look_at_ports(list, findings);
}

/// Portals that clients reach while their address is blocked on other ports only.
fn look_at_ports(list: &List<'_>, findings: &mut Findings<'_>) {
    let blocks: Vec<&StartedAgent<'_>> =
        list.agents("portblock").filter(|agent| agent.some("action") == Some("block")).collect();
    let is_missed = |address: Option<std::net::IpAddr>, port: &str| {
        let mut same =
            blocks.iter().filter(|block| block.some("ip").and_then(bare_address) == address).peekable();
        address.is_some() && same.peek().is_some() && !same.any(|block| block.some("portno") == Some(port))
    };
    for target in list.agents("iSCSITarget") {
        let portals = target.some("portals").unwrap_or_default();
        let missed = portals.split_whitespace().filter_map(portal);
        if missed.into_iter().any(|(address, port)| is_missed(Some(address), port)) {
            target.report(findings, Severity::Warning, "port-not-blocked", "portals", NOT_BLOCKED, None);
        }
    }
    for port in list.agents("nvmet-port") {
        let address = port.some("addr").and_then(bare_address);
        if is_missed(address, port.some("svcid").unwrap_or("4420")) {
            port.report(findings, Severity::Warning, "port-not-blocked", "svcid", NOT_BLOCKED, None);
        }
    }
}

const NO_LUN: Text = Text::new(
    "no `iSCSILogicalUnit` of this list has this target: initiators find it, and no disk",
    "列表中没有属于该 target 的 `iSCSILogicalUnit`：发起端能找到它，但没有磁盘",
);
const NO_NAMESPACE: Text = Text::new(
    "no `nvmet-namespace` of this list belongs to this subsystem: hosts find it, and no disk",
    "列表中没有属于该子系统的 `nvmet-namespace`：主机能找到它，但没有磁盘",
);
const NO_PORT: Text = Text::new(
    "no `nvmet-port` of this list exports this subsystem: nobody can reach it",
    "列表中没有导出该子系统的 `nvmet-port`：无人能访问它",
);
const NO_EXPORT: Text = Text::new(
    "no `exportfs` in this list: the server runs, and clients find nothing of this resource",
    "列表中没有 `exportfs`：服务器会运行，但客户端找不到该资源的任何内容",
);
const NOT_BLOCKED: Text = Text::new(
    "its address is blocked while it starts, but not on this port: clients meet it before it is ready; use one port in \
     all of them",
    "启动期间其地址被阻断，但不是这个端口：客户端会在就绪之前连上；各处应使用同一端口",
);
