//! Volumes of the resource, and where they are mounted.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("filesystems", "Volumes and file systems", "卷与文件系统", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "volume-number",
        [
            "Not the number of a volume",
            "DRBD numbers the volumes of a resource from 0 to 65535.",
            "Write the number that stands behind the resource in `/dev/drbd/by-res/r0/1`. Volume 0 is the cluster \
             private volume unless another one is.",
        ],
        [
            "不是卷号",
            "DRBD 将资源的卷编号为 0 到 65535。",
            "填写 `/dev/drbd/by-res/r0/1` 中资源之后的数字。除非另选，卷 0 为集群私有卷。",
        ],
    ),
    Page::new(
        "device",
        [
            "Not the path of a device",
            "The agents look for the device at exactly this path, and it must be the same volume on every node. \
             `/dev/drbd7` counts over all resources of a node; `/dev/drbd/by-res/r0/1` is volume 1 of `r0` \
             everywhere.",
            "Leave it empty for the stable name, or give an absolute path below `/dev`.",
        ],
        [
            "不是设备路径",
            "代理按此路径查找设备，且它在每个节点上必须是同一个卷。`/dev/drbd7` 在节点的所有资源间编号；\
             `/dev/drbd/by-res/r0/1` 则在任何节点上都是 `r0` 的卷 1。",
            "留空以采用稳定名称，或填写 `/dev` 下的绝对路径。",
        ],
    ),
    Page::new(
        "mount-path",
        [
            "Not a directory to mount in",
            "The agent creates the directory and refuses `/`. A directory of the system would be hidden by the \
             mount; blanks and pattern characters break the comparisons of `Filesystem` and `exportfs`, which \
             then do not find their own mount or export.",
            "Take a plain absolute path of its own, such as `/srv/gateway-exports/data`.",
        ],
        [
            "不是可用的挂载目录",
            "代理会创建该目录，并拒绝 `/`。挂载会遮住系统目录；空格和通配字符会使 `Filesystem` 和 `exportfs` 的比\
             较失效，找不到自己的挂载或导出。",
            "使用独立的普通绝对路径，如 `/srv/gateway-exports/data`。",
        ],
    ),
    Page::new(
        "fs-type",
        [
            "Not the type of a file system",
            "`Filesystem` mounts with exactly this type; the kernel refuses one that it does not know, and the \
             start fails.",
            "Write what `blkid /dev/drbd/by-res/r0/0` shows, in lower case, such as `ext4` or `xfs`.",
        ],
        [
            "不是文件系统类型",
            "`Filesystem` 以该类型挂载；内核不认识的类型会被拒绝，启动失败。",
            "填写 `blkid /dev/drbd/by-res/r0/0` 所示的类型，小写，如 `ext4` 或 `xfs`。",
        ],
    ),
    Page::new(
        "mount-options",
        [
            "The mount options have a blank",
            "The agent passes the options on unquoted, so what follows a blank becomes an argument of its own and \
             the mount fails.",
            "Separate options by commas alone, as in `noatime,discard`.",
        ],
        [
            "挂载选项含有空格",
            "代理传递选项时不加引号，空格之后的内容会成为单独的参数，挂载失败。",
            "只用逗号分隔选项，如 `noatime,discard`。",
        ],
    ),
    Page::new(
        "blank-ends",
        [
            "A blank at the start or end",
            "It belongs to the name: from resource-agents 4.15 on `Filesystem` refuses it, before it mounts \
             another path than meant.",
            "Remove the blank.",
        ],
        [
            "首尾有空格",
            "空格会成为名称的一部分：自 resource-agents 4.15 起 `Filesystem` 会拒绝它，更早的版本则会使用另一个路径。",
            "删除空格。",
        ],
    ),
    Page::new(
        "run-fsck",
        [
            "Neither `auto`, `force` nor `no`",
            "The agent takes every other word for `auto` and checks the file system before it mounts, `false` \
             included.",
            "Write `run_fsck=no`, or leave it out for `auto`.",
        ],
        [
            "不是 `auto`、`force` 或 `no`",
            "代理会把其他词都当作 `auto`，在挂载前检查文件系统，包括 `false`。",
            "写 `run_fsck=no`，或不写以采用 `auto`。",
        ],
    ),
    Page::new(
        "force-unmount",
        [
            "A word that ends no process",
            "On stop the agent ends processes that keep the file system busy, with `true` or `safe`. With a word \
             that it does not know it ends none, the unmount fails, and DRBD cannot be demoted.",
            "Leave `force_unmount` out for `true`; the package psmisc has to be installed.",
        ],
        [
            "该词不会终止任何进程",
            "使用 `true` 或 `safe` 时，代理停止时会终止占用文件系统的进程。使用不认识的词时不终止任何进程，卸载失\
             败，DRBD 无法降级。",
            "不写 `force_unmount`（即 `true`）；需要安装软件包 psmisc。",
        ],
    ),
];
