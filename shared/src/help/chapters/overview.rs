//! Chapter: what a gateway is.

use super::block::{Block, same, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "DRBD keeps the volumes of a resource the same on several nodes. A gateway offers them to clients that know \
         nothing of DRBD: as iSCSI disks, as NFS exports or as NVMe namespaces. The node that is primary runs it; when \
         that node fails, another one promotes the resource and starts the same services with the same address.",
        "DRBD 使一个资源的卷在多个节点上保持一致。网关将这些卷提供给不了解 DRBD 的客户端：iSCSI 磁盘、NFS 导出或 NVMe \
         命名空间。主节点运行网关；该节点故障时，另一节点提升资源，并以相同地址启动相同的服务。",
    ),
    Block::heading("Who does what", "各部分的职责"),
    Block::Table(
        &[t("part", "部分"), t("what it does", "作用")],
        &[
            &[
                t("DRBD", "DRBD"),
                t(
                    "replicates, and has quorum decide who may be primary",
                    "复制数据，并由法定人数决定谁可成为主节点",
                ),
            ],
            &[
                same("drbd-reactor"),
                t(
                    "its promoter promotes the resource and starts a list of services, one after the other",
                    "其 promoter 提升资源，并依次启动一组服务",
                ),
            ],
            &[
                t("snippet", "片段"),
                t(
                    "one file for each gateway, `/etc/drbd-reactor.d/sds-<kind>-<resource>.toml`, the same on every node",
                    "每个网关一个文件 `/etc/drbd-reactor.d/sds-<类型>-<资源>.toml`，在所有节点上相同",
                ),
            ],
            &[
                t("OCF agent", "OCF 代理"),
                t(
                    "a script of resource-agents that starts, watches and stops one thing: an address, a mount, a target",
                    "resource-agents 中的脚本，负责启动、监视和停止一样东西：地址、挂载或目标",
                ),
            ],
            &[
                t("systemd", "systemd"),
                t(
                    "runs each start entry as a unit `ocf.rs@…`, in order, and stops them in reverse",
                    "将每个启动项作为单元 `ocf.rs@…` 按顺序运行，并按相反顺序停止",
                ),
            ],
        ],
    ),
    Block::note(
        "There is no Pacemaker here: `pcs`, `crm_mon` and `crm_resource` have nothing to show. The agents come from the \
         same package, and drbd-reactor runs them.",
        "这里没有 Pacemaker：`pcs`、`crm_mon` 和 `crm_resource` 看不到任何内容。代理来自同一软件包，由 drbd-reactor 运行。",
    ),
    Block::heading("What every gateway has", "每个网关都包含"),
    Block::Points(&[
        t(
            "A cluster private volume, usually volume 0, mounted for the service's own state: connections to revive \
             after a failover, and the locks of NFS. Clients never see it.",
            "集群私有卷（通常为卷 0）：用于存放服务自身的状态，如故障转移后要恢复的连接和 NFS 的锁。客户端看不到它。",
        ),
        t("One or more service IPs, which move with it.", "一个或多个服务 IP，随网关一起移动。"),
        t(
            "A block of its ports until everything is there, so that no client is refused half way.",
            "在一切就绪之前阻断其端口，使客户端不会在中途被拒绝。",
        ),
        t("The volumes themselves, numbered from 1.", "数据卷本身，从 1 开始编号。"),
    ]),
    Block::heading("Where to go on", "继续阅读"),
    Block::Chapters(&[
        "iscsi-gateways",
        "nfs-gateways",
        "nvmeof-gateways",
        "files-and-reload",
        "troubleshooting",
    ]),
    Block::Links(&[
        (
            t("LINSTOR Gateway, documentation", "LINSTOR Gateway 文档"),
            "https://linbit.com/drbd-user-guide/linstor-gateway-docs/",
        ),
        (t("drbd-reactor", "drbd-reactor"), "https://github.com/LINBIT/drbd-reactor"),
        (t("OCF resource agents", "OCF 资源代理"), "https://github.com/ClusterLabs/resource-agents"),
        (t("iSCSI, RFC 7143", "iSCSI：RFC 7143"), "https://www.rfc-editor.org/rfc/rfc7143"),
        (t("NFS 4.1, RFC 8881", "NFS 4.1：RFC 8881"), "https://www.rfc-editor.org/rfc/rfc8881"),
        (t("NVMe specifications", "NVMe 规范"), "https://nvmexpress.org/specifications/"),
    ]),
];
