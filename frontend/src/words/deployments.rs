//! Words of plans and deployments.

use gateway::api::deployments::{DeploymentState, Job, StepAction, StepState};
use gateway::plan::Action;
use gateway::text::Text;

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
pub(crate) const TYPE_NAME: Text = Text::new("Name of the resource", "资源名称");
pub(crate) const ROLL_BACK_NOW: Text = Text::new("Roll back", "回滚");
pub(crate) const ROLL_BACK_TITLE: Text =
    Text::new("Give every node back what it had before?", "让每个节点恢复之前的内容？");
pub(crate) const ROLL_BACK_HOW: Text = Text::new(
    "This is a deployment of its own: each node gets the copy that was kept before this one. Where the gateway runs with \
     another content, it stops and starts again, and its clients lose the connection for some seconds.",
    "这是一次独立的部署：每个节点恢复本次部署之前保留的副本。若正在运行的网关内容不同，它会停止并重新启动，客户端会断开连接数秒。",
);
pub(crate) const ROLL_BACK_CONFIRM: Text = Text::new("Roll back now", "立即回滚");
pub(crate) const VERIFIED: Text = Text::new("Looked at", "已检查");
pub(crate) const RUNS_NOW: Text = Text::new("Now", "当前");
pub(crate) const MAY_LEAVE: Text = Text::new(
    "You can leave this page: the deployment goes on, and is listed on the page of the gateway.",
    "您可以离开此页面：部署会继续进行，并列在网关页面上。",
);
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
pub(crate) const NO_DEPLOYMENTS: Text = Text::new("No deployments yet.", "尚无部署记录。");
pub(crate) const STEP: Text = Text::new("Step", "步骤");
pub(crate) const STEPS: Text = Text::new("Steps on each node", "各节点上的步骤");
pub(crate) const RESULTS: Text = Text::new("Result on each node", "各节点的结果");
pub(crate) const FINE: Text = Text::new("fine", "正常");
pub(crate) const FAILED: Text = Text::new("failed", "失败");
pub(crate) const STAYS: Text = Text::new("What stays", "保留的内容");
pub(crate) const DEPLOYMENT: Text = Text::new("Deployment", "部署");

pub(crate) fn type_name(resource: &str) -> Text {
    Text::of(
        format!("Type `{resource}`: a running gateway is interrupted."),
        format!("请输入 `{resource}`：正在运行的网关会被中断。"),
    )
}

pub(crate) fn steps_done(done: usize, all: usize) -> Text {
    Text::of(format!("{done} of {all} steps done"), format!("已完成 {done}/{all} 步"))
}

pub(crate) fn doing(step: &Text, nodes: &str) -> Text {
    Text::of(format!("{} ({nodes})", step.en), format!("{}（{nodes}）", step.zh))
}

pub(crate) fn deploy_title(resource: &str) -> Text {
    Text::of(format!("Deploy {resource}"), format!("部署 {resource}"))
}

pub(crate) fn remarks(count: usize) -> Text {
    Text::of(format!("Found on the node ({count})"), format!("在该节点上发现（{count} 项）"))
}

pub(crate) fn changes_on(node: &str) -> Text {
    Text::of(format!("Changes of the file on {node}"), format!("{node} 上文件的更改"))
}

pub(crate) fn plan_title(file: &str, revision: u32) -> Text {
    Text::of(format!("{file}, revision {revision}"), format!("{file}，修订 {revision}"))
}

pub(crate) const fn job(job: Job) -> Text {
    match job {
        Job::Deploy => Text::new("Deployment", "部署"),
        Job::RollBack => Text::new("Rollback", "回滚"),
        Job::Start => Text::new("Start", "启动"),
        Job::Stop => Text::new("Stop", "停止"),
        Job::Evict => Text::new("Move", "迁移"),
    }
}

pub(crate) fn job_title(job: Job, resource: &str, revision: u32) -> Text {
    match job {
        Job::Deploy => Text::of(
            format!("Deployment of {resource}, revision {revision}"),
            format!("{resource} 修订 {revision} 的部署"),
        ),
        Job::RollBack => Text::of(format!("Rollback of {resource}"), format!("回滚 {resource}")),
        Job::Start => Text::of(format!("Start of {resource}"), format!("启动 {resource}")),
        Job::Stop => Text::of(format!("Stop of {resource}"), format!("停止 {resource}")),
        Job::Evict => {
            Text::of(format!("Move of {resource} to another node"), format!("将 {resource} 迁移到其他节点"))
        }
    }
}

/// What came of a job when all of it was done.
const fn done(job: Job) -> Text {
    match job {
        Job::Deploy => Text::new("done: every node has what was planned", "完成：所有节点均符合计划"),
        Job::RollBack => Text::new("done: every node has what it had before", "完成：所有节点恢复原状"),
        Job::Start => Text::new("done: the gateway is started", "完成：网关已启动"),
        Job::Stop => Text::new("done: the gateway is stopped on every node", "完成：网关已在所有节点上停止"),
        Job::Evict => Text::new("done: another node runs the gateway", "完成：网关已由其他节点运行"),
    }
}

/// What it means for the nodes that a job failed.
const fn failed(job: Job) -> Text {
    match job {
        Job::Deploy | Job::RollBack => {
            Text::new("failed: not every node could get back what it had", "失败：并非所有节点都能恢复原状")
        }
        Job::Start | Job::Stop | Job::Evict => Text::new("failed", "失败"),
    }
}

pub(crate) const fn deployment_state(job: Job, state: DeploymentState) -> (&'static str, &'static str, Text) {
    match state {
        DeploymentState::Running => ("busy", "◐", Text::new("running", "进行中")),
        DeploymentState::Done => ("good", "✓", done(job)),
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
        DeploymentState::Failed => ("bad", "✕", failed(job)),
    }
}

pub(crate) fn seconds_left(seconds: f64) -> Text {
    Text::of(format!("up to {seconds} s more"), format!("最多还需 {seconds} 秒"))
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

pub(crate) const fn step_action(job: Job, action: StepAction) -> Text {
    match action {
        StepAction::Preflight => Text::new("Check that the node is ready", "检查节点是否就绪"),
        StepAction::Keep => Text::new("Keep a copy of what is there", "保留现有内容的副本"),
        StepAction::Stop => Text::new("Stop the gateway", "停止网关"),
        StepAction::Evict => Text::new("Send the gateway to another node", "将网关迁移到其他节点"),
        StepAction::Put => Text::new("Put the file and read it back", "写入文件并回读"),
        StepAction::Remove => Text::new("Remove the file", "删除文件"),
        StepAction::Enable => Text::new("Let the daemon read it", "让守护进程读取"),
        StepAction::Verify => match job {
            Job::Stop => Text::new("Look whether it has stopped", "检查是否已停止"),
            Job::Deploy | Job::RollBack | Job::Start | Job::Evict => {
                Text::new("Wait until it is active, and look", "等待运行并检查")
            }
        },
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
