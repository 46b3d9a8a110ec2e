//! Words of saved gateways, deployments and nodes.

use gateway::api::deployments::{DeploymentState, StepAction, StepState};
use gateway::api::nodes::Reach;
use gateway::api::running::{RunState, SnippetState};
use gateway::plan::Action;
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

pub(crate) const PLANNING: Text = Text::new("Planning…", "正在规划…");
pub(crate) const PLAN_AGAIN: Text = Text::new("Plan again", "重新规划");
pub(crate) const STALE_PLAN: Text = Text::new(
    "Nothing was done. This is the plan as of now; look at it again.",
    "未做任何更改。以下是当前的计划，请重新查看。",
);
pub(crate) const NOTHING_TO_DO: Text = Text::new(
    "Every node already has what is wanted. There is nothing to deploy.",
    "所有节点都已符合要求，无需部署。",
);
pub(crate) const INTERRUPTS_NOTHING: Text = Text::new("Clients notice nothing.", "客户端不会察觉。");
pub(crate) const INTERRUPTS: Text = Text::new("What clients notice", "对客户端的影响");
pub(crate) const KNOWN: Text = Text::new("I know that clients are interrupted", "我知道客户端会中断");
pub(crate) const BLOCKED: Text = Text::new(
    "Some node cannot get what is wanted. Mend what is listed there, then plan again.",
    "有节点无法满足要求。请解决所列问题后重新规划。",
);
pub(crate) const ON_FAILURE: Text = Text::new("If a node fails on the way", "若某个节点中途失败");
pub(crate) const ROLL_BACK: Text = Text::new("Roll back everywhere", "在所有节点上回滚");
pub(crate) const GO_ON: Text = Text::new("Go on with the others", "其他节点继续");
pub(crate) const DEPLOY_NOW: Text = Text::new("Deploy now", "立即部署");
pub(crate) const DEPLOYING: Text = Text::new("Deploying…", "正在部署…");
pub(crate) const CHANGES: Text = Text::new("Changes of the file", "文件的更改");
pub(crate) const RESTARTS: Text = Text::new("the gateway stops there for it", "网关会因此在该节点停止");

pub(crate) const DEPLOYMENTS: Text = Text::new("Deployments", "部署记录");
pub(crate) const GONE: Text = Text::new("Removed gateways", "已移除的网关");
pub(crate) const NO_DEPLOYMENTS: Text = Text::new("No deployments yet.", "尚无部署记录。");
pub(crate) const STEP: Text = Text::new("Step", "步骤");
pub(crate) const STEPS: Text = Text::new("Steps on each node", "各节点上的步骤");
pub(crate) const RESULTS: Text = Text::new("Result on each node", "各节点的结果");
pub(crate) const FINE: Text = Text::new("fine", "正常");
pub(crate) const FAILED: Text = Text::new("failed", "失败");
pub(crate) const TO_GATEWAY: Text = Text::new("To the gateway", "前往该网关");

pub(crate) const NO_NODES: Text = Text::new("The server knows no nodes yet.", "服务器还不知道任何节点。");
pub(crate) const NO_SNIPPETS: Text = Text::new("no snippets", "没有配置片段");
pub(crate) const DIRECTORY: Text = Text::new("Directory", "目录");

pub(crate) fn gateway_title(kind: &str, resource: &str) -> Text {
    Text::of(format!("{kind} gateway {resource}"), format!("{kind} 网关 {resource}"))
}

pub(crate) fn deploy_title(resource: &str) -> Text {
    Text::of(format!("Deploy {resource}"), format!("部署 {resource}"))
}

pub(crate) const DEPLOYMENT: Text = Text::new("Deployment", "部署");

pub(crate) fn deployment_title(resource: &str, revision: u32) -> Text {
    Text::of(
        format!("Deployment of {resource}, revision {revision}"),
        format!("{resource} 修订 {revision} 的部署"),
    )
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

pub(crate) fn changes_on(node: &str) -> Text {
    Text::of(format!("Changes of the file on {node}"), format!("{node} 上文件的更改"))
}

pub(crate) fn plan_title(file: &str, revision: u32) -> Text {
    Text::of(format!("{file}, revision {revision}"), format!("{file}，修订 {revision}"))
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

pub(crate) const fn deployment_state(state: DeploymentState) -> (&'static str, &'static str, Text) {
    match state {
        DeploymentState::Running => ("busy", "◐", Text::new("running", "进行中")),
        DeploymentState::Done => {
            ("good", "✓", Text::new("done: every node has what was planned", "完成：所有节点均符合计划"))
        }
        DeploymentState::Partial => (
            "bad",
            "!",
            Text::new(
                "partial: some nodes failed, the others have what was planned",
                "部分完成：部分节点失败，其余符合计划",
            ),
        ),
        DeploymentState::RolledBack => (
            "idle",
            "↶",
            Text::new("rolled back: every node has what it had before", "已回滚：所有节点恢复原状"),
        ),
        DeploymentState::Failed => (
            "bad",
            "✕",
            Text::new("failed: not every node could get back what it had", "失败：并非所有节点都能恢复原状"),
        ),
    }
}

pub(crate) const fn step_state(state: StepState) -> (&'static str, &'static str, Text) {
    match state {
        StepState::Waiting => ("idle", "○", Text::new("waiting", "等待")),
        StepState::Running => ("busy", "◐", Text::new("running", "进行中")),
        StepState::Done => ("good", "✓", Text::new("done", "完成")),
        StepState::Skipped => ("idle", "–", Text::new("not needed", "不需要")),
        StepState::Failed => ("bad", "✕", Text::new("failed", "失败")),
    }
}

pub(crate) const fn step_action(action: StepAction) -> Text {
    match action {
        StepAction::Preflight => Text::new("Check that the node is ready", "检查节点是否就绪"),
        StepAction::Keep => Text::new("Keep a copy of what is there", "保留现有内容的副本"),
        StepAction::Stop => Text::new("Stop the gateway", "停止网关"),
        StepAction::Evict => Text::new("Send the gateway to another node", "将网关迁移到其他节点"),
        StepAction::Put => Text::new("Put the file and read it back", "写入文件并回读"),
        StepAction::Remove => Text::new("Remove the file", "删除文件"),
        StepAction::Enable => Text::new("Let the daemon read it", "让守护进程读取"),
        StepAction::Verify => Text::new("Wait until it is active, and look", "等待运行并检查"),
        StepAction::RollBack => Text::new("Give back what was there", "恢复原有内容"),
    }
}

pub(crate) const fn action(action: Action) -> Text {
    match action {
        Action::Nothing => Text::new("has what is wanted", "已符合要求"),
        Action::Create => Text::new("gets the file", "写入文件"),
        Action::Replace => Text::new("its file is replaced", "替换文件"),
        Action::Remove => Text::new("its file is removed", "删除文件"),
        Action::Enable => Text::new("its file is enabled", "启用文件"),
    }
}

pub(crate) const fn snippet_state(state: SnippetState) -> Text {
    match state {
        SnippetState::Absent => Text::new("no snippet", "没有片段"),
        SnippetState::Enabled => Text::new("snippet enabled", "片段已启用"),
        SnippetState::Disabled => Text::new("snippet disabled", "片段已禁用"),
    }
}

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
