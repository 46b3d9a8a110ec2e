//! `portblock`: keeps clients away from a port, and lets them in again.

use std::net::{IpAddr, Ipv4Addr};

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::ocf::{Version, is_true};
use crate::problem::Severity;
use crate::text::Text;

/// Looks at the values of a `portblock`.
pub(crate) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let version = findings.versions.resource_agents;
    look_at_words(agent, version, findings);
    look_at_ports(agent, version, findings);
    look_at_ip(agent, version, findings);
    look_at_action(agent, version, findings);
}

/// Whether the agent filters with nft, which it prefers since it knows it.
fn uses_nft(agent: &StartedAgent<'_>, version: Version) -> bool {
    version >= Version::V4_18 && agent.some("firewall") != Some("iptables")
}

fn look_at_words(agent: &StartedAgent<'_>, version: Version, findings: &mut Findings<'_>) {
    let error = Severity::Error;
    agent.expect_word(findings, error, "portblock-action", "action", &["block", "unblock"], &NOT_STARTED);
    agent.expect_word(findings, error, "portblock-protocol", "protocol", &["tcp", "udp"], &NOT_STARTED);
    agent.expect_word(findings, error, "portblock-direction", "direction", &["in", "out", "both"], &NO_RULE);
    if agent.value("direction") == Some("") {
        let message = Text::new(
            "with an empty direction the agent starts and installs no rule; leave `direction` out",
            "方向为空时代理会启动，但不安装任何规则；请不要写 `direction`",
        );
        let repair = agent.left_out(findings, "direction");
        agent.report(findings, error, "portblock-direction", "direction", message, repair);
    }
    // Older agents ignore these three, which is reported already.
    if version < Version::V4_18 {
        return;
    }
    let firewalls = &["auto", "nft", "iptables"];
    agent.expect_word(findings, error, "portblock-firewall", "firewall", firewalls, &NOT_STARTED);
    agent.expect_word(findings, error, "portblock-method", "method", &["drop", "reject"], &NOT_STARTED);
    let (warning, checks) = (Severity::Warning, &["rule", "pseudo"]);
    agent.expect_word(findings, warning, "portblock-status-check", "status_check", checks, &NOT_CHECKED);
}

fn look_at_ports(agent: &StartedAgent<'_>, version: Version, findings: &mut Findings<'_>) {
    let Some(text) = agent.some("portno") else { return };
    let is_port = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        is_number && text.parse::<u16>().is_ok_and(|port| port > 0)
    };
    if !text.split([',', ':']).all(is_port) {
        agent.report(findings, Severity::Error, "port", "portno", PORT, None);
    } else if text.contains([',', ':']) {
        let severity = if uses_nft(agent, version) { Severity::Error } else { Severity::Info };
        agent.report(findings, severity, "port-list", "portno", PORT_LIST, None);
    }
}

fn look_at_ip(agent: &StartedAgent<'_>, version: Version, findings: &mut Findings<'_>) {
    let Some(text) = agent.some("ip").filter(|text| *text != "0.0.0.0/0") else {
        agent.report(findings, Severity::Info, "portblock-any-ip", "ip", ANY_IP, None);
        return;
    };
    let bare = text.split_once('/').map_or(text, |(address, _)| address);
    let bare = bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')).unwrap_or(bare);
    let address: Option<IpAddr> = bare.parse().ok();
    match address {
        Some(IpAddr::V6(_)) if version < Version::Newest => {
            agent.report(findings, Severity::Error, "portblock-ipv6", "ip", IPV6, None);
        }
        Some(address) if bare != text && is_hosts_own(text, address) => {
            agent.expect_instead(findings, Severity::Error, "portblock-ip", "ip", bare, BARE);
        }
        Some(address) if bare == text && !address.is_unspecified() => {}
        Some(_) | None => agent.report(findings, Severity::Error, "portblock-ip", "ip", BARE, None),
    }
}

/// Whether the address in `text` can only be meant as one: a network's own address may be meant as the network.
fn is_hosts_own(text: &str, address: IpAddr) -> bool {
    if address == IpAddr::V4(Ipv4Addr::UNSPECIFIED) {
        return false;
    }
    match text.parse::<ipnet::IpNet>() {
        Ok(net) => net.prefix_len() == net.max_prefix_len() || net.network() != net.addr(),
        Err(_) => !text.contains('/'),
    }
}

