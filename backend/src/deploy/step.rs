//! One step on one node. Carrying it out twice is the same as once.

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use gateway::api::deployments::StepAction;
use gateway::api::running::RunState;
use gateway::text::Text;
use tokio::sync::{OnceCell, watch};
use tokio::time::{Instant, sleep, timeout};

use super::Patience;
use super::record::{Eviction, Goal};
use crate::error::chain;
use crate::node::error::NodeError;
use crate::node::{self, Admission, Node, ServiceStatus, SnippetName};

/// How long a step goes on trying while its node cannot be reached.
const RECONNECT: Duration = Duration::from_secs(20);
/// How long it waits before it tries again.
const BREATH: Duration = Duration::from_millis(500);

/// A step with everything that it needs.
#[derive(Clone)]
pub(super) struct Task {
    pub(super) action: StepAction,
    pub(super) node: Arc<dyn Node>,
    /// Every node of the deployment that runs services.
    pub(super) peers: Vec<Arc<dyn Node>>,
    pub(super) resource: String,
    pub(super) snippet: SnippetName,
    /// What the node is to have.
    pub(super) goal: Goal,
    /// What it had when the plan was made.
    pub(super) seen: Option<Goal>,
    /// What it had before the first change.
    pub(super) kept: Option<Goal>,
    /// Whether it may not run the gateway for now.
    pub(super) in_maintenance: bool,
    /// How the gateway is sent away, if it is.
    pub(super) eviction: Option<Eviction>,
    /// Where the gateway became active: all nodes wait for the same answer.
    pub(super) activity: Arc<Activity>,
    /// Whether the file takes the place of one that means the same, while the gateway runs.
    pub(super) in_place: bool,
    pub(super) patience: Patience,
}

/// Where a gateway became active, as the nodes of a deployment find out together.
pub(super) struct Activity {
    seen: watch::Sender<Option<String>>,
    settled: OnceCell<String>,
}

impl Default for Activity {
    fn default() -> Self {
        Self { seen: watch::Sender::new(None), settled: OnceCell::new() }
    }
}

impl Activity {
    fn see(&self, node: &str) {
        self.seen.send_replace(Some(node.to_owned()));
    }

    /// Waits for a node that sees it.
    async fn seen_within(&self, time: Duration) -> Option<String> {
        let mut seen = self.seen.subscribe();
        let seen = timeout(time, seen.wait_for(Option::is_some)).await.ok()?.ok()?;
        seen.clone()
    }
}

/// What came of a step.
pub(super) struct Outcome {
    pub(super) detail: Option<Text>,
    /// What the node had, of the step that keeps it.
    pub(super) kept: Option<Goal>,
}

impl Outcome {
    fn done() -> Self {
        Self { detail: None, kept: None }
    }

    fn active_on(node: &str) -> Self {
        Self::saying(format!("active on {node}"), format!("在 {node} 上已激活"))
    }

    fn saying(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { detail: Some(Text::of(en, zh)), kept: None }
    }
}

/// Why a step failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum StepError {
    /// The node did not do it.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// The node has something else than it should have by now.
    #[error("the node does not have what it was given")]
    Differs,
    /// The node has something else than the plan says.
    #[error("the node has changed since the plan was made; plan again")]
    Moved,
    /// No peer has taken over.
    #[error("no other node has taken over; the gateway runs on `{0}` again")]
    CameBack(String),
    /// What runs is not what was wanted.
    #[error("it is active, but: {}", .0.iter().map(|fault| fault.en.as_ref()).collect::<Vec<_>>().join("; "))]
    Faulty(Vec<Text>),
    /// The gateway does not stop.
    #[error("the gateway has not stopped within {0} s")]
    StillRuns(u64),
    /// The gateway does not start.
    #[error("the gateway is active on no node after {limit} s: {states}")]
    NotActive { limit: u64, states: String },
}

impl StepError {
    /// What is shown of it.
    pub(super) fn text(&self) -> Text {
        let zh = match self {
            Self::Node(error) => return error.text(),
            Self::Differs => "节点上的内容与所写入的不符".to_owned(),
            Self::Moved => "制定计划后节点已发生变化；请重新制定计划".to_owned(),
            Self::CameBack(node) => format!("没有其他节点接管；网关又在 `{node}` 上运行"),
            Self::Faulty(faults) => {
                let faults: Vec<&str> = faults.iter().map(|fault| fault.zh.as_ref()).collect();
                format!("已激活，但是：{}", faults.join("；"))
            }
            Self::StillRuns(seconds) => format!("网关在 {seconds} 秒内没有停止"),
            Self::NotActive { limit, states } => format!("{limit} 秒后网关在任何节点上都未激活：{states}"),
        };
        Text::of(chain(self), zh)
    }
}

