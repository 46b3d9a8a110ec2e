//! Chapter: monitoring.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::heading("On a node", "在节点上"),
    Block::Code(
        "drbd-reactorctl status                                  # every gateway, with its units\ndrbdadm status r0                                       # role, disks, quorum, connections\nsystemctl status drbd-reactor\nsystemctl list-units 'ocf.rs@*_r0.service' 'drbd-services@r0.target'",
    ),
    Block::Code("watch -n 1 drbdadm status\nwatch -n 1 drbd-reactorctl status"),
    Block::note(
        "Without a name, one bad snippet makes `drbd-reactorctl status` fail for all; with a name it works. `pcs status` \
         and `crm_mon` are tools of Pacemaker, and there is none here.",
        "不带名称时，一个有误的片段会使 `drbd-reactorctl status` 整体失败；带名称则可用。`pcs status` 和 `crm_mon` 是 Pacemaker 的工具，\
         这里没有 Pacemaker。",
    ),
    Block::heading("What active means", "“运行中”的含义"),
    Block::Points(&[
        t(
            "The target `drbd-services@<resource>.target` is active on one node, and so is a unit for each start entry.",
            "目标 `drbd-services@<资源>.target` 在一个节点上活动，且每个启动项的单元也活动。",
        ),
        t(
            "systemd runs `monitor` of each agent every 30 seconds. A failure stops the gateway, and another node may take it.",
            "systemd 每 30 秒运行一次每个代理的 `monitor`。失败会停止网关，另一节点可接管。",
        ),
        t(
            "An agent's monitor looks less closely than one thinks: a namespace without its device, and a port that exports nothing, are fine to it.",
            "代理的监视并不如想象中严格：缺少设备的命名空间和不导出任何内容的端口都会被视为正常。",
        ),
    ]),
    Block::heading("What is really offered", "实际提供了什么"),
    Block::Code(
        "targetcli ls                                            # iSCSI with LIO\nexportfs -v                                             # NFS\ncat /sys/kernel/config/nvmet/subsystems/*/namespaces/*/enable\nls /sys/kernel/config/nvmet/ports/*/subsystems\nss -tln '( sport = :3260 or sport = :2049 or sport = :4420 )'",
    ),
    Block::heading("From afar", "远程"),
    Block::Points(&[
        t(
            "The page of a gateway shows every unit on every node, and its journal.",
            "网关页面显示每个节点上的每个单元及其日志。",
        ),
        t(
            "`GET /api/v1/gateways` tells the state of every gateway in JSON.",
            "`GET /api/v1/gateways` 以 JSON 返回每个网关的状态。",
        ),
        t(
            "drbd-reactor has a plugin for Prometheus: `[[prometheus]]` in a snippet of its own.",
            "drbd-reactor 带有 Prometheus 插件：在单独的片段中写 `[[prometheus]]`。",
        ),
    ]),
    Block::Chapters(&["troubleshooting"]),
];
