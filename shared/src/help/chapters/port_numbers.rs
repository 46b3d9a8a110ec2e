//! Chapter: ports and blocking them.

use super::block::{Block, same, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::Table(
        &[t("kind", "类型"), t("port", "端口"), t("where it is changed", "如何更改")],
        &[
            &[
                same("iSCSI"),
                same("3260/tcp"),
                t("field Port of the gateway; the portals follow", "网关的“端口”字段；门户随之改变"),
            ],
            &[
                same("NFS"),
                same("2049/tcp"),
                t("stays: the kernel's server has one for the node", "不可更改：节点内核服务器只有一个端口"),
            ],
            &[
                same("NVMe-oF"),
                same("4420/tcp"),
                t(
                    "field Port of the gateway, `svcid` of `nvmet-port`",
                    "网关的“端口”字段，即 `nvmet-port` 的 `svcid`",
                ),
            ],
        ],
    ),
    Block::paragraph(
        "All three are registered with IANA, so that clients look there when nobody says otherwise. NFS before version 4 \
         needs 111 (rpcbind) and the ports of mountd and statd as well.",
        "三者均由 IANA 注册，客户端默认使用。版本 4 之前的 NFS 还需要 111（rpcbind）以及 mountd 和 statd 的端口。",
    ),
    Block::heading("Why ports are blocked", "为何阻断端口"),
    Block::Steps(&[
        t(
            "Before anything starts, `portblock action=block` drops what arrives at service IP and port.",
            "启动前，`portblock action=block` 丢弃到达服务 IP 和端口的数据包。",
        ),
        t(
            "The service comes up, step by step. Clients hear nothing, and try again.",
            "服务逐步启动。客户端得不到应答，会重试。",
        ),
        t(
            "`portblock action=unblock` opens the port when everything is there. From `tickle_dir` it knows the connections of before, and makes clients connect again at once.",
            "一切就绪后，`portblock action=unblock` 开放端口。它从 `tickle_dir` 得知之前的连接，并使客户端立即重连。",
        ),
    ]),
    Block::Points(&[
        t(
            "One port in each entry. A block has an unblock with the same address and port, or clients wait for ever.",
            "每项一个端口。每个阻断都要有地址和端口相同的解除阻断，否则客户端会永远等待。",
        ),
        t(
            "`tickle_dir` is an absolute path on the cluster private volume, and only for `action=unblock`.",
            "`tickle_dir` 是集群私有卷上的绝对路径，仅用于 `action=unblock`。",
        ),
        t("It is no firewall: it does not choose among clients.", "它不是防火墙：不会区分客户端。"),
    ]),
    Block::warning(
        "Debian 12 has resource-agents 4.12 with iptables 1.8.9, which never removes a block: clients time out for ever, \
         and every command returns 0. resource-agents 4.14 has mended it. The preflight of a deployment looks for it.",
        "Debian 12 的 resource-agents 4.12 搭配 iptables 1.8.9 永远不会移除阻断：客户端一直超时，而所有命令都返回 0。\
         resource-agents 4.14 已修复。部署前的预检会检查这一点。",
    ),
    Block::heading("What blocks, and what listens", "查看阻断与监听"),
    Block::Code("nft list ruleset | grep -i portblock\niptables -nL INPUT\nss -tlnp 'sport = :3260'"),
    Block::Pages(&["portblock-412", "block-for-ever", "unblock-early", "port-list", "portblock-ipv6"]),
];
