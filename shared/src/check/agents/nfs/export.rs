//! `exportfs`: offers a directory to clients.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::ocf::is_true;
use crate::problem::Severity;
use crate::text::Text;

use super::{clients, fsid, options};

/// Looks at the values of an `exportfs`.
pub(crate) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    clients::look_at(agent, findings);
    options::look_at(agent, findings);
    fsid::look_at(agent, findings);
    look_at_directories(agent, findings);
    let key = "wait_for_leasetime_on_stop";
    if agent.some(key).is_some_and(is_true) {
        agent.report(findings, Severity::Warning, "lease-wait", key, LEASE_WAIT, None);
    }
}

/// The agent takes a list apart at blanks, and expands patterns.
fn look_at_directories(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let key = "directory";
    let Some(text) = agent.some(key) else { return };
    if !text.split_whitespace().all(|directory| directory.starts_with('/')) {
        agent.report(findings, Severity::Error, "export-directory", key, DIRECTORY, None);
    } else if text.contains(['*', '?', '[']) {
        agent.report(findings, Severity::Warning, "export-directory", key, PATTERN, None);
    }
}

const LEASE_WAIT: Text = Text::new(
    "a stop takes 92 seconds with this, which is longer than the 90 that systemd waits unless told otherwise; leave it out, \
     or give the unit more time",
    "启用后停止需要 92 秒，超过 systemd 默认等待的 90 秒；请不要写该参数，或为单元设置更长的超时",
);
const DIRECTORY: Text = Text::new(
    "expected an absolute directory; the agent takes a blank for the end of one and the start of another",
    "应为绝对目录；代理会把空格当作两个目录之间的分隔",
);
const PATTERN: Text = Text::new(
    "the agent takes `*`, `?` and `[` for a pattern, and exports whatever matches",
    "代理会把 `*`、`?` 和 `[` 当作通配符，并导出所有匹配的目录",
);
