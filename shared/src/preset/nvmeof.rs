//! What hosts want of an NVMe-oF gateway.

use super::iscsi::START_ONLY;
use super::{Preset, PresetValue};
use crate::text::Text;

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "tcp",
        name: Text::new("NVMe over TCP", "NVMe over TCP"),
        purpose: Text::new("For every network and every adapter.", "适用于任何网络和网卡。"),
        values: &[
            PresetValue::new(
                "/transport",
                "tcp",
                Text::new(
                    "The module nvmet-tcp needs nothing of the adapter.",
                    "模块 nvmet-tcp 对网卡没有要求。",
                ),
                Text::new(
                    "NVMe/TCP transport specification; agent nvmet-port, `type`",
                    "NVMe/TCP 传输规范；代理 nvmet-port，`type`",
                ),
            ),
            PORT,
            START_ONLY,
        ],
        advice: &[HOSTS, MODULE],
    },
    Preset {
        id: "rdma",
        name: Text::new("NVMe over RDMA", "NVMe over RDMA"),
        purpose: Text::new(
            "For RoCE and InfiniBand, with less delay and less work for the processors.",
            "适用于 RoCE 和 InfiniBand，延迟更低，处理器负担更小。",
        ),
        values: &[
            PresetValue::new(
                "/transport",
                "rdma",
                Text::new(
                    "Data moves between the memories of host and node without their processors.",
                    "数据在主机与节点的内存之间直接传输，无需处理器参与。",
                ),
                Text::new(
                    "NVMe/RDMA transport specification; agent nvmet-port, `type`",
                    "NVMe/RDMA 传输规范；代理 nvmet-port，`type`",
                ),
            ),
            PORT,
            START_ONLY,
        ],
        advice: &[
            Text::new(
                "Every node needs an adapter for RDMA with an address in the network of the service IP; without one nothing is exported, and the agent returns 0 all the same.",
                "每个节点都需要支持 RDMA 的网卡，且其地址位于服务 IP 的网络中；否则不会导出任何内容，而代理仍返回 0。",
            ),
            HOSTS,
        ],
    },
];

const PORT: PresetValue = PresetValue::new(
    "/port",
    "4420",
    Text::new("The number that hosts try first.", "主机首先尝试的端口号。"),
    Text::new("IANA, `nvme`; agent nvmet-port, `svcid`", "IANA，`nvme`；代理 nvmet-port，`svcid`"),
);

const HOSTS: Text = Text::new(
    "Name the hosts that may connect (`cat /etc/nvme/hostnqn`): an empty list lets all in.",
    "请填写允许连接的主机（`cat /etc/nvme/hostnqn`）：列表为空则允许所有主机。",
);

const MODULE: Text = Text::new(
    "Load `nvmet-tcp` on every node at boot: up to resource-agents 4.18 neither start nor stop works without.",
    "请在每个节点开机时加载 `nvmet-tcp`：在 resource-agents 4.18 及之前，没有它既不能启动也不能停止。",
);
