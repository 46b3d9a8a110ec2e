//! Files that the daemon cannot read, or reads otherwise than they look.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("files", "Files and headers", "文件与表头", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "file-taken",
        [
            "Two gateways with one file",
            "Every gateway is one file of the snippets directory. Two with the same name would overwrite each other on the nodes.",
            "Give the file another name.",
        ],
        [
            "两个网关使用同一文件",
            "每个网关是片段目录中的一个文件。同名的两个会在节点上互相覆盖。",
            "为该文件另取名称。",
        ],
    ),
    Page::new(
        "one-resource",
        [
            "A snippet with several resources, or none",
            "A gateway is one DRBD resource: it is deployed, started and stopped as one. A file with several resources cannot be, and one without runs nothing.",
            "Give each resource a file of its own, each with its own `[[promoter]]`.",
        ],
        [
            "片段含有多个资源或没有资源",
            "一个网关就是一个 DRBD 资源：作为一个整体部署、启动和停止。含多个资源的文件无法如此处理，没有资源的文件则不运行任何服务。",
            "将每个资源放入单独的文件，各带自己的 `[[promoter]]`。",
        ],
    ),
    Page::new(
        "file",
        [
            "A name that is no snippet's",
            "The file is put into the snippets directory of every node under this name. The daemon reads names that end in `.toml`; anything but letters, digits, `.`, `_` and `-` is asking for trouble with shells and paths.",
            "Write a name such as `my-gateway.toml`.",
        ],
        [
            "不是片段的文件名",
            "该文件会以此名称放入每个节点的片段目录。守护进程读取以 `.toml` 结尾的文件；除字母、数字、`.`、`_`、`-` 之外的字符容易在 shell 和路径中引发问题。",
            "使用 `my-gateway.toml` 之类的名称。",
        ],
    ),
    Page::new(
        "file-name",
        [
            "A file whose name is no text",
            "drbd-reactor turns the name of every file of the directory into text before it looks at its suffix. One that is not UTF-8 is an error, and no snippet is read.",
            "Rename or remove the file, also if it does not end in `.toml`.",
        ],
        [
            "文件名不是文本",
            "drbd-reactor 在检查后缀之前，会把目录中每个文件名转换为文本。只要有一个不是 UTF-8 就会出错，所有片段都不会被读取。",
            "重命名或删除该文件，即使它不以 `.toml` 结尾。",
        ],
    ),
    Page::new(
        "toml",
        [
            "The file is not TOML",
            "The daemon joins its main file and all snippets and parses them as one TOML 1.0 document. One bad \
             file is enough: on reload it keeps the old configuration of every gateway without saying why, and at \
             the next start it exits, so the node runs nothing.",
            "Go to the line named and mend what is there. A comma is missing between two strings, a quote or \
             bracket is not closed, or the text needs a newer TOML: an inline table over several lines, a comma \
             before `}`, the escapes `\\e` and `\\xHH`, or a time without seconds.",
        ],
        [
            "文件不是合法的 TOML",
            "守护进程把主配置和所有配置片段连接起来，作为一个 TOML 1.0 文档解析。只要有一个坏文件：重载时它会保留\
             所有网关的旧配置且不说明原因，下次启动时则会退出，该节点不再运行任何服务。",
            "到所示行修正。常见原因：两个字符串之间缺逗号，引号或括号未闭合，或用了更新版本的 TOML：多行内联表、\
             `}` 前的逗号、`\\e` 和 `\\xHH` 转义、不带秒的时间。",
        ],
    ),
    Page::new(
        "byte-order-mark",
        [
            "The file starts with a byte order mark",
            "Some editors write these three invisible bytes first. TOML does not allow them, so the daemon \
             refuses this file and all others with it.",
            "Save the file as UTF-8 without a byte order mark, or let the repair remove it.",
        ],
        [
            "文件以字节顺序标记（BOM）开头",
            "某些编辑器会在开头写入这三个看不见的字节。TOML 不允许它们，因此守护进程会拒绝该文件以及所有其他文件。",
            "以不带 BOM 的 UTF-8 保存文件，或使用修复将其删除。",
        ],
    ),
    Page::new(
        "not-utf-8",
        [
            "The file is not UTF-8",
            "TOML is UTF-8. The daemon refuses a file in any other encoding, and with it all snippets of the node.",
            "Convert it, for example with `iconv -f gbk -t utf-8`, or remove the characters that are not ASCII.",
        ],
        [
            "文件不是 UTF-8 编码",
            "TOML 使用 UTF-8。守护进程会拒绝其他编码的文件，并因此拒绝节点上的所有配置片段。",
            "转换编码，例如使用 `iconv -f gbk -t utf-8`，或删除非 ASCII 字符。",
        ],
    ),
    Page::new(
        "missing-comma",
        [
            "A comma is missing between two strings of a list",
            "Without it the file is not TOML, and the daemon refuses all snippets together.",
            "Every start entry ends with a comma. One behind the last entry is allowed.",
        ],
        [
            "列表中两个字符串之间缺少逗号",
            "缺少逗号的文件不是合法的 TOML，守护进程会拒绝全部配置片段。",
            "每个启动项后都要有逗号；最后一项之后也可以有。",
        ],
    ),
    Page::new(
        "header",
        [
            "A header is a table where the daemon wants a list, or the other way round",
            "Promoters are a list of tables and each resource is one table. With `[promoter]` or \
             `[[promoter.resources.r0]]` the daemon refuses the whole configuration \
             (`invalid type: map, expected a sequence`) and says only \"line 1, column 1\".",
            "Write `[[promoter]]`, and below it `[promoter.resources.r0]` with the name of the DRBD resource.",
        ],
        [
            "表头的类型不对：该用表数组处用了表，或相反",
            "promoter 是表数组，而每个资源是一个表。写成 `[promoter]` 或 `[[promoter.resources.r0]]` 时，守护进程\
             会拒绝整个配置（`invalid type: map, expected a sequence`），且只报告“第 1 行第 1 列”。",
            "写作 `[[promoter]]`，其下写 `[promoter.resources.r0]`，名称为 DRBD 资源名。",
        ],
    ),
    Page::new(
        "dotted-resource",
        [
            "A name with dots became nested tables",
            "TOML takes a bare key apart at its dots: `[promoter.resources.nqn.2024-01.com.example]` is the \
             resource `nqn` with an empty start list. The daemon accepts that, and nothing runs.",
            "Name the DRBD resource there, as in `[promoter.resources.r0]`. An IQN or NQN belongs only into the \
             parameters of the agents.",
        ],
        [
            "带点的名称变成了嵌套的表",
            "TOML 会在点号处拆分裸键：`[promoter.resources.nqn.2024-01.com.example]` 成了启动列表为空的资源 \
             `nqn`。守护进程会接受它，但不会运行任何服务。",
            "此处应写 DRBD 资源名，如 `[promoter.resources.r0]`。IQN 或 NQN 只用于代理的参数。",
        ],
    ),
    Page::new(
        "qualified-name-as-resource",
        [
            "An IQN or NQN stands where the DRBD resource belongs",
            "A bare key of TOML has no `:`, so the file does not parse and the daemon refuses all snippets. \
             Quoting it would not help: no DRBD resource has such a name, so nothing would ever start.",
            "Write the name that `drbdadm status` shows, as in `[promoter.resources.r0]`. The repair proposes the \
             last part of the IQN or NQN; check that DRBD knows the resource by it.",
        ],
        [
            "在 DRBD 资源名的位置写了 IQN 或 NQN",
            "TOML 的裸键不能含 `:`，因此文件无法解析，守护进程会拒绝全部配置片段。加引号也没有用：没有 DRBD 资源叫\
             这样的名称，服务永远不会启动。",
            "写 `drbdadm status` 所示的名称，如 `[promoter.resources.r0]`。修复会建议采用 IQN 或 NQN 的最后一部\
             分；请确认 DRBD 中确有该资源。",
        ],
    ),
    Page::new(
        "no-promoter",
        [
            "The file has no promoter",
            "A start list without `[[promoter]]` and `[promoter.resources.NAME]` above it is TOML that the daemon \
             loads and ignores: nothing runs, and nothing says so.",
            "Put both headers above the start list. The repair does so where the file or its name tells the resource.",
        ],
        [
            "文件中没有 promoter",
            "启动列表上方没有 `[[promoter]]` 和 `[promoter.resources.名称]` 时，它只是守护进程会加载并忽略的 \
             TOML：不会运行任何服务，也没有任何提示。",
            "在启动列表上方加上这两个表头。如果文件内容或文件名能说明资源名，修复会自动添加。",
        ],
    ),
    Page::new(
        "no-resource",
        [
            "A promoter without resources",
            "The promoter knows one key only, `resources`. Without `[promoter.resources.NAME]` the daemon has \
             nothing to run, and does not say so.",
            "Add `[promoter.resources.r0]` with a `start` list, or remove the promoter.",
        ],
        [
            "promoter 没有资源",
            "promoter 只有 `resources` 一个键。没有 `[promoter.resources.名称]` 时，守护进程没有可运行的内容，也不\
             会提示。",
            "加上 `[promoter.resources.r0]` 及其 `start` 列表，或删除该 promoter。",
        ],
    ),
    Page::new(
        "joins-previous",
        [
            "The file is read as part of the one before it",
            "The daemon joins the files in the order of their names. One that starts with \
             `[promoter.resources.NAME]` continues the promoter of the file before it, whichever that is; \
             `drbd-reactorctl`, which reads each file alone, refuses it.",
            "Start every file with a `[[promoter]]` of its own.",
        ],
        [
            "该文件会被当作前一个文件的一部分",
            "守护进程按文件名顺序连接文件。以 `[promoter.resources.名称]` 开头的文件会接在前一个文件的 promoter 之\
             后，无论那是哪个文件；而 `drbd-reactorctl` 单独读取每个文件，会拒绝它。",
            "每个文件都以自己的 `[[promoter]]` 开头。",
        ],
    ),
    Page::new(
        "promoter-twice",
        [
            "The same promoter is there twice",
            "Two promoters with equal content make the daemon exit, on reload too: the node then runs and watches \
             nothing. Comments, order of keys and file names make no difference.",
            "Remove one of them. A copy kept for later needs another suffix than `.toml`, such as `.toml.disabled`.",
        ],
        [
            "同一个 promoter 出现了两次",
            "内容相同的两个 promoter 会使守护进程退出，重载时也一样：该节点随后不再运行和监控任何服务。注释、键的\
             顺序和文件名都不影响比较。",
            "删除其中一个。要保留的副本须使用 `.toml` 以外的后缀，如 `.toml.disabled`。",
        ],
    ),
    Page::new(
        "plugin-twice",
        [
            "The same plugin is there twice",
            "Two equal tables of a plugin, such as `[[prometheus]]`, make the daemon exit, on reload too, as two \
             equal promoters do. The node then runs nothing.",
            "Keep one of them. The main file of drbd-reactor may have it already.",
        ],
        [
            "同一个插件出现了两次",
            "插件的两个相同的表（如 `[[prometheus]]`）会使守护进程退出，重载时也一样，与两个相同的 promoter 相同。\
             该节点随后不再运行任何服务。",
            "只保留一个。drbd-reactor 的主配置中可能已有。",
        ],
    ),
    Page::new(
        "resource-twice",
        [
            "Two promoters want the same resource",
            "Each promoter writes the units of its resource, so two start lists for one resource get in each \
             other's way: their units share one target `drbd-services@…`.",
            "Keep one file per resource. After renaming a file, remove the old one on all nodes.",
        ],
        [
            "两个 promoter 使用同一资源",
            "每个 promoter 都会写入其资源的单元，因此同一资源的两个启动列表会互相干扰：它们的单元共用一个目标 \
             `drbd-services@…`。",
            "每个资源只保留一个文件。重命名文件后，请在所有节点上删除旧文件。",
        ],
    ),
];
