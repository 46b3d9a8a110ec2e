//! Who may mount an export.

use std::net::{Ipv4Addr, Ipv6Addr};

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
    } else if let Some(new) = bracketed(trimmed) {
        agent.expect_instead(findings, Severity::Error, "client-spec-brackets", KEY, &new, BRACKETS);
    } else if let (Err(expected), false) = (trimmed.parse::<ClientSpec>(), is_taken(trimmed)) {
        let (severity, message) =
            if is_odd(trimmed) { (Severity::Warning, ODD) } else { (Severity::Error, expected.message) };
        agent.report(findings, severity, expected.code, KEY, message, None);
    } else if trimmed != text {
        agent.expect_instead(findings, Severity::Error, "client-spec", KEY, trimmed, BLANKS);
    }
}

/// An IPv6 address or network that lacks its brackets, with them.
fn bracketed(text: &str) -> Option<String> {
    let (address, prefix) =
        text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    address.parse::<Ipv6Addr>().ok()?;
    match prefix {
        None => Some(format!("[{address}]")),
        Some(prefix) if is_mask(prefix) => Some(format!("[{address}]/{prefix}")),
        Some(_) => None,
    }
}

/// Whether `text` is the mask of an IPv6 network.
fn is_mask(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|bits| bits <= 128) || text.parse::<Ipv6Addr>().is_ok()
}

/// Whether exportfs(8) takes clients that the model does without, and means the same.
fn is_taken(text: &str) -> bool {
    let has_patterns = text.contains(['*', '?', '[']) && !text.contains([':', '/']) && !text.starts_with('-');
    let is_kerberos = matches!(text, "gss/krb5" | "gss/krb5i" | "gss/krb5p");
    // Brackets may also stand around all of it: exportfs drops them, as the agent does where it compares.
    let plain = text.strip_prefix('[').map(|text| text.replacen(']', "", 1));
    let is_ipv6 = plain.is_some_and(|plain| bracketed(&plain).is_some());
    let is_ipv4 = text.split_once('/').is_some_and(|(address, prefix)| {
        address.parse::<Ipv4Addr>().is_ok() && prefix.parse::<u8>().is_ok_and(|bits| bits <= 32)
    });
    has_patterns || is_kerberos || is_ipv6 || is_ipv4
}

/// Whether exportfs(8) takes it for other clients than it looks like.
fn is_odd(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_octal = parts.iter().any(|part| part.len() > 1 && part.starts_with('0'));
    let is_legacy = parts.iter().all(is_number) && (parts.len() < 4 || (parts.len() == 4 && has_octal));
    let has_holes = text.split_once('/').is_some_and(|(address, mask)| {
        address.parse::<Ipv4Addr>().is_ok() && mask.parse::<Ipv4Addr>().is_ok()
    });
    is_legacy || has_holes
}

const SEVERAL: Text = Text::new(
    "expected one client: with several in one value the export fails; write an entry for each",
    "应只写一个客户端：一个值中写多个时导出失败；请为每个客户端写一个启动项",
);
const BRACKETS: Text = Text::new(
    "an IPv6 address needs brackets and the prefix behind them, such as `[fd00::]/64`: the export fails otherwise",
    "IPv6 地址需要方括号，前缀写在其后，如 `[fd00::]/64`：否则导出失败",
);
const ODD: Text = Text::new(
    "exportfs takes this, but for other clients than it looks like: an address with fewer than four numbers or with zeros \
     before them is read as of old, a mask has ones before zeros; expected `192.168.1.7` or `192.168.1.0/24`",
    "exportfs 接受此写法，但含义与看上去不同：不足四段或带前导零的地址按旧规则解读，掩码应为连续的 1 后接 0；应为 `192.168.1.7` 或 `192.168.1.0/24`",
);
const BLANKS: Text = Text::new(
    "a blank at the start or end: exportfs finds no such client, and the export fails",
    "首尾有空格：exportfs 找不到这样的客户端，导出失败",
);
