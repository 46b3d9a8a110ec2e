//! Values of `nfsserver` and `exportfs`.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("nfs", "NFS", "NFS", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "client-spec",
        [
            "Not a client of an export",
            "`exportfs` takes one address, network, host name, wild card, netgroup or `*`, and fails with most else. \
             With a name that does not resolve the start returns 0, and the monitor fails half a minute later. \
             `10.1.2` and `010.1.2.3` are addresses, but others than they look like.",
            "Write for example `192.168.1.0/24`, `[fd00::]/64`, `host.example.com`, `*.example.com`, `@trusted` \
             or `*`.",
        ],
        [
            "不是有效的导出客户端",
            "`exportfs` 接受一个地址、网络、主机名、通配名、网络组或 `*`，其他内容大多会失败。名称无法解析时启动返回 \
             0，而半分钟后监控失败。`10.1.2` 和 `010.1.2.3` 也是地址，但与看上去不同。",
            "例如 `192.168.1.0/24`、`[fd00::]/64`、`host.example.com`、`*.example.com`、`@trusted` 或 `*`。",
        ],
    ),
    Page::new(
        "client-spec-several",
        [
            "Several clients in one value",
            "The agent exports to one client. With two in one value the export fails, and the gateway with it.",
            "Write one `exportfs` entry for each client, with the same `directory` and `fsid`.",
        ],
        [
            "一个值中写了多个客户端",
            "代理只向一个客户端导出。一个值中写两个时导出失败，网关也随之失败。",
            "为每个客户端写一个 `exportfs` 启动项，`directory` 和 `fsid` 相同。",
        ],
    ),
    Page::new(
        "client-spec-brackets",
        [
            "An IPv6 client without brackets",
            "`exportfs` takes the first colon for the end of the client, so the start fails.",
            "Write `[fd00::]/64`, with the prefix behind the brackets.",
        ],
        [
            "IPv6 客户端缺少方括号",
            "`exportfs` 会把第一个冒号当作客户端的结尾，启动失败。",
            "写作 `[fd00::]/64`，前缀在方括号之后。",
        ],
    ),
    Page::new(
        "export-options",
        [
            "`exportfs` refuses the options",
            "Only `exportfs` checks them, on start: an unknown option fails the export, and the gateway with it.",
            "Write options of exports(5) with commas between, such as `rw,sync,root_squash`.",
        ],
        [
            "`exportfs` 会拒绝这些选项",
            "只有 `exportfs` 在启动时检查选项：未知选项会使导出失败，网关也随之失败。",
            "使用 exports(5) 的选项并以逗号分隔，如 `rw,sync,root_squash`。",
        ],
    ),
    Page::new(
        "export-options-blank",
        [
            "Blanks among the options",
            "The agent passes the options on unquoted: what follows a blank is no option any more, and the export \
             fails.",
            "Remove the blanks: `rw,sync,root_squash`.",
        ],
        [
            "选项之间有空格",
            "代理传递选项时不加引号：空格之后的内容不再是选项，导出失败。",
            "去掉空格：`rw,sync,root_squash`。",
        ],
    ),
    Page::new(
        "export-options-empty",
        [
            "A comma too many",
            "`exportfs` knows no option of no letters: the export fails, and the gateway with it.",
            "Remove the comma, or write the option that is missing.",
        ],
        [
            "多了一个逗号",
            "`exportfs` 不接受空选项：导出失败，网关也随之失败。",
            "删除多余的逗号，或补上缺少的选项。",
        ],
    ),
    Page::new(
        "export-options-contradict",
        [
            "Options that contradict each other",
            "Of `ro` and `rw`, `sync` and `async` and the like the later one counts, without a word.",
            "Keep the one that is meant.",
        ],
        [
            "选项互相矛盾",
            "对于 `ro` 与 `rw`、`sync` 与 `async` 等，以后面的为准，且没有提示。",
            "只保留所需的选项。",
        ],
    ),
    Page::new(
        "export-read-only",
        [
            "Without options clients may only read",
            "`exportfs` then takes `ro,sync,root_squash`. Clients mount the export and fail on their first write.",
            "Write `options=rw,sync`, or `options=ro` where reading only is meant.",
        ],
        [
            "不写选项时客户端只能读取",
            "此时 `exportfs` 采用 `ro,sync,root_squash`。客户端可以挂载，但首次写入时失败。",
            "写 `options=rw,sync`；确实只读时写 `options=ro`。",
        ],
    ),
    Page::new(
        "export-root",
        [
            "Clients become root on the export",
            "`no_root_squash` lets the root of a client be root there. `all_squash,anonuid=0,anongid=0` makes \
             every user of every client root. Anybody who can mount it may then read and change all files.",
            "Where that is not meant, write `rw,sync,root_squash`, and limit the clients to those that need it.",
        ],
        [
            "客户端在导出上成为 root",
            "`no_root_squash` 使客户端的 root 在导出上仍为 root。`all_squash,anonuid=0,anongid=0` 使每个客户端的每\
             个用户都成为 root。能挂载的人都可读取和更改所有文件。",
            "如非所愿，请写 `rw,sync,root_squash`，并只允许需要的客户端。",
        ],
    ),
    Page::new(
        "export-directory",
        [
            "Not one directory to export",
            "The agent takes a blank for the end of one directory and the start of another, and `*`, `?` and `[` \
             for a pattern; it then exports something else than meant. A relative path fails.",
            "Give the absolute path of a mounted directory, such as `/srv/gateway-exports/data`.",
        ],
        [
            "不是单个导出目录",
            "代理会把空格当作目录之间的分隔，把 `*`、`?` 和 `[` 当作通配符，导出的内容与预期不同。相对路径会失败。",
            "填写已挂载目录的绝对路径，如 `/srv/gateway-exports/data`。",
        ],
    ),
    Page::new(
        "fsid",
        [
            "Not an identifier of an export",
            "Clients find a file system by it after a failover, so it must be the same on every node. `exportfs` \
             takes a number of 32 bits, `root` or a UUID; 4294967296 becomes 0 without a word, the root of NFSv4.",
            "Take a UUID such as `12345678-1234-1234-1234-123456789abc`, or leave the form's field empty for a \
             derived one.",
        ],
        [
            "不是有效的导出标识",
            "客户端在故障转移后靠它找到文件系统，因此在每个节点上必须相同。`exportfs` 接受 32 位数字、`root` 或 \
             UUID；4294967296 会悄悄变成 0，即 NFSv4 的根。",
            "使用 UUID，如 `12345678-1234-1234-1234-123456789abc`，或将表单字段留空以自动生成。",
        ],
    ),
    Page::new(
        "fsid-root",
        [
            "The export is the root of NFSv4",
            "The identifiers `0` and `root` mean the root: NFSv4 clients mount it as `/` and find all other \
             exports below it, by other paths than before. A node can have one only.",
            "Unless that is meant, take a UUID or another number.",
        ],
        [
            "该导出是 NFSv4 的根",
            "标识 `0` 和 `root` 表示根：NFSv4 客户端以 `/` 挂载它，其他导出都在其下，路径也会改变。每个节点只能有\
             一个。",
            "如非所愿，请使用 UUID 或其他数字。",
        ],
    ),
    Page::new(
        "fsid-ignored",
        [
            "Two identifiers for one export",
            "The parameter `fsid` counts; the one among the options gives way without a word.",
            "Remove `fsid=` from the options.",
        ],
        ["一个导出有两个标识", "以参数 `fsid` 为准；选项中的标识会被悄悄取代。", "从选项中删除 `fsid=`。"],
    ),
    Page::new(
        "fsid-directories",
        [
            "Several directories need a number",
            "For a list of directories the agent counts up from a whole number. It cannot with a UUID or `root`.",
            "Give a whole number, or write one entry for each directory.",
        ],
        [
            "多个目录需要数字标识",
            "对于目录列表，代理从一个整数开始递增。UUID 或 `root` 无法递增。",
            "使用整数，或为每个目录写一个启动项。",
        ],
    ),
    Page::new(
        "server-scope",
        [
            "Not a server scope",
            "NFSv4.1 clients take a server of the same scope for the same one after a failover. It becomes the \
             node name of the server process, so the kernel takes at most 64 bytes without blanks.",
            "Leave it empty for the first service IP, or write letters, digits, `.`, `_`, `:` and `-`.",
        ],
        [
            "不是有效的服务器作用域",
            "NFSv4.1 客户端在故障转移后把作用域相同的服务器视为同一个。它会成为服务器进程的节点名，内核最多接受 \
             64 字节且不含空格。",
            "留空以采用第一个服务 IP，或使用字母、数字、`.`、`_`、`:` 和 `-`。",
        ],
    ),
    Page::new(
        "nfs-ip",
        [
            "Not addresses of the server",
            "From these addresses the agent tells clients after a failover to claim their locks again. With \
             names, prefixes or brackets nobody is told, and NFSv3 clients lose their locks.",
            "Write the bare service IPs with commas between: `nfs_ip=192.168.1.200,192.168.2.200`.",
        ],
        [
            "不是服务器的地址",
            "代理在故障转移后用这些地址通知客户端重新申请锁。使用主机名、前缀或方括号时无人得到通知，NFSv3 客户端\
             会丢失锁。",
            "只写服务 IP，以逗号分隔：`nfs_ip=192.168.1.200,192.168.2.200`。",
        ],
    ),
    Page::new(
        "nfs-ip-list",
        [
            "The addresses are not separated by commas",
            "`nfs_ip` is one of the few lists with commas. Anything else is not what the agent declares.",
            "Write `nfs_ip=192.168.1.200,192.168.2.200` without blanks.",
        ],
        [
            "地址未用逗号分隔",
            "`nfs_ip` 是少数使用逗号的列表。其他写法不符合代理的声明。",
            "写作 `nfs_ip=192.168.1.200,192.168.2.200`，不含空格。",
        ],
    ),
    Page::new(
        "infodir",
        [
            "Not a directory for the server's state",
            "`nfs_shared_infodir` is mounted over `/var/lib/nfs`, and takes the clients' state to the next node. \
             The agent expands it unquoted, so it must be absolute and without blanks; `/var/lib/nfs` itself \
             would be the node's own.",
            "Name a directory on the cluster private volume, such as `/srv/ha/internal/nfs-data/nfs`.",
        ],
        [
            "不是服务器状态目录",
            "`nfs_shared_infodir` 会挂载到 `/var/lib/nfs`，把客户端状态带到下一个节点。代理展开时不加引号，因此必\
             须是绝对路径且不含空格；`/var/lib/nfs` 本身是节点自己的目录。",
            "填写集群私有卷上的目录，如 `/srv/ha/internal/nfs-data/nfs`。",
        ],
    ),
    Page::new(
        "retry-time",
        [
            "A negative time",
            "`nfs_smnotify_retry_time` is a number of minutes during which clients are told again. The agent does \
             not start with less than 0.",
            "Leave it out.",
        ],
        [
            "时间为负数",
            "`nfs_smnotify_retry_time` 是重复通知客户端的分钟数。小于 0 时代理不会启动。",
            "不要写该参数。",
        ],
    ),
    Page::new(
        "lease-wait",
        [
            "A stop takes 92 seconds",
            "With `wait_for_leasetime_on_stop` the agent waits for the NFSv4 lease. systemd gives a stop 90 \
             seconds unless told otherwise and then ends it by force, so a failover is slow and unclean.",
            "Leave it out, or raise `TimeoutStopSec` of the unit.",
        ],
        [
            "停止需要 92 秒",
            "启用 `wait_for_leasetime_on_stop` 后，代理会等待 NFSv4 租约。systemd 默认只给停止 90 秒，之后强制终\
             止，故障转移既慢又不干净。",
            "不要写该参数，或增大单元的 `TimeoutStopSec`。",
        ],
    ),
];
