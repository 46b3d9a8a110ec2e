//! Chapter: agents and their parameters.

use super::block::{Block, same, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::Table(
        &[t("agent", "代理"), t("what for", "用途"), t("kinds", "类型")],
        &[
            &[
                same("`ocf:heartbeat:Filesystem`"),
                t("mounts a file system", "挂载文件系统"),
                t("all (the cluster private volume)", "全部（集群私有卷）"),
            ],
            &[same("`ocf:heartbeat:IPaddr2`"), t("service IP", "服务 IP"), t("all", "全部")],
            &[
                same("`ocf:heartbeat:portblock`"),
                t("blocks and unblocks a port", "阻断和解除端口"),
                t("all", "全部"),
            ],
            &[same("`ocf:heartbeat:iSCSITarget`"), t("target", "目标"), same("iSCSI")],
            &[same("`ocf:heartbeat:iSCSILogicalUnit`"), same("LUN"), same("iSCSI")],
            &[
                same("`ocf:heartbeat:nfsserver`"),
                t("the kernel's NFS server", "内核 NFS 服务器"),
                same("NFS"),
            ],
            &[same("`ocf:heartbeat:exportfs`"), t("export", "导出"), same("NFS")],
            &[same("`ocf:heartbeat:nvmet-subsystem`"), t("subsystem", "子系统"), same("NVMe-oF")],
            &[same("`ocf:heartbeat:nvmet-namespace`"), t("namespace", "命名空间"), same("NVMe-oF")],
            &[same("`ocf:heartbeat:nvmet-port`"), t("port", "端口"), same("NVMe-oF")],
        ],
    ),
    Block::heading("Installing the agents", "安装代理"),
    Block::paragraph(
        "The agents are the package resource-agents; Pacemaker is not needed. On Debian and Ubuntu, psmisc is no \
         dependency of it, and `Filesystem` needs its `fuser`.",
        "代理由软件包 resource-agents 提供，不需要 Pacemaker。在 Debian 和 Ubuntu 上，psmisc 不是其依赖，而 `Filesystem` 需要其中的 `fuser`。",
    ),
    Block::Code(
        "apt-get install resource-agents psmisc      # Debian, Ubuntu\ndnf install resource-agents psmisc          # RHEL and its relatives",
    ),
    Block::Code("ls /usr/lib/ocf/resource.d/heartbeat/\n/usr/lib/ocf/resource.d/heartbeat/IPaddr2 meta-data"),
    Block::heading("How an entry is written", "启动项的写法"),
    Block::paragraph(
        "`ocf:heartbeat:AGENT INSTANCE key=value …`. The instance is any name, once in a gateway. Words are split as a \
         shell does it, with quotes and without expansion; a single `%` is expanded by systemd and written `%%`. A name \
         that the agent does not declare is ignored without a word; an empty value replaces the default.",
        "`ocf:heartbeat:代理 实例 键=值 …`。实例名任意，在一个网关内唯一。分词规则同 shell，支持引号但不展开；单个 `%` 会被 systemd \
         展开，应写 `%%`。代理未声明的名称会被静默忽略；空值会取代默认值。",
    ),
    Block::note(
        "Yes is one of `yes`, `true`, `1`, `YES`, `TRUE`, `True`, `ja`, `on`, `ON`. Everything else is no, and no agent \
         says that it did not understand.",
        "表示“是”的只有 `yes`、`true`、`1`、`YES`、`TRUE`、`True`、`ja`、`on`、`ON`。其他一律为“否”，且代理不会提示未识别。",
    ),
    Block::Agent("Filesystem"),
    Block::Agent("IPaddr2"),
    Block::Agent("portblock"),
    Block::Agent("iSCSITarget"),
    Block::Agent("iSCSILogicalUnit"),
    Block::Agent("nfsserver"),
    Block::Agent("exportfs"),
    Block::Agent("nvmet-subsystem"),
    Block::Agent("nvmet-namespace"),
    Block::Agent("nvmet-port"),
    Block::Agent("ganesha-nfs"),
    Block::paragraph(
        "`ganesha-nfs` is an NFS server outside the kernel. Gateways here use the kernel's; a snippet with it is checked \
         and kept as text.",
        "`ganesha-nfs` 是内核外的 NFS 服务器。本程序的网关使用内核服务器；含有它的片段会被检查并按原文保留。",
    ),
];
