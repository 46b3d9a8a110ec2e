//! Words of saved gateways: what they are, how they are doing, and what becomes of them.

use gateway::api::running::{Drift, RunState, SnippetState};
use gateway::text::Text;

pub(crate) const NEW_GATEWAY: Text = Text::new("New gateway", "新建网关");
pub(crate) const NO_GATEWAYS: Text = Text::new("No gateways yet", "还没有网关");
pub(crate) const NO_GATEWAYS_HOW: Text = Text::new(
    "A gateway offers the volumes of one DRBD resource by iSCSI, NFS or NVMe-oF, on whichever node is primary. Choose a \
     kind to build the first; every kind has a complete example.",
    "网关通过 iSCSI、NFS 或 NVMe-oF 提供一个 DRBD 资源的卷，运行在当前主节点上。请选择类型来构建第一个网关；每种类型都有完整示例。",
);
pub(crate) const ISCSI_FOR: Text =
    Text::new("Disks for VMware, Windows and Linux", "为 VMware、Windows 和 Linux 提供磁盘");
pub(crate) const NFS_FOR: Text =
    Text::new("File systems that several clients share", "供多个客户端共享的文件系统");
pub(crate) const NVMEOF_FOR: Text = Text::new("Fast disks over TCP or RDMA", "基于 TCP 或 RDMA 的高速磁盘");

pub(crate) const KIND: Text = Text::new("Kind", "类型");
pub(crate) const RESOURCE: Text = Text::new("Resource", "资源");
pub(crate) const SERVICE_IPS: Text = Text::new("Service IPs", "服务 IP");
pub(crate) const NAME: Text = Text::new("Name", "名称");
pub(crate) const STATUS: Text = Text::new("Status", "状态");
pub(crate) const REVISION: Text = Text::new("Revision", "修订");
pub(crate) const REVISIONS: Text = Text::new("Revisions", "修订");
pub(crate) const REMOVED: Text = Text::new("removed", "已移除");
pub(crate) const REMOVED_HOW: Text = Text::new(
    "This gateway is to be removed. Deploy, so that the nodes lose its snippet; or restore a revision.",
    "该网关将被移除。请部署以从节点上删除其片段；或恢复某个修订。",
);
pub(crate) const REMOVED_DONE: Text = Text::new(
    "This gateway is removed, and no node has its snippet. Restore a revision to bring it back.",
    "该网关已移除，所有节点上都没有其片段。恢复某个修订即可重新启用。",
);
pub(crate) const UNITS: Text = Text::new("Units on each node", "各节点上的单元");
pub(crate) const UNIT: Text = Text::new("Unit", "单元");
pub(crate) const NO_UNITS: Text =
    Text::new("No node that runs services has the snippet.", "运行服务的节点上都没有该片段。");
pub(crate) const FILES_ONLY: Text = Text::new("files only", "仅文件");
pub(crate) const WHOLE_GATEWAY: Text = Text::new("Gateway as a whole", "整个网关");
pub(crate) const EDIT: Text = Text::new("Edit", "编辑");
pub(crate) const DELETE: Text = Text::new("Delete", "删除");
pub(crate) const DEPLOY: Text = Text::new("Deploy", "部署");
pub(crate) const NEWEST: Text = Text::new("newest", "最新");
pub(crate) const CHANGES_SINCE: Text =
    Text::new("What changed from it to the newest", "从该修订到最新修订的变化");
pub(crate) const NO_CHANGES: Text = Text::new("The text is the same.", "文本相同。");
pub(crate) const DELETE_HOW: Text = Text::new(
    "This saves a revision that says so; the nodes keep the gateway until you deploy the removal. Every revision stays \
     and can be restored.",
    "这会保存一个表示移除的修订；在部署移除之前，节点上的网关保持不变。所有修订都会保留，可以恢复。",
);
pub(crate) const DELETE_CONFIRM: Text = Text::new("Delete and plan the removal", "删除并规划移除");

pub(crate) const GONE: Text = Text::new("Removed gateways", "已移除的网关");
pub(crate) const TO_GATEWAY: Text = Text::new("To the gateway", "前往该网关");

pub(crate) fn gateway_title(kind: &str, resource: &str) -> Text {
    Text::of(format!("{kind} gateway {resource}"), format!("{kind} 网关 {resource}"))
}

