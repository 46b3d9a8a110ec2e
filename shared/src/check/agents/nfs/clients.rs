//! Who may mount an export.

use std::net::Ipv6Addr;

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::nfs::ClientSpec;
use crate::problem::Severity;
use crate::text::Text;

const KEY: &str = "clientspec";

/// Looks at the clients of an export.
pub(super) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(text) = agent.some(KEY) else { return };
    let trimmed = text.trim();
    if trimmed.contains([' ', '\t', '\n', ',']) {
        agent.report(findings, Severity::Error, "client-spec-several", KEY, SEVERAL, None);
    } else if let Some(bracketed) = bracketed(trimmed) {
        if bracketed != text {
            agent.expect_instead(
                findings,
                Severity::Error,
                "client-spec-brackets",
                KEY,
                &bracketed,
                BRACKETS,
            );
        }
    } else if let Err(expected) = trimmed.parse::<ClientSpec>() {
        // exports(5) also knows lists of characters in host names, which the model does without.
        let is_pattern = trimmed.contains('[') && !trimmed.contains(':');
        if !is_pattern {
            agent.report(findings, Severity::Error, expected.code, KEY, expected.message, None);
        }
    } else if trimmed == "0.0.0.0/0" {
        let everyone = "0.0.0.0/0.0.0.0";
        agent.expect_instead(findings, Severity::Error, "client-spec-everyone", KEY, everyone, EVERYONE);
    } else if trimmed != text {
        agent.expect_instead(findings, Severity::Error, "client-spec", KEY, trimmed, BLANKS);
    }
}

/// An IPv6 address or network as it has to be written, however it is.
fn bracketed(text: &str) -> Option<String> {
    let plain = text.replace(['[', ']'], "");
    let (address, prefix) =
        plain.split_once('/').map_or((&*plain, None), |(address, prefix)| (address, Some(prefix)));
    address.parse::<Ipv6Addr>().ok()?;
    match prefix {
        None => Some(format!("[{address}]")),
        Some(prefix) if prefix.parse::<u8>().is_ok_and(|bits| bits <= 128) => {
            Some(format!("[{address}]/{prefix}"))
        }
        Some(_) => None,
    }
}

const SEVERAL: Text = Text::new(
    "expected one client: with several in one value the export fails; write an entry for each",
    "应只写一个客户端：一个值中写多个时导出失败；请为每个客户端写一个启动项",
);
const BRACKETS: Text = Text::new(
    "an IPv6 address needs brackets and the prefix behind them, such as `[fd00::]/64`: the export fails otherwise",
    "IPv6 地址需要方括号，前缀写在其后，如 `[fd00::]/64`：否则导出失败",
);
const EVERYONE: Text = Text::new(
    "exportfs lists this as `0.0.0.0/0.0.0.0`, and the agent does not find its export again",
    "exportfs 会将其列为 `0.0.0.0/0.0.0.0`，代理因此找不到自己的导出",
);
const BLANKS: Text = Text::new(
    "a blank at the start or end: the agent does not find its export again",
    "首尾有空格：代理因此找不到自己的导出",
);
