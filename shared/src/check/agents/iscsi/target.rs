//! What a target is called: its IQN, and its number.

use super::luns_of;
use crate::check::agents::writing;
use crate::check::findings::{Edits, Findings};
use crate::check::started::{Started, StartedAgent};
use crate::gateway::derived;
use crate::gateway::iscsi::Implementation;
use crate::names::drbd::ResourceName;
use crate::names::iscsi::{InitiatorName, Iqn};
use crate::names::number::TargetId;
use crate::problem::Severity;
use crate::text::Text;

/// Looks at the name of a target.
pub(super) fn look_at_iqn(
    target: &StartedAgent<'_>,
    started: &Started<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    let Some(iqn) = target.some("iqn") else { return };
    if iqn.parse::<Iqn>().is_ok() {
        return;
    }
    let lower = iqn.to_ascii_lowercase();
    let severity = match served {
        Some(Implementation::LioT | Implementation::Lio) => {
            if lower != iqn && takes(&lower) {
                let repair = renamed(target, started, &lower, findings);
                let repair = repair.map(|edits| (writing("iqn", &lower), edits));
                target.report(findings, Severity::Error, "iqn", "iqn", UPPER_CASE, repair);
                return;
            }
            if iqn.parse::<InitiatorName>().is_ok() {
                return;
            }
            if takes(iqn) { Severity::Warning } else { Severity::Error }
        }
        Some(Implementation::Tgt | Implementation::Scst | Implementation::Iet) | None => {
            let is_named = ["iqn.", "eui.", "naa."].iter().any(|prefix| lower.starts_with(prefix));
            if !is_word(iqn) {
                Severity::Error
            } else if is_named && iqn.len() <= 223 {
                return;
            } else {
                Severity::Warning
            }
        }
    };
    target.expect::<Iqn>(findings, severity, "iqn");
}

/// Whether rtslib, through which the agent talks to LIO, takes a name: it wants `iqn.YYYY-MM.`, one dot more behind it,
/// and no `_`. The kernel takes 223 bytes.
pub(super) fn takes(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let form = name.strip_prefix("iqn.").and_then(|rest| {
        let (date, rest) = rest.split_once('.')?;
        let (year, month) = date.split_once('-')?;
        let is_date = year.len() == 4 && month.len() == 2 && is_number(year) && is_number(month);
        Some(is_date && month < "20" && rest.contains('.'))
    });
    let is_iqn = form == Some(true) && !name.contains('_') && name.len() <= 223;
    (is_iqn && is_word(name)) || name.parse::<InitiatorName>().is_ok()
}

/// Whether the agent gets a name through its commands in one piece.
fn is_word(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_graphic() && !br#"/'"`\*?["#.contains(&byte))
}

/// Another name for a target, on its LUNs too.
fn renamed(
    target: &StartedAgent<'_>,
    started: &Started<'_>,
    new: &str,
    findings: &Findings<'_>,
) -> Option<Edits> {
    let mut edits = target.with_value(findings, "iqn", new)?;
    for lun in luns_of(target, started) {
        if lun.some("target_iqn") == target.some("iqn") {
            edits.extend(lun.with_value(findings, "target_iqn", new)?);
        }
    }
    Some(edits)
}

/// Looks at the number of a target, which only some programs want.
pub(super) fn look_at_number(
    target: &StartedAgent<'_>,
    started: &Started<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    match served {
        Some(Implementation::Tgt) if target.some("tid").is_none() => {
            // The number that the model would give it, which is as good as any that is free.
            let resource = started.resource.name.parse::<ResourceName>();
            match (target.some("iqn"), resource) {
                (Some(iqn), Ok(resource)) => {
                    let tid = derived::number(iqn, &resource, u16::MAX).to_string();
                    let code = "parameter-missing";
                    target.expect_instead(findings, Severity::Error, code, "tid", &tid, TID_MISSING);
                }
                (None, _) | (_, Err(_)) => {
                    let code = "parameter-missing";
                    target.report(findings, Severity::Error, code, "tid", TID_MISSING, None);
                }
            }
        }
        Some(Implementation::Tgt | Implementation::Iet) => {
            target.expect_number::<TargetId>(findings, "tid");
        }
        Some(Implementation::LioT | Implementation::Lio) if target.some("tid").is_some() => {
            target.report(findings, Severity::Info, "parameter-ignored", "tid", TID_IGNORED, None);
        }
        Some(Implementation::LioT | Implementation::Lio | Implementation::Scst) | None => {}
    }
}

const UPPER_CASE: Text = Text::new(
    "LIO keeps names in lower case, so the agent does not find what it made: its start fails and leaves half a target \
     behind; expected lower case",
    "LIO 以小写保存名称，代理找不到自己创建的 target：启动失败并留下半个 target；应为小写",
);
const TID_MISSING: Text = Text::new(
    "tgt needs `tid`, a number that no other target of the node has, and does not start without",
    "tgt 需要 `tid`（节点上其他 target 未使用的编号），缺少时不会启动",
);
const TID_IGNORED: Text =
    Text::new("LIO does not number its targets: `tid` is ignored", "LIO 不给 target 编号：`tid` 会被忽略");
