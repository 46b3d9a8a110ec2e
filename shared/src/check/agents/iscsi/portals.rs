//! The portals of a target: where initiators reach it.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::check::agents::list;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::iscsi::Implementation;
use crate::names::number::Port;
use crate::problem::{Expected, Severity};
use crate::text::Text;

const KEY: &str = "portals";

/// The agent's default. For LIO it is the one value for which no portal is made.
const DEFAULT: &str = "0.0.0.0:3260";

/// A portal as the agent takes it apart: at the first colon.
enum Portal<'a> {
    V4 { port: Option<&'a str> },
    V6,
    Other,
}

impl<'a> Portal<'a> {
    fn read(text: &'a str) -> Self {
        let (address, port) = match text.split_once(':') {
            Some((address, port)) => (address, Some(port)),
            None => (text, None),
        };
        if address.parse::<Ipv4Addr>().is_ok() {
            return Self::V4 { port };
        }
        let is_v6 = |text: &str| text.parse::<Ipv6Addr>().is_ok();
        let before_port = text.rsplit_once(':').map_or(text, |(address, _)| address);
        if text.starts_with('[') || is_v6(text) || is_v6(before_port) { Self::V6 } else { Self::Other }
    }

    /// Its port, unless it has none or a wrong one.
    fn port(&self) -> Option<Result<Port, Expected>> {
        match self {
            Self::V4 { port } => port.map(str::parse),
            Self::V6 | Self::Other => None,
        }
    }
}

/// Looks at the portals of a target.
pub(super) fn look_at(
    target: &StartedAgent<'_>,
    started: &Started<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    let is_member = |member: &str| matches!(Portal::read(member).port(), Some(Ok(_)));
    match served {
        Some(Implementation::Iet | Implementation::Tgt) => look_at_ignored(target, findings),
        Some(Implementation::LioT | Implementation::Lio) => {
            if list::has_commas(target, KEY, is_member, findings) {
                return;
            }
            let portals = || target.some(KEY).unwrap_or_default().split_whitespace();
            if portals().all(|portal| portal == DEFAULT) {
                look_at_none(target, started, findings);
                return;
            }
            if portals().any(|portal| portal == DEFAULT) {
                target.report(findings, Severity::Warning, "portal-any", KEY, ANY, None);
            }
            look_at_each(target, served, findings);
            list::look_at_twice(target, KEY, "portal-twice", findings);
        }
        Some(Implementation::Scst) | None => {
            if !list::has_commas(target, KEY, is_member, findings) {
                look_at_each(target, served, findings);
            }
        }
    }
}

fn look_at_each(target: &StartedAgent<'_>, served: Option<Implementation>, findings: &mut Findings<'_>) {
    let report = |findings: &mut Findings<'_>, severity, code, message| {
        target.report(findings, severity, code, KEY, message, None);
    };
    for text in target.some(KEY).unwrap_or_default().split_whitespace() {
        let portal = Portal::read(text);
        match &portal {
            // Where none is named, the agents may find tgt, which has IPv6.
            Portal::V6 if served.is_some() => report(findings, Severity::Error, "portal-ipv6", IPV6),
            Portal::Other => report(findings, Severity::Error, "portal", not_a_portal(text)),
            Portal::V4 { port: None } => {
                let portals = target.some(KEY).unwrap_or_default().split_whitespace();
                let with_port = |each: &str| match Portal::read(each) {
                    Portal::V4 { port: None } => format!("{each}:3260"),
                    Portal::V4 { port: Some(_) } | Portal::V6 | Portal::Other => each.to_owned(),
                };
                let all: Vec<String> = portals.map(with_port).collect();
                let code = "portal-port";
                target.expect_instead(findings, Severity::Warning, code, KEY, &all.join(" "), no_port(text));
                // The repair is for all of them.
                return;
            }
            Portal::V6 | Portal::V4 { port: Some(_) } => {}
        }
        match (portal.port(), served) {
            (Some(Err(expected)), _) => report(findings, Severity::Error, expected.code, expected.message),
            (Some(Ok(port)), Some(Implementation::Scst)) if port.get() != 3260 => {
                report(findings, Severity::Error, "port-ignored", PORT_IGNORED);
            }
            (Some(Ok(_)) | None, _) => {}
        }
    }
}

