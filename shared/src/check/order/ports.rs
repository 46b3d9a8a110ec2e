//! Blocked ports: blocked before the service IP is there, unblocked when all is ready.

use super::list::{List, bare_address, portal};
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// Looks at the blocks of a list, and at what ends them.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    let with = |action: &'static str| {
        let agents = list.agents("portblock");
        agents.filter(move |agent| agent.some("action") == Some(action)).collect::<Vec<_>>()
    };
    let (blocks, unblocks) = (with("block"), with("unblock"));
    for block in &blocks {
        let is_ended =
            unblocks.iter().any(|unblock| unblock.index > block.index && rule(unblock) == rule(block));
        if !is_ended && !list.may_do_it(block.index..) {
            block.report(findings, Severity::Error, "block-for-ever", "action", FOR_EVER, None);
        }
        let address = block.some("ip").and_then(bare_address);
        let is_up = address.and_then(|address| list.brought_up(address)).is_some_and(|up| up < block.index);
        if is_up {
            block.report(findings, Severity::Warning, "block-late", "action", LATE, None);
        }
    }
    for unblock in &unblocks {
        let has_block = blocks.iter().any(|block| rule(block) == rule(unblock));
        if !has_block && !list.may_do_it(..unblock.index) {
            unblock.report(findings, Severity::Warning, "unblock-alone", "action", ALONE, None);
        }
        let port = unblock.some("portno").unwrap_or_default();
        let mut later = served_on(list, port).into_iter().filter(|agent| agent.index > unblock.index);
        if let Some(agent) = later.next() {
            unblock.report(findings, Severity::Warning, "unblock-early", "action", early(agent), None);
        }
    }
}

/// What a rule of the firewall is made of: one is ended only by the same.
fn rule(agent: &StartedAgent<'_>) -> [String; 4] {
    let ip = agent.some("ip").unwrap_or("0.0.0.0/0");
    let address =
        ip.parse::<std::net::IpAddr>().map_or_else(|_| ip.to_owned(), |address| address.to_string());
    let value = |key: &str| agent.some(key).unwrap_or_default().to_owned();
    [address, value("portno"), value("protocol"), agent.some("direction").unwrap_or("in").to_owned()]
}

/// The agents that clients reach through a port.
fn served_on<'a>(list: &List<'a>, port: &str) -> Vec<&'a StartedAgent<'a>> {
    let mut agents: Vec<&StartedAgent<'_>> = Vec::new();
    for target in list.agents("iSCSITarget") {
        let portals = target.some("portals").unwrap_or("0.0.0.0:3260");
        if portals.split_whitespace().filter_map(portal).any(|(_, served)| served == port) {
            agents.push(target);
            let is_of_it = |lun: &&StartedAgent<'_>| lun.some("target_iqn") == target.some("iqn");
            agents.extend(list.agents("iSCSILogicalUnit").filter(is_of_it));
        }
    }
    for nvme in list.agents("nvmet-port").filter(|nvme| nvme.some("svcid").unwrap_or("4420") == port) {
        agents.push(nvme);
        let is_of_it = |agent: &&StartedAgent<'_>| {
            let nqns = nvme.some("nqns").unwrap_or_default();
            agent.some("nqn").is_some_and(|nqn| nqns.split_whitespace().any(|served| served == nqn))
        };
        agents.extend(list.agents("nvmet-subsystem").filter(is_of_it));
        agents.extend(list.agents("nvmet-namespace").filter(is_of_it));
    }
    if port == "2049" {
        for name in ["nfsserver", "ganesha-nfs", "exportfs"] {
            agents.extend(list.agents(name));
        }
    }
    agents
}

fn early(agent: &StartedAgent<'_>) -> Text {
    let instance = &agent.instance.text;
    Text::of(
        format!(
            "`{instance}` starts later: clients that are let in before it find half a gateway; unblock last"
        ),
        format!("`{instance}` 在其后才启动：提前放行的客户端会遇到尚未就绪的网关；应最后解除阻断"),
    )
}

const FOR_EVER: Text = Text::new(
    "no later `portblock` unblocks the same ip, portno, protocol and direction: clients stay out for ever; add one with \
     `action=unblock` at the end",
    "其后没有 `portblock` 解除相同 ip、portno、protocol 和 direction 的阻断：客户端将一直无法访问；请在末尾添加 `action=unblock` 的启动项",
);
const ALONE: Text = Text::new(
    "no `portblock` blocks the same ip, portno, protocol and direction before: clients meet a gateway that is not ready; \
     add one with `action=block` at the start",
    "此前没有 `portblock` 阻断相同的 ip、portno、protocol 和 direction：客户端会遇到尚未就绪的网关；请在开头添加 `action=block` 的启动项",
);
const LATE: Text = Text::new(
    "the service IP is up before this: clients that come in between meet a closed port and give up; block first",
    "服务 IP 在此之前已启用：期间到来的客户端会遇到关闭的端口而放弃；应先阻断",
);