/// What goes with one action only, and what an action gets wrong.
fn look_at_action(agent: &StartedAgent<'_>, version: Version, findings: &mut Findings<'_>) {
    if agent.some("tickle_dir").is_some_and(|directory| !directory.starts_with('/')) {
        agent.report(findings, Severity::Error, "tickle-dir", "tickle_dir", TICKLE_DIR, None);
    }
    let resets = agent.some("reset_local_on_unblock_stop").is_some_and(is_true);
    match agent.some("action") {
        Some("block") => {
            if agent.some("tickle_dir").is_some() {
                report_misplaced(agent, "tickle-dir-block", "tickle_dir", findings);
            }
            if resets {
                report_misplaced(agent, "reset-local-block", "reset_local_on_unblock_stop", findings);
            }
        }
        Some("unblock") => {
            if version == Version::V4_12 {
                agent.report(findings, Severity::Warning, "portblock-412", "action", NEVER_UNBLOCKED, None);
            }
            if resets && uses_nft(agent, version) {
                let key = "reset_local_on_unblock_stop";
                agent.report(findings, Severity::Warning, "reset-local-nft", key, RULE_STAYS, None);
            }
        }
        Some(_) | None => {}
    }
}

fn report_misplaced(agent: &StartedAgent<'_>, code: &'static str, key: &str, findings: &mut Findings<'_>) {
    let message = Text::of(
        format!("`{key}` belongs to `action=unblock` only: with `block` the agent refuses it"),
        format!("`{key}` 只能与 `action=unblock` 一起使用：与 `block` 一起时代理会拒绝"),
    );
    agent.report(findings, Severity::Error, code, key, message, agent.left_out(findings, key));
}

const NOT_STARTED: Text =
    Text::new("the agent does not start with any other word", "代理使用其他词时不会启动");
const NO_RULE: Text = Text::new(
    "with any other word the agent starts and installs no rule",
    "使用其他词时代理会启动，但不安装任何规则",
);
const NOT_CHECKED: Text = Text::new(
    "the agent starts with any other word, which means none of them",
    "代理也接受其他词，但其含义不是其中任何一个",
);
const PORT: Text = Text::new(
    "expected one port, 1 to 65535: with 0 the agent starts and blocks nothing, with anything else it does not start",
    "应为一个端口，1 到 65535：为 0 时代理会启动但不阻断任何端口，其他值则不会启动",
);
const PORT_LIST: Text = Text::new(
    "lists and ranges of ports work with iptables only: with nft, which resource-agents prefers from 4.18 on, the agent \
     does not start; expected an entry for each port",
    "端口列表和范围仅适用于 iptables：使用 nft（resource-agents 自 4.18 起优先使用）时代理不会启动；应为每个端口单独写一个启动项",
);
const ANY_IP: Text = Text::new(
    "without `ip` the port closes on every address of the node, those of other gateways among them; name the service IP",
    "不写 `ip` 时，节点所有地址上的该端口都会关闭，包括其他网关的地址；请写明服务 IP",
);
const IPV6: Text = Text::new(
    "up to resource-agents 4.18.0 the agent fails with IPv6 addresses; expected an IPv4 address, or a newer resource-agents",
    "resource-agents 4.18.0 及之前的代理不支持 IPv6 地址；应为 IPv4 地址，或使用更新的 resource-agents",
);
const BARE: Text = Text::new(
    "expected an address alone, such as `192.168.1.100`: with a prefix, brackets or a name the agent does not find its \
     own rule again, and clients stay out",
    "应只写地址，如 `192.168.1.100`：带前缀、方括号或使用主机名时，代理找不到自己的规则，客户端将一直被阻断",
);
const TICKLE_DIR: Text = Text::new(
    "expected an absolute directory, such as the mount point of the cluster private volume",
    "应为绝对目录，如集群私有卷的挂载点",
);
const NEVER_UNBLOCKED: Text = Text::new(
    "with iptables 1.8.9, as in Debian 12, the agent of 4.12 never removes the block and returns 0: clients time out for \
     ever; resource-agents 4.14 or newer does",
    "在 iptables 1.8.9（如 Debian 12）下，4.12 的代理不会移除阻断规则却返回 0：客户端将一直超时；需要 resource-agents 4.14 或更新版本",
);
const RULE_STAYS: Text = Text::new(
    "with nft the agent leaves its reject rule behind when it stops; expected `firewall=iptables`, or no reset",
    "使用 nft 时，代理停止后会留下拒绝规则；应使用 `firewall=iptables`，或不设置该参数",
);
