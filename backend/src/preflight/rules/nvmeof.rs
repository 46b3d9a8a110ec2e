//! What only NVMe-oF gateways need of a node.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::Facts;
use crate::needs::Needs;

const CONFIGFS: &str = "/sys/kernel/config/nvmet";

pub(super) fn nvmeof(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    if needs.subsystems.is_empty() && needs.ports.is_empty() {
        return Vec::new();
    }
    let mut findings = Findings::of(Aspect::Nvmeof);
    if !facts.runs(&needs.resource) {
        for subsystem in needs.subsystems.iter().filter(|subsystem| facts.nqns.contains(&subsystem.nqn)) {
            let nqn = &subsystem.nqn;
            findings.error(
                format!(
                    "the subsystem `{nqn}` is there, though the gateway does not run here; see whose it is: `ls \
                     {CONFIGFS}/ports/*/subsystems`; remove it piece by piece, but never with `nvmetcli clear`, which takes \
                     every gateway of the node"
                ),
                format!(
                    "网关未在此节点运行，但子系统 `{nqn}` 已存在；请用 `ls {CONFIGFS}/ports/*/subsystems` 确认其来源并逐项移除，\
                     切勿使用 `nvmetcli clear`，它会清除该节点上的所有网关"
                ),
            );
        }
        for port in needs.ports.iter().filter(|port| facts.ports.contains(&port.number)) {
            let number = port.number;
            findings.error(
                format!(
                    "the NVMe port {number} is there already, and a second one with this number exports nothing; give the \
                     gateway another `port_id`, or remove what was left: `rm {CONFIGFS}/ports/{number}/subsystems/*; rmdir \
                     {CONFIGFS}/ports/{number}`"
                ),
                format!(
                    "NVMe 端口 {number} 已存在，编号相同的第二个不会导出任何内容；请为网关使用其他 `port_id`，或移除遗留：\
                     `rm {CONFIGFS}/ports/{number}/subsystems/*; rmdir {CONFIGFS}/ports/{number}`"
                ),
            );
        }
    }
    findings.or_fine(Text::new("nothing is in the way of the subsystem", "子系统没有障碍"))
}
