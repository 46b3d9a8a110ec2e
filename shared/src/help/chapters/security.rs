//! Chapter: security.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::warning(
        "On a node, passwords of CHAP can be read by every local user, whatever the mode of the snippet: drbd-reactor \
         writes parameters into units below `/run`, which are readable by all.",
        "在节点上，无论片段权限如何，任何本地用户都能读到 CHAP 密码：drbd-reactor 会将参数写入 `/run` 下所有人可读的单元中。",
    ),
    Block::heading("What opens a gateway to everybody", "哪些值会使网关对所有人开放"),
    Block::Table(
        &[t("value", "值"), t("what happens", "结果")],
        &[
            &[
                t("a password of CHAP without a user name", "只有 CHAP 密码没有用户名"),
                t("no authentication at all", "完全没有认证"),
            ],
            &[
                t("`implementation=lio` with CHAP", "`implementation=lio` 加 CHAP"),
                t("CHAP is ignored", "CHAP 被忽略"),
            ],
            &[
                t("a misspelt parameter", "参数拼写错误"),
                t("it is ignored, and the target is open", "被忽略，目标开放"),
            ],
            &[
                t("`allowed_initiators` left out", "省略 `allowed_initiators`"),
                t("every initiator and every host may connect", "任何发起端和主机都可连接"),
            ],
            &[
                t("`all_squash,anonuid=0,anongid=0`", "`all_squash,anonuid=0,anongid=0`"),
                t("every client is root", "所有客户端都是 root"),
            ],
            &[
                t("`clientspec=*`", "`clientspec=*`"),
                t("everybody who reaches the service IP", "所有能访问服务 IP 的人"),
            ],
        ],
    ),
    Block::heading("What helps", "应对办法"),
    Block::Points(&[
        t(
            "A network for storage alone. iSCSI and NVMe over TCP encrypt nothing; NFS does with `sec=krb5p`.",
            "使用专用存储网络。iSCSI 和 NVMe/TCP 不加密；NFS 可用 `sec=krb5p` 加密。",
        ),
        t(
            "Name those who may connect, and have them prove it where there is a way.",
            "列出允许连接者，并在可能时要求认证。",
        ),
        t("Read-only exports (`ro`) for whoever only reads.", "只读客户端使用只读导出（`ro`）。"),
        t(
            "`runner = \"shell\"` runs any text as root. It is an error here unless it was there already.",
            "`runner = \"shell\"` 会以 root 运行任意文本。除非原已存在，否则在此视为错误。",
        ),
    ]),
    Block::heading("Here", "在本程序中"),
    Block::Points(&[
        t(
            "Secrets are `***` in every answer and difference. Who reveals one is noted in the audit log.",
            "密码在所有响应和差异中显示为 `***`。查看密码会记入审计日志。",
        ),
        t(
            "Snippets are sealed in the database; the key is in a file of its own.",
            "片段在数据库中加密保存，密钥在单独的文件中。",
        ),
        t(
            "Viewers look, operators change and deploy, admins manage people. Approvals can be asked for before a deployment.",
            "查看者只能查看，操作员可更改和部署，管理员管理人员。部署前可要求批准。",
        ),
    ]),
    Block::Chapters(&["restricting-clients"]),
    Block::Pages(&["chap-pair", "lio-chap", "unknown-parameter", "export-root", "runner-shell"]),
];
