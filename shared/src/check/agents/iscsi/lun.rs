//! A LUN: its target, its number and what it offers.

use super::target_of;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::iscsi::Implementation;
use crate::names::number::LunNumber;
use crate::ocf::declaration;
use crate::problem::Severity;
use crate::text::Text;

/// Looks whether a LUN names a target of its resource.
pub(super) fn look_at_target(lun: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    let Some(iqn) = lun.some("target_iqn") else { return };
    let mut known = Vec::new();
    for target in started.agents("iSCSITarget") {
        // A target without a name is at fault itself.
        let Some(iqn) = target.some("iqn") else { return };
        known.push(iqn);
    }
    if known.contains(&iqn) {
        return;
    }
    let message = Text::of(
        format!("no target of this resource is called `{iqn}`; expected the `iqn` of one"),
        format!("该资源没有名为 `{iqn}` 的 target；应为其中某个 target 的 `iqn`"),
    );
    let code = "target-unknown";
    match known[..] {
        [only] if is_typo(iqn, only) => {
            lun.expect_instead(findings, Severity::Error, code, "target_iqn", only, message);
        }
        [] | [_, ..] => lun.report(findings, Severity::Error, code, "target_iqn", message, None),
    }
}

/// Whether one name is the other but for case or two typos.
fn is_typo(one: &str, other: &str) -> bool {
    strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase()) <= 2
}

/// Looks at the number by which initiators see a LUN.
pub(super) fn look_at_number(
    lun: &StartedAgent<'_>,
    started: &Started<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    const KEY: &str = "lun";
    let is_lio = matches!(served, Some(Implementation::LioT | Implementation::Lio));
    if is_lio && let Some(plain) = lun.some(KEY).and_then(plainer) {
        lun.expect_instead(findings, Severity::Error, "lun-number", KEY, &plain, SPELLING);
        return;
    }
    let Some(number) = lun.expect_number::<LunNumber>(findings, KEY) else { return };
    if served == Some(Implementation::Tgt) && number.get() == 0 {
        lun.report(findings, Severity::Error, "tgt-lun-0", KEY, TGT_LUN, None);
    }
    let target = target_of(lun, started);
    let is_restricted =
        [Some(lun), target].iter().flatten().any(|agent| agent.some("allowed_initiators").is_some());
    if is_lio && number.get() > 255 && is_restricted {
        lun.report(findings, Severity::Error, "lun-restricted", KEY, RESTRICTED, None);
    }
    let of_this = |other: &&StartedAgent<'_>| {
        other.index < lun.index
            && other.value("target_iqn") == lun.value("target_iqn")
            && other.some(KEY).and_then(|text| text.parse().ok()) == Some(number.get())
    };
    if let Some(first) = started.agents("iSCSILogicalUnit").find(of_this) {
        let message = Text::of(
            format!(
                "`{}` is LUN {number} of this target already; each LUN needs a number of its own",
                first.instance.text
            ),
            format!("`{}` 已是该 target 的 LUN {number}；每个 LUN 需要不同的编号", first.instance.text),
        );
        lun.report(findings, Severity::Error, "lun-twice", KEY, message, None);
    }
}

/// A number as LIO spells it, where it is spelled otherwise.
fn plainer(text: &str) -> Option<String> {
    let plain = text.parse::<LunNumber>().is_ok();
    let number: u16 = text.parse().ok()?;
    (!plain).then(|| number.to_string())
}

/// Looks at the device or file that a LUN offers.
pub(super) fn look_at_path(lun: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(path) = lun.some("path") else { return };
    let is_image = lun.some("tgt_bstype") == Some("rbd");
    if !is_image && (!path.starts_with('/') || path.contains(char::is_whitespace)) {
        lun.report(findings, Severity::Error, "device", "path", PATH, None);
    }
}

/// Looks at the parameters for which the agent knows a few words only.
pub(super) fn look_at_choices(
    lun: &StartedAgent<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    let is_lio = matches!(served, Some(Implementation::LioT | Implementation::Lio));
    let choices: [(&str, &[&str], bool); 4] = [
        ("liot_bstype", &["block", "fileio", "pscsi"], is_lio),
        ("write_cache", &["0", "1"], true),
        ("block_size", &["512", "1024", "2048", "4096"], true),
        ("scst_bstype", &["vdisk_blockio", "vdisk_fileio"], true),
    ];
    for (key, words, counts) in choices {
        let version = findings.versions.resource_agents;
        let declared = declaration("heartbeat", lun.name).and_then(|declared| declared.parameter(key));
        let is_known = declared.is_some_and(|parameter| parameter.is_known(version));
        let Some(value) = lun.some(key).filter(|_| counts && is_known) else { continue };
        if !words.contains(&value) {
            let words = words.join("`, `");
            let message = Text::of(format!("expected one of `{words}`"), format!("应为以下之一：`{words}`"));
            lun.report(findings, Severity::Error, "choice", key, message, None);
        }
    }
}

const TGT_LUN: Text =
    Text::new("tgt keeps LUN 0 for itself; expected 1 or more", "tgt 保留 LUN 0；应为 1 或更大");
const RESTRICTED: Text = Text::new(
    "LIO maps LUNs 0 to 255 only where initiators are restricted",
    "限制发起端时，LIO 只能映射 LUN 0 到 255",
);
const SPELLING: Text = Text::new(
    "the agent looks for the number as it is spelled here and LIO spells it otherwise, so the start fails; expected \
     plain digits",
    "代理按此处的写法查找编号，而 LIO 的写法不同，因此启动失败；应为普通数字",
);
const PATH: Text = Text::new(
    "expected an absolute path without blanks such as `/dev/drbd/by-res/r0/1`",
    "应为不含空格的绝对路径，如 `/dev/drbd/by-res/r0/1`",
);
