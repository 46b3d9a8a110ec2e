//! Deployments, starts and stops of several gateways, one after the other: what will happen to each, and what has.
//!
//! They go on while the page is left, so they belong to the app and not to the page.

use gateway::api::GatewayRow;
use gateway::api::deployments::{DeploymentState, Job, OnFailure, PlanAnswer};
use gateway::api::running::RunState;
use gateway::plan::Action;
use gateway::text::Text;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::api::{Api, ApiError};
use crate::status::can_stop;
use crate::words;

/// Milliseconds between two looks at a deployment.
const PAUSE: i32 = 500;
/// So many times in a row the server may be silent before nobody waits any more: a minute.
const PATIENCE: u32 = 120;

/// What is to be done with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Every node gets the newest revision.
    Deploy,
    /// What was stopped starts again.
    Start,
    /// It stops on every node.
    Stop,
}

/// How far all of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The server is asked what would happen.
    Planning,
    /// The user has to confirm it.
    Ready,
    /// It is carried out.
    Running,
    /// Nothing more will happen.
    Ended,
}

/// What would happen to a gateway.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outlook {
    /// The server has not said yet.
    Asked,
    /// This.
    Will {
        /// What nodes get, and what clients notice.
        says: Vec<Text>,
        /// Whether clients notice anything.
        interrupts: bool,
        /// Confirms the plan, where there is one.
        digest: String,
    },
    /// Nothing, and why.
    Not(Text),
}

/// What has become of a gateway.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Progress {
    /// It is not its turn yet.
    Waiting,
    /// It is under way; the deployment has this identifier.
    Running(String),
    /// The deployment has ended.
    Ended(Job, DeploymentState, String),
    /// It did not begin, or nobody knows how it ended.
    Failed(ApiError),
    /// It was not begun.
    Left,
}

/// One of the gateways.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Task {
    /// Its resource.
    pub(crate) resource: String,
    /// What would happen.
    pub(crate) outlook: Outlook,
    /// What has happened.
    pub(crate) progress: Progress,
}

impl Task {
    /// Whether anything would happen to it.
    pub(crate) fn is_wanted(&self) -> bool {
        matches!(self.outlook, Outlook::Will { .. })
    }

    fn has_failed(&self) -> bool {
        match &self.progress {
            Progress::Failed(_) => true,
            Progress::Ended(_, state, _) => *state != DeploymentState::Done,
            Progress::Waiting | Progress::Running(_) | Progress::Left => false,
        }
    }

    fn is_done(&self) -> bool {
        matches!(self.progress, Progress::Ended(_, DeploymentState::Done, _))
    }
}

/// All of it, at most once at a time.
#[derive(Clone, Copy)]
pub(crate) struct Orders {
    /// What is to be done; nothing where there is nothing.
    pub(crate) order: RwSignal<Option<Order>>,
    /// Each gateway.
    pub(crate) tasks: RwSignal<Vec<Task>>,
    /// How far it is.
    pub(crate) phase: RwSignal<Phase>,
    /// Whether it ends with the first that fails.
    pub(crate) ends_at_failure: RwSignal<bool>,
    /// Whether it ends with the one that is under way.
    pub(crate) is_ending: RwSignal<bool>,
    /// Answers to what was asked before count no longer.
    batch: StoredValue<u32>,
}

/// Gives every page the orders that are under way.
pub(crate) fn provide_orders() {
    provide_context(Orders {
        order: RwSignal::new(None),
        tasks: RwSignal::new(Vec::new()),
        phase: RwSignal::new(Phase::Ended),
        ends_at_failure: RwSignal::new(false),
        is_ending: RwSignal::new(false),
        batch: StoredValue::new(0),
    });
}

impl Orders {
    /// Works out what would happen to each.
    pub(crate) fn begin(self, api: Api, order: Order, rows: Vec<GatewayRow>) {
        self.forget();
        self.order.set(Some(order));
        let task = |row: GatewayRow| Task {
            outlook: outlook(order, &row),
            resource: row.resource,
            progress: Progress::Waiting,
        };
        self.tasks.set(rows.into_iter().map(task).collect());
        if order != Order::Deploy {
            return self.phase.set(Phase::Ready);
        }
        self.phase.set(Phase::Planning);
        let batch = self.batch.get_value();
        spawn_local(async move {
            for (place, resource) in self.resources() {
                let outlook = match api.plan(&resource).await {
                    Ok(answer) => planned(answer),
                    Err(error) => Outlook::Not(error.message()),
                };
                if self.batch.get_value() != batch {
                    return;
                }
                self.tasks.update(|tasks| tasks[place].outlook = outlook);
            }
            self.phase.set(Phase::Ready);
        });
    }

    /// Carries it out.
    pub(crate) fn carry_out(self, api: Api) {
        let Some(order) = self.order.get_untracked() else { return };
        self.phase.set(Phase::Running);
        spawn_local(async move {
            for (place, resource) in self.resources() {
                let digest = self.tasks.with_untracked(|tasks| match &tasks[place].outlook {
                    Outlook::Will { digest, .. } => Some(digest.clone()),
                    Outlook::Asked | Outlook::Not(_) => None,
                });
                let Some(digest) = digest.filter(|_| !self.is_to_end()) else {
                    self.tell(place, Progress::Left);
                    continue;
                };
                self.tell(place, Progress::Running(String::new()));
                let end = self.carry_out_one(api, order, place, &resource, digest).await;
                self.tell(place, end.unwrap_or_else(Progress::Failed));
            }
            self.phase.set(Phase::Ended);
        });
    }