impl Task {
    /// Carries it out, and again where only the connection has failed: a step can be done twice, and to take everything
    /// back because of a moment without network would be worse.
    pub(super) async fn carry_out(&self) -> Result<Outcome, StepError> {
        let changes_something = matches!(
            self.action,
            StepAction::Stop | StepAction::Put | StepAction::Remove | StepAction::Enable | StepAction::Verify
        );
        let deadline = self.connected_by();
        loop {
            match self.carry_out_once().await {
                Err(error) if changes_something && self.waits_for_connection(&error, deadline).await => {}
                ended => return ended,
            }
        }
    }

    /// When a step no longer tries to reach its node.
    pub(super) fn connected_by(&self) -> Instant {
        Instant::now() + self.patience.limit.min(RECONNECT)
    }

    /// Waits a moment where a step has failed because of the connection alone; `false` where it is to fail.
    pub(super) async fn waits_for_connection(&self, error: &StepError, deadline: Instant) -> bool {
        let StepError::Node(NodeError::Machine(error)) = error else { return false };
        if !error.may_pass() || Instant::now() >= deadline {
            return false;
        }
        tracing::warn!(node = self.node.name(), error = chain(error), "trying a step again");
        sleep(BREATH).await;
        self.node.wake();
        true
    }

    async fn carry_out_once(&self) -> Result<Outcome, StepError> {
        match self.action {
            StepAction::Preflight => {
                self.node.preflight().await?;
                Ok(Outcome::done())
            }
            StepAction::Keep => self.keep().await,
            StepAction::Stop => self.stop().await,
            StepAction::Evict => self.evict().await,
            StepAction::Put => self.put().await,
            StepAction::Remove => {
                self.node.remove(&self.snippet).await?;
                Ok(Outcome::done())
            }
            StepAction::Enable => self.enable().await,
            StepAction::Verify => self.verify().await,
            StepAction::RollBack => Ok(Outcome::done()),
        }
    }

    /// What the node has of the snippet.
    pub(super) async fn look(&self) -> Result<Goal, StepError> {
        let look = self.node.look(&self.snippet, &self.resource).await?;
        Ok(Goal::of(self.snippet.as_str(), look.snippet.as_slice()))
    }

    async fn keep(&self) -> Result<Outcome, StepError> {
        let now = self.look().await?;
        // What it is to have does no harm, whoever put it there.
        if self.seen.as_ref().is_some_and(|seen| *seen != now) && now != self.goal {
            return Err(StepError::Moved);
        }
        Ok(Outcome { detail: None, kept: Some(now) })
    }

    pub(super) async fn stop(&self) -> Result<Outcome, StepError> {
        let deadline = Instant::now() + self.patience.limit;
        let mut status = self.node.disable_now(&self.snippet, &self.resource).await?;
        while runs(status.state) {
            if Instant::now() >= deadline {
                return Err(StepError::StillRuns(self.patience.limit.as_secs()));
            }
            sleep(self.patience.pause).await;
            status = self.node.status(&self.snippet, &self.resource).await?;
        }
        Ok(Outcome::done())
    }

    pub(super) async fn put(&self) -> Result<Outcome, StepError> {
        let kept = self.kept.as_ref().and_then(Goal::text);
        let instead_of: Vec<&str> = kept.into_iter().collect();
        match &self.goal {
            Goal::Absent => self.node.remove(&self.snippet).await?,
            Goal::Enabled(text) if self.in_place => {
                self.node.put_enabled(&self.snippet, text, &instead_of).await?;
            }
            Goal::Enabled(text) => self.node.put_disabled(&self.snippet, text, &instead_of).await?,
            Goal::Disabled(text) => {
                self.node.disable_now(&self.snippet, &self.resource).await?;
                self.node.put_disabled(&self.snippet, text, &instead_of).await?;
            }
        }
        Ok(Outcome::done())
    }

    async fn enable(&self) -> Result<Outcome, StepError> {
        if self.in_maintenance {
            // Before the daemon reads it: afterwards it might have started already.
            self.node.admit(&self.snippet, &self.resource, Admission::Refused).await?;
        }
        let text = self.goal.text().unwrap_or_default();
        self.node.enable(&self.snippet, text).await?;
        Ok(Outcome::done())
    }

