//! Chapter: NFS gateways.

use super::block::{Block, t};
use super::example::Example;
use crate::gateway::Kind;

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "The file is `/etc/drbd-reactor.d/sds-nfs-<resource>.toml`, the same on every node.",
        "文件为 `/etc/drbd-reactor.d/sds-nfs-<资源>.toml`，在所有节点上相同。",
    ),
    Block::Snippet(Example::Of(Kind::Nfs)),
    Block::heading("The order, and why", "顺序及原因"),
    Block::Steps(&[
        t(
            "`portblock action=block` silences port 2049: a client that found no export would get stale file handle and never recover.",
            "`portblock action=block` 使 2049 端口不再应答：找不到导出的客户端会得到“文件句柄失效”且无法恢复。",
        ),
        t(
            "`Filesystem` mounts the cluster private volume, which holds the locks and the clients that NFS has to remember.",
            "`Filesystem` 挂载集群私有卷，其中保存 NFS 需要记住的锁和客户端。",
        ),
        t(
            "`Filesystem` mounts each volume of data. An export of a directory that is not mounted yet would show the empty directory below.",
            "`Filesystem` 挂载每个数据卷。若目录尚未挂载就导出，客户端看到的是下层的空目录。",
        ),
        t("`IPaddr2` brings up the service IP.", "`IPaddr2` 启用服务 IP。"),
        t(
            "`nfsserver` starts the kernel's server with the state of the private volume (`nfs_shared_infodir`).",
            "`nfsserver` 以私有卷中的状态（`nfs_shared_infodir`）启动内核 NFS 服务器。",
        ),
        t(
            "`exportfs` exports each directory to each client, one entry for each.",
            "`exportfs` 将每个目录导出给每个客户端，每项一条。",
        ),
        t("`portblock action=unblock` opens the port last.", "最后由 `portblock action=unblock` 开放端口。"),
    ]),
    Block::warning(
        "The kernel has one NFS server per node: two NFS gateways that can meet on one node conflict. Keep them apart \
         with `preferred-nodes` only if there are enough nodes; a failover brings them together all the same.",
        "每个节点的内核只有一个 NFS 服务器：可能出现在同一节点上的两个 NFS 网关会冲突。仅在节点足够时才可用 \
         `preferred-nodes` 将其分开；故障转移仍会使其相遇。",
    ),
    Block::heading("What hand-written snippets get wrong", "手写片段的常见错误"),
    Block::mistake(
        "options=rw,all_squash,anonuid=0,anongid=0",
        "options=rw,root_squash",
        [
            "Every client becomes root on the export: whoever reaches it reads and writes everything.",
            "所有客户端在导出上都成为 root：任何能访问它的人都可读写一切。",
        ],
        "export-root",
    ),
    Block::mistake(
        "fsid=4294967296",
        "fsid=12345678-1234-1234-1234-123456789abc",
        [
            "One more than the largest number becomes 0, the root of NFSv4, without a message. A UUID is safe; the same \
             directory has the same `fsid` in all its entries.",
            "超过最大值一的数字会静默变为 0，即 NFSv4 的根。UUID 是安全的；同一目录的各项应使用相同的 `fsid`。",
        ],
        "fsid",
    ),
    Block::mistake(
        "clientspec=fd00::/64",
        "clientspec=[fd00::]/64",
        ["IPv6 needs brackets; without them the start fails.", "IPv6 需要方括号，否则启动失败。"],
        "client-spec-brackets",
    ),
    Block::heading("The fields", "各字段"),
    Block::Table(
        &[t("parameter", "参数"), t("what counts", "要点")],
        &[
            &[
                t("`nfs_ip`", "`nfs_ip`"),
                t(
                    "Separated by commas. It only tells clients of a restart; the server listens on every address.",
                    "以逗号分隔。仅用于向客户端通知重启；服务器监听所有地址。",
                ),
            ],
            &[
                t("`nfs_shared_infodir`", "`nfs_shared_infodir`"),
                t(
                    "On the private volume, or locks are lost with the node. It is mounted over `/var/lib/nfs`.",
                    "应位于私有卷上，否则锁会随节点丢失。它会被挂载到 `/var/lib/nfs` 上。",
                ),
            ],
            &[
                t("`nfs_server_scope`", "`nfs_server_scope`"),
                t(
                    "The same on every node, at most 64 bytes: clients take it for one server. Usually the service IP.",
                    "在所有节点上相同，最多 64 字节：客户端据此视为同一服务器。通常为服务 IP。",
                ),
            ],
            &[
                t("`clientspec`", "`clientspec`"),
                t(
                    "One per entry: an address, a network, `*.domain`, `@netgroup` or `*`. A name has to resolve.",
                    "每项一个：地址、网络、`*.domain`、`@netgroup` 或 `*`。名称必须可解析。",
                ),
            ],
            &[
                t("`options`", "`options`"),
                t("Left out, they are `ro`. No blanks after commas.", "省略时为 `ro`。逗号后不能有空格。"),
            ],
        ],
    ),
    Block::paragraph(
        "On the nodes, `nfs-server.service` is installed but neither enabled nor running: the agent starts it. Unless \
         `nfsv4_only=true`, rpcbind has to run.",
        "节点上应安装 `nfs-server.service`，但既不启用也不运行：由代理启动。除非 `nfsv4_only=true`，否则 rpcbind 必须运行。",
    ),
    Block::Code("systemctl disable --now nfs-server\nsystemctl is-active rpcbind"),
    Block::Chapters(&["restricting-clients", "agent-parameters"]),
];
