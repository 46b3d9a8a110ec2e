//! What initiators want of an iSCSI gateway.

use super::{Preset, PresetValue};
use crate::text::Text;

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "vmware",
        name: Text::new("VMware ESXi", "VMware ESXi"),
        purpose: Text::new("LUNs for VMFS datastores.", "用于 VMFS 数据存储的 LUN。"),
        values: &[
            PresetValue::new(
                "/implementation",
                "lio-t",
                Text::new(
                    "The kernel's target answers COMPARE AND WRITE, by which VMFS locks, and UNMAP, by which it gives space back.",
                    "内核 target 支持 VMFS 加锁所用的 COMPARE AND WRITE 以及回收空间所用的 UNMAP。",
                ),
                Text::new(
                    "vSphere Storage guide, VAAI; agent iSCSITarget, `implementation`",
                    "vSphere 存储指南（VAAI）；代理 iSCSITarget，`implementation`",
                ),
            ),
            PORT,
            REBOOT,
            START_ONLY,
        ],
        advice: &[
            Text::new(
                "Give two service IPs in two networks, each with a VMkernel port of its own: ESXi binds one path to each.",
                "请在两个网络中各给一个服务 IP，并各配一个 VMkernel 端口：ESXi 会为每个地址建立一条路径。",
            ),
            Text::new(
                "ESXi waits 140 s for a device without a path (`Misc.APDTimeout`); a failover must be done by then.",
                "ESXi 对无路径的设备等待 140 秒（`Misc.APDTimeout`），故障转移必须在此之前完成。",
            ),
        ],
    },
    Preset {
        id: "windows",
        name: Text::new("Windows Server", "Windows Server"),
        purpose: Text::new(
            "Disks for Windows' own iSCSI initiator.",
            "用于 Windows 自带 iSCSI 发起程序的磁盘。",
        ),
        values: &[
            PresetValue::new(
                "/implementation",
                "lio-t",
                Text::new(
                    "The kernel's target knows persistent reservations (SPC-4), without which Windows takes no disk into a cluster.",
                    "内核 target 支持持久保留（SPC-4）；没有它，Windows 不会将磁盘加入群集。",
                ),
                Text::new(
                    "Windows Server, validation of failover clusters; agent iSCSITarget, `implementation`",
                    "Windows Server 故障转移群集验证；代理 iSCSITarget，`implementation`",
                ),
            ),
            PresetValue::new(
                "/port",
                "3260",
                Text::new(
                    "*Quick Connect* of the initiator asks for no other port.",
                    "发起程序的“快速连接”只使用该端口。",
                ),
                Text::new(
                    "Windows iSCSI initiator; IANA, `iscsi-target`",
                    "Windows iSCSI 发起程序；IANA，`iscsi-target`",
                ),
            ),
            REBOOT,
            START_ONLY,
        ],
        advice: &[
            Text::new(
                "Secrets of CHAP have 12 to 16 characters: Windows takes no others without IPsec.",
                "CHAP 密码须为 12 到 16 个字符：没有 IPsec 时 Windows 不接受其他长度。",
            ),
            Text::new(
                "Windows waits 60 s for a disk (`TimeOutValue`); with several service IPs, switch MPIO on.",
                "Windows 对磁盘等待 60 秒（`TimeOutValue`）；有多个服务 IP 时请启用 MPIO。",
            ),
        ],
    },
    Preset {
        id: "linux-multipath",
        name: Text::new("Linux with multipath", "Linux 多路径"),
        purpose: Text::new(
            "Disks for open-iscsi and dm-multipath.",
            "用于 open-iscsi 和 dm-multipath 的磁盘。",
        ),
        values: &[
            PresetValue::new(
                "/implementation",
                "lio-t",
                Text::new(
                    "It listens on the portals of the service IPs alone; `tgt` and `iet` ignore `portals` and show paths that are none.",
                    "它只在服务 IP 的门户上监听；`tgt` 和 `iet` 忽略 `portals`，会出现不存在的路径。",
                ),
                Text::new("agent iSCSITarget, `portals`", "代理 iSCSITarget，`portals`"),
            ),
            PORT,
            REBOOT,
            START_ONLY,
        ],
        advice: &[
            Text::new(
                "Give two service IPs in two networks: dm-multipath makes a path of each.",
                "请在两个网络中各给一个服务 IP：dm-multipath 会为每个地址建立一条路径。",
            ),
            Text::new(
                "`no_path_retry queue` in multipath.conf keeps what is written waiting while the gateway moves.",
                "multipath.conf 中的 `no_path_retry queue` 会在网关迁移期间保留等待写入的数据。",
            ),
        ],
    },
];

const PORT: PresetValue = PresetValue::new(
    "/port",
    "3260",
    Text::new("Initiators look for targets at this port.", "发起端在该端口查找 target。"),
    Text::new("RFC 7143; IANA, `iscsi-target`", "RFC 7143；IANA，`iscsi-target`"),
);

const REBOOT: PresetValue = PresetValue::new(
    "/promoter/on-drbd-demote-failure",
    "reboot-immediate",
    Text::new(
        "A node that cannot let go of the resource keeps its peer from taking over until initiators give up.",
        "无法释放资源的节点会使对端无法接管，直至发起端放弃。",
    ),
    Text::new(
        "drbd-reactor, promoter: `on-drbd-demote-failure`",
        "drbd-reactor promoter：`on-drbd-demote-failure`",
    ),
);

pub(super) const START_ONLY: PresetValue = PresetValue::new(
    "/promoter/preferred-nodes-policy",
    "start-only",
    Text::new(
        "A node that comes back does not take the gateway with it: that would interrupt all clients once more.",
        "恢复的节点不会把网关迁回：否则所有客户端会再次中断。",
    ),
    Text::new(
        "drbd-reactor 1.9.0, promoter: `preferred-nodes-policy`",
        "drbd-reactor 1.9.0 promoter：`preferred-nodes-policy`",
    ),
);
