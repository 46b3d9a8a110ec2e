//! Whether the agents and units of a start list are there, and which version they are.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::{AgentFile, Facts};
use crate::needs::Needs;

pub(super) fn version(facts: &Facts) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::ResourceAgents);
    let Some(version) = &facts.versions.resource_agents else {
        let get = install("resource-agents", "resource-agents");
        findings.info(
            format!(
                "neither dpkg nor rpm knows resource-agents, so that what its version gets wrong cannot be told; where \
                 no other source has installed it: {get}"
            ),
            format!("dpkg 和 rpm 都没有 resource-agents，因此无法指出其版本的问题；如未由其他途径安装：{get}"),
        );
        return findings.checks;
    };
    findings.or_fine(Text::of(format!("resource-agents {version}"), format!("resource-agents {version}")))
}

pub(super) fn agents(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Agents);
    let get = install("resource-agents", "resource-agents");
    for agent in &needs.agents {
        let path = format!("/usr/lib/ocf/resource.d/{agent}");
        match facts.agents.get(agent).copied().unwrap_or(AgentFile::Missing) {
            AgentFile::Executable => {}
            AgentFile::NotExecutable => findings.error(
                format!("`{path}` cannot be run; `chmod +x {path}`"),
                format!("`{path}` 无法执行；请执行 `chmod +x {path}`"),
            ),
            AgentFile::Missing if agent.starts_with("heartbeat/") => findings.error(
                format!("the agent `{path}` is not there; {get}, in a version that has it"),
                format!("没有代理 `{path}`；请安装含有它的版本：{get}"),
            ),
            AgentFile::Missing => findings.error(
                format!("the agent `{path}` is not there; put it there, executable, on every node"),
                format!("没有代理 `{path}`；请在每个节点上放置该文件并设为可执行"),
            ),
        }
    }
    for unit in &needs.units {
        let is_missing = facts.units.get(unit).is_some_and(|found| !found.is_there());
        if is_missing {
            findings.error(
                format!("systemd does not know the unit `{unit}`; install what brings it, then `systemctl cat {unit}`"),
                format!("systemd 找不到单元 `{unit}`；请安装提供它的软件，再用 `systemctl cat {unit}` 确认"),
            );
        }
    }
    let count = needs.agents.len();
    findings.or_fine(Text::of(
        format!("all agents are there ({count})"),
        format!("全部代理均已就绪（{count} 个）"),
    ))
}
