//! iSCSI targets and LUNs, against what LIO and tgt have.

use std::net::SocketAddr;

use gateway::gateway::iscsi::Implementation;

use super::node::journal;
use super::{Evidence, Seen, as_it_is};
use crate::needs::{Lun, Needs, Target};

pub(super) fn look(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    for target in needs.targets.iter().filter(|target| is_seen(target.implementation)) {
        look_at_target(seen, needs, target, evidence);
    }
    for lun in needs.luns.iter().filter(|lun| is_seen(lun.implementation)) {
        look_at_lun(seen, needs, lun, evidence);
    }
}

/// Of others nobody asks; what listens is looked at anyway.
fn is_seen(implementation: Option<Implementation>) -> bool {
    match implementation {
        None | Some(Implementation::LioT | Implementation::Lio | Implementation::Tgt) => true,
        Some(Implementation::Scst | Implementation::Iet) => false,
    }
}

fn look_at_target(seen: &mut Seen, needs: &Needs, target: &Target, evidence: &Evidence) {
    let iqn = &target.iqn;
    let Some(found) = evidence.targets.get(iqn) else {
        seen.fault(
            format!("there is no target `{iqn}`; {}", journal(&needs.resource)),
            format!("没有 target `{iqn}`；请查看 {}", journal(&needs.resource)),
        );
        return;
    };
    if found.is_enabled {
        seen.proof(format!("the target `{iqn}` is enabled"), format!("target `{iqn}` 已启用"));
    } else {
        seen.fault(
            format!("the target `{iqn}` is there and takes no logins; stop the gateway and start it again"),
            format!("target `{iqn}` 存在但不接受登录；请停止网关后重新启动"),
        );
    }
    if target.implementation != Some(Implementation::LioT) {
        return;
    }
    if target.portals.is_empty() && found.portals.is_empty() {
        seen.fault(
            format!("the target `{iqn}` has no portal, and nobody reaches it; write `portals='IP:3260'`"),
            format!("target `{iqn}` 没有 portal，无法访问；请写 `portals='IP:3260'`"),
        );
    }
    for (ip, port) in &target.portals {
        let portal = SocketAddr::new(*ip, *port).to_string();
        if found.portals.contains(&portal) {
            seen.proof(format!("the target has the portal {portal}"), format!("target 有 portal {portal}"));
        } else {
            seen.fault(
                format!("the target `{iqn}` has no portal {portal}; {}", journal(&needs.resource)),
                format!("target `{iqn}` 没有 portal {portal}；请查看 {}", journal(&needs.resource)),
            );
        }
    }
}

fn look_at_lun(seen: &mut Seen, needs: &Needs, lun: &Lun, evidence: &Evidence) {
    let number = lun.number;
    let Some(found) = evidence.luns.get(&(lun.iqn.clone(), number)) else {
        seen.fault(
            format!("`{}` has no LUN {number}; {}", lun.iqn, journal(&needs.resource)),
            format!("`{}` 没有 LUN {number}；请查看 {}", lun.iqn, journal(&needs.resource)),
        );
        return;
    };
    let of = |en: &str, zh: &str| (format!("{en} of LUN {number}"), format!("LUN {number} 的{zh}"));
    let (en, zh) = of("the device", "设备");
    seen.compare((&en, &zh), &lun.device, found.device.as_deref(), as_it_is);
    if let Some(serial) = &lun.scsi_sn {
        let (en, zh) = of("the serial number", "序列号");
        seen.compare((&en, &zh), serial, found.serial.as_deref(), as_it_is);
    }
    // tgt does not show it.
    if let (Some(product), Some(_)) = (&lun.product_id, &found.product) {
        let (en, zh) = of("the product identifier", "产品标识");
        seen.compare((&en, &zh), product, found.product.as_deref(), as_it_is);
    }
}
