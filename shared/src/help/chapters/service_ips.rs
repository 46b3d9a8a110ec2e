//! Chapter: several service IPs.

use super::block::{Block, t};
use super::example::Example;

pub(super) static BLOCKS: &[Block] = &[
    Block::paragraph(
        "With two service IPs, clients have two paths to one gateway: multipath uses both, and goes on when a switch or \
         a network card fails. Put them into different networks, on different interfaces; two addresses on one cable \
         are one path.",
        "使用两个服务 IP 时，客户端有两条路径访问同一网关：多路径会同时使用两者，并在交换机或网卡故障时继续工作。请将它们放在\
         不同网络、不同接口上；同一根网线上的两个地址只算一条路径。",
    ),
    Block::paragraph(
        "Each service IP has its own three entries, numbered alike: block, address, unblock. The target lists every \
         portal, in quotes.",
        "每个服务 IP 都有编号相同的三项：阻断、地址、解除阻断。目标列出所有门户，并加引号。",
    ),
    Block::Entries(Example::TwoServiceIps, &["portblock", "IPaddr2", "iSCSITarget"]),
    Block::Points(&[
        t(
            "In the builder, add a second service IP; everything else follows.",
            "在构建器中添加第二个服务 IP 即可，其余自动完成。",
        ),
        t(
            "An NFS gateway may have several, too; its server listens on all of them. For NVMe-oF each address is a port \
             of its own, with a number of its own.",
            "NFS 网关也可以有多个服务 IP，服务器会监听全部地址。对于 NVMe-oF，每个地址是一个独立端口，有各自的编号。",
        ),
        t(
            "A service IP needs a route on every node that may run the gateway, or the interface by name (`nic`).",
            "在每个可能运行网关的节点上，服务 IP 都需要有路由，或者用 `nic` 指明接口。",
        ),
        t(
            "An IPv6 service IP does not work with `portblock` up to resource-agents 4.18, nor with the portals of LIO.",
            "在 resource-agents 4.18 及以前，IPv6 服务 IP 无法与 `portblock` 一起使用；LIO 的门户也不支持 IPv6。",
        ),
    ]),
    Block::mistake(
        "ip=192.168.1.100/24",
        "ip=192.168.1.100 cidr_netmask=24",
        ["The address stands without its prefix.", "地址不带前缀。"],
        "service-ip-prefix",
    ),
    Block::heading("On a client", "在客户端上"),
    Block::Code(
        "iscsiadm -m discovery -t sendtargets -p 192.168.1.100\niscsiadm -m node -T iqn.2024-01.com.example:storage.r0 --login\nmultipath -ll",
    ),
    Block::Chapters(&["iscsi-gateways", "performance"]),
];
