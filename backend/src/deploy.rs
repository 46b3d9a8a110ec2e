//! Deployments: what the nodes have is compared with what is wanted, and the difference is carried out.

mod checked;
pub mod record;

mod jobs;
mod run;
pub(crate) mod step;
mod steps;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::future::join_all;
use gateway::api::deployments::{Deploy, Deployment, Job, PlanAnswer};
use gateway::api::nodes::Reach;
use gateway::api::review::Approval;
use gateway::plan::{self, Found, Plan, Wanted};
use gateway::problem::Problem;
use tokio::sync::watch;

use crate::approval::Approvals;
use crate::clock;
use crate::facts::Addresses;
use crate::needs::Needs;
use crate::node::{Node, Survey};
use crate::nodes::Nodes;
use crate::preflight::snippets_twice;
use crate::store::{DeploymentLog, Saved, Store, StoreError};
use crate::token;
use crate::who::Who;
use checked::Checked;
use record::{Goal, Order, Record};
use run::Run;

/// How long a deployment waits for a gateway to stop or to start.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// When it gives up.
    pub limit: Duration,
    /// How often it looks.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        // Stopping an NFS gateway that waits for its lease time takes 92 s.
        Self { limit: Duration::from_mins(3), pause: Duration::from_millis(100) }
    }
}

/// Plans deployments, carries them out, and knows those under way.
pub struct Deployments {
    store: Arc<dyn Store>,
    log: Arc<dyn DeploymentLog>,
    nodes: Arc<Nodes>,
    patience: Patience,
    under_way: Mutex<HashMap<String, watch::Receiver<Deployment>>>,
    checked: Mutex<Checked>,
    /// Who must agree before a revision is deployed.
    pub approvals: Approvals,
}

