//! Entries of the start list: words, quotes, instances and units.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("entries", "Start entries", "启动项", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "many-words",
        [
            "A start entry of hundreds of words",
            "The daemon takes it, and makes a variable of each word. No agent has that many parameters: mostly a \
             quote is missing, and the words of other entries got into this one. What follows the first 256 is \
             not looked at.",
            "Look for the quote that was not closed, and give the agent the parameters that it has.",
        ],
        [
            "包含数百个词的启动项",
            "守护进程会接受，并为每个词生成变量。没有代理有这么多参数：通常是缺少引号，使其他启动项的内容混入其\
             中。前 256 个之后的内容不作检查。",
            "找出未闭合的引号，只保留代理具有的参数。",
        ],
    ),
    Page::new(
        "agent-as-unit",
        [
            "An agent is taken for the name of a unit",
            "Only `ocf:VENDOR:AGENT`, followed by a blank and an instance, starts an agent; the prefix is in \
             lower case. Anything else is the name of a systemd unit to the daemon: without an instance, or with \
             `OCF:`, it starts nothing and says nothing, and a service IP never comes up.",
            "Write all three parts and an instance name: \
             `ocf:heartbeat:IPaddr2 service_ip0 ip=192.168.1.100 cidr_netmask=24`.",
        ],
        [
            "代理被当作单元名",
            "只有 `ocf:供应商:代理` 后接空格和实例名才会启动代理，且前缀为小写。其他内容都会被守护进程当作 \
             systemd 单元名：缺少实例名或写成 `OCF:` 时，什么都不会启动，也没有提示，服务 IP 永远不会出现。",
            "写全三个部分和实例名：`ocf:heartbeat:IPaddr2 service_ip0 ip=192.168.1.100 cidr_netmask=24`。",
        ],
    ),
    Page::new(
        "instance-missing",
        [
            "The instance name is missing",
            "The first word behind the agent is always the instance. Where it is forgotten, the first parameter \
             becomes the instance name and is lost to the agent.",
            "Put a name of your own there, different for each entry of the resource: \
             `ocf:heartbeat:IPaddr2 service_ip0 ip=…`.",
        ],
        [
            "缺少实例名",
            "代理之后的第一个词总是实例名。漏写时，第一个参数会变成实例名，代理得不到该参数。",
            "在此处写一个名称，每个启动项各不相同：`ocf:heartbeat:IPaddr2 service_ip0 ip=…`。",
        ],
    ),
    Page::new(
        "no-instance",
        [
            "Nothing but a comment behind the agent",
            "A `#` at the start of a word hides the rest of the entry. The daemon finds no instance name and does \
             not start the gateway.",
            "Remove the `#`, or quote the word that starts with it.",
        ],
        [
            "代理之后只有注释",
            "词首的 `#` 会隐藏启动项的其余部分。守护进程找不到实例名，不会启动该网关。",
            "删除 `#`，或为以它开头的词加上引号。",
        ],
    ),
    Page::new(
        "instance-empty",
        [
            "The instance name is empty",
            "The unit is then named after the resource alone. It works once; a second entry with an empty name \
             would be the same unit, which the daemon refuses.",
            "Give every entry an instance name.",
        ],
        [
            "实例名为空",
            "此时单元仅以资源命名。只出现一次时可以工作；第二个空实例名会成为同一单元，守护进程会拒绝。",
            "为每个启动项写上实例名。",
        ],
    ),
    Page::new(
        "agent-name",
        [
            "Vendor or agent has characters that no path of an agent has",
            "They become the path `/usr/lib/ocf/resource.d/VENDOR/AGENT`. With another character the unit fails, \
             or runs another file than meant.",
            "Use letters, digits, `_`, `.` and `-`, with one colon between: `ocf:heartbeat:IPaddr2`, not \
             `ocf::heartbeat:IPaddr2`.",
        ],
        [
            "供应商或代理名含有不允许的字符",
            "它们会组成路径 `/usr/lib/ocf/resource.d/供应商/代理`。含有其他字符时，单元会失败，或运行了别的文件。",
            "只用字母、数字、`_`、`.` 和 `-`，中间只有一个冒号：`ocf:heartbeat:IPaddr2`，而不是 \
             `ocf::heartbeat:IPaddr2`。",
        ],
    ),
    Page::new(
        "quote",
        [
            "A quote without its partner",
            "The daemon takes an entry apart as a shell does, and cannot with an open quote. On reload it has \
             stopped the old gateway already when it finds out: the services stay down.",
            "Close the quote. A quote that is part of a value is written `'\\''` within single quotes.",
        ],
        [
            "引号不成对",
            "守护进程像 shell 一样拆分启动项，引号未闭合则无法拆分。重载时它先停止旧网关才发现错误：服务会一直停止。",
            "闭合引号。值中含有单引号时，在单引号内写作 `'\\''`。",
        ],
    ),
    Page::new(
        "unquoted-list",
        [
            "A list lost its quotes, and all but its first member",
            "Blanks separate words. In `portals=A B` the second portal is a word of its own, of which the agent \
             gets an empty variable; it serves only the first, or lets in fewer or other initiators than meant.",
            "Put the list in quotes: `portals='192.168.1.100:3260 192.168.1.101:3260'`.",
        ],
        [
            "列表缺少引号，只剩第一个成员",
            "空格分隔各个词。在 `portals=A B` 中，第二个门户成了单独的词，代理只得到一个同名空变量；它只使用第一个\
             门户，或允许的发起端与预期不同。",
            "为列表加上引号：`portals='192.168.1.100:3260 192.168.1.101:3260'`。",
        ],
    ),
    Page::new(
        "lost-word",
        [
            "A word without `=` never reaches the agent",
            "The daemon makes an empty variable of it, without a message. Mostly it is the rest of a value with a \
             blank that has no quotes.",
            "Quote the whole value, as in `options='rw,sync'`, or remove the word.",
        ],
        [
            "没有 `=` 的词不会传给代理",
            "守护进程会把它变成空变量，且没有提示。它多半是含空格而未加引号的值的后半部分。",
            "为整个值加上引号，如 `options='rw,sync'`，或删除该词。",
        ],
    ),
    Page::new(
        "hidden-words",
        [
            "A `#` hides the rest of the entry",
            "As in a shell, a word that starts with `#` begins a comment, so the agent never sees the parameters \
             behind it.",
            "Remove the comment, or quote a value that starts with `#`. Comments of the file stand on lines of \
             their own, outside the strings.",
        ],
        [
            "`#` 隐藏了启动项的其余部分",
            "与 shell 一样，以 `#` 开头的词会开始注释，代理看不到其后的参数。",
            "删除注释，或为以 `#` 开头的值加上引号。文件的注释应写在字符串之外、单独成行。",
        ],
    ),
    Page::new(
        "parameter-name",
        [
            "The parameter's name is no variable",
            "Parameters reach agents as environment variables. systemd drops any whose name has other characters \
             than letters, digits and `_`, so the agent never sees it.",
            "Use the name that the agent declares, such as `cidr_netmask` with `_` instead of `-`.",
        ],
        [
            "参数名不是有效的变量名",
            "参数以环境变量的形式传给代理。名称含有字母、数字和 `_` 以外字符的变量会被 systemd 丢弃，代理看不到它。",
            "使用代理声明的名称，如 `cidr_netmask`，用 `_` 而不是 `-`。",
        ],
    ),
    Page::new(
        "parameter-twice",
        [
            "A parameter is given twice",
            "The last one counts, and nothing says that the first does not.",
            "Keep the one that is meant. A list is one value in quotes.",
        ],
        ["参数给出了两次", "只有最后一个生效，且没有任何提示。", "保留所需的那一个。列表是带引号的单个值。"],
    ),
    Page::new(
        "percent",
        [
            "systemd expands a single `%`",
            "The daemon passes a `%` on as it is, and systemd takes it for a specifier: `50%off` reaches the \
             agent as `50debianff` or the like. With a specifier that it does not know, systemd drops the whole \
             variable. A CHAP secret becomes another one.",
            "Write `%%` for every `%`.",
        ],
        [
            "systemd 会展开单个 `%`",
            "守护进程会原样传递 `%`，而 systemd 将其视为说明符：`50%off` 到达代理时会变成 `50debianff` 之类。遇到\
             不认识的说明符时，systemd 会丢弃整个变量。CHAP 密码会变成别的内容。",
            "每个 `%` 都写作 `%%`。",
        ],
    ),
    Page::new(
        "unit-name",
        [
            "systemd has no unit of such a name",
            "Whatever is no agent is taken for the name of a unit, as it is. With blanks or other characters, or \
             with nothing at all, no such unit can exist, and the entry starts nothing.",
            "Write an agent, `ocf:VENDOR:AGENT INSTANCE …`, or a unit such as `nginx.service` with nothing behind \
             it. Remove empty entries.",
        ],
        [
            "systemd 没有这样的单元名",
            "不是代理的内容都会原样被当作单元名。含有空格或其他字符，或为空时，不可能存在这样的单元，该启动项不会\
             启动任何服务。",
            "写代理 `ocf:供应商:代理 实例 …`，或 `nginx.service` 之类的单元名，其后不能有其他内容。删除空启动项。",
        ],
    ),
    Page::new(
        "unit-suffix",
        [
            "The unit's name has no suffix",
            "The daemon writes the name into a dependency as it is, and systemd ignores a dependency on a name \
             without suffix. Nothing starts.",
            "Add the suffix, such as `.service` or `.mount`.",
        ],
        [
            "单元名没有后缀",
            "守护进程会原样把名称写入依赖，而 systemd 会忽略没有后缀的名称。什么都不会启动。",
            "加上后缀，如 `.service` 或 `.mount`。",
        ],
    ),
    Page::new(
        "unit-slash",
        [
            "A unit's name has a `/`",
            "The daemon writes a file for every unit, so it refuses a name with `/` and does not start the gateway.",
            "For a mount unit, take the name that `systemd-escape --path --suffix=mount /srv/data` prints. The \
             agent `ocf:heartbeat:Filesystem` needs none.",
        ],
        [
            "单元名含有 `/`",
            "守护进程会为每个单元写入文件，因此拒绝含 `/` 的名称，不会启动该网关。",
            "挂载单元请使用 `systemd-escape --path --suffix=mount /srv/data` 输出的名称。使用代理 \
             `ocf:heartbeat:Filesystem` 则不需要。",
        ],
    ),
    Page::new(
        "unit-too-long",
        [
            "The unit's name is too long",
            "Instance and resource make the name `ocf.rs@INSTANCE_RESOURCE.service`, in which every character but \
             letters, digits, `_`, `:` and `.` takes four bytes. Over 253 bytes the daemon refuses it.",
            "Choose a shorter instance name of letters, digits and `_`.",
        ],
        [
            "单元名过长",
            "实例名与资源名组成 `ocf.rs@实例_资源.service`，其中除字母、数字、`_`、`:` 和 `.` 外，每个字符占四个字\
             节。超过 253 字节时守护进程会拒绝。",
            "选择由字母、数字和 `_` 组成的更短的实例名。",
        ],
    ),
    Page::new(
        "unit-twice",
        [
            "One unit stands twice in the list",
            "The instance name tells the entries of a resource apart. Two agents with the same one are the same \
             unit, and the daemon refuses the list: on reload the gateway is down.",
            "Give each entry an instance name of its own, such as `lu1` and `lu2`.",
        ],
        [
            "同一单元在列表中出现两次",
            "同一资源的启动项靠实例名区分。两个代理的实例名相同就是同一单元，守护进程会拒绝该列表：重载后网关会停止。",
            "为每个启动项使用不同的实例名，如 `lu1` 和 `lu2`。",
        ],
    ),
    Page::new(
        "unit-collision",
        [
            "Two resources make the same unit",
            "Instance and resource are joined by `_`: instance `a_b` of resource `c` and instance `a` of resource \
             `b_c` are one unit. Nobody notices: the later one overwrites the parameters of the first, and \
             stopping one stops the other.",
            "Choose another instance name for one of the two entries.",
        ],
        [
            "两个资源得到同一单元",
            "实例名与资源名以 `_` 相连：资源 `c` 的实例 `a_b` 与资源 `b_c` 的实例 `a` 是同一单元。没有程序会发现：\
             后者会覆盖前者的参数，停止其中一个也会停止另一个。",
            "为其中一个启动项换一个实例名。",
        ],
    ),
    Page::new(
        "last-mount",
        [
            "A mount unit stands last",
            "Entries stop in reverse order, each before the one it depends on. Nothing follows the last, so a \
             mount unit there is unmounted first, while what still runs may keep it busy; DRBD can then not be \
             demoted.",
            "Mount with `ocf:heartbeat:Filesystem`, which ends what keeps the file system busy, or put the mount \
             unit before its users.",
        ],
        [
            "最后一项是挂载单元",
            "启动项按相反顺序停止。最后一项最先停止，因此位于末尾的挂载单元会最先卸载，而仍在运行的服务可能占用\
             它；DRBD 随后无法降级。",
            "使用 `ocf:heartbeat:Filesystem` 挂载，它会结束占用文件系统的进程；或将挂载单元放在其使用者之前。",
        ],
    ),
];
