//! What a gateway needs before what.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("order", "Order of the start list", "启动列表的顺序", PAGES);

static PAGES: &[Page] = &[
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
