//! The program that serves a target: target and LUNs must name it, and the same one.

use super::{luns_of, target_of};
use crate::check::agents::writing;
use crate::check::findings::{Edits, Findings};
use crate::check::started::{Started, StartedAgent};
use crate::gateway::iscsi::{Implementation, LIO_CHAP, LIO_GONE};
use crate::names::Choice;
use crate::ocf::Version;
use crate::problem::Severity;
use crate::text::Text;

const KEY: &str = "implementation";

/// The program that serves a target; none where no entry says so.
pub(super) fn of_target(target: &StartedAgent<'_>, started: &Started<'_>) -> Option<Implementation> {
    match target.some(KEY) {
        Some(word) => meant(word),
        None => of_all(&luns_of(target, started)),
    }
}

/// The program that serves a LUN; none where no entry says so.
pub(super) fn of_lun(lun: &StartedAgent<'_>, started: &Started<'_>) -> Option<Implementation> {
    match lun.some(KEY) {
        Some(word) => meant(word),
        None => of_target(target_of(lun, started)?, started),
    }
}

/// What a word has to become: `lio` starts nowhere any more, and its targets go to the same part of the kernel.
fn meant(word: &str) -> Option<Implementation> {
    let spelled = word.to_ascii_lowercase().replace('_', "-");
    let implementation: Implementation = spelled.parse().ok()?;
    Some(match implementation {
        Implementation::LioT | Implementation::Lio => Implementation::LioT,
        Implementation::Tgt | Implementation::Scst | Implementation::Iet => implementation,
    })
}

/// What all LUNs that name one agree on.
fn of_all(luns: &[&StartedAgent<'_>]) -> Option<Implementation> {
    let mut named = luns.iter().filter_map(|lun| lun.some(KEY)).map(meant);
    let first = named.next()??;
    named.all(|other| other == Some(first)).then_some(first)
}

/// Looks at what a target names.
pub(super) fn look_at_target(target: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    look_at(target, of_target(target, started), findings);
    if target.value(KEY) != Some("lio") {
        return;
    }
    let edits = without_lio(target, started, findings);
    let title = || writing(KEY, "lio-t");
    let repair = edits.clone().map(|edits| (title(), edits));
    target.report(findings, Severity::Warning, "lio-gone", KEY, LIO_GONE, repair);
    if target.some("incoming_username").is_some() || target.some("incoming_password").is_some() {
        let repair = edits.map(|edits| (title(), edits));
        target.report(findings, Severity::Error, "lio-chap", KEY, LIO_CHAP, repair);
    }
}

/// Looks at what a LUN names, and whether its target names the same.
pub(super) fn look_at_lun(lun: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    look_at(lun, of_lun(lun, started), findings);
    if lun.value(KEY) == Some("lio") {
        lun.expect_instead(findings, Severity::Warning, "lio-gone", KEY, "lio-t", LIO_GONE);
    }
    let of_target = target_of(lun, started).and_then(|target| meant(target.some(KEY)?));
    if let (Some(own), Some(of_target)) = (lun.some(KEY).and_then(meant), of_target)
        && own != of_target
    {
        let message = Text::of(
            format!(
                "the target is served by `{of_target}`: `{own}` does not find it; expected the same for both"
            ),
            format!("target 由 `{of_target}` 提供：`{own}` 找不到它；两者应相同"),
        );
        lun.report(findings, Severity::Error, "implementation-differs", KEY, message, None);
    }
}

/// Looks at the word, or that there is none; `known` is what stands beside it.
fn look_at(agent: &StartedAgent<'_>, known: Option<Implementation>, findings: &mut Findings<'_>) {
    let (severity, code, message) = match agent.value(KEY) {
        None => (Severity::Warning, "implementation-missing", MISSING),
        Some("") => (Severity::Error, "implementation", EMPTY),
        Some(word) => match word.parse::<Implementation>() {
            Ok(Implementation::Scst) if findings.versions.resource_agents < Version::V4_16 => {
                agent.report(findings, Severity::Error, "implementation-newer", KEY, SCST, None);
                return;
            }
            Ok(_) => return,
            Err(expected) => (Severity::Error, "implementation", expected.message),
        },
    };
    match known {
        Some(known) => agent.expect_instead(findings, severity, code, KEY, known.word(), message),
        None => agent.report(findings, severity, code, KEY, message, None),
    }
}

/// `lio-t` on a target and on those of its LUNs that say `lio` too: one without the other would not be found.
fn without_lio(target: &StartedAgent<'_>, started: &Started<'_>, findings: &Findings<'_>) -> Option<Edits> {
    let mut edits = target.with_value(findings, KEY, "lio-t")?;
    for lun in luns_of(target, started) {
        if lun.value(KEY) == Some("lio") {
            edits.extend(lun.with_value(findings, KEY, "lio-t")?);
        }
    }
    Some(edits)
}

const MISSING: Text = Text::new(
    "without `implementation` each agent takes the first program that its node has, and where tgt is installed that is \
     tgt, which wants a `tid`; expected the same on target and LUNs, such as `lio-t`",
    "未写 `implementation` 时，每个代理各自选用节点上找到的第一个程序；装有 tgt 时即为 tgt，而它需要 `tid`；\
     target 和 LUN 应写相同的值，如 `lio-t`",
);
const EMPTY: Text = Text::new(
    "an empty `implementation` keeps the agent from looking for one, and it does not start; expected one such as `lio-t`",
    "`implementation` 为空时代理不会自行查找，因而不会启动；应写明，如 `lio-t`",
);
const SCST: Text = Text::new(
    "`scst` needs resource-agents 4.13: the installed agent refuses it; expected `lio-t`, or newer agents",
    "`scst` 需要 resource-agents 4.13：已安装的代理会拒绝它；应为 `lio-t`，或升级代理",
);
