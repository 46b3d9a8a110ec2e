//! What agents do with their parameters, as it was read in their sources or seen by running them.

use super::block::t;
use crate::text::Text;

/// What an agent does with a parameter; `None` where its name and default say all.
pub fn note(agent: &str, parameter: &str) -> Option<Text> {
    let (_, _, text) = NOTES.iter().find(|(of, name, _)| *of == agent && *name == parameter)?;
    Some(text.clone())
}

/// Every note: agent, parameter, text.
pub static NOTES: &[(&str, &str, Text)] = &[
    (
        "Filesystem",
        "device",
        t("The block device. Prefer `/dev/drbd/by-res/…`.", "块设备。优先使用 `/dev/drbd/by-res/…`。"),
    ),
    (
        "Filesystem",
        "directory",
        t(
            "Made at the start. Nothing may be mounted at or below it.",
            "启动时创建。该目录及其下不得已有挂载。",
        ),
    ),
    (
        "Filesystem",
        "fstype",
        t("`ext4`, `xfs` or another that the kernel knows.", "`ext4`、`xfs` 或内核支持的其他类型。"),
    ),
    ("Filesystem", "options", t("Options of mount, separated by commas.", "挂载选项，以逗号分隔。")),
    ("Filesystem", "run_fsck", t("`auto`, `force` or `no`.", "`auto`、`force` 或 `no`。")),
    (
        "Filesystem",
        "force_unmount",
        t(
            "Ends what still uses it; needs `fuser` of psmisc.",
            "结束仍在使用它的进程；需要 psmisc 的 `fuser`。",
        ),
    ),
    ("IPaddr2", "ip", t("The service IP, without prefix.", "服务 IP，不带前缀。")),
    (
        "IPaddr2",
        "nic",
        t(
            "The interface. Left out, a route to the address decides; a link-local address needs it.",
            "接口。省略时由到该地址的路由决定；链路本地地址必须指定。",
        ),
    ),
    (
        "IPaddr2",
        "cidr_netmask",
        t("1 to 32, for IPv6 to 128. Left out, the route's.", "1 到 32，IPv6 最大 128。省略时取路由的值。"),
    ),
    ("IPaddr2", "iflabel", t("With the interface at most 15 characters.", "与接口名合计最多 15 个字符。")),
    (
        "IPaddr2",
        "arp_count",
        t("How often others are told where the address is now.", "向其他机器通告地址新位置的次数。"),
    ),
    (
        "IPaddr2",
        "run_arping",
        t("Looks whether another machine has the address.", "检查地址是否被其他机器占用。"),
    ),
    (
        "IPaddr2",
        "check_link_status",
        t("Refuses to start on an interface that is down.", "接口未启用时拒绝启动。"),
    ),
    ("portblock", "protocol", t("`tcp` or `udp`.", "`tcp` 或 `udp`。")),
    (
        "portblock",
        "portno",
        t("One port. Lists work with iptables only.", "一个端口。列表仅在 iptables 下可用。"),
    ),
    (
        "portblock",
        "action",
        t("`block` before the service, `unblock` after it.", "服务之前为 `block`，之后为 `unblock`。"),
    ),
    (
        "portblock",
        "ip",
        t(
            "The service IP. Left out, every address of the node is blocked.",
            "服务 IP。省略时阻断节点的所有地址。",
        ),
    ),
    (
        "portblock",
        "tickle_dir",
        t(
            "Where connections are kept; absolute, on the private volume, with `unblock` only.",
            "保存连接的目录；绝对路径，位于私有卷，仅用于 `unblock`。",
        ),
    ),
    (
        "portblock",
        "direction",
        t(
            "`in`, `out` or `both`; anything else makes no rule, with return code 0.",
            "`in`、`out` 或 `both`；其他值不会产生规则，但返回码为 0。",
        ),
    ),
    ("portblock", "reset_local_on_unblock_stop", t("With `unblock` only.", "仅用于 `unblock`。")),
    (
        "portblock",
        "firewall",
        t("`auto` prefers nft; or `nft`, `iptables`.", "`auto` 优先 nft；或 `nft`、`iptables`。"),
    ),
    (
        "portblock",
        "method",
        t(
            "`drop` or `reject`. A client that is refused may give up.",
            "`drop` 或 `reject`。被拒绝的客户端可能放弃。",
        ),
    ),
    (
        "iSCSITarget",
        "implementation",
        t(
            "`lio-t`, `tgt`, `scst`, `iet`; `lio` does not start any more. The same on every LUN.",
            "`lio-t`、`tgt`、`scst`、`iet`；`lio` 已无法启动。每个 LUN 须相同。",
        ),
    ),
    ("iSCSITarget", "iqn", t("The target's name. LIO wants lower case.", "目标名称。LIO 要求小写。")),
    ("iSCSITarget", "tid", t("Needed by `tgt`, unique on the node.", "`tgt` 必需，在节点上唯一。")),
    (
        "iSCSITarget",
        "portals",
        t(
            "`IP:port`, separated by blanks, in quotes. Left out, LIO makes none.",
            "`IP:端口`，以空格分隔并加引号。省略时 LIO 不创建门户。",
        ),
    ),
    (
        "iSCSITarget",
        "allowed_initiators",
        t(
            "IQNs, separated by blanks. Empty is everybody, for `tgt` nobody.",
            "IQN，以空格分隔。留空表示所有人，对 `tgt` 表示没有人。",
        ),
    ),
    (
        "iSCSITarget",
        "incoming_username",
        t(
            "CHAP. Without it, the password is for nothing and the target open.",
            "CHAP 用户名。没有它，密码无效且目标开放。",
        ),
    ),
    (
        "iSCSITarget",
        "incoming_password",
        t(
            "CHAP, 12 to 16 characters. No blank, quote or backslash.",
            "CHAP 密码，12 到 16 个字符。不含空格、引号或反斜杠。",
        ),
    ),
    (
        "iSCSILogicalUnit",
        "implementation",
        t("As on the target: it is detected apart.", "与目标相同：单独检测。"),
    ),
    ("iSCSILogicalUnit", "target_iqn", t("The target's name.", "目标名称。")),
    ("iSCSILogicalUnit", "lun", t("0 to 65535; with `tgt` from 1.", "0 到 65535；`tgt` 从 1 开始。")),
    ("iSCSILogicalUnit", "path", t("The block device.", "块设备。")),
    (
        "iSCSILogicalUnit",
        "scsi_sn",
        t(
            "Serial number. Left out, every first LUN has the same.",
            "序列号。省略时，实例同名的 LUN 序列号相同。",
        ),
    ),
    (
        "iSCSILogicalUnit",
        "product_id",
        t("At most 16 printable characters; VMware looks at 8.", "最多 16 个可打印字符；VMware 只看 8 个。"),
    ),
    ("iSCSILogicalUnit", "vendor_id", t("Ignored by LIO.", "LIO 忽略。")),
    ("iSCSILogicalUnit", "allowed_initiators", t("With LIO, for this LUN alone.", "LIO 下仅对此 LUN 生效。")),
    (
        "iSCSILogicalUnit",
        "write_cache",
        t("What it holds is lost in a failover.", "缓存内容在故障转移时丢失。"),
    ),
    (
        "nfsserver",
        "nfs_ip",
        t(
            "Separated by commas; only for telling clients of a restart.",
            "以逗号分隔；仅用于通知客户端重启。",
        ),
    ),
    (
        "nfsserver",
        "nfs_shared_infodir",
        t("Mounted over `/var/lib/nfs`; one for a node.", "挂载到 `/var/lib/nfs`；每个节点一个。"),
    ),
    (
        "nfsserver",
        "nfs_server_scope",
        t("At most 64 bytes, no blanks; the same on every node.", "最多 64 字节，不含空格；所有节点相同。"),
    ),
    (
        "nfsserver",
        "nfsv4_only",
        t("Without versions 2 and 3, rpcbind is not needed.", "不使用版本 2 和 3 时无需 rpcbind。"),
    ),
    (
        "exportfs",
        "clientspec",
        t("One client or network. IPv6 in brackets.", "一个客户端或网络。IPv6 加方括号。"),
    ),
    (
        "exportfs",
        "options",
        t("Separated by commas without blanks. Left out, `ro`.", "以逗号分隔，不含空格。省略时为 `ro`。"),
    ),
    ("exportfs", "directory", t("Must be mounted before.", "必须已挂载。")),
    (
        "exportfs",
        "fsid",
        t(
            "A UUID, or a number up to 4294967295. 0 is the root of NFSv4.",
            "UUID，或不超过 4294967295 的数字。0 是 NFSv4 的根。",
        ),
    ),
    ("exportfs", "wait_for_leasetime_on_stop", t("Makes a stop take 92 seconds.", "使停止耗时 92 秒。")),
    (
        "exportfs",
        "rmtab_backup",
        t("A file below the export; `none` for none.", "导出目录下的文件；`none` 表示不备份。"),
    ),
    ("nvmet-subsystem", "nqn", t("The subsystem's name; no blank, no `/`.", "子系统名称；不含空格和 `/`。")),
    (
        "nvmet-subsystem",
        "allowed_initiators",
        t(
            "NQNs of hosts, separated by blanks. Empty is everybody.",
            "主机 NQN，以空格分隔。留空表示所有人。",
        ),
    ),
    (
        "nvmet-subsystem",
        "serial",
        t("1 to 20 printable characters; else a random one.", "1 到 20 个可打印字符；否则为随机值。"),
    ),
    ("nvmet-namespace", "nqn", t("The subsystem's name.", "子系统名称。")),
    ("nvmet-namespace", "namespace_id", t("1 to 4294967294.", "1 到 4294967294。")),
    (
        "nvmet-namespace",
        "backing_path",
        t(
            "The block device. Where it is missing, nothing is offered and the agent returns 0.",
            "块设备。缺失时不提供任何内容，代理返回 0。",
        ),
    ),
    (
        "nvmet-namespace",
        "uuid",
        t("36 characters with dashes; else a random one.", "36 个字符含短横线；否则为随机值。"),
    ),
    ("nvmet-namespace", "nguid", t("16 bytes in hexadecimal; else zero.", "16 字节十六进制；否则为零。")),
    (
        "nvmet-port",
        "port_id",
        t(
            "0 to 65535, unique on a node: the second of a number exports nothing.",
            "0 到 65535，在节点上唯一：编号相同的第二个不会导出。",
        ),
    ),
    ("nvmet-port", "type", t("`tcp`, `rdma` or `fc`.", "`tcp`、`rdma` 或 `fc`。")),
    (
        "nvmet-port",
        "addr_fam",
        t(
            "`ipv4`, `ipv6` or `fc`; not derived from the address.",
            "`ipv4`、`ipv6` 或 `fc`；不会由地址推导。",
        ),
    ),
    ("nvmet-port", "svcid", t("The port's number.", "端口号。")),
    (
        "nvmet-port",
        "addr",
        t(
            "The service IP without brackets. It has to be on the node already.",
            "服务 IP，不带方括号。必须已在节点上。",
        ),
    ),
    ("nvmet-port", "nqns", t("Subsystems, separated by blanks.", "子系统，以空格分隔。")),
];
