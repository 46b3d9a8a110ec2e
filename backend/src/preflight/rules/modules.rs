//! Whether the kernel has what the agents of a gateway need.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::gateway::iscsi::Implementation;
use gateway::text::Text;

use super::Findings;
use crate::facts::{Facts, Module};
use crate::needs::Needs;

pub(super) fn modules(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Modules);
    if !needs.subsystems.is_empty() || !needs.namespaces.is_empty() || !needs.ports.is_empty() {
        loaded(&mut findings, facts, "nvmet");
    }
    for (transport, module) in [("tcp", "nvmet_tcp"), ("rdma", "nvmet_rdma")] {
        if needs.ports.iter().any(|port| port.transport == transport) {
            loaded(&mut findings, facts, module);
        }
    }
    if needs.implementations().contains(&Implementation::LioT) {
        for module in ["target_core_mod", "target_core_iblock", "iscsi_target_mod"] {
            available(&mut findings, facts, module);
        }
    }
    if needs.nfs.is_some() {
        available(&mut findings, facts, "nfsd");
    }
    let mut fstypes: Vec<&str> = needs.mounts.iter().map(|mount| &*mount.fstype).collect();
    fstypes.sort_unstable();
    fstypes.dedup();
    for fstype in fstypes {
        let is_known = facts.filesystems.as_ref().is_some_and(|known| known.contains(fstype));
        // A bind mount and what has no type of its own is no module.
        if !is_known && !matches!(fstype, "" | "none" | "auto" | "bind") {
            available(&mut findings, facts, fstype);
        }
    }
    findings.or_fine(Text::new("the kernel has all that is needed", "内核具备所需的全部模块"))
}

/// No agent up to resource-agents 4.18 loads these, and without them even the stop fails.
fn loaded(findings: &mut Findings, facts: &Facts, module: &str) {
    let name = module.replace('_', "-");
    let (en, zh) = match facts.module(module) {
        Module::Loaded => return,
        Module::Available => ("is not loaded", "未加载"),
        Module::Missing => ("is not there", "不存在"),
        Module::Unknown => ("is not loaded, as far as can be told", "似乎未加载"),
    };
    findings.error(
        format!(
            "the kernel module `{name}` {en}, and agents do not load it; `modprobe {name} && echo {name} > \
             /etc/modules-load.d/{name}.conf`"
        ),
        format!(
            "内核模块 `{name}` {zh}，代理不会加载它；请执行 `modprobe {name} && echo {name} > /etc/modules-load.d/{name}.conf`"
        ),
    );
}

fn available(findings: &mut Findings, facts: &Facts, module: &str) {
    match facts.module(module) {
        Module::Loaded | Module::Available => {}
        Module::Missing => findings.error(
            format!(
                "the kernel has no module `{module}`; install the full kernel package: `apt install linux-image-amd64` \
                 (Debian) / `dnf install kernel-modules kernel-modules-extra` (RHEL), and start it"
            ),
            format!(
                "内核没有模块 `{module}`；请安装完整的内核软件包：`apt install linux-image-amd64`（Debian）/ \
                 `dnf install kernel-modules kernel-modules-extra`（RHEL），并以其启动"
            ),
        ),
        Module::Unknown => findings.info(
            format!("whether the kernel has the module `{module}` could not be found out; `modinfo {module}` says it"),
            format!("无法得知内核是否有模块 `{module}`；可用 `modinfo {module}` 查看"),
        ),
    }
}
