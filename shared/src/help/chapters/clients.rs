//! Chapter: restricting clients.

use super::block::{Block, t};
use super::example::Example;

pub(super) static BLOCKS: &[Block] = &[
    Block::heading("iSCSI: initiators and CHAP", "iSCSI：发起端与 CHAP"),
    Block::paragraph(
        "`allowed_initiators` names those that may log in, by IQN. CHAP has them prove a password. Each protects without \
         the other; an IQN can be typed by anybody, so use both where the network is not your own.",
        "`allowed_initiators` 按 IQN 列出允许登录的发起端；CHAP 要求其证明密码。两者可独立使用；任何人都能输入某个 IQN，因此\
         在非专用网络中请同时使用。",
    ),
    Block::Entries(Example::Chap, &["iSCSITarget"]),
    Block::Points(&[
        t(
            "Empty means everybody for `lio-t` and `scst`, and nobody for `tgt`, where `ALL` is written.",
            "对 `lio-t` 和 `scst`，留空表示所有人；对 `tgt` 则表示没有人，应写 `ALL`。",
        ),
        t(
            "CHAP goes one way: the target asks, the initiator answers. Windows and others want 12 to 16 characters.",
            "CHAP 为单向：目标询问，发起端应答。Windows 等要求 12 到 16 个字符。",
        ),
        t(
            "A password without a user name leaves the target open to everybody, with return code 0.",
            "只有密码没有用户名时，目标对所有人开放，而返回码为 0。",
        ),
    ]),
    Block::mistake(
        "incoming_password=pass",
        "incoming_username=backup incoming_password=twelve-or-more",
        ["Half a pair switches authentication off.", "只写一半会关闭认证。"],
        "chap-pair",
    ),
    Block::heading("NFS: networks", "NFS：网络"),
    Block::paragraph(
        "Each client, or network of clients, is an entry of its own, with options of its own. The first that fits does \
         not win: the kernel takes the most precise one.",
        "每个客户端或客户端网络是单独的一项，有各自的选项。并非先匹配者优先：内核取最精确的一项。",
    ),
    Block::Entries(Example::Networks, &["exportfs"]),
    Block::Points(&[
        t(
            "`ro` for those who only read; it is the default where no options are given.",
            "只读客户端用 `ro`；不写选项时默认如此。",
        ),
        t(
            "`root_squash` (the default) makes root of a client nobody; `no_root_squash` trusts every root of that network.",
            "`root_squash`（默认）将客户端的 root 映射为 nobody；`no_root_squash` 则信任该网络中的每个 root。",
        ),
        t(
            "An address can be forged. `sec=krb5p` asks for Kerberos, and encrypts.",
            "地址可以伪造。`sec=krb5p` 要求 Kerberos 并加密。",
        ),
    ]),
    Block::mistake(
        "clientspec=0.0.0.0/0.0.0.0",
        "clientspec=192.168.1.0/24",
        ["That is everybody who can reach the service IP.", "这表示所有能访问服务 IP 的人。"],
        "client-spec",
    ),
    Block::heading("NVMe-oF: hosts", "NVMe-oF：主机"),
    Block::paragraph(
        "`allowed_initiators` of `nvmet-subsystem` names the hosts by NQN; empty is everybody. No further configuration \
         is needed for it. A host shows its own NQN in `/etc/nvme/hostnqn`.",
        "`nvmet-subsystem` 的 `allowed_initiators` 按 NQN 列出主机；留空表示所有人。无需任何额外配置。主机自身的 NQN 见 \
         `/etc/nvme/hostnqn`。",
    ),
    Block::Entries(Example::Hosts, &["nvmet-subsystem"]),
    Block::Chapters(&["security"]),
];
