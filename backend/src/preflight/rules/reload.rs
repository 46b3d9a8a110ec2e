//! Whether something reloads drbd-reactor when its files change.
//!
//! No package installs such units. The pair that many copied fires five times within a tenth of a second when a file
//! changes, and systemd then leaves it failed.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::Facts;

/// Name of the unit that waits for files to change.
pub const PATH_UNIT: &str = "drbd-reactor-reload.path";
/// Name of the unit that reloads the daemon.
pub const SERVICE_UNIT: &str = "drbd-reactor-reload.service";

/// The path unit that works.
pub const PATH_TEXT: &str = "\
[Unit]
Description=Reload drbd-reactor when its snippets change

[Path]
PathChanged=/etc/drbd-reactor.d
TriggerLimitIntervalSec=0

[Install]
WantedBy=multi-user.target
";

/// The service unit that works.
pub const SERVICE_TEXT: &str = "\
[Unit]
Description=Reload drbd-reactor
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart=/bin/systemctl reload drbd-reactor.service
";

pub(super) fn reload(facts: &Facts) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Reload);
    let Some(unit) = facts.unit(PATH_UNIT) else {
        if facts.units.contains_key(PATH_UNIT) {
            findings.info(
                format!(
                    "`{PATH_UNIT}` is not there: files that are changed by hand need `systemctl reload drbd-reactor`; \
                     deployments reload by themselves"
                ),
                format!("没有 `{PATH_UNIT}`：手工修改文件后需要执行 `systemctl reload drbd-reactor`；部署会自行重新加载"),
            );
        } else {
            findings.info(
                format!("systemd did not say whether `{PATH_UNIT}` is there"),
                format!("systemd 未说明 `{PATH_UNIT}` 是否存在"),
            );
        }
        return findings.checks;
    };
    if let Some(option) = bad_option(facts) {
        findings.warning(
            format!(
                "the installed reload units have `{option}`, with which they fail after a few changes; put the pair with \
                 `PathChanged=/etc/drbd-reactor.d`, `TriggerLimitIntervalSec=0` and `StartLimitIntervalSec=0` into their \
                 place, then `systemctl daemon-reload` and `systemctl restart {PATH_UNIT}`"
            ),
            format!(
                "已安装的重新加载单元使用了 `{option}`，数次变更后就会失败；请换成带有 `PathChanged=/etc/drbd-reactor.d`、\
                 `TriggerLimitIntervalSec=0` 和 `StartLimitIntervalSec=0` 的一对单元，再执行 `systemctl daemon-reload` 和 \
                 `systemctl restart {PATH_UNIT}`"
            ),
        );
    }
    let service_failed = facts.unit(SERVICE_UNIT).is_some_and(|service| service.active == "failed");
    if unit.active == "failed" || service_failed {
        findings.warning(
            format!(
                "`{PATH_UNIT}` has failed, so that changed files are not noticed; `systemctl reset-failed {PATH_UNIT} \
                 {SERVICE_UNIT}`, then `systemctl restart {PATH_UNIT}`"
            ),
            format!(
                "`{PATH_UNIT}` 已失败，文件变更不会被察觉；请执行 `systemctl reset-failed {PATH_UNIT} {SERVICE_UNIT}`，再执行 \
                 `systemctl restart {PATH_UNIT}`"
            ),
        );
    } else if !unit.is_active() {
        findings.warning(
            format!("`{PATH_UNIT}` is installed and does not run; `systemctl enable --now {PATH_UNIT}`"),
            format!("`{PATH_UNIT}` 已安装但未运行；请执行 `systemctl enable --now {PATH_UNIT}`"),
        );
    }
    findings.or_fine(Text::of(format!("`{PATH_UNIT}` runs"), format!("`{PATH_UNIT}` 正在运行")))
}

/// The first option of the installed pair that makes it fail.
fn bad_option(facts: &Facts) -> Option<String> {
    let path = facts.unit_texts.get(PATH_UNIT)?;
    let assigned = |line: &&str| line.starts_with("PathModified=") || line.starts_with("DirectoryNotEmpty=");
    // A drop-in takes an option back by leaving it empty.
    path.lines().map(str::trim).filter(assigned).find(|line| !line.ends_with('=')).map(str::to_owned)
}
