//! Chapter: for programs.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "A program that makes gateways needs no template of its own: templates write what was right when they were \
         written. It sends a draft in JSON, and gets every problem with its place, or the snippet.",
        "创建网关的程序不需要自己的模板：模板写的是当时正确的内容。程序发送 JSON 草稿，得到带位置的全部问题，或得到片段。",
    ),
    Block::heading("By HTTP", "通过 HTTP"),
    Block::Steps(&[
        t(
            "`POST /api/v1/gateways` with a draft saves it. Each problem names the field by JSON pointer.",
            "`POST /api/v1/gateways` 携带草稿进行保存。每个问题以 JSON 指针指明字段。",
        ),
        t(
            "`POST /api/v1/gateways/<resource>/plan` says what a deployment would do, and gives its digest.",
            "`POST /api/v1/gateways/<资源>/plan` 返回部署将做什么及其摘要。",
        ),
        t(
            "`POST /api/v1/gateways/<resource>/deployments` with that digest carries it out.",
            "`POST /api/v1/gateways/<资源>/deployments` 携带该摘要执行部署。",
        ),
        t(
            "`GET /api/v1/deployments/<id>/events` tells the progress.",
            "`GET /api/v1/deployments/<id>/events` 报告进度。",
        ),
    ]),
    Block::paragraph(
        "A program signs in with a token from the page “Your account”. The whole interface is described at `/api/v1/docs`.",
        "程序使用“您的账户”中的令牌登录。完整接口说明见 `/api/v1/docs`。",
    ),
    Block::heading("On the command line", "在命令行上"),
    Block::Code(
        "sds-gateway render gateway.json                 # the snippet of a draft\nsds-gateway check /etc/drbd-reactor.d           # what the daemon would say\nsds-gateway fix snippet.toml                    # repairs that are certain\nsds-gateway import snippet.toml                 # the gateway that a snippet is\nsds-gateway explain snippet.toml\nsds-gateway units snippet.toml",
    ),
    Block::paragraph(
        "These need no server. Exit codes: 0 fine, 1 errors found, 2 usage or input, 3 warnings with `--strict`.",
        "这些命令不需要服务器。退出码：0 正常，1 发现错误，2 用法或输入错误，3 使用 `--strict` 时发现警告。",
    ),
    Block::Chapters(&["files-and-reload"]),
];
