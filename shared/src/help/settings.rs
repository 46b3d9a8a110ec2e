//! Keys of a resource that the daemon refuses, ignores or misreads.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("settings", "Settings of the daemon", "守护进程的设置", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "type",
        [
            "The value has the wrong type",
            "The daemon reads each setting as one type. A wrong one, such as `\"true\"` in quotes or a word that \
             it does not know, rejects the whole configuration of the node, and its message names no line. In a \
             draft of a gateway, a field of the wrong type cannot be read.",
            "Write what the message says: `true` or `false` without quotes, a whole number without quotes, a word \
             in quotes and in the given case, or a list such as `[\"node-a\"]`.",
        ],
        [
            "值的类型不对",
            "守护进程对每个设置只接受一种类型。类型不对（如带引号的 `\"true\"`，或它不认识的词）会使整个节点的配置\
             被拒绝，且消息中没有行号。在网关草稿中，类型不对的字段无法读取。",
            "按消息所示书写：不带引号的 `true` 或 `false`，不带引号的整数，带引号且大小写一致的词，或列表，如 \
             `[\"node-a\"]`。",
        ],
    ),
    Page::new(
        "unknown-key",
        [
            "The daemon does not know this key",
            "Unknown keys are never reported: a typo, `snake_case`, or a key newer than the installed daemon is \
             skipped, and the default holds instead.",
            "Correct the spelling; keys have dashes, as in `on-drbd-demote-failure`. Data of your own belong into \
             `[promoter.metadata]`, which the daemon leaves alone.",
        ],
        [
            "守护进程不认识该键",
            "守护进程从不报告未知的键：拼写错误、`snake_case` 或比已安装版本更新的键都会被跳过，并采用默认值。",
            "更正拼写；键名使用连字符，如 `on-drbd-demote-failure`。自有数据应放入 `[promoter.metadata]`，守护进程\
             不会读取它。",
        ],
    ),
    Page::new(
        "newer-key",
        [
            "The installed daemon does not know this setting yet",
            "The check goes by the chosen version of drbd-reactor. An older daemon skips the setting without a \
             word and does what it did before there was one; for `on-quorum-loss`, for example, it stops the \
             gateway.",
            "Install a newer drbd-reactor on every node, or choose the version that is installed, for example \
             with `--drbd-reactor 1.4`.",
        ],
        [
            "已安装的守护进程还不支持该设置",
            "检查依据所选的 drbd-reactor 版本。旧版守护进程会悄悄跳过该设置，行为与该设置出现之前相同；例如对 \
             `on-quorum-loss`，它会停止网关。",
            "在每个节点上安装更新的 drbd-reactor，或选择实际安装的版本，例如 `--drbd-reactor 1.4`。",
        ],
    ),
    Page::new(
        "wrong-level",
        [
            "The setting stands where the daemon does not look",
            "Settings belong to a resource. At the promoter or in the metadata, for example behind \
             `[promoter.metadata]` at the end of a file, the daemon ignores them without a word.",
            "Move the line below the header `[promoter.resources.NAME]`.",
        ],
        [
            "设置写在了守护进程不读取的位置",
            "设置属于资源。写在 promoter 处或元数据中（例如文件末尾的 `[promoter.metadata]` 之后）时，守护进程会悄\
             悄忽略。",
            "将该行移到表头 `[promoter.resources.名称]` 之下。",
        ],
    ),
    Page::new(
        "deprecated-key",
        [
            "The key is deprecated",
            "`id` and `on-stop-failure` come from old versions. The daemon still reads them, and does nothing \
             with them.",
            "Remove the line. What `on-stop-failure` did, `on-drbd-demote-failure` does, for example with \
             `\"reboot-immediate\"`.",
        ],
        [
            "该键已弃用",
            "`id` 和 `on-stop-failure` 来自旧版本。守护进程仍会读取，但不做任何处理。",
            "删除该行。`on-stop-failure` 的作用现由 `on-drbd-demote-failure` 承担，例如 `\"reboot-immediate\"`。",
        ],
    ),
    Page::new(
        "runner-shell",
        [
            "The runner `shell` has no units",
            "It passes each start entry to `sh -c` as root: no OCF agents, no units, no order between entries, no \
             monitoring. An entry `ocf:…` is no command, so such a gateway never starts.",
            "Remove the line, or write `runner = \"systemd\"`, which is the default.",
        ],
        [
            "runner `shell` 没有单元",
            "它以 root 身份将每个启动项交给 `sh -c`：没有 OCF 代理、单元、启动项之间的顺序和监控。`ocf:…` 不是命\
             令，这样的网关永远不会启动。",
            "删除该行，或写 `runner = \"systemd\"`（即默认值）。",
        ],
    ),
    Page::new(
        "stop-ignored",
        [
            "The list `stop` is not read",
            "Only the runner `shell` reads it. With the runner `systemd` the units stop in the reverse order of \
             `start`.",
            "Remove the list. What is to happen on stop belongs into a unit or agent of the start list.",
        ],
        [
            "`stop` 列表不会被读取",
            "只有 runner 为 `shell` 时才会读取它。runner 为 `systemd` 时，单元按 `start` 的相反顺序停止。",
            "删除该列表。停止时要做的事应放在启动列表的单元或代理中。",
        ],
    ),
    Page::new(
        "start-empty",
        [
            "There is nothing to start",
            "With an empty `start` list the daemon promotes the resource on some node and runs nothing there, so \
             clients find no service.",
            "Add the start entries. If the list stands elsewhere in the file, move it below \
             `[promoter.resources.NAME]`.",
        ],
        [
            "没有可启动的内容",
            "`start` 列表为空时，守护进程只会在某个节点上提升资源，不运行任何服务，客户端找不到服务。",
            "加上启动项。如果列表写在文件的其他位置，请移到 `[promoter.resources.名称]` 之下。",
        ],
    ),
    Page::new(
        "choice",
        [
            "The value is none of those that are known",
            "A few words are known, and their case matters. For another one in its own settings the daemon \
             refuses the whole configuration; an agent does not start.",
            "Take one of the words that the message lists.",
        ],
        [
            "值不在允许的范围内",
            "只接受几个特定的词，且区分大小写。守护进程自身的设置使用其他词时，整个配置会被拒绝；代理则不会启动。",
            "使用消息所列的词之一。",
        ],
    ),
    Page::new(
        "switch",
        [
            "Neither `true` nor `false`",
            "The daemon knows only these two words. Agents take every word that they do not know for no, without \
             saying so.",
            "Write `true` or `false`.",
        ],
        [
            "既不是 `true` 也不是 `false`",
            "守护进程只认识这两个词。代理则会悄悄把不认识的词都当作否。",
            "写 `true` 或 `false`。",
        ],
    ),
    Page::new(
        "count",
        [
            "Not a whole number from 0 to 4294967295",
            "The daemon reads this setting as an unsigned number of 32 bits; with anything else it refuses the \
             whole configuration.",
            "Write a whole number without sign, leading zeros and quotes. The default of \
             `sleep-before-promote-factor` is 1.",
        ],
        [
            "不是 0 到 4294967295 的整数",
            "守护进程将该设置读作 32 位无符号整数；其他内容会使整个配置被拒绝。",
            "写不带符号、前导零和引号的整数。`sleep-before-promote-factor` 的默认值为 1。",
        ],
    ),
    Page::new(
        "seconds",
        [
            "Not a whole number of seconds",
            "The daemon takes whole seconds only, without a unit; with anything else it refuses the whole \
             configuration.",
            "Write a number such as `5`, which is the default of `fencing-promote-delay`.",
        ],
        [
            "不是整数秒",
            "守护进程只接受不带单位的整数秒；其他内容会使整个配置被拒绝。",
            "写数字，如 `5`，即 `fencing-promote-delay` 的默认值。",
        ],
    ),
];