    async fn verify(&self) -> Result<Outcome, StepError> {
        let look = self.node.look(&self.snippet, &self.resource).await?;
        if Goal::of(self.snippet.as_str(), look.snippet.as_slice()) != self.goal {
            return Err(StepError::Differs);
        }
        if look.service.state == RunState::Active {
            self.activity.see(self.node.name());
        }
        if !self.node.runs_services() {
            return Ok(match self.goal {
                Goal::Absent => Outcome::saying("the file is gone", "文件已删除"),
                Goal::Disabled(_) | Goal::Enabled(_) => {
                    Outcome::saying("the file is there, byte for byte", "文件已就位，逐字节一致")
                }
            });
        }
        if !self.goal.is_enabled() {
            return self.wait_until_stopped().await;
        }
        let active = self.activity.settled.get_or_try_init(|| self.wait_until_active(None)).await?;
        if active == self.node.name() {
            self.look_for_faults().await?;
        }
        Ok(Outcome::active_on(active))
    }

    /// Looks at what was really made. What is not there yet may come a moment later; what stays away is a fault.
    async fn look_for_faults(&self) -> Result<(), StepError> {
        const LOOKS: usize = 3;
        let text = self.goal.text().unwrap_or_default();
        let mut faults = self.node.faults(text).await?;
        for _ in 1..LOOKS {
            if faults.is_empty() {
                break;
            }
            sleep(self.patience.pause).await;
            faults = self.node.faults(text).await?;
        }
        if faults.is_empty() { Ok(()) } else { Err(StepError::Faulty(faults)) }
    }

    /// Waits until the gateway is active on a node, other than `left` if there is one, and says on which.
    async fn wait_until_active(&self, left: Option<&str>) -> Result<String, StepError> {
        let deadline = Instant::now() + self.patience.limit;
        // All nodes look at themselves right now; one of them may find it.
        if left.is_none()
            && let Some(seen) = self.activity.seen_within(self.patience.pause).await
        {
            return Ok(seen);
        }
        loop {
            let ask = async |peer: &Arc<dyn Node>| peer.status(&self.snippet, &self.resource).await;
            let statuses = join_all(self.peers.iter().map(ask)).await;
            let mut views = Vec::new();
            for (peer, status) in self.peers.iter().zip(statuses) {
                let name = peer.name();
                match status {
                    Ok(status) if status.state == RunState::Active => {
                        if left == Some(name) {
                            return Err(StepError::CameBack(name.to_owned()));
                        }
                        return Ok(name.to_owned());
                    }
                    Ok(status) => views.push(describe(name, &status)),
                    // It may run on another node all the same.
                    Err(error) => views.push(format!("{name}: {}", chain(&error))),
                }
            }
            if Instant::now() >= deadline {
                let limit = self.patience.limit.as_secs();
                return Err(StepError::NotActive { limit, states: views.join("; ") });
            }
            sleep(self.patience.pause).await;
        }
    }

    async fn evict(&self) -> Result<Outcome, StepError> {
        let Some(eviction) = &self.eviction else { return Ok(Outcome::done()) };
        let admission = if eviction.keep_away { Admission::Refused } else { Admission::Admitted };
        let delay = Duration::from_secs(eviction.delay.into());
        self.node.evict(&self.snippet, &self.resource, node::Eviction { delay, admission }).await?;
        let active = self.wait_until_active(Some(self.node.name())).await?;
        Ok(Outcome::active_on(&active))
    }

    async fn wait_until_stopped(&self) -> Result<Outcome, StepError> {
        // The file is gone or disabled by now; disabling again only asks the node to stop what may still run.
        self.stop().await?;
        Ok(Outcome::saying("stopped", "已停止"))
    }
}

/// Whether a gateway in that state holds its resource.
pub(crate) fn runs(state: RunState) -> bool {
    matches!(
        state,
        RunState::Active
            | RunState::Activating
            | RunState::Deactivating
            | RunState::Reloading
            | RunState::Frozen
    )
}

/// What a node says: ``node-a: activating (`ocf.rs@target_r0.service` is activating)``.
fn describe(node: &str, status: &ServiceStatus) -> String {
    let state = |state: RunState| format!("{state:?}").to_lowercase();
    let late = status.units.iter().find(|unit| unit.state != RunState::Active);
    match late {
        Some(unit) if status.state != RunState::Inactive => {
            format!("{node}: {} (`{}` is {})", state(status.state), unit.unit, state(unit.state))
        }
        _ => format!("{node}: {}", state(status.state)),
    }
}
