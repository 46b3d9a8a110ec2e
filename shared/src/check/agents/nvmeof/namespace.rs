//! A namespace: its subsystem, its number and its device.

use super::{meant, subsystems};
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::names::number::NamespaceId;
use crate::problem::Severity;
use crate::text::Text;

/// Looks whether a namespace names a subsystem of its resource.
pub(super) fn look_at_subsystem(
    namespace: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    let (Some(nqn), Some(known)) = (namespace.some("nqn"), subsystems(started)) else { return };
    if known.contains(&nqn) {
        return;
    }
    let message = Text::of(
        format!(
            "no subsystem of this resource is called `{nqn}`, so the start fails; expected the `nqn` of one"
        ),
        format!("该资源没有名为 `{nqn}` 的子系统，启动会失败；应为其中某个子系统的 `nqn`"),
    );
    let code = "subsystem-unknown";
    match meant(nqn, &known) {
        Some(only) => namespace.expect_instead(findings, Severity::Error, code, "nqn", only, message),
        None => namespace.report(findings, Severity::Error, code, "nqn", message, None),
    }
}

/// Looks at the number by which hosts see a namespace.
pub(super) fn look_at_number(
    namespace: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    const KEY: &str = "namespace_id";
    namespace.expect_number::<NamespaceId>(findings, KEY);
    // The agent's default.
    let number = |agent: &StartedAgent<'_>| agent.some(KEY).unwrap_or("1").parse::<i64>().ok();
    let Some(this) = number(namespace) else { return };
    let of_this = |other: &&StartedAgent<'_>| {
        other.index < namespace.index
            && other.value("nqn") == namespace.value("nqn")
            && number(other) == Some(this)
    };
    if let Some(first) = started.agents("nvmet-namespace").find(of_this) {
        let first = &first.instance.text;
        let message = Text::of(
            format!(
                "`{first}` is namespace {this} of this subsystem already: the agent takes it for its own, makes no other \
                 and returns 0; expected a number of its own"
            ),
            format!(
                "`{first}` 已是该子系统的命名空间 {this}：代理会误认作自己的，不再创建且返回 0；应使用不同的编号"
            ),
        );
        namespace.report(findings, Severity::Error, "namespace-id-twice", KEY, message, None);
    }
}

/// Looks at the device or file behind a namespace.
pub(super) fn look_at_path(namespace: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    if namespace.some("backing_path").is_some_and(|path| !path.starts_with('/')) {
        namespace.report(findings, Severity::Error, "device", "backing_path", PATH, None);
    }
}

const PATH: Text = Text::new(
    "the kernel finds no such device, and the agent returns 0 without a namespace; expected an absolute path such as \
     `/dev/drbd/by-res/r0/1`",
    "内核找不到该设备，而代理返回 0 却没有命名空间；应为绝对路径，如 `/dev/drbd/by-res/r0/1`",
);
