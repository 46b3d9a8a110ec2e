//! What holds for every agent: it exists, and takes the parameters that it declares.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("agents", "Agents in general", "代理（通用）", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "unknown-agent",
        [
            "No such agent is known",
            "An agent that is not installed makes its unit fail, and the gateway does not start. Where it is one \
             of your own, its parameters cannot be checked here.",
            "Correct the name; the case matters: `IPaddr2`, `iSCSITarget`, `nvmet-port`. \
             `ls /usr/lib/ocf/resource.d/heartbeat` lists what a node has.",
        ],
        [
            "未知的代理",
            "未安装的代理会使其单元失败，网关无法启动。如果是自有代理，此处无法检查其参数。",
            "更正名称，区分大小写：`IPaddr2`、`iSCSITarget`、`nvmet-port`。`ls /usr/lib/ocf/resource.d/heartbeat` \
             可列出节点上已有的代理。",
        ],
    ),
    Page::new(
        "agent-newer",
        [
            "The installed resource-agents do not have this agent",
            "The check goes by the chosen version of resource-agents. On a node with that one, the unit fails and \
             the gateway does not start.",
            "Install a newer resource-agents on every node, or choose the version that is installed, for example \
             with `--resource-agents 4.16`.",
        ],
        [
            "已安装的 resource-agents 没有该代理",
            "检查依据所选的 resource-agents 版本。在装有该版本的节点上，单元会失败，网关无法启动。",
            "在每个节点上安装更新的 resource-agents，或选择实际安装的版本，例如 `--resource-agents 4.16`。",
        ],
    ),
    Page::new(
        "unknown-parameter",
        [
            "The agent has no such parameter",
            "Agents read only the variables that they know. A misspelt one is ignored without a word and the \
             default holds; misspelt `allowed_initiators` or `incoming_password` leave a target open to all.",
            "Correct the name, or remove the parameter.",
        ],
        [
            "代理没有该参数",
            "代理只读取它认识的变量。拼错的参数会被悄悄忽略并采用默认值；拼错 `allowed_initiators` 或 \
             `incoming_password` 会让 target 对所有人开放。",
            "更正参数名，或删除该参数。",
        ],
    ),
    Page::new(
        "parameter-missing",
        [
            "A parameter that the agent needs is missing",
            "The agent fails on start without it, and the gateway with it. An empty value is as good as none.",
            "Add it as `NAME=VALUE`, for example `ip=192.168.1.100` for `IPaddr2`.",
        ],
        [
            "缺少代理必需的参数",
            "缺少它时代理启动失败，网关也随之失败。空值等同于没有。",
            "以 `名称=值` 的形式补上，例如 `IPaddr2` 的 `ip=192.168.1.100`。",
        ],
    ),
    Page::new(
        "parameter-newer",
        [
            "The installed agent does not know this parameter",
            "It came with a later resource-agents, or is gone from the chosen one. The agent ignores it without a \
             word.",
            "Install a version that knows it on every node, or remove it and make sure that the gateway does without.",
        ],
        [
            "已安装的代理不认识该参数",
            "它出现于更新的 resource-agents，或已从所选版本中移除。代理会悄悄忽略它。",
            "在每个节点上安装支持它的版本，或删除它并确认网关不需要它。",
        ],
    ),
    Page::new(
        "empty-value",
        [
            "An empty value replaces the agent's default",
            "An agent takes its default only where a parameter is left out. `name=` hands it an empty text \
             instead, with which it may fail or do something else.",
            "Leave the parameter out.",
        ],
        [
            "空值取代了代理的默认值",
            "只有不写某参数时代理才会采用默认值。写 `名称=` 则会传给它空文本，它可能失败或做出其他行为。",
            "不要写该参数。",
        ],
    ),
    Page::new(
        "boolean",
        [
            "The agent takes this for no",
            "Yes is one of `yes`, `true`, `1`, `YES`, `TRUE`, `True`, `ja`, `on`, `ON`. Everything else is no, \
             without a word: `Yes` and `y` too.",
            "Write `true` or `false`.",
        ],
        [
            "代理会把该值当作否",
            "只有 `yes`、`true`、`1`、`YES`、`TRUE`、`True`、`ja`、`on`、`ON` 表示是。其他内容都会被悄悄当作否，包\
             括 `Yes` 和 `y`。",
            "写 `true` 或 `false`。",
        ],
    ),
    Page::new(
        "number",
        [
            "The agent wants a whole number",
            "It calculates with the value or passes it on to a program that does; the start fails, or the value \
             is ignored.",
            "Write digits only, without unit.",
        ],
        [
            "代理需要整数",
            "代理会用该值计算，或交给需要数字的程序；启动会失败，或该值被忽略。",
            "只写数字，不带单位。",
        ],
    ),
    Page::new(
        "number-spelling",
        [
            "A number that programs read differently",
            "With a `0` or `+` in front some programs read another number, because a leading `0` means base 8 to \
             them, and others compare it as text and do not find their own.",
            "Write plain digits: `7`, not `07` or `+7`.",
        ],
        [
            "各程序读法不同的数字",
            "以 `0` 或 `+` 开头时，某些程序会读作另一个数（前导 `0` 表示八进制），另一些则按文本比较，找不到自己的\
             内容。",
            "写普通数字：`7`，而不是 `07` 或 `+7`。",
        ],
    ),
    Page::new(
        "list-comma",
        [
            "Commas where blanks belong",
            "The agent takes the list apart at blanks. With commas all of it is one member that nobody has: \
             portals are not made, or other initiators are let in than meant.",
            "Write blanks, and quotes around the list: `portals='192.168.1.100:3260 192.168.2.100:3260'`.",
        ],
        [
            "该用空格处用了逗号",
            "代理按空格拆分列表。使用逗号时整个列表成为一个不存在的成员：门户不会创建，或允许的发起端与预期不同。",
            "用空格分隔，并为列表加上引号：`portals='192.168.1.100:3260 192.168.2.100:3260'`。",
        ],
    ),
    Page::new(
        "parameter-ignored",
        [
            "The implementation ignores this parameter",
            "The agent takes it, and does not pass it on to the program that serves the target. It says so in the \
             log of the node at most, and returns 0.",
            "Remove it, or choose an implementation that has it.",
        ],
        [
            "该实现忽略此参数",
            "代理接受该参数，但不会传给提供 target 的程序。它最多在节点日志中说明，并返回 0。",
            "删除它，或选择支持它的实现。",
        ],
    ),
];
