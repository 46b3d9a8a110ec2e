//! Whether a node is who it is taken for, at the time that it is.

use std::time::Duration;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::Facts;
use crate::needs::Needs;

/// From here on a clock is wrong. Logs of nodes are read side by side, and certificates and tickets have a time.
const TOLERATED: Duration = Duration::from_secs(2);

pub(super) fn name(facts: &Facts, needs: Option<&Needs>, node: &str) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Name);
    let Some(name) = &facts.name else {
        findings.info("what `uname -n` prints could not be found out", "无法得知 `uname -n` 的输出");
        return findings.or_fine(Text::new("", ""));
    };
    if name != node {
        findings.warning(
            format!(
                "the node is called `{node}` here and `{name}` by `uname -n`; call it `{name}` here, as DRBD and \
                 preferred nodes know it by that name"
            ),
            format!(
                "该节点在此处名为 `{node}`，而 `uname -n` 输出 `{name}`；请在此处改名为 `{name}`，因为 DRBD 和首选节点都使用该名称"
            ),
        );
    }
    let short = |name: &str| name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    for preferred in needs.iter().flat_map(|needs| &needs.preferred_nodes) {
        let means_this = preferred == node || short(preferred) == short(name);
        if means_this && preferred != name {
            findings.warning(
                format!(
                    "`preferred-nodes` names `{preferred}`, but `uname -n` here prints `{name}`, so that the gateway \
                     never prefers this node; write `{name}`"
                ),
                format!(
                    "`preferred-nodes` 写的是 `{preferred}`，而此节点的 `uname -n` 输出 `{name}`，网关因此不会优先选择此节点；请改为 `{name}`"
                ),
            );
        }
    }
    findings.or_fine(Text::of(format!("`uname -n` prints `{name}`"), format!("`uname -n` 输出 `{name}`")))
}

pub(super) fn clock(facts: &Facts, here: Duration) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Clock);
    let Some(there) = facts.clock else {
        findings.info("the node's clock could not be read", "无法读取节点的时钟");
        return findings.or_fine(Text::new("", ""));
    };
    let off = there.abs_diff(here);
    let seconds = off.as_secs_f64();
    if off >= TOLERATED {
        let (en, zh) = if there > here { ("ahead", "快") } else { ("behind", "慢") };
        findings.warning(
            format!("the clock is {seconds:.1} s {en}; let it be set: `timedatectl set-ntp true`, then `chronyc tracking`"),
            format!("时钟{zh} {seconds:.1} 秒；请启用对时：`timedatectl set-ntp true`，再用 `chronyc tracking` 查看"),
        );
    }
    findings.or_fine(Text::of(
        format!("the clock is right to {seconds:.1} s"),
        format!("时钟误差在 {seconds:.1} 秒以内"),
    ))
}
