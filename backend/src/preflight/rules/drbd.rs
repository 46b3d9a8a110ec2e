//! The versions of DRBD that drbd-reactor needs.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::Facts;

/// The first drbd-utils that drbd-reactor works with.
const UTILS: &[u64] = &[9, 29];
/// The first kernel module that drbd-reactor works with.
const MODULE: &[u64] = &[9, 1, 7];

pub(super) fn utils(facts: &Facts) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::DrbdUtils);
    let get = install("drbd-utils", "drbd-utils");
    if !facts.has_tool("drbdadm") || !facts.has_tool("drbdsetup") {
        findings.error(format!("drbd-utils is not installed; {get}"), format!("未安装 drbd-utils；{get}"));
        return findings.checks;
    }
    let Some(version) = &facts.versions.drbd_utils else {
        findings.info("the version of drbd-utils could not be found out", "无法得知 drbd-utils 的版本");
        return findings.checks;
    };
    if !version.is_at_least(UTILS) {
        findings.error(
            format!("drbd-utils {version} is older than 9.29, which drbd-reactor needs; with LINBIT's packages: {get}"),
            format!("drbd-utils {version} 低于 drbd-reactor 所需的 9.29；使用 LINBIT 软件源安装：{get}"),
        );
    }
    findings.or_fine(Text::of(format!("drbd-utils {version}"), format!("drbd-utils {version}")))
}

pub(super) fn module(facts: &Facts) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::DrbdModule);
    let get = install("drbd-dkms", "kmod-drbd");
    let Some(version) = &facts.versions.drbd_module else {
        findings.error(
            format!(
                "DRBD's kernel module is neither loaded nor installed; with LINBIT's packages: {get}, then `modprobe drbd`"
            ),
            format!("DRBD 内核模块既未加载也未安装；使用 LINBIT 软件源安装：{get}，再执行 `modprobe drbd`"),
        );
        return findings.checks;
    };
    if !version.is_at_least(MODULE) {
        findings.error(
            format!(
                "DRBD's kernel module {version} is older than 9.1.7, which drbd-reactor needs; the kernel's own is 8.4; \
                 with LINBIT's packages: {get}, then load it: `drbdadm down all && rmmod drbd && modprobe drbd`"
            ),
            format!(
                "DRBD 内核模块 {version} 低于 drbd-reactor 所需的 9.1.7；内核自带的是 8.4；使用 LINBIT 软件源安装：{get}，\
                 再重新加载：`drbdadm down all && rmmod drbd && modprobe drbd`"
            ),
        );
    } else if !facts.versions.is_drbd_loaded {
        findings.warning(
            format!("DRBD's kernel module {version} is installed and not loaded; `modprobe drbd`"),
            format!("DRBD 内核模块 {version} 已安装但未加载；请执行 `modprobe drbd`"),
        );
    }
    findings.or_fine(Text::of(format!("DRBD {version} is loaded"), format!("DRBD {version} 已加载")))
}
