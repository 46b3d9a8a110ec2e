//! The initiators that may connect.

use super::{target, target_of};
use crate::check::agents::list;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::iscsi::Implementation;
use crate::names::iscsi::InitiatorName;
use crate::problem::Severity;
use crate::text::Text;

const KEY: &str = "allowed_initiators";

/// Looks at the initiators of a target.
pub(super) fn look_at_target(
    target: &StartedAgent<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    match served {
        Some(Implementation::Tgt) => {
            if target.some(KEY).is_none() {
                let code = "initiators-nobody";
                target.expect_instead(findings, Severity::Warning, code, KEY, "ALL", NOBODY);
            } else if !list::has_commas(target, KEY, is_named, findings) {
                if target.some(KEY).unwrap_or_default().split_whitespace().any(is_named) {
                    target.report(findings, Severity::Error, "initiators-tgt", KEY, NAMES, None);
                }
                list::look_at_twice(target, KEY, "initiator-twice", findings);
            }
        }
        Some(Implementation::LioT | Implementation::Lio) => look_at_list(target, findings),
        // The agent itself makes commas of the blanks.
        Some(Implementation::Iet) => {}
        Some(Implementation::Scst) | None => drop(list::has_commas(target, KEY, is_named, findings)),
    }
}

/// Looks at the initiators of a LUN, which count only beside those of its target.
pub(super) fn look_at_lun(
    lun: &StartedAgent<'_>,
    started: &Started<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    if lun.some(KEY).is_none() {
        return;
    }
    let of_target = target_of(lun, started).map(|target| target.some(KEY));
    let is_open = matches!(of_target, Some(None | Some("ALL")));
    match served {
        Some(Implementation::LioT | Implementation::Lio) => {
            look_at_list(lun, findings);
            if is_open {
                lun.report(findings, Severity::Error, "lun-open", KEY, LUN_OPEN, None);
            }
        }
        Some(Implementation::Tgt | Implementation::Iet) if is_open => {
            lun.report(findings, Severity::Error, "lun-open", KEY, LUN_OPEN, None);
        }
        Some(Implementation::Tgt | Implementation::Iet) => {
            lun.report(findings, Severity::Warning, "parameter-ignored", KEY, LUN_IGNORED, None);
        }
        Some(Implementation::Scst) | None => {}
    }
}

/// A list as LIO takes it: names only.
fn look_at_list(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    if list::has_commas(agent, KEY, is_named, findings) {
        return;
    }
    for name in agent.some(KEY).unwrap_or_default().split_whitespace() {
        let Err(expected) = name.parse::<InitiatorName>() else { continue };
        let lower = name.to_ascii_lowercase();
        let (severity, message) = if lower != name && target::takes(&lower) {
            (Severity::Error, upper_case(name))
        } else if target::takes(name) {
            (Severity::Warning, expected.message)
        } else {
            (Severity::Error, expected.message)
        };
        agent.report(findings, severity, expected.code, KEY, message, None);
    }
    list::look_at_twice(agent, KEY, "initiator-twice", findings);
}

fn is_named(member: &str) -> bool {
    ["iqn.", "eui.", "naa."].iter().any(|prefix| member.starts_with(prefix))
}

fn upper_case(name: &str) -> Text {
    Text::of(
        format!(
            "LIO keeps names in lower case, so the agent does not find `{name}`, and an initiator of that spelling is \
             refused; expected lower case, on the initiator too"
        ),
        format!(
            "LIO 以小写保存名称，代理找不到 `{name}`，使用该写法的发起端也会被拒绝；应为小写，发起端上也是"
        ),
    )
}

const NOBODY: Text = Text::new(
    "tgt lets nobody in unless told whom; expected `ALL`, or the initiators",
    "tgt 未被告知时不允许任何人连接；应为 `ALL` 或发起端列表",
);
// The agent hands each to tgtadm as `--initiator-address` (resource-agents 4.12, iSCSITarget).
const NAMES: Text = Text::new(
    "tgt compares these with addresses and not with names, so these initiators cannot connect; expected their addresses, \
     such as `10.0.0.0/24`, or the implementation `lio-t`",
    "tgt 将其与地址而非名称比较，因此这些发起端无法连接；应写其地址，如 `10.0.0.0/24`，或使用 `lio-t`",
);
const LUN_OPEN: Text = Text::new(
    "the target lets all initiators in, and they see this LUN too: a list on the LUN keeps nobody out; expected \
     `allowed_initiators` on the target",
    "target 允许所有发起端连接，它们也能看到该 LUN：LUN 上的列表不起限制作用；应在 target 上写 `allowed_initiators`",
);
const LUN_IGNORED: Text = Text::new(
    "this implementation ignores `allowed_initiators` of a LUN: the target's hold for all of its LUNs",
    "该实现忽略 LUN 的 `allowed_initiators`：target 上的设置对其所有 LUN 生效",
);
