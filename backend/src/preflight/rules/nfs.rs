//! What only NFS gateways need of a node.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::{Findings, install};
use crate::facts::{Facts, Unit};
use crate::needs::{Needs, NfsServer};

const UNIT: &str = "nfs-server.service";
/// Where the kernel's server has its state; the agent mounts the gateway's own over it.
const STATE: &str = "/var/lib/nfs";

pub(super) fn nfs(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    if needs.nfs.is_none() && needs.exports.is_empty() {
        return Vec::new();
    }
    let mut findings = Findings::of(Aspect::Nfs);
    if let Some(nfs) = &needs.nfs {
        server(&mut findings, facts, needs, nfs);
    }
    for export in &needs.exports {
        let directory = &export.directory;
        if facts.exports.iter().any(|other| other.trim_end_matches('/') == directory.trim_end_matches('/')) {
            findings.warning(
                format!(
                    "`/etc/exports` (or a file in `/etc/exports.d`) has `{directory}`, which is the gateway's to export; take \
                     the line out, then `exportfs -ra` while no gateway runs here"
                ),
                format!(
                    "`/etc/exports`（或 `/etc/exports.d` 中的文件）含有 `{directory}`，而这应由网关导出；请删除该行，并在没有网关运行时执行 \
                     `exportfs -ra`"
                ),
            );
        }
    }
    findings.or_fine(Text::new("the NFS server is ready for the gateway", "NFS 服务器已就绪"))
}

fn server(findings: &mut Findings, facts: &Facts, needs: &Needs, nfs: &NfsServer) {
    let runs = facts.runs(&needs.resource);
    match (facts.unit(UNIT), facts.units.get(UNIT)) {
        (Some(unit), _) => {
            if unit.is_active() && !runs {
                findings.error(
                    format!(
                        "`{UNIT}` runs without the gateway, with a state of its own, and the agent would leave it so; \
                         `systemctl disable --now nfs-server`"
                    ),
                    format!("`{UNIT}` 未经网关便已运行，使用自己的状态，代理会任其如此；请执行 `systemctl disable --now nfs-server`"),
                );
            } else if unit.is_enabled() {
                findings.warning(
                    format!(
                        "`{UNIT}` starts with the node, before any gateway; `systemctl disable nfs-server`"
                    ),
                    format!("`{UNIT}` 会随节点启动，早于任何网关；请执行 `systemctl disable nfs-server`"),
                );
            }
            if unit.load == "masked" {
                findings.error(
                    format!(
                        "`{UNIT}` is masked, so that the agent cannot start it; `systemctl unmask nfs-server`"
                    ),
                    format!("`{UNIT}` 已被屏蔽，代理无法启动它；请执行 `systemctl unmask nfs-server`"),
                );
            }
        }
        (None, Some(_)) => {
            let get = install("nfs-kernel-server", "nfs-utils");
            findings.error(
                format!("there is no `{UNIT}`; {get}, then `systemctl disable --now nfs-server`"),
                format!("没有 `{UNIT}`；{get}，再执行 `systemctl disable --now nfs-server`"),
            );
        }
        (None, None) => findings.info(
            format!("systemd did not say how `{UNIT}` is doing"),
            format!("systemd 未说明 `{UNIT}` 的状态"),
        ),
    }
    let has_rpcbind = ["rpcbind.service", "rpcbind.socket"].into_iter().filter_map(|unit| facts.unit(unit));
    if !nfs.is_v4_only && !has_rpcbind.into_iter().any(Unit::is_active) {
        findings.error(
            "rpcbind does not run, and the agent does not start it; `systemctl enable --now rpcbind`, or offer NFSv4 only \
             (`nfsv4_only=true`)",
            "rpcbind 未运行，代理不会启动它；请执行 `systemctl enable --now rpcbind`，或仅提供 NFSv4（`nfsv4_only=true`）",
        );
    }
    let over = facts.mounts.iter().flatten().find(|mounted| mounted.directory == STATE);
    if let Some(mounted) = over.filter(|_| !runs) {
        let device = &mounted.device;
        findings.error(
            format!("`{device}` is mounted over `{STATE}`, left by another gateway or a failed stop; `umount {STATE}`"),
            format!("`{device}` 挂载在 `{STATE}` 上，为其他网关或失败的停止所遗留；请执行 `umount {STATE}`"),
        );
    }
}
