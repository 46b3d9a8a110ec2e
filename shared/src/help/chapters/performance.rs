//! Chapter: performance.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::heading("iSCSI", "iSCSI"),
    Block::Points(&[
        t(
            "Several service IPs and multipath: two cables carry more than one.",
            "多个服务 IP 加多路径：两根网线比一根承载更多。",
        ),
        t(
            "CHAP costs nothing after the login; it is for security, and makes nothing faster or slower.",
            "CHAP 登录后没有开销；它用于安全，不影响速度。",
        ),
        t(
            "`product_id` and `scsi_sn` change nothing in speed. They have to be different, or VMware mixes up disks.",
            "`product_id` 和 `scsi_sn` 不影响速度。它们必须互不相同，否则 VMware 会混淆磁盘。",
        ),
        t(
            "Leave write caching of the target off: what it holds is lost in a failover.",
            "不要开启目标的写缓存：故障转移时缓存内容会丢失。",
        ),
    ]),
    Block::heading("NFS", "NFS"),
    Block::Points(&[
        t(
            "`sync` is slower and safe: what a client was told is written survives a failover. With `async` it may not, and the client is never told.",
            "`sync` 较慢但安全：已告知客户端写入的内容在故障转移后仍然存在。`async` 则可能丢失，且客户端不会得知。",
        ),
        t(
            "NFSv4 needs one port and fewer round trips. `nfsv4_only=true` switches the older ones off, and rpcbind is not needed.",
            "NFSv4 只需一个端口，往返更少。`nfsv4_only=true` 会关闭旧版本，且不再需要 rpcbind。",
        ),
        t(
            "`wait_for_leasetime_on_stop` makes every stop take 92 seconds. Leave it off.",
            "`wait_for_leasetime_on_stop` 使每次停止耗时 92 秒，请保持关闭。",
        ),
        t(
            "`root_squash` and `no_root_squash` decide who may write, not how fast.",
            "`root_squash` 和 `no_root_squash` 决定谁可写入，与速度无关。",
        ),
    ]),
    Block::heading("NVMe-oF", "NVMe-oF"),
    Block::Points(&[
        t(
            "RDMA has the least delay, where both ends have cards for it (`nvmet-rdma`). Without one, the port exports nothing and the agent returns 0.",
            "两端都有 RDMA 网卡时，RDMA 延迟最低（`nvmet-rdma`）。没有网卡时端口不导出任何内容，而代理返回 0。",
        ),
        t(
            "Queues are set on the host, when it connects: `nvme connect --nr-io-queues=8 --queue-size=256 …`.",
            "队列在主机连接时设置：`nvme connect --nr-io-queues=8 --queue-size=256 …`。",
        ),
        t(
            "Subsystems keep loads apart: several gateways, each with its own resource, may run on different nodes.",
            "多个子系统可隔离负载：多个网关各用自己的资源，可运行在不同节点上。",
        ),
    ]),
    Block::heading("Everywhere", "通用"),
    Block::Points(&[
        t(
            "`preferred-nodes` spreads gateways over nodes. With `preferred-nodes-policy = \"start-only\"` a gateway does not move back, and so interrupts nobody, when its node returns.",
            "`preferred-nodes` 可将网关分散到各节点。设 `preferred-nodes-policy = \"start-only\"` 时，节点恢复后网关不会迁回，因而不会中断任何人。",
        ),
        t(
            "DRBD writes to the peers first: its network is the limit of every write.",
            "DRBD 先写到对端：其网络决定了写入上限。",
        ),
    ]),
];
