//! A subsystem: its name, its serial number and the hosts that may connect.

use crate::check::agents::list;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::derived;
use crate::names::drbd::ResourceName;
use crate::names::nvme::{Nqn, Serial};
use crate::problem::Severity;
use crate::text::Text;

const DISCOVERY: &str = "nqn.2014-08.org.nvmexpress.discovery";

/// Looks at the name of a subsystem, which becomes a directory of configfs.
pub(super) fn look_at_nqn(subsystem: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(nqn) = subsystem.some("nqn") else { return };
    // The kernel takes any other name; hosts want the form.
    let is_taken =
        nqn.len() <= 223 && nqn != DISCOVERY && !nqn.contains(|c: char| c == '/' || c.is_whitespace());
    let severity = if is_taken { Severity::Warning } else { Severity::Error };
    subsystem.expect::<Nqn>(findings, severity, "nqn");
}

/// Looks at the serial number of a subsystem.
pub(super) fn look_at_serial(
    subsystem: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    let code = "serial";
    match subsystem.some("serial").map(str::parse::<Serial>) {
        Some(Ok(_)) => {}
        Some(Err(_)) => subsystem.report(findings, Severity::Warning, code, code, SERIAL, None),
        None => {
            let names = subsystem.some("nqn").zip(started.resource.name.parse::<ResourceName>().ok());
            match names {
                // There is none to keep: the one that the model would give it is as good as any.
                Some((nqn, resource)) => {
                    let serial = derived::hex_digits(derived::gateway_uuid(nqn, &resource), 16);
                    subsystem.expect_instead(findings, Severity::Warning, code, code, &serial, NO_SERIAL);
                }
                None => subsystem.report(findings, Severity::Warning, code, code, NO_SERIAL, None),
            }
        }
    }
}

/// Looks at the hosts that may connect.
pub(super) fn look_at_hosts(subsystem: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    const KEY: &str = "allowed_initiators";
    let Some(hosts) = subsystem.some(KEY) else { return };
    if hosts.split_whitespace().any(is_joined) {
        list::has_commas(subsystem, KEY, |member| member.parse::<Nqn>().is_ok(), findings);
        return;
    }
    for host in hosts.split_whitespace() {
        let Err(expected) = host.parse::<Nqn>() else { continue };
        // A name becomes a directory of configfs, whatever its form.
        let is_taken = host.starts_with("nqn.") && host.len() <= 223 && !host.contains('/');
        let (severity, message) =
            if is_taken { (Severity::Warning, expected.message) } else { (Severity::Error, no_host(host)) };
        subsystem.report(findings, severity, expected.code, KEY, message, None);
    }
}

/// Whether a word is several names with commas between them. A single name may have commas of its own.
pub(super) fn is_joined(word: &str) -> bool {
    let mut names = word.split(',').filter(|name| !name.is_empty());
    let is_name = |name: &str| name.starts_with("nqn.");
    let ends_open = word.ends_with(',') && word.trim_end_matches(',').parse::<Nqn>().is_ok();
    names.next().is_some_and(is_name) && (names.next().is_some_and(is_name) || ends_open)
}

fn no_host(host: &str) -> Text {
    Text::of(
        format!(
            "`{host}` is no NQN, so no host has this name and none is let in by it; expected such as \
             `nqn.2014-08.org.nvmexpress:uuid:` and a UUID"
        ),
        format!(
            "`{host}` 不是 NQN，没有主机使用该名称，也就不会因此获准连接；应如 `nqn.2014-08.org.nvmexpress:uuid:` 加 UUID"
        ),
    )
}

const SERIAL: Text = Text::new(
    "the kernel refuses this serial number, the agent returns 0 and a random one stays, another on each node; expected \
     1 to 20 printable ASCII characters such as `a1b2c3d4e5f6a7b8`",
    "内核会拒绝该序列号，代理返回 0 并保留随机值，各节点不同；应为 1 到 20 个可打印 ASCII 字符，如 `a1b2c3d4e5f6a7b8`",
);
const NO_SERIAL: Text = Text::new(
    "without a serial number the kernel takes a random one, another on each node; expected one of its own",
    "未写序列号时内核使用随机值，各节点不同；应使用固定的序列号",
);
