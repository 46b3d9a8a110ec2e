//! Nodes: what keeps a deployment from them.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("nodes", "Nodes", "节点", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "node-silent",
        [
            "A node does not answer",
            "What it has is not known, so no plan can say what a deployment would change or interrupt there. A \
             node that later comes back with an old file could take over with old settings.",
            "Mend what the message names, for example an sshd that does not run, a key that is not accepted or a \
             directory that is not writable, and plan again. A node that is gone for good can be taken out of the \
             settings or removed from the list of nodes.",
        ],
        [
            "节点没有响应",
            "不知道该节点上有什么，因此计划无法说明部署会更改或中断什么。之后带着旧文件恢复的节点可能以旧设置接管。",
            "解决消息所示的问题，例如 sshd 未运行、密钥不被接受或目录不可写，然后重新制定计划。永久停用的节点可从设置或节点列表中移除。",
        ],
    ),
    Page::new(
        "preflight",
        [
            "A node is not ready for the gateway",
            "Agents that miss a tool, a kernel module or a free port often return 0 and do nothing, so that the gateway \
             looks started and serves nobody. A deployment therefore looks first, and changes nothing where an agent \
             could not do its work.",
            "Follow the remedy that the message names on that node, then plan again. The page of nodes shows every \
             finding of a node, those that keep nothing away among them.",
        ],
        [
            "节点尚未准备好运行该网关",
            "缺少工具、内核模块或空闲端口时，代理往往返回 0 却什么也不做，网关看似已启动却无法提供服务。因此部署会先检查；若代理无法工作，则不做任何更改。",
            "在该节点上按消息给出的办法处理，然后重新制定计划。节点页面会显示该节点的全部检查结果，包括不影响部署的结果。",
        ],
    ),
    Page::new(
        "snippet-twice",
        [
            "A node has the snippet enabled and disabled at once",
            "The daemon reads the `.toml`. `drbd-reactorctl disable` renames it over the `.toml.disabled`, whose text \
             would be lost without a word.",
            "Compare the two files on the node, remove the one that is not wanted, and plan again.",
        ],
        [
            "节点上同时存在启用和禁用的配置片段",
            "守护进程读取 `.toml`。`drbd-reactorctl disable` 会将其重命名并覆盖 `.toml.disabled`，后者的内容会悄悄丢失。",
            "在节点上比较这两个文件，删除不需要的一份，然后重新制定计划。",
        ],
    ),
    Page::new(
        "texts-differ",
        [
            "Nodes have different texts of one snippet",
            "Whichever node promotes the resource starts the text that it has. After a failover, the gateway would be \
             another one.",
            "Look at the drift of the gateway, take over what is wanted, and deploy it: then all nodes have the same.",
        ],
        [
            "各节点上的配置片段内容不同",
            "哪个节点提升该资源，就启动哪个节点上的内容。故障转移后，网关会变成另一个。",
            "查看该网关的偏移，接管所需的内容并部署：之后所有节点内容一致。",
        ],
    ),
    Page::new(
        "evict-delay",
        [
            "Not a time that a peer may take to take over",
            "`drbd-reactorctl evict` waits that many seconds for a peer. Without any time no peer would be seen taking \
             over; with very much of it, a gateway that nobody takes would be down for long.",
            "Give 1 to 600 seconds. 20 is what the program itself waits.",
        ],
        [
            "等待其他节点接管的时间无效",
            "`drbd-reactorctl evict` 会等待这么多秒，直到其他节点接管。时间为零就看不到接管；时间过长时，若无节点接管，网关会长时间停止。",
            "请给出 1 到 600 秒。该程序默认等待 20 秒。",
        ],
    ),
];
