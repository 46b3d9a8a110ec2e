//! An entry that the daemon takes for the name of a systemd unit.

use crate::agent::AgentWords;
use crate::check::findings::{Finding, Findings};
use crate::problem::Problem;
use crate::snippet::document::Entry;
use crate::text::Text;

/// Suffixes of units that systemd starts (systemd.unit(5)).
const SUFFIXES: &[&str] = &[
    ".service",
    ".mount",
    ".target",
    ".socket",
    ".timer",
    ".path",
    ".automount",
    ".swap",
    ".slice",
    ".scope",
    ".device",
];

/// Looks at an entry that is no agent to the daemon.
pub(super) fn look_at(entry: &Entry, at: &str, findings: &mut Findings<'_>) {
    let text = entry.text.trim();
    let start = entry.text.len() - entry.text.trim_start().len();
    let end = start + text.len();
    let is_of_unit = |byte: u8| byte.is_ascii_alphanumeric() || b":_.\\@-/".contains(&byte);
    let (code, message, repair) = if text.is_empty() {
        ("unit-name", EMPTY, None)
    } else if looks_like_agent(text) {
        let is_case_only = in_upper_case(&entry.text).is_some();
        let edits = if is_case_only { findings.edit_in(entry, start..start + 4, "ocf:") } else { None };
        ("agent-as-unit", AGENT_AS_UNIT, edits.map(|edits| (LOWER_CASE, edits)))
    } else if !text.bytes().all(is_of_unit) {
        ("unit-name", UNIT_NAME, None)
    } else if !SUFFIXES.iter().any(|suffix| text.ends_with(suffix)) && !text.contains('/') {
        let title = Text::of(format!("write `{text}.service`"), format!("改写为 `{text}.service`"));
        let edits = if text.contains('.') { None } else { findings.edit_in(entry, end..end, ".service") };
        ("unit-suffix", UNIT_SUFFIX, edits.map(|edits| (title, edits)))
    } else {
        return;
    };
    let offset = findings.place_in(entry, start);
    findings.push(Finding::new(offset, Problem::error(code, at, message)).with_repair(repair));
}

/// The words of an entry that is an agent but for `ocf:`, which is not in lower case.
pub(super) fn in_upper_case(text: &str) -> Option<AgentWords<'_>> {
    let is_upper = !text.trim_start().starts_with("ocf:");
    AgentWords::read_in_any_case(text).ok().flatten().filter(|_| is_upper)
}

/// `ocf:heartbeat:IPaddr2` without an instance, `ocf:IPaddr2 …`, `OCF:heartbeat:IPaddr2 …`.
fn looks_like_agent(text: &str) -> bool {
    text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("ocf")) && text.contains(':')
}

const LOWER_CASE: Text = Text::new("write `ocf:` in lower case", "将 `ocf:` 改为小写");
const EMPTY: Text = Text::new(
    "an empty entry: the daemon takes it for a unit without a name; remove it",
    "空启动项：守护进程会把它当作没有名称的单元；请删除",
);
const AGENT_AS_UNIT: Text = Text::new(
    "the daemon takes this for the name of a unit, and the agent never starts; expected `ocf:VENDOR:AGENT INSTANCE \
     KEY=VALUE …`, in lower case up to the first colon and with an instance name",
    "守护进程会把它当作单元名，代理永远不会启动；应为 `ocf:VENDOR:AGENT 实例 键=值 …`，`ocf` 小写并带实例名",
);
const UNIT_NAME: Text = Text::new(
    "systemd has no unit of such a name; expected an agent `ocf:VENDOR:AGENT INSTANCE …` or a name such as \
     `nginx.service`, and nothing behind it",
    "systemd 没有这样的单元名；应为代理 `ocf:VENDOR:AGENT 实例 …` 或 `nginx.service` 之类的名称，其后不能有其他内容",
);
const UNIT_SUFFIX: Text = Text::new(
    "the name of a unit needs its suffix, such as `.service`: systemd ignores the daemon's dependency on it otherwise",
    "单元名需要后缀，如 `.service`：否则 systemd 会忽略守护进程对它的依赖",
);
