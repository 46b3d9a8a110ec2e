//! NVMe subsystems, namespaces and ports, against what the kernel has.

use super::node::journal;
use super::{Evidence, Seen, as_it_is, hexadecimal};
use crate::needs::{Needs, NvmePort, Subsystem};

pub(super) fn look(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    for subsystem in &needs.subsystems {
        look_at_subsystem(seen, needs, subsystem, evidence);
    }
    for namespace in &needs.namespaces {
        let number = namespace.number;
        let Some(found) = evidence.namespaces.get(&(namespace.nqn.clone(), number)) else {
            seen.fault(
                format!("`{}` has no namespace {number}; {}", namespace.nqn, journal(&needs.resource)),
                format!("`{}` 没有命名空间 {number}；请查看 {}", namespace.nqn, journal(&needs.resource)),
            );
            continue;
        };
        if found.is_enabled {
            seen.proof(format!("namespace {number} is enabled"), format!("命名空间 {number} 已启用"));
        } else {
            let device = &namespace.device;
            seen.fault(
                format!("namespace {number} is not enabled, so that hosts do not see it; `ls -l {device}`, then start again"),
                format!("命名空间 {number} 未启用，主机无法看到它；请查看 `ls -l {device}` 后重新启动"),
            );
        }
        let of =
            |en: &str, zh: &str| (format!("{en} of namespace {number}"), format!("命名空间 {number} 的{zh}"));
        let (en, zh) = of("the device", "设备");
        seen.compare((&en, &zh), &namespace.device, found.device.as_deref(), as_it_is);
        if let Some(uuid) = &namespace.uuid {
            let (en, zh) = of("the UUID", " UUID ");
            seen.compare((&en, &zh), uuid, found.uuid.as_deref(), hexadecimal);
        }
        if let Some(nguid) = &namespace.nguid {
            let (en, zh) = of("the NGUID", " NGUID ");
            seen.compare((&en, &zh), nguid, found.nguid.as_deref(), hexadecimal);
        }
    }
    for port in &needs.ports {
        look_at_port(seen, needs, port, evidence);
    }
}

fn look_at_subsystem(seen: &mut Seen, needs: &Needs, subsystem: &Subsystem, evidence: &Evidence) {
    let nqn = &subsystem.nqn;
    let Some(found) = evidence.subsystems.get(nqn) else {
        seen.fault(
            format!("there is no subsystem `{nqn}`; {}", journal(&needs.resource)),
            format!("没有子系统 `{nqn}`；请查看 {}", journal(&needs.resource)),
        );
        return;
    };
    seen.proof(format!("the subsystem `{nqn}` is there"), format!("子系统 `{nqn}` 已存在"));
    if let Some(serial) = &subsystem.serial {
        let what = ("the serial number of the subsystem", "子系统的序列号");
        seen.compare(what, serial, found.serial.as_deref(), as_it_is);
    }
    match (subsystem.hosts.is_empty(), found.is_open) {
        (false, Some(true)) => seen.fault(
            format!(
                "every host may use `{nqn}`, though only some were named; stop the gateway and start it again"
            ),
            format!("`{nqn}` 对所有主机开放，而本应仅限指定主机；请停止网关后重新启动"),
        ),
        (true, Some(false)) => seen.fault(
            format!(
                "no host may use `{nqn}` that is not named, and none was; stop the gateway and start it again"
            ),
            format!("`{nqn}` 仅对指定主机开放，但没有指定主机；请停止网关后重新启动"),
        ),
        (_, Some(_) | None) => {}
    }
    for host in subsystem.hosts.iter().filter(|host| !found.hosts.contains(*host)) {
        seen.fault(
            format!("the host `{host}` may not use `{nqn}`; {}", journal(&needs.resource)),
            format!("主机 `{host}` 不能使用 `{nqn}`；请查看 {}", journal(&needs.resource)),
        );
    }
}

fn look_at_port(seen: &mut Seen, needs: &Needs, port: &NvmePort, evidence: &Evidence) {
    let number = port.number;
    let Some(found) = evidence.ports.get(&number) else {
        seen.fault(
            format!("there is no NVMe port {number}; {}", journal(&needs.resource)),
            format!("没有 NVMe 端口 {number}；请查看 {}", journal(&needs.resource)),
        );
        return;
    };
    let (en, zh) = (format!("of NVMe port {number}"), format!("NVMe 端口 {number} 的"));
    if let Some(ip) = port.ip {
        let what = (format!("the address {en}"), format!("{zh}地址"));
        seen.compare((&what.0, &what.1), &ip.to_string(), Some(&found.address), as_it_is);
    }
    if let Some(service) = port.service {
        let what = (format!("the service {en}"), format!("{zh}服务端口"));
        seen.compare((&what.0, &what.1), &service.to_string(), Some(&found.service), as_it_is);
    }
    let what = (format!("the transport {en}"), format!("{zh}传输方式"));
    seen.compare((&what.0, &what.1), &port.transport, Some(&found.transport), as_it_is);
    for nqn in &port.nqns {
        if found.nqns.contains(nqn) {
            seen.proof(
                format!("NVMe port {number} offers `{nqn}`"),
                format!("NVMe 端口 {number} 提供 `{nqn}`"),
            );
        } else {
            seen.fault(
                format!(
                    "NVMe port {number} does not offer `{nqn}`: its address may not be up, or its transport missing; `dmesg | \
                     grep nvmet` and {}",
                    journal(&needs.resource)
                ),
                format!(
                    "NVMe 端口 {number} 未提供 `{nqn}`：可能是地址未启用或缺少传输模块；请查看 `dmesg | grep nvmet` 和 {}",
                    journal(&needs.resource)
                ),
            );
        }
    }
}