pub(crate) fn revision_title(resource: &str, revision: u32) -> Text {
    Text::of(format!("{resource}, revision {revision}"), format!("{resource} 修订 {revision}"))
}

pub(crate) fn delete_title(resource: &str) -> Text {
    Text::of(format!("Delete gateway {resource}?"), format!("删除网关 {resource}？"))
}

pub(crate) fn restore_revision(revision: u32) -> Text {
    Text::of(format!("Restore revision {revision}"), format!("恢复修订 {revision}"))
}

pub(crate) fn view_revision(revision: u32) -> Text {
    Text::of(format!("View revision {revision}"), format!("查看修订 {revision}"))
}

pub(crate) fn on_node(node: &str) -> Text {
    Text::of(format!("on {node}"), format!("位于 {node}"))
}

pub(crate) fn on_which_node(file: &str, node: &str) -> Text {
    Text::of(format!("{file} on {node}"), format!("{node} 上的 {file}"))
}

pub(crate) const fn run_state(state: RunState) -> (&'static str, &'static str, Text) {
    match state {
        RunState::Active => ("good", "●", Text::new("active", "运行中")),
        RunState::Reloading => ("busy", "◐", Text::new("reloading", "重新加载")),
        RunState::Activating => ("busy", "◐", Text::new("starting", "启动中")),
        RunState::Deactivating => ("busy", "◐", Text::new("stopping", "停止中")),
        RunState::Inactive => ("idle", "○", Text::new("inactive", "未运行")),
        RunState::Stopped => ("idle", "◻", Text::new("stopped", "已停止")),
        RunState::Frozen => ("bad", "❄", Text::new("frozen: no quorum", "已冻结：没有法定人数")),
        RunState::Failed => ("bad", "✕", Text::new("failed", "失败")),
        RunState::Maintenance => ("idle", "⏸", Text::new("maintenance", "维护中")),
        RunState::NotDeployed => ("idle", "–", Text::new("not deployed", "未部署")),
        RunState::Unknown => ("bad", "?", Text::new("unknown", "未知")),
    }
}

pub(crate) const fn snippet_state(state: SnippetState) -> Text {
    match state {
        SnippetState::Absent => Text::new("no snippet", "没有片段"),
        SnippetState::Enabled => Text::new("snippet enabled", "片段已启用"),
        SnippetState::Disabled => Text::new("snippet disabled", "片段已禁用"),
    }
}

pub(crate) const START: Text = Text::new("Start", "启动");
pub(crate) const STOP: Text = Text::new("Stop", "停止");
pub(crate) const MOVE: Text = Text::new("Move away", "迁走");
pub(crate) const STOP_CONFIRM: Text = Text::new("Stop it now", "立即停止");
pub(crate) const MOVE_CONFIRM: Text = Text::new("Move it now", "立即迁移");
pub(crate) const STOP_HOW: Text = Text::new(
    "Its snippets stay on the nodes, disabled; nothing starts it again before you do, not even a reboot.",
    "片段仍保留在节点上，但会被禁用；在您重新启动它之前，即使节点重启也不会再启动。",
);
pub(crate) const DELAY: Text =
    Text::new("Seconds that another node may take to take over", "其他节点接管的时限（秒）");
pub(crate) const DELAY_HELP: Text = Text::new(
    "1 to 600. If none has taken over by then, the gateway may start again where it was.",
    "1 到 600。若到时仍没有节点接管，网关可能在原节点上重新启动。",
);

pub(crate) fn stop_title(resource: &str) -> Text {
    Text::of(format!("Stop gateway {resource}?"), format!("停止网关 {resource}？"))
}

pub(crate) fn move_title(resource: &str) -> Text {
    Text::of(
        format!("Move gateway {resource} to another node?"),
        format!("将网关 {resource} 迁移到其他节点？"),
    )
}

/// Its clients, or those of a portal.
fn whose(clients: Option<&Text>) -> Text {
    let capital = |text: &str| text.replacen("clients", "Clients", 1);
    clients
        .map_or(Text::new("Its clients", "客户端"), |text| Text::of(capital(&text.en), text.zh.as_ref()))
}

