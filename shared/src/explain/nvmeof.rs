//! The agents of an NVMe-oF gateway, which set up the kernel's target.

use super::entry::{Missing, Parameters, Position, Said};
use super::iscsi::is_opened_later;
use crate::text::Text;

/// `nvmet-subsystem`: what hosts connect to.
pub(super) fn subsystem(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let nqn = given.get("nqn").ok_or(Missing("nqn"))?;
    let hosts = given.get("allowed_initiators");
    let is_restricted = hosts.is_some();
    let (hosts, hosts_zh) = match hosts {
        Some(hosts) => (format!("Only {hosts} may connect."), format!("仅允许 {hosts} 连接。")),
        None => ("Every host may connect.".to_owned(), "允许所有主机连接。".to_owned()),
    };
    let (serial, serial_zh) = match given.get("serial") {
        Some(serial) => (
            format!("Its serial number is `{serial}` on every node."),
            format!("其序列号在每个节点上都是 `{serial}`。"),
        ),
        None => (
            "Its serial number is another one after every start.".to_owned(),
            "其序列号在每次启动后都会改变。".to_owned(),
        ),
    };
    Ok(Said {
        what: Text::of(
            format!("The NVMe subsystem `{nqn}`. {hosts} {serial}"),
            format!("NVMe 子系统 `{nqn}`。{hosts_zh}{serial_zh}"),
        ),
        on_start: Text::new(
            "The subsystem is created in the kernel's target, so far without namespaces.",
            "在内核 target 中创建子系统，此时还没有命名空间。",
        ),
        on_stop: if is_restricted {
            Text::new(
                "The agent leaves the subsystem and its list of hosts behind, without namespaces and ports.",
                "代理会留下子系统及其主机列表，但不含命名空间和端口。",
            )
        } else {
            Text::new("The subsystem is removed from the kernel's target.", "从内核 target 中移除子系统。")
        },
        why_here: (position.precedes("nvmet-namespace") || position.precedes("nvmet-port")).then_some(
            Text::new(
                "It comes before its namespaces and ports, which need it.",
                "它在命名空间和端口之前，二者都依赖它。",
            ),
        ),
    })
}

/// `nvmet-namespace`: a volume as a disk of the subsystem.
pub(super) fn namespace(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let nqn = given.get("nqn").ok_or(Missing("nqn"))?;
    let path = given.get("backing_path").ok_or(Missing("backing_path"))?;
    let number = given.or("namespace_id", "1");
    let (identity, identity_zh) = match given.get("uuid") {
        Some(uuid) => (
            format!("Its UUID `{uuid}` is the same on every node, so hosts know it again."),
            format!("其 UUID `{uuid}` 在每个节点上相同，主机因此能再次识别它。"),
        ),
        None => (
            "It has no UUID of its own, so hosts see another disk after a failover.".to_owned(),
            "它没有固定的 UUID，故障转移后主机会看到另一块磁盘。".to_owned(),
        ),
    };
    Ok(Said {
        what: Text::of(
            format!("Namespace {number} of the subsystem `{nqn}`: hosts see {path} as a disk. {identity}"),
            format!("子系统 `{nqn}` 的命名空间 {number}：主机把 {path} 看作磁盘。{identity_zh}"),
        ),
        on_start: Text::of(
            format!("{path} is added to the subsystem as namespace {number} and enabled."),
            format!("将 {path} 作为命名空间 {number} 加入子系统并启用。"),
        ),
        on_stop: Text::of(
            format!("Namespace {number} is removed and {path} closed, so that DRBD can let go of it."),
            format!("移除命名空间 {number} 并关闭 {path}，以便 DRBD 释放它。"),
        ),
        why_here: position.follows("nvmet-subsystem").then_some(if position.precedes("nvmet-port") {
            Text::new(
                "It comes after its subsystem and before the port: no host sees the subsystem without its disks.",
                "它在子系统之后、端口之前：主机不会看到没有磁盘的子系统。",
            )
        } else {
            Text::new("It comes after the subsystem that it belongs to.", "它在所属的子系统之后。")
        }),
    })
}

/// `nvmet-port`: where hosts connect.
pub(super) fn port(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let address = given.get("addr").ok_or(Missing("addr"))?;
    let subsystems = given.get("nqns").ok_or(Missing("nqns"))?;
    let number = given.or("port_id", "0");
    let (transport, service) = (given.or("type", "tcp").to_uppercase(), given.or("svcid", "4420"));
    let family = given.or("addr_fam", "ipv4");
    Ok(Said {
        what: Text::of(
            format!(
                "Offers {subsystems} over {transport} at {address}, port {service} ({family}). Its number {number} must \
                 be unique on every node."
            ),
            format!(
                "通过 {transport} 在 {address} 的端口 {service}（{family}）提供 {subsystems}。其编号 {number} 在每个节点上必须唯一。"
            ),
        ),
        on_start: Text::of(
            format!("The kernel's target gets the port {number}, and the subsystem is linked to it: it listens."),
            format!("在内核 target 中创建端口 {number} 并关联子系统，开始监听。"),
        ),
        on_stop: Text::new(
            "The connections of hosts end, and the port is removed.",
            "结束主机的连接并移除端口。",
        ),
        why_here: position.follows("nvmet-subsystem").then_some(if is_complete(position) {
            Text::new(
                "It comes after the address on which it listens and after all namespaces; the packet filter still keeps \
                 hosts out.",
                "它在所监听的地址和所有命名空间之后；此时包过滤器仍把主机挡在外面。",
            )
        } else {
            Text::new("It comes after the subsystem that it offers.", "它在所提供的子系统之后。")
        }),
    })
}

/// Whether address and namespaces stand before this entry, and the port is opened behind it.
fn is_complete(position: Position<'_>) -> bool {
    position.follows("IPaddr2") && !position.precedes("nvmet-namespace") && is_opened_later(position)
}
