//! One step on one node. Carrying it out twice is the same as once.

use std::sync::Arc;

use gateway::api::{RunState, StepAction};
use gateway::text::Text;
use tokio::time::{Instant, sleep};

use super::Patience;
use super::record::Goal;
use crate::error::chain;
use crate::node::{Node, NodeError, ServiceStatus, SnippetName};

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
    /// Whether the file takes the place of one that means the same, while the gateway runs.
    pub(super) in_place: bool,
    pub(super) patience: Patience,
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
            Self::Node(error) => format!("节点出错：{}", chain(error)),
            Self::Differs => "节点上的内容与所写入的不符".to_owned(),
            Self::StillRuns(seconds) => format!("网关在 {seconds} 秒内没有停止"),
            Self::NotActive { limit, states } => format!("{limit} 秒后网关在任何节点上都未激活：{states}"),
        };
        Text::of(chain(self), zh)
    }
}

impl Task {
    pub(super) async fn carry_out(&self) -> Result<Outcome, StepError> {
        match self.action {
            StepAction::Preflight => {
                self.node.preflight().await?;
                Ok(Outcome::done())
            }
            StepAction::Keep => Ok(Outcome { detail: None, kept: Some(self.look().await?) }),
            StepAction::Stop => self.stop().await,
            StepAction::Put => self.put().await,
            StepAction::Remove => {
                self.node.remove(&self.snippet).await?;
                Ok(Outcome::done())
            }
            StepAction::Enable => {
                self.node.enable(&self.snippet).await?;
                Ok(Outcome::done())
            }
            StepAction::Verify => self.verify().await,
            StepAction::RollBack => Ok(Outcome::done()),
        }
    }

    /// What the node has of the snippet.
    pub(super) async fn look(&self) -> Result<Goal, StepError> {
        Ok(Goal::of(self.snippet.as_str(), &self.node.snippets().await?))
    }

    pub(super) async fn stop(&self) -> Result<Outcome, StepError> {
        self.node.disable_now(&self.snippet, &self.resource).await?;
        let deadline = Instant::now() + self.patience.limit;
        loop {
            let status = self.node.status(&self.resource).await?;
            let runs = matches!(
                status.state,
                RunState::Active | RunState::Activating | RunState::Deactivating | RunState::Reloading
            );
            if !runs {
                return Ok(Outcome::done());
            }
            if Instant::now() >= deadline {
                return Err(StepError::StillRuns(self.patience.limit.as_secs()));
            }
            sleep(self.patience.pause).await;
        }
    }

    pub(super) async fn put(&self) -> Result<Outcome, StepError> {
        match &self.goal {
            Goal::Absent => self.node.remove(&self.snippet).await?,
            Goal::Enabled(text) if self.in_place => self.node.put_enabled(&self.snippet, text).await?,
            Goal::Enabled(text) => self.node.put_disabled(&self.snippet, text).await?,
            Goal::Disabled(text) => {
                self.node.disable_now(&self.snippet, &self.resource).await?;
                self.node.put_disabled(&self.snippet, text).await?;
            }
        }
        Ok(Outcome::done())
    }

    async fn verify(&self) -> Result<Outcome, StepError> {
        if self.look().await? != self.goal {
            return Err(StepError::Differs);
        }
        if !self.node.runs_services() {
            return Ok(match self.goal {
                Goal::Absent => Outcome::saying("the file is gone", "文件已删除"),
                _ => Outcome::saying("the file is there, byte for byte", "文件已就位，逐字节一致"),
            });
        }
        if self.goal.is_enabled() { self.wait_until_active().await } else { self.wait_until_stopped().await }
    }

    async fn wait_until_active(&self) -> Result<Outcome, StepError> {
        let deadline = Instant::now() + self.patience.limit;
        loop {
            let mut views = Vec::new();
            for peer in &self.peers {
                let name = peer.name();
                match peer.status(&self.resource).await {
                    Ok(status) if status.state == RunState::Active => {
                        return Ok(Outcome::saying(
                            format!("active on {name}"),
                            format!("在 {name} 上已激活"),
                        ));
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

    async fn wait_until_stopped(&self) -> Result<Outcome, StepError> {
        // The file is gone or disabled by now; disabling again only asks the node to stop what may still run.
        self.stop().await?;
        Ok(Outcome::saying("stopped", "已停止"))
    }
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
