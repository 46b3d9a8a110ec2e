//! `IPaddr2`: brings a service IP up.

use std::net::{IpAddr, Ipv4Addr};

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::address::ServiceIp;
use crate::problem::Severity;
use crate::text::Text;

/// Programs that tell the network of an address (`arp_sender`).
const ARP_SENDERS: &[&str] = &["send_arp", "iputils_arping", "libnet_arping", "ipoibarping"];

/// Longest name of an interface, and of its label (`IFNAMSIZ` less its NUL).
const LONGEST_LABEL: usize = 15;

/// Looks at the values of an `IPaddr2`.
pub(crate) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    if let Some(address) = look_at_ip(agent, findings) {
        let prefix = look_at_netmask(agent, address, findings);
        look_at_reach(agent, address, prefix, findings);
        look_at_broadcast(agent, address, findings);
    }
    look_at_interface(agent, findings);
    for (code, key) in [("arp-interval", "arp_interval"), ("arp-count", "arp_count")] {
        if agent.some(key).is_some_and(|value| value.parse::<i64>().is_ok_and(|number| number < 1)) {
            agent.report(findings, Severity::Error, code, key, ONE_AT_LEAST, None);
        }
    }
    for key in ["arp_interval", "arp_count", "preferred_lft"] {
        if agent.value(key) == Some("") {
            let message = Text::of(
                format!("the agent does not start with an empty `{key}`; leave it out"),
                format!("`{key}` 为空时代理不会启动；请不要写该参数"),
            );
            let repair = agent.left_out(findings, key);
            agent.report(findings, Severity::Error, "empty-refused", key, message, repair);
        }
    }
    agent.expect_word(findings, Severity::Error, "arp-sender", "arp_sender", ARP_SENDERS, &NOT_STARTED);
}

/// The address, if it is one; however it is wrapped.
fn look_at_ip(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) -> Option<IpAddr> {
    let text = agent.some("ip")?;
    let (bare, prefix) =
        text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let bare = bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')).unwrap_or(bare);
    let address: Option<IpAddr> = bare.parse().ok().filter(|address: &IpAddr| !address.is_unspecified());
    match (address, prefix) {
        (None, _) => agent.report(findings, Severity::Error, "service-ip", "ip", ADDRESS, None),
        (Some(address), Some(prefix)) => report_prefix(agent, address, bare, prefix, findings),
        (Some(_), None) if bare != text => {
            agent.expect_instead(findings, Severity::Error, "service-ip", "ip", bare, ADDRESS);
        }
        (Some(_), None) => {}
    }
    address
}

/// An address with its prefix: `IPaddr2` wants that elsewhere. Where both are given and differ, nobody knows which counts.
fn report_prefix(
    agent: &StartedAgent<'_>,
    address: IpAddr,
    bare: &str,
    prefix: &str,
    findings: &mut Findings<'_>,
) {
    let mut edits = agent.with_value(findings, "ip", bare);
    let is_prefix = prefix.parse::<u8>().is_ok_and(|prefix| (1..=longest_prefix(address)).contains(&prefix));
    match agent.some("cidr_netmask") {
        Some(known) if known == prefix => {}
        None if is_prefix => {
            let netmask = if agent.parameter("cidr_netmask").is_some() {
                agent.with_value(findings, "cidr_netmask", prefix)
            } else {
                agent.with_parameter(findings, "cidr_netmask", prefix)
            };
            edits = edits.zip(netmask).map(|(ip, netmask)| [ip, netmask].concat());
        }
        Some(_) | None => edits = None,
    }
    let title = Text::of(
        format!("write `ip={bare} cidr_netmask={prefix}`"),
        format!("改写为 `ip={bare} cidr_netmask={prefix}`"),
    );
    let repair = edits.map(|edits| (title, edits));
    agent.report(findings, Severity::Error, "service-ip-prefix", "ip", PREFIX, repair);
}

