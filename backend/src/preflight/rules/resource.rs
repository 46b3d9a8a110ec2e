//! Whether DRBD has the resource as a promoter needs it.

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::text::Text;

use super::Findings;
use crate::facts::drbd::volume_of;
use crate::facts::{Device, Facts};
use crate::needs::Needs;

pub(super) fn resource(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Resource);
    let (name, drbd) = (&needs.resource, &facts.drbd);
    match (drbd.is_configured, drbd.is_up) {
        (_, Some(true)) if drbd.is_primary && !facts.runs(name) => findings.warning(
            format!(
                "`{name}` is primary here, though the gateway does not run, and no other node can have it; see who uses it, \
                 then `drbdadm secondary {name}`"
            ),
            format!(
                "网关未运行，但 `{name}` 在此节点为主，其他节点无法使用它；请查明使用者，再执行 `drbdadm secondary {name}`"
            ),
        ),
        (_, Some(true)) => {}
        (Some(false), _) => findings.error(
            format!(
                "`drbdadm` knows no resource `{name}` here; put its file into `/etc/drbd.d`, or let LINSTOR place it: \
                 `linstor resource create NODE {name}`; `drbdadm dump {name}` says what it reads"
            ),
            format!(
                "`drbdadm` 在此节点上找不到资源 `{name}`；请将其文件放入 `/etc/drbd.d`，或由 LINSTOR 放置：\
                 `linstor resource create NODE {name}`；`drbdadm dump {name}` 可显示读取结果"
            ),
        ),
        (Some(true), Some(false)) => findings.warning(
            format!("`{name}` is configured and not up, so that the gateway cannot run here; `drbdadm up {name}`"),
            format!("`{name}` 已配置但未启用，网关无法在此节点运行；请执行 `drbdadm up {name}`"),
        ),
        (Some(true), None) => findings.warning(
            format!("`{name}` is configured, but DRBD is not loaded; `modprobe drbd && drbdadm up {name}`"),
            format!("`{name}` 已配置，但 DRBD 未加载；请执行 `modprobe drbd && drbdadm up {name}`"),
        ),
        (None, _) => findings.info(
            format!("whether DRBD has `{name}` could not be found out; `drbdadm status {name}` says it"),
            format!("无法得知 DRBD 是否有 `{name}`；可用 `drbdadm status {name}` 查看"),
        ),
    }
    findings.or_fine(Text::of(format!("`{name}` is up"), format!("`{name}` 已启用")))
}

pub(super) fn options(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::ResourceOptions);
    let name = &needs.resource;
    let Some(options) = &facts.drbd.options else {
        findings.info(
            format!("the options of `{name}` can be read when it is up"),
            format!("`{name}` 启用后才能读取其选项"),
        );
        return findings.checks;
    };
    if options.fencing.is_empty() {
        findings.error(
            format!(
                "`{name}` has no connection, and drbd-reactor ignores a resource of one node; add a second node to it"
            ),
            format!("`{name}` 没有连接，drbd-reactor 会忽略单节点资源；请为其添加第二个节点"),
        );
    }
    let quorum = options.get("quorum");
    let nobody_fences = options.fencing.iter().all(|policy| matches!(&**policy, "dont-care" | ""));
    if quorum == "off" && nobody_fences {
        findings.error(
            format!(
                "`{name}` has neither quorum nor fencing, so that drbd-reactor ignores it; {}",
                set(name, "quorum", "majority")
            ),
            format!(
                "`{name}` 既无仲裁也无隔离，drbd-reactor 会忽略它；{}",
                set_zh(name, "quorum", "majority")
            ),
        );
    } else if quorum != "majority" {
        differs(&mut findings, name, "quorum", quorum, "majority");
    }
    let on_no = if needs.freezes { "suspend-io" } else { "io-error" };
    let wanted = [
        ("auto-promote", "no"),
        ("on-suspended-primary-outdated", "force-secondary"),
        ("on-no-quorum", on_no),
        ("on-no-data-accessible", on_no),
    ];
    for (option, wanted) in wanted {
        let found = options.get(option);
        // An older DRBD does not have all of them.
        if !found.is_empty() && found != wanted {
            differs(&mut findings, name, option, found, wanted);
        }
    }
    findings.or_fine(Text::of(
        format!("`{name}` has the options that drbd-reactor wants"),
        format!("`{name}` 的选项符合 drbd-reactor 的要求"),
    ))
}

