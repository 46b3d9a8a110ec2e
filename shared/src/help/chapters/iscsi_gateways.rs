//! Chapter: iSCSI gateways.

use super::block::{Block, t};
use super::example::Example;
use crate::gateway::Kind;

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "The file is `/etc/drbd-reactor.d/sds-iscsi-<resource>.toml`, the same on every node. This is a complete one, as \
         it is written here:",
        "文件为 `/etc/drbd-reactor.d/sds-iscsi-<资源>.toml`，在所有节点上相同。以下是一个完整示例，与本程序写出的内容一致：",
    ),
    Block::Snippet(Example::Of(Kind::Iscsi)),
    Block::heading("The order, and why", "顺序及原因"),
    Block::Steps(&[
        t(
            "`Filesystem` mounts the cluster private volume: the last entry keeps its list of connections there.",
            "`Filesystem` 挂载集群私有卷：最后一项要在其中保存连接列表。",
        ),
        t(
            "`portblock action=block` silences port 3260 of each service IP. A client that connects too early would be \
             told that its target does not exist, and many give up for good; one that hears nothing tries again.",
            "`portblock action=block` 使每个服务 IP 的 3260 端口不再应答。过早连接的客户端会被告知目标不存在，许多客户端会\
             就此放弃；而得不到应答的客户端会重试。",
        ),
        t(
            "`IPaddr2` brings up each service IP. LIO makes a portal only for an address that is there already.",
            "`IPaddr2` 启用每个服务 IP。LIO 只为已存在的地址创建门户。",
        ),
        t(
            "`iSCSITarget` makes the target with its portals, CHAP and initiators.",
            "`iSCSITarget` 创建目标及其门户、CHAP 和发起端。",
        ),
        t("`iSCSILogicalUnit` adds one LUN for each volume.", "`iSCSILogicalUnit` 为每个卷添加一个 LUN。"),
        t(
            "`portblock action=unblock` opens the ports last, and wakes the connections of before the failover \
             (`tickle_dir`), so that clients notice at once and not after minutes.",
            "最后由 `portblock action=unblock` 开放端口，并唤醒故障转移前的连接（`tickle_dir`），使客户端立即察觉，而不是几分钟后。",
        ),
    ]),
    Block::heading("What hand-written snippets get wrong", "手写片段的常见错误"),
    Block::mistake(
        "[promoter]\n  [[promoter.resources.r0]]",
        "[[promoter]]\n  [promoter.resources.r0]",
        [
            "The daemon refuses the first form, and with it every snippet of the node: nothing is highly available any \
             more.",
            "守护进程会拒绝前一种写法，并连同该节点的所有片段一起拒绝：不再有任何高可用。",
        ],
        "header",
    ),
    Block::mistake(
        "implementation=lio",
        "implementation=lio-t",
        [
            "`lio` needs `tcm_node`, which no distribution has any more, and it ignores CHAP. The kernel's target is \
             `lio-t`, written on the target and on every LUN, because each detects on its own.",
            "`lio` 需要已无发行版提供的 `tcm_node`，并且会忽略 CHAP。内核目标应写 `lio-t`，目标和每个 LUN 都要写，因为它们各自检测。",
        ],
        "lio-gone",
    ),
    Block::mistake(
        "portals=192.168.1.100:3260 192.168.1.101:3260",
        "portals='192.168.1.100:3260 192.168.1.101:3260'",
        ["Without quotes, the second portal is lost without a word.", "不加引号时，第二个门户会被静默丢弃。"],
        "unquoted-list",
    ),
    Block::mistake(
        "incoming_username= incoming_password= allowed_initiators=",
        "",
        [
            "An empty value replaces the agent's default. What is not wanted is left out.",
            "空值会取代代理的默认值。不需要的参数应当省略。",
        ],
        "empty-value",
    ),
    Block::heading("The fields", "各字段"),
    Block::Table(
        &[t("parameter", "参数"), t("what counts", "要点")],
        &[
            &[
                t("`iqn`", "`iqn`"),
                t(
                    "Lower case, `iqn.YYYY-MM.` and a domain of two labels at least, no `_`, 223 bytes.",
                    "小写，`iqn.YYYY-MM.` 加至少两级域名，不含 `_`，最多 223 字节。",
                ),
            ],
            &[
                t("`portals`", "`portals`"),
                t(
                    "Address and port, IPv4 only: the agent splits at the first colon. `0.0.0.0:3260` makes no portal.",
                    "地址和端口，仅支持 IPv4：代理在第一个冒号处分割。`0.0.0.0:3260` 不会创建门户。",
                ),
            ],
            &[
                t("`lun`", "`lun`"),
                t(
                    "0 to 65535 with LIO, up to 255 where initiators are restricted. Usually the volume's number.",
                    "LIO 为 0 到 65535；限制发起端时最大 255。通常与卷号相同。",
                ),
            ],
            &[
                t("`product_id`, `scsi_sn`", "`product_id`、`scsi_sn`"),
                t(
                    "Different for every LUN: VMware takes two LUNs of the same number for one disk, and looks at the first 8 bytes of `product_id` only. At most 16 characters.",
                    "每个 LUN 必须不同：VMware 会把编号相同的两个 LUN 视为同一磁盘，且只看 `product_id` 的前 8 字节。最多 16 个字符。",
                ),
            ],
        ],
    ),
    Block::Chapters(&["restricting-clients", "several-service-ips", "agent-parameters"]),
];