/// iet and tgt have no portals of their own.
fn look_at_ignored(target: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(portals) = target.some(KEY).filter(|portals| *portals != DEFAULT) else { return };
    target.report(findings, Severity::Warning, "portals-ignored", KEY, IGNORED, None);
    let other_port = |text: &str| match Portal::read(text).port() {
        Some(Ok(port)) => port.get() != 3260,
        Some(Err(_)) | None => false,
    };
    if portals.split_whitespace().any(other_port) {
        target.report(findings, Severity::Error, "port-ignored", KEY, PORT_IGNORED, None);
    }
}

/// No portal at all. Where nothing is said, the service IPs of the resource are meant.
fn look_at_none(target: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    let code = "portals-missing";
    match (target.some(KEY), service_portals(started)) {
        (None, Some(portals)) => {
            target.expect_instead(findings, Severity::Error, code, KEY, &portals, MISSING);
        }
        (Some(_), _) | (None, None) => target.report(findings, Severity::Error, code, KEY, MISSING, None),
    }
}

/// Portals on the service IPs of a resource, and on the port that it blocks; none where they are not clear.
fn service_portals(started: &Started<'_>) -> Option<String> {
    let mut ports: Vec<&str> = started.agents("portblock").filter_map(|agent| agent.some("portno")).collect();
    ports.sort_unstable();
    ports.dedup();
    let port: Port = match ports[..] {
        [] => "3260",
        [port] => port,
        [_, _, ..] => return None,
    }
    .parse()
    .ok()?;
    let mut portals = Vec::new();
    for agent in started.agents("IPaddr2") {
        let address: Ipv4Addr = agent.some("ip")?.parse().ok()?;
        portals.push(format!("{address}:{port}"));
    }
    if portals.is_empty() { None } else { Some(portals.join(" ")) }
}

fn not_a_portal(text: &str) -> Text {
    Text::of(
        format!("`{text}` is no portal; expected an address and a port such as `10.0.0.5:3260`"),
        format!("`{text}` 不是门户；应为地址和端口，如 `10.0.0.5:3260`"),
    )
}

fn no_port(text: &str) -> Text {
    Text::of(
        format!("`{text}` has no port; expected `{text}:3260`"),
        format!("`{text}` 没有端口；应为 `{text}:3260`"),
    )
}

const MISSING: Text = Text::new(
    "without portals, and with `0.0.0.0:3260` alone, the agent makes none for LIO and returns 0: nobody reaches the \
     target; expected the service IPs with their port such as `10.0.0.5:3260`",
    "未写门户或只写 `0.0.0.0:3260` 时，代理不会为 LIO 创建任何门户且返回 0：无人能访问 target；\
     应为服务 IP 和端口，如 `10.0.0.5:3260`",
);
const ANY: Text = Text::new(
    "the agent skips `0.0.0.0:3260`: only the other portals are made; expected the service IPs alone",
    "代理会跳过 `0.0.0.0:3260`：只创建其他门户；应只写服务 IP",
);
const IPV6: Text = Text::new(
    "this implementation has no IPv6 portals in any version of its agent; expected an IPv4 address, or `tgt`",
    "该实现的代理在任何版本中都不支持 IPv6 门户；应为 IPv4 地址，或改用 `tgt`",
);
const IGNORED: Text = Text::new(
    "this implementation ignores portals: it listens on every address of the node, not on the service IPs alone",
    "该实现忽略门户设置：它监听节点的所有地址，而不仅是服务 IP",
);
const PORT_IGNORED: Text = Text::new(
    "this implementation ignores the port and listens on 3260; expected 3260, or `lio-t`",
    "该实现忽略端口并监听 3260；应为 3260，或改用 `lio-t`",
);
