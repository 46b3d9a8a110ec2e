//! What every gateway makes on a node: the role, the mounts, the service IPs, and what listens.

use gateway::text::Text;
use gateway::unit::{agent_unit_name, target_name};

use super::{Evidence, Seen};
use crate::facts::Unit;
use crate::needs::Needs;

pub(super) fn look(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    let resource = &needs.resource;
    match evidence.role.as_deref() {
        Some("Primary") => {
            seen.proof(format!("`{resource}` is primary"), format!("`{resource}` 为主"));
        }
        Some(role) => seen.fault(
            format!("`{resource}` is {role} here, not Primary; `drbdadm status {resource}` says why"),
            format!(
                "`{resource}` 在此节点为 {role}，而不是 Primary；请用 `drbdadm status {resource}` 查看原因"
            ),
        ),
        None => seen.fault(
            format!("DRBD did not say which role `{resource}` has; `drbdadm status {resource}`"),
            format!("DRBD 未说明 `{resource}` 的角色；请查看 `drbdadm status {resource}`"),
        ),
    }
    let target = target_name(resource);
    if evidence.target.as_ref().is_some_and(Unit::is_active) {
        seen.proof(format!("`{target}` is active"), format!("`{target}` 处于活动状态"));
    } else {
        seen.fault(
            format!("`{target}` is not active; `systemctl status '{target}'` and {}", journal(resource)),
            format!(
                "`{target}` 未处于活动状态；请查看 `systemctl status '{target}'` 和 {}",
                journal(resource)
            ),
        );
    }
    mounts(seen, needs, evidence);
    addresses(seen, needs, evidence);
}

/// Where the agents of a gateway say what they did.
pub(super) fn journal(resource: &str) -> String {
    // In a pattern, a backslash of the escaped name is written twice.
    let units = agent_unit_name("", resource).replace('\\', "\\\\").replace("@_", "@*_");
    format!("`journalctl -u '{units}' -u drbd-reactor`")
}

fn mounts(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    for mount in &needs.mounts {
        let (device, directory) = (&mount.device, &mount.directory);
        let mounted = evidence.mounts.iter().flatten().rfind(|mounted| mounted.directory == *directory);
        // The kernel shows where the name of the device leads.
        let real = evidence.devices.get(device).unwrap_or(device);
        match mounted {
            None => seen.fault(
                format!("nothing is mounted at `{directory}`; {}", journal(&needs.resource)),
                format!("`{directory}` 未挂载任何内容；请查看 {}", journal(&needs.resource)),
            ),
            Some(mounted) if mounted.device == *device || mounted.device == *real => seen.proof(
                format!("`{device}` is mounted at `{directory}`"),
                format!("`{device}` 已挂载于 `{directory}`"),
            ),
            // What is mounted by label, or bound, has another name in the end.
            Some(mounted) if !device.starts_with("/dev/") => seen.proof(
                format!("`{}` is mounted at `{directory}`", mounted.device),
                format!("`{}` 已挂载于 `{directory}`", mounted.device),
            ),
            Some(mounted) => seen.fault(
                format!(
                    "`{}` is mounted at `{directory}`, not `{device}`; stop the gateway, `umount {directory}`, start it again",
                    mounted.device
                ),
                format!(
                    "`{directory}` 挂载的是 `{}`，而不是 `{device}`；请停止网关，执行 `umount {directory}`，再启动网关",
                    mounted.device
                ),
            ),
        }
    }
}

fn addresses(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    for address in &needs.addresses {
        let ip = address.ip;
        if evidence.addresses.iter().flatten().any(|own| *own == ip) {
            seen.proof(format!("`{ip}` is up"), format!("`{ip}` 已启用"));
        } else {
            seen.fault(
                format!("`{ip}` is not up; `ip addr` and {}", journal(&needs.resource)),
                format!("`{ip}` 未启用；请查看 `ip addr` 和 {}", journal(&needs.resource)),
            );
        }
    }
}

pub(super) fn listeners(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    let wanted = needs.listeners();
    let Some(listening) = &evidence.listening else {
        if !wanted.is_empty() {
            seen.faults.push(UNHEARD);
        }
        return;
    };
    for listener in wanted {
        let port = listener.port;
        let at = listener
            .ip
            .map_or_else(|| format!(":{port}"), |ip| std::net::SocketAddr::new(ip, port).to_string());
        if listening.iter().any(|own| own.takes(listener.ip, port)) {
            seen.proof(format!("{at} listens"), format!("{at} 正在监听"));
        } else {
            seen.fault(
                format!(
                    "nothing listens on {at}; `ss -tlnp 'sport = :{port}'` and {}",
                    journal(&needs.resource)
                ),
                format!("{at} 无人监听；请查看 `ss -tlnp 'sport = :{port}'` 和 {}", journal(&needs.resource)),
            );
        }
    }
}

const UNHEARD: Text = Text::new(
    "what listens could not be found out; `ss -tlnp` says it",
    "无法得知监听情况；可用 `ss -tlnp` 查看",
);
