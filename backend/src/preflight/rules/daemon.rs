//! Whether drbd-reactor is installed and runs.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::Facts;

const UNIT: &str = "drbd-reactor.service";

pub(super) fn daemon(facts: &Facts) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Daemon);
    let get = install("drbd-reactor", "drbd-reactor");
    for tool in ["drbd-reactor", "drbd-reactorctl"] {
        if !facts.has_tool(tool) {
            findings.error(
                format!("`{tool}` is not installed; with LINBIT's packages: {get}"),
                format!("未安装 `{tool}`；使用 LINBIT 软件源安装：{get}"),
            );
        }
    }
    if !findings.checks.is_empty() {
        return findings.checks;
    }
    match facts.unit(UNIT) {
        None => findings.error(
            format!("systemd does not know `{UNIT}`; install the package again: {get}"),
            format!("systemd 找不到 `{UNIT}`；请重新安装软件包：{get}"),
        ),
        Some(unit) if unit.load == "masked" => findings.error(
            format!("`{UNIT}` is masked; `systemctl unmask --now drbd-reactor`, then start it"),
            format!("`{UNIT}` 已被屏蔽；请执行 `systemctl unmask --now drbd-reactor` 后启动"),
        ),
        Some(unit) if unit.active == "failed" => findings.error(
            "drbd-reactor has failed; see `journalctl -u drbd-reactor -n 50`, mend what it says, then \
             `systemctl restart drbd-reactor`",
            "drbd-reactor 运行失败；请查看 `journalctl -u drbd-reactor -n 50`，按提示修正后执行 `systemctl restart drbd-reactor`",
        ),
        Some(unit) if !unit.is_active() => findings.error(
            "drbd-reactor does not run; `systemctl enable --now drbd-reactor`",
            "drbd-reactor 未运行；请执行 `systemctl enable --now drbd-reactor`",
        ),
        Some(unit) if !unit.is_enabled() => findings.warning(
            "drbd-reactor runs, but will not after the node starts again; `systemctl enable drbd-reactor`",
            "drbd-reactor 正在运行，但节点重启后不会自动启动；请执行 `systemctl enable drbd-reactor`",
        ),
        Some(_) => {}
    }
    match &facts.versions.reactor {
        None => findings.info("the version of drbd-reactor could not be found out", "无法得知 drbd-reactor 的版本"),
        // The first with `drbd-reactorctl status --json`.
        Some(version) if !version.is_at_least(&[1, 11]) => findings.warning(
            format!(
                "drbd-reactor {version} has no `drbd-reactorctl status --json`, `adjust-resource-on-start` and \
                 `on-disk-detach`; update it to 1.11.0: {get}"
            ),
            format!(
                "drbd-reactor {version} 没有 `drbd-reactorctl status --json`、`adjust-resource-on-start` 和 `on-disk-detach`；\
                 请更新到 1.11.0：{get}"
            ),
        ),
        Some(_) => {}
    }
    let version = facts.versions.reactor.as_ref().map(ToString::to_string).unwrap_or_default();
    findings
        .or_fine(Text::of(format!("drbd-reactor {version} runs"), format!("drbd-reactor {version} 正在运行")))
}
