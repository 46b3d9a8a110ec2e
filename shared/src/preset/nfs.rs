//! What clients want of an NFS gateway.

use super::iscsi::START_ONLY;
use super::{Preset, PresetValue};
use crate::text::Text;

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "kubernetes",
        name: Text::new("Kubernetes", "Kubernetes"),
        purpose: Text::new(
            "Persistent volumes, made by a provisioner or by hand.",
            "由 provisioner 或手动创建的持久卷。",
        ),
        values: &[
            PresetValue::new(
                "/volumes/*/exports/*/options",
                "rw,sync,no_subtree_check,no_root_squash",
                Text::new(
                    "A provisioner makes directories as root and gives them away. `sync`, because what was acknowledged must be there after a failover.",
                    "provisioner 以 root 身份创建目录并更改属主。使用 `sync`，因为已确认的写入在故障转移后必须存在。",
                ),
                Text::new(
                    "exports(5); csi-driver-nfs, which makes a directory for each volume",
                    "exports(5)；csi-driver-nfs 会为每个卷创建目录",
                ),
            ),
            PresetValue::new(
                "/nfsv4_only",
                "true",
                Text::new(
                    "Locks of NFSv3 want rpc.statd on every worker, which many images lack; NFSv4 has its locks within.",
                    "NFSv3 的锁要求每个工作节点运行 rpc.statd，许多镜像没有它；NFSv4 自带锁。",
                ),
                Text::new(
                    "nfs(5); RFC 8881; agent nfsserver, `nfsv4_only`",
                    "nfs(5)；RFC 8881；代理 nfsserver，`nfsv4_only`",
                ),
            ),
            START_ONLY,
        ],
        advice: &[CLIENTS],
    },
    Preset {
        id: "vm-storage",
        name: Text::new("Storage of virtual machines", "虚拟机存储"),
        purpose: Text::new(
            "Images of disks, for ESXi, KVM and others that write as root.",
            "磁盘镜像，供 ESXi、KVM 等以 root 写入的系统使用。",
        ),
        values: &[
            PresetValue::new(
                "/volumes/*/exports/*/options",
                "rw,sync,no_subtree_check,no_root_squash",
                Text::new(
                    "Hypervisors mount and write as root. `sync`, because a guest that was told its data is safe is right after a failover, too.",
                    "虚拟化平台以 root 身份挂载和写入。使用 `sync`，故障转移后虚拟机被告知已安全的数据仍然存在。",
                ),
                Text::new(
                    "vSphere Storage guide, NFS servers; exports(5)",
                    "vSphere 存储指南（NFS 服务器）；exports(5)",
                ),
            ),
            PresetValue::new(
                "/volumes/*/mount_options",
                "noatime",
                Text::new(
                    "Nobody reads when an image was read, and noting it is a write for each read.",
                    "无人需要镜像的读取时间，而记录它会使每次读取都产生写入。",
                ),
                Text::new("mount(8); agent Filesystem, `options`", "mount(8)；代理 Filesystem，`options`"),
            ),
            START_ONLY,
        ],
        advice: &[CLIENTS],
    },
    Preset {
        id: "read-only",
        name: Text::new("Read-only", "只读"),
        purpose: Text::new(
            "Images, packages and archives that clients must not change.",
            "客户端不得修改的镜像、软件包和归档。",
        ),
        values: &[PresetValue::new(
            "/volumes/*/exports/*/options",
            "ro,sync,no_subtree_check,root_squash",
            Text::new(
                "Clients read, and root of a client is nobody here. The file system itself stays writable on the node, to be filled there.",
                "客户端只读，且客户端的 root 在此为匿名用户。文件系统在节点上仍可写，以便在那里写入内容。",
            ),
            Text::new("exports(5); agent exportfs, `options`", "exports(5)；代理 exportfs，`options`"),
        )],
        advice: &[CLIENTS],
    },
];

const CLIENTS: Text = Text::new(
    "Name the clients of each export: one without clients is everyone's.",
    "请为每个导出填写客户端：不填写则对所有人开放。",
);
