//! Words of nodes: how they are reached, what is found on them, and what keeps gateways from them.

use gateway::api::nodes::Reach;
use gateway::text::Text;

pub(crate) const NO_NODES: Text = Text::new("The server knows no nodes yet.", "服务器还不知道任何节点。");
pub(crate) const NO_NODES_HOW: Text = Text::new(
    "Gateways can be built and saved without any; deploying needs them. The settings file `sds-gateway.toml` names each machine with a \
     drbd-reactor, and the server reads it when it starts:",
    "没有节点也能构建和保存网关，部署才需要节点。在设置文件 `sds-gateway.toml` 中写明每台运行 drbd-reactor 的机器，服务器启动时读取：",
);
pub(crate) const NO_SNIPPETS: Text = Text::new("no snippets", "没有配置片段");
pub(crate) const DIRECTORY: Text = Text::new("Directory", "目录");
pub(crate) const ADDRESS: Text = Text::new("Address", "地址");
pub(crate) const fn reach(reach: Reach) -> Text {
    match reach {
        Reach::Directory => Text::new("directory, files only", "目录，仅文件"),
        Reach::Simulated => Text::new("simulated", "模拟"),
        Reach::Local => Text::new("this machine", "本机"),
        Reach::Ssh => Text::new("over SSH", "通过 SSH"),
    }
}

pub(crate) const ENABLED: Text = Text::new("enabled", "已启用");
pub(crate) const DISABLED: Text = Text::new("disabled", "已禁用");
pub(crate) const NOT_OURS: Text = Text::new("somebody else's", "他人的");
pub(crate) const OPEN_IN_CHECK: Text = Text::new("Open in Check & import", "在“检查与导入”中打开");
pub(crate) const NO_PROBLEMS: Text = Text::new("Nothing is wrong with it by itself.", "单独来看没有问题。");

pub(crate) const MAINTENANCE: Text = Text::new("in maintenance", "维护中");
pub(crate) const MAINTENANCE_IS_ON: Text = Text::new(
    "Nothing starts on this node until its maintenance ends.",
    "维护结束之前，该节点上不会启动任何网关。",
);
pub(crate) const BEGIN_MAINTENANCE: Text = Text::new("Begin maintenance", "开始维护");
pub(crate) const END_MAINTENANCE: Text = Text::new("End maintenance", "结束维护");
pub(crate) const MAINTENANCE_CONFIRM: Text = Text::new("Begin maintenance now", "立即开始维护");
pub(crate) const MAINTENANCE_HOW: Text = Text::new(
    "Gateways that are active there move to other nodes; their clients wait meanwhile, or connect again. None starts there \
     until the maintenance ends. Snippets that are somebody else's are kept from starting, and not interrupted.",
    "在该节点上运行的网关会迁移到其他节点，期间客户端会等待或重新连接。维护结束之前，该节点上不会启动任何网关。他人的片段会被阻止启动，但不会被中断。",
);
pub(crate) const SENT_AWAY: Text = Text::new("Sent away:", "正在迁走：");
pub(crate) const BUSY: Text = Text::new(
    "Another deployment is busy with these. Begin the maintenance again when it has ended:",
    "以下网关正有其他部署在进行。请在其结束后再次开始维护：",
);
pub(crate) const NOTHING_TO_SEND: Text =
    Text::new("No gateway of ours was active there.", "该节点上没有正在运行的网关。");
pub(crate) const MAINTENANCE_ENDED: Text =
    Text::new("The node may run gateways again.", "该节点可以再次运行网关。");

pub(crate) const CHECK_NOW: Text = Text::new("Check now", "立即检查");
pub(crate) const CHECKING: Text = Text::new("Checking…", "正在检查…");
pub(crate) const INSTALL_RELOAD: Text = Text::new("Install reload units", "安装重新加载单元");
pub(crate) const INSTALL_RELOAD_HOW: Text = Text::new(
    "Puts `drbd-reactor-reload.path` and its service on the node and enables them, so that files changed by hand are noticed.",
    "在节点上安装并启用 `drbd-reactor-reload.path` 及其服务，使手工更改的文件能被察觉。",
);

pub(crate) fn maintenance_title(node: &str) -> Text {
    Text::of(format!("Begin maintenance of {node}?"), format!("开始维护 {node}？"))
}

pub(crate) fn findings_on(node: &str) -> Text {
    Text::of(format!("What was found on {node}"), format!("{node} 的检查结果"))
}

pub(crate) fn fine_findings(count: usize) -> Text {
    Text::of(format!("{count} as it should be"), format!("{count} 项正常"))
}

/// For those who cannot see that something was found.
pub(crate) fn found(count: usize) -> Text {
    match count {
        0 => Text::new("Checked: everything is as it should be.", "检查完成：一切正常。"),
        1 => Text::new("Checked: 1 finding.", "检查完成：发现 1 项。"),
        _ => Text::of(format!("Checked: {count} findings."), format!("检查完成：发现 {count} 项。")),
    }
}

pub(crate) fn line(line: u32) -> Text {
    Text::of(format!("Line {line}"), format!("第 {line} 行"))
}

pub(crate) fn of_gateway(resource: &str) -> Text {
    Text::of(format!("gateway {resource}"), format!("网关 {resource}"))
}
