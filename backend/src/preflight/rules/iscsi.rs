//! What only iSCSI gateways need of a node.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::gateway::iscsi::Implementation;
use gateway::text::Text;

use super::Findings;
use crate::facts::{Facts, Unit};
use crate::needs::Needs;

pub(super) fn iscsi(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    if needs.targets.is_empty() && needs.luns.is_empty() {
        return Vec::new();
    }
    let mut findings = Findings::of(Aspect::Iscsi);
    let named = needs.implementations();
    if named.contains(&Implementation::Lio) {
        findings.error(
            "`implementation=lio` needs `tcm_node`, which no system of today has; write `implementation=lio-t`",
            "`implementation=lio` 需要 `tcm_node`，当今系统均已没有；请改为 `implementation=lio-t`",
        );
    }
    detected(&mut findings, facts, needs);
    if named.contains(&Implementation::Tgt) {
        let runs = ["tgt.service", "tgtd.service"].into_iter().filter_map(|unit| facts.unit(unit));
        if !runs.into_iter().any(Unit::is_active) {
            findings.error(
                "the daemon of tgt does not run; `systemctl enable --now tgt` (Debian) / `systemctl enable --now tgtd` (RHEL)",
                "tgt 守护进程未运行；请执行 `systemctl enable --now tgt`（Debian）/ `systemctl enable --now tgtd`（RHEL）",
            );
        }
    }
    if named.contains(&Implementation::LioT) {
        restored(&mut findings, facts);
    }
    if !facts.runs(&needs.resource) {
        for target in needs.targets.iter().filter(|target| facts.iqns.contains(&target.iqn)) {
            let iqn = &target.iqn;
            let remove = if target.implementation == Some(Implementation::Tgt) {
                "`tgt-admin --show`, then `tgt-admin --delete IQN`".replace("IQN", iqn)
            } else {
                format!("`targetcli /iscsi/{iqn} ls`, then `targetcli /iscsi delete {iqn}`")
            };
            findings.error(
                format!("the target `{iqn}` is there, though the gateway does not run here; see whose it is: {remove}"),
                format!("网关未在此节点运行，但 target `{iqn}` 已存在；请确认其来源：{remove}"),
            );
        }
    }
    findings.or_fine(Text::new("nothing is in the way of the target", "target 没有障碍"))
}

/// Target and LUNs detect alone, in this order: what is installed decides, node by node.
fn detected(findings: &mut Findings, facts: &Facts, needs: &Needs) {
    let of_targets = needs.targets.iter().map(|target| target.implementation);
    let unnamed =
        of_targets.chain(needs.luns.iter().map(|lun| lun.implementation)).any(|named| named.is_none());
    if !unnamed {
        return;
    }
    let installed = [("ietadm", "iet"), ("tgtadm", "tgt"), ("lio_node", "lio"), ("targetcli", "lio-t")];
    let found: Vec<&str> =
        installed.iter().filter(|(tool, _)| facts.has_tool(tool)).map(|(_, name)| *name).collect();
    match *found {
        [] => findings.error(
            "no `implementation` is named, and none is installed; write `implementation=lio-t` at target and LUNs, and \
             `apt install targetcli-fb` (Debian) / `dnf install targetcli` (RHEL)",
            "未指定 `implementation`，也没有安装任何实现；请在 target 和 LUN 上写 `implementation=lio-t`，并 `apt install targetcli-fb`（Debian）/ \
             `dnf install targetcli`（RHEL）",
        ),
        ["lio-t"] => findings.warning(
            "no `implementation` is named, and this node takes `lio-t`; write `implementation=lio-t` at target and LUNs, so that \
             all nodes do",
            "未指定 `implementation`，此节点会使用 `lio-t`；请在 target 和 LUN 上写 `implementation=lio-t`，使所有节点一致",
        ),
        [first, ..] => findings.error(
            format!(
                "no `implementation` is named, and this node takes `{first}` because it is installed (found `{}`); write \
                 `implementation=lio-t` at target and LUNs",
                found.join("`, `")
            ),
            format!(
                "未指定 `implementation`，此节点因已安装而会使用 `{first}`（找到 `{}`）；请在 target 和 LUN 上写 `implementation=lio-t`",
                found.join("`, `")
            ),
        ),
    }
}

/// Services that bring saved targets back when the node starts, before DRBD is there.
fn restored(findings: &mut Findings, facts: &Facts) {
    for name in ["target.service", "rtslib-fb-targetctl.service"] {
        if facts.unit(name).is_some_and(Unit::is_enabled) {
            findings.warning(
                format!(
                    "`{name}` restores saved targets when the node starts, also one that the gateway left; `systemctl disable \
                     {name}`"
                ),
                format!("`{name}` 会在节点启动时恢复已保存的 target，包括网关遗留的；请执行 `systemctl disable {name}`"),
            );
        }
    }
    let has_tgt = ["tgt.service", "tgtd.service"]
        .into_iter()
        .find(|unit| facts.unit(unit).is_some_and(Unit::is_active));
    if let Some(unit) = has_tgt {
        findings.warning(
            format!("`{unit}` runs beside LIO and takes port 3260 of all addresses; `systemctl disable --now {unit}`"),
            format!("`{unit}` 与 LIO 同时运行，会占用所有地址的 3260 端口；请执行 `systemctl disable --now {unit}`"),
        );
    }
}