fn longest_prefix(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The prefix of the network, if it is one. Without it the agent asks the routes of the node.
fn look_at_netmask(agent: &StartedAgent<'_>, address: IpAddr, findings: &mut Findings<'_>) -> Option<u8> {
    let text = agent.some("cidr_netmask")?;
    let longest = longest_prefix(address);
    let is_prefix = |prefix: &u8| (1..=longest).contains(prefix);
    // The agent takes at most three digits.
    let is_short = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(prefix) = text.parse().ok().filter(|prefix| is_short && is_prefix(prefix)) {
        return Some(prefix);
    }
    let key = "cidr_netmask";
    let mask: Option<Ipv4Addr> = text.parse().ok().filter(|_| address.is_ipv4());
    let dotted = mask.and_then(|mask| ipnet::ipv4_mask_to_prefix(mask).ok()).filter(is_prefix);
    if let Some(prefix) = dotted {
        agent.expect_instead(findings, Severity::Warning, "netmask-dotted", key, &prefix.to_string(), DOTTED);
        return Some(prefix);
    }
    let message = Text::of(
        format!(
            "expected the length of the network's prefix, 1 to {longest}: the agent does not start with `{text}`"
        ),
        format!("应为网络前缀长度，1 到 {longest}：代理使用 `{text}` 时不会启动"),
    );
    let meant =
        text.strip_prefix('/').filter(|text| text.parse::<u8>().is_ok_and(|prefix| is_prefix(&prefix)));
    match meant {
        Some(prefix) => agent.expect_instead(findings, Severity::Error, "netmask", key, prefix, message),
        None => agent.report(findings, Severity::Error, "netmask", key, message, None),
    }
    None
}

/// An address that comes up, but that clients do not get to.
fn look_at_reach(agent: &StartedAgent<'_>, address: IpAddr, prefix: Option<u8>, findings: &mut Findings<'_>) {
    let is_link_local = matches!(address, IpAddr::V6(address) if address.is_unicast_link_local());
    if is_link_local && agent.some("nic").is_none() {
        agent.report(findings, Severity::Error, "link-local-nic", "ip", LINK_LOCAL, None);
        return;
    }
    let prefix = prefix.unwrap_or_else(|| longest_prefix(address));
    if format!("{address}/{prefix}").parse::<ServiceIp>().is_err() {
        agent.report(findings, Severity::Warning, "service-ip", "ip", UNREACHABLE, None);
    }
}

fn look_at_broadcast(agent: &StartedAgent<'_>, address: IpAddr, findings: &mut Findings<'_>) {
    let Some(text) = agent.some("broadcast").filter(|_| address.is_ipv4()) else { return };
    if !matches!(text, "+" | "-") && text.parse::<Ipv4Addr>().is_err() {
        agent.report(findings, Severity::Error, "broadcast", "broadcast", BROADCAST, None);
    }
}

/// The interface, which may carry the label as `eth0:label`.
fn look_at_interface(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let (nic, with_nic) = match agent.some("nic") {
        None => (None, None),
        Some(text) => {
            text.split_once(':').map_or((Some(text), None), |(nic, label)| (Some(nic), Some(label)))
        }
    };
    let is_name = |nic: &str| {
        let is_named = |c: char| !c.is_whitespace() && c != '/';
        (1..=LONGEST_LABEL).contains(&nic.len()) && nic.chars().all(is_named)
    };
    if nic.is_some_and(|nic| !is_name(nic)) {
        agent.report(findings, Severity::Error, "nic", "nic", INTERFACE, None);
        return;
    }
    let (key, label) = match with_nic {
        Some(label) => ("nic", Some(label)),
        None => ("iflabel", agent.some("iflabel")),
    };
    // Without `nic` the routes of the node tell, and its name has one letter at least.
    let before = nic.map_or(1, str::len) + 1;
    if label.is_some_and(|label| before + label.len() > LONGEST_LABEL) {
        agent.report(findings, Severity::Error, "interface-label", key, LABEL, None);
    }
}

const NOT_STARTED: Text =
    Text::new("the agent does not start with any other word", "代理使用其他词时不会启动");
const ADDRESS: Text = Text::new(
    "expected an address alone, such as `192.168.1.100` or `fd00::100`: the agent does not start with anything else",
    "应只写地址，如 `192.168.1.100` 或 `fd00::100`：使用其他内容时代理不会启动",
);
const PREFIX: Text = Text::new(
    "the agent does not start with a prefix behind the address; expected it in `cidr_netmask`",
    "地址后带前缀时代理不会启动；前缀应写在 `cidr_netmask` 中",
);
const DOTTED: Text = Text::new(
    "the agent converts a dotted netmask and asks to have it written as the length of the prefix",
    "代理会转换点分形式的子网掩码，并要求写作前缀长度",
);
const LINK_LOCAL: Text = Text::new(
    "a link-local address needs `nic`: the agent does not start without",
    "链路本地地址需要 `nic`：缺少时代理不会启动",
);
const UNREACHABLE: Text = Text::new(
    "clients do not get to this address: it is its network's own or broadcast address, loopback, multicast, reserved or \
     link-local; expected an address of a host",
    "客户端无法访问该地址：它是网络地址、广播地址、回环、组播、保留或链路本地地址；应为主机地址",
);
const BROADCAST: Text = Text::new(
    "expected an IPv4 address, `+` or `-`: the agent does not start with anything else",
    "应为 IPv4 地址、`+` 或 `-`：使用其他内容时代理不会启动",
);
const INTERFACE: Text = Text::new(
    "expected the name of an interface such as `eth0`, at most 15 bytes: the agent does not start without the interface",
    "应为网卡名，如 `eth0`，最多 15 字节：没有该网卡时代理不会启动",
);
const LABEL: Text = Text::new(
    "interface and label, with a colon between, may have 15 bytes at most: the agent does not start with more",
    "网卡名、冒号和标签合计最多 15 字节：超过时代理不会启动",
);
const ONE_AT_LEAST: Text =
    Text::new("expected 1 or more: the agent does not start with less", "应为 1 或更大：否则代理不会启动");
