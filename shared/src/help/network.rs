//! Addresses that clients use, and how a node takes them.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("network", "Service IPs", "服务 IP", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "service-ip",
        [
            "Not an address that clients can reach",
            "`IPaddr2` takes one address and fails on anything else. The address of a network, its broadcast \
             address, loopback, multicast and link-local addresses come up at best, but no client gets there.",
            "Give a host's address that no machine has yet: with its prefix in a gateway's form, \
             `192.168.1.100/24`; in a snippet as `ip=192.168.1.100 cidr_netmask=24`. \
             `arping -D -q -c 2 -w 3 -I eth0 192.168.1.100` ends with 1 where it is taken.",
        ],
        [
            "不是客户端可访问的地址",
            "`IPaddr2` 只接受一个地址，其他内容会使其失败。网络地址、广播地址、回环、组播和链路本地地址即使能启\
             用，客户端也无法访问。",
            "填写尚无机器使用的主机地址：网关表单中带前缀，`192.168.1.100/24`；配置片段中写作 \
             `ip=192.168.1.100 cidr_netmask=24`。若地址已被占用，`arping -D -q -c 2 -w 3 -I eth0 192.168.1.100` 以\
              1 退出。",
        ],
    ),
    Page::new(
        "service-ip-prefix",
        [
            "The prefix stands behind the address",
            "`IPaddr2` takes `192.168.1.100/24` for no address and does not start, so nothing of the gateway does.",
            "Write `ip=192.168.1.100 cidr_netmask=24`.",
        ],
        [
            "前缀写在了地址之后",
            "`IPaddr2` 不把 `192.168.1.100/24` 视为地址，不会启动，整个网关也不会启动。",
            "写作 `ip=192.168.1.100 cidr_netmask=24`。",
        ],
    ),
    Page::new(
        "netmask",
        [
            "Not the length of a network's prefix",
            "`IPaddr2` takes a number of bits, 1 to 32 for IPv4 and 1 to 128 for IPv6. With anything else it does \
             not start, and the gateway stays down.",
            "Write the number alone, as in `cidr_netmask=24`. Left out, the agent asks the routes of the node.",
        ],
        [
            "不是网络前缀长度",
            "`IPaddr2` 接受位数：IPv4 为 1 到 32，IPv6 为 1 到 128。其他内容会使其无法启动，网关保持停止。",
            "只写数字，如 `cidr_netmask=24`。不写时，代理会查询节点的路由。",
        ],
    ),
    Page::new(
        "netmask-dotted",
        [
            "The netmask is written with dots",
            "`IPaddr2` converts it, and writes a warning to the journal each time.",
            "Write `24` instead of `255.255.255.0`.",
        ],
        [
            "子网掩码使用了点分形式",
            "`IPaddr2` 会转换它，并每次在日志中写入警告。",
            "将 `255.255.255.0` 写作 `24`。",
        ],
    ),
    Page::new(
        "broadcast",
        [
            "Not a broadcast address",
            "`IPaddr2` takes an IPv4 address, `+` or `-`, and does not start with anything else.",
            "Leave the parameter out; the agent derives the address from the prefix.",
        ],
        [
            "不是广播地址",
            "`IPaddr2` 接受 IPv4 地址、`+` 或 `-`，其他内容会使其无法启动。",
            "不要写该参数；代理会根据前缀得出广播地址。",
        ],
    ),
    Page::new(
        "nic",
        [
            "Not the name of a network interface",
            "`IPaddr2` looks for the interface on the node on which it starts, and fails where there is none of \
             that name. A name has at most 15 bytes.",
            "Write a name that `ip link` shows on every node of the resource, or leave it out: the routes then \
             tell the interface.",
        ],
        [
            "不是网卡名",
            "`IPaddr2` 会在启动的节点上查找该网卡，没有同名网卡时失败。名称最多 15 字节。",
            "填写资源的每个节点上 `ip link` 都会显示的名称，或不写：此时由路由决定网卡。",
        ],
    ),
    Page::new(
        "interface-label",
        [
            "Interface and label are too long together",
            "The kernel keeps 15 bytes for the interface, a colon and the label. `IPaddr2` does not start with more.",
            "Shorten the label, or leave it out.",
        ],
        [
            "网卡名与标签合计过长",
            "内核为网卡名、冒号和标签保留 15 字节。超过时 `IPaddr2` 不会启动。",
            "缩短标签，或不写。",
        ],
    ),
    Page::new(
        "link-local-nic",
        [
            "A link-local address without an interface",
            "`fe80::` addresses exist on every interface, so the agent cannot tell which is meant and does not start.",
            "Add `nic=eth0`, or better take an address that clients can route to.",
        ],
        [
            "链路本地地址没有指定网卡",
            "每个网卡上都有 `fe80::` 地址，代理无法判断所指，不会启动。",
            "加上 `nic=eth0`；更好的做法是使用客户端可路由到的地址。",
        ],
    ),
    Page::new(
        "arp-count",
        [
            "No announcement of the address",
            "The agent tells the network that the address has moved, and wants a count of 1 at least. With less \
             it does not start.",
            "Leave `arp_count` out for the default of 5.",
        ],
        [
            "不会通告地址",
            "代理会向网络通告地址已迁移，次数至少为 1。更小时不会启动。",
            "不要写 `arp_count`，默认值为 5。",
        ],
    ),
    Page::new(
        "arp-interval",
        [
            "No interval between announcements",
            "The agent waits this many milliseconds between announcements of the address, and does not start with \
             less than 1.",
            "Leave `arp_interval` out for the default of 200.",
        ],
        [
            "通告间隔无效",
            "代理在各次地址通告之间等待该毫秒数，小于 1 时不会启动。",
            "不要写 `arp_interval`，默认值为 200。",
        ],
    ),
    Page::new(
        "arp-sender",
        [
            "No program that announces addresses",
            "The agent knows a few programs only, and does not start with another one.",
            "Leave `arp_sender` out; the agent then takes the one that comes with resource-agents.",
        ],
        [
            "不是可用的地址通告程序",
            "代理只认识少数几个程序，使用其他程序时不会启动。",
            "不要写 `arp_sender`；代理会使用 resource-agents 自带的程序。",
        ],
    ),
    Page::new(
        "empty-refused",
        [
            "The agent does not start with an empty value",
            "It compares the value with a number and fails on an empty one; it does not fall back on its default.",
            "Leave the parameter out.",
        ],
        [
            "值为空时代理不会启动",
            "代理会将该值与数字比较，空值会导致失败，且不会采用默认值。",
            "不要写该参数。",
        ],
    ),
];
