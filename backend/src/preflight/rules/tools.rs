//! Whether the programs are there that the agents of a gateway run.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::gateway::iscsi::Implementation;
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::Facts;
use crate::needs::Needs;

/// A program with the packages that bring it.
struct Tool {
    name: &'static str,
    debian: &'static str,
    red_hat: &'static str,
}

const fn tool(name: &'static str, debian: &'static str, red_hat: &'static str) -> Tool {
    Tool { name, debian, red_hat }
}

const FILESYSTEM: &[Tool] = &[
    // No package of an agent depends on it, and without it the agent cannot unmount what is in use.
    tool("fuser", "psmisc", "psmisc"),
    tool("mount", "mount", "util-linux"),
    tool("modprobe", "kmod", "kmod"),
];
const ADDRESS: &[Tool] = &[tool("ip", "iproute2", "iproute")];
const EXPORT: &[Tool] = &[tool("exportfs", "nfs-kernel-server", "nfs-utils")];
const NFS: &[Tool] = &[
    tool("rpc.nfsd", "nfs-kernel-server", "nfs-utils"),
    tool("rpc.mountd", "nfs-kernel-server", "nfs-utils"),
    tool("sm-notify", "nfs-common", "nfs-utils"),
    tool("rpc.statd", "nfs-common", "nfs-utils"),
    tool("pgrep", "procps", "procps-ng"),
    tool("unshare", "util-linux", "util-linux"),
];
const RPC: Tool = tool("rpcinfo", "rpcbind", "rpcbind");

pub(super) fn tools(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Tools);
    let mut needed: Vec<&Tool> = Vec::new();
    let of_agents =
        [("Filesystem", FILESYSTEM), ("IPaddr2", ADDRESS), ("exportfs", EXPORT), ("nfsserver", NFS)];
    for (agent, tools) in of_agents {
        if needs.uses(agent) {
            needed.extend(tools);
        }
    }
    if needs.nfs.as_ref().is_some_and(|nfs| !nfs.is_v4_only) {
        needed.push(&RPC);
    }
    let of_targets: Vec<Tool> = needs.implementations().into_iter().map(of_implementation).collect();
    needed.extend(&of_targets);
    for tool in needed {
        if !facts.has_tool(tool.name) {
            let (name, get) = (tool.name, install(tool.debian, tool.red_hat));
            findings.error(format!("`{name}` is not installed; {get}"), format!("未安装 `{name}`；{get}"));
        }
    }
    firewall(&mut findings, facts, needs);
    findings.or_fine(Text::new("all programs are there", "所需程序均已安装"))
}

fn of_implementation(implementation: Implementation) -> Tool {
    match implementation {
        Implementation::LioT => tool("targetcli", "targetcli-fb", "targetcli"),
        Implementation::Tgt => tool("tgtadm", "tgt", "scsi-target-utils"),
        Implementation::Scst => tool("scstadmin", "scstadmin", "scstadmin"),
        Implementation::Iet => tool("ietadm", "iscsitarget", "iscsitarget"),
        // Nothing brings it any more; `lio-t` takes its place, and the rule for iSCSI says so.
        Implementation::Lio => tool("tcm_node", "targetcli-fb", "targetcli"),
    }
}

/// Which program closes ports: iptables, or nft from resource-agents 4.18 on.
fn firewall(findings: &mut Findings, facts: &Facts, needs: &Needs) {
    if !needs.uses("portblock") {
        return;
    }
    let agents = facts.versions.resource_agents.as_ref();
    let knows_nft = agents.is_none_or(|version| version.is_at_least(&[4, 18]));
    let has_nft = knows_nft && facts.has_tool("nft");
    let get = install("iptables", "iptables-nft");
    let wants_ipv6 = needs.blocks.iter().any(|block| block.ip.is_some_and(|ip| ip.is_ipv6()));
    if !has_nft && !facts.has_tool("iptables") {
        findings.error(
            format!("nothing can close and open ports: `iptables` is not installed; {get}"),
            format!("无法阻断和放行端口：未安装 `iptables`；{get}"),
        );
    } else if wants_ipv6 && !has_nft && !facts.has_tool("ip6tables") {
        findings.error(
            format!("nothing can close ports of IPv6: `ip6tables` is not installed; {get}"),
            format!("无法阻断 IPv6 端口：未安装 `ip6tables`；{get}"),
        );
    }
}
