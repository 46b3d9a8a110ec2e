//! Whether ports that are closed for a failover will be opened again.

use std::net::IpAddr;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::Facts;
use crate::facts::network::is_closed;
use crate::needs::Needs;

pub(super) fn blocks(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::PortBlocks);
    if !needs.uses("portblock") {
        return Vec::new();
    }
    never_opened(&mut findings, facts);
    ipv6(&mut findings, facts, needs);
    if !facts.runs(&needs.resource) {
        for block in &needs.blocks {
            if is_closed(&facts.firewall, block.ip, block.port) {
                let at = block.ip.map_or_else(|| block.port.to_string(), |ip| format!("{ip} {}", block.port));
                findings.warning(
                    format!(
                        "a rule that closes `{at}` is left in the firewall, though the gateway does not run here; remove it: \
                         `iptables-save | grep DROP` shows it, `iptables -D INPUT …` with the rest of its line removes it"
                    ),
                    format!(
                        "网关未在此节点运行，但防火墙中残留了阻断 `{at}` 的规则；请用 `iptables-save | grep DROP` 查看，再以该行其余内容执行 \
                         `iptables -D INPUT …` 将其删除"
                    ),
                );
            }
        }
    }
    findings.or_fine(Text::new("closed ports will be opened again", "阻断的端口可以重新放行"))
}

/// The agent looks for its rule in a listing whose columns changed with iptables 1.8.9; fixed in 4.14.
fn never_opened(findings: &mut Findings, facts: &Facts) {
    let Some(iptables) = facts.versions.iptables.as_ref().filter(|version| version.is(&[1, 8, 9])) else {
        return;
    };
    match &facts.versions.resource_agents {
        Some(agents) if agents.is_at_least(&[4, 14]) => {}
        Some(agents) => findings.error(
            format!(
                "with iptables {iptables}, portblock of resource-agents {agents} never opens a port again, and clients time \
                 out for ever; install resource-agents 4.14 or newer (Debian 13 has 4.16), or leave the port blocks out"
            ),
            format!(
                "在 iptables {iptables} 下，resource-agents {agents} 的 portblock 永远不会重新放行端口，客户端会一直超时；\
                 请安装 resource-agents 4.14 或更新版本（Debian 13 提供 4.16），或去掉端口阻断"
            ),
        ),
        None => findings.info(
            format!(
                "with iptables {iptables}, portblock of resource-agents before 4.14 never opens a port again; see that a newer \
                 one is installed"
            ),
            format!("在 iptables {iptables} 下，4.14 之前的 resource-agents 的 portblock 不会重新放行端口；请确认已安装更新版本"),
        ),
    }
}

fn ipv6(findings: &mut Findings, facts: &Facts, needs: &Needs) {
    let closed = needs.blocks.iter().filter_map(|block| block.ip).find(IpAddr::is_ipv6);
    let Some(ip) = closed else { return };
    match &facts.versions.resource_agents {
        Some(agents) if agents.is_newer_than(&[4, 18, 0]) => {}
        Some(agents) => findings.error(
            format!(
                "portblock of resource-agents {agents} cannot close a port of the IPv6 address `{ip}`, and the gateway does not \
                 start; install one newer than 4.18.0, or take an IPv4 address"
            ),
            format!(
                "resource-agents {agents} 的 portblock 无法阻断 IPv6 地址 `{ip}` 的端口，网关无法启动；请安装高于 4.18.0 的版本，或改用 IPv4 地址"
            ),
        ),
        None => findings.info(
            format!("portblock of resource-agents up to 4.18.0 cannot close a port of `{ip}`; see that a newer one is installed"),
            format!("4.18.0 及以前的 resource-agents 的 portblock 无法阻断 `{ip}` 的端口；请确认已安装更新版本"),
        ),
    }
}