/// Why a deployment does not begin. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// The revision lacks approvals, or was rejected.
    #[error("the revision is not approved")]
    NotApproved(Box<Approval>),
    /// The plan that was confirmed is not the plan of now.
    #[error("the plan has changed since it was confirmed")]
    Stale,
    /// Some node cannot get what is wanted.
    #[error("a node cannot get what is wanted")]
    Blocked(Vec<Problem>),
    /// Another deployment of the gateway is under way.
    #[error("another deployment of the gateway is under way")]
    Busy,
    /// The deployment that is to be taken back has changed nothing on a node that is still known.
    #[error("the deployment has changed nothing that could be taken back")]
    NothingKept,
    /// No node has the snippet of the gateway.
    #[error("no node has the snippet of the gateway")]
    NotDeployed,
    /// The gateway runs nowhere, so that it cannot be sent away.
    #[error("the gateway is active on no node")]
    NotActive,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Deployments {
    /// Deployments to these nodes.
    pub fn new(store: Arc<dyn Store>, nodes: Arc<Nodes>, patience: Patience) -> Self {
        let log: Arc<dyn DeploymentLog> = Arc::clone(&store) as _;
        Self::with_log(store, log, nodes, patience)
    }

    /// The same, with another place that keeps how far each deployment is.
    pub fn with_log(
        store: Arc<dyn Store>,
        log: Arc<dyn DeploymentLog>,
        nodes: Arc<Nodes>,
        patience: Patience,
    ) -> Self {
        let approvals = Approvals::new(Arc::clone(&store));
        let (under_way, checked) = (Mutex::default(), Mutex::default());
        Self { store, log, nodes, patience, under_way, checked, approvals }
    }

    /// Plans the deployment of a revision.
    pub async fn plan(&self, saved: &Saved) -> Result<PlanAnswer, StoreError> {
        let found = self.look_thoroughly(saved).await;
        let plan = plan::plan(&wanted(saved), &found);
        let approval = self.approvals.of(saved).await?;
        Ok(PlanAnswer { digest: self.digest(&plan, saved, &found), plan: plan.masked(), approval })
    }

    /// Begins the deployment of a revision whose plan was confirmed. It goes on when the caller is gone.
    ///
    /// With a reason to override it begins without the approvals that it needs; where they are there, the reason is
    /// not kept.
    pub async fn begin(&self, saved: &Saved, order: &Deploy, who: &Who) -> Result<Deployment, DeployError> {
        let _held = self.nodes.hold().await;
        self.override_of(saved, order).await?;
        let found = self.look_again(saved).await;
        let plan = plan::plan(&wanted(saved), &found);
        if self.digest(&plan, saved, &found) != order.digest {
            return Err(DeployError::Stale);
        }
        let blocked: Vec<Problem> = plan.nodes.iter().flat_map(|node| node.blocked.clone()).collect();
        if !blocked.is_empty() {
            return Err(DeployError::Blocked(blocked));
        }
        // Looking at the nodes may have taken minutes, in which somebody rejected it.
        let override_reason = self.override_of(saved, order).await?;
        let goal = if saved.removed { Goal::Absent } else { Goal::Enabled(saved.text.clone()) };
        let goals = found.iter().map(|node| (node.node.clone(), goal.clone())).collect();
        self.start(&Order {
            job: Job::Deploy,
            resource: &saved.resource,
            revision: saved.revision,
            snippet: &saved.snippet,
            digest: &order.digest,
            who,
            on_failure: order.on_failure,
            goals,
            found: &found,
            eviction: None,
            override_reason,
        })
        .await
    }

    /// Why a revision is deployed without the approvals that it needs; none where they are there.
    async fn override_of<'a>(
        &self,
        saved: &Saved,
        order: &'a Deploy,
    ) -> Result<Option<&'a str>, DeployError> {
        let approval = self.approvals.of(saved).await?;
        match &order.override_reason {
            _ if approval.satisfied => Ok(None),
            Some(reason) => Ok(Some(reason)),
            None => Err(DeployError::NotApproved(Box::new(approval))),
        }
    }

    /// Begins a deployment that gives every node back what it had before another one.
    pub async fn begin_rollback(&self, of: &Record, who: &Who) -> Result<Deployment, DeployError> {
        let _held = self.nodes.hold().await;
        let found = self.look(&of.deployment.resource).await;
        let mut goals: BTreeMap<String, Goal> = of.kept.clone();
        // A node that was forgotten since gets nothing, and is no failure either.
        goals.retain(|name, _| found.iter().any(|node| node.node == *name));
        if goals.is_empty() {
            return Err(DeployError::NothingKept);
        }
        // What the nodes had may be a revision that is known; else it has no number.
        let text = goals.values().find_map(Goal::text);
        let revisions = self.store.revisions(&of.deployment.resource).await?;
        let revision = revisions.iter().find(|revision| match text {
            Some(text) => revision.text == text && !revision.removed,
            None => revision.removed,
        });
        self.start(&Order {
            job: Job::RollBack,
            resource: &of.deployment.resource,
            revision: revision.map_or(0, |revision| revision.revision),
            snippet: &of.snippet,
            digest: &of.deployment.digest,
            who,
            on_failure: of.deployment.on_failure,
            goals,
            found: &found,
            eviction: None,
            override_reason: None,
        })
        .await
    }

    async fn start(&self, order: &Order<'_>) -> Result<Deployment, DeployError> {
        let in_maintenance = self.store.maintenance().await?;
        let record = Record::new(order, in_maintenance, token::random_id(), clock::now());
        match self.log.begin_deployment(&record, &record.note_of_beginning(order.who)).await {
            Err(StoreError::Taken) => return Err(DeployError::Busy),
            begun => begun?,
        }
        let deployment = record.deployment.clone();
        self.carry_out(record);
        Ok(deployment)
    }

    /// Goes on with every deployment that was under way when the server ended.
    pub async fn resume(&self) -> Result<(), StoreError> {
        for record in self.store.running_deployments().await? {
            tracing::info!(id = record.deployment.id, "resuming a deployment");
            self.carry_out(record);
        }
        Ok(())
    }

    fn carry_out(&self, record: Record) {
        let (run, receiver) = Run::new(record, Arc::clone(&self.log), self.nodes.all(), self.patience);
        let id = run.id().to_owned();
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        // A deployment that ended has nobody left who would send.
        under_way.retain(|_, receiver| receiver.has_changed().is_ok());
        under_way.insert(id, receiver);
        tokio::spawn(run.carry_out());
    }

    /// Whether any deployment is under way.
    pub fn is_busy(&self) -> bool {
        let under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.values().any(|receiver| receiver.has_changed().is_ok())
    }

    /// What a deployment looks like now and later; `None` if it is not under way.
    pub fn watch(&self, id: &str) -> Option<watch::Receiver<Deployment>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// As [`Deployments::look_thoroughly`], with what was found a moment ago where that was for the same text: whoever
    /// confirms a plan has just seen it, and tools do not come and go within a minute.
    async fn look_again(&self, saved: &Saved) -> Vec<Found> {
        let recent = self.checked().recent(&saved.text);
        let Some(recent) = recent else { return self.look_thoroughly(saved).await };
        let mut found = self.look(&saved.resource).await;
        for node in &mut found {
            node.checks = recent.get(&node.node).cloned().unwrap_or_default();
        }
        found
    }

    /// The same with what each node needs to run the gateway and does not have.
    async fn look_thoroughly(&self, saved: &Saved) -> Vec<Found> {
        let mut found = self.look(&saved.resource).await;
        let needs = Needs::of_snippet(&saved.text).unwrap_or_default();
        let Some(needs) = needs.first().filter(|_| !saved.removed) else { return found };
        // Where the gateway runs, or may run, its service IPs answer for it.
        let may_run = found.iter().any(|node| node.active || node.error.is_some());
        let addresses = if may_run { Addresses::LeaveAlone } else { Addresses::AskTheNetwork };
        let nodes = self.nodes.all();
        let check = async |found: &mut Found| {
            let node = nodes.iter().find(|node| node.name() == found.node);
            let Some(node) = node.filter(|_| found.error.is_none()) else { return };
            match node.checks(Some((needs, addresses))).await {
                Ok(checks) => found.checks = checks,
                Err(error) => found.error = Some(error.text()),
            }
        };
        join_all(found.iter_mut().map(check)).await;
        let checks = found.iter().map(|node| (node.node.clone(), node.checks.clone())).collect();
        self.checked().keep(&saved.text, checks);
        found
    }

    /// What confirms a plan: whoever has it has seen this plan and no other. What nodes have is part of it, because the
    /// differences tell no secret, and with other secrets it is another plan. So it holds secrets, and the hash is one that
    /// nobody can make to guess them.
    fn digest(&self, plan: &Plan, saved: &Saved, found: &[Found]) -> String {
        let mut plan = plan.clone();
        plan.nodes.iter_mut().for_each(|node| node.remarks.clear());
        let now: Vec<Goal> = found.iter().map(|node| Goal::of(&saved.snippet, &node.snippets)).collect();
        self.store.keyed().digest(&serde_json::to_string(&(plan, now)).expect("a plan is plain data"))
    }

    fn checked(&self) -> MutexGuard<'_, Checked> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at every node, all at once. One that did not answer a moment ago is tried again: somebody waits.
    async fn look(&self, resource: &str) -> Vec<Found> {
        let nodes = self.nodes.all();
        for node in &nodes {
            node.wake();
        }
        join_all(nodes.iter().map(|node| look_at(node.as_ref(), resource))).await
    }
}

async fn look_at(node: &dyn Node, resource: &str) -> Found {
    let (survey, error) = match node.survey().await {
        Ok(survey) => {
            let obstacle = survey.obstacle().map(|error| error.text());
            (survey, obstacle)
        }
        Err(error) => (Survey::default(), Some(error.text())),
    };
    Found {
        node: node.name().to_owned(),
        simulated: node.reach() == Reach::Simulated,
        runs_services: node.runs_services(),
        active: step::runs(survey.service(resource).state),
        twice: snippets_twice(&survey.files),
        snippets: survey.snippets,
        checks: Vec::new(),
        error,
    }
}

fn wanted(saved: &Saved) -> Wanted {
    Wanted {
        resource: saved.resource.clone(),
        revision: saved.revision,
        snippet: saved.snippet.clone(),
        text: (!saved.removed).then(|| saved.text.clone()),
    }
}
