//! The agents of an iSCSI gateway.

use super::entry::{Missing, Parameters, Position, Said};
use crate::text::Text;

/// `iSCSITarget`: the target with its portals, and who may use it.
pub(super) fn target(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let iqn = given.get("iqn").ok_or(Missing("iqn"))?;
    let (portals, portals_zh) = portals(given);
    let (access, access_zh) = access(given);
    let (program, program_zh) = match given.get("implementation") {
        Some(implementation) => (format!("`{implementation}`"), format!("`{implementation}`")),
        None => ("the first program that is installed".to_owned(), "首个已安装的程序".to_owned()),
    };
    let tid = given.get("tid");
    Ok(Said {
        what: Text::of(
            format!("The iSCSI target `{iqn}` {portals}. {access}"),
            format!("iSCSI target `{iqn}`，{portals_zh}。{access_zh}"),
        ),
        on_start: Text::of(
            match tid {
                Some(tid) => format!("The target is created through {program} with the number {tid}."),
                None => format!("The target is created through {program}, with its portals."),
            },
            match tid {
                Some(tid) => format!("通过 {program_zh} 创建编号为 {tid} 的 target。"),
                None => format!("通过 {program_zh} 创建 target 及其门户。"),
            },
        ),
        on_stop: Text::new(
            "The sessions of initiators end, and the target is removed.",
            "结束发起端的会话并移除 target。",
        ),
        why_here: (position.follows("IPaddr2") && position.precedes("iSCSILogicalUnit")).then_some(Text::new(
            "It comes after the service IPs, on which its portals listen, and before the LUNs, which belong to it.",
            "它在服务 IP 之后（门户监听这些地址），在属于它的 LUN 之前。",
        )),
    })
}

/// Where the target listens. It depends on the program, and not always on the portals.
fn portals(given: &Parameters) -> (String, String) {
    let everywhere = "0.0.0.0:3260";
    match (given.get("implementation"), given.or("portals", everywhere)) {
        (Some("tgt" | "iet"), _) => {
            ("on every address of the node, port 3260".to_owned(), "监听节点的所有地址，端口 3260".to_owned())
        }
        (Some("lio-t"), portals) if portals == everywhere => {
            ("without a portal, so nobody reaches it".to_owned(), "没有门户，因此无法访问".to_owned())
        }
        (_, portals) => (format!("with the portals {portals}"), format!("门户为 {portals}")),
    }
}

fn access(given: &Parameters) -> (String, String) {
    let who = match given.get("allowed_initiators") {
        None if given.get("implementation") == Some("tgt") => {
            ("No initiator may connect".to_owned(), "不允许任何发起端连接".to_owned())
        }
        None | Some("ALL") => ("Every initiator may connect".to_owned(), "允许所有发起端连接".to_owned()),
        Some(names) => (format!("Only {names} may connect"), format!("仅允许 {names} 连接")),
    };
    let is_secret_given = given.get("incoming_password").is_some();
    let (proof, proof_zh) = match given.get("incoming_username") {
        Some(_) if given.get("implementation") == Some("lio") => {
            (", without a password: `lio` ignores CHAP".to_owned(), "，无需密码：`lio` 忽略 CHAP".to_owned())
        }
        Some(user) if is_secret_given => {
            (format!(", with CHAP as `{user}`"), format!("，须以 `{user}` 通过 CHAP 认证"))
        }
        Some(user) => (
            format!(", with CHAP as `{user}` and an empty password"),
            format!("，须以 `{user}` 和空密码通过 CHAP 认证"),
        ),
        None if is_secret_given => (
            ", without a password: the given one has no effect without a user name".to_owned(),
            "，无需密码：未给出用户名时，所给密码不起作用".to_owned(),
        ),
        None => (", without a password".to_owned(), "，无需密码".to_owned()),
    };
    (format!("{}{proof}.", who.0), format!("{}{proof_zh}。", who.1))
}

/// `iSCSILogicalUnit`: a volume as a disk of the target.
pub(super) fn logical_unit(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let target = given.get("target_iqn").ok_or(Missing("target_iqn"))?;
    let lun = given.get("lun").ok_or(Missing("lun"))?;
    let path = given.get("path").ok_or(Missing("path"))?;
    let (identity, identity_zh) = match (given.get("scsi_sn"), given.get("product_id")) {
        (Some(serial), Some(product)) => (
            format!("It has the serial number `{serial}` and the product id `{product}`."),
            format!("序列号为 `{serial}`，产品 ID 为 `{product}`。"),
        ),
        (Some(serial), None) => {
            (format!("It has the serial number `{serial}`."), format!("序列号为 `{serial}`。"))
        }
        (None, Some(product)) => (
            format!("It has the product id `{product}`, and a serial number from its instance name."),
            format!("产品 ID 为 `{product}`，序列号由实例名得出。"),
        ),
        (None, None) => {
            ("Its serial number comes from its instance name.".to_owned(), "序列号由实例名得出。".to_owned())
        }
    };
    Ok(Said {
        what: Text::of(
            format!("LUN {lun} of the target `{target}`: initiators see {path} as a disk. {identity}"),
            format!("target `{target}` 的 LUN {lun}：发起端把 {path} 看作磁盘。{identity_zh}"),
        ),
        on_start: Text::of(
            format!("{path} is added to the target as LUN {lun}."),
            format!("将 {path} 作为 LUN {lun} 加入 target。"),
        ),
        on_stop: Text::of(
            format!("LUN {lun} is removed and {path} closed, so that DRBD can let go of it."),
            format!("移除 LUN {lun} 并关闭 {path}，以便 DRBD 释放它。"),
        ),
        why_here: position.follows("iSCSITarget").then_some(if is_opened_later(position) {
            Text::new(
                "It comes after its target and before the port is opened: no initiator sees the target without its disks.",
                "它在其 target 之后、开放端口之前：发起端不会看到没有磁盘的 target。",
            )
        } else {
            Text::new("It comes after the target that it belongs to.", "它在所属的 target 之后。")
        }),
    })
}

/// Whether a port is opened behind this entry.
pub(super) fn is_opened_later(position: Position<'_>) -> bool {
    position.after("portblock").any(|given| given.get("action") == Some("unblock"))
}