    async fn carry_out_one(
        self,
        api: Api,
        order: Order,
        place: usize,
        resource: &str,
        digest: String,
    ) -> Result<Progress, ApiError> {
        let begun = match order {
            Order::Deploy => api.deploy(resource, digest, OnFailure::RollBack, None).await?,
            Order::Start => api.start_gateway(resource).await?,
            Order::Stop => api.stop_gateway(resource).await?,
        };
        self.tell(place, Progress::Running(begun.id.clone()));
        let mut silent = 0;
        loop {
            pause().await;
            match api.find_deployment(&begun.id).await {
                Ok(now) if now.state == DeploymentState::Running => silent = 0,
                Ok(ended) => return Ok(Progress::Ended(ended.job, ended.state, ended.id)),
                // A server that starts again goes on with it.
                Err(ApiError::Silent) if silent < PATIENCE => silent += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Forgets all of it; what is under way is not touched.
    pub(crate) fn forget(self) {
        self.batch.update_value(|batch| *batch += 1);
        self.order.set(None);
        self.tasks.set(Vec::new());
        self.phase.set(Phase::Ended);
        self.is_ending.set(false);
    }

    /// How far it is, in a sentence.
    pub(crate) fn standing(self) -> Text {
        let (mut wanted, mut done, mut failed, mut asked) = (0, 0, 0, 0);
        self.tasks.with(|tasks| {
            for task in tasks {
                wanted += usize::from(task.is_wanted());
                done += usize::from(task.is_done());
                failed += usize::from(task.has_failed());
                asked += usize::from(task.outlook == Outlook::Asked);
            }
        });
        match self.phase.get() {
            Phase::Planning if asked > 0 => words::PLANNING,
            Phase::Planning | Phase::Ready if wanted == 0 => words::NONE_TO_DO,
            Phase::Planning | Phase::Ready => words::NOTHING,
            Phase::Running => words::done_of(done + failed, wanted),
            Phase::Ended => words::ended_with(done, failed),
        }
    }

    fn is_to_end(self) -> bool {
        let has_failed = || self.tasks.with_untracked(|tasks| tasks.iter().any(Task::has_failed));
        self.is_ending.get_untracked() || (self.ends_at_failure.get_untracked() && has_failed())
    }

    fn resources(self) -> Vec<(usize, String)> {
        self.tasks
            .with_untracked(|tasks| tasks.iter().map(|task| task.resource.clone()).enumerate().collect())
    }

    fn tell(self, place: usize, progress: Progress) {
        self.tasks.update(|tasks| tasks[place].progress = progress);
    }
}

/// What the dialog is called.
pub(crate) fn title(order: Option<Order>) -> Text {
    match order {
        None => words::NOTHING,
        Some(Order::Deploy) => words::DEPLOY_THESE,
        Some(Order::Start) => words::START_THESE,
        Some(Order::Stop) => words::STOP_THESE,
    }
}

/// What would happen, as far as the list tells.
fn outlook(order: Order, row: &GatewayRow) -> Outlook {
    let will = |text, interrupts| Outlook::Will { says: vec![text], interrupts, digest: String::new() };
    match order {
        Order::Deploy => Outlook::Asked,
        Order::Start if row.status.state == RunState::Stopped => will(words::WILL_START, false),
        Order::Start => Outlook::Not(words::IS_NOT_STOPPED),
        Order::Stop if can_stop(&row.status) => will(words::WILL_STOP, true),
        Order::Stop => Outlook::Not(words::RUNS_NOT),
    }
}

/// What a plan says would happen.
fn planned(answer: PlanAnswer) -> Outlook {
    let PlanAnswer { digest, plan, approval } = answer;
    if plan.is_blocked() {
        let problem = plan.nodes.iter().flat_map(|node| &node.blocked).next();
        return Outlook::Not(problem.map_or(words::BLOCKED, |problem| problem.message.clone()));
    }
    if plan.is_empty() {
        return Outlook::Not(words::NOTHING_TO_DO);
    }
    if !approval.satisfied {
        return Outlook::Not(words::approvals_lack(approval.given, approval.needed));
    }
    let mut says = Vec::new();
    for action in [Action::Create, Action::Replace, Action::Enable, Action::Remove] {
        let nodes: Vec<&str> =
            plan.nodes.iter().filter(|node| node.action == action).map(|node| node.node.as_str()).collect();
        if !nodes.is_empty() {
            says.push(words::nodes_get(&nodes.join(", "), &words::action(action)));
        }
    }
    let interrupts = plan.interrupts.is_some();
    says.push(plan.interrupts.unwrap_or(words::INTERRUPTS_NOTHING));
    Outlook::Will { says, interrupts, digest }
}

async fn pause() {
    let promise = Promise::new(&mut |done, _| {
        // It fails only for what is no function.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, PAUSE);
    });
    // It is always kept.
    let _ = JsFuture::from(promise).await;
}
