//! Ports, and the blocks that keep clients away until the service is ready.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("ports", "Ports and their blocks", "端口及其阻断", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "port",
        [
            "Not a port",
            "Ports go from 1 to 65535. With 0 `portblock` installs a rule that blocks nothing and returns 0; a \
             higher one fails only on start. `nvmet-port` exports nothing with one that is too high, and returns \
             0.",
            "Write one number, such as 3260 for iSCSI, 2049 for NFS or 4420 for NVMe-oF.",
        ],
        [
            "不是端口",
            "端口范围为 1 到 65535。为 0 时 `portblock` 会安装一条不起作用的规则并返回 0；过大的值在启动时才失败。\
             端口过大时 `nvmet-port` 不导出任何内容，却返回 0。",
            "写一个数字，如 iSCSI 用 3260，NFS 用 2049，NVMe-oF 用 4420。",
        ],
    ),
    Page::new(
        "port-list",
        [
            "Several ports in one entry",
            "Lists and ranges work with iptables only. From resource-agents 4.18 on `portblock` prefers nft and \
             does not start with them.",
            "Write one entry for each port.",
        ],
        [
            "一个启动项中写了多个端口",
            "列表和范围仅适用于 iptables。自 resource-agents 4.18 起 `portblock` 优先使用 nft，遇到它们时不会启动。",
            "为每个端口写一个启动项。",
        ],
    ),
    Page::new(
        "portblock-action",
        [
            "Neither `block` nor `unblock`",
            "`portblock` does not start with another action, and nothing behind it does.",
            "Write `action=block` before the service comes up, and `action=unblock` in an entry behind it.",
        ],
        [
            "既不是 `block` 也不是 `unblock`",
            "使用其他动作时 `portblock` 不会启动，其后的启动项也不会启动。",
            "在服务启动之前写 `action=block`，在其后的启动项中写 `action=unblock`。",
        ],
    ),
    Page::new(
        "portblock-protocol",
        [
            "Neither `tcp` nor `udp`",
            "`portblock` does not start with another protocol.",
            "Write `protocol=tcp`; iSCSI, NFSv4 and NVMe over TCP use it.",
        ],
        [
            "既不是 `tcp` 也不是 `udp`",
            "使用其他协议时 `portblock` 不会启动。",
            "写 `protocol=tcp`；iSCSI、NFSv4 和 NVMe over TCP 都使用它。",
        ],
    ),
    Page::new(
        "portblock-direction",
        [
            "A direction that blocks nothing",
            "With anything but `in`, `out` or `both` the agent installs no rule and returns 0. Clients reach the \
             node while the service is still being built up, and take the refusal for an error.",
            "Leave `direction` out for `in`, or write one of the three.",
        ],
        [
            "方向无效，不会阻断任何流量",
            "除 `in`、`out`、`both` 之外，代理不安装任何规则却返回 0。服务尚未就绪时客户端就能访问节点，并把拒绝当\
             作错误。",
            "不写 `direction`（即 `in`），或写三者之一。",
        ],
    ),
    Page::new(
        "portblock-firewall",
        [
            "No firewall that the agent knows",
            "From resource-agents 4.18 on `portblock` takes `auto`, `nft` or `iptables`, and does not start with \
             another word.",
            "Leave `firewall` out; `auto` takes what the node has.",
        ],
        [
            "代理不认识该防火墙",
            "自 resource-agents 4.18 起 `portblock` 接受 `auto`、`nft` 或 `iptables`，其他词会使其无法启动。",
            "不要写 `firewall`；`auto` 会使用节点已有的防火墙。",
        ],
    ),
    Page::new(
        "portblock-method",
        [
            "Neither `drop` nor `reject`",
            "`portblock` does not start with another method.",
            "Leave `method` out for `drop`: clients then wait and try again, where a reject would end their \
             connection.",
        ],
        [
            "既不是 `drop` 也不是 `reject`",
            "使用其他方法时 `portblock` 不会启动。",
            "不写 `method`（即 `drop`）：客户端会等待并重试，而 `reject` 会使其连接中断。",
        ],
    ),
    Page::new(
        "portblock-status-check",
        [
            "A check that the agent does not know",
            "The agent takes `rule` or `pseudo`, and does not complain about another word: its monitor then does \
             not look at what was meant.",
            "Leave `status_check` out for `pseudo`, or write `rule`.",
        ],
        [
            "代理不认识该检查方式",
            "代理接受 `rule` 或 `pseudo`，对其他词不会报错：监控不会检查所期望的内容。",
            "不写 `status_check`（即 `pseudo`），或写 `rule`。",
        ],
    ),
    Page::new(
        "portblock-any-ip",
        [
            "The port is blocked on every address",
            "Without `ip` the rule holds for all addresses of the node. While this gateway starts or moves, \
             clients of other gateways with the same port are cut off, too.",
            "Add `ip=` with the service IP, to the block and to its unblock.",
        ],
        [
            "该端口在所有地址上都被阻断",
            "不写 `ip` 时规则对节点的所有地址生效。该网关启动或迁移时，使用同一端口的其他网关的客户端也会被切断。",
            "在阻断和解除阻断的启动项中都加上 `ip=` 和服务 IP。",
        ],
    ),
    Page::new(
        "portblock-ip",
        [
            "Not an address alone",
            "With a prefix, brackets or a host name `portblock` does not find its own rule again: the unblock \
             leaves it in place, and clients stay out.",
            "Write the bare service IP, as in `ip=192.168.1.100`.",
        ],
        [
            "不是单独的地址",
            "带前缀、方括号或使用主机名时，`portblock` 找不到自己的规则：解除阻断后规则仍在，客户端一直被阻断。",
            "只写服务 IP，如 `ip=192.168.1.100`。",
        ],
    ),
    Page::new(
        "portblock-ipv6",
        [
            "The agent fails with IPv6",
            "`portblock` fails with IPv6 addresses in every release up to resource-agents 4.18.0, so the gateway \
             does not start.",
            "Take an IPv4 service IP, or install a newer resource-agents on every node.",
        ],
        [
            "代理不支持 IPv6",
            "在 resource-agents 4.18.0 及之前的所有版本中，`portblock` 遇到 IPv6 地址都会失败，网关无法启动。",
            "使用 IPv4 服务 IP，或在每个节点上安装更新的 resource-agents。",
        ],
    ),
    Page::new(
        "portblock-412",
        [
            "This version never removes the block",
            "With iptables 1.8.9, as in Debian 12, `portblock` of resource-agents 4.12 does not find its rule \
             again and returns 0: the port stays blocked and clients time out for ever. It was mended in 4.14.",
            "Install resource-agents 4.14 or newer on every node. `iptables -nL INPUT` shows a rule that stayed \
             behind.",
        ],
        [
            "该版本不会移除阻断规则",
            "在 iptables 1.8.9（如 Debian 12）下，resource-agents 4.12 的 `portblock` 找不到自己的规则却返回 0：端\
             口一直被阻断，客户端永远超时。4.14 已修复。",
            "在每个节点上安装 resource-agents 4.14 或更新版本。`iptables -nL INPUT` 可显示残留的规则。",
        ],
    ),
    Page::new(
        "tickle-dir",
        [
            "The tickle directory is not absolute",
            "The agent keeps the connections of clients there, to wake them after a failover. It refuses a \
             relative path, and the gateway does not start.",
            "Name a directory on the cluster private volume, such as `/srv/ha/internal/r0`.",
        ],
        [
            "tickle 目录不是绝对路径",
            "代理在其中保存客户端的连接，以便故障转移后唤醒它们。相对路径会被拒绝，网关不会启动。",
            "填写集群私有卷上的目录，如 `/srv/ha/internal/r0`。",
        ],
    ),
    Page::new(
        "tickle-dir-block",
        [
            "A tickle directory with `block`",
            "Only the unblock wakes clients. With `action=block` the agent ends with code 6 on account of it, and \
             the gateway does not start.",
            "Move `tickle_dir` to the entry with `action=unblock`.",
        ],
        [
            "`block` 带有 tickle 目录",
            "只有解除阻断时才会唤醒客户端。与 `action=block` 一起使用时代理以代码 6 退出，网关不会启动。",
            "将 `tickle_dir` 移到 `action=unblock` 的启动项。",
        ],
    ),
    Page::new(
        "reset-local-block",
        [
            "A reset with `block`",
            "`reset_local_on_unblock_stop` is about the stop of an unblock. With `action=block` the agent refuses \
             it, and the gateway does not start.",
            "Move it to the entry with `action=unblock`, or leave it out.",
        ],
        [
            "`block` 带有重置参数",
            "`reset_local_on_unblock_stop` 用于解除阻断项的停止。与 `action=block` 一起使用时代理会拒绝，网关不会\
             启动。",
            "将其移到 `action=unblock` 的启动项，或不写。",
        ],
    ),
    Page::new(
        "reset-local-nft",
        [
            "A rule stays behind with nft",
            "With `reset_local_on_unblock_stop` the agent adds a reject rule on stop, and with nft it does not \
             take it away again: the next start on this node finds it.",
            "Leave the parameter out, or add `firewall=iptables`.",
        ],
        [
            "使用 nft 时会残留规则",
            "使用 `reset_local_on_unblock_stop` 时，代理停止时会添加拒绝规则，而使用 nft 时不会再移除：下次在该节\
             点启动时规则仍在。",
            "不写该参数，或加上 `firewall=iptables`。",
        ],
    ),
];
