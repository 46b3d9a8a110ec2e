//! Fields of a gateway's or node's draft, and names that DRBD and the nodes give.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("names", "Names and fields", "名称与字段", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "required",
        [
            "A field that is needed is empty",
            "Without it no snippet can be written: nothing else tells what was meant, and nothing may stand in for it.",
            "Fill the field, or add a row where one at least is needed. Fields that may stay empty show what they \
             get then.",
        ],
        [
            "必填字段为空",
            "缺少它就无法写出配置片段：其他内容无法说明其含义，也没有可用的替代值。",
            "填写该字段；至少需要一行时请添加一行。可以留空的字段会显示留空时采用的值。",
        ],
    ),
    Page::new(
        "unknown-field",
        [
            "A gateway has no such field",
            "What nobody reads would be lost without a word, so a draft with an unknown field is refused.",
            "Correct the spelling, or remove it. Which fields there are depends on the kind; `/api/v1/docs` lists \
             them.",
        ],
        [
            "网关没有该字段",
            "没有程序读取的内容会悄悄丢失，因此含有未知字段的草稿会被拒绝。",
            "更正拼写，或删除该字段。可用字段取决于类型，见 `/api/v1/docs`。",
        ],
    ),
    Page::new(
        "secret-masked",
        [
            "`***` where a secret is expected",
            "Secrets are shown as `***`. In the form of a saved gateway that means: as it is saved. Where nothing is \
             saved, and in a file on a node, it means nothing: initiators would have to give three asterisks.",
            "Write the secret itself. Who may change gateways can have the saved one shown on the page of the \
             gateway.",
        ],
        [
            "应填写密码之处为 `***`",
            "密码显示为 `***`。在已保存网关的表单中，它表示沿用已保存的密码。若没有已保存的密码，或在节点的文件中，它没有意\
             义：发起端将不得不提供三个星号。",
            "填写密码本身。有权更改网关的人可在网关页面查看已保存的密码。",
        ],
    ),
    Page::new(
        "resource-name",
        [
            "Not the name of a DRBD resource",
            "The daemon checks nothing, but starts nothing either unless the name is exactly that of the DRBD \
             resource. Kernel, `drbdadm` and LINSTOR agree on 2 to 48 letters, digits, `_` and `-`, not starting \
             with a digit or `-`; `all` means every resource.",
            "Take the name that `drbdadm status` shows, such as `r0`.",
        ],
        [
            "不是 DRBD 资源名",
            "守护进程不作检查，但名称与 DRBD 资源名不完全一致时什么都不会启动。内核、`drbdadm` 和 LINSTOR 一致要\
             求：2 到 48 个字母、数字、`_` 和 `-`，不以数字或 `-` 开头；`all` 表示全部资源。",
            "使用 `drbdadm status` 所示的名称，如 `r0`。",
        ],
    ),
    Page::new(
        "node-name",
        [
            "Not the name of a node",
            "The daemon compares `preferred-nodes` with what `uname -n` prints, letter by letter. Another \
             spelling, an address or a longer domain name is never found, and the preference has no effect.",
            "Run `uname -n` on the node and write what it prints.",
        ],
        [
            "不是节点名",
            "守护进程会将 `preferred-nodes` 与 `uname -n` 的输出逐字比较。其他写法、地址或更长的域名都不会匹配，偏\
             好不起作用。",
            "在节点上运行 `uname -n`，并照其输出书写。",
        ],
    ),
    Page::new(
        "folder-name",
        [
            "Not the name of a folder",
            "A node that is added here gets a folder below the server's own data directory. Its name is one step \
             of a path: no `/`, no dot in front, so that no request can reach another place.",
            "Choose 1 to 64 letters, digits, `.`, `_` or `-`, or leave it empty for the node's name.",
        ],
        [
            "不是文件夹名",
            "在此添加的节点会在服务器数据目录下得到一个文件夹。名称只能是路径中的一级：不含 `/`，不以点开头，这样\
             任何请求都无法触及其他位置。",
            "使用 1 到 64 个字母、数字、`.`、`_` 或 `-`，或留空以采用节点名。",
        ],
    ),
    Page::new(
        "name-fixed",
        [
            "The name of a node stays",
            "Deployments and revisions refer to the node by its name.",
            "Remove the node and add one with the other name.",
        ],
        ["节点名不能更改", "部署和修订版以名称引用节点。", "删除该节点，再以另一名称添加。"],
    ),
    Page::new(
        "resource-fixed",
        [
            "The resource of a saved gateway stays",
            "Its revisions and the files on the nodes are named after the resource. Another resource is another \
             gateway; the files of the first would stay behind.",
            "Make a new gateway for the other resource. Remove the old one and deploy its removal if it is no \
             longer wanted.",
        ],
        [
            "已保存网关的资源不能更改",
            "其修订版和节点上的文件以资源命名。换资源就是另一个网关；原来的文件会残留。",
            "为另一资源新建网关。如不再需要旧网关，请将其删除并部署删除。",
        ],
    ),
    Page::new(
        "kind-fixed",
        [
            "The kind of a saved gateway stays",
            "The file on the nodes is `sds-KIND-RESOURCE.toml`. With another kind, a second file for the same \
             resource would come beside it.",
            "Remove the gateway, deploy the removal, then make a new one of the other kind.",
        ],
        [
            "已保存网关的类型不能更改",
            "节点上的文件名为 `sds-类型-资源.toml`。换类型会使同一资源出现第二个文件。",
            "删除该网关并部署其删除，然后新建另一类型的网关。",
        ],
    ),
    Page::new(
        "reactor-version",
        [
            "Not a version of drbd-reactor",
            "The check goes by the installed version, because older daemons ignore newer settings without a word.",
            "Write what `drbd-reactor --version` prints, such as `1.11.0`.",
        ],
        [
            "不是 drbd-reactor 的版本",
            "检查依据已安装的版本，因为旧版守护进程会悄悄忽略较新的设置。",
            "写 `drbd-reactor --version` 输出的版本，如 `1.11.0`。",
        ],
    ),
];
