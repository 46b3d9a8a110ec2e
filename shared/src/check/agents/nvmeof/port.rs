//! A port: its number, how and where it listens, and the subsystems that it offers.

use std::net::IpAddr;

use super::subsystem::is_joined;
use super::{meant, subsystems};
use crate::check::agents::list;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::derived;
use crate::names::drbd::ResourceName;
use crate::names::number::{Port, PortId};
use crate::problem::Severity;
use crate::text::Text;

/// Looks at the number of a port.
pub(super) fn look_at_number(port: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    const KEY: &str = "port_id";
    match port.value(KEY) {
        // No repair: where it is the only port of its nodes it works, and a new number would interrupt it.
        None => port.report(findings, Severity::Warning, "port-id-default", KEY, NO_NUMBER, None),
        Some("") => match derived_number(port, started) {
            Some(number) => {
                let number = number.to_string();
                port.expect_instead(findings, Severity::Error, "port-id", KEY, &number, EMPTY_NUMBER);
            }
            None => port.report(findings, Severity::Error, "port-id", KEY, EMPTY_NUMBER, None),
        },
        Some(_) => drop(port.expect_number::<PortId>(findings, KEY)),
    }
}

/// The number that the model would give the port: further ones of a resource count on.
fn derived_number(port: &StartedAgent<'_>, started: &Started<'_>) -> Option<u16> {
    let nqn = port.some("nqns")?.split_whitespace().next()?;
    let resource: ResourceName = started.resource.name.parse().ok()?;
    let before = started.agents("nvmet-port").take_while(|other| other.index < port.index).count();
    derived::number(nqn, &resource, 65_000).checked_add(u16::try_from(before).ok()?)
}

/// Looks at how a port is reached.
pub(super) fn look_at_transport(port: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    const TYPES: &[&str] = &["tcp", "rdma", "fc"];
    port.expect_number::<Port>(findings, "svcid");
    let Some(transport) = port.some("type").filter(|transport| !TYPES.contains(transport)) else { return };
    let lower = transport.to_ascii_lowercase();
    if TYPES.contains(&&*lower) {
        port.expect_instead(findings, Severity::Error, "choice", "type", &lower, TYPE);
    } else {
        port.report(findings, Severity::Error, "choice", "type", TYPE, None);
    }
}

/// Looks at the address of a port and at its family, which the agent does not derive.
pub(super) fn look_at_address(port: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    if port.some("type") == Some("fc") {
        return;
    }
    let Some(text) = port.some("addr") else { return };
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    // A link-local address may name its interface.
    let (address, _) = bare.unwrap_or(text).split_once('%').unwrap_or((bare.unwrap_or(text), ""));
    let Ok(address) = address.parse::<IpAddr>() else {
        port.report(findings, Severity::Error, "addr", "addr", ADDRESS, None);
        return;
    };
    if let Some(bare) = bare {
        port.expect_instead(findings, Severity::Error, "addr", "addr", bare, BRACKETS);
    } else if address.is_unspecified() {
        port.report(findings, Severity::Warning, "addr-any", "addr", ANY, None);
    }
    let family = if address.is_ipv6() { "ipv6" } else { "ipv4" };
    // An empty one has been reported with its default.
    match port.value("addr_fam") {
        Some("") => {}
        None if family == "ipv4" => {}
        given => {
            if given != Some(family) {
                let message = not_the_family(given.unwrap_or("ipv4"), family);
                port.expect_instead(findings, Severity::Error, "addr-fam", "addr_fam", family, message);
            }
        }
    }
}

/// Looks whether a port offers subsystems of its resource.
pub(super) fn look_at_subsystems(
    port: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    const KEY: &str = "nqns";
    let (Some(nqns), Some(known)) = (port.some(KEY), subsystems(started)) else { return };
    let unknown: Vec<&str> = nqns.split_whitespace().filter(|nqn| !known.contains(nqn)).collect();
    if unknown.iter().any(|nqn| is_joined(nqn)) {
        list::has_commas(port, KEY, |member| known.contains(&member), findings);
        return;
    }
    for nqn in unknown {
        let message = Text::of(
            format!(
                "no subsystem of this resource is called `{nqn}`: the port does not offer it, and the agent returns 0; \
                 expected the `nqn` of one"
            ),
            format!(
                "该资源没有名为 `{nqn}` 的子系统：端口不会提供它，而代理返回 0；应为其中某个子系统的 `nqn`"
            ),
        );
        let code = "subsystem-unknown";
        match meant(nqn, &known).filter(|_| nqns == nqn) {
            Some(only) => port.expect_instead(findings, Severity::Error, code, KEY, only, message),
            None => port.report(findings, Severity::Error, code, KEY, message, None),
        }
    }
}

fn not_the_family(given: &str, family: &str) -> Text {
    Text::of(
        format!(
            "the family is `{given}`, the address is not: nothing is exported, and the agent does not derive the family; \
             expected `{family}`"
        ),
        format!("地址族为 `{given}`，与地址不符：不会导出任何内容，代理也不会自行推导；应为 `{family}`"),
    )
}

const NO_NUMBER: Text = Text::new(
    "without `port_id` the port is number 0, as every other without one: the second gateway on a node exports nothing and \
     its agent returns 0; expected a number of its own",
    "未写 `port_id` 时端口编号为 0，与其他未写的相同：节点上的第二个网关不会导出任何内容，而代理返回 0；应使用不同的编号",
);
const EMPTY_NUMBER: Text = Text::new(
    "with an empty `port_id` the agent takes the directory of all ports for its own and makes none; expected a number, 0 \
     to 65535",
    "`port_id` 为空时，代理会把所有端口的目录误认作自己的，不创建端口；应为 0 到 65535 的编号",
);
const TYPE: Text = Text::new(
    "the agent refuses any transport but `tcp`, `rdma` and `fc`, also `loop`; expected one of them",
    "代理只接受 `tcp`、`rdma` 和 `fc`，也不接受 `loop`；应为其中之一",
);
const ADDRESS: Text = Text::new(
    "the kernel takes addresses only, no names and no ports: nothing is exported and the agent returns 0; expected such \
     as `10.0.0.5` or `fd00::5`",
    "内核只接受地址，不接受名称或端口：不会导出任何内容，而代理返回 0；应如 `10.0.0.5` 或 `fd00::5`",
);
const BRACKETS: Text = Text::new(
    "the kernel takes no brackets: nothing is exported, and the agent returns 0; expected the address alone",
    "内核不接受方括号：不会导出任何内容，而代理返回 0；应只写地址",
);
const ANY: Text = Text::new(
    "the port listens on every address of the node, not on the service IP alone; expected the service IP",
    "端口会监听节点的所有地址，而不仅是服务 IP；应为服务 IP",
);
