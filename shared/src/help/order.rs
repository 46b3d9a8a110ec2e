//! What a gateway needs before what.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("order", "Order of the start list", "启动列表的顺序", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "long-list",
        [
            "A start list of thousands of entries",
            "The daemon takes it. Comparing thousands of agents with each other would take a browser minutes, so \
             this check reads each one alone: values are taken as they are, and their order is not looked at.",
            "Give the resource fewer volumes, or check it in parts.",
        ],
        [
            "上千个启动项的列表",
            "守护进程会接受。相互比较上千个代理会让浏览器忙上几分钟，因此只逐个读取：不检查其取值与顺序。",
            "减少该资源的卷数，或分部分检查。",
        ],
    ),
    Page::new(
        "commented-entry",
        [
            "A start entry in a comment",
            "A line that starts with `#` is a comment, also where a start entry stands in it. Some are put there \
             on purpose; others get there because the newline behind a comment was lost, and then an address, a \
             disk or a port of the gateway is missing without a word.",
            "If it is to run, put it on a line of its own, with a comma behind it.",
        ],
        [
            "注释中的启动项",
            "以 `#` 开头的行是注释，其中的启动项也不会运行。有些是有意为之；有些则因注释后的换行丢失，于是网关悄悄\
             少了一个地址、磁盘或端口。",
            "若需要运行，请将其单独放在一行，并在末尾加逗号。",
        ],
    ),
    Page::new(
        "port-not-blocked",
        [
            "The port that clients use is not the one that is blocked",
            "`portblock` keeps clients away from one port of the service IP while the gateway starts. Clients use \
             another port here, so they reach it before all is ready, and meet errors instead of silence.",
            "Use the same port in `portals` or `svcid` and in every `portblock`.",
        ],
        [
            "客户端使用的端口与被阻断的端口不同",
            "`portblock` 在网关启动期间阻断服务 IP 的一个端口。此处客户端使用另一个端口，因此会在就绪之前连上，得\
             到错误而不是等待。",
            "在 `portals` 或 `svcid` 与每个 `portblock` 中使用同一端口。",
        ],
    ),
    Page::new(
        "server-without-export",
        [
            "An NFS server that exports nothing",
            "The server starts and stops with the resource, but no `exportfs` of the list tells it what to offer. \
             Exports of the node itself, in /etc/exports, do not move with the gateway.",
            "Add one `exportfs` for each directory and client.",
        ],
        [
            "NFS 服务器没有导出",
            "服务器随资源启停，但列表中没有 `exportfs` 告诉它要提供什么。节点自身 /etc/exports 中的导出不会随网关\
             迁移。",
            "为每个目录和客户端添加一个 `exportfs`。",
        ],
    ),
    Page::new(
        "subsystem-without-namespace",
        [
            "A subsystem without a disk",
            "Hosts connect to the subsystem and find no namespace in it: no `nvmet-namespace` of the list has its NQN.",
            "Add an `nvmet-namespace` with the same `nqn` for each volume, or mend the NQN of the one that was meant.",
        ],
        [
            "子系统没有磁盘",
            "主机能连接该子系统，但其中没有命名空间：列表中没有相同 NQN 的 `nvmet-namespace`。",
            "为每个卷添加 `nqn` 相同的 `nvmet-namespace`，或修正原有条目的 NQN。",
        ],
    ),
    Page::new(
        "subsystem-without-port",
        [
            "A subsystem that nobody can reach",
            "A subsystem listens nowhere by itself: an `nvmet-port` with its NQN in `nqns` offers it. None of the \
             list does, and every agent returns 0.",
            "Add an `nvmet-port` with `nqns` set to the NQN, or add the NQN to the one that is there.",
        ],
        [
            "无人能访问的子系统",
            "子系统本身不监听：需要 `nqns` 中含其 NQN 的 `nvmet-port`。列表中没有这样的条目，而所有代理都返回 0。",
            "添加 `nqns` 为该 NQN 的 `nvmet-port`，或将该 NQN 加入已有的条目。",
        ],
    ),
    Page::new(
        "target-without-lun",
        [
            "A target without a disk",
            "Initiators log in to the target and find no disk: no `iSCSILogicalUnit` of the list has its IQN as \
             `target_iqn`.",
            "Add an `iSCSILogicalUnit` with the same `target_iqn` for each volume, or mend the IQN of the one \
             that was meant.",
        ],
        [
            "target 没有磁盘",
            "发起端能登录该 target，但没有磁盘：列表中没有 `target_iqn` 为其 IQN 的 `iSCSILogicalUnit`。",
            "为每个卷添加 `target_iqn` 相同的 `iSCSILogicalUnit`，或修正原有条目的 IQN。",
        ],
    ),
    Page::new(
        "block-for-ever",
        [
            "A block that nothing ends",
            "`portblock` drops what clients send until an entry with `action=unblock` and the same `ip`, \
             `portno`, `protocol` and `direction` starts. Where none follows, clients time out for ever, while \
             every unit looks active.",
            "End the list with \
             `ocf:heartbeat:portblock portunblock0 ip=192.168.1.100 portno=3260 protocol=tcp action=unblock`, \
             with the values of the block.",
        ],
        [
            "没有解除的阻断",
            "`portblock` 会丢弃客户端的数据，直到 `ip`、`portno`、`protocol` 和 `direction` 相同且 \
             `action=unblock` 的启动项启动。其后没有这样的启动项时，客户端永远超时，而所有单元看起来都正常。",
            "在列表末尾写 \
             `ocf:heartbeat:portblock portunblock0 ip=192.168.1.100 portno=3260 protocol=tcp action=unblock`，其值\
             与阻断项相同。",
        ],
    ),
    Page::new(
        "block-late",
        [
            "The port is blocked after the address came up",
            "Clients that come in between meet a closed port. They take the refusal for the end of the service \
             and give up, where a dropped packet would have made them wait.",
            "Put the block before the `IPaddr2` of the same address.",
        ],
        [
            "地址启用之后才阻断端口",
            "期间到来的客户端会遇到关闭的端口，并认为服务已终止而放弃；若数据包被丢弃，它们则会等待。",
            "将阻断项放在同一地址的 `IPaddr2` 之前。",
        ],
    ),
    Page::new(
        "unblock-alone",
        [
            "An unblock without a block",
            "Nothing keeps clients away while the gateway is built up, so after a failover they meet half of it \
             and take errors for the truth: a file system that is not there yet, a LUN that is missing.",
            "Add an entry with `action=block` and the same values before the service IP.",
        ],
        [
            "只有解除阻断而没有阻断",
            "网关启动期间没有任何措施阻止客户端，故障转移后它们会遇到尚未就绪的网关并收到错误：文件系统尚不存在，\
             或缺少 LUN。",
            "在服务 IP 之前添加 `action=block` 且其他值相同的启动项。",
        ],
    ),
    Page::new(
        "unblock-early",
        [
            "Clients are let in too early",
            "What they use starts behind the unblock. Clients that come back at once after a failover find half a \
             gateway, and initiators may drop the disk.",
            "Put the unblock at the end of the list.",
        ],
        [
            "过早放行客户端",
            "客户端所用的服务在解除阻断之后才启动。故障转移后立即返回的客户端会遇到尚未就绪的网关，发起端可能会移\
             除磁盘。",
            "将解除阻断的启动项放在列表末尾。",
        ],
    ),
    Page::new(
        "ip-missing",
        [
            "Nothing brings the address up",
            "Something is told to use an address that no `IPaddr2` of the resource brings up. It does not move \
             with the gateway, so no client gets there; an nvmet port on it exports nothing and returns 0.",
            "Add an `IPaddr2` with this address, or correct the address.",
        ],
        [
            "没有启动项启用该地址",
            "某个启动项使用了该资源中没有 `IPaddr2` 启用的地址。它不会随网关迁移，客户端无法访问；其上的 nvmet 端\
             口不导出任何内容，却返回 0。",
            "添加使用该地址的 `IPaddr2`，或更正地址。",
        ],
    ),
    Page::new(
        "ip-late",
        [
            "The address comes up too late",
            "A portal or an nvmet port needs its address on the node when it starts. It comes up only later in \
             the list: LIO makes no portal, and nvmet exports nothing and returns 0.",
            "Put the `IPaddr2` before it.",
        ],
        [
            "地址启用过晚",
            "门户或 nvmet 端口启动时，其地址必须已在节点上。该地址在列表中更靠后才启用：LIO 不会创建门户，nvmet 不\
             导出任何内容却返回 0。",
            "将 `IPaddr2` 放在前面。",
        ],
    ),
    Page::new(
        "lun-before-target",
        [
            "A LUN starts before its target",
            "The agent adds the LUN to a target that is not there yet, and fails; the gateway does not start.",
            "Put the `iSCSITarget` first.",
        ],
        [
            "LUN 在其 target 之前启动",
            "代理会把 LUN 加到尚不存在的 target，因而失败；网关不会启动。",
            "将 `iSCSITarget` 放在前面。",
        ],
    ),
    Page::new(
        "namespace-before-subsystem",
        [
            "A namespace starts before its subsystem",
            "It is a directory below that of the subsystem, which is not there yet. The agent fails, and the \
             gateway does not start.",
            "Put the `nvmet-subsystem` first.",
        ],
        [
            "命名空间在其子系统之前启动",
            "它是子系统目录下的一个目录，而后者尚不存在。代理失败，网关不会启动。",
            "将 `nvmet-subsystem` 放在前面。",
        ],
    ),
    Page::new(
        "port-before-subsystem",
        [
            "A port starts before its subsystem",
            "The port links the subsystems that it offers. What is not there yet cannot be linked: the agent \
             returns 0, and hosts find nothing.",
            "Start subsystem, namespaces and port in this order.",
        ],
        [
            "端口在其子系统之前启动",
            "端口会链接它所提供的子系统。尚不存在的无法链接：代理返回 0，主机什么也找不到。",
            "依次启动子系统、命名空间和端口。",
        ],
    ),
    Page::new(
        "export-before-server",
        [
            "An export starts before the server",
            "`nfsserver` mounts its state and starts anew, and forgets what was exported before. Clients find no \
             export, until the monitor fails half a minute later.",
            "Put `nfsserver` before every `exportfs`.",
        ],
        [
            "导出在服务器之前启动",
            "`nfsserver` 会挂载自己的状态并重新启动，丢弃之前的导出。客户端找不到导出，直到半分钟后监控失败。",
            "将 `nfsserver` 放在所有 `exportfs` 之前。",
        ],
    ),
    Page::new(
        "export-no-server",
        [
            "Nothing starts the NFS server",
            "`exportfs` only adds to the table of a server that runs. Where the node runs one of its own, it does \
             not take the state of clients along to the next node, and they lose their locks.",
            "Add `ocf:heartbeat:nfsserver` before the exports, with `nfs_shared_infodir` on the cluster private \
             volume.",
        ],
        [
            "没有启动 NFS 服务器",
            "`exportfs` 只是向正在运行的服务器的表中添加条目。如果节点自身运行着服务器，客户端状态不会随之迁移到下\
             一个节点，锁会丢失。",
            "在导出之前添加 `ocf:heartbeat:nfsserver`，其 `nfs_shared_infodir` 位于集群私有卷上。",
        ],
    ),
    Page::new(
        "export-not-mounted",
        [
            "The export is on the node's own disk",
            "No `Filesystem` of the resource mounts the directory. Clients write to the disk of one node, and \
             find other files after a failover.",
            "Mount a volume of the resource there before the export, or correct the directory.",
        ],
        [
            "导出位于节点本地磁盘上",
            "该资源中没有 `Filesystem` 挂载此目录。客户端写入某个节点的磁盘，故障转移后看到的是另一些文件。",
            "在导出之前把资源的卷挂载到该目录，或更正目录。",
        ],
    ),
    Page::new(
        "fsid-differs",
        [
            "One directory with two identifiers",
            "All exports of a directory are one file system. With another `fsid` in each, handles of clients \
             become stale, by turns.",
            "Give all `exportfs` entries of the directory the same `fsid`.",
        ],
        [
            "同一目录有两个标识",
            "同一目录的所有导出是一个文件系统。各自使用不同的 `fsid` 时，客户端的句柄会轮流失效。",
            "该目录的所有 `exportfs` 启动项使用相同的 `fsid`。",
        ],
    ),
    Page::new(
        "mounted-late",
        [
            "Mounted after it is used",
            "When the entry starts, the directory is still one of the node's own disk; the mount hides it later. \
             State or files end up on one node only.",
            "Put the `Filesystem` before its first use.",
        ],
        [
            "使用之后才挂载",
            "启动项启动时，该目录仍在节点本地磁盘上，之后才被挂载遮住。状态或文件只留在一个节点上。",
            "将 `Filesystem` 放在首次使用之前。",
        ],
    ),
    Page::new(
        "mounted-below",
        [
            "Something is mounted below already",
            "`Filesystem` does not start on a directory below which something is mounted, because the mount would \
             hide it.",
            "Mount the upper directory first, or put the two beside each other.",
        ],
        [
            "其下已有挂载",
            "若目录之下已有挂载，`Filesystem` 不会启动，因为新的挂载会将其遮住。",
            "先挂载上层目录，或让两者并列。",
        ],
    ),
    Page::new(
        "nfs-state-local",
        [
            "The server's state stays on one node",
            "Open files and locks of clients are kept in `nfs_shared_infodir`, or in `/var/lib/nfs` without it. \
             On the node's own disk the next node knows nothing of them, and clients lose their locks on every \
             failover.",
            "Mount the cluster private volume before `nfsserver`, and write for example \
             `nfs_shared_infodir=/srv/ha/internal/nfs-data/nfs`.",
        ],
        [
            "服务器状态留在本节点",
            "客户端打开的文件和锁保存在 `nfs_shared_infodir` 中，不写时为 `/var/lib/nfs`。若位于节点本地磁盘，下一\
             个节点对此一无所知，每次故障转移客户端都会丢失锁。",
            "在 `nfsserver` 之前挂载集群私有卷，并写例如 `nfs_shared_infodir=/srv/ha/internal/nfs-data/nfs`。",
        ],
    ),
    Page::new(
        "tickle-dir-not-mounted",
        [
            "The tickle directory is on no volume",
            "`portblock` does not start where the directory is missing. On the node's own disk the next node \
             finds no connections there, and clients hang until their own time-out.",
            "Name the mount point of the cluster private volume, and mount it before.",
        ],
        [
            "tickle 目录不在卷上",
            "目录不存在时 `portblock` 不会启动。若位于节点本地磁盘，下一个节点在其中找不到连接，客户端会一直等到自\
             身超时。",
            "填写集群私有卷的挂载点，并先行挂载。",
        ],
    ),
];
