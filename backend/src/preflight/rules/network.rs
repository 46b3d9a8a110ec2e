//! Whether service IPs can come up, and whether their ports are free.

use std::net::IpAddr;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::gateway::iscsi::Implementation;
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::{Arping, Duplicate, Facts};
use crate::needs::{Address, Needs};

pub(super) fn service_ips(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::ServiceIps);
    for address in &needs.addresses {
        interface(&mut findings, facts, address);
        if !facts.runs(&needs.resource) {
            taken(&mut findings, facts, address.ip);
        }
    }
    let ips: Vec<String> = needs.addresses.iter().map(Address::with_prefix).collect();
    let ips = ips.join("`, `");
    findings.or_fine(Text::of(format!("`{ips}` can come up here"), format!("`{ips}` 可在此节点启用")))
}

/// The agent takes interface and prefix from a route where either is not given (findif.sh of resource-agents).
fn interface(findings: &mut Findings, facts: &Facts, address: &Address) {
    let network = address.with_prefix();
    if let (Some(nic), Some(links)) = (&address.nic, &facts.links) {
        match links.get(nic) {
            None => {
                let own = links.keys().map(String::as_str).collect::<Vec<_>>().join("`, `");
                findings.error(
                    format!("there is no interface `{nic}` for `{network}`; this node has `{own}`"),
                    format!("没有用于 `{network}` 的网卡 `{nic}`；此节点有 `{own}`"),
                );
                return;
            }
            Some(false) => findings.warning(
                format!("the interface `{nic}` for `{network}` has no link; `ip link set {nic} up`, and see the cable"),
                format!("用于 `{network}` 的网卡 `{nic}` 没有链路；请执行 `ip link set {nic} up` 并检查网线"),
            ),
            Some(true) => {}
        }
    }
    if address.nic.is_some() && address.prefix.is_some() {
        return;
    }
    let Some(routes) = facts.routes.get(&address.ip) else {
        findings.info(
            format!(
                "whether this node has a route to `{network}` could not be found out; `ip route` says it"
            ),
            format!("无法得知此节点是否有到 `{network}` 的路由；可用 `ip route` 查看"),
        );
        return;
    };
    let has_route = routes.iter().any(|route| address.nic.as_ref().is_none_or(|nic| *nic == route.nic));
    if !has_route {
        findings.error(
            format!(
                "no route of this node is linked to the network of `{network}`, so that the agent finds no interface; name \
                 the interface and the prefix of the service IP, or put an address of its network on an interface"
            ),
            format!(
                "此节点没有直连 `{network}` 所在网络的路由，代理找不到网卡；请为服务 IP 指定网卡和前缀，或在网卡上配置该网络的地址"
            ),
        );
    }
}

fn taken(findings: &mut Findings, facts: &Facts, ip: IpAddr) {
    let own = facts.addresses.iter().flatten().find(|(_, own)| *own == ip);
    if let Some((nic, _)) = own {
        findings.error(
            format!(
                "`{ip}` is on `{nic}` of this node, though the gateway does not run here; `ip addr show {nic}`, then take \
                 it away: `ip addr del {ip} dev {nic}` with its prefix"
            ),
            format!(
                "网关未在此节点运行，但 `{ip}` 已在此节点的 `{nic}` 上；请查看 `ip addr show {nic}`，并带上前缀执行 \
                 `ip addr del {ip} dev {nic}` 将其移除"
            ),
        );
        return;
    }
    match (facts.duplicates.get(&ip), facts.arping) {
        (Some(Duplicate::Taken), Arping::Iputils) => findings.error(
            format!("another machine answers for `{ip}`; see which with `arping -c 2 {ip}`, or take another service IP"),
            format!("另一台机器在应答 `{ip}`；请用 `arping -c 2 {ip}` 查看是哪台，或改用其他服务 IP"),
        ),
        // Nobody wanted to know, or the question is only for IPv4.
        (None | Some(Duplicate::Free), Arping::Iputils) | (None, Arping::Missing | Arping::Other) => {}
        (Some(_), _) => {
            let get = install("iputils-arping", "iputils");
            findings.info(
                format!("whether another machine has `{ip}` could not be asked; {get}"),
                format!("无法询问是否有其他机器使用 `{ip}`；{get}"),
            );
        }
    }
}

pub(super) fn ports(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Ports);
    if facts.runs(&needs.resource) {
        return findings
            .or_fine(Text::new("the gateway runs here and has its ports", "网关正在此节点运行并占用其端口"));
    }
    let Some(listening) = &facts.listening else {
        findings.info(
            "what listens could not be found out; `ss -tlnp` says it",
            "无法得知监听情况；可用 `ss -tlnp` 查看",
        );
        return findings.checks;
    };
    // The daemon tgtd listens before it has any target.
    let is_tgt = needs.implementations().contains(&Implementation::Tgt);
    for wanted in needs.listeners() {
        let port = wanted.port;
        let holds = |program: Option<&str>| !(is_tgt && program == Some("tgtd"));
        let held =
            listening.iter().find(|other| other.takes(wanted.ip, port) && holds(other.program.as_deref()));
        let Some(held) = held else { continue };
        let (en, zh) = match &held.program {
            Some(program) => (format!("`{program}`"), format!("`{program}`")),
            None => (
                "the kernel (an iSCSI, NVMe or NFS target)".to_owned(),
                "内核（iSCSI、NVMe 或 NFS 目标）".to_owned(),
            ),
        };
        let at = wanted.ip.map_or_else(|| format!(":{port}"), |ip| format!("{ip} {port}"));
        findings.error(
            format!(
                "{en} listens on port {port} already, where `{at}` is wanted; `ss -tlnp 'sport = :{port}'` shows it; stop it and \
                 keep it from starting: `systemctl disable --now UNIT`"
            ),
            format!(
                "{zh} 已在监听端口 {port}，而此处需要 `{at}`；可用 `ss -tlnp 'sport = :{port}'` 查看；请停止并禁止其自动启动：\
                 `systemctl disable --now UNIT`"
            ),
        );
    }
    findings.or_fine(Text::new("the ports are free", "端口空闲"))
}
