//! The chapters of Help: what gateways are made of and why, from the overview to what to do when one fails.
//!
//! Titles stand apart from what the chapters say, so that a list of them holds nothing else.

pub mod block;
pub mod example;
pub mod note;

mod overview;

mod iscsi_gateways;
mod nfs_gateways;
mod nvmeof_gateways;

mod agent_parameters;
mod clients;
mod naming;
mod port_numbers;
mod service_ips;

mod files_and_reload;
mod programs;

mod monitoring;
mod performance;
mod security;
mod troubleshooting;

use crate::text::Text;
use block::Block;

/// What a chapter is called, and what it is about.
#[derive(Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its name in addresses; no code of a problem is the same.
    pub name: &'static str,
    /// Its title.
    pub title: Text,
    /// What it is about, in one sentence.
    pub about: Text,
    /// Names of the topics whose pages go into detail.
    pub topics: &'static [&'static str],
}

/// Every chapter, in the order of reading.
pub static CHAPTERS: [Chapter; 15] = [
    Chapter::new(
        "overview",
        ["Overview", "概览"],
        [
            "What a gateway is, which files and agents it is made of, and how it moves from node to node.",
            "网关是什么，由哪些文件和代理组成，以及如何在节点之间切换。",
        ],
        &[],
    ),
    Chapter::new(
        "iscsi-gateways",
        ["iSCSI gateways", "iSCSI 网关"],
        [
            "A complete iSCSI gateway, entry by entry, and what hand-written ones get wrong.",
            "逐项说明一个完整的 iSCSI 网关，以及手写片段的常见错误。",
        ],
        &["iscsi", "luns", "order"],
    ),
    Chapter::new(
        "nfs-gateways",
        ["NFS gateways", "NFS 网关"],
        [
            "A complete NFS gateway, entry by entry, and what hand-written ones get wrong.",
            "逐项说明一个完整的 NFS 网关，以及手写片段的常见错误。",
        ],
        &["nfs", "filesystems"],
    ),
    Chapter::new(
        "nvmeof-gateways",
        ["NVMe-oF gateways", "NVMe-oF 网关"],
        [
            "A complete NVMe-oF gateway, entry by entry, and what hand-written ones get wrong.",
            "逐项说明一个完整的 NVMe-oF 网关，以及手写片段的常见错误。",
        ],
        &["nvmeof"],
    ),
    Chapter::new(
        "agent-parameters",
        ["Agents and their parameters", "代理及其参数"],
        [
            "Every agent with every parameter that it declares: type, default, since when, and what it does with it.",
            "每个代理声明的全部参数：类型、默认值、起始版本，以及代理如何处理。",
        ],
        &["agents", "entries"],
    ),
    Chapter::new(
        "several-service-ips",
        ["Several service IPs", "多个服务 IP"],
        ["Two paths to one gateway, for multipath.", "通过两条路径访问同一网关（多路径）。"],
        &["network"],
    ),
    Chapter::new(
        "restricting-clients",
        ["Restricting clients", "限制客户端"],
        [
            "Who may connect: initiators and CHAP, networks of an export, hosts of a subsystem.",
            "谁可以连接：发起端与 CHAP、导出的网络、子系统的主机。",
        ],
        &["iscsi", "nfs", "nvmeof"],
    ),
    Chapter::new(
        "port-numbers",
        ["Ports and blocking them", "端口与端口阻断"],
        [
            "The default ports, and why a port is blocked before a start and unblocked after it.",
            "默认端口，以及为何启动前阻断端口、启动后解除。",
        ],
        &["ports"],
    ),
    Chapter::new(
        "naming",
        ["Naming rules", "命名规范"],
        [
            "Resources, IQN, NQN, directories, UUIDs and serial numbers.",
            "资源、IQN、NQN、目录、UUID 和序列号。",
        ],
        &["names", "twice", "fleet"],
    ),
    Chapter::new(
        "files-and-reload",
        ["Files and reloading", "配置文件与重新加载"],
        [
            "Where snippets are, what a reload really changes, and how to bring a change to the nodes.",
            "片段的位置，重新加载实际会改变什么，以及如何将更改应用到节点。",
        ],
        &["files", "settings"],
    ),
    Chapter::new(
        "performance",
        ["Performance", "性能"],
        [
            "What makes a gateway faster, and what only looks as if it did.",
            "哪些做法能让网关更快，哪些只是看起来如此。",
        ],
        &[],
    ),
    Chapter::new(
        "security",
        ["Security", "安全"],
        [
            "What protects a gateway, where secrets end up, and which values open it to everybody.",
            "如何保护网关、密码会出现在哪里，以及哪些值会使其对所有人开放。",
        ],
        &["people"],
    ),
    Chapter::new(
        "monitoring",
        ["Monitoring", "监控"],
        [
            "How to see that a gateway runs, on its node and from afar.",
            "如何在节点上及远程确认网关正在运行。",
        ],
        &[],
    ),
    Chapter::new(
        "troubleshooting",
        ["Troubleshooting", "故障排查"],
        [
            "Where to look when a gateway does not start, and what the messages of the agents mean.",
            "网关无法启动时的排查步骤，以及代理消息的含义。",
        ],
        &["nodes"],
    ),
    Chapter::new(
        "programs",
        ["For programs", "供程序使用"],
        [
            "Making gateways from another program, by HTTP or on the command line.",
            "由其他程序通过 HTTP 或命令行创建网关。",
        ],
        &["reviews"],
    ),
];

impl Chapter {
    const fn new(
        name: &'static str,
        title: [&'static str; 2],
        about: [&'static str; 2],
        topics: &'static [&'static str],
    ) -> Self {
        Self { name, title: Text::new(title[0], title[1]), about: Text::new(about[0], about[1]), topics }
    }

    /// What it says.
    pub fn blocks(&self) -> &'static [Block] {
        match self.name {
            "overview" => overview::BLOCKS,
            "iscsi-gateways" => iscsi_gateways::BLOCKS,
            "nfs-gateways" => nfs_gateways::BLOCKS,
            "nvmeof-gateways" => nvmeof_gateways::BLOCKS,
            "agent-parameters" => agent_parameters::BLOCKS,
            "several-service-ips" => service_ips::BLOCKS,
            "restricting-clients" => clients::BLOCKS,
            "port-numbers" => port_numbers::BLOCKS,
            "naming" => naming::BLOCKS,
            "files-and-reload" => files_and_reload::BLOCKS,
            "performance" => performance::BLOCKS,
            "security" => security::BLOCKS,
            "monitoring" => monitoring::BLOCKS,
            "troubleshooting" => troubleshooting::BLOCKS,
            "programs" => programs::BLOCKS,
            _ => &[],
        }
    }
}

/// The chapter of this name.
pub fn find(name: &str) -> Option<&'static Chapter> {
    CHAPTERS.iter().find(|chapter| chapter.name == name)
}

/// The first chapter whose topics have this one.
pub fn of_topic(topic: &str) -> Option<&'static Chapter> {
    CHAPTERS.iter().find(|chapter| chapter.topics.contains(&topic))
}
