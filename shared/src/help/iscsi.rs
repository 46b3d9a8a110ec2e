//! Values of `iSCSITarget`, and what its LUNs have in common with it.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("iscsi", "iSCSI targets", "iSCSI target", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "implementation",
        [
            "No implementation that the agent knows",
            "The agents know `iet`, `tgt`, `lio`, `lio-t` and `scst`. With another word, or an empty one, they do \
             not start.",
            "Write `implementation=lio-t` for the kernel's target, the same on the target and on every LUN.",
        ],
        [
            "代理不认识该实现",
            "代理只认识 `iet`、`tgt`、`lio`、`lio-t` 和 `scst`。使用其他词或留空时不会启动。",
            "内核 target 写 `implementation=lio-t`，target 和每个 LUN 相同。",
        ],
    ),
    Page::new(
        "implementation-missing",
        [
            "The agents look for an implementation each on its own",
            "Without `implementation` target and LUNs each take the first program that the node has: where the \
             package tgt is installed it wins, and wants a `tid`. Nodes with other packages serve the gateway \
             otherwise, or not at all.",
            "Write `implementation=lio-t` on the target and on every LUN.",
        ],
        [
            "代理各自选择实现",
            "不写 `implementation` 时，target 和 LUN 各自选用节点上找到的第一个程序：装有 tgt 时会选中它，而它需要\
              `tid`。软件包不同的节点提供的服务不同，甚至无法提供。",
            "在 target 和每个 LUN 上写 `implementation=lio-t`。",
        ],
    ),
    Page::new(
        "implementation-differs",
        [
            "Target and LUN name different implementations",
            "Each program knows its own targets only, so the LUN does not find the one it belongs to, and the \
             gateway does not start.",
            "Write the same on both, such as `lio-t`.",
        ],
        [
            "target 与 LUN 的实现不同",
            "每个程序只认识自己的 target，LUN 找不到所属的 target，网关不会启动。",
            "两者写相同的值，如 `lio-t`。",
        ],
    ),
    Page::new(
        "implementation-newer",
        [
            "The installed agent does not know `scst`",
            "`scst` came with resource-agents 4.13. An older agent refuses the word and does not start.",
            "Write `lio-t`, or install newer resource-agents on every node.",
        ],
        [
            "已安装的代理不认识 `scst`",
            "`scst` 自 resource-agents 4.13 起支持。更旧的代理会拒绝该词，不会启动。",
            "写 `lio-t`，或在每个节点上安装更新的 resource-agents。",
        ],
    ),
    Page::new(
        "lio-gone",
        [
            "`lio` does not start on today's systems",
            "It needs `tcm_node`, which is gone from current distributions. The kernel's target goes by another \
             name in the agent.",
            "Write `implementation=lio-t`, on the target and on every LUN.",
        ],
        [
            "`lio` 在当今系统上无法启动",
            "它需要 `tcm_node`，而当前发行版已没有该程序。内核 target 在代理中使用另一个名称。",
            "在 target 和每个 LUN 上写 `implementation=lio-t`。",
        ],
    ),
    Page::new(
        "lio-chap",
        [
            "`lio` ignores CHAP",
            "The agent sets up no authentication with `lio`: the target is open to all, although a name and a \
             secret are given.",
            "Write `implementation=lio-t`, on the target and on every LUN.",
        ],
        [
            "`lio` 忽略 CHAP",
            "使用 `lio` 时代理不设置认证：虽然给出了用户名和密码，target 仍对所有人开放。",
            "在 target 和每个 LUN 上写 `implementation=lio-t`。",
        ],
    ),
    Page::new(
        "iqn",
        [
            "Not an IQN that a target can have",
            "The agent checks nothing. LIO wants lower case, no `_`, two labels of the domain at least and 223 \
             bytes at most; with upper case the start fails and leaves half a target behind.",
            "Write `iqn.`, year and month, the reversed domain and a name: `iqn.2024-01.com.example:storage.r0`.",
        ],
        [
            "不是 target 可用的 IQN",
            "代理不作任何检查。LIO 要求小写、不含 `_`、域名至少两段且最多 223 字节；含大写时启动失败，并残留半个 \
             target。",
            "按 `iqn.`、年-月、反向域名和名称书写：`iqn.2024-01.com.example:storage.r0`。",
        ],
    ),
    Page::new(
        "target-id",
        [
            "Not the number of a target",
            "`tgt` tells the targets of a node apart by `tid`, a number from 1 on, and the agent ends with code 6 \
             without one. LIO does not read it.",
            "Give a number that no other target of the cluster has, or leave the form's field empty.",
        ],
        [
            "不是有效的 target 编号",
            "`tgt` 以 `tid`（从 1 开始的编号）区分节点上的 target，缺少时代理以代码 6 退出。LIO 不读取它。",
            "使用集群中其他 target 未用的编号，或将表单字段留空。",
        ],
    ),
    Page::new(
        "portal",
        [
            "Not a portal",
            "The agent wants addresses with ports. With a host name or another word LIO makes no portal, and \
             clients do not get in.",
            "Write for example `portals='192.168.1.100:3260 192.168.2.100:3260'`.",
        ],
        [
            "不是门户",
            "代理要求地址和端口。使用主机名或其他内容时 LIO 不会创建门户，客户端无法连接。",
            "例如 `portals='192.168.1.100:3260 192.168.2.100:3260'`。",
        ],
    ),
    Page::new(
        "portals-missing",
        [
            "The target has no portal",
            "With LIO the agent makes no portal when `portals` is left out or `0.0.0.0:3260`, and returns 0: the \
             target is there, and nobody reaches it.",
            "Write the service IPs with their port, as in `portals=192.168.1.100:3260`.",
        ],
        [
            "target 没有门户",
            "使用 LIO 时，若不写 `portals` 或写 `0.0.0.0:3260`，代理不会创建门户却返回 0：target 存在，但无人能访问。",
            "写服务 IP 和端口，如 `portals=192.168.1.100:3260`。",
        ],
    ),
    Page::new(
        "portal-any",
        [
            "A portal that is not made",
            "The agent skips `0.0.0.0:3260`, its default, for LIO and makes only the other portals.",
            "Write the service IPs alone.",
        ],
        ["该门户不会创建", "对于 LIO，代理会跳过默认值 `0.0.0.0:3260`，只创建其他门户。", "只写服务 IP。"],
    ),
    Page::new(
        "portal-port",
        [
            "A portal without a port",
            "The agent splits each portal at its colon. Which port comes of one without is left to the program \
             behind it.",
            "Add the port, as in `192.168.1.100:3260`.",
        ],
        [
            "门户没有端口",
            "代理在冒号处拆分每个门户。没有端口时，结果由其后的程序决定。",
            "加上端口，如 `192.168.1.100:3260`。",
        ],
    ),
    Page::new(
        "portal-twice",
        [
            "A portal stands twice",
            "LIO has the portal already when the agent makes it again, so the start fails.",
            "Remove it, or write the address that was meant.",
        ],
        ["门户出现两次", "代理再次创建时 LIO 已有该门户，启动失败。", "删除它，或改为所需的地址。"],
    ),
    Page::new(
        "portal-ipv6",
        [
            "No IPv6 portals with this implementation",
            "The agent takes a portal apart at its first colon, in every version of resource-agents. With an IPv6 \
             address it makes no portal.",
            "Take an IPv4 service IP, or the implementation `tgt`, which listens on all addresses.",
        ],
        [
            "该实现不支持 IPv6 门户",
            "在所有版本的 resource-agents 中，代理都在第一个冒号处拆分门户。使用 IPv6 地址时不会创建门户。",
            "使用 IPv4 服务 IP，或使用监听所有地址的实现 `tgt`。",
        ],
    ),
    Page::new(
        "portals-ignored",
        [
            "This implementation ignores the portals",
            "`iet` and `tgt` listen on every address of the node. Clients get to the target by addresses that do \
             not move with it, and by networks that were not meant.",
            "Use `lio-t`, which listens on the portals alone, or close the port elsewhere with a firewall.",
        ],
        [
            "该实现忽略门户设置",
            "`iet` 和 `tgt` 监听节点的所有地址。客户端可通过不随之迁移的地址以及非预期的网络访问 target。",
            "使用只监听门户的 `lio-t`，或用防火墙在其他地址上关闭该端口。",
        ],
    ),
    Page::new(
        "port-ignored",
        [
            "This implementation listens on 3260 only",
            "`tgt`, `iet` and `scst` do not read the port of a portal. Blocks and portals would be about a port \
             on which nothing listens, while 3260 stays open.",
            "Use port 3260, or `lio-t`.",
        ],
        [
            "该实现只监听 3260",
            "`tgt`、`iet` 和 `scst` 不读取门户的端口。阻断和门户针对的端口上没有服务，而 3260 保持开放。",
            "使用端口 3260，或改用 `lio-t`。",
        ],
    ),
    Page::new(
        "chap-pair",
        [
            "Half a CHAP pair",
            "With a secret but no user name the agent sets up no authentication: the target is open to all, and \
             the start returns 0. With a user name alone the secret is empty.",
            "Give both, or neither.",
        ],
        [
            "CHAP 用户名和密码只有一半",
            "只有密码而没有用户名时，代理不设置认证：target 对所有人开放，启动却返回 0。只有用户名时密码为空。",
            "两者都填，或都不填。",
        ],
    ),
    Page::new(
        "chap-username",
        [
            "A CHAP user name that the agent cannot take",
            "The agent expands it unquoted in a shell, so blanks, quotes, backslashes and `*` change it. LIO \
             takes a name that starts with `NULL` for none, and 255 bytes at most.",
            "Use letters, digits and `._:@/+=,-`.",
        ],
        [
            "代理无法使用该 CHAP 用户名",
            "代理在 shell 中展开时不加引号，空格、引号、反斜杠和 `*` 会改变它。LIO 会把以 `NULL` 开头的名称当作没\
             有，最多 255 字节。",
            "使用字母、数字和 `._:@/+=,-`。",
        ],
    ),
    Page::new(
        "chap-password",
        [
            "A CHAP secret that not all initiators take",
            "Windows and many other initiators take 12 to 16 characters. The agent expands the secret unquoted in \
             a shell, so blanks, quotes, backslashes and `*` change it, and LIO takes one that starts with `NULL` \
             for none.",
            "Use 12 to 16 letters, digits and `._:@/+=,-`. While the gateway runs, every local user of the node \
             can read it in the units.",
        ],
        [
            "该 CHAP 密码并非所有发起端都接受",
            "Windows 等多数发起端要求 12 到 16 个字符。代理在 shell 中展开时不加引号，空格、引号、反斜杠和 `*` 会\
             改变它；LIO 会把以 `NULL` 开头的密码当作没有。",
            "使用 12 到 16 个字母、数字和 `._:@/+=,-`。网关运行时，节点上的任何本地用户都能在单元中读到它。",
        ],
    ),
    Page::new(
        "chap-username-taken",
        [
            "Another target of `tgt` has this CHAP user",
            "`tgt` knows a user once per node, not per target. Where the two meet, the second does not start.",
            "Choose a user name for each target, or use `lio-t`.",
        ],
        [
            "`tgt` 的另一个 target 已使用该 CHAP 用户",
            "`tgt` 在每个节点上只认识一个同名用户，而不是按 target 区分。两者相遇时，第二个不会启动。",
            "为每个 target 使用不同的用户名，或改用 `lio-t`。",
        ],
    ),
    Page::new(
        "initiator",
        [
            "Not the name of an initiator",
            "The target lets in exactly the initiators that are listed. A wrong name keeps its initiator out, and \
             a list that cannot be used may leave the target open to all.",
            "Copy it from the initiator, where `/etc/iscsi/initiatorname.iscsi` has it. An IQN in lower case, \
             `eui.` with 16 hexadecimal digits or `naa.` with 16 or 32 are names.",
        ],
        [
            "不是发起端名称",
            "target 只允许列出的发起端。名称有误会使该发起端无法连接；列表无法使用时，target 可能对所有人开放。",
            "从发起端复制，见其 `/etc/iscsi/initiatorname.iscsi`。有效名称为小写 IQN、`eui.` 加 16 位或 `naa.` 加 \
             16 或 32 位十六进制数字。",
        ],
    ),
    Page::new(
        "initiators-tgt",
        [
            "Initiators that tgt does not know by name",
            "The agent gives tgt each entry of `allowed_initiators` as an address. An IQN is no address, so nothing matches, and no initiator can connect; the agent returns 0.",
            "Use `lio-t`, which goes by names; or write addresses or networks, such as `10.0.0.0/24`, or `ALL`.",
        ],
        [
            "tgt 不按名称识别发起端",
            "代理把 `allowed_initiators` 的每一项作为地址交给 tgt。IQN 不是地址，因此不会匹配，任何发起端都无法连接；代理返回 0。",
            "使用按名称识别的 `lio-t`；或写地址、网络（如 `10.0.0.0/24`）或 `ALL`。",
        ],
    ),
    Page::new(
        "initiators-nobody",
        [
            "`tgt` lets nobody in",
            "Without `allowed_initiators`, LIO and scst are open to all, but `tgt` to nobody: the gateway starts, \
             and every login is refused.",
            "List the initiators, or write `allowed_initiators=ALL`.",
        ],
        [
            "`tgt` 不允许任何人连接",
            "不写 `allowed_initiators` 时，LIO 和 scst 对所有人开放，而 `tgt` 不允许任何人：网关会启动，但所有登录\
             都被拒绝。",
            "列出发起端，或写 `allowed_initiators=ALL`。",
        ],
    ),
    Page::new(
        "lun-open",
        [
            "A list on the LUN keeps nobody out",
            "Its target lets all initiators in, and these see all LUNs. The list on the LUN looks like a \
             restriction, and is none.",
            "Put `allowed_initiators` on the target. For LUNs with different initiators, make a target for each.",
        ],
        [
            "LUN 上的列表不起限制作用",
            "其 target 允许所有发起端，它们能看到所有 LUN。LUN 上的列表看似限制，实际不起作用。",
            "将 `allowed_initiators` 写在 target 上。如各 LUN 的发起端不同，请分别建立 target。",
        ],
    ),
];
