//! Chapter: NVMe-oF gateways.

use super::block::{Block, t};
use super::example::Example;
use crate::gateway::Kind;

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "The file is `/etc/drbd-reactor.d/sds-nvmeof-<resource>.toml`, the same on every node. The subsystem's NQN stands \
         in the entries, never in the header.",
        "文件为 `/etc/drbd-reactor.d/sds-nvmeof-<资源>.toml`，在所有节点上相同。子系统的 NQN 写在启动项中，绝不写在表头中。",
    ),
    Block::Snippet(Example::Of(Kind::Nvmeof)),
    Block::heading("The order, and why", "顺序及原因"),
    Block::Steps(&[
        t(
            "`portblock action=block` silences port 4420, so that hosts wait and are not refused.",
            "`portblock action=block` 使 4420 端口不再应答，让主机等待而不是被拒绝。",
        ),
        t("`Filesystem` mounts the cluster private volume.", "`Filesystem` 挂载集群私有卷。"),
        t(
            "`IPaddr2` brings up the service IP: a port for an address that is not there exports nothing, and says nothing.",
            "`IPaddr2` 启用服务 IP：地址不存在时，端口不会导出任何内容，也不会报错。",
        ),
        t(
            "`nvmet-subsystem` makes the subsystem with its serial and its hosts.",
            "`nvmet-subsystem` 创建子系统及其序列号和主机。",
        ),
        t("`nvmet-namespace` adds a namespace for each volume.", "`nvmet-namespace` 为每个卷添加命名空间。"),
        t("`nvmet-port` offers the subsystem at the address.", "`nvmet-port` 在该地址上提供子系统。"),
        t("`portblock action=unblock` opens the port last.", "最后由 `portblock action=unblock` 开放端口。"),
    ]),
    Block::heading("What hand-written snippets get wrong", "手写片段的常见错误"),
    Block::mistake(
        "[[promoter.resources.nqn.2024-01.com.example:subsystem.nvme]]",
        "[promoter.resources.nvme]",
        [
            "A resource is named as DRBD names it. A bare key has no colon, and where it is cut there, the daemon waits \
             for a resource `nqn` that never comes.",
            "资源名必须与 DRBD 中一致。裸键不能含冒号；若在冒号处截断，守护进程会等待一个永远不会出现的资源 `nqn`。",
        ],
        "qualified-name-as-resource",
    ),
    Block::mistake(
        "ocf:heartbeat:nvmet-port port nqns=… addr=192.168.1.150 type=tcp",
        "ocf:heartbeat:nvmet-port port port_id=17 nqns=… addr=192.168.1.150 type=tcp",
        [
            "Without `port_id` every gateway has number 0, and the second one on a node exports nothing, with return \
             code 0. A number is derived here, and compared with those of all other gateways.",
            "不写 `port_id` 时所有网关都是 0 号，同一节点上的第二个网关不会导出任何内容，但返回码为 0。本程序会派生编号，并与所有其他网关比较。",
        ],
        "port-id-default",
    ),
    Block::mistake(
        "addr=[fd00::10]",
        "addr=fd00::10 addr_fam=ipv6",
        [
            "The address stands without brackets, and its family is not derived from it.",
            "地址不带方括号，且地址族不会由地址推导。",
        ],
        "addr",
    ),
    Block::heading("The fields", "各字段"),
    Block::Table(
        &[t("parameter", "参数"), t("what counts", "要点")],
        &[
            &[
                t("`serial`", "`serial`"),
                t(
                    "1 to 20 printable ASCII characters. With anything else a random one stays, and after a failover hosts see another device.",
                    "1 到 20 个可打印 ASCII 字符。写其他内容时保留随机值，故障转移后主机看到的是另一台设备。",
                ),
            ],
            &[
                t("`namespace_id`", "`namespace_id`"),
                t("From 1. Usually the volume's number.", "从 1 开始。通常与卷号相同。"),
            ],
            &[
                t("`uuid`, `nguid`", "`uuid`、`nguid`"),
                t(
                    "The same on every node, or multipath and mounts break after a failover. They derive from resource, volume and NQN.",
                    "在所有节点上相同，否则故障转移后多路径和挂载会失效。它们由资源、卷和 NQN 派生。",
                ),
            ],
            &[
                t("`type`", "`type`"),
                t(
                    "`tcp`, `rdma` or `fc`; `loop` is refused although the agent names it.",
                    "`tcp`、`rdma` 或 `fc`；代理虽提到 `loop`，但会拒绝。",
                ),
            ],
        ],
    ),
    Block::paragraph(
        "Up to resource-agents 4.18, start and stop fail while the kernel's module is not loaded. `nvmetcli` is not needed.",
        "在 resource-agents 4.18 及以前，内核模块未加载时启动和停止都会失败。不需要 `nvmetcli`。",
    ),
    Block::Code("modprobe nvmet-tcp\necho nvmet-tcp > /etc/modules-load.d/nvmet.conf"),
    Block::warning(
        "`nvmetcli clear` wipes every gateway of the node, not only the one that is in the way. Stop the one gateway \
         instead.",
        "`nvmetcli clear` 会清除该节点上的所有网关，而不仅是出问题的那个。请改为停止该网关。",
    ),
    Block::Chapters(&["restricting-clients", "agent-parameters", "naming"]),
];
