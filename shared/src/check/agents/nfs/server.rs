//! `nfsserver`: starts the kernel's NFS server.

use std::net::IpAddr;

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::nfs::ServerScope;
use crate::problem::Severity;
use crate::text::Text;

/// Longest name of a UTS namespace, which the scope becomes (Linux).
const LONGEST_SCOPE: usize = 64;

/// Looks at the values of an `nfsserver`.
pub(crate) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    look_at_ips(agent, findings);
    look_at_scope(agent, findings);
    look_at_infodir(agent, findings);
    let key = "nfs_smnotify_retry_time";
    if agent.some(key).is_some_and(|value| value.parse::<i64>().is_ok_and(|number| number < 0)) {
        agent.report(findings, Severity::Error, "retry-time", key, RETRY_TIME, None);
    }
}

/// The addresses from which clients are told that their locks are gone; nothing else.
fn look_at_ips(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "nfs_ip";
    let Some(text) = agent.some(key) else { return };
    let is_separator = |c: char| c == ',' || c.is_whitespace();
    let members: Vec<&str> = text.split(is_separator).filter(|member| !member.is_empty()).collect();
    let bare: Vec<&str> = members.iter().map(|member| bare_address(member)).collect();
    let meant = bare.join(",");
    if meant == text && bare.iter().all(|member| is_address(member)) {
        return;
    }
    let has_blanks = members.join(",") != text;
    let (code, message) = if has_blanks { ("nfs-ip-list", IP_LIST) } else { ("nfs-ip", IP) };
    if !bare.is_empty() && bare.iter().all(|member| is_address(member)) {
        agent.expect_instead(findings, Severity::Warning, code, key, &meant, message);
    } else {
        agent.report(findings, Severity::Warning, "nfs-ip", key, IP, None);
    }
}

fn bare_address(text: &str) -> &str {
    let bare = text.split_once('/').map_or(text, |(address, _)| address);
    bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')).unwrap_or(bare)
}

fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// The model wants a scope that no shell takes apart; the kernel only one that is short.
fn look_at_scope(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "nfs_server_scope";
    let Some(text) = agent.some(key) else { return };
    let Err(expected) = text.parse::<ServerScope>() else { return };
    if text.len() <= LONGEST_SCOPE && !text.contains(char::is_whitespace) {
        agent.report(findings, Severity::Warning, expected.code, key, expected.message, None);
    } else {
        agent.report(findings, Severity::Error, expected.code, key, SCOPE, None);
    }
}

/// The directory that the agent mounts over `/var/lib/nfs`. It expands the path unquoted.
fn look_at_infodir(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "nfs_shared_infodir";
    let Some(text) = agent.some(key) else { return };
    let is_its_own = text.trim_end_matches('/') == "/var/lib/nfs";
    if !text.starts_with('/') || text.contains(char::is_whitespace) || is_its_own {
        agent.report(findings, Severity::Error, "infodir", key, INFODIR, None);
    }
}

const IP_LIST: Text = Text::new(
    "the agent asks for a list with commas and without blanks",
    "代理要求用逗号分隔且不含空格的列表",
);
const IP: Text = Text::new(
    "expected addresses with commas between, such as `192.168.1.200,192.168.2.200`: from these the agent tells clients \
     to claim their locks again",
    "应为用逗号分隔的地址，如 `192.168.1.200,192.168.2.200`：代理用这些地址通知客户端重新申请锁",
);
const SCOPE: Text = Text::new(
    "expected at most 64 bytes without blanks, such as the service IP: it becomes a node name to the kernel, which refuses \
     more",
    "应为不超过 64 字节且不含空格的文本，如服务 IP：它会成为内核中的节点名，超过时内核会拒绝",
);
const INFODIR: Text = Text::new(
    "expected an absolute directory without blanks on the cluster private volume, which the agent mounts over \
     `/var/lib/nfs`",
    "应为集群私有卷上不含空格的绝对目录，代理会将其挂载到 `/var/lib/nfs`",
);
const RETRY_TIME: Text = Text::new(
    "expected a number of minutes from 0 on: the agent does not start with less",
    "应为不小于 0 的分钟数：否则代理不会启动",
);