fn differs(findings: &mut Findings, name: &str, option: &str, found: &str, wanted: &str) {
    let (en, zh) = (set(name, option, wanted), set_zh(name, option, wanted));
    findings.warning(
        format!("`{option}` of `{name}` is `{found}` and should be `{wanted}`; {en}"),
        format!("`{name}` 的 `{option}` 为 `{found}`，应为 `{wanted}`；{zh}"),
    );
}

fn set(name: &str, option: &str, value: &str) -> String {
    format!(
        "`linstor resource-definition drbd-options --{option} {value} {name}`, or without LINSTOR \
         `options {{ {option} {value}; }}` in its file and `drbdadm adjust {name}`, on all nodes"
    )
}

fn set_zh(name: &str, option: &str, value: &str) -> String {
    format!(
        "请执行 `linstor resource-definition drbd-options --{option} {value} {name}`；不使用 LINSTOR 时，在所有节点的资源文件中写入 \
         `options {{ {option} {value}; }}` 并执行 `drbdadm adjust {name}`"
    )
}

pub(super) fn devices(facts: &Facts, needs: &Needs) -> Vec<NodeCheck> {
    let mut findings = Findings::of(Aspect::Devices);
    let devices = needs.devices();
    for device in &devices {
        device_of(&mut findings, facts, &needs.resource, device);
    }
    let count = devices.len();
    findings.or_fine(Text::of(
        format!("all devices belong to `{}` ({count})", needs.resource),
        format!("全部设备均属于 `{}`（{count} 个）", needs.resource),
    ))
}

fn device_of(findings: &mut Findings, facts: &Facts, resource: &str, device: &str) {
    let drbd = &facts.drbd;
    let found = facts.devices.get(device).copied().unwrap_or(Device::Missing);
    // On other nodes nothing but DRBD opens the device, and udev may not have made its name yet.
    if drbd.is_primary && found != Device::Block {
        findings.error(
            format!("`{device}` is no block device, though `{resource}` is primary here; `ls -lR /dev/drbd/by-res`"),
            format!("`{resource}` 在此节点为主，但 `{device}` 不是块设备；请查看 `ls -lR /dev/drbd/by-res`"),
        );
        return;
    }
    let is_configured = match volume_of(device) {
        Some(volume) if volume.split('/').next() == Some(resource) => drbd.volumes.get(volume).copied(),
        Some(_) => Some(false),
        None if drbd.is_configured != Some(true) => None,
        None => Some(drbd.devices.iter().any(|own| own == device)),
    };
    let is_drbds = device.starts_with("/dev/drbd");
    match is_configured {
        Some(true) => {}
        Some(false) if is_drbds => {
            let own = drbd.devices.join("`, `");
            findings.error(
                format!("`{device}` is no volume of `{resource}` here, which has `{own}`; `drbdadm sh-dev {resource}`"),
                format!("`{device}` 不是 `{resource}` 在此节点上的卷，其卷为 `{own}`；可用 `drbdadm sh-dev {resource}` 查看"),
            );
        }
        Some(false) => findings.warning(
            format!(
                "`{device}` is no device of DRBD, so that the other nodes do not have its data; use a volume of \
                 `{resource}`, such as `/dev/drbd/by-res/{resource}/0`"
            ),
            format!(
                "`{device}` 不是 DRBD 设备，其他节点没有其中的数据；请使用 `{resource}` 的卷，如 `/dev/drbd/by-res/{resource}/0`"
            ),
        ),
        None => findings.info(
            format!("whether `{device}` is a volume of `{resource}` could not be found out"),
            format!("无法得知 `{device}` 是否为 `{resource}` 的卷"),
        ),
    }
}