pub(crate) fn stop_interrupts(node: Option<&str>, clients: Option<&Text>) -> Text {
    let whose = whose(clients);
    match node {
        Some(node) => Text::of(
            format!(
                "It is active on {node}. It stops on every node. {} lose the connection until somebody starts it.",
                whose.en
            ),
            format!("它正在 {node} 上运行，将在所有节点上停止。{}会断开连接，直到有人重新启动它。", whose.zh),
        ),
        None => Text::of(
            format!("It stops on every node, wherever it runs. {} lose the connection.", whose.en),
            format!("它会在所有节点上停止。如果它正在某处运行，{}会断开连接。", whose.zh),
        ),
    }
}

pub(crate) fn move_interrupts(node: Option<&str>, clients: Option<&Text>) -> Text {
    let whose = whose(clients);
    match node {
        Some(node) => Text::of(
            format!(
                "It stops on {node} and starts on another node. {} wait for some seconds meanwhile, or connect again.",
                whose.en
            ),
            format!("它会在 {node} 上停止，并在另一节点上启动。期间{}会等待数秒或重新连接。", whose.zh),
        ),
        None => Text::new("It is not active on any node any more.", "它已不在任何节点上运行。"),
    }
}

pub(crate) const JOURNAL: Text = Text::new("Journal", "日志");
pub(crate) const JOURNAL_EMPTY: Text =
    Text::new("The journal has no lines of this unit.", "日志中没有该单元的内容。");
pub(crate) const READ_AGAIN: Text = Text::new("Read again", "重新读取");
pub(crate) const CLOSE: Text = Text::new("Close", "关闭");

pub(crate) fn journal_title(unit: &str, node: &str) -> Text {
    Text::of(format!("Journal of {unit} on {node}"), format!("{node} 上 {unit} 的日志"))
}

pub(crate) fn volume_disk(volume: u32, disk: &str) -> Text {
    Text::of(format!("volume {volume}: {disk}"), format!("卷 {volume}：{disk}"))
}

pub(crate) fn no_quorum(volume: u32) -> Text {
    Text::of(format!("volume {volume}: no quorum"), format!("卷 {volume}：没有法定人数"))
}

pub(crate) fn connection(peer: &str, state: &str) -> Text {
    Text::of(format!("to {peer}: {state}"), format!("到 {peer}：{state}"))
}

pub(crate) const DRIFT: Text = Text::new("drift", "偏离");
pub(crate) const DRIFTED: Text =
    Text::new("Nodes that differ from what was deployed", "与部署内容不一致的节点");
pub(crate) const DRIFTED_HOW: Text = Text::new(
    "Somebody changed these files on the nodes. Take over what a node has, or deploy again what was saved.",
    "有人在节点上更改了这些文件。可以采纳某个节点上的内容，或重新部署已保存的内容。",
);
pub(crate) const DEPLOY_AGAIN: Text = Text::new("Deploy again", "重新部署");
pub(crate) const TAKE_OVER: Text = Text::new("Take over", "采纳");
pub(crate) const TAKE_OVER_CONFIRM: Text = Text::new("Save as the newest revision", "保存为最新修订");
pub(crate) const TAKE_OVER_HOW: Text = Text::new(
    "What the node has becomes the newest revision; older ones stay. No node changes before you deploy. What the form \
     cannot say is kept as text, as it is.",
    "该节点上的内容会成为最新修订，旧修订仍然保留。部署之前任何节点都不会改变。表单无法表达的内容会按原文保留。",
);
pub(crate) const TAKING_OVER_LOSES: Text = Text::new("This is not kept:", "以下内容不会保留：");

pub(crate) fn take_over_title(node: &str) -> Text {
    Text::of(format!("Take over what {node} has?"), format!("采纳 {node} 上的内容？"))
}

pub(crate) fn taken_over(revision: u32) -> Text {
    Text::of(
        format!("Saved as revision {revision}. Deploy it, so that every node has it."),
        format!("已保存为修订 {revision}。请部署，使所有节点内容一致。"),
    )
}

pub(crate) const fn drift(drift: Drift) -> Text {
    match drift {
        Drift::Changed => Text::new("snippet changed", "片段已被更改"),
        Drift::Missing => Text::new("snippet gone", "片段已不存在"),
        Drift::Extra => Text::new("snippet there again, though it was removed", "片段已移除却又出现"),
        Drift::Disabled => Text::new("snippet disabled by somebody", "片段被人禁用"),
        Drift::Enabled => Text::new("snippet enabled by somebody", "片段被人启用"),
    }
}
