//! Chapter: troubleshooting.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::heading("In this order", "按此顺序"),
    Block::Steps(&[
        t(
            "Check the snippets of the node, all together: Check & import, or `sds-gateway check /etc/drbd-reactor.d`.",
            "检查该节点的所有片段：使用“检查与导入”，或 `sds-gateway check /etc/drbd-reactor.d`。",
        ),
        t(
            "Does DRBD have quorum, and the disks of some node are `UpToDate`? `drbdadm status RESOURCE`.",
            "DRBD 是否有法定人数，且某节点的磁盘为 `UpToDate`？`drbdadm status 资源`。",
        ),
        t(
            "Which unit failed? The first one in the order counts; those after it only follow.",
            "哪个单元失败？以顺序中的第一个为准，其后的只是连带失败。",
        ),
        t("What did its agent say? Its journal has the line.", "其代理说了什么？日志中有对应的行。"),
    ]),
    Block::Code(
        "journalctl -u 'ocf.rs@*_r0.service' -u drbd-reactor -b\njournalctl -u drbd-reactor -p err\nsystemctl --failed 'ocf.rs@*'",
    ),
    Block::heading("What agents say", "代理的消息"),
    Block::Table(
        &[t("message", "消息"), t("what it is", "原因"), t("what helps", "解决办法")],
        &[
            &[
                t(
                    "`Couldn't find device [X]. Expected /dev/??? to exist`",
                    "`Couldn't find device [X]. Expected /dev/??? to exist`",
                ),
                t(
                    "The resource is not up on this node, or the volume has another number.",
                    "资源未在该节点启动，或卷号不符。",
                ),
                t(
                    "`drbdadm up RESOURCE`; prefer `/dev/drbd/by-res/<resource>/<volume>` to `/dev/drbdN`.",
                    "`drbdadm up 资源`；优先使用 `/dev/drbd/by-res/<资源>/<卷>` 而非 `/dev/drbdN`。",
                ),
            ],
            &[
                t("`IPv4 address collision`", "`IPv4 address collision`"),
                t("Another machine has the service IP.", "另一台机器占用了服务 IP。"),
                t(
                    "`arping -D -q -c 2 -w 3 -I NIC IP` returns 1 where it is taken. Give one of both another address.",
                    "若被占用，`arping -D -q -c 2 -w 3 -I 网卡 IP` 返回 1。请更换其中一方的地址。",
                ),
            ],
            &[
                t("`The tickle dir doesn't exist!`", "`The tickle dir doesn't exist!`"),
                t(
                    "The cluster private volume is not mounted before the unblock.",
                    "解除阻断前集群私有卷未挂载。",
                ),
                t(
                    "Its `Filesystem` entry comes first, and `tickle_dir` lies on it.",
                    "其 `Filesystem` 项应在前，且 `tickle_dir` 位于其中。",
                ),
            ],
            &[
                t(
                    "`… does not exist -- Load the nvmet.ko linux kernel module.`",
                    "`… does not exist -- Load the nvmet.ko linux kernel module.`",
                ),
                t("The module is not loaded; then even a stop fails.", "模块未加载；此时连停止也会失败。"),
                t(
                    "`modprobe nvmet-tcp`, and a file in `/etc/modules-load.d`.",
                    "`modprobe nvmet-tcp`，并在 `/etc/modules-load.d` 中添加文件。",
                ),
            ],
        ],
    ),
    Block::heading("It is active, and clients cannot connect", "显示运行中，但客户端无法连接"),
    Block::Points(&[
        t(
            "The port is still blocked: Debian 12 never removes the block (see `portblock-412`).",
            "端口仍被阻断：Debian 12 永远不会移除阻断（见 `portblock-412`）。",
        ),
        t(
            "Another program has the port. `ss -tlnp 'sport = :3260'` names it; tgt and LIO cannot share it: `systemctl disable --now tgt`. Stopping iscsid helps nothing, it is the initiator.",
            "端口被其他程序占用。`ss -tlnp 'sport = :3260'` 会显示；tgt 与 LIO 不能共用：`systemctl disable --now tgt`。停止 iscsid 没有用，它是发起端。",
        ),
        t(
            "NVMe: two gateways with one `port_id` on a node. NFS: two servers on a node.",
            "NVMe：同一节点上两个网关的 `port_id` 相同。NFS：同一节点上有两个服务器。",
        ),
        t("The initiator or host is not among those that are allowed.", "发起端或主机不在允许之列。"),
    ]),
    Block::heading("A target or subsystem is there already", "目标或子系统已存在"),
    Block::paragraph(
        "It is left over from a start that failed half way, or made by hand. Stop the gateway, look at what remains, and \
         remove just that. `nvmetcli clear` and `targetcli clearconfig` take away every gateway of the node.",
        "可能是中途失败的启动遗留的，或手工创建的。请先停止网关，查看残留内容，并只删除它。`nvmetcli clear` 和 \
         `targetcli clearconfig` 会清除该节点的所有网关。",
    ),
    Block::Code(
        "drbd-reactorctl disable --now sds-nvmeof-nvme\nls /sys/kernel/config/nvmet/subsystems /sys/kernel/config/nvmet/ports",
    ),
    Block::heading("It does not start anywhere", "在任何节点上都无法启动"),
    Block::Points(&[
        t(
            "The resource's name is not DRBD's own: the daemon waits for ever, and says nothing.",
            "资源名与 DRBD 中不同：守护进程会一直等待，且没有提示。",
        ),
        t(
            "The file has only `start = […]`: that is valid, has no promoter, and runs nothing.",
            "文件中只有 `start = […]`：语法有效，但没有 promoter，不会运行任何内容。",
        ),
        t(
            "The snippet is `.toml.disabled` on every node: it was stopped. Start it from its page.",
            "片段在所有节点上都是 `.toml.disabled`：它已被停止。请从其页面启动。",
        ),
        t(
            "DRBD has `quorum off`, or the resource has no connection: the promoter leaves it alone.",
            "DRBD 设置了 `quorum off`，或资源没有连接：promoter 不会处理。",
        ),
    ]),
    Block::Pages(&[
        "no-promoter",
        "toml",
        "quote",
        "portblock-412",
        "port-id-default",
        "preflight",
        "node-silent",
    ]),
];
