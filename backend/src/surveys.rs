//! What all nodes have, asked as often as somebody wants to know, and at most once at a time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::join_all;
use gateway::text::Text;
use tokio::time::timeout;

use crate::node::{Node, Survey};
use crate::nodes::Nodes;

/// How long whoever asks waits for a node. It is asked on; who asks later gets the answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long where it did not answer the last time: one dark node is not to make every page slow.
const LITTLE_PATIENCE: Duration = Duration::from_millis(300);

/// What was seen of a node.
#[derive(Clone)]
pub struct Seen {
    /// The node.
    pub node: Arc<dyn Node>,
    /// What it has, or why nobody knows.
    pub survey: Result<Arc<Survey>, Text>,
}

/// Asks the nodes.
pub struct Surveys {
    nodes: Arc<Nodes>,
    desks: Mutex<HashMap<String, Arc<Desk>>>,
}

/// Where questions about one node meet.
struct Desk {
    node: Arc<dyn Node>,
    /// How many surveys have begun.
    begun: AtomicU64,
    last: tokio::sync::Mutex<Last>,
    /// Why the last survey failed, if it did; beside `last`, which is held while the next one is made.
    failed: Mutex<Option<Text>>,
}

/// The survey that has ended last.
#[derive(Clone)]
struct Last {
    number: u64,
    survey: Result<Arc<Survey>, Text>,
}

impl Surveys {
    /// Surveys of these nodes.
    pub fn new(nodes: Arc<Nodes>) -> Self {
        Self { nodes, desks: Mutex::default() }
    }

    /// What every node has, no older than the question.
    pub async fn all(&self) -> Vec<Seen> {
        join_all(self.nodes.all().into_iter().map(|node| self.one(node))).await
    }

    /// What a node has, no older than the question.
    pub async fn one(&self, node: Arc<dyn Node>) -> Seen {
        let desk = self.desk(&node);
        let failed = desk.failed();
        let patience = if failed.is_some() { LITTLE_PATIENCE } else { PATIENCE };
        // A task of its own: a node that is slower than whoever asks would otherwise never get to its answer.
        let asked = tokio::spawn(async move { desk.survey().await });
        let survey = match timeout(patience, asked).await {
            Ok(Ok(survey)) => survey,
            Ok(Err(_)) | Err(_) => Err(failed.unwrap_or(SILENT)),
        };
        Seen { node, survey }
    }

    fn desk(&self, node: &Arc<dyn Node>) -> Arc<Desk> {
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        let desk =
            desks.entry(node.name().to_owned()).or_insert_with(|| Arc::new(Desk::new(Arc::clone(node))));
        if !Arc::ptr_eq(&desk.node, node) {
            // The node was changed: another one has its name now.
            *desk = Arc::new(Desk::new(Arc::clone(node)));
        }
        Arc::clone(desk)
    }
}

impl Desk {
    fn new(node: Arc<dyn Node>) -> Self {
        let last = Last { number: 0, survey: Err(SILENT) };
        Self { node, begun: AtomicU64::new(0), last: tokio::sync::Mutex::new(last), failed: Mutex::default() }
    }

    fn failed(&self) -> Option<Text> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the node, or takes what another one has learnt who asked later than we did.
    async fn survey(&self) -> Result<Arc<Survey>, Text> {
        let begun_before = self.begun.load(Ordering::SeqCst);
        let mut last = self.last.lock().await;
        if last.number <= begun_before {
            let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            let survey = self.node.survey().await.map(Arc::new).map_err(|error| error.text());
            *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = survey.as_ref().err().cloned();
            *last = Last { number, survey };
        }
        last.survey.clone()
    }
}

const SILENT: Text = Text::new("the node has not answered yet", "节点尚未应答");
