//! Values of `nvmet-subsystem`, `nvmet-namespace` and `nvmet-port`.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("nvmeof", "NVMe-oF", "NVMe-oF", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "nqn",
        [
            "Not an NQN",
            "It becomes a directory of the kernel, so it has at most 223 bytes, no blank and no `/`. The \
             discovery NQN is the kernel's own and refused. Hosts find nothing under a name that is spelt \
             otherwise.",
            "Write `nqn.`, year and month, the reversed domain and a name, \
             `nqn.2024-01.com.example:subsystem.nvme`, or `nqn.2014-08.org.nvmexpress:uuid:` and a UUID. A host \
             shows its own in `/etc/nvme/hostnqn`.",
        ],
        [
            "不是 NQN",
            "它会成为内核中的目录，因此最多 223 字节，不含空格和 `/`。discovery NQN 为内核专用，会被拒绝。写法不同\
             的名称，主机无法找到。",
            "按 `nqn.`、年-月、反向域名和名称书写：`nqn.2024-01.com.example:subsystem.nvme`，或 \
             `nqn.2014-08.org.nvmexpress:uuid:` 加 UUID。主机自身的 NQN 见 `/etc/nvme/hostnqn`。",
        ],
    ),
    Page::new(
        "serial",
        [
            "Not a serial number of a subsystem",
            "The kernel takes 1 to 20 printable ASCII characters. Without one, or with anything else, a random \
             serial stays and the agent returns 0 all the same: after a failover hosts see another device.",
            "Use 16 hexadecimal digits, such as `a1b2c3d4e5f6a7b8`, or leave the form's field empty.",
        ],
        [
            "不是有效的子系统序列号",
            "内核接受 1 到 20 个可打印 ASCII 字符。不写或写其他内容时，序列号保持随机值，代理仍返回 0：故障转移后\
             主机看到的是另一台设备。",
            "使用 16 位十六进制数字，如 `a1b2c3d4e5f6a7b8`，或将表单字段留空。",
        ],
    ),
    Page::new(
        "namespace-id",
        [
            "Not the number of a namespace",
            "NVMe numbers namespaces from 1 to 4294967294; 0 and 4294967295 are none. The kernel refuses them, \
             and the gateway does not start.",
            "Count from 1. Volume 0 needs a number of its own.",
        ],
        [
            "不是有效的命名空间编号",
            "NVMe 的命名空间编号为 1 到 4294967294；0 和 4294967295 不是命名空间。内核会拒绝，网关不会启动。",
            "从 1 开始编号。卷 0 需要单独的编号。",
        ],
    ),
    Page::new(
        "uuid",
        [
            "Not the UUID of a namespace",
            "The kernel takes 36 characters with dashes. With anything else a random one stays and the agent \
             returns 0: after a failover hosts see another namespace, and multipath and mounts break.",
            "Write one such as `11111111-2222-3333-4444-555555555555` (`uuidgen` makes one), or leave the form's \
             field empty.",
        ],
        [
            "不是有效的命名空间 UUID",
            "内核接受带连字符的 36 个字符。其他内容会使其保持随机值，代理却返回 0：故障转移后主机看到的是另一个命\
             名空间，多路径和挂载会中断。",
            "写成 `11111111-2222-3333-4444-555555555555` 的形式（可用 `uuidgen` 生成），或将表单字段留空。",
        ],
    ),
    Page::new(
        "nguid",
        [
            "Not an NGUID",
            "The kernel takes 16 bytes in hexadecimal, with dashes or colons between if wanted. With anything \
             else it stays zero and the agent returns 0, so hosts cannot tell namespaces apart by it.",
            "Take the namespace's UUID, or leave the form's field empty.",
        ],
        [
            "不是有效的 NGUID",
            "内核接受 16 字节的十六进制，字节间可有连字符或冒号。其他内容会使其保持为零，代理却返回 0，主机无法以\
             此区分命名空间。",
            "使用命名空间的 UUID，或将表单字段留空。",
        ],
    ),
    Page::new(
        "port-id",
        [
            "Not the number of an nvmet port",
            "Ports of a node are numbered from 0 to 65535, and in a gateway's form each service IP takes one of \
             its own from the given number on. With an empty number, or one that is taken, the agent makes no \
             port and returns 0: nothing is exported.",
            "Leave the form's field empty for a derived number, or choose one that no other gateway of the \
             cluster has.",
        ],
        [
            "不是有效的 nvmet 端口编号",
            "节点的端口编号为 0 到 65535，网关表单中每个服务 IP 从给定编号起各占一个。编号为空或已被占用时，代理不\
             创建端口却返回 0：不会导出任何内容。",
            "将表单字段留空以自动生成，或选择集群中其他网关未用的编号。",
        ],
    ),
    Page::new(
        "addr",
        [
            "Not an address to listen on",
            "The kernel takes a bare IPv4 or IPv6 address. With a name, a port or brackets the port is not made, \
             and start and monitor return 0 all the same.",
            "Write the service IP alone, `addr=192.168.1.150` or `addr=fd00::150`; the port stands in `svcid`.",
        ],
        [
            "不是可监听的地址",
            "内核只接受单独的 IPv4 或 IPv6 地址。使用主机名、端口或方括号时端口不会创建，启动和监控却都返回 0。",
            "只写服务 IP：`addr=192.168.1.150` 或 `addr=fd00::150`；端口写在 `svcid`。",
        ],
    ),
    Page::new(
        "addr-any",
        [
            "The port listens on every address",
            "Hosts get to the subsystem by addresses that do not move with it, and by networks that were not \
             meant. The blocks, which are about the service IP, keep nobody away there.",
            "Write the service IP as `addr`.",
        ],
        [
            "端口监听所有地址",
            "主机可通过不随之迁移的地址以及非预期的网络访问子系统。针对服务 IP 的阻断在这些地址上不起作用。",
            "将 `addr` 写作服务 IP。",
        ],
    ),
    Page::new(
        "addr-fam",
        [
            "Address and family do not fit",
            "The agent does not derive `addr_fam`; left out, it is `ipv4`. For an IPv6 address the kernel then \
             exports nothing, and the agent returns 0.",
            "Write `addr_fam=ipv6` for an IPv6 address.",
        ],
        [
            "地址与地址族不符",
            "代理不会自行得出 `addr_fam`；不写时为 `ipv4`。对于 IPv6 地址，内核不会导出任何内容，代理却返回 0。",
            "IPv6 地址写 `addr_fam=ipv6`。",
        ],
    ),
    Page::new(
        "port-id-default",
        [
            "The port takes number 0",
            "Every `nvmet-port` without `port_id` is number 0. A second one on a node is not made, its agent \
             returns 0, and its gateway exports nothing.",
            "Write a `port_id` from 1 to 65535 that no other gateway of the cluster has.",
        ],
        [
            "端口编号为 0",
            "不写 `port_id` 的 `nvmet-port` 编号都为 0。节点上的第二个不会创建，代理返回 0，其网关不导出任何内容。",
            "写一个 1 到 65535 之间、集群中其他网关未用的 `port_id`。",
        ],
    ),
    Page::new(
        "subsystem-unknown",
        [
            "No subsystem here has this NQN",
            "A namespace belongs to a subsystem, and a port offers subsystems, by NQN. Without one of that name \
             the namespace's start fails, and the port offers nothing and returns 0.",
            "Write the `nqn` of an `nvmet-subsystem` of the same resource.",
        ],
        [
            "此处没有该 NQN 的子系统",
            "命名空间通过 NQN 归属子系统，端口通过 NQN 提供子系统。没有该名称的子系统时，命名空间启动失败，端口不\
             提供任何内容却返回 0。",
            "填写同一资源中某个 `nvmet-subsystem` 的 `nqn`。",
        ],
    ),
];
